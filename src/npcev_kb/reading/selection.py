"""Claims by conditions: the facets of the site, by the names that its addresses use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from npcev_kb.analysis.facet_register import NOT_APPLICABLE, NOT_KNOWN, Facet, Row, Value, facets
from npcev_kb.model.registry import suggest
from npcev_kb.reading.errors import UnknownNameError, unknown
from npcev_kb.render.site import Site

Asked: TypeAlias = "str | int | Iterable[str | int]"
"""One value, or several of which any will do."""
Holds: TypeAlias = Callable[[Row], bool]
LIMITS: Mapping[str, Callable[[int, int], bool]] = {
    "at_least": lambda found, wanted: found >= wanted,
    "at_most": lambda found, wanted: found <= wanted,
}
"""What may stand behind a facet that has an order, after two underscores."""


class _Refused(Exception):
    """A condition that cannot be understood; its sentence is kept beside those of others."""


@dataclass(frozen=True)
class Selector:
    """The claims of a knowledge base, ready to be asked for."""

    site: Site

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every claim, by study and number, as facets see it."""
        evidence, places = self.site.evidence, self.site.places
        return tuple(
            Row(evidence, places, study, judged)
            for _, study in sorted(self.site.kb.studies.items())
            for judged in evidence.of_study(study)
        )

    def select(
        self, conditions: Mapping[str, Asked], in_field: bool | None, review_only: bool | None
    ) -> list[Row]:
        """Return the claims that meet all conditions.

        Raises:
            UnknownNameError: with a sentence for each condition that is not understood.
        """
        wanted, refused = [self._standing(in_field, review_only)], []
        for name, asked in conditions.items():
            try:
                wanted.append(self._condition(name, asked))
            except _Refused as error:
                refused.append(str(error))
        if refused:
            raise UnknownNameError("\n".join(refused))
        return [row for row in self.rows if all(holds(row) for holds in wanted)]

    def _standing(self, in_field: bool | None, review_only: bool | None) -> Holds:
        def holds(row: Row) -> bool:
            assert row.judged is not None
            here = row.judged.in_field is not False
            alone = row.judged.grade.review_only
            return in_field in (None, here) and review_only in (None, alone)

        return holds

    def _condition(self, name: str, asked: Asked) -> Holds:
        """Return what a condition asks of a claim."""
        known = facets()
        stem, _, limit = name.partition("__")
        if stem not in known:
            raise _Refused(unknown("condition", stem, suggest(stem, known, 0.6), known))
        facet = known[stem]
        if limit:
            return self._limit(facet, limit, asked)
        several = [asked] if isinstance(asked, str | int) else list(asked)
        wanted = frozenset(self._value(facet, str(each)) for each in several)
        return lambda row: any(value.id in wanted for value in facet.answers(row))

    def _limit(self, facet: Facet, limit: str, asked: Asked) -> Holds:
        """Return a condition on a facet that has an order; what is not on it never meets one."""
        ordered = [each.id for each in facets().values() if each.scale]
        if not facet.scale:
            raise _Refused(f"{facet.id} has no order; {' and '.join(ordered)} have one")
        if limit not in LIMITS:
            raise _Refused(unknown("comparison", limit, suggest(limit, LIMITS, 0.4), LIMITS))
        heights = {value.id: height(facet, value) for value in self._values(facet).values()}
        steps = sorted(name for name, found in heights.items() if found is not None)
        word = str(asked).upper() if facet.scale == "ladder" else str(asked)
        wanted = heights.get(word)
        if wanted is None and facet.scale == "number" and word.isdecimal():
            wanted = int(word)
        if wanted is None:
            raise _Refused(unknown(f"step of {facet.id}", word, suggest(word, steps), steps))
        least, holds = wanted, LIMITS[limit]
        return lambda row: any(
            (found := height(facet, value)) is not None and holds(found, least)
            for value in facet.answers(row)
        )

    def _values(self, facet: Facet) -> dict[str, Value]:
        """Return every answer that there is, by its id."""
        given = (value for row in self.rows for value in facet.answers(row))
        found = {value.id: value for value in (*facet.listed(), *given)}
        return {**found, NOT_KNOWN.id: NOT_KNOWN, NOT_APPLICABLE.id: NOT_APPLICABLE}

    def _value(self, facet: Facet, word: str) -> str:
        """Return the id of an answer; a term that no claim has is an answer that nobody gives."""
        found = self._values(facet)
        plain = word.casefold()
        same = next((name for name in found if name.casefold() == plain), None)
        terms = any(value.kind for value in found.values())
        if same is not None:
            return same
        if terms and word in self.site.kb.entities:
            return word
        near = _named(found.values(), plain) or suggest(word, found, 0.6)
        raise _Refused(unknown(facet.id, word, near, found))


def height(facet: Facet, value: Value) -> int | None:
    """Return where an answer stands on the scale of its facet, None for what stands beside it."""
    if facet.scale == "ladder":
        return value.rung
    return int(value.id) if value.state == "seen" and value.id.isdecimal() else None


def _named(values: Iterable[Value], plain: str) -> str | None:
    """Return the id of the answer that has a name in plain words."""
    names: Sequence[tuple[str, str]] = [
        (name.casefold(), value.id) for value in values for name in (value.label, *value.also)
    ]
    return next((name for label, name in names if label == plain), None)
