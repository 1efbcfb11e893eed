"""The real records at the points where a naive scale goes wrong, one reference at a time."""

from __future__ import annotations

from functools import cache

import pytest

import toy
from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.model.vocabulary import (
    EffectKind,
    Family,
    FlagState,
    Level,
    Matrix,
    Nature,
    ReadingBasis,
    Topic,
    Validation,
)
from npcev_kb.pipeline import validate
from npcev_kb.store.project import Project

INDIRECT = "in vivo indirect"


@cache
def evidence() -> Evidence:
    """Return what is computed of the real knowledge base."""
    kb = validate(Project(toy.REPOSITORY)).kb
    assert kb is not None
    return Evidence(kb)


def claims(reference: int, family: Family | None = None) -> list[Judged]:
    """Return the claims of the one study behind a reference, of one family or of all."""
    (study,) = (s for s in evidence().kb.studies.values() if reference in s.review_refs)
    found = evidence().of_study(study)
    return [judged for judged in found if family in (None, judged.case.claim.family)]


def causes(reference: int) -> list[Judged]:
    return [j for j in claims(reference) if j.case.claim.nature is Nature.CAUSAL]


def in_animals(found: list[Judged]) -> list[Judged]:
    """Return the claims among these that rest on work in animals."""
    return [judged for judged in found if judged.case.animals]


def diagnoses(reference: int) -> list[Judged]:
    markers = claims(reference, Family.BIOMARKER)
    return [j for j in markers if j.case.claim.effect is EffectKind.DISTINGUISHES]


def flags(judged: Judged) -> dict[str, FlagState]:
    return {flag.code: flag.state for flag in judged.flags}


def one(found: list[Judged]) -> Judged:
    (judged,) = found
    return judged


# Reference 30: vessels in zebrafish and a marker in tissue, in one paper.


def test_30_the_number_from_tissue_does_not_lift_the_mechanism() -> None:
    vessels = one([j for j in causes(30) if j.case.claim.outcome == "angiogenesis"])
    how = (vessels.grade.level, vessels.grade.marks)
    assert how in ((Level.E1, (INDIRECT,)), (Level.E2, ()))
    assert not vessels.case.claim.metrics
    assert any("ebrafish" in part for part in vessels.grade.trace.split("; "))


def test_30_the_number_from_tissue_stands_on_a_claim_of_its_own() -> None:
    numbers = [
        (judged.case.claim, metric) for judged in claims(30) for metric in judged.case.claim.metrics
    ]
    assert [str(metric.name) for _, metric in numbers if metric.name == "auc"]
    for claim, metric in numbers:
        assert (claim.family, metric.matrix) == (Family.BIOMARKER, claim.matrix)
    tissue = [
        judged for judged in claims(30, Family.BIOMARKER) if judged.case.claim.matrix == "tissue"
    ]
    assert [judged for judged in tissue if judged.case.claim.metrics]
    assert {judged.grade.level for judged in tissue} == {Level.E3}
    assert {flags(judged)["MATRIX_MISMATCH"] for judged in tissue} == {FlagState.CLEARED}


# References 44 and 45: two diagnostic markers, one with and one without controls who are ill.


def test_44_the_controls_with_a_disease_clear_serum_and_are_not_lent_to_the_vesicles() -> None:
    by_matrix = {
        str(judged.case.claim.matrix): flags(judged)["HEALTHY_ONLY_CONTROLS"]
        for judged in diagnoses(44)
    }
    assert by_matrix == {"serum": FlagState.CLEARED, "serum_ev": FlagState.RAISED}


def test_45_a_marker_without_separate_validation_stays_at_e3_and_the_flag_says_so() -> None:
    for judged in diagnoses(45):
        assert judged.grade.level is Level.E3
        assert flags(judged)["HEALTHY_ONLY_CONTROLS"] is FlagState.RAISED
        seen = {test.experiment.validation for test in judged.case.patients}
        assert seen <= {Validation.RANDOM_SPLIT, Validation.NOT_STATED, Validation.NONE}
        open_or_raised = (FlagState.RAISED, FlagState.NOT_ASSESSABLE)
        assert flags(judged)["NO_SEPARATE_VALIDATION"] in open_or_raised
        assert "validat" in judged.grade.trace or "random split" in judged.grade.trace
    assert diagnoses(45)


# Reference 48: one marker in tissue, in serum, and as RNA in vesicles.


def test_48_each_matrix_has_a_claim_of_its_own() -> None:
    matrices = {judged.case.claim.matrix for judged in claims(48, Family.BIOMARKER)}
    assert {Matrix.TISSUE, Matrix.SERUM, Matrix.SERUM_EV} <= matrices


def test_48_each_claim_is_graded_in_its_own_matrix() -> None:
    for judged in claims(48, Family.BIOMARKER):
        assert flags(judged)["MATRIX_MISMATCH"] is FlagState.CLEARED, judged.ref
        measured = {test.experiment.matrix for test in judged.case.patients}
        assert measured == {judged.case.claim.matrix}, judged.ref
        assert judged.grade.level is Level.E3, judged.ref


# References 60 and 88: the animals got an inhibitor or a drug, not vesicles.


@pytest.mark.parametrize("reference", [60, 88])
def test_60_and_88_a_drug_for_the_animal_is_no_test_of_vesicles(reference: int) -> None:
    tested = in_animals(causes(reference))
    assert tested
    for judged in tested:
        assert (judged.grade.text.split()[0], INDIRECT in judged.grade.marks) == ("E1", True)
        assert INDIRECT in judged.grade.trace
        assert "not the vesicles" in judged.grade.trace, judged.ref


# Reference 21: release of vesicles blocked in a mouse with human immune cells.


def test_21_blocked_release_without_vesicles_given_back_is_indirect() -> None:
    on_vesicles = [j for j in in_animals(causes(21)) if j.case.claim.actor == "vesicles"]
    assert on_vesicles
    for judged in on_vesicles:
        assert (judged.grade.level, judged.grade.marks) == (Level.E1, (INDIRECT,)), judged.ref


def test_21_a_host_with_human_immune_cells_can_carry_a_claim_on_immunity() -> None:
    immune = [j for j in in_animals(causes(21)) if j.case.about(Topic.IMMUNITY)]
    assert immune
    for judged in immune:
        assert flags(judged)["IMMUNE_CLAIM_T_DEFICIENT_HOST"] is FlagState.CLEARED


# Reference 17: in patients another molecule was measured.


def test_17_patients_in_whom_another_molecule_was_measured_give_no_suffix() -> None:
    on_vesicles = [judged for judged in causes(17) if "pd-l1" in judged.case.subject]
    assert on_vesicles
    for judged in on_vesicles:
        assert judged.grade.suffixes == (), judged.ref


def test_17_the_trace_of_a_cause_says_that_it_was_another_molecule() -> None:
    said = [part for judged in causes(17) for part in judged.grade.trace.split("; ")]
    assert any("HIF" in part and "not the claim's own cargo" in part for part in said)


# Reference 72: nobody but the review has been read.


def test_72_a_claim_known_from_the_review_only_says_that_its_tests_were_not_seen() -> None:
    assert claims(72)
    for judged in claims(72):
        assert (judged.grade.text, judged.grade.basis) == ("E0", ReadingBasis.REVIEW_ONLY)
        assert judged.grade.review_only
        assert "tests not seen" in judged.grade.trace


# All of them.


def test_no_cause_in_the_real_records_rests_on_patients() -> None:
    for judged in evidence().judged.values():
        if judged.case.claim.nature is Nature.CAUSAL:
            assert judged.grade.level in (Level.E0, Level.E1, Level.E2), judged.ref


def test_no_number_of_a_real_claim_was_measured_in_another_matrix_without_a_flag() -> None:
    for judged in evidence().judged.values():
        claim = judged.case.claim
        other = {metric.matrix for metric in claim.metrics} - {claim.matrix, Matrix.NOT_STATED}
        if claim.family is Family.BIOMARKER and claim.matrix is not Matrix.NOT_STATED and other:
            assert flags(judged)["MATRIX_MISMATCH"] is FlagState.RAISED, judged.ref
