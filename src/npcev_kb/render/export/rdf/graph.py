"""The document as nodes: things with their properties, the parts of each inside it.

Every value of the document is said; a field that holds nothing is named, so that what is not known
differs from what was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias, Union

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.rdf.computed import LEFT_OUT
from npcev_kb.render.export.rdf.names import Names, expanded, part, word
from npcev_kb.render.export.rdf.vocabulary import Kind, Property, properties, said_as
from npcev_kb.render.export.rdf.words import list_with
from npcev_kb.render.export.tables.table import Data

NOTHING = "npcev:noValueFor"
"""Names a property for which the record gives nothing."""
PLACE = "npcev:place"
"""Tells the place of a part among its like, from 1."""
REVIEW_ONLY = "npcev:ReviewOnlyClaim"
LADDERS = {"biomarker": "EdrnPhase", "therapy": "TherapyRung", "technology": "TechnologyRung"}
"""The ladder of each family of claims that has one."""
Value: TypeAlias = Union[Literal, URIRef, "Node"]


@dataclass(slots=True)
class Node:
    """One thing: its IRI, its classes as short names, and its properties in order."""

    iri: str
    types: list[str]
    values: list[tuple[str, Value]] = field(default_factory=list)

    def add(self, name: str, value: Value) -> None:
        """Say one more thing of it."""
        self.values.append((name, value))

    def every(self) -> Iterator[Node]:
        """Yield it and every part of it, at any depth."""
        yield self
        for _, value in self.values:
            if isinstance(value, Node):
                yield from value.every()


@dataclass(frozen=True, slots=True)
class Walk:
    """Makes nodes of the records of one knowledge base."""

    names: Names

    def node(self, model: str, data: Data, iri: str, study: str = "") -> Node:
        """Return one record or part as a node.

        Args:
            model: the model of the data, or the name of a part that is computed.
            data: the record or part, with every field.
            iri: its name.
            study: the study in which it stands, for ids that are its own.

        Raises:
            KeyError: a field of the model is missing, or one is unknown.
        """
        node = Node(iri, [f"npcev:{model}"])
        told = properties(model)
        if unknown := data.keys() - told.keys() - LEFT_OUT.get(model, frozenset()):
            raise KeyError(model, *sorted(unknown))
        lone = data.get("level_basis") == "review_only"
        for name, each in told.items():
            if name == "ladder":
                each = replace(each, of=LADDERS.get(str(data["family"]), each.of))
            said = said_as(model, name)
            self._field(node, said[-1] if lone else said[0], each, data[name], study)
        if lone:
            node.types.append(REVIEW_ONLY)
        return node

    def _field(self, node: Node, name: str, each: Property, found: Plain, study: str) -> None:
        """Say what stands in a field, or that nothing does."""
        if found is None or (found in ([], {}) and each.open):
            node.add(NOTHING, URIRef(expanded(name)))
        elif each.kind is Kind.TRAITS and isinstance(found, dict):
            self._traits(node, name, found)
        elif each.in_order and isinstance(found, list):
            node.add(name, self._sequence(node, name, each, found, study))
        elif isinstance(found, list):
            for number, one in enumerate(found, 1):
                node.add(name, self._value(node, name, each, one, study, number))
        else:
            node.add(name, self._value(node, name, each, found, study))

    def _sequence(self, node: Node, name: str, each: Property, found: list[Plain],
                  study: str) -> Node:  # fmt: skip
        """Return a list whose order counts as a rdf:Seq with a name of its own."""
        made = Node(part(node.iri, name.rpartition(":")[2]), ["rdf:Seq"])
        for number, one in enumerate(found, 1):
            made.add(f"rdf:_{number}", self._value(made, name, each, one, study))
        return made

    def _traits(self, node: Node, name: str, found: Data) -> None:
        for number, (trait, text) in enumerate(sorted(found.items()), 1):
            made = Node(part(node.iri, f"traits-{number}"), ["npcev:Trait"])
            made.add("npcev:traitName", Literal(trait))
            made.add("npcev:text", Literal(str(text)))
            node.add(name, made)

    def _value(self, node: Node, name: str, each: Property, one: Plain, study: str,
               number: int = 0) -> Value:  # fmt: skip
        """Return one value of a field."""
        if each.kind is Kind.PART and isinstance(one, dict):
            return self._part(node, name, each.of, one, study, number)
        if each.kind is Kind.POINTER:
            return URIRef(self.pointer(each.of, str(one), study))
        if each.kind is Kind.WORD:
            return URIRef(expanded(word(list_with(each.of, str(one)), str(one))))
        return literal(each.kind, one)

    def pointer(self, kind: str, name: str, study: str) -> str:
        """Return the IRI of a thing that a field names."""
        return self.names.of(kind, f"{study}.{name}" if kind == "experiment" else name)

    def _part(self, node: Node, name: str, model: str, data: Data, study: str,
              number: int) -> Node:  # fmt: skip
        """Return a part: with a name of its own where it has an id, else by its place."""
        match model:
            case "Claim" | "Experiment":
                iri = self.names.of(model.lower(), f"{study}.{data['id']}")
            case "Section" | "Module":
                iri = self.names.of(model.lower(), str(data["id"]))
            case _:
                step = name.rpartition(":")[2] + (f"-{number}" if number else "")
                iri = part(node.iri, step)
        made = self.node(model, data, iri, study)
        if model in ("Claim", "Experiment"):
            made.add("dcterms:isPartOf", URIRef(node.iri))
        if number:
            made.add(PLACE, Literal(number))
        return made


def literal(kind: Kind, one: Plain) -> Literal:
    """Return a value that is no thing as a literal of its kind."""
    match kind:
        case Kind.INTEGER | Kind.BOOLEAN:
            return Literal(one)
        case Kind.NUMBER:
            return Literal(repr(one), datatype=XSD.double, normalize=False)
        case Kind.DAY:
            return Literal(str(one), datatype=XSD.date, normalize=False)
        case Kind.YEAR:
            return Literal(str(one), datatype=XSD.gYear, normalize=False)
    return Literal(str(one))
