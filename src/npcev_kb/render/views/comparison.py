"""What the three comparisons share: rows in groups, filters, sheets of a bounded length, CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from npcev_kb.analysis.evidence import Judged
from npcev_kb.model.vocabulary import FlagState, Level, Vocabulary
from npcev_kb.render.site import Site

ROWS_ON_A_SHEET = 100
"""Rows on one page; what is more stands on further pages."""
UNKNOWN = "not known"
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


@dataclass(frozen=True)
class Column:
    """One column of a comparison: its heading, and by which keys its rows can be sorted."""

    name: str
    title: str
    sort: tuple[tuple[str, str], ...] = ()
    """Key and name of each order."""
    counted: tuple[tuple[str, str], ...] = ()
    """Key and name of each fact whose unknowns are counted below the column."""


@dataclass(frozen=True)
class Choice:
    """One filter: the name in the address, its label, and what can be chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Row:
    """One row as its template and script see it."""

    judged: Judged
    key: str
    item: object
    group: Vocabulary
    tokens: Mapping[str, tuple[str, ...]]
    """For each filter what the row answers to."""
    order: Mapping[str, str | float | None]
    """For each sort key the row's value; None stands last."""
    unknown: frozenset[str]
    """Facts that were not seen."""
    words: str
    """Names and synonyms of what it is about, for the text filter."""
    cells: tuple[str, ...]
    """What stands of it in the table for downloading."""


@dataclass(frozen=True)
class Group:
    """Rows under one heading."""

    head: Vocabulary
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    """One page of a comparison."""

    rows: tuple[Row, ...]
    number: int
    last: int
    total: int

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Its rows under their headings, in order."""
        heads = dict.fromkeys(row.group for row in self.rows)
        return tuple(Group(h, tuple(r for r in self.rows if r.group is h)) for h in heads)

    @property
    def elsewhere(self) -> int:
        """How many rows are claims on other diseases."""
        return sum(row.judged.in_field is False for row in self.rows)

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that are shown at first: without those on other diseases."""
        return tuple(row for row in self.rows if row.judged.in_field is not False)

    def unknowns(self, key: str) -> int:
        """Count the rows shown at first of which a fact is not known."""
        return sum(key in row.unknown for row in self.shown)

    def tally(self, site: Site) -> tuple[int, int, str]:
        """Count claims and studies of the rows shown at first, with the groups behind them."""
        claims = {row.judged.ref for row in self.shown}
        studies = {row.judged.case.study.id for row in self.shown}
        return len(claims), len(studies), site.evidence.groups.count(studies).text


def sheets(rows: Sequence[Row]) -> tuple[Sheet, ...]:
    """Divide rows into sheets; there is one even without rows."""
    last = max(1, -(-len(rows) // ROWS_ON_A_SHEET))
    return tuple(
        Sheet(
            tuple(rows[number * ROWS_ON_A_SHEET : (number + 1) * ROWS_ON_A_SHEET]),
            number + 1,
            last,
            len(rows),
        )
        for number in range(last)
    )


def common_tokens(site: Site, judged: Judged) -> dict[str, tuple[str, ...]]:
    """Return what every claim answers to: level, effect, outcome, module."""
    claim, grade = judged.case.claim, judged.grade
    reached = tuple(level.value for level in Level if level.rank <= grade.level.rank)
    modules = tuple(module.id for module in site.places.modules(judged.case.study))
    return {
        "level": ("review",) if grade.review_only else reached,
        "effect": (claim.effect.value,),
        "outcome": (claim.outcome,),
        "module": modules,
    }


def common_choices(site: Site, rows: Sequence[Row]) -> tuple[Choice, ...]:
    """Return the filters of every comparison, each with what occurs in the rows."""
    modules = tuple((module.id, module.title) for module in site.kb.review.modules)
    levels = (*((level.value, f"{level.value} or more") for level in Level if level.rank),
              ("review", "as stated by the review"))  # fmt: skip
    effects = {row.judged.case.claim.effect.value: row.judged.case.claim.effect for row in rows}
    return (
        Choice("effect", "What it does", tuple((key, e.label) for key, e in effects.items())),
        Choice("outcome", "Outcome", terms(site, rows, "outcome")),
        Choice("level", "Level", occurring(rows, "level", levels)),
        Choice("module", "Module", occurring(rows, "module", modules)),
    )


def occurring(
    rows: Sequence[Row], name: str, options: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Return the options that some row answers to, in their order."""
    seen = {token for row in rows for token in row.tokens.get(name, ())}
    return tuple(option for option in options if option[0] in seen)


def terms(site: Site, rows: Sequence[Row], name: str) -> tuple[tuple[str, str], ...]:
    """Return the terms that rows answer to under a filter, by label."""
    seen = {token for row in rows for token in row.tokens.get(name, ())}
    return tuple(sorted(((key, label(site, key)) for key in seen), key=lambda o: o[1].casefold()))


def label(site: Site, key: str) -> str:
    """Return what a term is called."""
    entity = site.kb.entities.get(key)
    return entity.label if entity else key


def labels(site: Site, keys: Iterable[str]) -> str:
    """Return what terms are called, in one text."""
    return ", ".join(label(site, key) for key in keys)


def words(site: Site, judged: Judged, *keys: str) -> str:
    """Return names and synonyms of the terms of a row, and of its work, in small letters."""
    found: list[str] = []
    for key in dict.fromkeys((*judged.case.subject, judged.case.claim.outcome, *keys)):
        entity = site.kb.entities.get(key)
        if entity:
            found += [entity.label, entity.name or "", *entity.synonyms]
    work = judged.case.study.identification
    found += [work.title or "", " ".join(work.authors), str(work.year or "")]
    return " ".join(dict.fromkeys(" ".join(found).casefold().split()))


COMMON_HEAD = ("row", "claim", "study", "references", "doi", "effect", "outcome", "level",
               "stage", "as_stated_by_the_review", "read", "source_status", "on_the_field",
               "studies_and_groups", "flags_raised", "flags_not_assessable", "page")  # fmt: skip


def common_cells(site: Site, key: str, judged: Judged) -> tuple[str, ...]:
    """Return what every claim says in a table for downloading."""
    case, grade = judged.case, judged.grade
    on = {True: "yes", False: "no", None: UNKNOWN}[judged.in_field]
    status = case.status.label if case.status else "not checked"
    return (
        key, judged.ref, case.study.label, " ".join(map(str, case.study.review_refs)),
        case.study.identification.doi or UNKNOWN, case.claim.effect.label,
        label(site, case.claim.outcome), grade.text,
        judged.ladder.label if judged.ladder else "no ladder",
        "yes" if grade.review_only else "no", grade.basis.label, status, on, judged.peers.text,
        "; ".join(flag.label for flag in judged.in_state(FlagState.RAISED)) or "none",
        "; ".join(flag.label for flag in judged.in_state(FlagState.NOT_ASSESSABLE)) or "none",
        f"studies/{case.study.id}/#{case.claim.id}",
    )  # fmt: skip


def as_csv(head: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV after RFC 4180, one line for each, with the row's address first.

    What a spreadsheet would take for a formula begins with an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([guarded(" ".join(cell.split())) for cell in row.cells])
    return file.getvalue()


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def ordered(
    rows: Iterable[Row], key: Callable[[Row], tuple[object, ...]], *, highest_first: bool = False
) -> tuple[Row, ...]:
    """Return rows by group, in the order of the groups' vocabulary or from its end, then by key."""

    def place(row: Row) -> tuple[object, ...]:
        at = list(type(row.group)).index(row.group)
        return (-at if highest_first else at, *key(row))

    return tuple(sorted(rows, key=place))


def furthest_first(site: Site, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows by rung of their ladder, the highest first, then by reference."""
    place = {study.id: at for at, study in enumerate(site.places.studies)}
    return ordered(rows, lambda row: (place[row.judged.case.study.id],), highest_first=True)


def path(base: str, number: int) -> str:
    """Return the address of a sheet: the first has that of the comparison itself."""
    return base if number == 1 else f"{base}/{number}"
