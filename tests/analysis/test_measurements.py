"""Biomarker claims as rows: what belongs together stands together, and nothing else does."""

from __future__ import annotations

from typing import Any

from analysis.making import Fields, knowledge_base, patients, study
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.measurements import Measurement, measurements
from npcev_kb.model.vocabulary import Comparator, Matrix, MatrixClass, MetricName

COHORT = {"cohort": "pond", "n": 30, "arms": [{"label": "glowing", "n": 20}, {"label": "dark"}]}


def rows(*experiments: Fields, metrics: list[Fields], **claim: Any) -> tuple[Measurement, ...]:
    told = {
        "id": "c1",
        "family": "biomarker",
        "effect": "distinguishes",
        "outcome": "glowing",
        "matrix": "serum_ev",
        "support": [f"e{place}" for place, _ in enumerate(experiments, 1)],
        "metrics": metrics,
        **claim,
    }
    return measurements(Evidence(knowledge_base(study(*experiments, claims=[told]))))


def number(name: str = "auc", **fields: Any) -> Fields:
    return {"name": name, "value": 0.8, "unit": "ratio", "matrix": "serum_ev",
            "analytes": ["protein-a"], **fields}  # fmt: skip


def test_measures_of_one_cohort_stand_in_one_row() -> None:
    found = rows(
        patients(patients=[COHORT]),
        metrics=[number(cohort="pond"), number("sensitivity", cohort="pond")],
    )
    assert [list(row.by_name) for row in found] == [[MetricName.AUC, MetricName.SENSITIVITY]]


def test_tissue_and_vesicles_never_stand_in_one_row() -> None:
    found = rows(patients(), metrics=[number(), number("sensitivity", matrix="tissue")])
    assert [row.matrix.kind for row in found] == [MatrixClass.VESICLES, MatrixClass.TISSUE]
    assert all({m.matrix.kind for m in row.metrics} == {row.matrix.kind} for row in found)


def test_a_fluid_is_not_the_vesicles_from_it() -> None:
    assert Matrix.SERUM.kind is not Matrix.SERUM_EV.kind


def test_the_same_measure_twice_makes_two_rows() -> None:
    found = rows(patients(), metrics=[number(), number(value=0.9)])
    assert [row.by_name[MetricName.AUC].value for row in found] == [0.8, 0.9]
    assert [row.key for row in found] == ["glim.c1-1", "glim.c1-2"]


def test_another_comparison_or_other_analytes_make_a_row_of_their_own() -> None:
    found = rows(
        patients(),
        metrics=[
            number(),
            number("accuracy", comparison="dusk against dawn"),
            number("specificity", analytes=["protein-b"]),
        ],
    )
    assert len(found) == 3


def test_a_claim_without_numbers_has_a_row_with_the_people_of_its_experiments() -> None:
    (row,) = rows(patients(patients=[COHORT], comparators=["healthy"]), metrics=[])
    assert (row.n, row.comparators, row.analytes) == (30, (Comparator.HEALTHY,), ("protein-a",))
    assert row.matrix is Matrix.SERUM_EV


def test_a_number_that_points_to_no_cohort_stands_on_nobody_knows_how_many() -> None:
    (row,) = rows(patients(patients=[COHORT]), metrics=[number()])
    assert row.n is None
    assert row.people == ()


def test_a_number_keeps_to_its_cohort_though_the_claim_rests_on_others_too() -> None:
    other = {"cohort": "moor", "n": 99}
    (row,) = rows(
        patients(patients=[other], comparators=["benign_disease"]),
        patients(patients=[COHORT], comparators=["healthy"]),
        metrics=[number(cohort="pond")],
    )
    assert (row.n, row.comparators) == (30, (Comparator.HEALTHY,))


def test_the_number_of_an_established_marker_alone_is_no_row() -> None:
    both = ["protein-a", "protein-b"]
    found = rows(
        patients(reference_markers=[{"entity": "protein-b", "relation": "compared"}]),
        metrics=[number(analytes=["protein-b"]), number(analytes=both)],
    )
    assert [row.analytes for row in found] == [tuple(both)]


def test_claims_of_other_families_are_no_measurements() -> None:
    assert rows(family="technology", effect="enables", matrix=None, metrics=[number()]) == ()
