"""The whole knowledge base: mappings from ids to objects, no links between the objects."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.entity import Entity, EntityKind, Prefix
from npcev_kb.model.history import HistoryEntry
from npcev_kb.model.metadata import Metadata
from npcev_kb.model.review import Review
from npcev_kb.model.screening import Ledger
from npcev_kb.model.study import Study, Work


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

    @cached_property
    def updated(self) -> datetime.date:
        """The day of the last change in content, over all records and the review."""
        records = (self.studies, self.works, self.debates, self.questions)
        dates = [record.curation.updated for kind in records for record in kind.values()]
        return max([*dates, self.review.updated])
