"""Studies by the year of publication and by module, each with how far its claims were tested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from npcev_kb.model.review import Module
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import ReadingBasis
from npcev_kb.render.site import Site

MOST = 12
"""Studies that a cell names; the others are counted and linked."""


@dataclass(frozen=True)
class Cell:
    """The studies of one year in one module."""

    year: int | None
    """None where the year was not seen."""
    studies: tuple[Study, ...]
    address: str
    """The same studies in the table, below the site's root."""

    @property
    def shown(self) -> tuple[Study, ...]:
        """The studies that are named."""
        return self.studies[:MOST]

    @property
    def rest(self) -> tuple[Study, ...]:
        """The studies that are only counted."""
        return self.studies[MOST:]


@dataclass(frozen=True)
class Row:
    """A module, or the studies outside of all modules."""

    module: Module | None
    cells: tuple[Cell, ...]
    studies: int


@dataclass(frozen=True)
class Timeline:
    """The whole table; a study of two modules stands in both rows and is counted once below."""

    site: Site

    @cached_property
    def years(self) -> tuple[int | None, ...]:
        """Every year from the first to the last, and None last if some years were not seen."""
        seen = [study.identification.year for study in self.site.places.studies]
        known = [year for year in seen if year]
        every: list[int | None] = list(range(min(known), max(known) + 1)) if known else []
        return (*every, *([None] if None in seen else []))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """One row for each module; one more if studies stand outside of them."""
        places = self.site.places
        parts: list[tuple[Module | None, Sequence[Study]]] = [
            (module, places.studies_of(module)) for module in self.site.kb.review.modules
        ]
        if places.studies_outside_modules:
            parts.append((None, places.studies_outside_modules))
        return tuple(
            Row(module, tuple(self._cell(module, year, found) for year in self.years), len(found))
            for module, found in parts
        )

    @cached_property
    def totals(self) -> Mapping[int | None, int]:
        """Studies of each year, each counted once."""
        counted = Counter(study.identification.year for study in self.site.places.studies)
        return {year: counted[year] for year in self.years}

    def levels(self, study: Study) -> Sequence[str]:
        """Return the level of a study in each family of claims; never one across families."""
        judged = self.site.evidence.by_family(study).values()
        found = ("review" if j.grade.review_only else j.grade.level.value for j in judged)
        return tuple(dict.fromkeys(found))

    @cached_property
    def every_level(self) -> tuple[str, ...]:
        """Every level that some study has, `review` last, as a filter offers them."""
        levels = {level for study in self.site.places.studies for level in self.levels(study)}
        return tuple(sorted(levels - {"review"}, reverse=True)) + ("review",) * ("review" in levels)

    @cached_property
    def bases(self) -> tuple[ReadingBasis, ...]:
        """Every reading basis that some study has, in the order of the vocabulary."""
        seen = {study.reading_basis for study in self.site.places.studies}
        return tuple(basis for basis in ReadingBasis if basis in seen)

    def counts(self, cell: Cell) -> Mapping[str, Mapping[str, int]]:
        """Return how many of the studies that a cell only counts have each level and basis."""
        levels = Counter(level for study in cell.rest for level in self.levels(study))
        return {"level": levels, "basis": Counter(s.reading_basis.value for s in cell.rest)}

    def _cell(self, module: Module | None, year: int | None, studies: Sequence[Study]) -> Cell:
        found = tuple(study for study in studies if study.identification.year == year)
        query = {
            "module": module.id if module else "none",
            "year": str(year) if year else "not_known",
        }
        return Cell(year, found, f"explore/studies/?{urlencode(query)}")
