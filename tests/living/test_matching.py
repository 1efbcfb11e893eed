"""How candidates for an unidentified reference are ranked, and what is told of it."""

from __future__ import annotations

import toy
from npcev_kb.living.matching import Hints, rank
from npcev_kb.living.resolve import hints, open_records, pubmed_query
from npcev_kb.model.entity import Entity
from npcev_kb.model.published import Hit, Notice, PublishedWork
from npcev_kb.model.vocabulary import Service, SourceEventKind

PROTEIN = Entity(key="protein-a", kind="genes", label="Protein A", synonyms=("PRTA",))
DISEASE = Entity(key="toy-disease", kind="diseases", label="toy disease")


def hit(title: str, doi: str | None = None, year: int | None = None, **more: object) -> Hit:
    facts = {"title": title, "doi": doi, "published": str(year) if year else None, **more}
    return Hit(service=Service.CROSSREF, work=PublishedWork.model_validate(facts))


def test_a_noted_title_counts_half_terms_three_tenths_and_the_year_the_rest() -> None:
    known = Hints(("Protein A in toys",), (PROTEIN, DISEASE), ("Protein A",), (2020, 2022))
    (best, other) = rank(
        [hit("Unlike", "10.5555/b", 1999), hit("Protein A in toys", "10.5555/a", 2021)], known, ()
    )
    assert (best.work.doi, best.score) == ("10.5555/a", 85)  # 50 + 30 / 2 + 20
    assert best.reasons == (
        "title 100 % like a noted one",
        "1 of 2 terms: Protein A",
        "year 2021 in 2020 to 2022",
    )
    assert other.score < 20
    assert other.reasons[1:] == ("0 of 2 terms", "year 1999 not in 2020 to 2022")


def test_what_cannot_be_compared_is_left_out_and_the_rest_scaled_up() -> None:
    (only,) = rank([hit("A toy disease and PRTA")], Hints(terms=(PROTEIN, DISEASE)), ())
    assert (only.score, only.reasons) == (100, ("2 of 2 terms: Protein A, toy disease",))


def test_nothing_to_compare_is_no_score() -> None:
    (only,) = rank([hit("Anything")], Hints(), ())
    assert (only.score, only.reasons) == (0, ())


def test_a_work_found_twice_is_shown_once_with_what_both_say_of_it() -> None:
    known = Hints(terms=(PROTEIN,))
    hits = [hit("Untold", "10.5555/a"), hit("Told", "10.5555/a", 2020, abstract="On PRTA.")]
    (only,) = rank(hits, known, ())
    assert (only.work.title, only.work.year, only.score) == ("Untold", 2020, 100)


def test_works_of_other_records_and_notices_are_left_out() -> None:
    notice = Notice(found=SourceEventKind.RETRACTION, source="publisher", doi="10.5555/b")
    hits = [hit("Taken", "10.5555/a"), hit("Retraction", notice_of=(notice,)), hit("Free")]
    assert [match.work.title for match in rank(hits, Hints(), {"10.5555/a"})] == ["Free"]


def test_a_candidate_that_the_record_notes_is_said_to_be_one() -> None:
    (only,) = rank([hit("T", "10.5555/a")], Hints(identifiers=frozenset({"10.5555/a"})), ())
    assert only.reasons == ("noted in the record as a candidate (10.5555/a)",)


def test_equal_scores_are_in_the_order_of_their_titles() -> None:
    found = rank([hit("Zebra"), hit("Ant")], Hints(), ())
    assert [match.work.title for match in found] == ["Ant", "Zebra"]


def test_unresolved_and_probable_records_are_searched_for() -> None:
    assert [record.id for record in open_records(toy.knowledge_base())] == [
        "rna-b-drug",
        "unnamed-cargo-cells",
        "cell-death-elsewhere",
        "guideline-of-naming",
    ]


def test_hints_come_from_the_record_and_the_window_of_the_review() -> None:
    kb = toy.knowledge_base()
    probable = hints(kb, kb.studies["rna-b-drug"])
    assert probable.titles == ("RNA b and an invented drug",)
    assert [term.key for term in probable.terms][:2] == ["rna-b", "toy-disease"]
    assert probable.years == (2018, 2018)
    assert probable.identifiers == {"33333333"}
    unresolved = hints(kb, kb.studies["unnamed-cargo-cells"])
    assert (unresolved.titles, unresolved.years) == ((), (2020, 2025))


def test_pubmed_is_asked_for_the_words_of_a_noted_title() -> None:
    assert pubmed_query(Hints(("Protein A: in all toys",))) == "protein[ti] AND toys[ti]"


def test_pubmed_is_asked_for_every_term_under_any_of_its_names() -> None:
    known = Hints(terms=(PROTEIN, DISEASE), years=(2020, 2025))
    assert pubmed_query(known) == (
        '("Protein A"[tiab] OR "PRTA"[tiab]) AND ("toy disease"[tiab]) AND 2020:2025[dp]'
    )


def test_a_label_that_holds_two_names_is_two_names() -> None:
    term = Entity(key="x", kind="genes", label="PD-L1 (CD274)")
    assert pubmed_query(Hints(terms=(term,))) == '("PD-L1"[tiab] OR "CD274"[tiab])'


def test_a_name_cannot_break_out_of_the_query() -> None:
    term = Entity(key="x", kind="genes", label='A" OR 1[uid] ("B', synonyms=('C"[tiab] OR "D',))
    asked = pubmed_query(Hints(terms=(term,)))
    assert asked == '("A OR 1 uid"[tiab] OR "B"[tiab] OR "C tiab OR D"[tiab])'
