"""Facets: every claim answers every question, and what was not seen is an answer too."""

from __future__ import annotations

import pytest
from making import animal, case, cells, patients

import toy
from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.analysis.facet_register import GROUPS, Row, facets, in_order
from npcev_kb.analysis.groups import GroupCount
from npcev_kb.analysis.places import Places
from npcev_kb.analysis.trace import grade
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import Level


def row_of(*experiments: dict[str, object], **claim: object) -> Row:
    """Return a row of a claim that rests on experiments, in the toy knowledge base."""
    kb = toy.knowledge_base()
    made = case(*experiments, **claim)
    judged = Judged(made, grade(made), (), GroupCount(1, 1, 0), None, True)
    return Row(Evidence(kb), Places(kb), made.study, judged)


def said(name: str, row: Row) -> list[str]:
    return [value.id for value in facets()[name].answers(row)]


def toy_rows() -> list[Row]:
    kb = toy.knowledge_base()
    evidence, places = Evidence(kb), Places(kb)
    return [
        Row(evidence, places, study, judged)
        for study in places.studies
        for judged in (*evidence.of_study(study), None)
    ]


def test_every_row_answers_every_facet() -> None:
    for row in toy_rows():
        for facet in facets().values():
            assert facet.answers(row), f"{facet.id} is silent on {row.study.id}"


def test_a_study_without_claims_answers_not_known_to_what_is_asked_of_claims() -> None:
    row = next(row for row in toy_rows() if row.judged is None)
    for facet in facets().values():
        if facet.of == "claim":
            assert [value.state for value in facet.answers(row)] == ["not_known"]


def test_every_facet_says_what_it_asks_and_stands_in_a_part_of_the_panel() -> None:
    assert [facet.id for facet in facets().values() if not facet.about] == []
    assert {facet.group for facet in facets().values()} == set(GROUPS)


def test_listed_values_have_a_meaning() -> None:
    listed = [value for facet in facets().values() for value in facet.listed()]
    assert len(listed) > 20
    assert [value for value in listed if not value.about] == []


def test_levels_are_steps_highest_first_and_the_word_of_the_review_is_none() -> None:
    values = in_order(facets()["level"].listed())
    assert [value.rung for value in values] == [5, 4, 3, 2, 1, 0, None]
    assert values[-1].id == "review"
    assert {value.id for value in values[:-1]} == {level.value for level in Level}


def test_a_claim_that_only_the_review_makes_reaches_no_level() -> None:
    tested = cells("sound-line", manipulated="vesicles_given")
    assert said("level", row_of(tested)) == ["E1"]
    by_review = {**tested, "voice": "review", "at": "review 2"}
    assert said("level", row_of(by_review)) == ["review"]


@pytest.mark.parametrize(
    ("experiments", "answer"),
    [
        ([cells("doubted-line"), cells("doubted-line-two")], "only_disputed"),
        ([cells("doubted-line", "sound-line")], "some_disputed"),
        ([cells("doubted-line"), cells()], "some_disputed"),
        ([cells("sound-line"), cells("unchecked-line")], "none_disputed"),
        ([cells("sound-line"), cells()], "not_named"),
        ([patients()], "not_applicable"),
        ([], "not_known"),
    ],
)
def test_a_claim_says_on_which_lines_it_rests(
    experiments: list[dict[str, object]], answer: str
) -> None:
    assert said("lines", row_of(*experiments)) == [answer]


def test_lines_that_were_not_named_count_as_not_known() -> None:
    (value,) = facets()["lines"].answers(row_of(cells()))
    assert value.state == "not_known"


def test_what_stands_beside_a_level_is_a_facet_of_its_own() -> None:
    indirect = animal(manipulated="recipient_pathway")
    on_tissue = patients("tissue", measured=["protein-a"])
    assert said("mark", row_of(indirect, on_tissue)) == ["+P(tissue)", "in vivo indirect"]
    assert said("mark", row_of(cells("sound-line"))) == ["none"]


def test_a_work_without_a_year_answers_not_known() -> None:
    rows = {row.study.id: row for row in toy_rows()}
    assert said("year", rows["protein-a-vessels"]) == ["2021"]
    assert said("year", rows["unnamed-cargo-cells"]) == ["not_known"]


def test_a_study_outside_the_modules_says_so() -> None:
    kb = toy.knowledge_base()
    study: Study = kb.studies["rna-b-drug"].model_copy(update={"review_refs": (), "sections": ()})
    assert said("module", Row(Evidence(kb), Places(kb), study, None)) == ["none"]
