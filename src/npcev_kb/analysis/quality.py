"""Work lists: everything that somebody could make better, counted and listed.

A number on the quality page is the length of one of these lists, so no number stands without the
work behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from npcev_kb.analysis import unknowns
from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.analysis.flag_register import flags
from npcev_kb.analysis.grounding import grounding_of
from npcev_kb.analysis.interests import curator_is_author
from npcev_kb.analysis.places import PlacedRecord, Places
from npcev_kb.analysis.source_status import FALLEN, standing
from npcev_kb.analysis.trace import CONTESTED, INDIRECT
from npcev_kb.model.ids import slug
from npcev_kb.model.vocabulary import (
    CurationStatus,
    FlagState,
    IdentificationStatus,
    LineIdentity,
    ReadingBasis,
)


@dataclass(frozen=True)
class WorkList:
    """Records, claims or terms that share a want."""

    id: str
    """Name in addresses."""
    part: str
    """Heading under which it stands on the quality page."""
    title: str
    of: int
    """Out of how many."""
    records: tuple[PlacedRecord, ...] = ()
    drafts: tuple[PlacedRecord, ...] = ()
    """Records without a page, since they are not published."""
    claims: tuple[Judged, ...] = ()
    terms: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How long the list is."""
        return len(self.records) + len(self.drafts) + len(self.claims) + len(self.terms)

    @property
    def longest(self) -> int:
        """How many there are of the kind of which there are most."""
        return max(len(self.records), len(self.drafts), len(self.claims), len(self.terms))


def work_lists(places: Places, evidence: Evidence) -> tuple[WorkList, ...]:
    """Return every work list, also the empty ones, in the order of the quality page."""
    return (
        *_identification(places, evidence),
        *_curation(places),
        *_drafts(places),
        *_reading(places),
        *_grounding(places),
        *_missing_facts(places),
        *_claims(evidence),
        *_flags(evidence),
        *_terms(places),
    )


def _all(places: Places) -> tuple[PlacedRecord, ...]:
    return (*places.studies, *places.works)


def _identification(places: Places, evidence: Evidence) -> Iterator[WorkList]:
    records = _all(places)
    for status, title in (
        (IdentificationStatus.UNRESOLVED, "works not identified"),
        (IdentificationStatus.PROBABLE, "works identified with some doubt"),
    ):
        found = tuple(r for r in records if r.identification.status is status)
        yield WorkList(f"works-{status}", "Identification", title, len(records), found)
    unseen = tuple(r for r in records if standing(evidence.events[r.id]) is None)
    fallen = tuple(r for r in records if standing(evidence.events[r.id]) in FALLEN)
    title = "works retracted or under concern"
    yield WorkList("works-fallen", "Identification", title, len(records), fallen)
    title = "works never looked up for a retraction"
    yield WorkList("source-not-checked", "Identification", title, len(records), unseen)


def _curation(places: Places) -> Iterator[WorkList]:
    records = _all(places)
    unread = tuple(r for r in records if r.curation.status is CurationStatus.UNREVIEWED)
    title = "records not read by a second person"
    yield WorkList("records-unreviewed", "Curation", title, len(records), unread)
    own = tuple(r for r in records if curator_is_author(places.kb, r) is FlagState.RAISED)
    title = "records of a work by one of their curators"
    yield WorkList("curator-is-author", "Curation", title, len(records), own)
    judged = tuple(r for r in records if places.kb.waivers_of(r.id))
    title = "records with a warning that was let stand"
    yield WorkList("warnings-let-stand", "Curation", title, len(records), judged)
    differing = tuple(study for study in places.studies if study.differences)
    title = "studies where review and paper differ"
    yield WorkList("differences", "Curation", title, len(places.studies), differing)


def _drafts(places: Places) -> Iterator[WorkList]:
    """Drafts are listed whether they are in this knowledge base or were held back from it."""
    kb = places.kb
    total = len({*kb.studies, *kb.works, *(draft.id for draft in kb.drafts)})
    title = "drafts: checked, not published"
    yield WorkList("records-draft", "Curation", title, total, drafts=kb.drafts)


def _reading(places: Places) -> Iterator[WorkList]:
    for basis in ReadingBasis:
        if basis is not ReadingBasis.FULL_TEXT:
            found = tuple(study for study in places.studies if study.reading_basis is basis)
            title = f"studies known by: {basis.label}"
            slug_ = f"read-{basis.value.replace('_', '-')}"
            yield WorkList(slug_, "Reading basis", title, len(places.studies), found)


def _grounding(places: Places) -> Iterator[WorkList]:
    """A title alone names few terms, so only studies whose abstract was at hand are asked."""
    looked = [(study, grounding_of(places.kb, study)) for study in places.studies]
    compared = [(study, said) for study, said in looked if said and said.with_abstract]
    found = tuple(study for study, said in compared if said.missing)
    title = "studies whose abstract does not name all of their cargo, cell lines and targets"
    yield WorkList("terms-not-named", "Reading basis", title, len(compared), found)


def _missing_facts(places: Places) -> Iterator[WorkList]:
    for question, (applies, answered) in unknowns.QUESTIONS.items():
        concerned = [study for study in places.studies if applies(study)]
        missing = tuple(study for study in concerned if not answered(study))
        title = f"studies of which it is not known: {question}"
        yield WorkList(f"missing-{slug(question)}", "Missing facts", title, len(concerned), missing)


def _claims(evidence: Evidence) -> Iterator[WorkList]:
    judged = tuple(evidence.judged.values())
    wants: tuple[tuple[str, str, Callable[[Judged], bool]], ...] = (
        (
            "claims-untested",
            "claims at E0: no test, none seen, or the work was retracted",
            lambda j: j.grade.level == "E0",
        ),
        (
            "claims-from-review",
            "claims known from the review only",
            lambda j: j.grade.review_only,
        ),
        (
            "claims-indirect",
            "claims whose animal work is indirect or whose manipulation was not seen",
            lambda j: INDIRECT in j.grade.marks,
        ),
        (
            "claims-contested",
            "claims that an experiment refutes",
            lambda j: CONTESTED in j.grade.marks,
        ),
        ("claims-elsewhere", "claims on another disease", lambda j: j.in_field is False),
        ("claims-disease", "claims whose disease was not seen", lambda j: j.in_field is None),
        (
            "claims-group",
            "claims of studies whose authors were not seen",
            lambda j: j.case.study.id not in evidence.groups.of,
        ),
    )
    for name, title, wanted in wants:
        found = tuple(each for each in judged if wanted(each))
        yield WorkList(name, "Claims", title, len(judged), claims=found)


def _flags(evidence: Evidence) -> Iterator[WorkList]:
    for flag in flags().values():
        concerned = [
            (judged, raised)
            for judged in evidence.judged.values()
            for raised in judged.flags
            if raised.code == flag.code
        ]
        for state in FlagState:
            found = tuple(judged for judged, raised in concerned if raised.state is state)
            name = f"flag-{flag.anchor}-{state.value.replace('_', '-')}"
            title = f"{flag.label}: {state.label}"
            yield WorkList(name, "Flags", title, len(concerned), claims=found)


def _terms(places: Places) -> Iterator[WorkList]:
    entities = places.kb.entities
    lines = [e for e in entities.values() if e.identity is not None]
    unchecked = tuple(
        e.key for e in lines if e.identity and e.identity.status is LineIdentity.NOT_CHECKED
    )
    title = "cell lines whose identity nobody looked up"
    yield WorkList("lines-not-checked", "Terms", title, len(lines), terms=unchecked)
    unnamed = tuple(key for key, entity in entities.items() if entity.curie is None)
    title = "terms without an identifier"
    yield WorkList("terms-without-identifier", "Terms", title, len(entities), terms=unnamed)
