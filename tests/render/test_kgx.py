"""The graph: every claim is an edge of the pinned Biolink model, and nothing said is lost."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import networkx
import pytest

import toy
from npcev_kb import pipeline
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.vocabulary import EffectKind, FlagState, Nature
from npcev_kb.render.export.formats import FORMATS
from npcev_kb.render.export.kgx.graph import LEVELS, NOT_KNOWN, PREDICATES, VESICLE
from npcev_kb.render.export.whole import Whole
from npcev_kb.store.project import Project

Row = dict[str, Any]
FOLDER = Path(__file__).parents[1] / "biolink"
BIOLINK = json.loads((FOLDER / "biolink-model-4.4.6.json").read_text(encoding="utf-8"))


@cache
def bases() -> dict[str, Whole]:
    real = pipeline.validate(Project(toy.REPOSITORY)).kb
    assert real is not None
    return {name: whole(kb) for name, kb in (("toys", toy.knowledge_base()), ("real", real))}


def whole(kb: KnowledgeBase) -> Whole:
    return Whole(kb.published, Evidence(kb.published))


@cache
def graph(name: str) -> tuple[list[Row], list[Row]]:
    nodes, edges = FORMATS["kgx"].files(bases()[name])
    assert (nodes.name, edges.name) == ("kgx/npcev-kb_nodes.jsonl", "kgx/npcev-kb_edges.jsonl")
    read = [[json.loads(line) for line in f.content.decode().splitlines()] for f in (nodes, edges)]
    assert [len(rows) for rows in read] == [nodes.rows, edges.rows]
    return read[0], read[1]


def claims(name: str) -> list[tuple[Row, Row]]:
    studies: Any = bases()[name].document["studies"]
    return [(study, claim) for study in studies for claim in study["claims"]]


def faults(row: Row) -> list[str]:
    """What the pinned model says against a node or edge."""
    name = row["category"][0].removeprefix("biolink:")
    schema = {"$ref": f"#/$defs/{name}", "$defs": BIOLINK["$defs"]}
    errors = jsonschema.Draft202012Validator(schema).iter_errors(row)
    return [f"{error.json_path}: {error.message}" for error in errors]


BOTH = pytest.mark.parametrize("name", ["toys", "real"])


@BOTH
def test_every_node_and_edge_passes_the_pinned_model(name: str) -> None:
    nodes, edges = graph(name)
    assert edges
    for row in (*nodes, *edges):
        assert faults(row) == [], row
    assert {edge["predicate"] for edge in edges} <= set(BIOLINK["predicates"])


def test_the_check_of_the_model_finds_what_is_wrong_two_faults_at_once() -> None:
    edge = graph("toys")[1][0]
    assert len(faults({**edge, "negated": "no", "agent_type": "robot"})) == 2
    assert faults({**edge, "strange": 1}) != []
    assert faults({k: v for k, v in edge.items() if k != "knowledge_level"}) != []


@BOTH
def test_ids_are_unique_and_every_end_and_attribute_has_a_node(name: str) -> None:
    nodes, edges = graph(name)
    ids = Counter(node["id"] for node in nodes)
    assert ids.most_common(1)[0][1] == 1
    assert len({edge["id"] for edge in edges}) == len(edges)
    for edge in edges:
        ends = {edge["subject"], edge["object"], *edge["qualifiers"], *edge["has_attribute"]}
        assert ends <= set(ids), edge["id"]


@BOTH
def test_every_claim_is_an_edge_from_each_subject_to_its_outcome(name: str) -> None:
    by_claim = defaultdict(list)
    for edge in graph(name)[1]:
        by_claim[edge["id"].removeprefix("npcev:").partition("/")[0]].append(edge)
    keys = {node["id"]: node["provided_by"][0] for node in graph(name)[0] if "provided_by" in node}
    assert set(by_claim) == {claim["ref"] for _, claim in claims(name)}
    for study, claim in claims(name):
        edges = by_claim[claim["ref"]]
        assert [keys[edge["object"]] for edge in edges] == [f"npcev:{claim['outcome']}"] * len(
            edges
        )
        ends = {edge["subject"] for edge in edges}
        if claim["subject"]:
            assert {keys[end] for end in ends} == {f"npcev:{key}" for key in claim["subject"]}
        else:
            assert ends == {VESICLE if claim["whole_vesicle"] else NOT_KNOWN}
        for edge in edges:
            compare(study, claim, edge)


def compare(study: Row, claim: Row, edge: Row) -> None:
    """An edge says what the claim says: effect, level, basis, flags, voice and context."""
    said = {*edge["qualifiers"], *edge["has_attribute"]}
    nature = Nature(claim["nature"])
    assert edge["negated"] is (claim["effect"] == EffectKind.NO_EFFECT)
    assert (edge["predicate"], edge["knowledge_level"]) == (PREDICATES[nature], LEVELS[nature])
    review = claim["level_basis"] == "review_only"
    level = "review_only" if review else f"E{claim['level_rank']}"
    field = {True: "true", False: "false", None: "not_known"}[claim["in_field"]]
    for token in (
        f"effect/{claim['effect']}", f"level/{level}", f"basis/{claim['level_basis']}",
        f"in-field/{field}", f"disease/{claim['context']['disease'] or 'not_known'}",
        f"voice/{claim['voice']}", f"identification/{study['identification']['status']}",
        f"independence/groups/{claim['independence']['groups']}",
    ):  # fmt: skip
        assert f"npcev:{token}" in said, (edge["id"], token)
    flags = {token for token in said if token.startswith("npcev:flag/")}
    assert flags == {f"npcev:flag/{flag['code']}/{flag['state']}" for flag in claim["flags"]}
    assert edge["description"] == claim["level_trace"]
    modules = {token for token in said if token.startswith("npcev:module/")}
    assert modules == {f"npcev:module/{module}" for module in study["modules"]}
    known = study["identification"]
    assert bool(edge.get("publications")) is bool(known["doi"] or known["pmid"] or known["pmcid"])


def test_flags_of_all_three_states_and_both_sides_of_debates_are_there() -> None:
    said = {token for edge in graph("real")[1] for token in edge["has_attribute"]}
    for state in FlagState:
        assert any(token.endswith(f"/{state.value}") for token in said)
    debates: Any = bases()["real"].document["debates"]
    sides = {
        f"npcev:debate/{debate['id']}/{number}"
        for debate in debates
        for number, side in enumerate(debate["sides"], 1)
        if side["claims"]
    }
    assert {token for token in said if token.startswith("npcev:debate/")} == sides


def test_a_claim_without_effect_is_negated_and_a_hostile_name_comes_back_unchanged() -> None:
    nodes, edges = graph("toys")
    assert any(edge["negated"] for edge in edges)
    names = {node["name"] for node in nodes}
    entities: Any = bases()["toys"].document["entities"]
    assert {entity["label"] for entity in entities} <= names
    assert any("<x-evil" in name for name in names)


def test_networkx_reads_the_graph_and_finds_the_cargos_that_act_in_vivo_on_radioresistance() -> (
    None
):
    nodes, edges = graph("real")
    made = networkx.MultiDiGraph()
    made.add_nodes_from((node["id"], node) for node in nodes)
    made.add_edges_from((e["subject"], e["object"], e["id"], e) for e in edges)
    (there,) = (n["id"] for n in nodes if n.get("provided_by") == ["npcev:radioresistance"])
    found = {
        made.nodes[subject]["name"]
        for subject, _, edge in made.in_edges(there, data=True)
        if "npcev:tested-in/animal" in edge["has_attribute"]
        and "npcev:level/review_only" not in edge["has_attribute"]
        and "npcev:in-field/false" not in edge["has_attribute"]
    }
    labels = {each["key"]: each["label"] for each in bases()["real"].document["entities"]}  # type: ignore[union-attr, index, call-overload]
    wanted = set()
    for study, claim in claims("real"):
        animals = {each["id"] for each in study["experiments"] if each["animals"]}
        tests = {s["experiment"] for s in claim["support"] if s["stance"] == "supports"}
        known = claim["level_basis"] != "review_only" and claim["in_field"] is not False
        if claim["outcome"] == "radioresistance" and animals & tests and known:
            wanted |= {labels[key] for key in claim["subject"]} or {"extracellular vesicle"}
    assert found == wanted
    assert found
