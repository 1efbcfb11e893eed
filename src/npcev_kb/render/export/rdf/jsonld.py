"""JSON-LD 1.1: the same nodes as JSON, parts inside their wholes, one record to a line.

The context is written into the file, so that it is whole by itself and nobody fetches anything; it
lies beside it too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.rdf.graph import NOTHING, Node
from npcev_kb.render.export.rdf.names import OWN, PREFIXES
from npcev_kb.render.export.rdf.things import things
from npcev_kb.render.export.rdf.turtle import iri
from npcev_kb.render.export.rdf.vocabulary import Kind, kinds_of
from npcev_kb.render.export.tables.table import Data
from npcev_kb.render.export.whole import Whole

_TYPES = {
    Kind.DAY: "xsd:date", Kind.YEAR: "xsd:gYear", Kind.NUMBER: "xsd:double",
    Kind.POINTER: "@id", Kind.PART: "@id", Kind.WORD: "@vocab",
}  # fmt: skip
"""What the context says of the values of a property; texts, whole numbers and truths are those of
JSON."""
_LINKS = ("dcterms:creator", "dcterms:isPartOf", "dcterms:license", "prov:wasDerivedFrom", "rdfs:seeAlso",
          "skos:exactMatch")  # fmt: skip
"""Properties of no field that lead to things."""


def context() -> Data:
    """Return the context: our own terms by their bare names, public ones with their prefix."""
    told: Data = {"@version": 1.1, "@vocab": OWN, **PREFIXES}
    for name, kinds in sorted(kinds_of().items()):
        kind = min(kinds, key=lambda each: each is Kind.PART)
        if kind in _TYPES:
            told[key(name)] = {"@id": name, "@type": _TYPES[kind]}
    told |= {name: {"@id": name, "@type": "@id"} for name in _LINKS}
    return told | {key(NOTHING): {"@id": NOTHING, "@type": "@vocab"}}


def as_context() -> str:
    """Return the context as a file of its own."""
    return json.dumps({"@context": context()}, ensure_ascii=False, indent=1) + "\n"


def as_jsonld(whole: Whole) -> Iterator[str]:
    """Yield the text of the whole document, one thing to a line."""
    yield f'{{"@context":{dumps(context())},\n"@graph":['
    for number, thing in enumerate(things(whole)):
        yield ("," if number else "") + "\n" + dumps(node(thing))
    yield "\n]}\n"


def key(name: str) -> str:
    """Return a short name as the context knows it: without the prefix where it is our own."""
    return name.removeprefix("npcev:")


def node(thing: Node) -> Data:
    """Return a thing as a node object, its parts inside it."""
    told: Data = {"@id": thing.iri}
    types = [key(each) for each in thing.types]
    told["@type"] = types[0] if len(types) == 1 else list[Plain](types)
    found: dict[str, list[Plain]] = {}
    for name, value in thing.values:
        found.setdefault(key(name), []).append(_value(name, value))
    return told | {name: each[0] if len(each) == 1 else each for name, each in found.items()}


def _value(name: str, value: Node | URIRef | Literal) -> Plain:
    if isinstance(value, Node):
        return node(value)
    ordered = name.startswith("rdf:_")
    if isinstance(value, URIRef) and ordered:
        return {"@id": str(value)}
    if isinstance(value, URIRef):
        word = name == NOTHING or Kind.WORD in kinds_of().get(name, ())
        return key(iri(str(value))) if word else str(value)
    if value.datatype == XSD.boolean:
        return str(value) == "true"
    if value.datatype == XSD.integer:
        return int(value)
    if value.datatype and ordered:
        return {"@value": str(value), "@type": str(value.datatype)}
    return str(value)
