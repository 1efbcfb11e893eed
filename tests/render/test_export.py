"""The JSON document: complete, sorted, the same bytes each time, each fact with its voice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import toy
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.downloads import Downloads
from npcev_kb.render.export.json import as_json
from npcev_kb.render.export.whole import Whole

FACTS = (
    "cargo", "recipients", "targets", "pathways", "experiments", "claims", "effects", "metrics",
)  # fmt: skip


def exported(kb: KnowledgeBase | None = None) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(as_json(kb or toy.knowledge_base()))
    return document


def records() -> list[dict[str, Any]]:
    return [*exported()["studies"], *exported()["works"]]


def study(name: str) -> dict[str, Any]:
    return next(each for each in exported()["studies"] if each["id"] == name)


def part(name: str, kind: str, number: str) -> dict[str, Any]:
    """Return an experiment or a claim of a study by its id."""
    return next(each for each in study(name)[kind] if each["id"] == number)


def mappings_in(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from mappings_in(part)


def test_the_document_has_these_parts() -> None:
    assert set(exported()) == {
        "schema_version", "updated", "review", "studies", "works", "entities", "debates",
        "questions", "people", "waivers",
    }  # fmt: skip


def test_the_document_says_when_the_data_last_changed() -> None:
    assert exported()["updated"] == "2026-01-06"


def test_records_and_terms_are_all_there_and_sorted() -> None:
    kb, document = toy.knowledge_base(), exported()
    assert [each["id"] for each in document["studies"]] == sorted(kb.studies)
    assert [each["id"] for each in document["works"]] == sorted(kb.works)
    assert [each["key"] for each in document["entities"]] == sorted(kb.entities)
    assert [each["id"] for each in document["debates"]] == sorted(kb.debates)
    assert [each["id"] for each in document["questions"]] == sorted(kb.questions)


def test_the_keys_of_every_mapping_are_sorted() -> None:
    document = json.loads(as_json(toy.knowledge_base()))
    assert [list(each) for each in mappings_in(document)] == [
        sorted(each) for each in mappings_in(document)
    ]


def test_the_bytes_do_not_depend_on_the_order_of_reading() -> None:
    kb = toy.knowledge_base()
    backwards = replace(
        kb,
        studies=dict(reversed(kb.studies.items())),
        works=dict(reversed(kb.works.items())),
        entities=dict(reversed(kb.entities.items())),
        debates=dict(reversed(kb.debates.items())),
        questions=dict(reversed(kb.questions.items())),
    )
    assert as_json(backwards) == as_json(kb)


def test_the_document_ends_with_one_line_break_and_keeps_letters_readable() -> None:
    text = as_json(toy.knowledge_base())
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
    assert "שלום עולם, αβγ" in text


def test_every_fact_has_a_voice_and_a_place() -> None:
    for each in exported()["studies"]:
        models = [fact for facts in each["models"].values() for fact in facts]
        numbers = [number for claim in each["claims"] for number in claim["metrics"]]
        facts = [fact for name in FACTS for fact in each[name]]
        for fact in (*facts, *numbers, *models, *each["ev"]["sources"]):
            assert fact["voice"] in ("study", "review", "curator"), (each["id"], fact)
            assert fact["at"], (each["id"], fact)


def test_a_fact_speaks_as_its_record_was_read_unless_it_says_otherwise() -> None:
    own, left_to_the_record = study("protein-a-vessels")["cargo"][1::-1]
    assert (own["voice"], own["at"]) == ("review", "review 2.1")
    assert (left_to_the_record["voice"], left_to_the_record["at"]) == ("study", "abstract")


def test_a_fact_known_from_the_review_only_names_the_sections() -> None:
    cells = study("unnamed-cargo-cells")["models"]["cells"][0]
    assert (cells["voice"], cells["at"]) == ("review", "review 2.1")
    claim = part("unnamed-cargo-cells", "claims", "c1")
    assert (claim["voice"], claim["at"]) == ("review", "review 2.1")


def test_each_claim_of_a_study_has_an_id_of_its_own_and_an_address() -> None:
    addresses = []
    for each in exported()["studies"]:
        ids = [claim["id"] for claim in each["claims"]]
        assert len(ids) == len(set(ids)), each["id"]
        addresses += [claim["ref"] for claim in each["claims"]]
        assert [claim["ref"] for claim in each["claims"]] == [f"{each['id']}.{one}" for one in ids]
    assert len(addresses) == len(set(addresses))


def test_every_claim_has_its_level_in_words_and_as_a_number_with_what_it_rests_on() -> None:
    for each in exported()["studies"]:
        for claim in each["claims"]:
            assert claim["level"].startswith(f"E{claim['level_rank']}"), claim["ref"]
            assert claim["level_trace"], claim["ref"]
            assert {flag["state"] for flag in claim["flags"]} <= {
                "raised", "cleared", "not_assessable",
            }  # fmt: skip
            assert all(flag["reason"] for flag in claim["flags"])


def test_claims_of_the_toy_knowledge_base_show_the_levels_from_e0_to_e4() -> None:
    claims = [claim for each in exported()["studies"] for claim in each["claims"]]
    assert {claim["level"] for claim in claims} == {"E0", "E1", "E2 +P(tissue)", "E3", "E4"}
    marks = {mark for claim in claims for mark in claim["level_marks"]}
    assert {"in vivo indirect", "contested"} <= marks
    assert {claim["family"] for claim in claims} == {
        "mechanism", "biomarker", "therapy", "technology",
    }  # fmt: skip


def test_a_study_has_a_level_for_each_family_of_its_claims_and_none_across() -> None:
    levels = study("protein-a-vessels")["levels"]
    assert set(levels) == {"biomarker", "mechanism", "technology"}
    assert (levels["biomarker"], levels["technology"]) == ("E4", "E1")
    assert study("later-protein-a-test")["levels"] == {"biomarker": "E0"}


def test_a_claim_names_its_cargo_recipients_and_disease_though_the_record_leaves_them_out() -> None:
    second = part("rna-b-drug", "claims", "c2")
    assert (second["cargo"], second["recipients"]) == (["rna-b"], ["toy-cell"])
    assert second["context"]["disease"] == "toy-disease"
    assert second["tumour_effect"] == "anti_tumour"


def test_what_a_claim_says_of_itself_stands_before_what_the_record_says() -> None:
    first = part("protein-a-vessels", "claims", "c1")
    assert (first["cargo"], first["recipients"]) == (["protein-a"], ["toy-cell"])
    assert part("protein-a-vessels", "claims", "c3")["cargo"] == []
    assert part("rna-b-drug", "claims", "c3")["tumour_effect"] == "pro_tumour"


def test_the_effects_of_a_study_are_those_of_its_claims() -> None:
    for each in exported()["studies"]:
        assert [(e["claim"], e["effect"], e["outcome"]) for e in each["effects"]] == [
            (claim["id"], claim["effect"], claim["outcome"]) for claim in each["claims"]
        ]


def test_the_numbers_of_a_study_are_those_of_its_claims_and_name_them() -> None:
    for each in exported()["studies"]:
        assert each["metrics"] == [
            {"claim": claim["id"], **number}
            for claim in each["claims"]
            for number in claim["metrics"]
        ]
    assert {number["claim"] for number in study("protein-a-vessels")["metrics"]} == {"c2", "c3"}


def test_the_models_of_a_study_are_those_of_its_experiments_and_name_them() -> None:
    for each in exported()["studies"]:
        assert list(each["models"]) == ["animals", "cell_lines", "cells", "patients"]
        for name, found in each["models"].items():
            assert len(found) == sum(len(one[name]) for one in each["experiments"])
            assert {fact["experiment"] for fact in found} <= {e["id"] for e in each["experiments"]}
    first, second = study("protein-a-vessels")["models"]["patients"]
    assert (first["experiment"], first["matrix"], first["n"]) == ("e3", "plasma_ev", 30)
    assert (second["experiment"], second["matrix"], second["n"]) == ("e4", "tissue", None)


def test_debates_and_questions_name_the_references_behind_their_claims() -> None:
    first, second = exported()["debates"]
    assert first["review_refs"] == [1, 6]
    assert [side["review_refs"] for side in first["sides"]] == [[6], [1]]
    assert second["review_refs"] == [1, 2, 3, 4, 7]
    assert [each["review_refs"] for each in exported()["questions"]] == [[], [1, 2, 3, 4, 7]]


def test_sections_and_modules_are_written_out() -> None:
    assert study("protein-a-vessels")["sections"] == ["2", "2.1"]
    assert study("protein-a-vessels")["modules"] == ["makers"]
    assert study("later-protein-a-test")["sections"] == ["4"]
    assert study("later-protein-a-test")["modules"] == []


def test_reference_numbers_are_whole_numbers() -> None:
    assert study("rna-b-drug")["review_refs"] == [3, 4]
    for each in records():
        assert [type(number) for number in each["review_refs"]] == [int] * len(each["review_refs"])


def test_every_identification_names_its_status_and_every_identifier_known_or_not() -> None:
    for each in records():
        assert {"status", "doi", "pmid", "pmcid"} <= set(each["identification"]), each["id"]
    assert study("unnamed-cargo-cells")["identification"]["doi"] is None
    assert study("rna-b-drug")["identification"]["pmid"] == "33333333"


def test_numbers_stay_numbers_and_days_are_written_as_days() -> None:
    first = study("protein-a-vessels")
    assert first["metrics"][0]["value"] == 0.875
    assert first["metrics"][0]["ci95"] == [0.8, 0.95]
    assert first["curation"]["reviewed"] == "2026-01-05"


def test_who_wrote_and_who_read_again_is_exported_with_their_interests_and_waivers() -> None:
    told = study("protein-a-vessels")["curation"]
    assert (told["status"], told["curator"], told["reviewer"]) == ("reviewed", "doll", "puppet")
    assert study("rna-b-drug")["curation"]["curator"] is None
    people = {person["key"]: person for person in exported()["people"]}
    assert people["puppet"]["interests"] == ["None to declare."]
    assert people["doll"]["orcid"] is None
    (waiver,) = exported()["waivers"]
    assert (waiver["record"], waiver["code"]) == ("rna-b-drug", "outside-window")
    assert waiver["until"] == "2099-12-31"
    raised = [each["id"] for each in records() if each["curator_is_author"] == "raised"]
    assert raised == ["overview-of-vesicles"]


def test_hostile_texts_come_back_unchanged() -> None:
    assert study("protein-a-vessels")["label"] == (
        'Protein A </title><script>evil("label")</script> & <b>"vessels"</b>'
    )
    assert part("protein-a-vessels", "experiments", "e3")["readout"] == (
        'light of a <script>evil("readout")</script> lamp'
    )
    assert exported()["debates"][1]["label"] == (
        'Vesicles </title><script>evil("debate")</script> & <b>"growth"</b>'
    )


def test_there_is_a_download_for_the_whole_and_one_for_each_record() -> None:
    kb = toy.knowledge_base()
    offer = Downloads(Whole(kb, Evidence(kb)))
    whole = {each.path: each.file.content for each in offer.files}
    assert whole["data/npcev-kb.json"].decode() == as_json(kb)
    found = dict(offer.of_records())
    assert set(found) == {
        *(f"studies/{name}.json" for name in kb.studies),
        *(f"works/{name}.json" for name in kb.works),
        *(f"debates/{name}.json" for name in kb.debates),
        *(f"questions/{name}.json" for name in kb.questions),
    }
    assert json.loads(found["studies/rna-b-drug.json"]) == study("rna-b-drug")
