"""All claims by what is known of the cell lines they rest on."""

from __future__ import annotations

from dataclasses import dataclass

from npcev_kb.analysis.evidence import Judged
from npcev_kb.analysis.facet_register import Row, Value, facets
from npcev_kb.model.entity import EntityKind
from npcev_kb.render.site import Site

FACET = "lines"
TOLD = ("only_disputed", "some_disputed")
"""Answers whose claims are named one by one."""


@dataclass(frozen=True)
class Part:
    """The claims of one answer."""

    value: Value
    claims: tuple[Judged, ...]

    @property
    def told(self) -> bool:
        """Whether the claims are named one by one."""
        return self.value.id in TOLD


def rests(site: Site, kind: EntityKind) -> tuple[Part, ...]:
    """Return the claims by answer, for the kind of term that has identities; else nothing.

    Claims on other diseases are left out. An answer that nobody gives stands there with none.
    """
    if not any(entity.identity for entity in site.entities_of(kind)):
        return ()
    facet = facets()[FACET]
    claims = [each for each in site.evidence.judged.values() if each.in_field is not False]
    answers = {
        judged.ref: facet.answers(Row(site.evidence, site.places, judged.case.study, judged))
        for judged in claims
    }
    values = {value.id: value for value in facet.listed()}
    values |= {value.id: value for answer in answers.values() for value in answer}
    return tuple(
        Part(value, tuple(each for each in claims if value in answers[each.ref]))
        for value in sorted(values.values(), key=lambda value: (value.rank, value.label))
    )
