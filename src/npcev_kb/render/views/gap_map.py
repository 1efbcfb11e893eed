"""The evidence-gap map as pages and files show it: the default map, its glyphs, its questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from npcev_kb.analysis.facet_register import Value, facets
from npcev_kb.analysis.gap_map import GRADED, MANY, Cell, GapMap, gap_map
from npcev_kb.analysis.gap_questions import Asked, GapQuestions, gap_questions
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.site import Site
from npcev_kb.render.views.table import Table

ROWS, COLUMNS = "outcome", "cargo_class"
"""The facets of the default map."""
MOST_ROWS, MOST_COLUMNS = 24, 16
"""How many rows and columns a page shows at once, so that it does not grow with the data."""
MOST_BARS = 12
"""In a cell with more claims than this a bar stands for all claims of one direction and level."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a cell's glyph: its height is the level, its width grows with the claims."""

    level: str
    """0 to 5, `review` or `retracted`."""
    count: int

    @property
    def width(self) -> int:
        """How wide it is: five pixels for one claim, one more each time they double."""
        return 4 + self.count.bit_length()


@dataclass(frozen=True)
class MapView:
    """A map of one site: the default one, or one of two other facets."""

    site: Site
    down: str = ROWS
    across: str = COLUMNS

    @cached_property
    def table(self) -> Table:
        """The claims with their studies."""
        return Table(self.site)

    @cached_property
    def map(self) -> GapMap:
        """The claims counted; those on other diseases are left out."""
        return gap_map(self.table.rows, facets()[self.down], facets()[self.across])

    @cached_property
    def questions(self) -> GapQuestions:
        """The open questions beside the axes."""
        asked = self.site.kb.questions.values()
        return gap_questions(self.table.rows, asked, self.map.down, self.map.across)

    @cached_property
    def rows(self) -> tuple[Value, ...]:
        """The rows that a page shows."""
        return capped(self.map.rows, MOST_ROWS)

    @cached_property
    def columns(self) -> tuple[Value, ...]:
        """The columns that a page shows."""
        return capped(self.map.columns, MOST_COLUMNS)

    @property
    def more_rows(self) -> tuple[Value, ...]:
        """The rows that a page without scripts leaves to the files."""
        return tuple(row for row in self.map.rows if row not in self.rows)

    def ask(self, cell: Cell) -> Asked | None:
        """Return the question of an empty cell; none belongs to what is not known."""
        if cell.count or not cell.could_be_filled:
            return None
        return self.questions.ask(cell.row, cell.column)

    def link(self, *values: tuple[str, Value]) -> str:
        """Return the address of claims by facet and value, below the folder of the views."""
        return "claims/?" + urlencode([(facet, value.id) for facet, value in values])

    def open(self, cell: Cell) -> str:
        """Return the query of the map's page that shows these axes with a cell opened."""
        axes = [("rows", self.down, ROWS), ("columns", self.across, COLUMNS)]
        other = [(name, facet) for name, facet, usual in axes if facet != usual]
        return "?" + urlencode([*other, ("row", cell.row.id), ("column", cell.column.id)])

    def best(self, cell: Cell) -> str:
        """Return the best level of a filled cell, or the word for what has none."""
        return cell.best.label if cell.best else next(iter(cell.levels)).id

    def sentence(self, cell: Cell) -> str:
        """Return what a cell says to somebody who cannot see it."""
        where = f"{cell.row.label} by {cell.column.label}"
        if not cell.count:
            return f"{where}: no claim"
        parts = [f"{where}: {_claims(cell.count)} of {cell.groups.text}"]
        parts.append(", ".join(f"{n} {value.label}" for value, n in cell.effects.items()))
        parts.append(f"best {cell.best.label}" if cell.best else "no level")
        for value, n in cell.levels.items():
            if value.id not in GRADED:
                parts.append(f"{n} {value.label}")
        return "; ".join(parts)


def _claims(count: int) -> str:
    return f"{count} claim" if count == 1 else f"{count} claims"


def capped(values: tuple[Value, ...], most: int) -> tuple[Value, ...]:
    """Return the first values of an axis, and in any case those not known or not applying."""
    said = [value for value in values if value.state == "seen"]
    return (*said[:most], *(value for value in values if value.state != "seen"))


def bars(cell: Cell) -> Iterator[tuple[Value, tuple[Bar, ...]]]:
    """Yield each direction of a cell with its bars, from the lowest level to the highest."""
    found: dict[Value, dict[Value, int]] = {effect: {} for effect in cell.effects}
    for entry in cell.entries:
        held = found[entry.effect]
        held[entry.level] = held.get(entry.level, 0) + 1
    for effect, levels in found.items():
        held_in_order = sorted(levels.items(), key=lambda pair: -pair[0].rank)
        one_each = cell.count <= MOST_BARS
        yield (
            effect,
            tuple(
                Bar(level.id.removeprefix("E"), 1 if one_each else count)
                for level, count in held_in_order
                for _ in range(count if one_each else 1)
            ),
        )


LIMITS: Mapping[str, object] = {
    "bars": bars,
    "most_bars": MOST_BARS,
    "most_rows": MOST_ROWS,
    "most_columns": MOST_COLUMNS,
    "many": MANY,
}
"""What the template of the map asks beside a view; its script reads the numbers there."""


def gaps(site: Site) -> dict[str, Plain]:
    """Return what the script of the map needs beside the claims: questions and kinds of terms."""
    questions: list[Plain] = [
        {
            "id": question.id,
            "label": question.label,
            "kind": question.kind.label,
            "open": question.status.value == "open",
            "blocks": list(question.blocks),
        }
        for question in sorted(site.kb.questions.values(), key=lambda each: each.id)
        if question.blocks
    ]
    kinds: Mapping[str, Plain] = {kind.id: kind.title for kind in site.kb.kinds.values()}
    return {"questions": questions, "kinds": dict(kinds)}


def small_map(site: Site) -> MapView:
    """Return the map for the first page: modules by the class of their cargo."""
    return MapView(site, "module", COLUMNS)
