"""The whole knowledge base: mappings from ids to objects, no links between the objects."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from npcev_kb.model.entity import Entity, EntityKind, Prefix
from npcev_kb.model.review import Review
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

    @cached_property
    def updated(self) -> datetime.date:
        """The day of the last change in content, over all records and the review."""
        dates = [
            record.curation.updated for record in (*self.studies.values(), *self.works.values())
        ]
        return max([*dates, self.review.updated])
