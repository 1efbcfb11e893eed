"""Saved queries in the language of each service, and the services as finders of works."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from npcev_kb.enrich.services import Services
from npcev_kb.living.ranking import is_on_the_subject
from npcev_kb.model.published import PublishedWork
from npcev_kb.model.screening import Queries, Query
from npcev_kb.model.vocabulary import Service

MOST = 500
"""Works asked for in one search where the service answers the query itself."""
MOST_OF_CROSSREF = 100
"""Works asked of Crossref, which ranks by relevance: what is further down does not fit."""


class Finder(Protocol):
    """One service that can be searched for a saved query."""

    @property
    def service(self) -> Service:
        """Who is asked."""

    @property
    def most(self) -> int | None:
        """How many works are asked for at most; as many as that mean that there may be more."""

    def find(self, queries: Queries, query: Query, since: date) -> Sequence[PublishedWork]:
        """Return the works that meet a query and that the service learned of since a day.

        Raises:
            FetchFailedError: the service did not answer.
        """


class SearchesNumbers(Protocol):
    """A client that finds numbers and describes their works in a second step, such as PubMed's."""

    def search(self, query: str, *, rows: int = 20, since: date | None = None) -> tuple[str, ...]:
        """Return numbers of works that meet a query."""

    def works(self, pmids: Sequence[str]) -> Mapping[str, PublishedWork]:
        """Return the works of numbers."""


SearchesWorks = Callable[[str, int, date], Sequence[PublishedWork]]
"""Searches for a query: at most so many works, since a day."""


@dataclass(frozen=True)
class InPubMed:
    """PubMed: each group of words in title and abstract."""

    client: SearchesNumbers
    service: Service = Service.PUBMED
    most: int | None = MOST

    def find(self, queries: Queries, query: Query, since: date) -> Sequence[PublishedWork]:
        """Return the works that PubMed has for a query, in its order."""
        numbers = self.client.search(pubmed_query(queries, query), rows=MOST, since=since)
        works = self.client.works(numbers) if numbers else {}
        return [works[number] for number in numbers if number in works]


@dataclass(frozen=True)
class InEuropePmc:
    """Europe PMC: each group of words in title and abstract."""

    search: SearchesWorks
    service: Service = Service.EUROPEPMC
    most: int | None = MOST

    def find(self, queries: Queries, query: Query, since: date) -> Sequence[PublishedWork]:
        """Return the works that Europe PMC has for a query."""
        return self.search(europepmc_query(queries, query), MOST, since)


@dataclass(frozen=True)
class InCrossref:
    """Crossref, which ranks works by likeness and excludes none: what is off the subject is left.

    It never has all that fits, so that the number asked for says nothing.
    """

    search: SearchesWorks
    service: Service = Service.CROSSREF
    most: int | None = None

    def find(self, queries: Queries, query: Query, since: date) -> Sequence[PublishedWork]:
        """Return the works that Crossref ranks highest and that are on the subject."""
        works = self.search(crossref_words(queries, query), MOST_OF_CROSSREF, since)
        return [work for work in works if is_on_the_subject(work, queries, query)]


def finders(services: Services) -> tuple[Finder, ...]:
    """Return the services that are searched, in the order in which their words count."""
    crossref, europepmc = services.crossref, services.europepmc
    return (
        InPubMed(services.pubmed),
        InEuropePmc(lambda query, rows, since: europepmc.search(query, rows=rows, since=since)),
        InCrossref(lambda words, rows, since: crossref.search(words, rows=rows, since=since)),
    )


def pubmed_query(queries: Queries, query: Query) -> str:
    """Return a query as PubMed reads it; the tag covers title, abstract and keywords."""
    return _joined(queries, query, lambda word: f'"{word}"[tiab]')


def europepmc_query(queries: Queries, query: Query) -> str:
    """Return a query as Europe PMC reads it."""
    return _joined(queries, query, lambda word: f'TITLE_ABS:"{word}"')


def crossref_words(queries: Queries, query: Query) -> str:
    """Return the words for Crossref: the first of each group, since it knows no alternatives."""
    return " ".join(_plain(queries.words[group][0]) for group in query.groups)


def _joined(queries: Queries, query: Query, tagged: Callable[[str], str]) -> str:
    groups = [map(_plain, queries.words[group]) for group in query.groups]
    return " AND ".join(f"({' OR '.join(map(tagged, words))})" for words in groups)


def _plain(word: str) -> str:
    """Return a word or phrase without the signs that queries are made of."""
    return " ".join(re.sub(r"[\"\[\]()*\\:]", " ", word).split())
