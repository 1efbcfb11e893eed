"""The study record: one file per primary study that the review discusses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from npcev_kb.model import legal
from npcev_kb.model.claim import Claim, Metric
from npcev_kb.model.curation import Curation
from npcev_kb.model.evidence import Cargo, EvPreparation, Pathway, Recipient, Target
from npcev_kb.model.experiment import CellsUsed, Experiment, Host, LineUsed, Patients
from npcev_kb.model.identification import Identification
from npcev_kb.model.ids import RecordId, Sentence, Text
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
from npcev_kb.model.vocabulary import Manipulated, ReadingBasis, TumourEffect, Voice, WorkKind
from npcev_kb.problems import Loc, evidence, facts, fields


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
    measured_by: tuple[MethodKey, ...] = ()
    """Techniques that measured cargo or effects; they do not characterise the vesicles."""
    cargo: tuple[Cargo, ...] = ()
    """What the vesicles carry."""
    recipients: tuple[Recipient, ...] = ()
    """Who takes them up or is acted upon."""
    targets: tuple[Target, ...] = ()
    """Molecules acted upon in the recipient."""
    pathways: tuple[Pathway, ...] = ()
    """Pathways named for the mechanism."""
    tumour_effect: TumourEffect | None = None
    """Which side the vesicles take; left out where it was not seen."""
    experiments: tuple[Experiment, ...] = ()
    """What was done, as far as it was seen."""
    claims: tuple[Claim, ...] = ()
    """What is said to follow, one effect on one outcome each."""
    review_says: tuple[ReviewRemark, ...] = ()
    """What the review says of this study, section by section."""
    differences: tuple[Difference, ...] = ()
    """Where the review and the paper do not agree."""
    appraisals: tuple[Appraisal, ...] = ()
    """Limitations and strengths of this study; remarks on a group stand with the section."""

    def breaches(self) -> Iterator[Breach]:
        """The rules that need the whole record: cohorts, reading basis against what is claimed."""
        yield from super().breaches()
        yield from self._ids_once()
        yield from self._cohorts_exist()
        yield from self._claims_rest_on_the_record()
        if self.reading_basis is not ReadingBasis.FULL_TEXT:
            for index, field in enumerate(self.ev.not_reported):
                wording = facts.not_reported_needs_full_text(field, self.reading_basis)
                yield Breach(("ev", "not_reported", index), wording)
        for loc, said in voiced(self, ()):
            yield from self._voice_fits(loc, said)

    def _ids_once(self) -> Iterator[Breach]:
        for name in ("experiments", "claims"):
            parts: tuple[Experiment | Claim, ...] = getattr(self, name)
            for index, part in enumerate(parts):
                if part.id in [other.id for other in parts[:index]]:
                    yield Breach((name, index, "id"), fields.repeated_item(part.id))

    def _cohorts_exist(self) -> Iterator[Breach]:
        cohorts: list[str] = []
        for number, experiment in enumerate(self.experiments):
            for index, group in enumerate(experiment.patients):
                if group.cohort and group.cohort in cohorts:
                    loc = ("experiments", number, "patients", index, "cohort")
                    yield Breach(loc, fields.repeated_item(group.cohort))
                cohorts += [group.cohort] if group.cohort else []
        for number, claim in enumerate(self.claims):
            for index, metric in enumerate(claim.metrics):
                if metric.cohort and metric.cohort not in cohorts:
                    wording = facts.unknown_cohort(metric.cohort, cohorts)
                    yield Breach(("claims", number, "metrics", index, "cohort"), wording)

    def _claims_rest_on_the_record(self) -> Iterator[Breach]:
        """Experiments and cargo that a claim names are in the record, and roles are possible."""
        known = {experiment.id: experiment for experiment in self.experiments}
        carried = [cargo.entity for cargo in self.cargo]
        for number, claim in enumerate(self.claims):
            for index, key in enumerate(claim.cargo or ()):
                if key not in carried:
                    wording = evidence.claim_about_other_cargo(key, carried)
                    yield Breach(("claims", number, "cargo", index), wording)
            for index, support in enumerate(claim.support):
                loc = ("claims", number, "support", index)
                experiment = known.get(support.experiment)
                if experiment is None:
                    wording = evidence.unknown_experiment(support.experiment, list(known))
                    yield Breach((*loc, "experiment"), wording)
                elif support.role and experiment.manipulated not in (
                    fitting := legal.MANIPULATIONS[support.role]
                ):
                    wording = evidence.role_without_manipulation(
                        support.role,
                        experiment.manipulated,
                        [each for each in Manipulated if each in fitting],
                    )
                    yield Breach((*loc, "role"), wording)

    @property
    def cell_lines(self) -> tuple[LineUsed, ...]:
        """The cell lines of all experiments, each term and role once."""
        return _once(line for each in self.experiments for line in each.cell_lines)

    @property
    def cells(self) -> tuple[CellsUsed, ...]:
        """The cells of all experiments, each term and role once."""
        return _once(cells for each in self.experiments for cells in each.cells)

    @property
    def animals(self) -> tuple[Host, ...]:
        """The animal models of all experiments."""
        return _once(host for each in self.experiments for host in each.animals)

    @property
    def patients(self) -> tuple[Patients, ...]:
        """The groups of people of all experiments."""
        return tuple(group for each in self.experiments for group in each.patients)

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The numbers of all claims."""
        return tuple(metric for claim in self.claims for metric in claim.metrics)

    def cargo_of(self, claim: Claim) -> tuple[str, ...]:
        """The cargo that a claim speaks of: its own, all of the study's, or none."""
        if claim.whole_vesicle:
            return ()
        return tuple(c.entity for c in self.cargo) if claim.cargo is None else claim.cargo

    def recipients_of(self, claim: Claim) -> tuple[str, ...]:
        """The recipients that a claim speaks of: its own, or all of the study's."""
        if claim.recipients is None:
            return tuple(recipient.entity for recipient in self.recipients)
        return claim.recipients

    def disease_of(self, claim: Claim) -> str | None:
        """The disease that a claim speaks of: its own, or that of the study."""
        return claim.context.disease or self.disease

    def _voice_fits(self, loc: Loc, said: Fact | Voiced) -> Iterator[Breach]:
        unread = self.reading_basis is ReadingBasis.REVIEW_ONLY
        if said.voice is Voice.STUDY and unread:
            yield Breach((*loc, "voice"), facts.study_voice_unread(self.reading_basis))
        if isinstance(said, Fact) and said.voice is Voice.REVIEW and not unread:
            at = said.at or self.reading_basis
            if not at.startswith("review "):
                where = "at" if said.at else "voice"
                yield Breach((*loc, where), facts.review_voice_without_section(said.voice, at))


P = TypeVar("P", LineUsed, CellsUsed, Host)


def _once(parts: Iterable[P]) -> tuple[P, ...]:
    return tuple(dict.fromkeys(parts))


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
