"""The ledger of the living search: saved queries, searches run, candidates and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, StrictInt

from npcev_kb.model.ids import Day, Doi, Key, Pmcid, Pmid, RecordId, Sentence, Text
from npcev_kb.model.published import Line
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.vocabulary import ExclusionReason, ScreeningStatus, Service
from npcev_kb.problems import fields, screening

Count = Annotated[StrictInt, Field(ge=0)]
"""How many works."""
Words = Annotated[tuple[Sentence, ...], Field(min_length=1)]
"""Words or phrases of which any one is enough."""


class Query(Record):
    """A saved query: of each group of words at least one must occur."""

    id: Key
    """Name of the query, as searches and candidates cite it."""
    module: Key | None = None
    """The module of the review whose subject it looks for."""
    title: Sentence
    """What it looks for, in a few words."""
    groups: Annotated[tuple[Key, ...], Field(min_length=1)]
    """Names of the groups of words that must all be met."""


class Queries(Record):
    """`data/screening/queries.yaml`: the words of the field, and the queries made of them."""

    words: dict[Key, Words]
    """Groups of words by name: vesicles, the disease, and the subject of each module."""
    queries: tuple[Query, ...]
    """The saved queries."""

    def breaches(self) -> Iterator[Breach]:
        """A query has a name of its own and names groups that exist."""
        seen: set[str] = set()
        for number, query in enumerate(self.queries):
            if query.id in seen:
                yield Breach(("queries", number, "id"), fields.repeated_item(query.id))
            seen.add(query.id)
            for index, group in enumerate(query.groups):
                if group not in self.words:
                    wording = screening.unknown_word_group(group, list(self.words))
                    yield Breach(("queries", number, "groups", index), wording)


class Search(Record):
    """One saved query put to one service on one day: what came back, before anybody read it."""

    query: Key
    """The saved query."""
    service: Service
    """Who was asked."""
    since: Day
    """Only works that the service learned of on this day or later were asked for."""
    found: Count
    """Works that came back and can be candidates: titled, no mere notices, and on the subject."""
    known: Count
    """Of these, works that were records or candidates already, be it by an earlier search."""
    new: Count
    """Of these, works that became candidates through this search."""

    def breaches(self) -> Iterator[Breach]:
        """No more works are known or new than were found."""
        if self.known + self.new > self.found:
            wording = screening.counts_exceed_found(self.known, self.new, self.found)
            yield Breach(("found",), wording)


class SearchRun(Record):
    """`data/screening/searches/<day>.yaml`: all searches of one day."""

    day: Day
    """The day on which the services were asked."""
    searches: tuple[Search, ...]
    """One entry for each query and service that answered."""

    def breaches(self) -> Iterator[Breach]:
        """A query is put to a service once a day."""
        seen: set[tuple[str, Service]] = set()
        for number, search in enumerate(self.searches):
            if (search.query, search.service) in seen:
                wording = fields.repeated_item(f"{search.query} in {search.service.label}")
                yield Breach(("searches", number), wording)
            seen.add((search.query, search.service))


class Found(Record):
    """One way in which a candidate came up."""

    query: Key
    """The saved query."""
    service: Service
    """Who found it."""
    day: Day
    """When."""


class Decision(Record):
    """What somebody decided on a candidate. Decisions are added, never changed."""

    status: ScreeningStatus
    """Included, excluded, or to be looked at later."""
    reason: ExclusionReason | None = None
    """Why it was excluded."""
    note: Text | None = None
    """What else is to be said."""
    by: Sentence
    """Who decided."""
    day: Day
    """When."""

    def breaches(self) -> Iterator[Breach]:
        """An exclusion has a reason, and nobody decides that a candidate is new."""
        if self.reason is ExclusionReason.OTHER and self.note is None:
            yield Breach(("reason",), screening.other_reason_untold())
        if (self.status is ScreeningStatus.EXCLUDED) != (self.reason is not None):
            yield Breach(("status",), screening.reason_does_not_fit(self.status))
        if self.status is ScreeningStatus.NEW:
            yield Breach(("status",), screening.decided_as_new())


class Candidate(Record):
    """`data/screening/candidates/<id>.yaml`: a work that a search found."""

    id: RecordId
    """Name of the file; made from DOI, PubMed number or title."""
    title: Line
    """Title, as the service gives it."""
    authors: tuple[Line, ...] = ()
    """Authors as printed, as far as given."""
    journal: Line | None = None
    """Journal."""
    year: StrictInt | None = None
    """Year of publication."""
    doi: Doi | None = None
    """DOI."""
    pmid: Pmid | None = None
    """PubMed number."""
    pmcid: Pmcid | None = None
    """PubMed Central number."""
    preprint: Doi | None = None
    """DOI of its other version, if a service names one."""
    found: Annotated[tuple[Found, ...], Field(min_length=1)]
    """How it came up."""
    score: StrictInt
    """Rank among the candidates: the sum of what the reasons count."""
    reasons: tuple[Sentence, ...] = ()
    """Why it ranks where it does, one sentence for each rule that counted."""
    decisions: tuple[Decision, ...] = ()
    """What was decided, oldest first."""
    record: RecordId | None = None
    """The record that was begun for it."""

    @property
    def status(self) -> ScreeningStatus:
        """The last decision; new where there is none."""
        return self.decisions[-1].status if self.decisions else ScreeningStatus.NEW

    @property
    def waits(self) -> bool:
        """True as long as it is new or put off."""
        return self.status in (ScreeningStatus.NEW, ScreeningStatus.LATER)


@dataclass(frozen=True)
class Ledger:
    """The whole of `data/screening/`."""

    queries: Queries | None = None
    """The saved queries."""
    runs: tuple[SearchRun, ...] = ()
    """Searches by day, oldest first."""
    candidates: Mapping[str, Candidate] = field(default_factory=dict)
    """Candidates by id."""
