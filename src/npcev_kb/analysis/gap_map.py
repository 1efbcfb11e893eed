"""The evidence-gap map: claims counted by any two facets, and the cells where there are none.

A cell is empty if no claim of this knowledge base has both values. That is not seen, which is
less than absent. Rows and columns of what is not known or does not apply are no gaps: claims
stand there, but an empty cell there asks nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from npcev_kb.analysis.facet_register import Facet, Row, Value, facets
from npcev_kb.analysis.groups import GroupCount, Groups
from npcev_kb.model.vocabulary import Level

MANY = 12
"""An axis with more values than this stands by number of claims, others in their own order."""
GRADED = frozenset(level.value for level in Level)
"""The levels; what only the review says and what was retracted have none."""


@dataclass(frozen=True)
class Entry:
    """A claim with its answers to the facets of a map."""

    row: Row
    rows: tuple[Value, ...]
    columns: tuple[Value, ...]
    effect: Value
    level: Value

    @property
    def ref(self) -> str:
        """The claim's address."""
        assert self.row.judged is not None
        return self.row.judged.ref

    @property
    def stands(self) -> bool:
        """False for a claim of a retracted work, which speaks for no group of people."""
        return self.level.id != "retracted"


@dataclass(frozen=True)
class Cell:
    """The claims that share a value of the rows and one of the columns."""

    row: Value
    column: Value
    entries: tuple[Entry, ...] = field(default=(), repr=False)

    @property
    def count(self) -> int:
        """How many claims there are."""
        return len(self.entries)

    @property
    def could_be_filled(self) -> bool:
        """False in a row or column of what is not known or does not apply."""
        return self.row.state == "seen" == self.column.state

    @cached_property
    def effects(self) -> Mapping[Value, int]:
        """Claims by direction, in the order of the vocabulary."""
        return _tally(entry.effect for entry in self.entries)

    @cached_property
    def levels(self) -> Mapping[Value, int]:
        """Claims by level, the highest first; those of the review only and retracted ones last."""
        return _tally(entry.level for entry in self.entries)

    @property
    def best(self) -> Value | None:
        """The highest level; None where only the review speaks or every work is retracted."""
        return next((level for level in self.levels if level.id in GRADED), None)

    @cached_property
    def groups(self) -> GroupCount:
        """Studies that stand, and the independent groups behind them."""
        studies = {entry.row.study.id for entry in self.entries if entry.stands}
        known = self.entries[0].row.evidence.groups if self.entries else Groups({})
        return known.count(studies)


@dataclass(frozen=True)
class GapMap:
    """Claims counted by two facets."""

    down: Facet
    across: Facet
    entries: tuple[Entry, ...] = field(repr=False)
    elsewhere: int
    """Claims on other diseases, whether they are counted here or not."""
    without_claims: int
    """Studies for which no claim can be told; they stand in no cell."""

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], Cell]:
        """The cells in which a claim stands, by the ids of their values."""
        found: dict[tuple[Value, Value], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for row in entry.rows:
                for column in entry.columns:
                    found[row, column].append(entry)
        return {(r.id, c.id): Cell(r, c, tuple(held)) for (r, c), held in found.items()}

    def cell(self, row: Value, column: Value) -> Cell:
        """Return a cell, which may be empty."""
        return self.cells.get((row.id, column.id)) or Cell(row, column)

    @cached_property
    def rows(self) -> tuple[Value, ...]:
        """The values of the rows; what is not known or does not apply last."""
        return in_order(value for entry in self.entries for value in entry.rows)

    @cached_property
    def columns(self) -> tuple[Value, ...]:
        """The values of the columns; what is not known or does not apply last."""
        return in_order(value for entry in self.entries for value in entry.columns)

    def of_row(self, row: Value) -> int:
        """Return how many claims have a value of the rows."""
        return self._of_rows[row.id]

    @cached_property
    def _of_rows(self) -> Counter[str]:
        return Counter(value.id for entry in self.entries for value in entry.rows)

    @property
    def asked(self) -> int:
        """How many cells could be filled: those of values that were seen."""
        return len(seen(self.rows)) * len(seen(self.columns))

    @cached_property
    def empty(self) -> tuple[Cell, ...]:
        """The cells of seen values in which no claim stands, row by row."""
        return tuple(
            cell
            for row in seen(self.rows)
            for cell in (self.cell(row, column) for column in seen(self.columns))
            if not cell.count
        )

    def unknown(self, *, across: bool) -> int:
        """Return how many claims have a value that is not known on one axis."""
        answers = ((e.columns if across else e.rows) for e in self.entries)
        return sum(any(v.state == "not_known" for v in values) for values in answers)

    @cached_property
    def effects(self) -> tuple[Value, ...]:
        """The directions of the claims counted."""
        return tuple(_tally(entry.effect for entry in self.entries))

    @cached_property
    def levels(self) -> tuple[Value, ...]:
        """The levels of the claims counted."""
        return tuple(_tally(entry.level for entry in self.entries))


def seen(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return the values that say something: neither not known nor does not apply."""
    return tuple(value for value in values if value.state == "seen")


def in_order(answers: Iterable[Value]) -> tuple[Value, ...]:
    """Return each value once in the order of an axis.

    Many values stand by number of claims, a few in their own order; what is not known or does not
    apply stands last in any case.
    """
    counts = Counter(answers)
    own = sorted(counts, key=_own)
    said = seen(own)
    if len(said) > MANY:
        said = tuple(sorted(said, key=lambda value: -counts[value]))
    return (*said, *(value for value in own if value.state != "seen"))


def gap_map(
    rows: Iterable[Row], down: Facet, across: Facet, *, other_diseases: bool = False
) -> GapMap:
    """Count claims by two facets.

    Claims on other diseases are left out unless asked for. Claims whose disease was not seen
    stay in.
    """
    asked = facets()
    effect, level = asked["effect"], asked["level"]
    entries, elsewhere, without = [], 0, 0
    for row in rows:
        if row.judged is None:
            without += 1
            continue
        elsewhere += row.judged.in_field is False
        if row.judged.in_field is not False or other_diseases:
            said = (effect.answers(row)[0], level.answers(row)[0])
            entries.append(Entry(row, down.answers(row), across.answers(row), *said))
    return GapMap(down, across, tuple(entries), elsewhere, without)


def _own(value: Value) -> tuple[int, str, str]:
    return value.rank, value.label.casefold(), value.id


def _tally(values: Iterable[Value]) -> Mapping[Value, int]:
    counted = Counter(values)
    return {value: counted[value] for value in sorted(counted, key=_own)}
