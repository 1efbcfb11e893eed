"""The page of a term: its claims by direction and level, and the debates and questions on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from npcev_kb.analysis import coverage
from npcev_kb.analysis.cell_lines import Resting, resting_on
from npcev_kb.analysis.evidence import Judged
from npcev_kb.analysis.groups import GroupCount
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.entity import Entity
from npcev_kb.model.vocabulary import EffectKind, Level, Relation
from npcev_kb.render.site import Site

SHOWN = 20
"""Claims of one direction that stand on the page; the others are counted and linked."""


@dataclass(frozen=True)
class Group:
    """Claims of one direction, the furthest tested first, those of the review alone last."""

    effect: EffectKind
    claims: tuple[Judged, ...]
    peers: GroupCount

    @property
    def shown(self) -> tuple[Judged, ...]:
        """The claims that stand on the page."""
        return self.claims[:SHOWN]

    @property
    def levels(self) -> Mapping[str, int]:
        """How many claims reach each level; `review` and `retracted` are no levels."""
        return level_counts(self.claims)


@dataclass(frozen=True)
class TermView:
    """What the page of a term shows, beside what the term says itself."""

    site: Site
    entity: Entity

    @cached_property
    def claims(self) -> tuple[Judged, ...]:
        """The claims that name the term, on the disease of the review or on one not known."""
        return tuple(each for each in self._naming if each.in_field is not False)

    @cached_property
    def elsewhere(self) -> tuple[Judged, ...]:
        """The claims that name the term and are on other diseases."""
        return tuple(each for each in self._naming if each.in_field is False)

    @property
    def _naming(self) -> Sequence[Judged]:
        return self.site.evidence.naming.get(self.entity.key, ())

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The claims by direction, in the order of the vocabulary."""
        return grouped(self.site, self.claims)

    @cached_property
    def groups_elsewhere(self) -> tuple[Group, ...]:
        """The claims on other diseases by direction."""
        return grouped(self.site, self.elsewhere)

    @cached_property
    def debates(self) -> tuple[Debate, ...]:
        """The debates in which a claim on the term stands: disputes first, then by relation.

        Among those of one relation, the one that most claims on the term stand in comes first.
        """
        of = self.site.evidence.debates_of
        counted = Counter(debate.id for each in self._naming for debate in of.get(each.ref, ()))
        order = {relation: place for place, relation in enumerate(Relation)}
        debates = [self.site.kb.debates[name] for name in counted]
        return tuple(sorted(debates, key=lambda d: (order[d.relation], -counted[d.id], d.id)))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The open questions for which a claim on the term waits."""
        of = self.site.evidence.questions_of
        return tuple({q.id: q for each in self._naming for q in of.get(each.ref, ())}.values())

    @cached_property
    def resting(self) -> Resting | None:
        """For a cell line: the claims that rest on it."""
        if self.entity.identity is None:
            return None
        return resting_on(self.entity.key, self.site.evidence.judged.values())

    def more(self, group: Group) -> str:
        """Return the address of the table with the claims of a group, below the site's root."""
        roles = ("cargo", "outcome", "recipient")
        named = {role: sum(_has(each, role, self.entity.key) for each in group.claims)
                 for role in roles}  # fmt: skip
        role = max(roles, key=lambda name: named[name])
        query = {role: self.entity.key, "effect": group.effect.value}
        return f"explore/claims/?{urlencode(query)}"


def grouped(site: Site, claims: Iterable[Judged]) -> tuple[Group, ...]:
    """Put claims into groups by direction; within a group the furthest tested stand first."""
    by_effect: dict[EffectKind, list[Judged]] = {effect: [] for effect in EffectKind}
    for judged in claims:
        by_effect[judged.case.claim.effect].append(judged)
    return tuple(
        Group(
            effect,
            tuple(sorted(found, key=_furthest_first)),
            site.evidence.groups.count(each.case.study.id for each in found),
        )
        for effect, found in by_effect.items()
        if found
    )


def level_counts(claims: Iterable[Judged]) -> Mapping[str, int]:
    """Count claims by the row of a profile in which they stand, leaving out rows of none."""
    counted = Counter(coverage.level_row(judged) for judged in claims)
    names = (*reversed([level.value for level in Level]), "retracted", "review")
    return {name: counted[name] for name in names if counted[name]}


def _furthest_first(judged: Judged) -> tuple[bool, int, str]:
    return judged.grade.review_only, -judged.grade.level.rank, judged.ref


def _has(judged: Judged, role: str, key: str) -> bool:
    case = judged.case
    found = {
        "cargo": case.subject,
        "outcome": (case.claim.outcome,),
        "recipient": case.study.recipients_of(case.claim),
    }
    return key in found[role]
