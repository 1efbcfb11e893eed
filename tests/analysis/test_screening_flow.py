"""The flow of the living search: every number is counted from the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npcev_kb.analysis.screening_flow import Counts, Flow, SearchDay, flow
from npcev_kb.model.screening import Candidate, Ledger, Queries, SearchRun
from npcev_kb.model.vocabulary import ExclusionReason, ScreeningStatus, Service

QUERIES = Queries.model_validate(
    {
        "words": {"vesicles": ["exosome"], "toys": ["toy"]},
        "queries": [
            {"id": "makers", "title": "Makers", "groups": ["vesicles", "toys"]},
            {"id": "takers", "title": "Takers", "groups": ["vesicles"]},
        ],
    }
)
LATER = {"status": "later", "by": "A curator", "day": "2026-01-08"}
INCLUDED = {"status": "included", "by": "A curator", "day": "2026-01-09"}


def excluded(reason: str, day: str = "2026-01-10") -> dict[str, str]:
    return {"status": "excluded", "reason": reason, "by": "A curator", "day": day}


def candidate(
    name: str, score: int, *decisions: dict[str, str], query: str = "makers"
) -> Candidate:
    data: dict[str, Any] = {
        "id": name,
        "title": f"An invented title of {name}",
        "found": [{"query": query, "service": "pubmed", "day": "2026-01-07"}],
        "score": score,
        "decisions": decisions,
    }
    return Candidate.model_validate(data)


def run(day: str, *searches: tuple[str, str, str, int, int, int]) -> SearchRun:
    names = ("query", "service", "since", "found", "known", "new")
    return SearchRun.model_validate(
        {"day": day, "searches": [dict(zip(names, each, strict=True)) for each in searches]}
    )


def ledger(*candidates: Candidate, runs: tuple[SearchRun, ...] = ()) -> Ledger:
    return Ledger(QUERIES, runs, {each.id: each for each in candidates})


def ids(candidates: tuple[Candidate, ...]) -> list[str]:
    return [each.id for each in candidates]


def test_without_a_search_and_a_candidate_the_flow_is_empty() -> None:
    nothing = flow(Ledger())
    assert nothing == Flow((), (), Counts(0, 0, 0), (), (), (), ())
    assert (nothing.is_empty, nothing.last_search, nothing.excluded_by) == (True, None, {})
    saved = flow(Ledger(QUERIES))
    assert saved.is_empty
    assert [(each.id, each.searches) for each in saved.queries] == [("makers", 0), ("takers", 0)]


def test_a_candidate_without_any_search_is_no_empty_flow() -> None:
    assert not flow(ledger(candidate("a", 1))).is_empty
    assert not flow(ledger(runs=(run("2026-01-07"),))).is_empty


def test_searches_are_summed_over_days_queries_and_services() -> None:
    first = run(
        "2026-01-07",
        ("makers", "europepmc", "2025-12-01", 4, 3, 1),
        ("makers", "crossref", "2025-12-15", 2, 2, 0),
        ("takers", "europepmc", "2025-11-01", 1, 0, 1),
    )
    second = run("2026-02-07", ("makers", "pubmed", "2026-01-07", 1_000, 999, 1))
    counted = flow(ledger(runs=(first, second)))
    assert counted.counts == Counts(1_007, 1_004, 3)
    assert counted.last_search == date(2026, 2, 7)
    assert counted.days == (
        SearchDay(date(2026, 2, 7), date(2026, 1, 7), (Service.PUBMED,), 1, Counts(1_000, 999, 1)),
        SearchDay(
            date(2026, 1, 7),
            date(2025, 11, 1),
            (Service.CROSSREF, Service.EUROPEPMC),
            2,
            Counts(7, 5, 2),
        ),
    )
    assert [(each.id, each.searches, each.counts) for each in counted.queries] == [
        ("makers", 3, Counts(1_006, 1_004, 2)),
        ("takers", 1, Counts(1, 0, 1)),
    ]


def test_a_day_on_which_nothing_answered_is_a_day_of_search_all_the_same() -> None:
    counted = flow(ledger(runs=(run("2026-01-07"),)))
    assert counted.days == (SearchDay(date(2026, 1, 7), None, (), 0, Counts(0, 0, 0)),)
    assert counted.last_search == date(2026, 1, 7)


def test_works_that_are_neither_known_nor_new_are_told_apart() -> None:
    searches = run(
        "2026-01-07",
        ("makers", "pubmed", "2026-01-01", 5, 2, 1),
        ("takers", "pubmed", "2026-01-01", 3, 1, 2),
    )
    assert flow(ledger(runs=(searches,))).counts.rest == 2


def test_the_last_decision_tells_where_a_candidate_stands() -> None:
    counted = flow(
        ledger(
            candidate("a-new-one", 3),
            candidate("put-off", 5, LATER),
            candidate("put-off-and-in", 2, LATER, INCLUDED),
            candidate("in-and-out-again", 9, INCLUDED, excluded("duplicate")),
            candidate("out-and-in-again", 1, excluded("duplicate"), INCLUDED),
        )
    )
    assert ids(counted.new) == ["a-new-one"]
    assert ids(counted.later) == ["put-off"]
    assert ids(counted.included) == ["put-off-and-in", "out-and-in-again"]
    assert ids(counted.excluded) == ["in-and-out-again"]
    assert (counted.screened, counted.candidates) == (3, 5)


def test_new_ones_wait_before_those_put_off_and_high_scores_before_low_ones() -> None:
    counted = flow(
        ledger(
            candidate("low", 1),
            candidate("put-off", 99, LATER),
            candidate("b-high", 7),
            candidate("a-high", 7),
            candidate("below-nothing", -1),
        )
    )
    assert ids(counted.waiting) == ["a-high", "b-high", "low", "below-nothing", "put-off"]


def test_exclusions_are_sorted_by_reason_with_the_latest_first() -> None:
    counted = flow(
        ledger(
            candidate("a", 1, excluded("no_vesicles", "2026-01-10")),
            candidate("b", 2, excluded("other_disease", "2026-01-11")),
            candidate("c", 3, excluded("no_vesicles", "2026-01-12")),
            candidate("d", 4, excluded("duplicate"), excluded("no_vesicles", "2026-01-11")),
        )
    )
    by_reason = {reason: ids(found) for reason, found in counted.excluded_by.items()}
    assert by_reason == {
        ExclusionReason.OTHER_DISEASE: ["b"],
        ExclusionReason.NO_VESICLES: ["c", "d", "a"],
    }


def test_a_query_that_is_not_saved_any_more_keeps_what_it_brought() -> None:
    searches = run(
        "2026-01-07",
        ("old", "pubmed", "2026-01-01", 2, 1, 1),
        ("old", "crossref", "2026-01-01", 2, 2, 0),
    )
    kept = candidate("a", 1, INCLUDED, query="old")
    other = candidate("b", 1, query="older")
    counted = flow(ledger(kept, other, runs=(searches,)))
    assert [(each.id, each.query is None, each.searches) for each in counted.queries] == [
        ("makers", False, 0),
        ("takers", False, 0),
        ("old", True, 2),
        ("older", True, 0),
    ]
    assert [(each.counts, each.included) for each in counted.queries[2:]] == [
        (Counts(4, 3, 1), 1),
        (Counts(0, 0, 0), 0),
    ]


STATES = {
    ScreeningStatus.NEW: (),
    ScreeningStatus.LATER: (LATER,),
    ScreeningStatus.INCLUDED: (LATER, INCLUDED),
    ScreeningStatus.EXCLUDED: (excluded("other_disease"),),
}


@given(st.lists(st.sampled_from(list(STATES))))
def test_every_candidate_stands_in_one_place_of_the_flow(states: list[ScreeningStatus]) -> None:
    every = [candidate(f"c{number}", number % 3, *STATES[s]) for number, s in enumerate(states)]
    counted = flow(ledger(*every))
    placed = (*counted.waiting, *counted.included, *counted.excluded)
    assert sorted(ids(placed)) == sorted(each.id for each in every)
    assert counted.candidates == counted.screened + len(counted.waiting) == len(states)
    assert sum(map(len, counted.excluded_by.values())) == len(counted.excluded)


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_files_does_not_change_the_flow(reverse: bool) -> None:
    every = [candidate("a", 1), candidate("b", 1, INCLUDED), candidate("c", 1, INCLUDED)]
    runs = [run("2026-01-07"), run("2026-02-07")]
    if reverse:
        every.reverse()
        runs.reverse()
    counted = flow(ledger(*every, runs=tuple(runs)))
    assert ids(counted.included) == ["b", "c"]
    assert [each.day for each in counted.days] == [date(2026, 2, 7), date(2026, 1, 7)]
