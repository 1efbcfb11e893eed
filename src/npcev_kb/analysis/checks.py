"""Checks that need the whole knowledge base. Each finds; the wording stands with its code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from npcev_kb.analysis.checks_of_claims import check_claims
from npcev_kb.analysis.checks_of_curation import check_people
from npcev_kb.analysis.checks_of_screening import check_ledger
from npcev_kb.analysis.conflicts import check_metadata
from npcev_kb.analysis.places import Places
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.outline import Outline
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import CurationStatus, IdentificationStatus
from npcev_kb.problems import Complaint, records

REVIEW = "data/review.yaml"


def check(
    kb: KnowledgeBase | None,
    outlines: Sequence[Outline],
    debates: Collection[str] = (),
    people: Collection[str] = (),
) -> Iterator[Complaint]:
    """Yield every complaint across records: on outlines of all files, then on what validated.

    `debates` are the names of all files of debates, and `people` the keys of all people, also of
    those that are broken.
    """
    yield from ids_and_files(outlines)
    yield from identifiers(outlines)
    yield from references_taken(outlines)
    if kb is None:
        return
    yield from check_claims(kb, outlines, debates)
    yield from check_ledger(kb, outlines)
    yield from check_metadata(kb, outlines)
    yield from check_people(kb, people)
    places = Places(kb)
    yield from coverage(places, outlines)
    for study in kb.studies.values():
        yield from window(places, study)
        yield from standing(places, study, f"data/studies/{study.id}.yaml")
    for work in kb.works.values():
        yield from standing(places, work, f"data/works/{work.id}.yaml")
        yield from reasons(places, work)


def ids_and_files(outlines: Iterable[Outline]) -> Iterator[Complaint]:
    """Each id is its file's name and is used once."""
    taken: dict[str, str] = {}
    for outline in outlines:
        if outline.id is not None and outline.id != outline.stem:
            wording = records.id_differs_from_file(outline.id, outline.stem)
            yield Complaint(outline.path, ("id",), wording)
        if outline.stem in taken:
            wording = records.duplicate_id(outline.stem, taken[outline.stem])
            yield Complaint(outline.path, ("id",), wording)
        taken.setdefault(outline.stem, outline.path)


def identifiers(outlines: Iterable[Outline]) -> Iterator[Complaint]:
    """No DOI, PMID or PMCID stands in two records."""
    taken: dict[tuple[str, str], str] = {}
    for outline in outlines:
        for name, value in outline.identifiers:
            known = (name, value.lower())
            if known in taken:
                wording = records.duplicate_identifier(name.upper(), value, taken[known])
                yield Complaint(outline.path, ("identification", name), wording)
            taken.setdefault(known, outline.path)


def references_taken(outlines: Iterable[Outline]) -> Iterator[Complaint]:
    """No reference number stands in two records."""
    taken: dict[int, str] = {}
    for outline in outlines:
        for index, number in enumerate(outline.review_refs):
            other = taken.setdefault(number, outline.path)
            if other != outline.path:
                wording = records.reference_taken(number, other)
                yield Complaint(outline.path, ("review_refs", index), wording)


def coverage(places: Places, outlines: Sequence[Outline]) -> Iterator[Complaint]:
    """Each reference of the review has a record, and each is cited in some section."""
    readable = all(outline.readable for outline in outlines)
    covered = {number for outline in outlines for number in outline.review_refs}
    for number, sections in places.citing.items():
        if number not in covered and readable:
            yield Complaint(
                REVIEW, ("references",), records.reference_without_record(number, sections)
            )
        if not sections:
            yield Complaint(REVIEW, ("sections",), records.reference_never_cited(number))


def window(places: Places, study: Study) -> Iterator[Complaint]:
    """A study from outside the review's stated years is worth a warning."""
    years, year = places.review.method.window, study.identification.year
    if year is not None and not years.first <= year <= years.last:
        wording = records.outside_window(year, years.first, years.last)
        yield Complaint(f"data/studies/{study.id}.yaml", ("identification", "year"), wording)


def standing(places: Places, record: Study | Work, path: str) -> Iterator[Complaint]:
    """A record has a place, and doubts about which work it is are said."""
    if not record.review_refs and not record.sections:
        draft = record.curation.status is CurationStatus.DRAFT
        missing = records.draft_without_place if draft else records.record_without_place
        yield Complaint(path, (), missing(record.id))
    loc = ("identification", "status")
    if record.identification.status is IdentificationStatus.PROBABLE:
        yield Complaint(path, loc, records.identification_probable(record.label))
    if record.identification.status is IdentificationStatus.UNRESOLVED:
        yield Complaint(path, loc, records.identification_unresolved(record.label))


def reasons(places: Places, work: Work) -> Iterator[Complaint]:
    """A work cited in a section of a module says why it is no study."""
    body = [s for s in places.sections(work) if s in places.module_of_section]
    if body and work.reason is None:
        path = f"data/works/{work.id}.yaml"
        yield Complaint(path, (), records.work_without_reason(body[0]))
