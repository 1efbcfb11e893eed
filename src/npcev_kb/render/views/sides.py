"""How the sides of a debate stand: claims, levels and independent groups of each, in a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from npcev_kb.analysis.groups import GroupCount
from npcev_kb.model.debate import Debate, Side
from npcev_kb.render.site import Site
from npcev_kb.render.views.term import level_counts


@dataclass(frozen=True)
class Weighed:
    """One side with what stands behind it. Nothing is added up between sides."""

    side: Side
    levels: Mapping[str, int]
    """Its claims by level; `review` and `retracted` are no levels."""
    peers: GroupCount
    works: int
    """References without a fitting claim."""


def weighed(site: Site, debate: Debate) -> tuple[Weighed, ...]:
    """Return the sides of a debate in their order."""
    return tuple(_weigh(site, side) for side in debate.sides)


def _weigh(site: Site, side: Side) -> Weighed:
    judged = site.evidence.judged
    claims = [judged[ref] for ref in side.claims if ref in judged]
    studies = {each.case.study.id for each in claims}
    return Weighed(side, level_counts(claims), site.evidence.groups.count(studies), len(side.refs))
