"""Which studies name a term, and as what."""

from __future__ import annotations

from dataclasses import replace

import toy
from npcev_kb.analysis.mentions import Mention, mentions, named_by


def test_a_term_is_mentioned_by_each_study_once_with_all_its_roles() -> None:
    found = mentions(toy.knowledge_base())
    assert found["protein-a"] == (
        Mention("later-protein-a-test", ("cargo",)),
        Mention("protein-a-vessels", ("cargo", "measured")),
    )


def test_a_cell_line_may_be_source_recipient_and_line_of_one_study() -> None:
    assert mentions(toy.knowledge_base())["toy-line"][0] == Mention(
        "protein-a-vessels", ("vesicle source", "recipient", "cell line")
    )


def test_every_field_that_names_a_term_has_its_role() -> None:
    study = toy.knowledge_base().studies["protein-a-vessels"]
    assert list(dict.fromkeys(named_by(study))) == [
        ("toy-disease", "disease"),
        ("toy-line", "vesicle source"),
        ("protein-a", "cargo"),
        ("rna-b", "cargo"),
        ("toy-cell", "recipient"),
        ("toy-line", "recipient"),
        ("protein-c", "target"),
        ("toy-pathway", "pathway"),
        ("toy-growth", "outcome"),
        ("protein-c", "step"),
        ("toy-pathway", "step"),
        ("toy-detection", "outcome"),
        ("toy-disease", "outcome"),
        ("toy-line", "cell line"),
        ("toy-cell", "cells"),
        ("toy-mouse", "animal host"),
        ("spinning", "method"),
        ("weighing", "method"),
        ("counting", "method"),
        ("protein-a", "measured"),
        ("rna-b", "measured"),
        ("protein-c", "reference marker"),
        ("rna-b", "reference marker"),
    ]


def test_a_term_that_no_study_names_is_not_there() -> None:
    found = mentions(toy.knowledge_base())
    assert "unused-protein" not in found
    assert "clean-line" not in found


def test_an_unnamed_source_or_animal_names_nothing() -> None:
    kb = toy.knowledge_base()
    assert {key for key, _ in named_by(kb.studies["unnamed-cargo-cells"])} == {
        "toy-cell",
        "toy-growth",
    }


def test_mentions_do_not_depend_on_the_order_of_the_studies() -> None:
    kb = toy.knowledge_base()
    backwards = replace(kb, studies=dict(reversed(kb.studies.items())))
    assert list(mentions(backwards)) == list(mentions(kb))
    assert mentions(backwards)["toy-line"] == mentions(kb)["toy-line"]
