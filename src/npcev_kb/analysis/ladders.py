"""Ladders inside a family: how far markers, treatments and devices have come.

Sources: for markers the five phases of the Early Detection Research Network (Pepe et al. 2001,
J Natl Cancer Inst 93:1054); for treatments and devices the objections of review sections 6.1
(biodistribution and safety), 6.2 (no prospective work in patients) and 4.3 (patient samples).
"""

from __future__ import annotations

from npcev_kb.analysis.case import LABORATORY, NO_TEST, Case, Test, in_patients
from npcev_kb.model.vocabulary import (
    Comparator,
    Design,
    EdrnPhase,
    EffectKind,
    Family,
    ImmuneCompetence,
    SourceEventKind,
    TechnologyRung,
    TherapyRung,
    Timing,
    Vocabulary,
)

WORKING = frozenset({ImmuneCompetence.COMPETENT, ImmuneCompetence.HUMANISED})
"""Immune systems that can answer to a treatment."""


def ladder(case: Case) -> Vocabulary | None:
    """Return the rung of a claim on the ladder of its family, None where there is none."""
    retracted = case.status is SourceEventKind.RETRACTION
    match case.claim.family:
        case Family.BIOMARKER if case.claim.effect is EffectKind.DISTINGUISHES:
            return EdrnPhase.NONE if retracted else edrn_phase(case)
        case Family.THERAPY:
            return TherapyRung.NONE if retracted else therapy_rung(case)
        case Family.TECHNOLOGY:
            return TechnologyRung.NONE if retracted else technology_rung(case)
        case _:
            return None


def edrn_phase(case: Case) -> EdrnPhase:
    """Return the phase of a marker that tells the diseased from others.

    The phases are for early detection, so prognostic markers have none.
    """
    phase = EdrnPhase.NONE
    for test in case.tests:
        experiment = test.experiment
        seen = in_patients(experiment) or experiment.design is Design.OMICS_DISCOVERY
        if not (test.supports and seen and case.in_own_matrix(experiment)):
            continue
        found = EdrnPhase.ONE
        if experiment.design is Design.CLINICAL_TRIAL:
            found = EdrnPhase.FIVE
        elif experiment.design is Design.DIAGNOSTIC_ACCURACY:
            found = {
                Timing.PREDIAGNOSTIC: EdrnPhase.THREE,
                Timing.PROSPECTIVE: EdrnPhase.FOUR,
            }.get(experiment.timing, EdrnPhase.TWO)
        phase = max(phase, found, key=list(EdrnPhase).index)
    return phase


def therapy_rung(case: Case) -> TherapyRung:
    """Return how far a treatment has come."""
    rungs = [_treatment(test) for test in case.tests if test.supports]
    return max(rungs, key=list(TherapyRung).index, default=TherapyRung.NONE)


def _treatment(test: Test) -> TherapyRung:
    experiment = test.experiment
    if experiment.design is Design.CLINICAL_TRIAL:
        return TherapyRung.HUMAN
    if in_patients(experiment) or experiment.design in NO_TEST:
        return TherapyRung.NONE
    if experiment.design is not Design.ANIMAL:
        return TherapyRung.CELLS
    seen = {host.immune_competence for host in experiment.animals}
    if seen & WORKING:
        whole = experiment.biodistribution is True
        return TherapyRung.ANIMAL_WHOLE if whole else TherapyRung.ANIMAL_COMPETENT
    if seen - {ImmuneCompetence.NOT_STATED}:
        return TherapyRung.ANIMAL_DEFICIENT
    return TherapyRung.ANIMAL_UNKNOWN


def technology_rung(case: Case) -> TechnologyRung:
    """Return how far a device or assay has come."""
    rungs = [_device(test) for test in case.tests if test.supports]
    return max(rungs, key=list(TechnologyRung).index, default=TechnologyRung.NONE)


def _device(test: Test) -> TechnologyRung:
    experiment = test.experiment
    if experiment.design in NO_TEST:
        return TechnologyRung.NONE
    if experiment.matrix in LABORATORY and not experiment.patients:
        return TechnologyRung.SPIKED
    if any((group.centres or 0) > 1 for group in experiment.patients):
        return TechnologyRung.SITES
    if Comparator.REFERENCE_METHOD in experiment.comparators:
        return TechnologyRung.REFERENCE
    return TechnologyRung.SAMPLES
