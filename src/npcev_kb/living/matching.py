"""How well a published work fits what is known of a reference: a score with its reasons.

The rules are ours and plain enough to be told beside each candidate. Points of 100:
the title against titles already noted (50), terms of the record that occur in title and abstract
(30), the year (20). What cannot be compared is left out and the rest is scaled up to 100.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from npcev_kb.analysis.grounding import occurs
from npcev_kb.model.entity import Entity
from npcev_kb.model.normal import plain_words
from npcev_kb.model.published import Hit, PublishedWork
from npcev_kb.model.vocabulary import Service

TITLE, TERMS, YEAR = 50, 30, 20


@dataclass(frozen=True)
class Hints:
    """What is known of a reference before its work is found."""

    titles: tuple[str, ...] = ()
    """Titles noted in the record: its own and those of its candidates."""
    terms: tuple[Entity, ...] = ()
    """Cargo, disease and main outcome of the record."""
    words: tuple[str, ...] = ()
    """What to search for where no title is noted: labels of the terms."""
    years: tuple[int, int] | None = None
    """First and last year in which it can have been published."""
    identifiers: frozenset[str] = frozenset()
    """DOIs and PubMed numbers of noted candidates."""


@dataclass(frozen=True)
class Match:
    """A work that may be the one meant, with what speaks for it."""

    work: PublishedWork
    """What the services say of it, the first that says something first."""
    services: tuple[Service, ...]
    """Who found it."""
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Part:
    weight: int
    share: float
    reason: str


def rank(hits: Sequence[Hit], hints: Hints, taken: Collection[str]) -> tuple[Match, ...]:
    """Return each work once, the best first.

    Args:
        hits: what the services found.
        hints: what is known of the reference.
        taken: identifiers of works that other records stand for: these are left out, as are
            notices of retraction or correction.
    """
    free = [
        hit
        for hit in hits
        if not hit.work.notice_of
        and not {hit.work.doi, hit.work.pmid, hit.work.pmcid}.intersection(taken)
    ]
    matches = [_judge(found, hints) for found in _same_works(free)]
    return tuple(sorted(matches, key=lambda match: (-match.score, match.work.title or "")))


def _same_works(hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Yield hits that are one work together: by DOI, else PubMed number, else title."""
    once: dict[str, list[Hit]] = {}
    for hit in hits:
        work = hit.work
        key = work.doi or work.pmid or plain_words(work.title or "")
        if key:
            once.setdefault(key, []).append(hit)
    yield from once.values()


def _judge(hits: Sequence[Hit], hints: Hints) -> Match:
    told: dict[str, object] = {}
    for hit in hits:
        told |= {name: value for name, value in hit.work if value and not told.get(name)}
    work = PublishedWork.model_construct(**told)  # type: ignore[arg-type]
    parts = list(_parts(work, hints))
    total = sum(part.weight for part in parts)
    score = sum(part.weight * part.share for part in parts) * 100 / total if total else 0
    reasons = [part.reason for part in parts]
    known = {work.doi, work.pmid} & hints.identifiers
    if known:
        reasons.insert(0, f"noted in the record as a candidate ({min(map(str, known))})")
    services = tuple(dict.fromkeys(hit.service for hit in hits))
    return Match(work, services, round(score), tuple(reasons))


def _parts(work: PublishedWork, hints: Hints) -> Iterator[_Part]:
    if hints.titles and work.title:
        shares = [
            fuzz.token_sort_ratio(plain_words(title), plain_words(work.title))
            for title in hints.titles
        ]
        best = max(shares)
        yield _Part(TITLE, best / 100, f"title {round(best)} % like a noted one")
    if hints.terms:
        text = f"{work.title or ''}. {work.abstract or ''}"
        found = [term.label for term in hints.terms if occurs(term, text)]
        named = f": {', '.join(found)}" if found else ""
        said = f"{len(found)} of {len(hints.terms)} terms{named}"
        yield _Part(TERMS, len(found) / len(hints.terms), said)
    if hints.years and work.year:
        first, last = hints.years
        fits = first <= work.year <= last
        span = str(first) if first == last else f"{first} to {last}"
        yield _Part(YEAR, float(fits), f"year {work.year} {'in' if fits else 'not in'} {span}")
