"""Nanopublications, the crate and the graph against shapes of our own, which can fail."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF

import toy
import triples
from crates import SCHEMA, complaints, crate_graph
from npcev_kb.cli import main
from npcev_kb.render.downloads import Downloads
from npcev_kb.render.export.crate import media_type
from npcev_kb.render.export.rdf.names import OWN, PREFIXES

BOTH = pytest.mark.parametrize("name", ["toys", "real"])
NP, PROV = PREFIXES["np"], PREFIXES["prov"]


def without(graph: Graph, *gone: tuple[object, object, object]) -> Graph:
    """Return a copy without the first triple of each pattern, which must be there."""
    copy = Graph()
    for triple in graph:
        copy.add(triple)
    for pattern in gone:
        copy.remove(sorted(copy.triples(pattern))[0])  # type: ignore[arg-type]
    return copy


def own(name: str) -> URIRef:
    return URIRef(OWN + name)


@BOTH
def test_the_graph_conforms_to_its_shapes(name: str) -> None:
    assert complaints(triples.turtle(name), "graph.ttl") == ""


@pytest.mark.parametrize(
    ("gone", "named"),
    [
        ((None, own("effect"), None), ["effect"]),
        ((None, own("levelBasis"), own("ReadingBasis-review_only")), ["levelBasis"]),
        ((None, own("level"), None), ["XoneConstraintComponent"]),
        ((None, own("state"), own("FlagState-not_assessable")), ["state"]),
        ((None, own("sides"), None), ["sides"]),
        ((None, own("noValueFor"), own("inField")), ["OrConstraintComponent"]),
        ((None, own("noValueFor"), own("sourceEvents")), ["XoneConstraintComponent"]),
        ((URIRef("urn:npcev:dataset"), DCTERMS.license, None), ["license"]),
    ],
)
def test_a_graph_that_lost_a_triple_does_not_conform(
    gone: tuple[object, object, object], named: list[str]
) -> None:
    told = complaints(without(triples.turtle("toys"), gone), "graph.ttl")
    for word in named:
        assert word in told


def test_two_faults_at_once_are_both_named_and_a_level_beside_the_review_alone_is_one() -> None:
    graph = without(triples.turtle("toys"), (None, own("reason"), None))
    node = next(graph.subjects(RDF.type, own("ReviewOnlyClaim")))
    graph.add((node, own("level"), Literal("E5")))
    told = complaints(graph, "graph.ttl")
    assert "Less than 1 values" in told
    assert "->npcev:reason" in told
    assert f"More than 0 values on <{node}>->npcev:level" in told


@BOTH
def test_each_claim_has_one_nanopublication_of_exactly_four_graphs(name: str) -> None:
    graphs = triples.trig(name)
    claims = [c["ref"] for s in triples.whole(name).document["studies"] for c in s["claims"]]
    expected = {
        f"urn:npcev:nanopub:{ref}.{graph}"
        for ref in claims
        for graph in ("head", "assertion", "provenance", "pubinfo")
    }
    assert graphs.keys() == expected
    assert all(map(len, graphs.values()))
    for ref in claims:
        base = f"urn:npcev:nanopub:{ref}"
        assert set(graphs[f"{base}.head"]) == {
            (URIRef(base), RDF.type, URIRef(f"{NP}Nanopublication")),
            (URIRef(base), URIRef(f"{NP}hasAssertion"), URIRef(f"{base}.assertion")),
            (URIRef(base), URIRef(f"{NP}hasProvenance"), URIRef(f"{base}.provenance")),
            (URIRef(base), URIRef(f"{NP}hasPublicationInfo"), URIRef(f"{base}.pubinfo")),
        }
        claim = URIRef(f"urn:npcev:claim:{ref}")
        assertion, provenance = graphs[f"{base}.assertion"], graphs[f"{base}.provenance"]
        assert (claim, own("effect"), None) in assertion
        assert (claim, own("levelTrace"), None) not in assertion
        assert (URIRef(f"{base}.assertion"), URIRef(f"{PROV}wasDerivedFrom"), None) in provenance
        assert (claim, own("levelTrace"), None) in provenance


@BOTH
def test_a_nanopublication_says_all_that_the_graph_says_of_its_claim_and_no_more(name: str) -> None:
    graph, graphs = triples.turtle(name), triples.trig(name)
    for claim in graph.subjects(RDF.type, own("Claim")):
        ref = str(graph.value(claim, DCTERMS.identifier))
        both = [
            set(graphs[f"urn:npcev:nanopub:{ref}.{part}"].triples((claim, None, None)))
            for part in ("assertion", "provenance")
        ]
        assert both[0] | both[1] == set(graph.triples((claim, None, None)))
        assert {predicate for _, predicate, _ in both[0] & both[1]} <= {RDF.type}


@BOTH
def test_a_disputed_claim_carries_its_debates_and_what_was_found_on_its_work(
    name: str,
) -> None:
    graphs = triples.trig(name)
    disputed = 0
    for debate in triples.whole(name).document["debates"]:
        for side in debate["sides"]:
            for ref in side["claims"]:
                provenance = graphs.get(f"urn:npcev:nanopub:{ref}.provenance")
                if provenance is not None:  # else a draft
                    node = URIRef(f"urn:npcev:debate:{debate['id']}")
                    assert len(list(provenance.objects(node, own("sides")))) == len(debate["sides"])
                    disputed += 1
    assert disputed
    for study in triples.whole(name).document["studies"]:
        for claim in study["claims"]:
            provenance = graphs[f"urn:npcev:nanopub:{claim['ref']}.provenance"]
            found = set(map(str, provenance.objects(None, own("found"))))
            events = {event["found"] for event in study["source_events"]}
            assert found >= {f"{OWN}SourceEventKind-{event}" for event in events}


@BOTH
def test_nanopublications_conform_and_not_without_licence_or_date(name: str) -> None:
    union = Graph()
    for graph in triples.trig(name).values():
        union += graph
    assert complaints(union, "nanopub.ttl") == ""
    for gone in (DCTERMS.license, DCTERMS.created, URIRef(f"{PROV}wasDerivedFrom")):
        told = complaints(without(union, (None, gone, None)), "nanopub.ttl")
        assert re.split("[/#]", str(gone))[-1] in told


@cache
def offer(name: str) -> Downloads:
    return Downloads(triples.whole(name))


@BOTH
def test_the_crate_names_every_file_of_the_data_page_with_its_digest_and_size(name: str) -> None:
    *described, last = offer(name).files
    assert last.file.name == "ro-crate-metadata.json"
    nodes = {each["@id"]: each for each in json.loads(last.file.content)["@graph"]}
    files = {key: node for key, node in nodes.items() if node["@type"] == "File"}
    assert set(files) == {each.file.name for each in described}
    assert [part["@id"] for part in nodes["./"]["hasPart"]] == list(files)
    for each in described:
        node = files[each.file.name]
        assert node["sha256"] == hashlib.sha256(each.file.content).hexdigest()
        assert node["contentSize"] == str(len(each.file.content))
        assert node["encodingFormat"] == media_type(each.name)
    assert {"npcev-kb.ttl", "context.jsonld", "nanopublications.trig"} <= files.keys()


@BOTH
def test_the_crate_conforms_to_its_shapes_and_not_without_a_digest_or_licence(name: str) -> None:
    graph = crate_graph(offer(name).files[-1].file.content)
    assert complaints(graph, "crate.ttl") == ""
    root = URIRef("urn:crate:/")
    for gone in ("license", "isBasedOn", "author", "datePublished"):
        assert gone in complaints(without(graph, (root, URIRef(SCHEMA + gone), None)), "crate.ttl")
    for gone in ("sha256", "contentSize", "encodingFormat", "license"):
        assert gone in complaints(without(graph, (None, URIRef(SCHEMA + gone), None)), "crate.ttl")
    unlinked = without(graph, (None, URIRef(f"{SCHEMA}hasPart"), None))
    assert "hasPart" in complaints(unlinked, "crate.ttl")


def test_the_crate_is_written_as_a_folder_that_is_as_it_says(tmp_path: Path) -> None:
    folder = tmp_path / "crate"
    arguments = ["--root", str(toy.FOLDER), "export", "--format", "ro-crate", "-o", str(folder)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    nodes = json.loads((folder / "ro-crate-metadata.json").read_bytes())["@graph"]
    files = {node["@id"]: node for node in nodes if node["@type"] == "File"}
    written = toy.files(folder)
    assert written.keys() == {*files, "ro-crate-metadata.json"}
    for path, node in files.items():
        assert hashlib.sha256(written[path]).hexdigest() == node["sha256"]
    root = next(node for node in nodes if node["@id"] == "./")
    assert root["url"] == "https://toy.example/kb/data/"
    assert root["name"].startswith("toy-kb: ")


def test_an_ending_that_nobody_knows_is_refused() -> None:
    assert media_type("a.csl.json") != media_type("a.json")
    with pytest.raises(KeyError):
        media_type("a.exe")
