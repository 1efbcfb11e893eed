"""The study record: one file per primary study that the review discusses."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.model.evidence import (
    Cargo,
    Effect,
    EvPreparation,
    Metric,
    ModelSystems,
    Pathway,
    Recipient,
    Target,
)  # fmt: skip
from npcev_kb.model.identification import Identification
from npcev_kb.model.ids import Day, RecordId, Sentence, Text
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.registry import DiseaseKey, MethodKey, ReviewRef, SectionId
from npcev_kb.model.statement import (
    Appraisal,
    Difference,
    Fact,
    Finding,
    ReviewRemark,
    Statement,
    Voiced,
)
from npcev_kb.model.vocabulary import CurationStatus, ReadingBasis, TumourEffect, Voice, WorkKind
from npcev_kb.problems import Loc, facts, fields


class Curation(Record):
    """The state of the record in the curators' work."""

    status: CurationStatus
    """Draft, unreviewed or reviewed."""
    updated: Day
    """Day of the last change in content, as 2026-11-23."""


class Placed(Record):
    """What studies and works share: an id, a name, a place in the review, an identification."""

    id: RecordId
    """Cargo or subject and topic as nouns; the name of the file; it never changes."""
    label: Sentence
    """Short name of the record in nouns, without a direction, as headings and lists show it."""
    review_refs: tuple[ReviewRef, ...] = ()
    """Numbers of this work in the review's reference list; its sections follow from them."""
    sections: tuple[SectionId, ...] = ()
    """Only for a work that the review does not cite: the sections where it belongs."""
    identification: Identification
    """Which work this is, how sure that is, and where it was seen."""
    curation: Curation
    """The state of the record."""
    notes: tuple[Statement, ...] = ()
    """Remarks that belong to no other field, with voice and place."""

    def breaches(self) -> Iterator[Breach]:
        """No reference number and no section twice."""
        for name in ("review_refs", "sections"):
            items: tuple[int | str, ...] = getattr(self, name)
            for index, item in enumerate(items):
                if item in items[:index]:
                    yield Breach((name, index), fields.repeated_item(str(item)))


class Work(Placed):
    """A work that is cited but is no study of the reviewed field."""

    kind: WorkKind
    """Guideline, review, primary research of another subject, or not known."""
    reason: Text | None = None
    """Why it is no study record; needed where a section of a module cites it."""
    cited_for: tuple[ReviewRemark, ...]
    """What the review cites it for, section by section, in our own words."""


class Study(Placed):
    """A primary study: what was found, in which vesicles and models, and what of it was seen."""

    reading_basis: ReadingBasis
    """How much of the source the facts of this record rest on."""
    disease: DiseaseKey | None = None
    """The disease studied; left out where it was not seen."""
    finding: Finding | None = None
    """The main finding in one sentence; left out where none can be told for this study alone."""
    details: tuple[Statement, ...] = ()
    """Further findings, each with voice and place."""
    ev: EvPreparation = EvPreparation()
    """The vesicles: source, the word used, the operational term, separation, characterisation."""
    cargo: tuple[Cargo, ...] = ()
    """What the vesicles carry."""
    measured_by: tuple[MethodKey, ...] = ()
    """Techniques that measured cargo or effects; they do not characterise the vesicles."""
    recipients: tuple[Recipient, ...] = ()
    """Who takes them up or is acted upon."""
    targets: tuple[Target, ...] = ()
    """Molecules acted upon in the recipient."""
    pathways: tuple[Pathway, ...] = ()
    """Pathways named for the mechanism."""
    effects: tuple[Effect, ...] = ()
    """What is done to which outcome."""
    tumour_effect: TumourEffect | None = None
    """Which side the vesicles take; left out where it was not seen."""
    models: ModelSystems = ModelSystems()
    """Cell lines, cells, animals and patients."""
    metrics: tuple[Metric, ...] = ()
    """Numbers, each with unit and matrix."""
    review_says: tuple[ReviewRemark, ...] = ()
    """What the review says of this study, section by section."""
    differences: tuple[Difference, ...] = ()
    """Where the review and the paper do not agree."""
    appraisals: tuple[Appraisal, ...] = ()
    """Limitations and strengths of this study; remarks on a group stand with the section."""

    def breaches(self) -> Iterator[Breach]:
        """The rules that need the whole record: cohorts, reading basis against what is claimed."""
        yield from super().breaches()
        yield from self._cohorts_exist()
        if self.reading_basis is not ReadingBasis.FULL_TEXT:
            for index, field in enumerate(self.ev.not_reported):
                wording = facts.not_reported_needs_full_text(field, self.reading_basis)
                yield Breach(("ev", "not_reported", index), wording)
        for loc, said in voiced(self, ()):
            yield from self._voice_fits(loc, said)

    def _cohorts_exist(self) -> Iterator[Breach]:
        cohorts = [group.cohort for group in self.models.patients if group.cohort]
        for index, group in enumerate(self.models.patients):
            if group.cohort and group.cohort in [p.cohort for p in self.models.patients[:index]]:
                loc = ("models", "patients", index, "cohort")
                yield Breach(loc, fields.repeated_item(group.cohort))
        for index, metric in enumerate(self.metrics):
            if metric.cohort and metric.cohort not in cohorts:
                wording = facts.unknown_cohort(metric.cohort, cohorts)
                yield Breach(("metrics", index, "cohort"), wording)

    def _voice_fits(self, loc: Loc, said: Fact | Voiced) -> Iterator[Breach]:
        unread = self.reading_basis is ReadingBasis.REVIEW_ONLY
        if said.voice is Voice.STUDY and unread:
            yield Breach((*loc, "voice"), facts.study_voice_unread(self.reading_basis))
        if isinstance(said, Fact) and said.voice is Voice.REVIEW and not unread:
            at = said.at or self.reading_basis
            if not at.startswith("review "):
                where = "at" if said.at else "voice"
                yield Breach((*loc, where), facts.review_voice_without_section(said.voice, at))


def voiced(model: Record, loc: Loc) -> Iterator[tuple[Loc, Fact | Voiced]]:
    """Yield every statement and fact inside a model with its address."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        for index, part in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
            if isinstance(part, Record):
                here = (*loc, name) if index is None else (*loc, name, index)
                if isinstance(part, Fact | Voiced):
                    yield here, part
                yield from voiced(part, here)
