"""When two descriptions are of the same work: a shared identifier, or the same whole title."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.model.identification import Identification
from npcev_kb.model.normal import plain_words
from npcev_kb.model.published import PublishedWork
from npcev_kb.model.screening import Candidate
from npcev_kb.model.vocabulary import SourceEventKind

SHORTEST_TITLE = 20
"""Titles with fewer characters, such as Editorial or Reply, are those of many works."""
TWINS = (SourceEventKind.PREPRINT_OF, SourceEventKind.VERSION_OF_RECORD)
"""Events that name the other version of a work."""


def signs(
    *, doi: str | None, pmid: str | None, pmcid: str | None, title: str | None
) -> frozenset[str]:
    """Return what a description is recognised by: two that share one sign are the same work.

    A short title counts only where there is no identifier.
    """
    found = {f"{name} {value}" for name, value in _named(doi, pmid, pmcid)}
    words = plain_words(title or "")
    if len(words) >= SHORTEST_TITLE or (words and not found):
        found.add(f"title {words}")
    return frozenset(found)


def signs_of_work(work: PublishedWork) -> frozenset[str]:
    """Return the signs of a published work; its preprint and its version of record are the same."""
    own = signs(doi=work.doi, pmid=work.pmid, pmcid=work.pmcid, title=work.title)
    twins = [event for event in work.events if event.found in TWINS]
    others = [signs(doi=each.doi, pmid=each.pmid, pmcid=None, title=None) for each in twins]
    return own.union(*others)


def signs_of_record(who: Identification) -> frozenset[str]:
    """Return the signs of the work that a record stands for.

    Works that are only noted there as candidates are hints of somebody and no facts.
    """
    return signs(doi=who.doi, pmid=who.pmid, pmcid=who.pmcid, title=who.title)


def signs_of_candidate(candidate: Candidate) -> frozenset[str]:
    """Return the signs of a candidate, with those of its other version."""
    own = signs(
        doi=candidate.doi, pmid=candidate.pmid, pmcid=candidate.pmcid, title=candidate.title
    )
    return own | signs(doi=candidate.preprint, pmid=None, pmcid=None, title=None)


def _named(doi: str | None, pmid: str | None, pmcid: str | None) -> Iterator[tuple[str, str]]:
    for name, value in (("doi", doi), ("pmid", pmid), ("pmcid", pmcid)):
        if value:
            yield name, value.lower()
