"""Nodes and edges of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from npcev_kb.model.vocabulary import EffectKind, Nature
from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.kgx.attributes import OURS, Attributes, listed
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables.table import Data, items, part

VESICLE, NOT_KNOWN = "GO:1903561", f"{OURS}:subject-not-known"
"""The subject of a claim on the vesicle as a whole, and of one whose cargo was not seen."""
PREDICATES = {
    Nature.CAUSAL: "biolink:affects",
    Nature.ASSOCIATIONAL: "biolink:associated_with",
    Nature.FEASIBILITY: "biolink:related_to",
}
"""A claim's nature decides; its direction is the qualifier `npcev:effect/...`."""
LEVELS = {
    Nature.CAUSAL: "knowledge_assertion",
    Nature.ASSOCIATIONAL: "statistical_association",
    Nature.FEASIBILITY: "knowledge_assertion",
}
PREFIXES = {
    "cas": "CAS", "chembl.compound": "CHEMBL.COMPOUND", "drugcentral": "DrugCentral",
    "kegg.pathway": "KEGG.PATHWAY", "mesh": "MESH", "pmc": "PMC",
    "pubchem.compound": "PUBCHEM.COMPOUND", "wikipathways": "WIKIPATHWAYS",
}  # fmt: skip
"""Registers that Biolink writes otherwise; all others stand as in `data/prefixes.yaml`."""
ANY = "biolink:NamedThing"


@dataclass
class Graph:
    """The nodes and edges of one document, as they are found."""

    document: Data
    categories: Mapping[str, str]
    """The Biolink class of each kind of term."""

    @cached_property
    def attributes(self) -> Attributes:
        """What edges say of claims, with the nodes to which they point."""
        return Attributes(self.ids)

    def edges(self) -> Iterator[dict[str, Plain]]:
        """Yield the edges: each claim once for each of its subjects."""
        ids, sides = self.ids, self._sides()
        for study in items(self.document, "studies"):
            for claim in items(study, "claims"):
                subjects = self._subjects(claim)
                shared = self._edge(study, claim, sides)
                for number, subject in enumerate(subjects, 1):
                    end = f"/{number}" if len(subjects) > 1 else ""
                    yield {
                        "id": f"{OURS}:{claim['ref']}{end}",
                        "subject": subject,
                        "object": ids[str(claim["outcome"])],
                        **shared,
                    }

    def nodes(self) -> Iterator[dict[str, Plain]]:
        """Yield the nodes: all terms, the two subjects without a term, then the attributes."""
        seen = set()
        for entity in items(self.document, "entities"):
            id = self.ids[str(entity["key"])]
            seen.add(id)
            yield {
                "id": id,
                "category": [self.categories.get(str(entity["kind"]), ANY)],
                "name": entity["label"],
                "provided_by": [f"{OURS}:{entity['key']}"],
                **_filled(
                    synonym=_texts(entity["name"], *listed(entity["synonyms"])),
                    xref=[_curie(str(each)) for each in listed(entity["xrefs"])],
                    description=entity["note"],
                ),
            }
        for id, name in ((VESICLE, "extracellular vesicle"), (NOT_KNOWN, "not known")):
            if id not in seen:
                yield {"id": id, "category": [ANY], "name": name}
        yield from (node for _, node in sorted(self.attributes.nodes.items()))

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The node of each term: its identifier, or its key where nobody saw one.

        Two terms of one identifier are two nodes: the second keeps its key.
        """
        found: dict[str, str] = {}
        taken: set[str] = set()
        for entity in items(self.document, "entities"):
            curie = _curie(str(entity["curie"])) if entity["curie"] else ""
            id = curie if curie and curie not in taken else f"{OURS}:{entity['key']}"
            found[str(entity["key"])] = id
            taken.add(id)
        return found

    def _subjects(self, claim: Data) -> list[str]:
        keys = listed(claim["subject"])
        if keys:
            return [self.ids[str(key)] for key in keys]
        return [VESICLE if claim["whole_vesicle"] else NOT_KNOWN]

    def _edge(self, study: Data, claim: Data, sides: Mapping[str, list[str]]) -> dict[str, Plain]:
        nature, who = Nature(str(claim["nature"])), part(study, "identification")
        support = [f"{OURS}:{study['id']}.{e['experiment']}" for e in items(claim, "support")]
        return {
            "category": ["biolink:Association"],
            "predicate": PREDICATES[nature],
            "negated": claim["effect"] == EffectKind.NO_EFFECT.value,
            "knowledge_level": LEVELS[nature],
            "agent_type": "manual_agent",
            "primary_knowledge_source": f"{OURS}:{study['id']}",
            "qualifiers": list(self.attributes.context(study, claim)),
            "has_attribute": [
                *self.attributes.judgement(study, claim),
                *sides.get(str(claim["ref"]), ()),
            ],
            "description": claim["level_trace"],
            "update_date": part(study, "curation")["updated"],
            **_filled(
                publications=list(_publications(who)),
                has_evidence=[*support],
                supporting_text=_texts(claim["detail"]),
            ),
        }

    def _sides(self) -> Mapping[str, list[str]]:
        """Return the sides of debates on which each claim stands."""
        found = defaultdict(list)
        for debate in items(self.document, "debates"):
            for number, side in enumerate(items(debate, "sides"), 1):
                name = f"debate: {debate['label']}; side: {side['label']}"
                for ref in listed(side["claims"]):
                    found[str(ref)].append(
                        self.attributes.token("debate", f"{debate['id']}/{number}", name)
                    )
        return found


def as_kgx(document: Data, categories: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the lines of nodes and of edges.

    Args:
        document: the whole knowledge base as plain data.
        categories: the Biolink class of each kind of term; others are `biolink:NamedThing`.
    """
    graph = Graph(document, categories)
    edges = [dumps(edge) + "\n" for edge in graph.edges()]
    return [dumps(node) + "\n" for node in graph.nodes()], edges


def _publications(who: Data) -> Iterator[str]:
    """Yield the identifiers of a work; none of one that nobody has identified."""
    for name, prefix in (("pmid", "PMID"), ("pmcid", "PMC"), ("doi", "doi")):
        if who[name]:
            yield f"{prefix}:{str(who[name]).removeprefix('PMC')}"


def _curie(curie: str) -> str:
    """Return an identifier as Biolink writes it."""
    prefix, _, rest = curie.partition(":")
    return f"{PREFIXES.get(prefix, prefix)}:{rest}"


def _texts(*values: Plain) -> list[Plain]:
    return [value for value in values if value]


def _filled(**fields: Plain) -> dict[str, Plain]:
    """Return the fields that say something: KGX has no null."""
    return {name: value for name, value in fields.items() if value}
