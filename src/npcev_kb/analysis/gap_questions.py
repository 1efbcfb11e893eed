"""Which open question belongs to an empty cell of the gap map.

Rule: of the questions that block a claim with the value of the row, those that also block a claim
with the value of the column come first; of these open ones before answered ones; then the one
that blocks the fewest claims, since it asks most closely; then by id. Claims count whatever
their disease and level, so that filters never change what a gap asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from npcev_kb.analysis.facet_register import Facet, Row, Value
from npcev_kb.model.debate import Question
from npcev_kb.model.vocabulary import QuestionStatus


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that belongs to an empty cell."""

    question: Question
    of_both: bool
    """Whether it concerns the column too, and not the row alone."""


@dataclass(frozen=True)
class GapQuestions:
    """The questions of one knowledge base beside two facets."""

    of_row: Mapping[str, frozenset[str]]
    of_column: Mapping[str, frozenset[str]]
    questions: Mapping[str, Question]

    def ask(self, row: Value, column: Value) -> Asked | None:
        """Return the question that belongs to a cell, None where none asks about its row."""
        waiting = self.of_row.get(row.id, frozenset())
        both = self.of_column.get(column.id, frozenset())
        if not waiting:
            return None
        name = min(waiting, key=lambda name: (name not in both, *_weight(self.questions[name])))
        return Asked(self.questions[name], name in both)


def _weight(question: Question) -> tuple[bool, int, str]:
    return question.status is not QuestionStatus.OPEN, len(question.blocks), question.id


def gap_questions(
    rows: Iterable[Row], questions: Iterable[Question], down: Facet, across: Facet
) -> GapQuestions:
    """Find which questions concern which values of two facets."""
    known = {question.id: question for question in questions}
    blocking: dict[str, set[str]] = defaultdict(set)
    for question in known.values():
        for ref in question.blocks:
            blocking[ref].add(question.id)
    of_row: dict[str, set[str]] = defaultdict(set)
    of_column: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        waiting = blocking.get(row.judged.ref) if row.judged else None
        if waiting:
            for value in down.answers(row):
                of_row[value.id] |= waiting
            for value in across.answers(row):
                of_column[value.id] |= waiting
    return GapQuestions(_frozen(of_row), _frozen(of_column), known)


def _frozen(found: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {value: frozenset(names) for value, names in found.items()}
