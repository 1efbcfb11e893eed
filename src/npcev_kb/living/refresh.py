"""Asks the services about the works behind records, and says what their metadata files become.

Nothing is written here but by `keep`; what a service did not answer this time stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias, TypeVar

from npcev_kb.analysis.grounding import ground
from npcev_kb.enrich.errors import (
    BadReplyError,
    FetchFailedError,
    RateLimitedError,
    UnreachableError,
)
from npcev_kb.enrich.services import Services
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.metadata import Answer, Asked, Grounding, Metadata
from npcev_kb.model.published import PublishedWork
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import Service
from npcev_kb.store.metadata import as_json
from npcev_kb.store.project import Project
from npcev_kb.store.write import write_atomically

T = TypeVar("T")
Report: TypeAlias = Callable[[Service, int, int], None]
"""Is told the service, how many works it was asked about, and of how many."""
USUAL = (Service.PUBMED, Service.EUROPEPMC, Service.CROSSREF)
"""Services asked unless others are named; the first that has an abstract is the one read."""
BATCH = 200
"""Works that PubMed is asked about in one request: what NCBI documents for efetch by GET."""


class State(StrEnum):
    """What became of a metadata file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    UNIDENTIFIED = "not identified"
    FAILED = "not answered"


@dataclass(frozen=True)
class Outcome:
    """What the services' answers make of one metadata file."""

    record: str
    state: State
    metadata: Metadata | None = None
    failures: tuple[str, ...] = ()
    """What each service that did not answer said instead."""


@dataclass
class Refresh:
    """One round of asking.

    Args:
        kb: the knowledge base whose records are asked about.
        services: the clients.
        chosen: which services to ask.
        today: the day that new answers bear.
        report: is told how far it is.
    """

    kb: KnowledgeBase
    services: Services
    chosen: Collection[Service]
    today: date
    report: Report = lambda service, done, total: None
    _down: dict[Service, str] = field(default_factory=dict)

    def run(self, records: Sequence[Study | Work]) -> Iterator[Outcome]:
        """Yield what becomes of each record's metadata; PubMed is asked for many at once."""
        known = [each for each in records if _asked(each) != Asked()]
        for record in records:
            if _asked(record) == Asked():
                yield Outcome(record.id, State.UNIDENTIFIED)
        for start in range(0, len(known), BATCH):
            batch = known[start : start + BATCH]
            said = self._pubmed(batch, start, len(known))
            for number, record in enumerate(batch, start + 1):
                yield self._one(record, dict(said[record.id]), number, len(known))

    def _one(
        self,
        record: Study | Work,
        said: dict[Service, PublishedWork | FetchFailedError | None],
        number: int,
        total: int,
    ) -> Outcome:
        asked = _asked(record)
        for service, ask in self._questions(asked).items():
            said[service] = self._try(service, ask)
            self.report(service, number, total)
        old = self.kb.metadata.get(record.id)
        before = old if old and old.asked == asked else None
        for service, answer in said.items():
            if answer is None and before and (known := before.answers.get(service)) and known.found:
                said[service] = BadReplyError(
                    f"{service.label} does not know the work any more; what it said is kept"
                )
        fresh = self._metadata(record, before, said)
        failures = tuple(
            answer.message for answer in said.values() if isinstance(answer, FetchFailedError)
        )
        if fresh is None:
            return Outcome(record.id, State.FAILED, None, failures)
        return Outcome(record.id, _state(old, fresh), fresh, failures)

    def _questions(self, asked: Asked) -> dict[Service, Callable[[], PublishedWork | None]]:
        """Return what to ask each service about one work, for the services asked one by one."""
        questions: dict[Service, Callable[[], PublishedWork | None]] = {
            Service.EUROPEPMC: lambda: self.services.europepmc.work(
                doi=asked.doi, pmid=asked.pmid, pmcid=asked.pmcid
            )
        }
        if (doi := asked.doi) is not None:
            questions[Service.CROSSREF] = lambda: self.services.crossref.work(doi)
            questions[Service.OPENALEX] = lambda: self.services.openalex.work(doi)
        return {service: ask for service, ask in questions.items() if service in self.chosen}

    def _pubmed(
        self, batch: Sequence[Study | Work], start: int, total: int
    ) -> Mapping[str, Mapping[Service, PublishedWork | FetchFailedError | None]]:
        """Ask PubMed about a batch; a work without a PubMed number is looked for by its DOI."""
        nothing: dict[Service, PublishedWork | FetchFailedError | None] = {}
        if Service.PUBMED not in self.chosen:
            return {record.id: nothing for record in batch}
        numbers = {each.id: pmid for each in batch if (pmid := each.identification.pmid)}
        others = [doi for each in batch if each.id not in numbers and (doi := _asked(each).doi)]
        found = self._try(Service.PUBMED, lambda: self.services.pubmed.identifiers(others))
        if not isinstance(found, FetchFailedError):
            for record in batch:
                other = found.get(_asked(record).doi or "")
                if record.id not in numbers and other and other.pmid:
                    numbers[record.id] = other.pmid
        wanted = sorted(set(numbers.values()))
        works = self._try(Service.PUBMED, lambda: self.services.pubmed.works(wanted))
        self.report(Service.PUBMED, start + len(batch), total)
        return {
            record.id: {
                Service.PUBMED: works
                if isinstance(works, FetchFailedError)
                else works.get(numbers[record.id])
            }
            if record.id in numbers
            else nothing
            for record in batch
        }

    def _try(self, service: Service, ask: Callable[[], T]) -> T | FetchFailedError:
        """Ask once; a service that is down is not asked again in this round."""
        if service in self._down:
            return UnreachableError(f"{self._down[service]} (not asked again in this run)")
        try:
            return ask()
        except FetchFailedError as error:
            if isinstance(error, UnreachableError | RateLimitedError):
                self._down[service] = error.message
            return error

    def _metadata(
        self,
        record: Study | Work,
        old: Metadata | None,
        said: Mapping[Service, PublishedWork | FetchFailedError | None],
    ) -> Metadata | None:
        answers = dict(old.answers) if old else {}
        works: dict[Service, PublishedWork] = {}
        for service, work in said.items():
            if isinstance(work, FetchFailedError):
                continue
            answer, before = Answer.of(work, self.today), answers.get(service)
            answers[service] = before if before and before.says_as(answer) else answer
            if work is not None:
                works[service] = work
        if not answers:
            return None
        grounding = self._grounding(record, works) or (old.grounding if old else None)
        ordered = {service: answers[service] for service in Service if service in answers}
        return Metadata(asked=_asked(record), answers=ordered, grounding=grounding)

    def _grounding(
        self, record: Study | Work, works: Mapping[Service, PublishedWork]
    ) -> Grounding | None:
        """Look for the record's terms where there is an abstract, else in a title."""
        if not isinstance(record, Study):
            return None
        titled = [(service, works[service]) for service in Service if service in works]
        ranked = sorted(titled, key=lambda pair: (pair[1].abstract is None, _order(pair[0])))
        for service, work in ranked:
            if work.title:
                return ground(self.kb, record, work.title, work.abstract, service)
        return None


def orphans(project: Project) -> Iterator[Outcome]:
    """Yield the metadata files whose record is gone."""
    names = project.names()
    for path in project.metadata():
        if path.stem not in names:
            yield Outcome(path.stem, State.REMOVED)


def keep(project: Project, outcome: Outcome) -> None:
    """Write what became of a metadata file: whole or not at all, and only if it changed.

    Raises:
        OSError: the folder cannot be written.
    """
    path = project.data / "metadata" / f"{outcome.record}.json"
    if outcome.state is State.REMOVED:
        path.unlink(missing_ok=True)
    elif outcome.metadata is not None and outcome.state in (State.NEW, State.CHANGED):
        write_atomically(path, as_json(outcome.metadata))


def _state(old: Metadata | None, fresh: Metadata) -> State:
    if old is None:
        return State.NEW
    return State.UNCHANGED if as_json(fresh) == as_json(old) else State.CHANGED


def _asked(record: Study | Work) -> Asked:
    who = record.identification
    return Asked.model_construct(doi=who.doi, pmid=who.pmid, pmcid=who.pmcid)


def _order(service: Service) -> int:
    return (*USUAL, Service.OPENALEX).index(service)
