"""Nanopublications, unsigned: for each claim what it says, on what that rests, who published it.

After the Nanopublication Guidelines: four graphs with IRIs of their own, none of them empty, a
licence and a date. The date is the day of the record's last change; no time of day is known and
none is made up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from npcev_kb.render.export.rdf.graph import NOTHING, Node, Walk, literal
from npcev_kb.render.export.rdf.names import expanded
from npcev_kb.render.export.rdf.things import contributors, names_of, record
from npcev_kb.render.export.rdf.turtle import block, prefixes
from npcev_kb.render.export.rdf.vocabulary import Kind, said_as
from npcev_kb.render.export.tables.table import Data, items, part
from npcev_kb.render.export.whole import Whole
from npcev_kb.render.furniture.subject import LICENCE

SAID = (
    "family", "effect", "outcome", "cargo", "whole_vesicle", "subject", "recipients", "actor",
    "via", "matrix", "tumour_effect", "context", "metrics", "nature", "ref", "detail",
)  # fmt: skip
"""The fields of a claim that say what is claimed; all others tell on what it rests."""
OF_STUDY = ("label", "reading_basis", "identification", "source_events", "review_refs")
"""The fields of a study that tell which work it is, what of it was read, and whether it stands."""
OF_RECORD = ("curation", "curator_is_author")
"""The fields of a study that tell who made the record."""
GRAPHS = ("head", "assertion", "provenance", "pubinfo")


@dataclass(frozen=True)
class _Study:
    """One study with what its nanopublications share."""

    node: Node
    updated: Data
    disputes: Mapping[str, list[Node]]
    """The debates in which each claim of the knowledge base stands."""

    def some(self, fields: Collection[str]) -> Node:
        """Return the study with some of its fields."""
        return _half(self.node, "Study", fields)


def as_nanopublications(whole: Whole) -> Iterator[tuple[str, int]]:
    """Yield the prefixes, then the text of each nanopublication in TriG, each counted as one."""
    yield prefixes(), 0
    walk = Walk(names_of(whole))
    disputes = _disputes(whole, walk)
    for data in items(whole.document, "studies"):
        study = _Study(record(walk, "Study", data), part(data, "curation"), disputes)
        for name, claim in study.node.values:
            if name == "npcev:claims" and isinstance(claim, Node):
                yield _written(whole, walk, study, claim), 1


def _disputes(whole: Whole, walk: Walk) -> dict[str, list[Node]]:
    """Return for the IRI of each claim the debates in which it stands."""
    found: dict[str, list[Node]] = {}
    for data in items(whole.document, "debates"):
        node = record(walk, "Debate", data)
        sides = (side for name, side in node.values if name == "npcev:sides")
        stands = [str(claim) for side in sides if isinstance(side, Node)
                  for name, claim in side.values if name == "npcev:claims"]  # fmt: skip
        for claim in dict.fromkeys(stands):
            found.setdefault(claim, []).append(node)
    return found


def _half(node: Node, model: str, fields: Collection[str], wanted: bool = True) -> Node:
    """Return a node with some of the fields of its model, or with all others."""
    names = {name for each in fields for name in said_as(model, each)}
    iris = set(map(expanded, names))
    made = Node(node.iri, list(node.types))
    made.values = [
        (name, value)
        for name, value in node.values
        if ((str(value) in iris) if name == NOTHING else (name in names)) is wanted
    ]
    return made


def _written(whole: Whole, walk: Walk, study: _Study, claim: Node) -> str:
    """Return the four graphs of one claim."""
    ref = next(str(value) for name, value in claim.values if name == "dcterms:identifier")
    nanopub = walk.names.of("nanopub", ref)
    head, assertion, provenance, pubinfo = (f"{nanopub}.{graph}" for graph in GRAPHS)
    told = Node(nanopub, ["np:Nanopublication"])
    told.add("np:hasAssertion", URIRef(assertion))
    told.add("np:hasProvenance", URIRef(provenance))
    told.add("np:hasPublicationInfo", URIRef(pubinfo))
    said = _half(claim, "Claim", SAID)
    said.types = said.types[:1]
    rests = _half(claim, "Claim", SAID, wanted=False)
    source = Node(assertion, ["prov:Entity"], [("prov:wasDerivedFrom", URIRef(study.node.iri))])
    why = [source, rests, study.some(OF_STUDY), *study.disputes.get(claim.iri, ())]
    graphs = {head: [told], assertion: [said], provenance: why,
              pubinfo: _published(whole, walk, study, nanopub)}  # fmt: skip
    return "".join(f"\n<{iri}> {{{block(nodes)[0]}}}\n" for iri, nodes in graphs.items())


def _published(whole: Whole, walk: Walk, study: _Study, nanopub: str) -> list[Node]:
    """Return who published a nanopublication, when, under which licence, and who read it again."""
    made = Node(nanopub, [])
    who = contributors(whole, walk.names)
    made.add("dcterms:created", literal(Kind.DAY, study.updated["updated"]))
    made.add("dcterms:license", URIRef(LICENCE[1]))
    made.add("dcterms:creator", URIRef(who.iri))
    made.add("dcterms:isPartOf", URIRef(walk.names.of("dataset")))
    return [made, who, study.some(OF_RECORD)]
