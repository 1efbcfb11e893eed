"""Makes one candidate of what services said of a work, and a published work of a candidate."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Sequence

from npcev_kb.living.ranking import rank
from npcev_kb.model.ids import slug
from npcev_kb.model.normal import plain_words
from npcev_kb.model.published import Author, Hit, PublishedWork, tidy
from npcev_kb.model.sameness import signs_of_work
from npcev_kb.model.screening import Candidate, Found, Queries

AUTHORS_KEPT = 50
"""Candidates list so many authors; consortia have thousands."""
LONGEST_NAME = 64
"""Characters of a candidate's id before a digest is needed."""
_LONGEST_LINE = 4000
_PREPRINTS = frozenset(("preprint", "posted content", "preprints"))


def together(hits: Iterable[Hit]) -> tuple[tuple[Hit, ...], ...]:
    """Put hits of the same work side by side, in the order in which they came.

    A preprint and its version of record are the same work.
    """
    groups: list[tuple[set[str], list[Hit]]] = []
    for hit in hits:
        signs = set(signs_of_work(hit.work))
        same = [group for group in groups if not signs.isdisjoint(group[0])]
        if not same:
            groups.append((signs, [hit]))
            continue
        first, *others = same
        for other in others:
            first[0].update(other[0])
            first[1].extend(other[1])
        first[0].update(signs)
        first[1].append(hit)
        groups = [group for group in groups if not any(group is other for other in others)]
    return tuple(tuple(group[1]) for group in groups)


def candidate_of(
    hits: Sequence[Hit], found: tuple[Found, ...], queries: Queries, taken: Container[str]
) -> Candidate:
    """Return the candidate that some hits of one work make.

    Args:
        hits: the work as services describe it; the first that is no preprint is the main one.
        found: how it came up.
        queries: the saved queries, for the rank.
        taken: ids of candidates that there are.
    """
    works = [hit.work for hit in sorted(hits, key=lambda hit: _is_preprint(hit.work))]
    main = works[0]
    same = [work for work in works if _is_same_version(work, main)]
    doi = next((work.doi for work in same if work.doi), None)
    pmid = next((work.pmid for work in same if work.pmid), None)
    ranked = rank(works, queries)
    return Candidate(
        id=_name(doi, pmid, main.title or "", taken),
        title=main.title or "",
        authors=next((names for work in works if (names := _authors(work))), ()),
        journal=next((work.journal for work in same if work.journal), None),
        year=next((work.year for work in same if work.year), None),
        doi=doi,
        pmid=pmid,
        pmcid=next((work.pmcid for work in same if work.pmcid), None),
        preprint=_other_version(works, doi),
        found=found,
        score=ranked.score,
        reasons=ranked.reasons,
    )


def work_of(candidate: Candidate) -> PublishedWork:
    """Return a candidate as a published work, so that a draft can be begun of it."""
    return PublishedWork(
        title=candidate.title,
        authors=tuple(Author(name=name) for name in candidate.authors),
        journal=candidate.journal,
        published=f"{candidate.year:04d}" if candidate.year else None,
        doi=candidate.doi,
        pmid=candidate.pmid,
        pmcid=candidate.pmcid,
    )


def _is_preprint(work: PublishedWork) -> bool:
    return any(plain_words(kind) in _PREPRINTS for kind in work.kinds)


def _is_same_version(work: PublishedWork, main: PublishedWork) -> bool:
    if _is_preprint(work) is not _is_preprint(main):
        return False
    return work.doi == main.doi or not (work.doi and main.doi)


def _authors(work: PublishedWork) -> tuple[str, ...]:
    names = (tidy(author.printed[:_LONGEST_LINE]) for author in work.authors[:AUTHORS_KEPT])
    return tuple(name for name in names if name)


def _other_version(works: Sequence[PublishedWork], doi: str | None) -> str | None:
    """Return a DOI under which the work is known beside its own."""
    said = [sign.removeprefix("doi ") for work in works for sign in sorted(signs_of_work(work))
            if sign.startswith("doi ")]  # fmt: skip
    return next((other for other in said if other != doi), None)


def _name(doi: str | None, pmid: str | None, title: str, taken: Container[str]) -> str:
    """Return an id that is safe as a file name and not taken yet."""
    source = f"doi {doi}" if doi else f"pmid {pmid}" if pmid else f"title {title}"
    name = slug(source)
    if len(name) > LONGEST_NAME or name in taken or name == "title":
        digest = hashlib.sha256(source.encode()).hexdigest()[:8]
        name = f"{name[:LONGEST_NAME].strip('-')}-{digest}"
    return name
