"""How much of the review the records cover, and how well its references are identified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from npcev_kb.analysis.evidence import Judged
from npcev_kb.analysis.places import PlacedRecord, Places
from npcev_kb.model.review import Module
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import IdentificationStatus, ReadingBasis, SourceEventKind


@dataclass(frozen=True, slots=True)
class ModuleCount:
    """How many studies stand in a module, beside what the review states."""

    module: Module
    studies: int
    stated: int | None

    @property
    def difference(self) -> int | None:
        """Ours minus the stated count; None where nothing is stated."""
        return None if self.stated is None else self.studies - self.stated


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference of the review with its record, if it has one."""

    number: int
    sections: tuple[str, ...]
    record: PlacedRecord | None

    @property
    def is_study(self) -> bool:
        """True for a study, False for a work or a missing record."""
        return isinstance(self.record, Study)


def references(places: Places) -> tuple[Reference, ...]:
    """Return every reference of the review, in its order."""
    return tuple(
        Reference(number, sections, places.by_reference.get(number))
        for number, sections in places.citing.items()
    )


def module_counts(places: Places) -> tuple[ModuleCount, ...]:
    """Count the studies of each module, in the review's order."""
    return tuple(
        ModuleCount(module, len(places.studies_of(module)), module.stated_count)
        for module in places.review.modules
    )


def identification(places: Places) -> Mapping[IdentificationStatus, int]:
    """Count studies and works by the status of their identification."""
    records: list[PlacedRecord] = [*places.studies, *places.works]
    counted = Counter(record.identification.status for record in records)
    return {status: counted[status] for status in IdentificationStatus}


def reading(places: Places) -> Mapping[ReadingBasis, int]:
    """Count studies by their reading basis."""
    counted = Counter(study.reading_basis for study in places.studies)
    return {basis: counted[basis] for basis in ReadingBasis}


def level_row(judged: Judged) -> str:
    """Return the row of a profile in which a claim is counted."""
    if judged.grade.review_only:
        return "review"
    retracted = judged.case.status is SourceEventKind.RETRACTION
    return "retracted" if retracted else judged.grade.level.value
