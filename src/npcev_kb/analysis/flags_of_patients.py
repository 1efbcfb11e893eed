"""Flags of work on patients and their samples."""

from __future__ import annotations

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.flag_register import Answer, flag
from npcev_kb.analysis.flags_of_cells import CLEARED, RAISED, UNSEEN
from npcev_kb.analysis.groups import GroupCount
from npcev_kb.model.vocabulary import (
    Adjustment,
    Comparator,
    EffectKind,
    Family,
    Matrix,
    Nature,
    Topic,
    Validation,
)

_DISEASED = {Comparator.BENIGN_DISEASE, Comparator.OTHER_CANCER, Comparator.EBV_CARRIER}


@flag
def matrix_mismatch(case: Case, peers: GroupCount) -> Answer | None:
    """A number from tissue or whole serum says nothing about vesicles.

    Concerns: claims of association that name a matrix.
    Raised: an experiment or a number given for the claim was measured in another matrix.
    Cleared: everything given for it was measured in the claim's own matrix.
    Source: review section 4.2 (a marker in tissue, serum and vesicles taken as one).
    """
    claim = case.claim
    if claim.nature is not Nature.ASSOCIATIONAL or claim.matrix is None:
        return None
    found = {test.experiment.matrix or Matrix.NOT_STATED for test in case.tests if test.supports}
    found |= {metric.matrix for metric in claim.metrics}
    other = found - {claim.matrix, Matrix.NOT_STATED}
    if other and claim.matrix is not Matrix.NOT_STATED:
        return RAISED, f"measured in {min(other).label}, claimed for {claim.matrix.label}"
    if not found or Matrix.NOT_STATED in (claim.matrix, *found):
        return UNSEEN, "in what it was measured was not seen for all of it"
    return CLEARED, f"everything was measured in {claim.matrix.label}"


@flag
def healthy_only_controls(case: Case, peers: GroupCount) -> Answer | None:
    """A test that was tried on the healthy alone may not tell one disease from another.

    Concerns: markers that tell groups of people apart.
    Raised: the controls seen are healthy people only.
    Cleared: people with a benign disease, another cancer, or EBV without cancer were among them.
    Source: review section 4.1 (cyclophilin A; miR-BART13-3p).
    """
    marker = case.claim.family is Family.BIOMARKER
    if not (marker and case.claim.effect is EffectKind.DISTINGUISHES and case.patients):
        return None
    seen = {each for test in case.patients for each in test.experiment.comparators}
    if seen & _DISEASED:
        return CLEARED, "controls with a disease, or carriers of EBV, were among the compared"
    if Comparator.HEALTHY in seen:
        return RAISED, "the controls seen are healthy people only"
    return UNSEEN, "neither healthy people nor other diseases were seen among the controls"


@flag
def unadjusted_prognosis(case: Case, peers: GroupCount) -> Answer | None:
    """Stage and treatment bear on survival, and may be what the marker stands for.

    Concerns: associations with the course of the disease, measured in patients.
    Raised: the analysis is seen to take nothing else into account.
    Cleared: it is seen to be adjusted for stage, treatment or the like.
    Source: review section 3.2 (differences in treatment confound survival).
    """
    associated = case.claim.nature is Nature.ASSOCIATIONAL
    if not (associated and case.about(Topic.PROGNOSIS) and case.patients):
        return None
    seen = {test.experiment.adjustment for test in case.patients}
    if Adjustment.ADJUSTED in seen:
        return CLEARED, "adjusted for other factors"
    if Adjustment.UNADJUSTED in seen:
        return RAISED, "not adjusted for other factors"
    return UNSEEN, "whether it was adjusted was not seen"


@flag
def no_separate_validation(case: Case, peers: GroupCount) -> Answer | None:
    """A marker does best on the people it was chosen from.

    Concerns: markers measured in patients.
    Raised: there is no validation, or only a random split of one group of people.
    Cleared: a separate group, of the same or another centre, was measured with a fixed marker.
    Source: review section 4.2 (external validation in several centres is missing).
    """
    if case.claim.family is not Family.BIOMARKER or not case.patients:
        return None
    seen = {test.experiment.validation for test in case.patients}
    if seen & {Validation.INTERNAL_SEPARATE, Validation.EXTERNAL}:
        return CLEARED, "validated on a separate group"
    if Validation.RANDOM_SPLIT in seen:
        return RAISED, "validated on a random split of one group only"
    if seen == {Validation.NONE}:
        return RAISED, "not validated"
    return UNSEEN, "whether there was a separate validation was not seen"
