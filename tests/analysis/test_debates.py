"""Debates and questions: stored once, seen from every side, and never resting on nothing."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from analysis.making import CURATION, debate, knowledge_base, written_by
from npcev_kb.analysis.checks_of_claims import circles, replications
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.vocabulary import Relation


def refused(*sides: Any, **more: Any) -> list[tuple[object, str]]:
    """Return the address and code of every rule that a debate breaks."""
    with pytest.raises(ValidationError) as caught:
        debate(*sides, **more)
    (error,) = caught.value.errors()
    return [(breach.loc, breach.wording.code) for breach in error["ctx"]["breaches"]]


def question(**more: Any) -> Question:
    """Make an open question."""
    known = {"id": "glim-question", "label": "Glim", "question": "Why?", "kind": "mechanism_gap"}
    told = {"voice": "review", "at": "review 3.1", "curation": CURATION}
    return Question.model_validate({**known, **told, **more})


def newer(later: str, *earlier: str, name: str = "d") -> Debate:
    """Make a debate in which one claim supersedes others."""
    return debate([later], list(earlier), relation="supersedes", id=name)


def around(*found: Debate) -> list[str]:
    return [complaint.wording.message for complaint in circles({each.id: each for each in found})]


def test_a_debate_has_two_sides() -> None:
    assert refused(["glim.c1"]) == [(("sides",), "debate-with-one-side")]


def test_a_side_rests_on_a_claim_or_a_reference() -> None:
    assert refused(["glim.c1"], []) == [(("sides", 1), "side-without-evidence")]
    sides = [
        {"label": "No", "says": "No.", "refs": [3]},
        {"label": "Yes", "says": "Y.", "refs": [4]},
    ]
    assert debate(sides=sides).sides[0].claims == ()


def test_a_claim_stands_on_one_side() -> None:
    assert refused(["glim.c1"], ["glow.c1", "glim.c1"]) == [
        (("sides", 1, "claims", 1), "claim-on-two-sides")
    ]


@pytest.mark.parametrize("values", [["hypoxia"], ["hypoxia", "normoxia", "not known"]])
def test_a_condition_has_one_value_for_each_side(values: list[str]) -> None:
    told = [{"kind": "oxygen", "values": values}]
    assert refused(["glim.c1"], ["glow.c1"], conditions=told) == [
        (("conditions", 0, "values"), "values-do-not-fit-sides")
    ]


def test_the_relations_that_read_from_the_first_side_are_known() -> None:
    directed = {relation for relation in Relation if not relation.symmetric}
    assert directed == {Relation.QUALIFIES, Relation.EXTENDS, Relation.SUPERSEDES}


def test_a_debate_shows_on_every_claim_of_every_side() -> None:
    told = debate(["a.c1", "a.c2"], ["b.c1"], ["c.c1"])
    found = Evidence(knowledge_base(debates=(told,))).debates_of
    assert set(found) == {"a.c1", "a.c2", "b.c1", "c.c1"}
    assert all(debates == (told,) for debates in found.values())


def test_a_question_shows_on_every_claim_that_it_blocks() -> None:
    asked = question(blocks=["a.c1", "b.c1"])
    evidence = Evidence(knowledge_base(questions={asked.id: asked}))
    assert evidence.questions_of == {"a.c1": (asked,), "b.c1": (asked,)}


def test_the_references_of_a_debate_are_those_of_its_studies_and_its_works_each_once() -> None:
    studies = (written_by("a", review_refs=[7, 2]), written_by("b", review_refs=[5]))
    told = debate(["a.c1"], ["b.c1", "a.c2"], ["gone.c1"])
    sides = [side.model_dump() for side in told.sides]
    sides[0]["refs"] = [5, 9]
    with_works = debate(sides=sides)
    evidence = Evidence(knowledge_base(*studies, debates=(with_works,)))
    assert evidence.references_of(with_works) == (2, 5, 7, 9)
    assert evidence.references_of(question(blocks=["a.c1"], refs=[1])) == (1, 2, 7)


def test_a_replication_by_the_same_people_is_refused() -> None:
    names = ("Ash A", "Elm E", "Yew Y")
    told = debate(["a.c1"], ["b.c1"], relation="replicates")
    one = knowledge_base(written_by("a", *names), written_by("b", *names), debates=(told,))
    two = knowledge_base(written_by("a", *names), written_by("b", "Fir F"), debates=(told,))
    unseen = knowledge_base(written_by("a"), written_by("b"), debates=(told,))
    assert [each.wording.code for each in replications(one)] == ["replication-within-one-group"]
    assert list(replications(two)) == list(replications(unseen)) == []


def test_a_debate_of_another_kind_may_stand_within_one_group() -> None:
    names = ("Ash A", "Elm E", "Yew Y")
    told = debate(["a.c1"], ["b.c1"])
    kb = knowledge_base(written_by("a", *names), written_by("b", *names), debates=(told,))
    assert list(replications(kb)) == []


def test_a_claim_may_supersede_one_that_supersedes_another() -> None:
    assert around(newer("c.c1", "b.c1", name="d"), newer("b.c1", "a.c1", name="e")) == []


def test_a_circle_of_superseding_is_found_once_whatever_its_length_and_order() -> None:
    pair = (newer("a.c1", "b.c1", name="d"), newer("b.c1", "a.c1", name="e"))
    three = (newer("a.c1", "b.c1", name="d"), newer("b.c1", "c.c1", name="e"))
    three = (*three, newer("c.c1", "a.c1", name="f"))
    for circle in (pair, pair[::-1], three, three[::-1]):
        assert len(around(*circle)) == 1


def test_two_circles_apart_are_both_found() -> None:
    first = (newer("a.c1", "b.c1", name="d"), newer("b.c1", "a.c1", name="e"))
    second = (newer("x.c1", "y.c1", name="f"), newer("y.c1", "x.c1", name="g"))
    assert len(around(*first, *second)) == 2
