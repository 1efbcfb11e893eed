"""Debates and open questions in lists: what stands behind each, and in which modules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.review import Module
from npcev_kb.model.vocabulary import Relation, Vocabulary
from npcev_kb.render.site import Site
from npcev_kb.render.views.sides import Weighed, weighed
from npcev_kb.render.views.term import level_counts

MOST = 150
"""Debates or questions of one kind that an index names; the others are counted."""
MOST_OF_MODULE = 8
"""Debates or questions that the page of a module names."""


@dataclass(frozen=True)
class DebateLine:
    """A debate as lists show it."""

    record: Debate
    modules: Sequence[Module]
    sides: Sequence[Weighed]

    @property
    def kind(self) -> Relation:
        """Under which heading it stands."""
        return self.record.relation

    @property
    def levels(self) -> Sequence[str]:
        """Every level that a claim of one of its sides reaches, and `review`, each once."""
        return tuple(dict.fromkeys(level for side in self.sides for level in side.levels))


@dataclass(frozen=True)
class QuestionLine:
    """An open question as lists show it."""

    record: Question
    modules: Sequence[Module]
    waiting: Mapping[str, int]
    """The claims that wait for an answer, by level; `review` and `retracted` are no levels."""

    @property
    def kind(self) -> Vocabulary:
        """Under which heading it stands."""
        return self.record.kind

    @property
    def levels(self) -> Sequence[str]:
        """Every level that a waiting claim reaches, and `review`, each once."""
        return tuple(self.waiting)


Line: TypeAlias = DebateLine | QuestionLine


@dataclass(frozen=True)
class Part:
    """The debates of one relation, or the questions of one kind."""

    kind: Vocabulary
    lines: Sequence[Line]

    @property
    def shown(self) -> Sequence[Line]:
        """Those that the index names."""
        return self.lines[:MOST]

    @property
    def left_out(self) -> int:
        """How many are only counted."""
        return len(self.lines) - len(self.shown)


def debate_line(site: Site, debate: Debate) -> DebateLine:
    """Return a debate with its sides weighed."""
    return DebateLine(debate, site.themes.modules(debate), weighed(site, debate))


def question_line(site: Site, question: Question) -> QuestionLine:
    """Return a question with the claims that wait for it."""
    waiting = level_counts(site.themes.claims(question))
    return QuestionLine(question, site.themes.modules(question), waiting)


def in_parts(lines: Iterable[Line]) -> tuple[Part, ...]:
    """Put lines under their kinds, in the order of the vocabulary."""
    found: dict[Vocabulary, list[Line]] = {}
    for line in lines:
        found.setdefault(line.kind, []).append(line)
    order = {kind: place for each in found for place, kind in enumerate(type(each))}
    return tuple(Part(kind, found[kind]) for kind in sorted(found, key=lambda k: order[k]))


@dataclass(frozen=True)
class Matters:
    """What is disputed and what is open in one module."""

    debates: Sequence[DebateLine]
    questions: Sequence[QuestionLine]
    most: int = MOST_OF_MODULE


def matters_of(site: Site, module: Module) -> Matters:
    """Return the debates of a module, disputes first, and its open questions."""
    order = {relation: place for place, relation in enumerate(Relation)}
    debates = sorted(site.themes.debates_of(module), key=lambda each: order[each.relation])
    return Matters(
        [debate_line(site, each) for each in debates],
        [question_line(site, each) for each in site.themes.questions_of(module)],
    )
