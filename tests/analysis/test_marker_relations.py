"""Whether a marker was set against an established one: three states, and only what was seen."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.making import Fields, against, knowledge_base, marker, patients, study
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.marker_relations import Standing, answers, relation
from npcev_kb.model.vocabulary import MarkerRelation, MetricName

FULL: Fields = {"reading_basis": "full_text"}
STEP: Fields = {
    "name": "net_reclassification_improvement",
    "value": 12.5,
    "unit": "percent",
    "matrix": "serum_ev",
    "analytes": ["protein-a"],
}


def beside(key: str = "protein-b", how: str = "compared", **fields: Any) -> Fields:
    """Return people in whose samples an established marker was looked at too."""
    return patients(**{"reference_markers": [{"entity": key, "relation": how}], **fields})


def number(key: str, **fields: Any) -> Fields:
    return {"name": "auc", "value": 0.8, "unit": "ratio", "matrix": "serum_ev",
            "analytes": [key], **fields}  # fmt: skip


def test_a_marker_that_was_compared_says_with_which() -> None:
    found = relation(marker(beside()))
    assert found.standing is Standing.SET
    assert found.keys == ("protein-b",)
    assert found.entries[0].marker.relation is MarkerRelation.COMPARED


def test_only_a_full_text_can_say_that_nothing_was_compared() -> None:
    assert relation(marker(patients())).standing is Standing.UNKNOWN
    assert relation(marker(patients(), in_study=FULL)).standing is Standing.NOT_SET


def test_an_experiment_in_another_matrix_compares_nothing_for_the_claim() -> None:
    assert relation(marker(beside(matrix="tissue"))).standing is Standing.UNKNOWN


def test_an_experiment_against_the_claim_compares_nothing_for_it() -> None:
    assert relation(marker(beside(), support=[against("e1")])).standing is Standing.UNKNOWN


def test_the_number_of_the_established_marker_and_the_step_from_it_are_results() -> None:
    metrics = [number("protein-a"), number("protein-b"), STEP]
    entry = relation(marker(beside(), metrics=metrics)).entries[0]
    assert [metric.value for metric in entry.results] == [0.8, 12.5]
    assert entry.results[0].analytes == ("protein-b",)


def test_a_step_is_no_result_where_it_could_be_from_either_of_two_markers() -> None:
    two = [{"entity": key, "relation": "compared"} for key in ("protein-b", "histone-a")]
    found = relation(marker(patients(reference_markers=two), metrics=[STEP]))
    assert [entry.results for entry in found.entries] == [(), ()]


def test_results_stand_once_though_two_entries_name_the_marker() -> None:
    two = [{"entity": "protein-b", "relation": how} for how in ("compared", "independent")]
    found = relation(marker(patients(reference_markers=two), metrics=[STEP]))
    assert [[m.name for m in e.results] for e in found.entries] == [
        [MetricName.RECLASSIFICATION],
        [],
    ]


@pytest.mark.parametrize(("effect", "asked"), [("distinguishes", 1), ("predicts", 0)])
def test_the_answer_is_about_claims_that_tell_groups_apart(effect: str, asked: int) -> None:
    claim = {
        "id": "c1",
        "family": "biomarker",
        "effect": effect,
        "outcome": "glowing",
        "matrix": "serum_ev",
        "support": ["e1"],
    }
    evidence = Evidence(knowledge_base(study(beside(), claims=[claim])))
    found = answers(evidence.judged.values())
    assert (found.claims, found.unknown, found.not_set) == (asked, 0, 0)
    assert [answer.key for answer in found.by_marker] == ["protein-b"][:asked]
    assert [len(answer.studies) for answer in found.by_marker] == [1][:asked]
