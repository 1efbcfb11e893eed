"""Debates and open questions: where studies disagree, and what nobody knows yet."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.model.curation import Curation
from npcev_kb.model.ids import ClaimRef, Key, RecordId, Sentence, Text
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.registry import ReviewRef
from npcev_kb.model.statement import Voiced
from npcev_kb.model.vocabulary import (
    ConditionKind,
    DebateStatus,
    QuestionKind,
    QuestionStatus,
    Relation,
)
from npcev_kb.problems import debates, fields


class Side(Record):
    """One side of a debate."""

    label: Sentence
    """A short name."""
    says: Text
    """What this side holds, in our own words."""
    claims: tuple[ClaimRef, ...] = ()
    """The claims of studies that stand on this side."""
    refs: tuple[ReviewRef, ...] = ()
    """Reference numbers of works without a fitting claim."""

    def breaches(self) -> Iterator[Breach]:
        """No claim and no reference twice on one side."""
        yield from _repeated("claims", self.claims)
        yield from _repeated("refs", tuple(map(str, self.refs)))


class Condition(Record):
    """Something in which the sides differ."""

    kind: ConditionKind
    """What it is: model, oxygen, matrix and so on."""
    values: tuple[Sentence, ...]
    """One value for each side, in their order; `not known` where it was not seen."""


class Debate(Voiced):
    """A disagreement or tension between claims. Stored once, shown on every side."""

    id: RecordId
    """Subject as nouns, without a direction; the name of the file."""
    label: Sentence
    """Short name in nouns."""
    question: Text
    """What is disputed or in tension, in one or two sentences."""
    relation: Relation
    """How the sides stand to one another; a relation with a direction reads from the first."""
    sides: tuple[Side, ...]
    """Two sides or more."""
    conditions: tuple[Condition, ...] = ()
    """In what they differ."""
    status: DebateStatus = DebateStatus.OPEN
    """Open, explained by the context, or resolved."""
    settle: Text | None = None
    """What would settle it."""
    curation: Curation
    """The state of the record."""

    def breaches(self) -> Iterator[Breach]:
        """Two sides that rest on something, no claim on both, one value for each side."""
        yield from super().breaches()
        if len(self.sides) < 2:
            yield Breach(("sides",), debates.debate_with_one_side(len(self.sides)))
        taken: set[str] = set()
        for index, side in enumerate(self.sides):
            if not side.claims and not side.refs:
                yield Breach(("sides", index), debates.side_without_evidence(side.label))
            for place, claim in enumerate(side.claims):
                if claim in taken:
                    loc = ("sides", index, "claims", place)
                    yield Breach(loc, debates.claim_on_two_sides(claim))
            taken.update(side.claims)
        for index, condition in enumerate(self.conditions):
            if len(condition.values) != len(self.sides):
                found = debates.values_do_not_fit_sides(len(condition.values), len(self.sides))
                yield Breach(("conditions", index, "values"), found)


class DecisionRule(Record):
    """What would answer a question: the work to do, and how to read its outcome."""

    design: Sentence
    """The kind of study."""
    system: Sentence
    """In what: cells, animals, patients."""
    readout: Sentence
    """What is measured."""
    comparator: Sentence
    """Against what."""
    supports: Sentence
    """Which outcome would support what."""
    refutes: Sentence
    """Which outcome would speak against it."""


class Question(Voiced):
    """Something that nobody knows yet, with a rule by which it could be decided."""

    id: RecordId
    """Subject as nouns; the name of the file."""
    label: Sentence
    """Short name in nouns."""
    question: Text
    """The question, in one or two sentences."""
    kind: QuestionKind
    """Why it is open."""
    blocks: tuple[ClaimRef, ...] = ()
    """Claims that cannot be relied on until it is answered."""
    refs: tuple[ReviewRef, ...] = ()
    """Further references that it concerns."""
    debates: tuple[Key, ...] = ()
    """Debates that an answer would settle."""
    decision_rule: DecisionRule | None = None
    """How it could be decided; without it the question is only a thought."""
    status: QuestionStatus = QuestionStatus.OPEN
    """Open or answered."""
    curation: Curation
    """The state of the record."""

    def breaches(self) -> Iterator[Breach]:
        """No claim twice among those that wait."""
        yield from super().breaches()
        yield from _repeated("blocks", self.blocks)


def _repeated(field: str, items: tuple[str, ...]) -> Iterator[Breach]:
    for index, item in enumerate(items):
        if item in items[:index]:
            yield Breach((field, index), fields.repeated_item(item))
