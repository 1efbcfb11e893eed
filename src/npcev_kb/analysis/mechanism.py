"""The network of mechanisms: every claim a way through its columns, every edge its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.groups import GroupCount
from npcev_kb.analysis.ways import Hop, Node, Path, node_order, proposed, stops
from npcev_kb.model.debate import Debate
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import Column, EffectKind, Family, Level, NodeKind

FAMILIES = (Family.MECHANISM, Family.THERAPY)
"""The families whose claims are ways through the network."""


@dataclass(frozen=True)
class Edge:
    """Two nodes that follow one another, with every claim whose way leads there."""

    start: Node
    end: Node
    effect: EffectKind | None
    """What is said of the outcome, for the last step; opposite effects are edges of their own."""
    paths: tuple[Path, ...]
    groups: GroupCount
    """The studies of the claims beside the independent groups they come from."""

    @property
    def level(self) -> Level | None:
        """The best level of a claim of which more than the review was seen, None without one."""
        grades = (path.judged.grade for path in self.paths)
        return max((g.level for g in grades if not g.review_only), default=None)

    @property
    def review_level(self) -> Level | None:
        """The best level that only the review states, None without such a claim."""
        grades = (path.judged.grade for path in self.paths)
        return max((g.level for g in grades if g.review_only), default=None)

    @property
    def directions(self) -> tuple[EffectKind, ...]:
        """The effects that its claims end in, in the order of the vocabulary."""
        said = {path.effect for path in self.paths}
        return tuple(effect for effect in EffectKind if effect in said)

    @property
    def disputes(self) -> tuple[Debate, ...]:
        """The debates, each once, in which its claims do not point the same way."""
        found = {debate.id: debate for path in self.paths for debate in path.disputes}
        return tuple(found[name] for name in sorted(found))

    @property
    def proposed(self) -> bool:
        """True if it leads to a step that no claim of the edge tested."""
        return self.end.column is Column.STEP and all(self.end in p.proposed for p in self.paths)


@dataclass(frozen=True)
class Graph:
    """Nodes and edges, each in a fixed order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class Mechanism:
    """The network of a knowledge base."""

    evidence: Evidence

    @cached_property
    def everywhere(self) -> tuple[Path, ...]:
        """The way of every claim, those on other diseases included, by address."""
        judged = self.evidence.judged
        return tuple(
            Path(each, stops(each), proposed(each), self.evidence.debates_of.get(each.ref, ()))
            for each in (judged[ref] for ref in sorted(judged))
            if each.case.claim.family in FAMILIES
        )

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The claims on the disease of the review, and those whose disease was not seen."""
        return tuple(path for path in self.everywhere if path.judged.in_field is not False)

    @property
    def elsewhere(self) -> tuple[Path, ...]:
        """The claims on other diseases, which stand apart."""
        return tuple(path for path in self.everywhere if path.judged.in_field is False)

    @cached_property
    def graph(self) -> Graph:
        """The network without the claims on other diseases."""
        return self.graph_of(self.paths)

    def graph_of(self, paths: Iterable[Path]) -> Graph:
        """Return the network of some claims, the same whatever their order."""
        found: dict[Hop, list[Path]] = defaultdict(list)
        nodes: set[Node] = set()
        for path in sorted(paths, key=lambda path: path.ref):
            nodes.update(node for stop in path.stops.values() for node in stop)
            for hop in path.hops:
                found[hop].append(path)
        edges = tuple(
            Edge(*hop, tuple(found[hop]), self._groups(found[hop]))
            for hop in sorted(found, key=_hop_order)
        )
        return Graph(tuple(sorted(nodes, key=node_order)), edges)

    def _groups(self, paths: Sequence[Path]) -> GroupCount:
        return self.evidence.groups.count(path.judged.case.study.id for path in paths)

    def of_study(self, study: Study) -> tuple[Path, ...]:
        """Return the ways of a study's claims, whatever the disease."""
        return self._by_study.get(study.id, ())

    @cached_property
    def _by_study(self) -> Mapping[str, tuple[Path, ...]]:
        found: dict[str, list[Path]] = defaultdict(list)
        for path in self.everywhere:
            found[path.judged.case.study.id].append(path)
        return {name: tuple(paths) for name, paths in found.items()}

    @cached_property
    def passing(self) -> Mapping[str, tuple[Path, ...]]:
        """The claims on the disease of the review whose way passes each term, by its key."""
        found: dict[str, dict[str, Path]] = defaultdict(dict)
        for path in self.paths:
            for node in (node for stop in path.stops.values() for node in stop):
                if node.kind is NodeKind.TERM:
                    found[node.key][path.ref] = path
        return {key: tuple(paths.values()) for key, paths in found.items()}


def _hop_order(hop: Hop) -> tuple[object, ...]:
    start, end, effect = hop
    return node_order(start), node_order(end), effect or ""
