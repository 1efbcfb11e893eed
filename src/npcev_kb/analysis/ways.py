"""The way of one claim: what sheds, what acts, who takes up, by what steps, and what follows.

A claim on a mechanism or a therapy leads through five columns. What is not known of it is a node
of its own in that column; what does not apply to it is left out of its way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from npcev_kb.analysis.evidence import Judged
from npcev_kb.model.debate import Debate
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import (
    Actor,
    Column,
    EffectKind,
    EvSourceKind,
    Nature,
    NodeKind,
    Relation,
    TumourEffect,
)

DISAGREE = frozenset({Relation.DISPUTES, Relation.OPPOSITE_DIRECTION})
"""Relations between claims that do not point the same way."""


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A place in a column."""

    column: Column
    kind: NodeKind
    key: str
    """The key of the term or the word of the kind; "" for the vesicles and for the unknown."""

    @property
    def id(self) -> str:
        """The node's name within the network, such as `cargo:protein-a` or `cargo:.unknown`."""
        if self.kind is NodeKind.TERM:
            return f"{self.column.value}:{self.key}"
        return f"{self.column.value}:.{self.key or self.kind.value}"


Hop = tuple[Node, Node, EffectKind | None]
"""Two nodes that follow one another, and the effect where the second is an outcome."""


@dataclass(frozen=True)
class Path:
    """The way of one claim through the columns."""

    judged: Judged
    stops: Mapping[Column, tuple[Node, ...]]
    """The nodes in each column that applies; the columns stand in their order."""
    proposed: frozenset[Node]
    """Steps on the way that no experiment of the claim changed."""
    debates: tuple[Debate, ...]
    """The debates in which the claim stands."""

    @property
    def ref(self) -> str:
        """The claim's address."""
        return self.judged.ref

    @property
    def effect(self) -> EffectKind:
        """What is said of the outcome."""
        return self.judged.case.claim.effect

    @property
    def disputes(self) -> tuple[Debate, ...]:
        """The debates whose sides do not point the same way."""
        return tuple(debate for debate in self.debates if debate.relation in DISAGREE)

    @cached_property
    def hops(self) -> tuple[Hop, ...]:
        """The way as steps from one column to the next that applies."""
        columns = list(self.stops.items())
        return tuple(
            (start, end, self.effect if column is Column.OUTCOME else None)
            for (_, starts), (column, ends) in pairwise(columns)
            for start, end in product(starts, ends)
        )

    @property
    def standing(self) -> tuple[bool, int]:
        """How far the claim reaches: the review's word alone stands behind every test."""
        return not self.judged.grade.review_only, self.judged.grade.level.rank


def stops(judged: Judged) -> dict[Column, tuple[Node, ...]]:
    """Return the nodes of a claim by column.

    Recipients do not apply inside the shedding cell, nor to a marker or tool. Steps apply to
    cause and effect only: that two things go together, or that something works, needs no way.
    """
    case = judged.case
    claim, study = case.claim, case.study
    steps = tuple(dict.fromkeys(step.entity for step in claim.via))
    subject = (
        (Node(Column.CARGO, NodeKind.WHOLE, ""),)
        if claim.whole_vesicle and not case.subject
        else _terms(Column.CARGO, case.subject)
    )
    found = {Column.SOURCE: _sources(study), Column.CARGO: subject}
    if claim.recipients or _has_recipient(judged):
        found[Column.RECIPIENT] = _terms(Column.RECIPIENT, study.recipients_of(claim))
    if steps or claim.nature is Nature.CAUSAL:
        found[Column.STEP] = _terms(Column.STEP, steps)
    found[Column.OUTCOME] = _terms(Column.OUTCOME, (claim.outcome,))
    return found


def _has_recipient(judged: Judged) -> bool:
    claim, study = judged.case.claim, judged.case.study
    if claim.actor is Actor.DONOR_CELL:
        return False
    side = claim.tumour_effect or study.tumour_effect
    return bool(study.recipients_of(claim)) or side is not TumourEffect.NOT_APPLICABLE


def proposed(judged: Judged) -> frozenset[Node]:
    """Return the steps of a claim that none of its experiments changed."""
    tested = {step.entity for step in judged.case.claim.via if step.tested}
    named = {step.entity for step in judged.case.claim.via}
    return frozenset(_terms(Column.STEP, tuple(named - tested))) if named - tested else frozenset()


def node_order(node: Node) -> tuple[int, bool, Node]:
    """Order nodes by column; the unknown stands last in its own."""
    return list(Column).index(node.column), node.kind is NodeKind.UNKNOWN, node


def _terms(column: Column, keys: Sequence[str]) -> tuple[Node, ...]:
    found = tuple(Node(column, NodeKind.TERM, key) for key in dict.fromkeys(keys))
    return found or (Node(column, NodeKind.UNKNOWN, ""),)


def _sources(study: Study) -> tuple[Node, ...]:
    """Return what the vesicles of a study come from: the cell, otherwise the kind of source."""
    found = [
        Node(Column.SOURCE, NodeKind.TERM, source.cell)
        if source.cell
        else Node(Column.SOURCE, NodeKind.SOURCE_KIND, source.kind.value)
        for source in study.ev.sources
        if source.cell or source.kind is not EvSourceKind.NOT_STATED
    ]
    return tuple(dict.fromkeys(found)) or _terms(Column.SOURCE, ())
