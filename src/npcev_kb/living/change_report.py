"""A change in meaning as Markdown, for the person who reviews it: conclusions before details."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from npcev_kb.analysis.changes import Changes, ClaimMoved, Named, RecordChange, What
from npcev_kb.analysis.differences import FieldChange
from npcev_kb.analysis.evidence import Judged
from npcev_kb.living.impact import ChangedPage
from npcev_kb.model.vocabulary import DebateStatus, FlagState
from npcev_kb.render.claim_words import in_words
from npcev_kb.store.revision import OtherFiles

MOST = 60
"""Lines of one part; the others are counted."""
LONGEST = 240
"""Characters of one value."""
LAYOUT, PAGES = "Changed in layout or comments only", "Pages of the site that change"
KEPT = "Files of metadata, history, screening, people, waivers and registers that change"
FOLDED = frozenset({LAYOUT, PAGES, KEPT})
LINE, WHOLE = 2_000, 60_000
"""Characters of one line and of the whole; a forge cuts what is longer."""
OPEN = DebateStatus.OPEN.value
"""The status of debates and of questions that nothing settles yet."""
NO_FILES = OtherFiles((), ())
_SIGNS = re.compile(r"([\\`*_\[\]<>|~&!])")
_CALLS = re.compile(r"(?i)([@#]|\bwww)(?=[\w.])")
_PLURAL = {What.STUDY: "studies"}


def markdown(
    changes: Changes,
    pages: Sequence[ChangedPage] = (),
    files: OtherFiles = NO_FILES,
    broken: Sequence[str] = (),
) -> str:
    """Return the whole report.

    Args:
        changes: what differs in meaning.
        pages: the pages of the site that differ.
        files: files that differ and are no change of a record.
        broken: files that were left out of the comparison.
    """
    parts = [
        ("Levels that moved", list(level_lines(changes))),
        ("Flags raised and cleared", list(flag_lines(changes))),
        ("Claims added", [claim_line(each) for each in added_claims(changes)]),
        ("Claims taken out", [claim_line(each) for each in removed_claims(changes)]),
        ("Claims that say something else", list(restated_lines(changes))),
        ("Debates and open questions", list(record_lines(changes, (What.DEBATE, What.QUESTION)))),
        ("The review", list(record_lines(changes, (What.REVIEW,)))),
        ("Studies and other works", list(record_lines(changes, (What.STUDY, What.WORK)))),
        ("Terms", list(record_lines(changes, (What.TERM,)))),
        ("Left out, since broken", list(map(_code, broken))),
        (KEPT, list(map(_code, files.kept))),
        (LAYOUT, list(map(_code, files.layout))),
        (PAGES, [_page(each) for each in pages]),
    ]
    lines = ["# What changes in meaning", "", summary(changes, files)]
    for title, found in parts:
        if found:
            lines += part(title, found, folded=title in FOLDED)
    text = "\n".join(line if len(line) <= LINE else f"{line[:LINE]} …" for line in lines) + "\n"
    return text if len(text) <= WHOLE else f"{text[:WHOLE]}\n\nThe rest is cut: it is too long.\n"


def part(title: str, found: Sequence[str], *, folded: bool = False) -> Iterator[str]:
    """Yield the lines of one part as Markdown; one that nobody needs at once is folded."""
    heading = f"{title} ({len(found)})"
    first = f"<details><summary>{heading}</summary>" if folded else f"## {heading}"
    yield from ("", first, "")
    yield from (f"- {line}" for line in found[:MOST])
    if len(found) > MOST:
        yield f"- and {len(found) - MOST} more"
    if folded:
        yield from ("", "</details>")


def summary(changes: Changes, files: OtherFiles = NO_FILES) -> str:
    """Return the change in one sentence, the heaviest first."""
    flags = [state for moved in changes.moved for state in _states(moved)]
    counts = [
        (sum(_level(moved) is not None for moved in changes.moved), "level moved", "levels moved"),
        (flags.count(FlagState.RAISED), "flag raised", "flags raised"),
        (flags.count(FlagState.CLEARED), "flag cleared", "flags cleared"),
        (flags.count(FlagState.NOT_ASSESSABLE), "flag not assessable", "flags not assessable"),
        (len(added_claims(changes)), "claim added", "claims added"),
        (len(removed_claims(changes)), "claim taken out", "claims taken out"),
        (sum(bool(m.fields) for m in changes.moved), "claim restated", "claims restated"),
    ]
    for what in What:
        many = _PLURAL.get(what, f"{what}s")
        for named, verb in ((changes.added, "added"), (changes.removed, "taken out")):
            number = sum(each.what is what for each in named)
            counts.append((number, f"{what} {verb}", f"{many} {verb}"))
        number = sum(each.what is what for each in changes.changed)
        counts.append((number, f"{what} changed", f"{many} changed"))
    said = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    if not said:
        told = [
            f"{len(found)} {'file differs' if len(found) == 1 else 'files differ'} in {how}."
            for found, how in (
                (files.layout, "layout or comments only"),
                (files.kept, "what the tool keeps"),
            )
            if found
        ]
        return " ".join(["Nothing changes in meaning.", *told])
    return f"**{'; '.join(said)}.**"


def _level(moved: ClaimMoved) -> tuple[str, str] | None:
    """Return the level before and after with its marks, None if it stayed."""
    before, after = (
        ", ".join((g.text, *g.marks)) for g in (moved.judged.now.grade, moved.judged.then.grade)
    )
    return (before, after) if before != after else None


def _states(moved: ClaimMoved) -> Iterator[FlagState]:
    """Yield the new state of each flag whose state changed."""
    for before, after in moved.judged.flags:
        if before.state is not after.state:
            yield after.state


def level_lines(changes: Changes) -> Iterator[str]:
    """Yield a line for each claim whose level or its marks moved, with the reason."""
    for moved in changes.moved:
        if level := _level(moved):
            before, after = level
            why = escaped(moved.judged.then.grade.trace)
            claim = claim_line(moved.judged.then, level=False)
            yield f"{claim}: **{before} → {after}**, because {why}"


def flag_lines(changes: Changes) -> Iterator[str]:
    """Yield a line for each flag whose state changed."""
    for moved in changes.moved:
        for before, after in moved.judged.flags:
            if before.state is not after.state:
                claim = claim_line(moved.judged.then, level=False)
                turned = f"{after.code} {before.state.label} → **{after.state.label}**"
                yield f"{claim}: {turned}: {escaped(after.reason)}"


def added_claims(changes: Changes) -> list[Judged]:
    """Return the claims that are new, in new and in old studies."""
    return [*changes.new_claims, *(each for r in changes.changed for each in r.claims_added)]


def removed_claims(changes: Changes) -> list[Judged]:
    """Return the claims that were taken out of studies that stay."""
    return [each for record in changes.changed for each in record.claims_removed]


def restated_lines(changes: Changes) -> Iterator[str]:
    """Yield a line for each claim that says something else."""
    for moved in changes.moved:
        if moved.fields:
            yield f"{claim_line(moved.judged.then)}: {_fields(moved.fields)}"


def record_lines(changes: Changes, kinds: Sequence[What]) -> Iterator[str]:
    """Yield a line for each record of these kinds that was added, taken out or changed."""
    for what in kinds:
        verb = {What.DEBATE: "opened", What.QUESTION: "asked"}.get(what, "added")
        yield from (_named(each, verb) for each in changes.added if each.what is what)
        yield from (_named(each, "taken out") for each in changes.removed if each.what is what)
        yield from (_record(each) for each in changes.changed if each.what is what and each.fields)


def _named(record: Named, verb: str) -> str:
    return f"{record.what} `{record.id}` {verb}: {escaped(record.label)}"


def _record(record: RecordChange) -> str:
    said = f"{record.what} `{record.id}` ({escaped(record.label)})"
    status = record.field("status")
    if status is None:
        return f"{said}: {_fields(record.fields)}"
    turned = "opened again" if status.after == OPEN else "settled"
    return f"{said} **{turned}**: {_fields(record.fields)}"


def _fields(fields: Iterable[FieldChange]) -> str:
    return "; ".join(
        f"{escaped(each.field)}: {_value(each.before)} → {_value(each.after)}" for each in fields
    )


def _value(text: str | None) -> str:
    if text is None:
        return "none"
    return escaped(text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …")


def claim_line(judged: Judged, *, level: bool = True) -> str:
    """Return a claim with its address in words, and its level unless that is told elsewhere."""
    said = f"`{judged.ref}` {escaped(in_words(judged))}"
    grade = judged.grade
    reached = "as stated by the review" if grade.review_only else grade.text
    return f"{said} ({reached})" if level else said


def _page(page: ChangedPage) -> str:
    return f"{page.state}: {_code(page.path or '(home)')}"


def _code(text: str) -> str:
    """Return a name as code, in which nothing is markup."""
    return f"`{' '.join(text.replace('`', '').split())}`"


def escaped(text: str) -> str:
    """Return a text that Markdown takes for nothing but text, and that calls nobody."""
    joined = " ".join(text.split())
    return _CALLS.sub("\\1\u2060", _SIGNS.sub(r"\\\1", joined))
