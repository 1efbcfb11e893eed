"""The flow from search to record, counted from the screening ledger and from nothing else."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from npcev_kb.model.screening import Candidate, Ledger, Query, Search, SearchRun
from npcev_kb.model.vocabulary import ExclusionReason, ScreeningStatus, Service


@dataclass(frozen=True, slots=True)
class Counts:
    """What searches brought: each work counts once for every query and service that found it."""

    found: int
    """Works that came back."""
    known: int
    """Of these, works that were records or candidates already."""
    new: int
    """Of these, works that became candidates."""

    @property
    def rest(self) -> int:
        """Works that came back and were neither; 0 if the ledger adds up."""
        return self.found - self.known - self.new


@dataclass(frozen=True, slots=True)
class SearchDay:
    """All searches of one day together."""

    day: datetime.date
    since: datetime.date | None
    """The earliest day from which works were asked for; None if nothing answered."""
    services: tuple[Service, ...]
    """Who answered, in the order of the vocabulary."""
    queries: int
    """How many saved queries were answered."""
    counts: Counts


@dataclass(frozen=True, slots=True)
class QueryCount:
    """One query with what it brought over all days."""

    id: str
    query: Query | None
    """None if it is not saved any more."""
    searches: int
    """How often a service answered it."""
    counts: Counts
    included: int
    """Candidates it found, alone or with others, that were included."""


@dataclass(frozen=True)
class Flow:
    """Where every work stands that a search ever found."""

    days: tuple[SearchDay, ...]
    """Days of search, latest first."""
    queries: tuple[QueryCount, ...]
    """Saved queries in their order, then those that the ledger names but nobody saves any more."""
    counts: Counts
    """What all searches brought."""
    new: tuple[Candidate, ...]
    """Candidates that nobody has looked at, highest score first."""
    later: tuple[Candidate, ...]
    """Candidates put off, highest score first."""
    included: tuple[Candidate, ...]
    """Candidates that became records, latest decision first."""
    excluded: tuple[Candidate, ...]
    """Candidates that do not belong here, latest decision first."""

    @property
    def last_search(self) -> datetime.date | None:
        """The day of the last search, None if there was none."""
        return self.days[0].day if self.days else None

    @property
    def waiting(self) -> tuple[Candidate, ...]:
        """The queue, in the order in which `npcev screen` shows it."""
        return (*self.new, *self.later)

    @property
    def screened(self) -> int:
        """How many candidates were included or excluded."""
        return len(self.included) + len(self.excluded)

    @property
    def candidates(self) -> int:
        """How many candidates the ledger holds."""
        return self.screened + len(self.waiting)

    @property
    def is_empty(self) -> bool:
        """True as long as there is no search and no candidate."""
        return not self.days and not self.candidates

    @property
    def excluded_by(self) -> Mapping[ExclusionReason, tuple[Candidate, ...]]:
        """Excluded candidates by the reason of the last decision; reasons that occur only."""
        sorted_out = {
            reason: tuple(c for c in self.excluded if c.decisions[-1].reason is reason)
            for reason in ExclusionReason
        }
        return {reason: found for reason, found in sorted_out.items() if found}


def flow(ledger: Ledger) -> Flow:
    """Count a ledger.

    Args:
        ledger: saved queries, searches and candidates, as far as there are any.
    """
    ranked = sorted(ledger.candidates.values(), key=lambda each: (-each.score, each.id))
    decided = sorted(ranked, key=_last_day, reverse=True)
    return Flow(
        days=tuple(_day(run) for run in sorted(ledger.runs, key=lambda run: run.day, reverse=True)),
        queries=_queries(ledger),
        counts=_counts(search for run in ledger.runs for search in run.searches),
        new=_of(ranked, ScreeningStatus.NEW),
        later=_of(ranked, ScreeningStatus.LATER),
        included=_of(decided, ScreeningStatus.INCLUDED),
        excluded=_of(decided, ScreeningStatus.EXCLUDED),
    )


def _of(candidates: Iterable[Candidate], status: ScreeningStatus) -> tuple[Candidate, ...]:
    return tuple(each for each in candidates if each.status is status)


def _last_day(candidate: Candidate) -> datetime.date:
    return candidate.decisions[-1].day if candidate.decisions else datetime.date.min


def _counts(searches: Iterable[Search]) -> Counts:
    counted: Counter[str] = Counter()
    for search in searches:
        counted.update(found=search.found, known=search.known, new=search.new)
    return Counts(counted["found"], counted["known"], counted["new"])


def _day(run: SearchRun) -> SearchDay:
    asked = {search.service for search in run.searches}
    return SearchDay(
        run.day,
        min((search.since for search in run.searches), default=None),
        tuple(service for service in Service if service in asked),
        len({search.query for search in run.searches}),
        _counts(run.searches),
    )


def _queries(ledger: Ledger) -> tuple[QueryCount, ...]:
    saved = {query.id: query for query in ledger.queries.queries} if ledger.queries else {}
    put = [search for run in ledger.runs for search in run.searches]
    named = {found.query for each in ledger.candidates.values() for found in each.found}
    named |= {search.query for search in put}
    return tuple(
        QueryCount(
            name,
            saved.get(name),
            sum(search.query == name for search in put),
            _counts(search for search in put if search.query == name),
            sum(
                each.status is ScreeningStatus.INCLUDED
                and any(found.query == name for found in each.found)
                for each in ledger.candidates.values()
            ),
        )
        for name in dict.fromkeys((*saved, *sorted(named)))
    )
