"""The JSON document: complete, sorted, the same bytes each time, each fact with its voice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import toy
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.downloads import downloads
from npcev_kb.render.export.json import as_json

FACTS = ("cargo", "recipients", "targets", "pathways", "effects", "metrics")


def exported(kb: KnowledgeBase | None = None) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(as_json(kb or toy.knowledge_base()))
    return document


def records() -> list[dict[str, Any]]:
    return [*exported()["studies"], *exported()["works"]]


def study(name: str) -> dict[str, Any]:
    return next(each for each in exported()["studies"] if each["id"] == name)


def mappings_in(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from mappings_in(part)


def test_the_document_has_these_parts() -> None:
    assert set(exported()) == {
        "schema_version", "updated", "review", "studies", "works", "entities",
    }  # fmt: skip


def test_the_document_says_when_the_data_last_changed() -> None:
    assert exported()["updated"] == "2026-01-06"


def test_records_and_terms_are_all_there_and_sorted() -> None:
    kb, document = toy.knowledge_base(), exported()
    assert [each["id"] for each in document["studies"]] == sorted(kb.studies)
    assert [each["id"] for each in document["works"]] == sorted(kb.works)
    assert [each["key"] for each in document["entities"]] == sorted(kb.entities)


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
        facts = [fact for name in FACTS for fact in each[name]]
        for fact in (*facts, *models, *each["ev"]["sources"]):
            assert fact["voice"] in ("study", "review", "curator"), (each["id"], fact)
            assert fact["at"], (each["id"], fact)


def test_a_fact_speaks_as_its_record_was_read_unless_it_says_otherwise() -> None:
    own, left_to_the_record = study("protein-a-vessels")["cargo"][1::-1]
    assert (own["voice"], own["at"]) == ("review", "review 2.1")
    assert (left_to_the_record["voice"], left_to_the_record["at"]) == ("study", "abstract")


def test_a_fact_known_from_the_review_only_names_the_sections() -> None:
    cells = study("unnamed-cargo-cells")["models"]["cells"][0]
    assert (cells["voice"], cells["at"]) == ("review", "review 2.1")


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
    assert first["curation"] == {"status": "reviewed", "updated": "2026-01-05"}


def test_hostile_texts_come_back_unchanged() -> None:
    assert study("protein-a-vessels")["label"] == (
        'Protein A </title><script>evil("label")</script> & <b>"vessels"</b>'
    )


def test_there_is_a_download_for_the_whole_and_one_for_each_record() -> None:
    kb = toy.knowledge_base()
    found = dict(downloads(kb))
    assert found["data/npcev-kb.json"] == as_json(kb)
    assert set(found) == {
        "data/npcev-kb.json",
        *(f"studies/{name}.json" for name in kb.studies),
        *(f"works/{name}.json" for name in kb.works),
    }
    assert json.loads(found["studies/rna-b-drug.json"]) == study("rna-b-drug")
