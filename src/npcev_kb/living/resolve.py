"""Looks for the work behind a reference that is not identified; a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from npcev_kb.enrich.errors import FetchFailedError, RateLimitedError, UnreachableError
from npcev_kb.enrich.services import Services
from npcev_kb.living.editing import FIELDS, Edit, facts_of, write
from npcev_kb.living.matching import Hints, Match, rank
from npcev_kb.model.entity import Entity
from npcev_kb.model.history import ChangedField, Considered, HistoryEntry
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.normal import plain_words
from npcev_kb.model.published import Hit, tidy
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import HistoryKind, IdentificationStatus, Service
from npcev_kb.store.history import write_entry
from npcev_kb.store.project import Project

ROWS = 20
"""Works asked for in each search."""


@dataclass(frozen=True)
class Found:
    """What a search for one reference brought."""

    record: Study | Work
    matches: tuple[Match, ...]
    failures: tuple[str, ...]


def open_records(kb: KnowledgeBase) -> Iterator[Study | Work]:
    """Yield the records whose work is not known for sure."""
    records: Mapping[str, Study | Work] = {**kb.studies, **kb.works}
    for record in records.values():
        if record.identification.status is not IdentificationStatus.CONFIRMED:
            yield record


def hints(kb: KnowledgeBase, record: Study | Work) -> Hints:
    """Return what a record tells of the work behind it."""
    who = record.identification
    titles = [who.title, *(candidate.title for candidate in who.candidates)]
    keys = _terms(record) if isinstance(record, Study) else ()
    terms = tuple(kb.entities[key] for key in keys if key in kb.entities)
    window = kb.review.method.window
    years = (window.first, window.last) if isinstance(record, Study) else None
    if who.year:
        years = (who.year, who.year)
    noted = {i for c in who.candidates for i in (c.doi, c.pmid) if i}
    return Hints(
        tuple(title for title in titles if title),
        terms,
        tuple(term.label for term in terms) or tuple(record.label.split()),
        years,
        frozenset(noted | {i for i in (who.doi, who.pmid) if i}),
    )


def look_for(
    kb: KnowledgeBase,
    services: Services,
    record: Study | Work,
    *,
    rows: int = ROWS,
    again: bool = False,
    down: dict[str, str] | None = None,
) -> Found:
    """Search Crossref and PubMed for the work behind a record; the best fits first.

    Args:
        kb: the knowledge base.
        services: the clients.
        record: the record whose work is looked for.
        rows: how many works are of interest.
        again: True to find works, too, that were set aside before.
        down: services that could not be reached in this run, with what they said; they are not
            asked again, and what happens here is added.
    """
    known, hits, failures = hints(kb, record), list[Hit](), list[str]()
    down = {} if down is None else down
    for name, search in (("crossref", _in_crossref), ("pubmed", _in_pubmed)):
        if name in down:
            failures.append(f"{down[name]} (not asked again in this run)")
            continue
        try:
            hits += search(services, known)
        except FetchFailedError as error:
            failures.append(error.message)
            if isinstance(error, UnreachableError | RateLimitedError):
                down[name] = error.message
    rejected = set[str]() if again else _rejected(kb, record)
    matches = rank(hits, known, _taken(kb, record) | rejected)
    return Found(record, matches[:rows], tuple(failures))


def pubmed_query(known: Hints) -> str:
    """Return the query for PubMed: a noted title, or all terms, each under any of its names."""
    if known.titles:
        words = [word for word in plain_words(known.titles[0]).split() if len(word) > 3]
        return " AND ".join(f"{word}[ti]" for word in words[:12])
    names = [
        "(" + " OR ".join(f'"{_quoted(name)}"[tiab]' for name in _names(term)) + ")"
        for term in known.terms
    ] or [f'"{_quoted(word)}"[tiab]' for word in known.words]
    years = [f"{known.years[0]}:{known.years[1]}[dp]"] if known.years else []
    return " AND ".join([*names, *years])


def choose(
    project: Project,
    kb: KnowledgeBase,
    found: Found,
    chosen: Match,
    *,
    status: IdentificationStatus,
    by: str | None,
    today: date,
) -> tuple[Path, Path]:
    """Write the chosen work into the record and the decision into its history.

    Raises:
        NotWrittenError: the record would not be valid.
    """

    def entry(changed: tuple[ChangedField, ...]) -> HistoryEntry:
        return HistoryEntry.model_construct(
            day=today,
            by=by,
            kind=HistoryKind.IDENTIFIED,
            service=chosen.services[0],
            changed=changed,
            chosen=_considered(chosen),
            rejected=tuple(_considered(each) for each in found.matches if each is not chosen),
        )

    return write(project, kb, _edit(found.record, chosen, status), entry, today)


def _edit(record: Study | Work, chosen: Match, status: IdentificationStatus) -> Edit:
    """Return the change that makes a record stand for a work.

    What the record said of another work before is taken out, so that two works never mix.
    """
    work, who = chosen.work, record.identification
    same = {each for each in (work.doi, work.pmid, work.pmcid) if each}
    stays = bool({who.doi, who.pmid, who.pmcid} & same)
    title = plain_words(work.title or "")

    def is_chosen(candidate: Mapping[str, object]) -> bool:
        numbers = {candidate.get(name) for name in ("doi", "pmid", "pmcid")}
        return bool(numbers & same) or plain_words(str(candidate.get("title", ""))) == title

    seen = [*(who.seen_at if stays else ()), *_addresses(chosen)]
    told = facts_of(work)
    more = bool(told.get("more_authors"))
    facts = {"status": status.value, **told, "seen_at": list(dict.fromkeys(seen))}
    if told.get("authors") and who.more_authors != more:
        facts["more_authors"] = more
    others = [name for name in (*FIELDS, "more_authors", "source_status") if name not in facts]
    remove = tuple(name for name in others if getattr(who, name)) if not stays else ()
    return Edit(record, facts, {"candidates": is_chosen}, remove)


def reject(project: Project, found: Found, *, by: str | None, today: date) -> Path:
    """Write into the history that none of the works found is the one; they do not come again."""
    entry = HistoryEntry.model_construct(
        day=today,
        by=by,
        kind=HistoryKind.NONE_FITS,
        rejected=tuple(_considered(match) for match in found.matches),
    )
    return write_entry(project, found.record.id, entry)


def _in_crossref(services: Services, known: Hints) -> list[Hit]:
    words = known.titles[0] if known.titles else " ".join(known.words)
    works = services.crossref.search(words, rows=ROWS)
    return [Hit(service=Service.CROSSREF, work=work) for work in works]


def _in_pubmed(services: Services, known: Hints) -> list[Hit]:
    numbers = services.pubmed.search(pubmed_query(known), rows=ROWS)
    works = services.pubmed.works(numbers) if numbers else {}
    return [Hit(service=Service.PUBMED, work=work) for work in works.values()]


def _terms(study: Study) -> Sequence[str]:
    """Return the terms that a title or abstract should name: cargo, disease, main outcome."""
    keys = [cargo.entity for cargo in study.cargo]
    keys += [study.disease] if study.disease else []
    keys += [claim.outcome for claim in study.claims[:1]]
    return tuple(dict.fromkeys(keys))


def _taken(kb: KnowledgeBase, record: Study | Work) -> set[str]:
    others = (*kb.studies.values(), *kb.works.values())
    who = [each.identification for each in others if each.id != record.id]
    return {i for each in who for i in (each.doi, each.pmid, each.pmcid) if i}


def _rejected(kb: KnowledgeBase, record: Study | Work) -> set[str]:
    entries = kb.history.get(record.id, ())
    gone = [w for e in entries if e.kind is HistoryKind.NONE_FITS for w in e.rejected]
    return {i for work in gone for i in (work.doi, work.pmid) if i}


def _considered(match: Match) -> Considered:
    return Considered(
        title=match.work.title,
        doi=match.work.doi,
        pmid=match.work.pmid,
        score=match.score,
        reasons=tuple(tidy(reason)[:320] for reason in match.reasons),
    )


def _addresses(match: Match) -> Iterator[str]:
    work = match.work
    if work.doi:
        yield f"https://doi.org/{work.doi}"
    if work.pmid:
        yield f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/"


def _quoted(text: str) -> str:
    """Return words that a query can hold in quotes."""
    return " ".join(re.sub(r"[\"\[\]()]", " ", text).split())


def _names(term: Entity) -> tuple[str, ...]:
    """Return what a term is called: a label such as PD-L1 (CD274) holds two names."""
    parts = (part.strip() for part in re.split(r"[()]", term.label))
    return tuple(dict.fromkeys(part for part in (*parts, *term.synonyms) if part))
