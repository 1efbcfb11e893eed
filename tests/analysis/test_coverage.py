"""How much of the review has records, counted beside what the review states."""

from __future__ import annotations

from dataclasses import replace

import toy
from npcev_kb.analysis import coverage
from npcev_kb.analysis.places import Places


def places() -> Places:
    return Places(toy.knowledge_base())


def test_every_reference_is_listed_in_order_with_its_record() -> None:
    found = coverage.references(places())
    assert [each.number for each in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [each.record.id for each in found if each.record][3:5] == [
        "rna-b-drug",
        "guideline-of-naming",
    ]
    assert [each.is_study for each in found] == [True, True, True, True, False, False, False]


def test_a_reference_without_a_record_is_listed_all_the_same() -> None:
    found = coverage.references(Places(replace(toy.knowledge_base(), works={})))
    assert [(each.number, each.is_study) for each in found if each.record is None] == [
        (5, False),
        (6, False),
        (7, False),
    ]


def test_the_count_of_a_module_stands_beside_the_stated_one() -> None:
    makers, takers = coverage.module_counts(places())
    assert (makers.module.id, makers.studies, makers.stated, makers.difference) == (
        "makers",
        2,
        3,
        -1,
    )
    assert (takers.module.id, takers.studies, takers.stated, takers.difference) == (
        "takers",
        1,
        None,
        None,
    )


def test_records_are_counted_by_status_with_every_status_named() -> None:
    counted = {str(status): n for status, n in coverage.identification(places()).items()}
    assert counted == {"confirmed": 3, "probable": 2, "unresolved": 2}
    nothing = replace(toy.knowledge_base(), studies={}, works={})
    assert set(coverage.identification(Places(nothing)).values()) == {0}


def test_studies_are_counted_by_how_much_was_read() -> None:
    assert {str(basis): n for basis, n in coverage.reading(places()).items()} == {
        "review_only": 1,
        "title": 1,
        "secondary_source": 0,
        "abstract_part": 0,
        "abstract": 1,
        "full_text": 1,
    }
