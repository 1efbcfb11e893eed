"""Which work a reference is, how sure that is, and where it was seen."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StrictBool, StrictInt

from npcev_kb.model.ids import Address, Day, Doi, Pmcid, Pmid, Sentence, Sighting, Text
from npcev_kb.model.record import Breach, Record, refuse
from npcev_kb.model.vocabulary import IdentificationStatus, SourceEventKind
from npcev_kb.problems import facts, shapes

REGISTERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "doi": ("DOI", "https://doi.org/"),
        "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
        "pmcid": ("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/"),
    }
)
"""By the field of an identifier its register, and where that leads; the best one first."""
EARLIEST_YEAR = 1900
"""No work cited by a review of this kind is older."""


def _year(value: int) -> int:
    latest = datetime.datetime.now(tz=datetime.UTC).year + 1
    if not EARLIEST_YEAR <= value <= latest:
        refuse(shapes.impossible_year(value, EARLIEST_YEAR, latest))
    return value


Year: TypeAlias = Annotated[StrictInt, AfterValidator(_year)]
"""A year of publication; the coming year is allowed, since journals print ahead."""


class PossibleWork(Record):
    """A work that may be the one meant. A hint for whoever looks next, never a fact."""

    title: Text | None = None
    """Its title, or what is known of it."""
    doi: Doi | None = None
    """Its DOI, if seen."""
    pmid: Pmid | None = None
    """Its PubMed number, if seen."""
    pmcid: Pmcid | None = None
    """Its PubMed Central number, if seen."""
    seen_at: Address | None = None
    """Where it was seen."""
    why: Text | None = None
    """What speaks for or against it."""


class SourceEvent(Record):
    """Somebody looked whether the work still stands, and what was found."""

    found: SourceEventKind
    """Nothing, a correction, a concern, a retraction, or its taking back."""
    day: Day
    """The day of the notice, or of the register that was asked."""
    source: Sentence
    """The register or notice."""


class Identification(Record):
    """Bibliographic facts as they were seen. What was not seen is left out."""

    status: IdentificationStatus
    """How sure it is that this is the work the review cites."""
    title: Text | None = None
    """Title as printed."""
    authors: tuple[Sentence, ...] = ()
    """Authors as printed, family name and initials, as far as they were seen."""
    more_authors: StrictBool = False
    """True if the work has more authors than those listed."""
    journal: Sentence | None = None
    """Name of the journal."""
    year: Year | None = None
    """Year of publication."""
    volume: Sentence | None = None
    """Volume, in quotes."""
    issue: Sentence | None = None
    """Issue, in quotes."""
    pages: Sentence | None = None
    """Pages or article number, in quotes."""
    doi: Doi | None = None
    """DOI in normal form: bare and lower case."""
    pmid: Pmid | None = None
    """PubMed number, in quotes."""
    pmcid: Pmcid | None = None
    """PubMed Central number, with PMC."""
    seen_at: tuple[Sighting, ...] = ()
    """Where these facts were seen: addresses, or: review reference list."""
    source_status: tuple[SourceEvent, ...] = ()
    """What was found when somebody looked for retractions and corrections, with the day."""
    candidates: tuple[PossibleWork, ...] = ()
    """Works that may be meant, as hints for identifying it later."""
    note: Text | None = None
    """What is doubtful, and what was looked at."""

    def breaches(self) -> Iterator[Breach]:
        """Unresolved works carry no identifier; identified ones carry something, seen somewhere."""
        if self.status is IdentificationStatus.UNRESOLVED:
            for field in ("doi", "pmid", "pmcid"):
                if getattr(self, field) is not None:
                    yield Breach((field,), facts.identifier_on_unresolved(field))
            return
        if not (self.title or self.doi or self.pmid or self.pmcid):
            yield Breach(("status",), facts.identified_by_nothing(self.status))
        if not self.seen_at:
            yield Breach(("status",), facts.identification_not_seen(self.status))

    @property
    def link(self) -> str | None:
        """The best address of the work: DOI, else PubMed, else PubMed Central."""
        return next((address for _, _, address in self.links), None)

    @property
    def links(self) -> tuple[tuple[str, str, str], ...]:
        """Register, identifier and address for each identifier there is."""
        found = ((name, getattr(self, field), base) for field, (name, base) in REGISTERS.items())
        return tuple((name, value, base + value) for name, value, base in found if value)
