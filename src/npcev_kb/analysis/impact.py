"""What would be said of claims if a work were retracted: the rule computed twice and compared."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.analysis.flag_register import Raised
from npcev_kb.analysis.places import PlacedRecord
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import SourceEventKind

SUPPOSED = "supposed here"
"""The source of a retraction that nobody has seen."""


@dataclass(frozen=True)
class ClaimChange:
    """A claim as it is judged now, and as it would be."""

    now: Judged
    then: Judged

    @property
    def ref(self) -> str:
        """The claim's address."""
        return self.now.ref

    @property
    def study(self) -> str:
        """The id of its study."""
        return self.now.case.study.id

    @property
    def flags(self) -> tuple[tuple[Raised, Raised], ...]:
        """The flags whose state or reason would change, now and then."""
        then = {flag.code: flag for flag in self.then.flags}
        pairs = [(flag, then[flag.code]) for flag in self.now.flags if flag.code in then]
        return tuple((now, after) for now, after in pairs if now != after)

    @property
    def differs(self) -> bool:
        """True if level, flags or the count of groups would change."""
        levels = self.now.grade.text != self.then.grade.text
        return levels or bool(self.flags) or self.now.peers != self.then.peers


@dataclass(frozen=True)
class Impact:
    """What hangs on one work."""

    record: PlacedRecord
    """The study or work."""
    own: tuple[ClaimChange, ...]
    """All claims of the study; none for a work."""
    others: tuple[ClaimChange, ...]
    """Claims of other studies whose level, flags or groups would change."""
    debates: tuple[Debate, ...]
    """Debates in which any of these claims, or the work itself, stands on a side."""
    questions: tuple[Question, ...]
    """Open questions for which any of these claims waits, or that name the work."""


def if_retracted(kb: KnowledgeBase, record: PlacedRecord, day: datetime.date) -> KnowledgeBase:
    """Return a knowledge base in which a record bears a retraction of a day.

    Args:
        kb: the knowledge base; it stays as it is.
        record: one of its studies or works.
        day: the day of the retraction; a reinstatement after it would undo it.
    """
    event = SourceEvent.model_construct(found=SourceEventKind.RETRACTION, day=day, source=SUPPOSED)
    known = record.identification
    events = (*known.source_status, event)
    changed = {"identification": known.model_copy(update={"source_status": events})}
    if isinstance(record, Study):
        studies = {**kb.studies, record.id: record.model_copy(update=changed)}
        return replace(kb, studies=studies)
    return replace(kb, works={**kb.works, record.id: record.model_copy(update=changed)})


def impact(now: Evidence, then: Evidence, record: PlacedRecord) -> Impact:
    """Compare what is computed on claims now with what would be.

    Args:
        now: the computed side of the knowledge base as it is.
        then: the same with the record retracted, as `if_retracted` gives it.
        record: the study or work.
    """
    changes = [ClaimChange(judged, then.judged[ref]) for ref, judged in now.judged.items()]
    own = tuple(change for change in changes if change.study == record.id)
    others = tuple(c for c in changes if c.study != record.id and c.differs)
    refs = {change.ref for change in (*own, *others)}
    return Impact(
        record,
        own,
        others,
        tuple(_debates(now.kb, refs, record.review_refs)),
        tuple(_questions(now.kb, refs, record.review_refs)),
    )


def _debates(kb: KnowledgeBase, claims: set[str], numbers: Iterable[int]) -> Iterator[Debate]:
    """Yield the debates that name one of these claims or references on a side."""
    wanted = set(numbers)
    for debate in kb.debates.values():
        if any(claims.intersection(s.claims) or wanted.intersection(s.refs) for s in debate.sides):
            yield debate


def _questions(kb: KnowledgeBase, claims: set[str], numbers: Iterable[int]) -> Iterator[Question]:
    """Yield the questions that block one of these claims or name one of these references."""
    wanted = set(numbers)
    for question in kb.questions.values():
        if claims.intersection(question.blocks) or wanted.intersection(question.refs):
            yield question
