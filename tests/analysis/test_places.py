"""Where records stand in the review follows from the citation map."""

from __future__ import annotations

from dataclasses import replace

import toy
from npcev_kb.analysis.places import Places


def places() -> Places:
    return Places(toy.knowledge_base())


def test_the_sections_of_a_record_are_those_that_cite_one_of_its_references() -> None:
    kb = toy.knowledge_base()
    assert places().sections(kb.studies["protein-a-vessels"]) == ("2", "2.1")
    assert places().sections(kb.studies["rna-b-drug"]) == ("3",)
    assert places().sections(kb.works["guideline-of-naming"]) == ("1",)


def test_a_record_that_the_review_does_not_cite_stands_where_it_was_placed() -> None:
    assert places().sections(toy.knowledge_base().studies["later-protein-a-test"]) == ("4",)


def test_sections_that_a_record_names_itself_join_those_that_cite_it_in_the_review_s_order() -> (
    None
):
    study = toy.knowledge_base().studies["rna-b-drug"].model_copy(update={"sections": ("2.1", "1")})
    assert places().sections(study) == ("1", "2.1", "3")


def test_a_record_stands_in_each_module_whose_section_it_stands_in() -> None:
    kb = toy.knowledge_base()
    both = kb.studies["rna-b-drug"].model_copy(update={"sections": ("2",)})
    assert [module.id for module in places().modules(both)] == ["makers", "takers"]
    assert [module.id for module in places().modules(kb.works["cell-death-elsewhere"])] == [
        "makers"
    ]


def test_a_record_of_the_introduction_stands_in_no_module() -> None:
    assert places().modules(toy.knowledge_base().works["overview-of-vesicles"]) == ()


def test_the_sections_that_cite_a_reference_are_known_for_every_number() -> None:
    assert places().citing == {
        1: ("2", "2.1"),
        2: ("2.1",),
        3: ("3",),
        4: ("3",),
        5: ("1",),
        6: ("1",),
        7: ("2",),
    }


def test_each_reference_leads_to_its_record_and_one_record_may_have_two() -> None:
    found = {number: record.id for number, record in places().by_reference.items()}
    assert found == {
        1: "protein-a-vessels",
        2: "unnamed-cargo-cells",
        3: "rna-b-drug",
        4: "rna-b-drug",
        5: "guideline-of-naming",
        6: "overview-of-vesicles",
        7: "cell-death-elsewhere",
    }


def test_a_section_has_the_studies_and_works_that_it_cites() -> None:
    assert [study.id for study in places().studies_in("2.1")] == [
        "protein-a-vessels",
        "unnamed-cargo-cells",
    ]
    assert [work.id for work in places().works_in("2")] == ["cell-death-elsewhere"]
    assert places().studies_in("1") == ()


def test_a_module_has_each_study_once_though_two_of_its_sections_cite_it() -> None:
    makers = toy.knowledge_base().review.modules[0]
    assert [study.id for study in places().studies_of(makers)] == [
        "protein-a-vessels",
        "unnamed-cargo-cells",
    ]


def test_records_without_a_reference_number_come_last() -> None:
    assert [study.id for study in places().studies][-1] == "later-protein-a-test"


def test_a_section_belongs_to_one_module_or_to_none() -> None:
    owner = {number: module.id for number, module in places().module_of_section.items()}
    assert owner == {"2": "makers", "2.1": "makers", "3": "takers"}


def test_studies_go_with_their_first_module_and_those_outside_come_last() -> None:
    found = [
        (module.id if module else None, [study.id for study in studies])
        for module, studies in places().studies_by_module
    ]
    assert found == [
        ("makers", ["protein-a-vessels", "unnamed-cargo-cells"]),
        ("takers", ["rna-b-drug"]),
        (None, ["later-protein-a-test"]),
    ]


def test_within_a_module_the_order_of_sections_comes_before_that_of_references() -> None:
    kb = toy.knowledge_base()
    first, second = kb.studies["protein-a-vessels"], kb.studies["unnamed-cargo-cells"]
    moved = {
        first.id: first.model_copy(update={"review_refs": (), "sections": ("2.1", "3")}),
        second.id: second.model_copy(update={"review_refs": (9,), "sections": ("2",)}),
    }
    kb = replace(kb, studies={**kb.studies, **moved})
    _, studies = Places(kb).studies_by_module[0]
    assert [study.id for study in studies] == ["unnamed-cargo-cells", "protein-a-vessels"]
