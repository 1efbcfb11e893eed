"""What services said of the work behind a record: `data/metadata/<id>.json`, by `enrich` only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Self

from pydantic import Field, StrictBool, StrictInt, StrictStr

from npcev_kb.model.ids import Day, Doi, Key, Pmcid, Pmid
from npcev_kb.model.published import PublishedWork
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.vocabulary import Service
from npcev_kb.problems import fields


class Asked(Record):
    """The identifiers under which a work was asked for: those of its record on that day."""

    doi: Doi | None = None
    """DOI."""
    pmid: Pmid | None = None
    """PubMed number."""
    pmcid: Pmcid | None = None
    """PubMed Central number."""


class Abstract(Record):
    """That there is an abstract, and which. Its text is not ours and is not kept."""

    sha256: Annotated[StrictStr, Field(pattern="[0-9a-f]{64}")]
    """Digest of the abstract as plain text in UTF-8."""
    length: StrictInt
    """Number of characters."""

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the description of an abstract."""
        return cls(sha256=hashlib.sha256(text.encode()).hexdigest(), length=len(text))


class Answer(Record):
    """What one service said."""

    day: Day
    """First day on which the service gave just this answer."""
    found: StrictBool
    """Whether the service knows the work."""
    work: PublishedWork | None = None
    """The work as the service describes it."""
    abstract: Abstract | None = None
    """Its abstract, by digest and length."""

    def breaches(self) -> Iterator[Breach]:
        """The text of an abstract is never kept, and what was found is described."""
        if self.work is not None and self.work.abstract is not None:
            taken = fields.unknown_field("abstract", "work", None, ["title", "authors"])
            yield Breach(("work", "abstract"), taken)
        if self.found != (self.work is not None):
            yield Breach(("found",), fields.wrong_type("true with a work", "one of the two", ""))

    @classmethod
    def of(cls, work: PublishedWork | None, day: date) -> Answer:
        """Return the answer of a day: the work without the text of its abstract."""
        text = work.abstract if work else None
        return cls.model_construct(
            day=day,
            found=work is not None,
            work=work.model_copy(update={"abstract": None}) if work else None,
            abstract=Abstract.of(text) if text else None,
        )

    def says_as(self, other: Answer) -> bool:
        """Tell whether two answers differ in nothing but their day."""
        return self.model_copy(update={"day": other.day}) == other


class Grounding(Record):
    """Whether what a record names occurs in title and abstract: terms only, no text."""

    service: Service
    """Whose title and abstract were read."""
    with_abstract: StrictBool
    """False if only a title was at hand."""
    found: tuple[Key, ...] = ()
    """Terms that occur, under their label or a synonym."""
    missing: tuple[Key, ...] = ()
    """Terms that do not occur: for the curator to look at, not an error."""


class Metadata(Record):
    """Everything that services said of one work, with the day of each answer."""

    asked: Asked
    """The identifiers that were asked for."""
    answers: Mapping[Service, Answer]
    """The answers, by service."""
    grounding: Grounding | None = None
    """Whether the record's terms occur in what was found."""
