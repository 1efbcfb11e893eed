"""The whole knowledge base: mappings from ids to objects, no links between the objects."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.entity import Entity, EntityKind, Prefix
from npcev_kb.model.history import HistoryEntry
from npcev_kb.model.metadata import Metadata
from npcev_kb.model.person import Person
from npcev_kb.model.review import Review
from npcev_kb.model.screening import Ledger
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import CurationStatus
from npcev_kb.model.waiver import Waiver

T = TypeVar("T")


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything that validated. Mappings are sorted by key."""

    review: Review
    studies: Mapping[str, Study]
    works: Mapping[str, Work]
    entities: Mapping[str, Entity]
    kinds: Mapping[str, EntityKind]
    prefixes: Mapping[str, Prefix]
    debates: Mapping[str, Debate] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    metadata: Mapping[str, Metadata] = field(default_factory=dict)
    history: Mapping[str, tuple[HistoryEntry, ...]] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    people: Mapping[str, Person] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    held_back: tuple[Study | Work, ...] = ()
    """The drafts that `published` took out; none in a knowledge base as it was read."""

    def waivers_of(self, record: str) -> tuple[Waiver, ...]:
        """The warnings of a record that were let stand, by the id of the waiver."""
        return tuple(each for _, each in sorted(self.waivers.items()) if each.record == record)

    @cached_property
    def drafts(self) -> tuple[Study | Work, ...]:
        """Studies and works that are drafts, by id, whether they are still in or were taken out."""
        records: list[Study | Work] = [*self.studies.values(), *self.works.values()]
        inside = [each for each in records if each.curation.status is CurationStatus.DRAFT]
        return tuple(sorted((*inside, *self.held_back), key=lambda record: record.id))

    @cached_property
    def published(self) -> KnowledgeBase:
        """The same without draft studies and works: what site and exports show.

        Debates, questions and the review keep their pointers into drafts.
        """
        taken = {record.id for record in self.drafts}
        if len(taken) == len(self.held_back):
            return self

        def kept(records: Mapping[str, T]) -> dict[str, T]:
            return {name: each for name, each in records.items() if name not in taken}

        return replace(
            self,
            studies=kept(self.studies),
            works=kept(self.works),
            metadata=kept(self.metadata),
            history=kept(self.history),
            waivers={id: each for id, each in self.waivers.items() if each.record not in taken},
            held_back=self.drafts,
        )

    @cached_property
    def updated(self) -> datetime.date:
        """The day of the last change in content, over all records and the review."""
        records = (self.studies, self.works, self.debates, self.questions)
        dates = [record.curation.updated for kind in records for record in kind.values()]
        return max([*dates, self.review.updated])
