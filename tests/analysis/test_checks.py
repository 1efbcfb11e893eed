"""Checks across records: each finds what it is for and leaves the rest alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import toy
from npcev_kb.analysis.checks import check
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.outline import Outline
from npcev_kb.problems import Complaint

Brief = tuple[str, tuple[str | int, ...], str]


def outline(
    name: str,
    refs: Sequence[int] = (),
    identifiers: Iterable[tuple[str, str]] = (),
    found: str | None = None,
    claims: Iterable[str] = (),
) -> Outline:
    path = f"data/studies/{name}.yaml"
    return Outline(path, name, found or name, tuple(refs), tuple(identifiers), tuple(claims))


def brief(complaints: Iterable[Complaint]) -> list[Brief]:
    return [(each.path, each.loc, each.wording.code) for each in complaints]


def outlines(kb: KnowledgeBase) -> list[Outline]:
    works = [outline(work.id, work.review_refs) for work in kb.works.values()]
    return works + [
        outline(study.id, study.review_refs, claims=[claim.id for claim in study.claims])
        for study in kb.studies.values()
    ]


def found_in(kb: KnowledgeBase) -> list[Brief]:
    return brief(check(kb, outlines(kb), people=kb.people))


def test_the_toy_knowledge_base_has_only_what_it_shows_on_purpose() -> None:
    status = ("identification", "status")
    assert sorted(found_in(toy.knowledge_base())) == [
        ("data/studies/rna-b-drug.yaml", status, "identification-probable"),
        ("data/studies/rna-b-drug.yaml", ("identification", "year"), "outside-window"),
        ("data/studies/unnamed-cargo-cells.yaml", status, "identification-unresolved"),
        ("data/works/cell-death-elsewhere.yaml", status, "identification-probable"),
        ("data/works/guideline-of-naming.yaml", status, "identification-unresolved"),
    ]


def test_an_id_that_differs_from_its_file_is_found_even_without_a_knowledge_base() -> None:
    assert brief(check(None, [outline("glim", found="glam")])) == [
        ("data/studies/glim.yaml", ("id",), "id-differs-from-file")
    ]


def test_a_study_and_a_work_of_one_name_are_found_in_the_second() -> None:
    work = replace(outline("glim"), path="data/works/glim.yaml")
    assert brief(check(None, [outline("glim"), work])) == [
        ("data/works/glim.yaml", ("id",), "duplicate-id")
    ]


def test_one_doi_in_two_records_is_found_whatever_its_case() -> None:
    two = [
        outline("glim", identifiers=[("doi", "10.5555/toy.A")]),
        outline("glam", identifiers=[("doi", "10.5555/toy.a"), ("pmid", "1")]),
    ]
    assert brief(check(None, two)) == [
        ("data/studies/glam.yaml", ("identification", "doi"), "duplicate-identifier")
    ]


def test_the_same_digits_as_pmid_and_as_another_identifier_are_no_duplicate() -> None:
    two = [
        outline("glim", identifiers=[("pmid", "1")]),
        outline("glam", identifiers=[("pmcid", "1")]),
    ]
    assert brief(check(None, two)) == []


def test_a_reference_in_two_records_is_found_at_its_number() -> None:
    two = [outline("glim", refs=[4, 5]), outline("glam", refs=[6, 5])]
    assert brief(check(None, two)) == [
        ("data/studies/glam.yaml", ("review_refs", 1), "reference-taken")
    ]


def test_a_reference_without_a_record_and_one_that_nobody_cites_are_found() -> None:
    kb = toy.knowledge_base()
    grown = replace(kb, review=kb.review.model_copy(update={"references": 8}))
    found = [each for each in found_in(grown) if each[0] == "data/review.yaml"]
    assert found == [
        ("data/review.yaml", ("references",), "reference-without-record"),
        ("data/review.yaml", ("sections",), "reference-never-cited"),
    ]


def test_a_broken_record_still_stands_for_its_reference() -> None:
    kb = toy.knowledge_base()
    lost = replace(kb, works={})
    assert "reference-without-record" not in {
        code for _, _, code in brief(check(lost, outlines(kb)))
    }


def test_a_record_without_a_place_is_found() -> None:
    kb = toy.knowledge_base()
    later = kb.studies["later-protein-a-test"].model_copy(update={"sections": ()})
    lost = replace(kb, studies={**kb.studies, later.id: later})
    path = "data/studies/later-protein-a-test.yaml"
    assert (path, (), "record-without-place") in found_in(lost)


def test_a_work_cited_in_a_module_must_say_why_it_is_no_study() -> None:
    kb = toy.knowledge_base()
    silent = kb.works["cell-death-elsewhere"].model_copy(update={"reason": None})
    path = "data/works/cell-death-elsewhere.yaml"
    missing = (path, (), "work-without-reason")
    assert missing in found_in(replace(kb, works={**kb.works, silent.id: silent}))
    assert missing not in found_in(kb)


def test_the_first_and_the_last_year_of_the_window_are_inside_it() -> None:
    kb = toy.knowledge_base()
    study = kb.studies["rna-b-drug"]
    for year, outside in [(2019, True), (2020, False), (2025, False), (2026, True)]:
        work = study.identification.model_copy(update={"year": year})
        moved = study.model_copy(update={"identification": work})
        codes = {code for _, _, code in found_in(replace(kb, studies={study.id: moved}))}
        assert ("outside-window" in codes) is outside, year


def test_a_pointer_to_a_claim_that_nobody_makes_is_found_wherever_it_stands() -> None:
    kb = toy.knowledge_base()
    silent = kb.studies["protein-a-vessels"].model_copy(update={"claims": ()})
    lost = replace(kb, studies={**kb.studies, silent.id: silent})
    assert sorted(each for each in found_in(lost) if each[2] == "unknown-claim") == [
        ("data/debates/detection-in-blood.yaml", ("sides", 1, "claims", 0), "unknown-claim"),
        ("data/debates/vesicles-and-growth.yaml", ("sides", 0, "claims", 0), "unknown-claim"),
        ("data/questions/kinds-of-vesicle.yaml", ("blocks", 0), "unknown-claim"),
        ("data/review.yaml", ("modules", 0, "story", 0, "claims", 0), "unknown-claim"),
        ("data/review.yaml", ("sections", 1, "story", 0, "claims", 0), "unknown-claim"),
        ("data/review.yaml", ("worked_examples", 0, "claims", 0), "unknown-claim"),
        ("data/review.yaml", ("worked_examples", 0, "claims", 1), "unknown-claim"),
    ]


def test_a_study_that_could_not_be_read_may_make_any_claim() -> None:
    kb = toy.knowledge_base()
    unread = [
        replace(each, claims=(), readable=False) if each.stem == "protein-a-vessels" else each
        for each in outlines(kb)
    ]
    assert "unknown-claim" not in {code for _, _, code in brief(check(kb, unread))}


def test_a_question_that_names_a_debate_which_does_not_exist_is_found() -> None:
    lost = replace(toy.knowledge_base(), debates={})
    assert sorted(each for each in found_in(lost) if each[2] == "unknown-debate") == [
        ("data/questions/detection-elsewhere.yaml", ("debates", 0), "unknown-debate"),
        ("data/questions/kinds-of-vesicle.yaml", ("debates", 0), "unknown-debate"),
    ]


def test_a_debate_or_question_of_another_name_than_its_file_is_found() -> None:
    kb = toy.knowledge_base()
    debates = {**kb.debates, "renamed": kb.debates["vesicles-and-growth"]}
    questions = {**kb.questions, "renamed": kb.questions["kinds-of-vesicle"]}
    found = found_in(replace(kb, debates=debates, questions=questions))
    assert sorted(each for each in found if each[2] == "id-differs-from-file") == [
        ("data/debates/renamed.yaml", ("id",), "id-differs-from-file"),
        ("data/questions/renamed.yaml", ("id",), "id-differs-from-file"),
    ]
