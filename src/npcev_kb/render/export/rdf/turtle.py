"""Turtle: one subject after another, its properties and their values sorted; no blank nodes.

rdflib writes each value; the order is ours, so that no graph need hold all and a change of a
record is a change of its lines.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef

from npcev_kb.render.export.rdf.graph import Node
from npcev_kb.render.export.rdf.names import OWN, PREFIXES, expanded
from npcev_kb.render.export.rdf.things import things
from npcev_kb.render.export.whole import Whole

_XSD = PREFIXES["xsd"]


def as_turtle(whole: Whole) -> Iterator[tuple[str, int]]:
    """Yield the prefixes, then the text of each thing with its parts, each with its triples."""
    yield prefixes(), 0
    for thing in things(whole):
        yield block([thing])


def prefixes() -> str:
    """Return the declaration of every prefix."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def block(nodes: Iterable[Node]) -> tuple[str, int]:
    """Return nodes and their parts as Turtle, and the number of triples."""
    texts, count = [], 0
    for node in (each for whole in nodes for each in whole.every()):
        told: dict[str, set[str]] = {"a": set(node.types)} if node.types else {}
        for name, value in node.values:
            told.setdefault(name, set()).add(written(value))
        lines = [f"{name} {', '.join(sorted(values))}" for name, values in sorted(told.items())]
        texts.append(f"\n<{node.iri}> " + " ;\n  ".join(lines) + " .\n")
        count += sum(map(len, told.values()))
    return "".join(texts), count


def written(value: Node | URIRef | Literal) -> str:
    """Return one value as Turtle writes it."""
    if isinstance(value, Node):
        return iri(value.iri)
    if isinstance(value, Literal):
        text = value.n3()
        return text.replace(f"^^<{_XSD}", "^^xsd:")[:-1] if value.datatype else text
    return iri(str(value))


@functools.lru_cache(maxsize=4096)
def iri(full: str) -> str:
    """Return an IRI, short where it is one of our own terms or a property of a public one.

    Raises:
        ValueError: it holds what no IRI may hold.
    """
    if full.startswith(OWN):
        return f"npcev:{full[len(OWN) :]}"
    return _short().get(full) or URIRef(full).n3()


@functools.cache
def _short() -> dict[str, str]:
    from npcev_kb.render.export.rdf.vocabulary import kinds_of

    return {expanded(name): name for name in kinds_of()}
