"""Where records stand in the review: sections and modules, computed from the citation map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TypeAlias

from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.review import Module, Review
from npcev_kb.model.study import Placed, Study, Work

PlacedRecord: TypeAlias = Study | Work


@dataclass(frozen=True)
class Places:
    """The map between references, sections, modules and records of one knowledge base."""

    kb: KnowledgeBase

    @property
    def review(self) -> Review:
        """The review."""
        return self.kb.review

    @cached_property
    def module_of_section(self) -> Mapping[str, Module]:
        """The module of each section that belongs to one."""
        return {number: module for module in self.review.modules for number in module.sections}

    @cached_property
    def citing(self) -> Mapping[int, tuple[str, ...]]:
        """The sections that cite each reference, in order."""
        sections = self.review.sections
        return {
            number: tuple(s.id for s in sections if number in s.cites)
            for number in range(1, self.review.references + 1)
        }

    @cached_property
    def by_reference(self) -> Mapping[int, PlacedRecord]:
        """The record of each reference that has one."""
        records: list[PlacedRecord] = [*self.kb.works.values(), *self.kb.studies.values()]
        return {number: record for record in records for number in record.review_refs}

    def sections(self, record: Placed) -> tuple[str, ...]:
        """Return the sections of a record, in the review's order."""
        own = set(record.sections).union(*(self.citing.get(n, ()) for n in record.review_refs))
        return tuple(section.id for section in self.review.sections if section.id in own)

    def modules(self, record: Placed) -> tuple[Module, ...]:
        """Return the modules of a record, in the review's order."""
        own = set(self.sections(record))
        return tuple(m for m in self.review.modules if own.intersection(m.sections))

    def studies_in(self, section: str) -> tuple[Study, ...]:
        """Return the studies of a section, by their first reference number."""
        return tuple(s for s in self.studies if section in self.sections(s))

    def works_in(self, section: str) -> tuple[Work, ...]:
        """Return the works of a section, by their first reference number."""
        return tuple(w for w in self.works if section in self.sections(w))

    def studies_of(self, module: Module) -> tuple[Study, ...]:
        """Return the studies of a module, each once, by their first reference number."""
        return tuple(s for s in self.studies if module in self.modules(s))

    @cached_property
    def studies_by_module(self) -> tuple[tuple[Module | None, tuple[Study, ...]], ...]:
        """All studies, each once, with the first module it belongs to, in the modules' order.

        Within a module they follow its sections; studies outside of modules come last, with None.
        """
        modules = self.review.modules
        rank = {
            section: (number, place)
            for number, module in enumerate(modules)
            for place, section in enumerate(module.sections)
        }
        outside = (len(modules), 0)
        ranked = [
            (min((rank[s] for s in self.sections(study) if s in rank), default=outside), study)
            for study in self.studies
        ]
        ranked.sort(key=lambda pair: pair[0])
        return tuple(
            (modules[number] if number < len(modules) else None, tuple(study for _, study in group))
            for number, group in groupby(ranked, lambda pair: pair[0][0])
        )

    @property
    def studies_outside_modules(self) -> tuple[Study, ...]:
        """Return the studies whose sections belong to no module."""
        return tuple(study for study in self.studies if not self.modules(study))

    @cached_property
    def studies(self) -> tuple[Study, ...]:
        """All studies by their first reference number, then id."""
        return tuple(sorted(self.kb.studies.values(), key=_order))

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """All works by their first reference number, then id."""
        return tuple(sorted(self.kb.works.values(), key=_order))


def _order(record: Placed) -> tuple[int, str]:
    return (min(record.review_refs, default=10**6), record.id)
