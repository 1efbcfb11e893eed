"""The mechanism network as its page and its script see it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from npcev_kb.analysis.mechanism import FAMILIES, Mechanism
from npcev_kb.analysis.ways import Node, Path
from npcev_kb.model.vocabulary import (
    Column,
    EffectKind,
    EvSourceKind,
    Family,
    FlagState,
    Level,
    NodeKind,
)
from npcev_kb.render.site import Site

MOST_ROWS = 200
"""Claims told in full on the page; all others are counted and stand in the table of claims."""
UNKNOWN = "not known"
WHOLE = "the vesicles"

Told = str | int | bool | None | Sequence["Told"] | Mapping[str, "Told"]
"""What JSON can say."""


@dataclass(frozen=True)
class Group:
    """The claims that end in one outcome."""

    outcome: Node
    paths: tuple[Path, ...]
    """Those that are told in full: what was seen before what the review says, high levels first."""
    left_out: int
    """Those that are only counted."""


@dataclass(frozen=True)
class Network:
    """Everything that the page of the network tells without scripts."""

    site: Site

    @property
    def mechanism(self) -> Mechanism:
        """The network itself."""
        return self.site.mechanism

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        return tuple(Column)

    @property
    def families(self) -> tuple[Family, ...]:
        """The families whose claims stand in the network."""
        return FAMILIES

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that may be asked for, lowest first."""
        return tuple(Level)

    @property
    def effects(self) -> Mapping[EffectKind, int]:
        """The effects that occur, with the number of claims, in the vocabulary's order."""
        counted = Counter(path.effect for path in self.mechanism.everywhere)
        return {effect: counted[effect] for effect in EffectKind if counted[effect]}

    @property
    def review_only(self) -> int:
        """How many claims are known from the review only."""
        return sum(path.judged.grade.review_only for path in self.mechanism.paths)

    @property
    def disputed(self) -> int:
        """How many claims stand in a debate whose sides do not point the same way."""
        return sum(bool(path.disputes) for path in self.mechanism.paths)

    def unknown_in(self, column: Column) -> int:
        """Count the claims of which nothing is known in a column that applies to them."""
        stops = (path.stops.get(column, ()) for path in self.mechanism.paths)
        return sum(any(node.kind is NodeKind.UNKNOWN for node in stop) for stop in stops)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The claims by outcome, the outcomes with most claims first."""
        told = sorted(self.mechanism.paths, key=_reach)[:MOST_ROWS]
        counted = Counter(outcome_of(path) for path in self.mechanism.paths)
        by_outcome: dict[Node, list[Path]] = defaultdict(list)
        for path in told:
            by_outcome[outcome_of(path)].append(path)
        outcomes = sorted(
            by_outcome,
            key=lambda node: (-counted[node], label(self.site, node).casefold(), node),
        )
        return tuple(
            Group(node, tuple(by_outcome[node]), counted[node] - len(by_outcome[node]))
            for node in outcomes
        )

    @property
    def left_out(self) -> int:
        """How many claims the page only counts."""
        return max(len(self.mechanism.paths) - MOST_ROWS, 0)


def label(site: Site, node: Node) -> str:
    """Return what a node is called."""
    match node.kind:
        case NodeKind.TERM:
            entity = site.kb.entities.get(node.key)
            return entity.label if entity else node.key
        case NodeKind.SOURCE_KIND:
            return EvSourceKind(node.key).label
        case NodeKind.WHOLE:
            return WHOLE
        case _:
            return UNKNOWN


def outcome_of(path: Path) -> Node:
    """Return the node in which the way of a claim ends."""
    return path.stops[Column.OUTCOME][0]


def network_json(site: Site) -> str:
    """Return all that the script of the network reads, as JSON."""
    paths = site.mechanism.everywhere
    nodes = site.mechanism.graph_of(paths).nodes
    place = {node: number for number, node in enumerate(nodes)}
    studies = dict.fromkeys(path.judged.case.study.id for path in paths)
    debates = {debate.id: debate for path in paths for debate in path.debates}
    told: dict[str, Told] = {
        "columns": [column.value for column in Column],
        "nodes": [_node(site, node) for node in nodes],
        "studies": {name: _study(site, name) for name in studies},
        "debates": {
            name: {
                "label": debates[name].label,
                "relation": debates[name].relation.label,
            }
            for name in sorted(debates)
        },
        "claims": [_claim(path, place) for path in paths],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _node(site: Site, node: Node) -> Told:
    told: dict[str, Told] = {
        "id": node.id,
        "column": node.column.value,
        "kind": node.kind.value,
        "label": label(site, node),
    }
    entity = site.kb.entities.get(node.key) if node.kind is NodeKind.TERM else None
    if entity:
        names = (entity.name, *entity.synonyms)
        told |= {"page": site.path(entity), "also": [name for name in names if name]}
    return told


def _study(site: Site, name: str) -> Told:
    study = site.kb.studies[name]
    fallen = site.fallen(study)
    return {
        "label": study.label,
        "group": site.evidence.groups.of.get(name),
        "modules": [module.id for module in site.places.modules(study)],
        "fallen": fallen.found.label if fallen else None,
    }


def _claim(path: Path, place: Mapping[Node, int]) -> Told:
    judged = path.judged
    claim, grade = judged.case.claim, judged.grade
    return {
        "study": judged.case.study.id,
        "id": claim.id,
        "family": claim.family.value,
        "effect": path.effect.value,
        "level": grade.level.value,
        "says": grade.text,
        "marks": list(grade.marks),
        "review": grade.review_only,
        "field": judged.in_field,
        "flags": [
            len(judged.in_state(FlagState.RAISED)),
            len(judged.in_state(FlagState.NOT_ASSESSABLE)),
        ],
        "peers": judged.peers.text,
        "stops": {
            column.value: [place[node] for node in stop] for column, stop in path.stops.items()
        },
        "proposed": sorted(place[node] for node in path.proposed),
        "disputes": sorted(debate.id for debate in path.disputes),
        "debates": sorted(debate.id for debate in path.debates),
    }


def _reach(path: Path) -> tuple[bool, int, str]:
    seen, rank = path.standing
    return not seen, -rank, path.ref
