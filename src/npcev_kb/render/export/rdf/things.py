"""Everything in the document as nodes, one record after another, so that no graph holds all."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from rdflib import Literal, URIRef

from npcev_kb.model.identification import REGISTERS
from npcev_kb.render.export.plain import Plain, plain
from npcev_kb.render.export.rdf.graph import Node, Walk, literal
from npcev_kb.render.export.rdf.names import Names
from npcev_kb.render.export.rdf.terms import terms
from npcev_kb.render.export.rdf.vocabulary import Kind
from npcev_kb.render.export.tables.table import Data, items, part
from npcev_kb.render.export.whole import Whole
from npcev_kb.render.furniture.subject import LICENCE


def names_of(whole: Whole) -> Names:
    """Return the names of the things of a knowledge base."""
    kinds = {str(each["key"]): str(each["kind"]) for each in items(whole.document, "entities")}
    patterns = {name: each.url for name, each in whole.kb.prefixes.items() if each.url}
    return Names(whole.settings.address, kinds, patterns)


def things(whole: Whole) -> Iterator[Node]:
    """Yield every thing of a knowledge base with its parts inside, in the same order each time."""
    names, document = names_of(whole), whole.document
    walk = Walk(names)
    yield _dataset(whole, names)
    yield contributors(whole, names)
    yield from terms()
    yield walk.node("Review", part(document, "review"), names.of("review"))
    for name, kind in sorted(whole.kb.kinds.items()):
        node = walk.node("EntityKind", plain(kind), names.of("kind", name))
        node.types.append("skos:ConceptScheme")
        yield node
    for entity in items(document, "entities"):
        yield _entity(walk, entity)
    for model, folder in (("Person", "people"), ("Study", "studies"), ("Work", "works"),
                          ("Debate", "debates"), ("Question", "questions"),
                          ("Waiver", "waivers")):  # fmt: skip
        for each in items(document, folder):
            yield record(walk, model, each)


def record(walk: Walk, model: str, data: Data) -> Node:
    """Return one record as a node that is part of the dataset."""
    name = str(data["key"] if model == "Person" else data["id"])
    study = name if model == "Study" else ""
    node = walk.node(model, data, walk.names.of(model.lower(), name), study)
    node.add("dcterms:isPartOf", URIRef(walk.names.of("dataset")))
    if model in ("Study", "Work"):
        _see_also(node, part(data, "identification"))
    return node


def _see_also(node: Node, identification: Data) -> None:
    """Lead from the identification of a work to the places of its identifiers."""
    inner = next(v for _, v in node.values if isinstance(v, Node) and v.types[0].endswith("ation"))
    for name, (_, base) in REGISTERS.items():
        if identification[name]:
            address = base + quote(str(identification[name]), safe="/-._~()")
            inner.add("rdfs:seeAlso", URIRef(address))


def _entity(walk: Walk, data: Data) -> Node:
    """Return a term as a SKOS concept, with the same concept in its register where it is known."""
    node = walk.node("Entity", data, walk.names.of("term", str(data["key"])))
    node.types.append("skos:Concept")
    names = [str(data["name"])] if data["name"] else []
    for other in dict.fromkeys((*names, *_texts(data["synonyms"]))):
        node.add("skos:altLabel", Literal(other))
    if data["curie"] and (address := walk.names.elsewhere(str(data["curie"]))):
        node.add("skos:exactMatch", URIRef(address))
    for curie in _texts(data["xrefs"]):
        if address := walk.names.elsewhere(curie):
            node.add("rdfs:seeAlso", URIRef(address))
    return node


def _texts(found: Plain) -> list[str]:
    return [str(each) for each in found] if isinstance(found, list) else []


def contributors(whole: Whole, names: Names) -> Node:
    """Return who made the data."""
    node = Node(names.of("contributors"), ["prov:Agent"])
    node.add("foaf:name", Literal(whole.contributors))
    return node


def _dataset(whole: Whole, names: Names) -> Node:
    """Return the dataset itself: licence, date, shape, and the review that it grew from."""
    node = Node(names.of("dataset"), ["prov:Entity", "npcev:Dataset"])
    node.add("dcterms:title", Literal(whole.title))
    node.add("dcterms:description", Literal(whole.about))
    node.add("dcterms:license", URIRef(LICENCE[1]))
    node.add("dcterms:creator", URIRef(names.of("contributors")))
    node.add("dcterms:modified", literal(Kind.DAY, whole.document["updated"]))
    node.add("npcev:schemaVersion", Literal(str(whole.document["schema_version"])))
    node.add("prov:wasDerivedFrom", URIRef(names.of("review")))
    return node
