"""What changed in meaning between two states of a knowledge base: records, claims, judgements.

Nothing here reads text: two validated knowledge bases are compared by ids, and what is computed on
their claims is compared beside what was written. Layout, comments and the order of fields are no
change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from npcev_kb.analysis.differences import FieldChange, differences
from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.analysis.impact import ClaimChange
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.entity import Entity
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.review import Review
from npcev_kb.model.study import Study, Work

AnyRecord = Review | Study | Work | Debate | Question | Entity
APART = frozenset({"claims"})
"""Fields of a study that are compared one by one, with their judgements."""


class What(StrEnum):
    """The kinds of records that are compared, in the order in which changes are told."""

    REVIEW = "review"
    STUDY = "study"
    WORK = "work"
    DEBATE = "debate"
    QUESTION = "question"
    TERM = "term"


@dataclass(frozen=True)
class ClaimMoved:
    """A claim that is in both states and differs in what it says or in how it is judged."""

    judged: ClaimChange
    fields: tuple[FieldChange, ...]
    """What it says otherwise; empty where only the judgement moved."""

    @property
    def ref(self) -> str:
        """The claim's address."""
        return self.judged.ref


@dataclass(frozen=True)
class RecordChange:
    """A record that is in both states and differs."""

    what: What
    id: str
    label: str
    fields: tuple[FieldChange, ...]
    claims_added: tuple[Judged, ...] = ()
    claims_removed: tuple[Judged, ...] = ()
    claims_moved: tuple[ClaimMoved, ...] = ()

    def field(self, name: str) -> FieldChange | None:
        """Return the change of one field, if it changed."""
        return next((each for each in self.fields if each.field == name), None)


@dataclass(frozen=True, slots=True)
class Named:
    """A record that is in one of the two states only."""

    what: What
    id: str
    label: str


@dataclass(frozen=True)
class Changes:
    """Everything that differs in meaning, each list in the order of kinds and ids."""

    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    changed: tuple[RecordChange, ...]
    elsewhere: tuple[ClaimMoved, ...]
    """Claims of studies that nobody changed, which are judged otherwise all the same."""
    new_claims: tuple[Judged, ...]
    """The claims of studies that were added."""

    @property
    def moved(self) -> tuple[ClaimMoved, ...]:
        """Every claim in both states that says something else or is judged otherwise."""
        return (*(each for record in self.changed for each in record.claims_moved), *self.elsewhere)

    def __bool__(self) -> bool:
        """Whether anything differs in meaning."""
        return bool(self.added or self.removed or self.changed or self.elsewhere)


def compare(before: Evidence, after: Evidence) -> Changes:
    """Compare two states of a knowledge base.

    Args:
        before: the computed side of the state that was.
        after: the same of the state that is.
    """
    added: list[Named] = []
    removed: list[Named] = []
    changed: list[RecordChange] = []
    for what in What:
        old, new = _records(before.kb, what), _records(after.kb, what)
        added += [_named(what, key, new[key]) for key in sorted(new.keys() - old.keys())]
        removed += [_named(what, key, old[key]) for key in sorted(old.keys() - new.keys())]
        for key in sorted(old.keys() & new.keys()):
            if found := _changed(what, key, before, after):
                changed.append(found)
    touched = {record.id for record in changed if record.what is What.STUDY}
    elsewhere = [
        ClaimMoved(moved, ())
        for moved in _in_both(before, after)
        if moved.study not in touched and moved.differs
    ]
    fresh = {each.id for each in added if each.what is What.STUDY}
    claims = [judged for judged in after.judged.values() if judged.case.study.id in fresh]
    return Changes(tuple(added), tuple(removed), tuple(changed), tuple(elsewhere), tuple(claims))


def _records(kb: KnowledgeBase, what: What) -> Mapping[str, AnyRecord]:
    """Return the records of a kind by their names."""
    found: dict[What, Mapping[str, AnyRecord]] = {
        What.REVIEW: {"review": kb.review},
        What.STUDY: kb.studies,
        What.WORK: kb.works,
        What.DEBATE: kb.debates,
        What.QUESTION: kb.questions,
        What.TERM: kb.entities,
    }
    return found[what]


def _named(what: What, key: str, record: AnyRecord) -> Named:
    return Named(what, key, _label(record))


def _label(record: AnyRecord) -> str:
    return record.title if isinstance(record, Review) else record.label


def _in_both(before: Evidence, after: Evidence) -> Iterator[ClaimChange]:
    for ref, judged in before.judged.items():
        if ref in after.judged:
            yield ClaimChange(judged, after.judged[ref])


def _changed(what: What, key: str, before: Evidence, after: Evidence) -> RecordChange | None:
    """Return how a record differs, None if it says the same."""
    old, new = _records(before.kb, what)[key], _records(after.kb, what)[key]
    if old == new:
        return None
    fields = tuple(differences(old, new, leave=APART if what is What.STUDY else frozenset()))
    if not (isinstance(old, Study) and isinstance(new, Study)):
        return RecordChange(what, key, _label(new), fields)
    was = {judged.ref: judged for judged in before.of_study(old)}
    now = {judged.ref: judged for judged in after.of_study(new)}
    moved = []
    for ref in [ref for ref in was if ref in now]:
        change = ClaimChange(was[ref], now[ref])
        said = tuple(differences(change.now.case.claim, change.then.case.claim))
        if said or change.differs:
            moved.append(ClaimMoved(change, said))
    return RecordChange(
        what,
        key,
        new.label,
        fields,
        tuple(judged for ref, judged in now.items() if ref not in was),
        tuple(judged for ref, judged in was.items() if ref not in now),
        tuple(moved),
    )
