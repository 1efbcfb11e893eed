"""Each rung of each ladder is reached by what it says, and by no less."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.making import (
    Fields,
    against,
    animal,
    case,
    cells,
    device,
    looked,
    marker,
    patients,
    standing,
)
from npcev_kb.analysis.case import Case
from npcev_kb.analysis.ladders import ladder
from npcev_kb.model.vocabulary import EdrnPhase, TechnologyRung, TherapyRung

TEST = {"design": "diagnostic_accuracy"}
SAMPLE = {"design": "assay_development", "matrix": "plasma_ev"}


def therapy(*experiments: Fields, **claim: Any) -> Case:
    return case(*experiments, family="therapy", **claim)


MARKERS: dict[EdrnPhase, Case] = {
    EdrnPhase.NONE: marker(),
    EdrnPhase.ONE: marker(patients()),
    EdrnPhase.TWO: marker(patients(**TEST)),
    EdrnPhase.THREE: marker(patients(**TEST, timing="prediagnostic")),
    EdrnPhase.FOUR: marker(patients(**TEST, timing="prospective")),
    EdrnPhase.FIVE: marker(patients(design="clinical_trial")),
}
TREATMENTS: dict[TherapyRung, Case] = {
    TherapyRung.NONE: therapy(),
    TherapyRung.CELLS: therapy(cells()),
    TherapyRung.ANIMAL_UNKNOWN: therapy(animal()),
    TherapyRung.ANIMAL_DEFICIENT: therapy(animal("t_cell_deficient")),
    TherapyRung.ANIMAL_COMPETENT: therapy(animal("competent")),
    TherapyRung.ANIMAL_WHOLE: therapy(animal("humanised", biodistribution=True)),
    TherapyRung.HUMAN: therapy({"design": "clinical_trial"}),
}
DEVICES: dict[TechnologyRung, Case] = {
    TechnologyRung.NONE: device(),
    TechnologyRung.SPIKED: device({"design": "assay_development", "matrix": "cell_ev"}),
    TechnologyRung.SAMPLES: device(SAMPLE),
    TechnologyRung.REFERENCE: device({**SAMPLE, "comparators": ["reference_method"]}),
    TechnologyRung.SITES: device({**SAMPLE, "patients": [{"centres": 2}]}),
}


@pytest.mark.parametrize("phase", EdrnPhase)
def test_each_phase_of_a_marker_is_reached(phase: EdrnPhase) -> None:
    assert ladder(MARKERS[phase]) is phase


@pytest.mark.parametrize("rung", TherapyRung)
def test_each_rung_of_a_treatment_is_reached(rung: TherapyRung) -> None:
    assert ladder(TREATMENTS[rung]) is rung


@pytest.mark.parametrize("rung", TechnologyRung)
def test_each_rung_of_a_device_is_reached(rung: TechnologyRung) -> None:
    assert ladder(DEVICES[rung]) is rung


def test_mechanisms_and_prognostic_markers_stand_on_no_ladder() -> None:
    assert ladder(case(cells())) is None
    assert ladder(marker(patients(), effect="predicts")) is None
    assert ladder(marker(patients(), effect="associated_with")) is None


def test_the_highest_rung_counts_and_another_matrix_does_not() -> None:
    assert ladder(marker(patients(), patients(**TEST))) is EdrnPhase.TWO
    assert ladder(marker(patients(), patients("tissue", **TEST))) is EdrnPhase.ONE
    assert ladder(therapy(cells(), animal("competent"), animal())) is TherapyRung.ANIMAL_COMPETENT


def test_what_speaks_against_a_claim_lifts_it_to_no_rung() -> None:
    assert ladder(marker(patients(**TEST), support=[against("e1")])) is EdrnPhase.NONE
    assert ladder(therapy(animal(), support=[against("e1")])) is TherapyRung.NONE
    assert ladder(device(SAMPLE, support=[against("e1")])) is TechnologyRung.NONE


def test_a_retracted_work_stands_on_no_rung() -> None:
    gone = standing(looked("retraction", "2024-05-01"))
    assert ladder(marker(patients(**TEST), in_study=gone)) is EdrnPhase.NONE
    assert ladder(therapy(animal("competent"), in_study=gone)) is TherapyRung.NONE
    assert ladder(device(SAMPLE, in_study=gone)) is TechnologyRung.NONE


def test_patients_beside_a_treatment_are_no_people_treated() -> None:
    assert ladder(therapy(patients("tissue"))) is TherapyRung.NONE


@pytest.mark.parametrize("design", ["omics_discovery", "in_silico"])
def test_a_search_for_candidates_is_no_test_of_a_treatment_or_a_device(design: str) -> None:
    assert ladder(therapy({"design": design})) is TherapyRung.NONE
    assert ladder(device({"design": design})) is TechnologyRung.NONE


def test_a_marker_measured_in_cells_alone_is_in_no_phase() -> None:
    assert ladder(marker(cells(matrix="cell_ev"), matrix="cell_ev")) is EdrnPhase.NONE


def test_a_marker_in_a_matrix_that_nobody_stated_is_in_a_phase_as_it_has_a_level() -> None:
    assert ladder(marker(patients(None), matrix="not_stated")) is EdrnPhase.ONE
