"""Where services and records differ: found without a network, in what was answered before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from npcev_kb.analysis.authors import is_printed_as
from npcev_kb.analysis.places import PlacedRecord
from npcev_kb.analysis.source_status import IDENTIFIERS, bears_on, outdated
from npcev_kb.analysis.titles import OTHER_WORK, SAME, announces, are_comparable, likeness
from npcev_kb.model.identification import Identification
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.metadata import Metadata
from npcev_kb.model.normal import plain_words
from npcev_kb.model.outline import Outline
from npcev_kb.model.published import Notice, PublishedWork
from npcev_kb.model.vocabulary import Service
from npcev_kb.problems import Complaint, Loc, Wording, metadata

NOTICE_KINDS = frozenset(
    {
        "addendum",
        "correction",
        "corrigendum",
        "erratum",
        "expression of concern",
        "published erratum",
        "retraction",
        "retraction notice",
        "retraction of publication",
    }
)
"""Publication types of notices, in the words of PubMed, Europe PMC, Crossref and OpenAlex."""
_INDEXES = (Service.PUBMED, Service.EUROPEPMC)
"""Services whose publication types tell notices from works."""
_NUMBER_FIRST, _DOI_FIRST = ("pmid", "doi", "pmcid"), ("doi", "pmid", "pmcid")
_WHO = ("identification",)


def check_metadata(kb: KnowledgeBase, outlines: Sequence[Outline]) -> Iterator[Complaint]:
    """Yield every complaint about metadata, and about records that differ from it.

    Args:
        kb: what validated.
        outlines: what is known of every record, also of broken ones.
    """
    written = {outline.stem for outline in outlines}
    for name in kb.metadata:
        if name not in written:
            path = f"data/metadata/{name}.json"
            yield Complaint(path, (), metadata.metadata_without_record(name))
    folders: tuple[tuple[str, Mapping[str, PlacedRecord]], ...] = (
        ("studies", kb.studies),
        ("works", kb.works),
    )
    for folder, records in folders:
        for name, record in records.items():
            if name in kb.metadata:
                path = f"data/{folder}/{name}.yaml"
                yield from conflicts(record, kb.metadata[name], path)


def conflicts(record: PlacedRecord, said: Metadata, path: str) -> Iterator[Complaint]:
    """Yield where a record and the services, or the services among themselves, differ.

    Args:
        record: a study or work; what it says is never changed here.
        said: what services said of it.
        path: the file of the record.
    """
    who = record.identification
    for name in outdated(said, who):
        asked, now = getattr(said.asked, name), getattr(who, name)
        loc: Loc = (*_WHO, name) if now else _WHO
        wording = metadata.metadata_outdated(name.upper(), asked, now, record.id)
        yield Complaint(path, loc, wording)
    if bears_on(said, who):
        works = {s: a.work for s in Service if (a := said.answers.get(s)) and a.work}
        yield from (Complaint(path, *found) for found in _Comparison(record, works).complaints())
        if said.answers and not works:
            name = next(name for name in _DOI_FIRST if getattr(said.asked, name))
            who_asked = ", ".join(service.label for service in Service if service in said.answers)
            found = getattr(said.asked, name)
            wording = metadata.work_not_found(name.upper(), found, f"none of {who_asked}")
            yield Complaint(path, (*_WHO, name), wording)


@dataclass(frozen=True)
class _Comparison:
    """A record beside the works that services describe under its identifiers."""

    record: PlacedRecord
    answers: Mapping[Service, PublishedWork]

    @property
    def who(self) -> Identification:
        return self.record.identification

    @cached_property
    def notices(self) -> Mapping[Service, PublishedWork]:
        """What is a notice of retraction or correction, unless the record is on the notice.

        A title counts only where no index says what kind of work it is: a corrected article that
        was published again may be called an erratum too.
        """
        if self.who.title and announces(self.who.title):
            return {}
        typed = any(self.answers[each].kinds for each in _INDEXES if each in self.answers)
        return {
            service: work
            for service, work in self.answers.items()
            if _is_notice(work) or (not typed and work.title and announces(work.title))
        }

    @cached_property
    def works(self) -> Mapping[Service, PublishedWork]:
        return {s: work for s, work in self.answers.items() if s not in self.notices}

    @cached_property
    def titles(self) -> Mapping[Service, str]:
        return {service: work.title for service, work in self.works.items() if work.title}

    def complaints(self) -> Iterator[tuple[Loc, Wording]]:
        """Yield each difference with its place; one that explains others stands for them."""
        yield from self._notices()
        identifiers = tuple(self._identifiers())
        yield from identifiers
        if any(alike < OTHER_WORK for alike in self._likenesses()):
            if not any(wording.code == "identifiers-disagree" for _, wording in identifiers):
                loc = (*_WHO, self._asked_by(next(iter(self.titles))))
                yield loc, metadata.identifiers_disagree(None, _told(self.titles))
            return
        yield from self._title()
        yield from self._year()
        yield from self._first_author()

    def _notices(self) -> Iterator[tuple[Loc, Wording]]:
        by_name: dict[str, dict[Service, PublishedWork]] = {}
        for service, work in self.notices.items():
            by_name.setdefault(self._asked_by(service), {})[service] = work
        for name, works in by_name.items():
            told = _told({s: work.title or "nothing of its title" for s, work in works.items()})
            found = f"{name.upper()} {getattr(self.who, name)}"
            about = next((n for work in works.values() for n in work.notice_of), None)
            kind = about.found.label if about else None
            wording = metadata.notice_instead_of_work(found, told, _number_of(about), kind)
            yield (*_WHO, name), wording

    def _identifiers(self) -> Iterator[tuple[Loc, Wording]]:
        for name in IDENTIFIERS:
            own = getattr(self.who, name)
            said = {s: value for s, work in self.works.items() if (value := getattr(work, name))}
            others = {service: value for service, value in said.items() if value != own}
            if own is None and len(set(said.values())) > 1:
                yield _WHO, metadata.services_disagree(name, _told(said))
            elif own is not None and others:
                found = f"{name.upper()} is {own}"
                yield (*_WHO, name), metadata.identifiers_disagree(found, _told(others))

    def _title(self) -> Iterator[tuple[Loc, Wording]]:
        own = self.who.title
        if own is None:
            if any(alike < SAME for alike in self._likenesses()):
                yield _WHO, metadata.services_disagree("title", _told(self.titles))
            return
        said = {
            service: title
            for service, title in self.titles.items()
            if are_comparable(own, title) and likeness(own, title) < SAME
        }
        if said:
            wording = metadata.title_differs(own, _told(said), self._accept("title", said))
            yield (*_WHO, "title"), wording

    def _year(self) -> Iterator[tuple[Loc, Wording]]:
        own = self.who.year
        years = {service: work.year for service, work in self.works.items() if work.year}
        said = {service: str(year) for service, year in years.items()}
        if years and max(years.values()) - min(years.values()) > 1:
            loc = _WHO if own is None else (*_WHO, "year")
            yield loc, metadata.services_disagree("year", _told(said))
        if own is not None and years and own not in years.values():
            wording = metadata.year_differs(own, _told(said), self._accept("year", said))
            yield (*_WHO, "year"), wording

    def _first_author(self) -> Iterator[tuple[Loc, Wording]]:
        if not self.who.authors:
            return
        own = self.who.authors[0]
        said = {
            service: work.authors[0].printed
            for service, work in self.works.items()
            if work.authors and not is_printed_as(work.authors[0], own)
        }
        if said:
            accept = self._accept("authors", said)
            wording = metadata.first_author_differs(own, _told(said), accept)
            yield (*_WHO, "authors", 0), wording

    def _likenesses(self) -> Iterator[float]:
        """Yield how alike the titles of each two services are."""
        for one, other in combinations(self.titles.values(), 2):
            if are_comparable(one, other):
                yield likeness(one, other)

    def _asked_by(self, service: Service) -> str:
        """Return the identifier under which a service knows the work."""
        by_doi = service in (Service.CROSSREF, Service.OPENALEX)
        names = _DOI_FIRST if by_doi else _NUMBER_FIRST
        return next(name for name in names if getattr(self.who, name) is not None)

    def _accept(self, field: str, said: Mapping[Service, str]) -> str:
        return f"npcev enrich {self.record.id} --accept {field}={next(iter(said)).value}"


def _is_notice(work: PublishedWork) -> bool:
    return bool(work.notice_of) or any(plain_words(kind) in NOTICE_KINDS for kind in work.kinds)


def _number_of(notice: Notice | None) -> str | None:
    """Return the identifier of the work that a notice is about."""
    if notice is None:
        return None
    return f"doi {notice.doi}" if notice.doi else f"PMID {notice.pmid}" if notice.pmid else None


def _told(said: Mapping[Service, str]) -> dict[str, list[str]]:
    """Return each value with the names of the services that give it."""
    told: dict[str, list[str]] = {}
    for service, value in said.items():
        told.setdefault(value, []).append(service.label)
    return told
