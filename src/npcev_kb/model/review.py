"""The review from which the knowledge base grew: its sections, modules, method and counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StrictInt, StrictStr

from npcev_kb.model.identification import Year
from npcev_kb.model.ids import Day, Doi, Key, Pmcid, Pmid, Sentence, Text
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.statement import SectionAppraisal, SectionStatement
from npcev_kb.problems import fields, pointers


class Window(Record):
    """The years that the review says it searched, both included."""

    first: Year
    """First year."""
    last: Year
    """Last year."""


class Method(Record):
    """How the review says it was made."""

    window: Window
    """The years searched."""
    sources: tuple[Sentence, ...]
    """The databases searched."""
    search: Text
    """The search as the review states it, in our own words."""
    selection: Text
    """How studies were chosen, in our own words."""
    not_stated: tuple[Sentence, ...] = ()
    """What the review does not say of its method."""


class Section(Record):
    """One section of the review."""

    id: Annotated[StrictStr, Field(pattern=r"^\d+(\.\d+)*$")]
    """Its number, in quotes."""
    title: Sentence
    """Its heading."""
    cites: tuple[StrictInt, ...] = ()
    """The reference numbers that occur in its text, sorted."""
    story: tuple[SectionStatement, ...] = ()
    """What this part tells, in our own words."""
    appraisals: tuple[SectionAppraisal, ...] = ()
    """What the review objects to in groups of studies."""

    @property
    def parent(self) -> str | None:
        """Number of the section it belongs to, None at the top."""
        return self.id.rpartition(".")[0] or None


class Module(Record):
    """One of the themes by which the review sorts its studies."""

    id: Key
    """Name in addresses."""
    title: Sentence
    """Heading."""
    question: Sentence
    """The question that this part answers."""
    sections: tuple[StrictStr, ...]
    """The sections that belong to it."""
    stated_count: StrictInt | None = None
    """How many studies the review says it includes here."""
    count_note: Text | None = None
    """Why the count of records differs from the stated one, as far as anybody can tell."""
    story: tuple[SectionStatement, ...] = ()
    """What this module tells, in our own words."""


class Review(Record):
    """The review itself."""

    title: Text
    """Title."""
    authors: tuple[Sentence, ...]
    """Authors as printed."""
    pmcid: Pmcid | None = None
    """PubMed Central number."""
    doi: Doi | None = None
    """DOI, if it was seen."""
    pmid: Pmid | None = None
    """PubMed number, if it was seen."""
    journal: Sentence | None = None
    """Journal, if it was seen."""
    year: Year | None = None
    """Year of publication, if it was seen."""
    references: Annotated[StrictInt, Field(ge=1)]
    """How many references it has."""
    method: Method
    """How the review says it was made."""
    modules: tuple[Module, ...]
    """The themes, in the review's order."""
    sections: tuple[Section, ...]
    """All sections, in order; the number gives the level."""
    source_slips: tuple[SectionStatement, ...] = ()
    """Evident slips of the review's text, which are not repeated as findings."""
    updated: Day
    """Day of the last change in content."""

    def breaches(self) -> Iterator[Breach]:
        """Numbers exist, sections are unique, and each stands under one module at most."""
        known = [section.id for section in self.sections]
        for index, section in enumerate(self.sections):
            if section.id in known[:index]:
                yield Breach(("sections", index, "id"), fields.repeated_item(section.id))
            for place, number in enumerate(section.cites):
                if not 1 <= number <= self.references:
                    wording = pointers.unknown_reference(number, self.references)
                    yield Breach(("sections", index, "cites", place), wording)
        taken: set[str] = set()
        for index, module in enumerate(self.modules):
            for place, number_ in enumerate(module.sections):
                if number_ not in known:
                    wording = pointers.unknown_section(number_, None)
                    yield Breach(("modules", index, "sections", place), wording)
                elif number_ in taken:
                    wording = pointers.section_without_module(number_)
                    yield Breach(("modules", index, "sections", place), wording)
                taken.add(number_)
