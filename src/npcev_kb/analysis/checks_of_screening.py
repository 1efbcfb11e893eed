"""Checks of the screening ledger against the review, the records and itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.outline import Outline
from npcev_kb.model.sameness import signs, signs_of_candidate, signs_of_record
from npcev_kb.model.screening import Candidate, Ledger
from npcev_kb.model.vocabulary import ExclusionReason, ScreeningStatus
from npcev_kb.problems import Complaint, Loc, screening

QUERIES = "data/screening/queries.yaml"


def check_ledger(kb: KnowledgeBase, outlines: Sequence[Outline]) -> Iterator[Complaint]:
    """Yield every complaint about the ledger that needs more than one of its files."""
    yield from _modules(kb)
    yield from _queries(kb.ledger)
    yield from _records(kb.ledger, outlines)
    yield from _works(kb, outlines)
    yield from _repeated(kb.ledger)


def _modules(kb: KnowledgeBase) -> Iterator[Complaint]:
    """A saved query is for a module of the review, or for none."""
    known = [module.id for module in kb.review.modules]
    for number, query in enumerate(kb.ledger.queries.queries if kb.ledger.queries else ()):
        if query.module is not None and query.module not in known:
            wording = screening.query_of_unknown_module(query.module, known)
            yield Complaint(QUERIES, ("queries", number, "module"), wording)


def _queries(ledger: Ledger) -> Iterator[Complaint]:
    """Searches and candidates come from queries that are still saved.

    Without a readable file of queries nothing is said of them.
    """
    if ledger.queries is None:
        return
    saved = {query.id for query in ledger.queries.queries}
    for run in ledger.runs:
        for number, search in enumerate(run.searches):
            if search.query not in saved:
                path = f"data/screening/searches/{run.day.isoformat()}.yaml"
                wording = screening.unknown_query(search.query)
                yield Complaint(path, ("searches", number, "query"), wording)
    for name, candidate in ledger.candidates.items():
        for number, found in enumerate(candidate.found):
            if found.query not in saved:
                wording = screening.unknown_query(found.query)
                yield Complaint(_path(name), ("found", number, "query"), wording)


def _records(ledger: Ledger, outlines: Sequence[Outline]) -> Iterator[Complaint]:
    """What was included has a record; a record that is broken is there all the same."""
    there = {outline.stem for outline in outlines}
    for name, candidate in ledger.candidates.items():
        if candidate.status is ScreeningStatus.INCLUDED and candidate.record not in there:
            loc: Loc = () if candidate.record is None else ("record",)
            wording = screening.included_without_record(candidate.record)
            yield Complaint(_path(name), loc, wording)


def _works(kb: KnowledgeBase, outlines: Sequence[Outline]) -> Iterator[Complaint]:
    """What waits for a decision is no record yet."""
    taken: dict[str, str] = {}
    for outline in outlines:
        who = dict(outline.identifiers)
        found = signs(doi=who.get("doi"), pmid=who.get("pmid"), pmcid=who.get("pmcid"), title=None)
        taken |= dict.fromkeys(found, outline.stem)
    for record in (*kb.studies.values(), *kb.works.values()):
        taken |= dict.fromkeys(signs_of_record(record.identification), record.id)
    for name, candidate in kb.ledger.candidates.items():
        known = [taken[sign] for sign in sorted(signs_of_candidate(candidate)) if sign in taken]
        if known and candidate.waits:
            wording = screening.candidate_is_a_record(name, known[0])
            yield Complaint(_path(name), ("id",), wording)


def _repeated(ledger: Ledger) -> Iterator[Complaint]:
    """No work is a candidate twice, unless one is excluded as the duplicate, or both are excluded.

    Of two the one that waits is named.
    """
    taken: dict[str, str] = {}
    ordered = sorted(ledger.candidates.items(), key=lambda pair: (pair[1].waits, pair[0]))
    for name, candidate in ordered:
        if _is_duplicate(candidate):
            continue
        found = sorted(signs_of_candidate(candidate))
        other = next((taken[sign] for sign in found if sign in taken), None)
        if other is not None and candidate.status is not ScreeningStatus.EXCLUDED:
            yield Complaint(_path(name), ("id",), screening.candidate_repeated(name, other))
        for sign in found:
            taken.setdefault(sign, name)


def _is_duplicate(candidate: Candidate) -> bool:
    last = candidate.decisions[-1] if candidate.decisions else None
    return last is not None and last.reason is ExclusionReason.DUPLICATE


def _path(name: str) -> str:
    return f"data/screening/candidates/{name}.yaml"
