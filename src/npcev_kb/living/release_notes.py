"""What a release says of itself: what moved, disputes, gaps and sources, then counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from npcev_kb.analysis.changes import Changes, What
from npcev_kb.analysis.coverage import level_row
from npcev_kb.living.change_report import (
    added_claims,
    claim_line,
    escaped,
    flag_lines,
    level_lines,
    part,
    record_lines,
    removed_claims,
    restated_lines,
    summary,
)
from npcev_kb.living.comparison import Comparison
from npcev_kb.model.vocabulary import Level
from npcev_kb.render.export.document import SCHEMA_VERSION
from npcev_kb.render.site import Site
from npcev_kb.render.views.gap_map import MapView


def notes(title: str, site: Site, code: str, since: Comparison | None) -> str:
    """Return the notes of a release as Markdown.

    Args:
        title: name and version of what is released.
        site: the knowledge base as it is published.
        code: version of the tool.
        since: the release before beside this state; None for the first release.
    """
    lines = [f"# {title}", ""]
    if since is None:
        lines.append("The first release: everything is new.")
    else:
        lines.append(f"Since {since.before.where.removeprefix('in ')}: {summary(since.changes)}")
        for heading, found in _parts(since):
            if found:
                lines += part(heading, found)
    return "\n".join([*lines, *_counts(site, code)]) + "\n"


def _parts(since: Comparison) -> Iterator[tuple[str, Sequence[str]]]:
    changes = since.changes
    yield "Conclusions that moved", list(level_lines(changes))
    yield "Flags raised and cleared", list(flag_lines(changes))
    yield "New claims", list(map(claim_line, added_claims(changes)))
    yield "Claims taken out", list(map(claim_line, removed_claims(changes)))
    yield "Claims that say something else", list(restated_lines(changes))
    yield "Debates", list(record_lines(changes, (What.DEBATE,)))
    yield "Gaps", [*record_lines(changes, (What.QUESTION,)), *_cells(since)]
    yield "Sources", list(_sources(changes))
    yield "The review", list(record_lines(changes, (What.REVIEW,)))


def _sources(changes: Changes) -> Iterator[str]:
    """Yield a line for each study and work that came or went; what changed stands above."""
    for found, verb in ((changes.added, "new"), (changes.removed, "taken out")):
        for each in found:
            if each.what in (What.STUDY, What.WORK):
                yield f"{verb}: {each.what} `{each.id}`, {escaped(each.label)}"


def _cells(since: Comparison) -> Iterator[str]:
    """Yield a line for each cell of the default map that was filled, or that is empty now."""
    before, after = (
        {(cell.row.label, cell.column.label) for cell in MapView(site).map.empty}
        for site in since.sites
    )
    known = {
        (row.label, column.label)
        for view in [MapView(since.sites[1]).map]
        for row in view.rows
        for column in view.columns
    }
    for row, column in sorted((before - after) & known):
        yield f"no longer empty: {escaped(row)} by {escaped(column)}"
    for row, column in sorted(after - before):
        yield f"nobody has reported: {escaped(row)} by {escaped(column)}"


def _counts(site: Site, code: str) -> Iterator[str]:
    """Yield how the knowledge base stands."""
    claims = [each for each in site.evidence.judged.values() if each.in_field is not False]
    rows = Counter(map(level_row, claims))
    graded = [f"{level.value} {rows[level.value]}" for level in Level if rows[level.value]]
    others = len(site.evidence.judged) - len(claims)
    kb, open_ = site.kb, sum(each.status.value == "open" for each in site.kb.debates.values())
    yield from ("", "## How it stands", "")
    yield f"- {len(kb.studies)} studies and {len(kb.works)} other works"
    yield f"- {len(claims)} claims: {', '.join(graded) or 'none was tested'};" + (
        f" {rows['review']} as stated by the review, {rows['retracted']} of retracted works;"
        f" and {others} on other diseases"
    )
    yield f"- {len(kb.debates)} debates, {open_} of them open; {len(kb.questions)} questions"
    yield f"- {len(kb.entities)} terms; {site.reviewed} records read by a second person"
    yield f"- data of {kb.updated.isoformat()}, shape {SCHEMA_VERSION}, tool {code}"
