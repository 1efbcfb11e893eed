"""Our own classes, properties and closed lists, explained inside the data that use them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from rdflib import Literal, URIRef

from npcev_kb.render.export.rdf.computed import COMPUTED
from npcev_kb.render.export.rdf.graph import NOTHING, PLACE, REVIEW_ONLY, Node
from npcev_kb.render.export.rdf.names import expanded, word
from npcev_kb.render.export.rdf.vocabulary import BY_REVIEW, models, properties, said_as
from npcev_kb.render.export.rdf.words import lists

CLASSES = {
    "Dataset": "The whole knowledge base.",
    "Flag": "What is known of one danger for one claim.",
    "Independence": "How many studies and groups make a claim.",
    "Grounding": "How many terms of a record the title and abstract of its work name.",
    "Trait": "A fact about a term, by name.",
    REVIEW_ONLY.partition(":")[
        2
    ]: "A claim that only the review makes. It reaches no level by a test that "
    f"was seen: what the review lets it reach stands in properties that end in {BY_REVIEW}.",
}
"""Classes that are no model."""
OTHERS = {
    NOTHING: "The record gives nothing for this property: it was not seen, is not known, or does "
    "not apply. It never means no, and never none.",
    PLACE: "The place of a part among its like, from 1.",
    "npcev:traitName": "The name of a fact about a term.",
    "npcev:schemaVersion": "The shape of the data; it changes with every change of the document.",
}
"""Properties that are no field."""


def terms() -> Iterator[Node]:
    """Yield our classes, properties, lists and words, by name."""
    yield from _classes()
    yield from _properties()
    for name, (about, words) in sorted(lists().items()):
        scheme = Node(expanded(f"npcev:{name}"), ["skos:ConceptScheme"])
        scheme.add("skos:definition", Literal(about))
        yield scheme
        for each in words:
            node = Node(expanded(word(name, each.value)), ["skos:Concept"])
            node.add("skos:inScheme", URIRef(scheme.iri))
            node.add("skos:prefLabel", Literal(each.label))
            node.add("skos:notation", Literal(each.value))
            if each.definition:
                node.add("skos:definition", Literal(each.definition))
            yield node


def _classes() -> Iterator[Node]:
    docs = {name: inspect.getdoc(model) or "" for name, model in models().items()}
    for name, about in sorted((docs | CLASSES).items()):
        yield _explained(f"npcev:{name}", "rdfs:Class", [" ".join(about.split())])


def _properties() -> Iterator[Node]:
    for name, told in sorted(explained().items()):
        yield _explained(name, "rdf:Property", told)


def explained() -> dict[str, list[str]]:
    """Return what each property of our own means, model by model."""
    found = {name: [about] for name, about in OTHERS.items()}
    for model in sorted({*models(), *COMPUTED}):
        for field, each in properties(model).items():
            for name in said_as(model, field):
                if name.startswith("npcev:"):
                    found.setdefault(name, []).append(f"{model}: {each.about}")
    return found


def _explained(name: str, kind: str, about: list[str]) -> Node:
    node = Node(expanded(name), [kind])
    node.add("rdfs:label", Literal(name.partition(":")[2]))
    for text in about:
        node.add("rdfs:comment", Literal(text))
    return node
