"""The network: a claim is a way, what is not known is a place of its own, edges collect claims."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import toy
from analysis.making import cells, debate, knowledge_base, study
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.mechanism import Edge, Mechanism
from npcev_kb.analysis.neighbourhood import MOST_EDGES, neighbourhood
from npcev_kb.analysis.ways import Path
from npcev_kb.model.debate import Debate
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import Column, EffectKind, Level

GLOWS = {"id": "c1", "family": "mechanism", "effect": "promotes", "outcome": "glowing"}


def told(name: str = "glim", claim: dict[str, Any] | None = None, **more: Any) -> Study:
    """Make a study with one claim, that its cargo promotes glowing unless told otherwise."""
    fields = {**GLOWS, **(claim or {})}
    return study(cells("sound-line"), claims=[fields], id=name, label=name, **more)


def network(*studies: Study, debates: tuple[Debate, ...] = ()) -> Mechanism:
    return Mechanism(Evidence(knowledge_base(*studies, debates=debates)))


def way(made: Study) -> dict[str, list[str]]:
    """Return the names of the places that the only claim of a study passes, by column."""
    (path,) = network(made).everywhere
    return {c.value: [n.id.partition(":")[2] for n in stop] for c, stop in path.stops.items()}


def edge(mechanism: Mechanism, start: str, end: str) -> Edge:
    """Return the only edge between two places."""
    (found,) = [e for e in mechanism.graph.edges if (e.start.id, e.end.id) == (start, end)]
    return found


WHOLE = {
    "ev": {"sources": [{"kind": "cell_culture", "cell": "sound-line"}]},
    "recipients": [{"entity": "moor-cell"}],
}
BY_B = {"via": [{"entity": "protein-b", "tested": True}]}


def test_a_claim_leads_from_source_through_cargo_recipient_and_step_to_the_outcome() -> None:
    made = told(claim=BY_B, **WHOLE)
    assert way(made) == {
        "source": ["sound-line"],
        "cargo": ["protein-a"],
        "recipient": ["moor-cell"],
        "step": ["protein-b"],
        "outcome": ["glowing"],
    }
    (path,) = network(made).paths
    assert [(start.id, end.id, effect) for start, end, effect in path.hops] == [
        ("source:sound-line", "cargo:protein-a", None),
        ("cargo:protein-a", "recipient:moor-cell", None),
        ("recipient:moor-cell", "step:protein-b", None),
        ("step:protein-b", "outcome:glowing", EffectKind.PROMOTES),
    ]


def test_what_is_not_known_of_a_claim_is_a_place_of_its_own_in_each_column() -> None:
    assert way(told(cargo=[])) == {
        "source": [".unknown"],
        "cargo": [".unknown"],
        "recipient": [".unknown"],
        "step": [".unknown"],
        "outcome": ["glowing"],
    }


def test_the_vesicles_as_a_whole_are_no_unknown_cargo() -> None:
    assert way(told(claim={"whole_vesicle": True}))["cargo"] == [".whole"]


def test_a_source_without_a_cell_is_its_kind_unless_that_is_not_stated_either() -> None:
    assert way(told(ev={"sources": [{"kind": "serum"}]}))["source"] == [".serum"]
    assert way(told(ev={"sources": [{"kind": "not_stated"}]}))["source"] == [".unknown"]


def test_inside_the_shedding_cell_there_is_no_recipient() -> None:
    made = told(claim={"actor": "donor_cell"}, recipients=[{"entity": "moor-cell"}])
    assert "recipient" not in way(made)


def test_a_tool_has_a_recipient_only_where_one_is_named() -> None:
    assert "recipient" not in way(told(tumour_effect="not_applicable"))
    named = told(tumour_effect="not_applicable", recipients=[{"entity": "moor-cell"}])
    assert way(named)["recipient"] == ["moor-cell"]


def test_an_association_needs_no_step() -> None:
    assert "step" not in way(told(claim={"effect": "associated_with", "matrix": "serum_ev"}))


def test_only_mechanisms_and_therapies_are_ways() -> None:
    marker = {"family": "biomarker", "effect": "distinguishes", "matrix": "serum_ev"}
    assert network(told(claim=marker)).everywhere == ()
    assert len(network(told(claim={"family": "therapy"})).everywhere) == 1


def test_claims_of_several_studies_meet_on_an_edge_with_the_groups_behind_them() -> None:
    people = {"identification": {"status": "unresolved", "authors": ["Ash A", "Elm E", "Yew Y"]}}
    mechanism = network(told("a", **people), told("b", **people), told("c"))
    met = edge(mechanism, "step:.unknown", "outcome:glowing")
    assert [path.ref for path in met.paths] == ["a.c1", "b.c1", "c.c1"]
    assert met.groups.text == "3 studies, 1 group, 1 not known"


def test_opposite_effects_between_two_places_are_two_edges_and_one_before_them() -> None:
    mechanism = network(told("a", **WHOLE), told("b", claim={"effect": "inhibits"}, **WHOLE))
    last = [e for e in mechanism.graph.edges if e.end.column is Column.OUTCOME]
    assert {e.effect: [p.ref for p in e.paths] for e in last} == {
        EffectKind.PROMOTES: ["a.c1"],
        EffectKind.INHIBITS: ["b.c1"],
    }
    before = edge(mechanism, "cargo:protein-a", "recipient:moor-cell")
    assert before.directions == (EffectKind.PROMOTES, EffectKind.INHIBITS)


def test_what_the_review_says_stands_apart_from_the_level_of_an_edge() -> None:
    tested = {"support": ["e1"]}
    review = {"reading_basis": "review_only"}
    alone = network(told("a", claim=tested, **review))
    met = edge(alone, "step:.unknown", "outcome:glowing")
    assert (met.level, met.review_level) == (None, Level.E1)
    both = network(told("a", claim=tested, **review), told("b"))
    met = edge(both, "step:.unknown", "outcome:glowing")
    assert (met.level, met.review_level) == (Level.E0, Level.E1)


def test_a_step_is_proposed_until_one_claim_of_its_edge_tests_it() -> None:
    open_step = {"via": [{"entity": "protein-b"}]}
    only = network(told("a", claim=open_step, **WHOLE))
    assert edge(only, "recipient:moor-cell", "step:protein-b").proposed
    both = network(told("a", claim=open_step, **WHOLE), told("b", claim=BY_B, **WHOLE))
    assert not edge(both, "recipient:moor-cell", "step:protein-b").proposed


def test_a_dispute_shows_on_the_edges_of_its_claims_and_an_agreement_does_not() -> None:
    studies = (told("a"), told("b", claim={"effect": "inhibits"}))
    for relation, shown in (("disputes", 1), ("opposite_direction", 1), ("extends", 0)):
        sides = (["a.c1"], ["b.c1"])
        mechanism = network(*studies, debates=(debate(*sides, relation=relation),))
        assert {len(e.disputes) for e in mechanism.graph.edges} == {shown}, relation
        assert all(len(path.debates) == 1 for path in mechanism.paths)


def abroad() -> KnowledgeBase:
    """Return a knowledge base on moor fever with a claim on it, on pond fever, and on neither."""
    kb = knowledge_base(
        told("here", disease="moor-fever"), told("elsewhere", disease="pond-fever"), told("open")
    )
    return replace(kb, review=kb.review.model_copy(update={"disease": "moor-fever"}))


def test_claims_on_other_diseases_stand_apart_and_those_on_none_that_was_seen_do_not() -> None:
    mechanism = Mechanism(Evidence(abroad()))
    assert [path.ref for path in mechanism.paths] == ["here.c1", "open.c1"]
    assert [path.ref for path in mechanism.elsewhere] == ["elsewhere.c1"]
    assert {p.ref for e in mechanism.graph.edges for p in e.paths} == {"here.c1", "open.c1"}
    assert len(mechanism.passing["glowing"]) == 2


def test_the_network_does_not_depend_on_the_order_of_records() -> None:
    kb = toy.knowledge_base()
    expected = Mechanism(Evidence(kb))
    assert expected.graph.edges
    for seed in range(5):
        names = list(kb.studies)
        random.Random(seed).shuffle(names)
        turned = replace(kb, studies={name: kb.studies[name] for name in names})
        found = Mechanism(Evidence(turned))
        assert said(found) == said(expected)
        assert found.graph.nodes == expected.graph.nodes


def said(mechanism: Mechanism) -> list[tuple[object, ...]]:
    return [
        (e.start, e.end, e.effect, tuple(p.ref for p in e.paths), e.groups)
        for e in mechanism.graph.edges
    ]


def test_every_claim_of_the_toy_network_can_be_followed_along_edges_to_its_outcome() -> None:
    mechanism = Mechanism(Evidence(toy.knowledge_base()))
    edges = {(e.start, e.end, e.effect): e for e in mechanism.graph.edges}
    for path in mechanism.paths:
        assert path.hops[-1][1].column is Column.OUTCOME
        assert all(path in edges[hop].paths for hop in path.hops)


def many(number: int, **more: Any) -> list[Study]:
    """Make studies that each lead to an outcome by a step of their own."""
    claim = {"via": [{"entity": "protein-b"}], **more}
    outcomes = ("glowing", "hushing", "survival", "stubbornness")
    return [
        told(f"s{n:02}", {**claim, "outcome": outcomes[n % 4]}, cargo=[cargo(n)], **WHOLE)
        for n in range(number)
    ]


def cargo(n: int) -> dict[str, str]:
    names = ("protein-a", "histone-a", "histone-b", "moor-mouse", "pond-fish", "unchecked-line")
    return {"entity": names[n % 6], "form": "protein"}


def near(mechanism: Mechanism) -> list[Path]:
    found = neighbourhood(mechanism, mechanism.paths)
    assert found is not None
    assert found.left_out == len(mechanism.paths) - len(found.paths)
    return list(found.paths)


def test_a_neighbourhood_stays_small_and_counts_what_it_leaves_out() -> None:
    mechanism = network(*many(12))
    found = neighbourhood(mechanism, mechanism.paths)
    assert found is not None
    assert 6 < len(found.graph.edges) <= MOST_EDGES
    assert found.left_out == 12 - len(found.paths) > 0


def test_a_neighbourhood_takes_what_was_seen_before_what_the_review_alone_says() -> None:
    read = told("z", {"support": ["e1"]})
    unread = told("a", {"support": ["e1"], "outcome": "hushing"}, reading_basis="review_only")
    assert [path.ref for path in near(network(unread, read))] == ["z.c1", "a.c1"]


def test_a_claim_too_large_for_the_picture_gives_way_unless_it_is_alone() -> None:
    wide = {"via": [{"entity": key} for key in ("protein-b", "histone-a", "histone-b", "moor-cell",
                                                "moor-mouse", "pond-fish")]}  # fmt: skip
    large = told("a", {**wide, "support": ["e1"]}, **WHOLE)
    assert [path.ref for path in near(network(large, told("b")))] == ["b.c1"]
    assert [path.ref for path in near(network(large))] == ["a.c1"]


def test_nothing_has_no_neighbourhood() -> None:
    assert neighbourhood(network(), ()) is None
