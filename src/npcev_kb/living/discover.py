"""Searches services for works that nobody here knows yet, and keeps them as candidates.

A day counts once: who runs the same search again on the same day writes the same bytes, since a
candidate belongs to the search that brought it first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from npcev_kb.enrich.errors import FetchFailedError, RateLimitedError, UnreachableError
from npcev_kb.living.candidates import candidate_of, together
from npcev_kb.living.known import Known
from npcev_kb.living.queries import Finder
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.normal import plain_words
from npcev_kb.model.published import Hit, PublishedWork
from npcev_kb.model.sameness import signs_of_work
from npcev_kb.model.screening import Candidate, Found, Ledger, Queries, Query, Search, SearchRun
from npcev_kb.model.vocabulary import Service
from npcev_kb.store.project import Project
from npcev_kb.store.screening import read_candidate, write_candidate, write_run

Report: TypeAlias = Callable[[Service, int, int], None]
"""Is told the service, how many queries were put to it, and of how many."""


@dataclass(frozen=True)
class Round:
    """What one saved query brought."""

    query: Query
    searches: tuple[Search, ...]
    """One for each service that answered."""
    fresh: tuple[Candidate, ...]
    """Candidates that there were not before, best first."""
    again: tuple[tuple[str, Found], ...]
    """Candidates of today that came up once more, each with how."""
    run: SearchRun
    """All searches of the day so far, also those of queries before this one."""
    failures: tuple[str, ...] = ()
    """What each service that did not answer said instead."""
    cut: tuple[str, ...] = ()
    """Services that gave as many works as were asked for, so that there may be more."""


@dataclass
class Discovery:
    """One run over saved queries. Nothing is written here but by `keep`.

    Args:
        kb: records and ledger as they are.
        finders: the services to search, in the order in which their words count.
        today: the day that searches bear.
        since: ask for works since this day; None: since each query was last answered.
        report: is told how far it is.
    """

    kb: KnowledgeBase
    finders: Sequence[Finder]
    today: date
    since: date | None = None
    report: Report = lambda service, done, total: None
    _down: dict[Service, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = Known.of(self.kb)
        self._candidates = dict(self.kb.ledger.candidates)
        runs = [run for run in self.kb.ledger.runs if run.day == self.today]
        self._searches = {(s.query, s.service): s for run in runs for s in run.searches}

    def run(self, queries: Queries, chosen: Sequence[Query]) -> Iterator[Round]:
        """Yield what each query brought, once all services answered or failed."""
        for number, query in enumerate(chosen, 1):
            hits: list[Hit] = []
            asked: dict[Service, date] = {}
            failures, cut = [], []
            for finder in self.finders:
                since = self.since or since_of(self.kb.ledger, query, finder.service, self.today)
                if since is None:
                    failures.append(f"{finder.service.label}: not asked, since when is not known")
                    continue
                try:
                    found = self._ask(finder, queries, query, since)
                except FetchFailedError as error:
                    failures.append(f"{finder.service.label}: {error.message}")
                else:
                    asked[finder.service] = since
                    hits += [Hit(service=finder.service, work=work) for work in found]
                    if finder.most is not None and len(found) >= finder.most:
                        cut.append(f"{finder.service.label} gave {len(found)} works")
                self.report(finder.service, number, len(chosen))
            judged = self._judge(queries, query, hits, asked)
            yield replace(judged, failures=tuple(failures), cut=tuple(cut))

    def _ask(
        self, finder: Finder, queries: Queries, query: Query, since: date
    ) -> Sequence[PublishedWork]:
        """Ask once; a service that is down is not asked again in this run."""
        if finder.service in self._down:
            raise UnreachableError(f"not asked again: {self._down[finder.service]}")
        try:
            return finder.find(queries, query, since)
        except (UnreachableError, RateLimitedError) as error:
            self._down[finder.service] = error.message
            raise

    def _judge(
        self, queries: Queries, query: Query, hits: Sequence[Hit], asked: Mapping[Service, date]
    ) -> Round:
        """Sort hits into known and new works; count each work once for each service."""
        counts = {service: [0, 0] for service in asked}
        fresh: list[Candidate] = []
        again: list[tuple[str, Found]] = []
        for group in together(hit for hit in hits if _can_be_studied(hit.work)):
            found = self._found(query, group)
            candidate = self._candidate(group)
            if candidate is None and self._known.record(_signs(group)) is None:
                candidate = candidate_of(group, found, queries, self._candidates)
                self._known.add_candidate(candidate, _signs(group))
                fresh.append(candidate)
            elif candidate is not None and candidate.found[0].day == self.today:
                more = tuple(each for each in found if each not in candidate.found)
                again += [(candidate.id, each) for each in more]
                candidate = candidate.model_copy(update={"found": (*candidate.found, *more)})
            if candidate is not None:
                self._candidates[candidate.id] = candidate
            first = candidate.found[0] if candidate else None
            for each in found:
                counts[each.service][each == first] += 1
        searches = self._searched(query, asked, counts)
        ranked = tuple(sorted(fresh, key=lambda each: (-each.score, each.id)))
        return Round(query, searches, ranked, tuple(again), self._run_of_today(queries))

    def _found(self, query: Query, group: Sequence[Hit]) -> tuple[Found, ...]:
        """Return how a work came up: one entry for each service, in the order of the hits."""
        services = dict.fromkeys(hit.service for hit in group)
        return tuple(
            Found.model_construct(query=query.id, service=service, day=self.today)
            for service in services
        )

    def _candidate(self, group: Sequence[Hit]) -> Candidate | None:
        name = self._known.candidate(_signs(group))
        return self._candidates[name] if name is not None else None

    def _searched(
        self, query: Query, asked: Mapping[Service, date], counts: Mapping[Service, Sequence[int]]
    ) -> tuple[Search, ...]:
        """Return the searches of a query, and note them; of two in a day the wider one is kept."""
        searches = tuple(
            Search.model_construct(
                query=query.id,
                service=service,
                since=since,
                found=sum(counts[service]),
                known=counts[service][0],
                new=counts[service][1],
            )
            for service, since in asked.items()
        )
        for search in searches:
            before = self._searches.get((search.query, search.service))
            if before is None or search.since <= before.since:
                self._searches[search.query, search.service] = search
        return searches

    def _run_of_today(self, queries: Queries) -> SearchRun:
        """Return all searches of the day in the order of the saved queries and of services."""
        order = [query.id for query in queries.queries]
        services = list(Service)

        def place(search: Search) -> tuple[int, str, int]:
            number = order.index(search.query) if search.query in order else len(order)
            return number, search.query, services.index(search.service)

        ordered = tuple(sorted(self._searches.values(), key=place))
        return SearchRun.model_construct(day=self.today, searches=ordered)


def since_of(ledger: Ledger, query: Query, service: Service, today: date) -> date | None:
    """Return since when to ask a service: the last day on which it answered this query.

    Of today the day counts that was asked for, so that asking again is asking the same. A pair of
    query and service that never answered is asked as far back as any search went.
    """
    searches = [(run.day, each) for run in ledger.runs for each in run.searches]
    same = [(day, s) for day, s in searches if (s.query, s.service) == (query.id, service)]
    now = [each.since for day, each in same if day == today]
    before = [day for day, _ in same if day < today]
    if now or before:
        return min(now) if now else max(before)
    return min((each.since for _, each in searches), default=None)


def keep(project: Project, result: Round) -> tuple[Path, ...]:
    """Write what a query brought: its candidates, then its searches; return the new candidates.

    Candidates are read again before something is added, so that no decision is lost.

    Raises:
        OSError: the folder cannot be written.
    """
    written = tuple(write_candidate(project, candidate) for candidate in result.fresh)
    for name, found in result.again:
        candidate = read_candidate(project, name)
        if candidate is not None and found not in candidate.found:
            more = (*candidate.found, found)
            write_candidate(project, candidate.model_copy(update={"found": more}))
    if result.run.searches:
        write_run(project, result.run)
    return written


def _can_be_studied(work: PublishedWork) -> bool:
    """A work without words in its title cannot be judged, and a notice is no study."""
    return bool(plain_words(work.title or "")) and not work.notice_of


def _signs(group: Sequence[Hit]) -> frozenset[str]:
    return frozenset().union(*(signs_of_work(hit.work) for hit in group))
