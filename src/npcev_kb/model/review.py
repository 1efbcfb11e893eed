"""The review from which the knowledge base grew: its sections, modules, method and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from pydantic import Field, StrictInt, StrictStr

from npcev_kb.model.identification import Year
from npcev_kb.model.ids import Day, Doi, Key, Pmcid, Pmid, Sentence, Text
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.statement import SectionAppraisal, SectionStatement
from npcev_kb.problems import Loc, fields, pointers


class Window(Record):
    """The years that the review says it searched, both included."""

    first: Year
    """First year."""
    last: Year
    """Last year."""

    def breaches(self) -> Iterator[Breach]:
        """The first year does not come after the last."""
        if self.first > self.last:
            wording = fields.out_of_range(f"the last year {self.last}", f"{self.first} or later")
            yield Breach(("last",), wording)


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


class WorkedQuestion(Record):
    """A question that the site answers in one view; shown where readers begin to explore."""

    question: Sentence
    """The question, as a reader would ask it."""
    leads_to: Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9/-]*/(\?[\w=&%.-]*)?(#[\w-]+)?$")]
    """The view that answers it, below the site's root, such as `explore/map/?view=empty`."""
    note: Sentence
    """How to read the answer."""


class Review(Record):
    """The review itself."""

    title: Text
    """Title."""
    disease: Key | None = None
    """The disease it is about, by key; claims on other diseases are left out of counts."""
    subject: Sentence | None = None
    """What the knowledge base is about, as its first page says it in a few words."""
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
    updated: Day
    """Day of the last change in content."""
    method: Method
    """How the review says it was made."""
    worked_questions: tuple[WorkedQuestion, ...] = ()
    """Questions to begin with, each with the view that answers it."""
    modules: tuple[Module, ...]
    """The themes, in the review's order."""
    sections: tuple[Section, ...]
    """All sections, in order; the number gives the level."""
    worked_examples: tuple[SectionStatement, ...] = ()
    """Claims that a naive scale would grade wrongly, and why; shown with the evidence scale."""
    source_slips: tuple[SectionStatement, ...] = ()
    """Evident slips of the review's text, which are not repeated as findings."""

    def breaches(self) -> Iterator[Breach]:
        """Names are unique, sections and references exist, a section has one module at most."""
        yield from _repeated("sections", [section.id for section in self.sections])
        yield from _repeated("modules", [module.id for module in self.modules])
        yield from self._sections_of_modules()
        for index, section in enumerate(self.sections):
            loc = ("sections", index)
            yield from self._unknown((*loc, "cites"), section.cites)
            yield from self._unknown_in((*loc, "story"), section.story)
            yield from self._unknown_in((*loc, "appraisals"), section.appraisals)
        for index, module in enumerate(self.modules):
            yield from self._unknown_in(("modules", index, "story"), module.story)
        yield from self._unknown_in(("source_slips",), self.source_slips)
        yield from self._unknown_in(("worked_examples",), self.worked_examples)

    def _sections_of_modules(self) -> Iterator[Breach]:
        known = {section.id for section in self.sections}
        taken: set[str] = set()
        for index, module in enumerate(self.modules):
            for place, number in enumerate(module.sections):
                loc = ("modules", index, "sections", place)
                if number not in known:
                    yield Breach(loc, pointers.unknown_section(number, None))
                elif number in taken:
                    yield Breach(loc, pointers.section_in_two_modules(number))
                taken.add(number)

    def _unknown(self, loc: Loc, numbers: Iterable[int]) -> Iterator[Breach]:
        for place, number in enumerate(numbers):
            if not 1 <= number <= self.references:
                wording = pointers.unknown_reference(number, self.references)
                yield Breach((*loc, place), wording)

    def _unknown_in(self, loc: Loc, said: Iterable[SectionStatement]) -> Iterator[Breach]:
        for index, statement in enumerate(said):
            yield from self._unknown((*loc, index, "refs"), statement.refs)


def _repeated(name: str, ids: Sequence[str]) -> Iterator[Breach]:
    for index, each in enumerate(ids):
        if each in ids[:index]:
            yield Breach((name, index, "id"), fields.repeated_item(each))
