"""What every export is made from: one knowledge base as it is published, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from npcev_kb.analysis.evidence import Evidence
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study, Work
from npcev_kb.render.export.bibliography import Bibliography, bibliography
from npcev_kb.render.export.document import document
from npcev_kb.render.export.plain import Plain


@dataclass(frozen=True)
class Whole:
    """A knowledge base, its computed side, and which works a reference manager gets."""

    kb: KnowledgeBase
    evidence: Evidence
    works: tuple[Study | Work, ...] | None = None
    """The records whose works are asked for; None stands for all that are published."""
    address: str = ""
    """Where the site is published; empty while it is nowhere."""

    @cached_property
    def document(self) -> dict[str, Plain]:
        """The whole knowledge base as plain data."""
        return document(self.kb, self.evidence)

    @cached_property
    def bibliography(self) -> Bibliography:
        """The works as citations."""
        records = self.works
        if records is None:
            records = (*self.kb.studies.values(), *self.kb.works.values())
        return bibliography(records, self.evidence.events)
