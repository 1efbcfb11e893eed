"""How promising a candidate is: a score by rules that are told beside it.

A word of a group that all saved queries share counts 20 points in the title, or 10 in the
abstract; a word of a subject counts 10 or 5. Another kind of publication than a report of
primary data loses 30 points, a retracted work 50. The score sorts the queue and decides nothing.
The words themselves come from `data/screening/queries.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from npcev_kb.model.normal import plain_words
from npcev_kb.model.published import PublishedWork, tidy
from npcev_kb.model.screening import Queries, Query
from npcev_kb.model.vocabulary import SourceEventKind

FRAME_IN_TITLE, FRAME_IN_ABSTRACT = 20, 10
SUBJECT_IN_TITLE, SUBJECT_IN_ABSTRACT = 10, 5
NO_PRIMARY_DATA, RETRACTED = -30, -50
WITHOUT_PRIMARY_DATA = frozenset(
    ("review", "review article", "systematic review", "scoping review", "meta analysis")
) | {
    "editorial", "comment", "letter", "news", "biography", "introductory journal article",
    "published erratum", "correction", "retraction", "guideline", "practice guideline",
    "book", "book chapter", "monograph", "reference entry", "peer review", "grant", "dataset",
}  # fmt: skip
"""Publication types, in the words of PubMed, Europe PMC and Crossref, that report no study."""
LONGEST_REASON = 320


@dataclass(frozen=True)
class Rank:
    """A score with the rules that made it."""

    score: int
    reasons: tuple[str, ...]


def frame(queries: Queries) -> tuple[str, ...]:
    """Return the groups of words that all saved queries share: what the field is."""
    shared = [set(query.groups) for query in queries.queries]
    return tuple(name for name in queries.words if shared and all(name in each for each in shared))


def is_on_the_subject(work: PublishedWork, queries: Queries, query: Query) -> bool:
    """Tell whether title or abstract has a word of each group that all queries share.

    Where they share none, all groups of the query itself must be met.
    """
    text = plain_words(f"{work.title or ''} {work.abstract or ''}")
    return all(_first(queries.words[name], text) for name in frame(queries) or query.groups)


def rank(works: Sequence[PublishedWork], queries: Queries) -> Rank:
    """Return the rank of one work.

    Args:
        works: the work as one or more services describe it.
        queries: the saved queries, whose words are looked for.
    """
    found = list(_points(works, queries))
    reasons = (_reason(reason, points) for points, reason in found)
    return Rank(sum(points for points, _ in found), tuple(reasons))


def _points(works: Sequence[PublishedWork], queries: Queries) -> Iterator[tuple[int, str]]:
    title = " ".join(plain_words(work.title or "") for work in works)
    abstract = " ".join(plain_words(work.abstract or "") for work in works)
    shared = frame(queries)
    for name, words in queries.words.items():
        in_title, in_abstract = (
            (FRAME_IN_TITLE, FRAME_IN_ABSTRACT)
            if name in shared
            else (SUBJECT_IN_TITLE, SUBJECT_IN_ABSTRACT)
        )
        if word := _first(words, title):
            yield in_title, f'{name}: "{word}" in the title'
        elif word := _first(words, abstract):
            yield in_abstract, f'{name}: "{word}" in the abstract'
    kinds = {kind for work in works for kind in work.kinds}
    other = sorted(kind for kind in kinds if plain_words(kind) in WITHOUT_PRIMARY_DATA)
    if other:
        yield NO_PRIMARY_DATA, f"published as {other[0]}"
    if any(_is_retracted(work) for work in works):
        yield RETRACTED, "a service tells that it was retracted"


def _first(words: Sequence[str], text: str) -> str | None:
    """Return the first of some words or phrases that a text has as whole words."""
    around = f" {text} "
    return next(
        (word for word in words if (plain := plain_words(word)) and f" {plain} " in around), None
    )


def _is_retracted(work: PublishedWork) -> bool:
    return any(event.found is SourceEventKind.RETRACTION for event in work.events)


def _reason(reason: str, points: int) -> str:
    tail = f" ({points:+d})"
    return tidy(reason[: LONGEST_REASON - len(tail)]) + tail
