"""Treatments and assays as rows: what was seen, and what nobody knows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from analysis.making import TERMS, Fields, animal, cells, knowledge_base, patients, study
from npcev_kb.analysis.assays import Assay, assays
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.marker_relations import Standing
from npcev_kb.analysis.treatments import Biodistribution, Treatment, treatments
from npcev_kb.model.entity import Entity
from npcev_kb.model.vocabulary import Matrix, MetricName, Topic

LAMP = Entity.model_validate(
    {"key": "lamp", "kind": "things", "label": "Lamp", "topics": ["readout", "amplification"]}
)


def claim(family: str, effect: str, experiments: tuple[Fields, ...], **more: Any) -> Fields:
    support = [f"e{place}" for place, _ in enumerate(experiments, 1)]
    return {"id": "c1", "family": family, "effect": effect, "outcome": "glowing",
            "support": support, **more}  # fmt: skip


def treatment(*experiments: Fields, in_study: Fields | None = None) -> Treatment:
    told = claim("therapy", "inhibits", experiments)
    (found,) = treatments(
        Evidence(knowledge_base(study(*experiments, claims=[told], **(in_study or {}))))
    )
    return found


def assay(*experiments: Fields, in_study: Fields | None = None, **more: Any) -> Assay:
    told = claim("technology", "enables", experiments, **more)
    around = study(*experiments, claims=[told], **(in_study or {}))
    kb = replace(knowledge_base(around), entities={**TERMS, "lamp": LAMP})
    (found,) = assays(Evidence(kb))
    return found


@pytest.mark.parametrize(
    ("seen", "state"),
    [
        ({"biodistribution": True}, Biodistribution.SHOWN),
        ({"biodistribution": False}, Biodistribution.NOT_SHOWN),
        ({}, Biodistribution.UNKNOWN),
    ],
)
def test_where_a_treatment_goes_is_shown_not_shown_or_not_known(
    seen: Fields, state: Biodistribution
) -> None:
    assert treatment(animal(**seen)).biodistribution is state


def test_one_animal_test_of_which_it_is_not_known_leaves_it_open() -> None:
    found = treatment(animal(biodistribution=False), animal())
    assert found.biodistribution is Biodistribution.UNKNOWN


def test_a_treatment_tells_its_load_its_hosts_and_its_cells() -> None:
    found = treatment(cells("sound-line"), animal("competent"))
    assert [cargo.entity for cargo in found.load] == ["protein-a"]
    assert [used.entity for used in found.cells] == ["sound-line"]
    assert [host.species for host in found.hosts] == ["moor-mouse"]
    assert found.immune_known
    assert found.tried_in_cells


def test_an_animal_alone_is_no_test_in_cells() -> None:
    found = treatment(animal())
    assert not found.tried_in_cells
    assert not found.immune_known


def test_the_steps_of_an_assay_follow_from_the_topics_of_its_techniques() -> None:
    found = assay(patients(), in_study={"measured_by": ["lamp", "protein-b"]})
    assert found.of_topic(Topic.READOUT) == ("lamp",)
    assert found.of_topic(Topic.AMPLIFICATION) == ("lamp",)
    assert found.of_topic(Topic.NANOMATERIAL) == ()


def test_an_assay_tells_its_limits_and_what_it_was_tried_on() -> None:
    limit = {"name": "limit_of_detection", "value": 80.0, "unit": "particles_per_ml",
             "matrix": "not_stated"}  # fmt: skip
    found = assay(patients("plasma_ev"), patients("not_stated"), metrics=[limit])
    known = found.number(MetricName.LIMIT_OF_DETECTION)
    assert known is not None
    assert known.value == 80
    assert found.number(MetricName.SAMPLE_VOLUME) is None
    assert found.samples == (Matrix.PLASMA_EV,)


@pytest.mark.parametrize(
    ("experiment", "basis", "state"),
    [
        (patients(comparators=["reference_method"]), "abstract", Standing.SET),
        (patients(reference_markers=[{"entity": "protein-b"}]), "abstract", Standing.SET),
        (patients(comparators=["healthy"]), "abstract", Standing.UNKNOWN),
        (patients(comparators=["healthy"]), "full_text", Standing.NOT_SET),
    ],
)
def test_an_assay_was_set_against_an_established_method_or_not_or_nobody_knows(
    experiment: Fields, basis: str, state: Standing
) -> None:
    assert assay(experiment, in_study={"reading_basis": basis}).reference is state
