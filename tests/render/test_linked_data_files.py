"""Turtle and JSON-LD: nothing of the document is lost, and what is not known is said to be so."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

import toy
import triples
from npcev_kb.render.export.plain import plain
from npcev_kb.render.export.rdf import jsonld, turtle
from npcev_kb.render.export.rdf.computed import COMPUTED
from npcev_kb.render.export.rdf.graph import Node, Walk
from npcev_kb.render.export.rdf.names import OWN, Names, word
from npcev_kb.render.export.rdf.vocabulary import kinds_of, models, properties
from npcev_kb.render.export.rdf.words import lists
from npcev_kb.render.settings import Settings
from triples import ask

BOTH = pytest.mark.parametrize("name", ["toys", "real"])
RECORDS = {"Study": "studies", "Work": "works", "Debate": "debates", "Question": "questions",
           "Entity": "entities", "Person": "people", "Waiver": "waivers"}  # fmt: skip


def document(name: str) -> dict[str, Any]:
    return triples.whole(name).document


def claims(name: str) -> list[dict[str, Any]]:
    return [claim for study in document(name)["studies"] for claim in study["claims"]]


@BOTH
def test_turtle_and_json_ld_hold_the_same_triples(name: str) -> None:
    one, other = set(triples.turtle(name)), set(triples.jsonld(name))
    assert len(one) > 3000
    assert one == other


@BOTH
def test_the_rows_of_the_data_page_are_the_triples_of_the_file(name: str) -> None:
    (file,) = triples.files(triples.whole(name), "turtle").values()
    assert file.rows == len(triples.turtle(name))


@BOTH
def test_every_record_comes_back_whole_from_its_triples(name: str) -> None:
    graph = triples.turtle(name)
    for model, folder in RECORDS.items():
        found = {str(graph.value(node, DCTERMS.identifier)): node
                 for node in graph.subjects(RDF.type, URIRef(OWN + model))}  # fmt: skip
        key = "key" if model in ("Entity", "Person") else "id"
        expected = {record[key]: record for record in document(name)[folder]}
        assert found.keys() == expected.keys()
        for record, node in found.items():
            came = triples.again(graph, model, node)
            assert came == triples.flattened(model, expected[record]), record
    (review,) = graph.subjects(RDF.type, URIRef(f"{OWN}Review"))
    expected_review = triples.flattened("Review", document(name)["review"])
    assert triples.again(graph, "Review", review) == expected_review
    kinds = {str(graph.value(node, DCTERMS.identifier)): triples.again(graph, "EntityKind", node)
             for node in graph.subjects(RDF.type, URIRef(f"{OWN}EntityKind"))}  # fmt: skip
    assert kinds == {
        key: triples.flattened("EntityKind", plain(kind))
        for key, kind in triples.whole(name).kb.kinds.items()
    }


def test_a_field_that_nobody_described_is_refused_and_not_lost() -> None:
    claim = claims("toys")[0]
    walk = Walk(Names())
    with pytest.raises(KeyError, match="mood"):
        walk.node("Claim", {**claim, "mood": "good"}, "urn:x", "study")
    with pytest.raises(KeyError, match="effect"):
        walk.node("Claim", {k: v for k, v in claim.items() if k != "effect"}, "urn:x", "study")


@BOTH
def test_a_claim_keeps_its_direction_also_where_there_is_no_effect(name: str) -> None:
    rows = ask(
        triples.turtle(name),
        """SELECT ?ref ?word WHERE {
        ?c a npcev:Claim; dcterms:identifier ?ref; npcev:effect/skos:notation ?word }""",
    )
    assert rows == sorted((claim["ref"], claim["effect"]) for claim in claims(name))
    refuting = ask(
        triples.turtle(name),
        """SELECT ?ref ?e WHERE { ?c dcterms:identifier ?ref;
        npcev:support [ npcev:experiment/npcev:partId ?e; npcev:stance npcev:Stance-refutes ] }""",
    )
    assert refuting == sorted(
        (claim["ref"], support["experiment"])
        for claim in claims(name)
        for support in claim["support"]
        if support["stance"] == "refutes"
    )


@BOTH
def test_levels_stand_with_trace_and_basis_and_the_review_alone_reaches_none(name: str) -> None:
    rows = ask(
        triples.turtle(name),
        """SELECT ?ref ?level ?rank ?trace ?basis ?seen WHERE {
        ?c dcterms:identifier ?ref; npcev:level ?level; npcev:levelRank ?rank;
        npcev:levelTrace ?trace; npcev:levelBasis/skos:notation ?basis;
        npcev:levelSeen/skos:notation ?seen }""",
    )
    fields = ("ref", "level", "level_rank", "level_trace", "level_basis", "level_seen")
    of_claims = [tuple(claim[field] for field in fields) for claim in claims(name)]
    assert rows == sorted(row for row in of_claims if row[4] != "review_only")
    alone = ask(
        triples.turtle(name),
        """SELECT ?ref ?level ?rank ?trace WHERE {
        ?c a npcev:ReviewOnlyClaim; dcterms:identifier ?ref; npcev:levelByReviewOnly ?level;
        npcev:levelRankByReviewOnly ?rank; npcev:levelTrace ?trace
        FILTER NOT EXISTS { ?c npcev:level|npcev:levelRank|npcev:ladder ?reached } }""",
    )
    assert alone == sorted(row[:4] for row in of_claims if row[4] == "review_only")
    assert rows
    assert alone


@BOTH
def test_flags_keep_all_three_states_with_their_reasons(name: str) -> None:
    rows = ask(
        triples.turtle(name),
        """SELECT ?ref ?code ?state ?reason WHERE {
        ?c dcterms:identifier ?ref; npcev:flags [ npcev:code/skos:notation ?code;
        npcev:state/skos:notation ?state; npcev:reason ?reason ] }""",
    )
    assert rows == sorted(
        (claim["ref"], flag["code"], flag["state"], flag["reason"])
        for claim in claims(name)
        for flag in claim["flags"]
    )
    assert {row[2] for row in rows} == {"raised", "cleared", "not_assessable"}


@BOTH
def test_debates_keep_their_sides_with_claims_and_references(name: str) -> None:
    rows = ask(
        triples.turtle(name),
        """SELECT ?id ?relation ?place ?label ?claim WHERE {
        ?d a npcev:Debate; dcterms:identifier ?id; npcev:relation/skos:notation ?relation;
        npcev:sides ?side . ?side npcev:place ?place; rdfs:label ?label .
        OPTIONAL { ?side npcev:claims ?claim } }""",
    )
    expected = [
        (debate["id"], debate["relation"], place, side["label"], claim)
        for debate in document(name)["debates"]
        for place, side in enumerate(debate["sides"], 1)
        for claim in side["claims"] or [None]
    ]
    assert rows == sorted(expected, key=lambda row: tuple(map(str, row)))


@BOTH
def test_the_disease_context_is_true_false_or_not_known(name: str) -> None:
    rows = ask(
        triples.turtle(name),
        """SELECT ?ref ?in ?not WHERE { ?c dcterms:identifier ?ref .
        ?c a npcev:Claim OPTIONAL { ?c npcev:inField ?in }
        BIND(EXISTS { ?c npcev:noValueFor npcev:inField } AS ?not) }""",
    )
    assert rows == sorted(
        ((claim["ref"], claim["in_field"], claim["in_field"] is None) for claim in claims(name)),
        key=lambda row: tuple(map(str, row)),
    )


@BOTH
def test_it_is_told_who_looked_for_a_retraction_and_where_nobody_did(name: str) -> None:
    graph = triples.turtle(name)
    found = ask(
        graph,
        """SELECT ?id ?what ?day ?source WHERE { ?s dcterms:identifier ?id;
        npcev:sourceEvents [ npcev:found/skos:notation ?what; npcev:day ?day;
        npcev:source ?source ] }""",
    )
    records = [*document(name)["studies"], *document(name)["works"]]
    assert [(i, w, d.isoformat(), s) for i, w, d, s in found] == sorted(
        {
            (record["id"], event["found"], event["day"], event["source"])
            for record in records
            for event in record["source_events"]
        }
    )
    nobody = ask(
        graph,
        """SELECT ?id WHERE { ?s dcterms:identifier ?id;
        npcev:noValueFor npcev:sourceEvents }""",
    )
    assert nobody == sorted((r["id"],) for r in records if not r["source_events"])
    assert nobody


@BOTH
def test_who_says_a_thing_and_where_stands_beside_every_fact(name: str) -> None:
    rows = ask(
        triples.turtle(name),
        """SELECT ?ref ?voice ?at WHERE { ?c a npcev:Claim;
        dcterms:identifier ?ref; npcev:voice/skos:notation ?voice; npcev:at ?at }""",
    )
    assert rows == sorted((claim["ref"], claim["voice"], claim["at"]) for claim in claims(name))
    silent = ask(
        triples.turtle(name),
        """SELECT ?x WHERE { VALUES ?kind { npcev:Metric npcev:Claim
        npcev:Experiment npcev:Cargo npcev:LineUsed npcev:Patients } ?x a ?kind
        FILTER NOT EXISTS { ?x npcev:voice ?voice; npcev:at ?at } }""",
    )
    assert silent == []


@BOTH
def test_a_guess_for_a_work_is_no_identifier_and_an_identifier_leads_to_its_register(
    name: str,
) -> None:
    graph = triples.turtle(name)
    records = [*document(name)["studies"], *document(name)["works"]]
    told = [record["identification"] for record in records]
    dois = ask(graph, "SELECT ?doi ?sure WHERE { ?i a npcev:Identification; bibo:doi ?doi; "
                      "npcev:status/skos:notation ?sure; rdfs:seeAlso ?there "
                      "FILTER(STRSTARTS(STR(?there), 'https://doi.org/')) }")  # fmt: skip
    assert dois == sorted((each["doi"], each["status"]) for each in told if each["doi"])
    guessed = {one["doi"] for each in told for one in each["candidates"] if one["doi"]}
    assert {row[0] for row in dois}.isdisjoint(guessed - {each["doi"] for each in told})


@BOTH
def test_terms_are_concepts_that_match_their_registers(name: str) -> None:
    whole = triples.whole(name)
    rows = ask(
        triples.turtle(name),
        """SELECT ?key ?label ?curie (STR(?there) AS ?address) WHERE {
        ?t a skos:Concept; dcterms:identifier ?key; skos:prefLabel ?label; npcev:curie ?curie .
        OPTIONAL { ?t skos:exactMatch ?there } }""",
    )
    expected = []
    for key, entity in sorted(whole.kb.entities.items()):
        if entity.curie:
            prefix, _, local = entity.curie.partition(":")
            url = whole.kb.prefixes[prefix].url if prefix in whole.kb.prefixes else None
            address = url.replace("{id}", local) if url else None
            expected.append((key, entity.label, entity.curie, address))
    assert rows == sorted(expected, key=lambda row: tuple(map(str, row)))


def test_every_property_holds_things_or_values_and_never_both() -> None:
    from npcev_kb.render.export.rdf.vocabulary import Kind

    things = {Kind.PART, Kind.POINTER}
    mixed = {name: kinds for name, kinds in kinds_of().items()
             if len(kinds) > 1 and not kinds <= things}  # fmt: skip
    assert mixed == {}


def test_every_word_has_a_name_of_its_own_and_no_list_is_called_like_a_model() -> None:
    names = [word(name, each.value) for name, (_, words) in lists().items() for each in words]
    assert len(set(names)) == len(names)
    assert lists().keys().isdisjoint({*models(), *COMPUTED})


@BOTH
def test_everything_of_our_own_that_is_used_is_explained_in_the_file(name: str) -> None:
    graph = triples.turtle(name)
    explained = {str(subject) for subject, _ in graph.subject_objects(RDF.type)}
    used = {str(node) for triple in graph for node in triple if str(node).startswith(OWN)}
    assert used - explained == set()
    for kind, about in ((RDF.Property, "rdfs:comment"), (SKOS.Concept, "skos:prefLabel")):
        silent = ask(graph, f"SELECT ?x WHERE {{ ?x a <{kind}> FILTER NOT EXISTS "
                            f"{{ ?x {about} ?said }} }}")  # fmt: skip
        assert silent == []


def test_no_node_is_blank_and_every_iri_is_whole() -> None:
    for name in ("toys", "real"):
        for triple in triples.turtle(name):
            for node in triple:
                assert isinstance(node, URIRef | Literal)
                if isinstance(node, URIRef):
                    assert re.fullmatch(r"(urn:npcev:|https?://)[^\s<>\"{}|\\^`]+", str(node))


def test_with_an_address_things_are_named_by_their_pages() -> None:
    kb = toy.knowledge_base().published
    from npcev_kb.analysis.evidence import Evidence
    from npcev_kb.render.export.whole import Whole

    at = "https://toy.example/kb/"
    whole = Whole(kb, Evidence(kb), settings=Settings(address=at, name="toy-kb"))
    graph = triples.parsed(triples.files(whole, "turtle")["npcev-kb.ttl"].content, "turtle")
    assert len(graph) == len(triples.turtle("toys"))
    claim = URIRef(f"{at}studies/rna-b-drug/#c1")
    assert (claim, DCTERMS.isPartOf, URIRef(f"{at}studies/rna-b-drug/#record")) in graph
    assert (None, None, URIRef(f"{at}entities/genes/protein-a/#term")) in graph
    ours = {str(node) for node in graph.all_nodes() if str(node).startswith("urn:npcev:")}
    assert all(iri.startswith(OWN) for iri in ours)
    assert str(graph.value(URIRef(f"{at}data/#dataset"), DCTERMS.title)).startswith("toy-kb: ")


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    node = Node("urn:npcev:x", ["npcev:Claim"])
    for text in texts:
        node.add("npcev:text", Literal(text))
    written, count = turtle.block([node])
    ours = json.dumps({"@context": jsonld.context(), "@graph": [jsonld.node(node)]})
    for content, form in ((turtle.prefixes() + written, "turtle"), (ours, "json-ld")):
        graph = triples.parsed(content, form)
        found = sorted(map(str, graph.objects(None, URIRef(f"{OWN}text"))))
        assert found == sorted(set(texts)), form
        assert len(graph) == count


@given(TEXTS, TEXTS)
def test_an_iri_holds_any_text_safely_and_two_texts_never_meet(one: str, other: str) -> None:
    for names in (Names(), Names("https://toy.example/kb/")):
        for kind in ("study", "term", "debate", "waiver"):
            first, second = names.of(kind, one), names.of(kind, other)
            assert re.fullmatch(r"[A-Za-z0-9:/#.%_~-]+", first)
            assert one == other or first != second


def test_the_context_lies_beside_the_file_that_has_it_inside() -> None:
    made = triples.files(triples.whole("toys"), "json-ld")
    inside = json.loads(made["npcev-kb.jsonld"].content)["@context"]
    assert json.loads(made["context.jsonld"].content) == {"@context": inside}
    assert inside["@vocab"] == OWN
    own = {name.removeprefix("npcev:") for name in kinds_of() if name.startswith("npcev:")}
    assert {name for name in inside if name in properties("Claim")} <= own


def test_drafts_are_in_no_file_of_linked_data_but_where_a_debate_names_them() -> None:
    draft = next(iter(toy.knowledge_base().drafts)).id
    graph = triples.turtle("toys")
    assert not any(draft in str(subject) for subject in graph.subjects())
    assert (None, DCTERMS.identifier, Literal(draft)) not in graph
