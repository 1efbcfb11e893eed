"""The story of the review as one picture made from the data: vesicles, modules, outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from npcev_kb.analysis.evidence import Judged
from npcev_kb.model.review import Module
from npcev_kb.model.vocabulary import EffectKind, Level
from npcev_kb.render.site import Site
from npcev_kb.render.views.term import level_counts

MOST_OUTCOMES = 4
"""Outcomes of a module that the picture names; all are in the table of claims."""


@dataclass(frozen=True)
class Strand:
    """What a module says of one outcome."""

    outcome: str
    """Key of the term."""
    claims: int
    effects: Mapping[EffectKind, Level | None]
    """The furthest level of each direction, never one across directions; None where only the
    review speaks."""
    address: str
    """The claims behind it, below the site's root."""


@dataclass(frozen=True)
class Branch:
    """One module: how much is known, how far it was tested, and what it is mostly about."""

    module: Module
    studies: int
    claims: int
    profile: Mapping[str, int]
    """Claims by level, `review` apart."""
    strands: tuple[Strand, ...]
    more: int
    """Outcomes that are not named."""


def overview(site: Site) -> tuple[Branch, ...]:
    """Return a branch for each module, in the review's order.

    Claims on other diseases are left out; those on a disease that was not seen are in.
    """
    return tuple(_branch(site, module) for module in site.kb.review.modules)


def _branch(site: Site, module: Module) -> Branch:
    studies = site.places.studies_of(module)
    claims = [
        judged
        for study in studies
        for judged in site.evidence.of_study(study)
        if judged.in_field is not False
    ]
    by_outcome: dict[str, list[Judged]] = defaultdict(list)
    for judged in claims:
        by_outcome[judged.case.claim.outcome].append(judged)
    order = sorted(by_outcome, key=lambda key: (-len(by_outcome[key]), key))
    strands = tuple(_strand(module, key, by_outcome[key]) for key in order[:MOST_OUTCOMES])
    more = len(order) - len(strands)
    return Branch(module, len(studies), len(claims), level_counts(claims), strands, more)


def _strand(module: Module, key: str, claims: Sequence[Judged]) -> Strand:
    by_effect: dict[EffectKind, list[Level]] = {}
    for judged in claims:
        levels = by_effect.setdefault(judged.case.claim.effect, [])
        levels += [] if judged.grade.review_only else [judged.grade.level]
    effects = {
        effect: max(by_effect[effect], key=lambda level: level.rank, default=None)
        for effect in EffectKind
        if effect in by_effect
    }
    query = urlencode({"module": module.id, "outcome": key})
    return Strand(key, len(claims), effects, f"explore/claims/?{query}")
