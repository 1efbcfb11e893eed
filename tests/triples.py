"""The linked data of a knowledge base as other tools read it, and the document made from it again."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

from rdflib import Dataset, Graph, Literal, Node, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

import toy
from npcev_kb import pipeline
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.export.formats import FORMATS, File
from npcev_kb.render.export.rdf.computed import LEFT_OUT
from npcev_kb.render.export.rdf.names import OWN, PREFIXES, expanded
from npcev_kb.render.export.rdf.vocabulary import Kind, Property, properties, said_as
from npcev_kb.render.export.whole import Whole
from npcev_kb.store.project import Project

PLACE = URIRef(f"{OWN}place")
NOTHING = URIRef(f"{OWN}noValueFor")


def whole_of(kb: KnowledgeBase) -> Whole:
    """Return what exports of the published part of a knowledge base are made from."""
    return Whole(kb.published, Evidence(kb.published))


@cache
def whole(name: str) -> Whole:
    """Return the real knowledge base or the toys."""
    if name == "toys":
        return whole_of(toy.knowledge_base())
    kb = pipeline.validate(Project(toy.REPOSITORY)).kb
    assert kb is not None
    return whole_of(kb)


def files(whole: Whole, form: str) -> dict[str, File]:
    """Return the files of a format by name."""
    return {file.name: file for file in FORMATS[form].files(whole)}


def parsed(content: str | bytes, form: str) -> Graph:
    """Return what a text holds; rdflib's reader of JSON-LD warns of a class that it uses itself."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
        return Graph().parse(data=content, format=form)


@cache
def turtle(name: str) -> Graph:
    """Return the graph that the Turtle file holds."""
    return parsed(files(whole(name), "turtle")["npcev-kb.ttl"].content, "turtle")


@cache
def jsonld(name: str) -> Graph:
    """Return the graph that the JSON-LD file holds, its context being inside."""
    return parsed(files(whole(name), "json-ld")["npcev-kb.jsonld"].content, "json-ld")


@cache
def trig(name: str) -> Dataset:
    """Return the nanopublications, each graph for itself."""
    content = files(whole(name), "nanopub")["nanopublications.trig"].content
    dataset = Dataset(default_union=True)
    dataset.parse(data=content, format="trig")
    return dataset


def ask(graph: Graph, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a SPARQL query; nodes as Python values, things by the end of their IRI."""
    rows = graph.query(query, initNs={name: URIRef(iri) for name, iri in PREFIXES.items()})
    return sorted(
        (tuple(plain(value) for value in row) for row in rows),
        key=lambda row: tuple(map(str, row)),
    )


def plain(value: Node | None) -> Any:
    """Return a value of an answer: a word or thing by its own name."""
    if isinstance(value, Literal):
        return value.toPython()
    if value is None:
        return None
    text = str(value)
    return text.removeprefix(OWN) if text.startswith(OWN) else text.rpartition(":")[2]


def again(graph: Graph, model: str, node: Node) -> dict[str, Any]:
    """Return a record as the document has it, made from nothing but its triples.

    Lists that are empty come back as None, and lists without order are sorted.
    """
    made: dict[str, Any] = {}
    for field, each in properties(model).items():
        names = [URIRef(expanded(name)) for name in said_as(model, field)]
        found = [value for name in names for value in graph.objects(node, name)]
        silent = any((node, NOTHING, name) in graph for name in names)
        assert not (found and silent), (node, field)
        assert found or silent or not each.open, (node, field)
        made[field] = _values(graph, each, found)
    return made


def _values(graph: Graph, each: Property, found: list[Node]) -> Any:
    if each.kind is Kind.TRAITS:
        name, text = URIRef(f"{OWN}traitName"), URIRef(f"{OWN}text")
        told = {str(graph.value(v, name)): str(graph.value(v, text)) for v in found}
        return told or None
    if each.in_order and found:
        (sequence,) = found
        parts = sorted(
            (int(str(p).rpartition("_")[2]), v)
            for p, v in graph.predicate_objects(sequence)
            if str(p).startswith(f"{RDF}_")
        )
        return [_value(graph, each, value) for _, value in parts]
    if each.kind is Kind.PART:
        placed = sorted(found, key=lambda v: _place(graph, v))
        parts_ = [again(graph, each.of, v) for v in placed]
        return parts_ if any(_place(graph, v) for v in placed) else (parts_ or [None])[0]
    values = sorted((_value(graph, each, v) for v in found), key=str)
    return values or None


def _place(graph: Graph, node: Node) -> int:
    return int(str(graph.value(node, PLACE, default=Literal(0))))


def _value(graph: Graph, each: Property, value: Node) -> Any:
    if each.kind is Kind.WORD:
        return str(graph.value(value, SKOS.notation))
    if each.kind is Kind.POINTER:
        told = graph.value(value, DCTERMS.identifier)
        name = str(told) if told is not None else str(value).rpartition(":")[2]
        return name.rpartition(".")[2] if each.of == "experiment" else name
    assert isinstance(value, Literal)
    if each.kind in (Kind.INTEGER, Kind.BOOLEAN, Kind.NUMBER):
        return value.toPython()
    return str(value)


def flattened(model: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return a record of the document in the form in which `again` brings it back."""
    made: dict[str, Any] = {}
    for field, each in properties(model).items():
        value = data[field]
        if each.kind is Kind.PART and isinstance(value, list):
            made[field] = [flattened(each.of, v) for v in value] or None
        elif each.kind is Kind.PART and value is not None:
            made[field] = flattened(each.of, value)
        elif isinstance(value, list) and not each.in_order:
            made[field] = sorted(dict.fromkeys(value), key=str) or None
        elif isinstance(value, list | dict) or value is None:
            made[field] = value or None
        else:
            made[field] = [str(value) if each.kind is Kind.YEAR else value]
    assert data.keys() - made.keys() <= LEFT_OUT.get(model, frozenset())
    return made
