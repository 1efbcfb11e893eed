"""RO-Crates and graphs against the shapes in `tests/shapes/`."""

from __future__ import annotations

import json
from pathlib import Path

import pyshacl
from rdflib import Graph
from rdflib.namespace import DCTERMS

import triples

SHAPES = Path(__file__).parent / "shapes"
SCHEMA = "http://schema.org/"
CONTEXT = {
    **{name: SCHEMA + name for name in (
        "CreativeWork", "Dataset", "Organization", "Person", "ScholarlyArticle", "about", "author",
        "contentSize", "dateModified", "datePublished", "description", "encodingFormat", "hasPart",
        "identifier", "isBasedOn", "license", "name", "schemaVersion", "sha256", "url",
    )},
    "File": f"{SCHEMA}MediaObject",
    "conformsTo": str(DCTERMS.conformsTo),
}  # fmt: skip
"""The part of the context of RO-Crate 1.2 that a crate of ours may use: no test fetches it."""


def complaints(graph: Graph, shapes: str) -> str:
    """Return what does not conform, nothing if all does."""
    sound, _, text = pyshacl.validate(graph, shacl_graph=str(SHAPES / shapes), inference="none")
    return "" if sound else str(text)


def crate_graph(text: bytes) -> Graph:
    data = json.loads(text)
    assert data["@context"] == "https://w3id.org/ro/crate/1.2/context"
    used = {key for node in data["@graph"] for key in node if not key.startswith("@")}
    used |= {node["@type"] for node in data["@graph"]}
    assert used <= CONTEXT.keys()
    base = {"@context": [CONTEXT, {"@base": "urn:crate:/"}], "@graph": data["@graph"]}
    return triples.parsed(json.dumps(base), "json-ld")
