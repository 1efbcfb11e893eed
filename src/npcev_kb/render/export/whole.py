"""What every export is made from: one knowledge base as it is published, worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from npcev_kb.analysis.evidence import Evidence
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study, Work
from npcev_kb.render.export.bibliography import Bibliography, bibliography
from npcev_kb.render.export.document import document
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.settings import Settings


@dataclass(frozen=True)
class Whole:
    """A knowledge base, its computed side, and which works a reference manager gets."""

    kb: KnowledgeBase
    evidence: Evidence
    works: tuple[Study | Work, ...] | None = None
    """The records whose works are asked for; None stands for all that are published."""
    settings: Settings = field(default_factory=Settings)
    """What the site is called and where it is published, for those formats that say so."""

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

    @property
    def title(self) -> str:
        """The name of the dataset."""
        return f"{self.settings.name}: {self.kb.review.subject or self.kb.review.title}"

    @property
    def about(self) -> str:
        """What the dataset holds, in two sentences."""
        kb = self.kb
        return (
            f"{len(kb.studies)} studies with their claims, {len(kb.works)} other works,"
            f" {len(kb.entities)} terms, {len(kb.debates)} debates and {len(kb.questions)} open"
            " questions. Each claim has its level, flags and source."
        )

    @property
    def contributors(self) -> str:
        """Who made the data, as the licence is credited; no person is made up."""
        return f"{self.settings.name} contributors"
