"""A published work as a service or a reference manager describes it.

It is called so, and not work, because a `Work` of this knowledge base is a record that curators
write. Every reply and every import becomes this one type; nothing else crosses the rooms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, StrictBool, StrictInt, StrictStr

from npcev_kb.model.ids import Address, Doi, Pmcid, Pmid
from npcev_kb.model.record import Breach, Record, refuse
from npcev_kb.model.vocabulary import Service, SourceEventKind
from npcev_kb.problems import fields, shapes

_PARTIAL_DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def tidy(text: str) -> str:
    """Return a text of somebody else in one line: NFC, single spaces, nothing invisible."""
    if not text.isprintable():
        text = " ".join(text.split())
        text = "".join(char for char in text if unicodedata.category(char) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _tidied(value: str) -> str:
    if value != tidy(value):
        refuse(fields.untidy_text("is not in one line of visible characters"))
    return value


def _partial_day(value: str) -> str:
    if not _PARTIAL_DAY.fullmatch(value):
        refuse(shapes.malformed_day(value))
    return value


Line: TypeAlias = Annotated[
    StrictStr, Field(min_length=1, max_length=4000), AfterValidator(_tidied)
]
"""A text of somebody else in one line, as `tidy` makes it."""
PartialDay: TypeAlias = Annotated[StrictStr, AfterValidator(_partial_day)]
"""A year, a month or a day, as much of it as is known: 2024, 2024-03 or 2024-03-07."""
Orcid: TypeAlias = Annotated[StrictStr, Field(pattern=_ORCID.pattern)]
"""An ORCID iD, bare."""


class Author(Record):
    """One author as a service names them; a person in parts, or a name in one piece."""

    family: Line | None = None
    """Family name, with its particles as the service gives them."""
    given: Line | None = None
    """Given names or initials."""
    suffix: Line | None = None
    """Jr, III and the like."""
    orcid: Orcid | None = None
    """ORCID iD, if the service gives one."""
    name: Line | None = None
    """The whole name where its parts were not told, and the name of a group."""
    collective: StrictBool = False
    """True for a group or institution."""

    def breaches(self) -> Iterator[Breach]:
        """An author has a family name or a name in one piece, not both."""
        if bool(self.family) == bool(self.name):
            yield Breach((), fields.missing_field("family", "Author", "one of family and name"))

    @property
    def printed(self) -> str:
        """The name as reference lists print it: family name and initials, or as it is."""
        if self.name or not self.family:
            return self.name or ""
        initials = "".join(
            "-".join(part[0] for part in word.split("-") if part)
            for word in (self.given or "").replace(".", " ").split()
        )
        if self.given and self.given.isupper() and len(self.given) <= 4 and "." not in self.given:
            initials = self.given
        return " ".join(part for part in (self.family, initials, self.suffix) if part)


class Notice(Record):
    """One event in the life of a work: a correction, a retraction, its other version."""

    found: SourceEventKind
    """What happened."""
    day: PartialDay | None = None
    """When, as far as the service tells."""
    source: Line
    """Who says so: publisher, retraction-watch, PubMed ..."""
    doi: Doi | None = None
    """DOI of the notice, or of the other version."""
    pmid: Pmid | None = None
    """PubMed number of the notice, or of the other version."""
    cited: Line | None = None
    """The notice as the service cites it, and what it calls it."""


class PublishedWork(Record):
    """Bibliographic facts of one work. What was not told is left out, never padded."""

    title: Line | None = None
    """Title as plain text: markup is taken out, nothing else is changed."""
    authors: tuple[Author, ...] = ()
    """Authors in their order."""
    journal: Line | None = None
    """Journal, book or series in which it stands."""
    published: PartialDay | None = None
    """First date of publication that the service gives."""
    volume: Line | None = None
    """Volume."""
    issue: Line | None = None
    """Issue."""
    pages: Line | None = None
    """Pages or article number."""
    doi: Doi | None = None
    """DOI in normal form."""
    pmid: Pmid | None = None
    """PubMed number."""
    pmcid: Pmcid | None = None
    """PubMed Central number."""
    kinds: tuple[Line, ...] = ()
    """Publication types in the words of the service."""
    licence: Line | None = None
    """Licence, as the service gives it: an address or a short name."""
    references: StrictInt | None = None
    """How many works it cites, if the service tells."""
    address: Address | None = None
    """Web address, for works that have no identifier."""
    events: tuple[Notice, ...] = ()
    """What happened to this work."""
    notice_of: tuple[Notice, ...] = ()
    """The works that this one corrects or retracts: then it is a notice and no study."""
    abstract: Annotated[StrictStr, Field(max_length=200_000)] | None = None
    """The abstract as plain text, for matching only: it is never written to a file."""

    @property
    def year(self) -> int | None:
        """Year of publication."""
        return int(self.published[:4]) if self.published else None

    @property
    def first_author(self) -> str | None:
        """Family name, or whole name, of the first author."""
        return (self.authors[0].family or self.authors[0].name) if self.authors else None


class Hit(Record):
    """One work that a service found, with the service that found it."""

    service: Service
    """Who found it."""
    work: PublishedWork
    """What was found."""
