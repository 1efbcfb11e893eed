"""The network of mechanisms as a graph of networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from npcev_kb.analysis.ways import Node, Path
from npcev_kb.model.vocabulary import NodeKind
from npcev_kb.reading.errors import MissingExtraError
from npcev_kb.render.export.tables.table import LIST
from npcev_kb.render.site import Site
from npcev_kb.render.views.network import label

if TYPE_CHECKING:
    import networkx


def graph(site: Site, in_field: bool | None) -> networkx.MultiDiGraph[str]:
    """Return the ways of claims on mechanisms and therapies.

    A node has `column`, `kind` and `label`, a term also its `key`; what a claim does not say is a
    node of the kind `unknown` in its column. Each step of a claim's way is an edge whose key is
    the claim's address, so edges between two nodes count claims. What is not known is left out,
    and several modules stand in one text, so that every file format of networkx can hold it.

    Raises:
        MissingExtraError: networkx is not installed.
    """
    try:
        import networkx as nx
    except ImportError:
        raise MissingExtraError("networkx") from None
    mechanism = site.mechanism
    paths = [
        path
        for path in mechanism.everywhere
        if in_field in (None, path.judged.in_field is not False)
    ]
    made: networkx.MultiDiGraph[str] = nx.MultiDiGraph(updated=site.kb.updated.isoformat())
    for node in mechanism.graph_of(paths).nodes:
        made.add_node(node.id, **_node(site, node))
    for path in paths:
        modules = LIST.join(each.id for each in site.places.modules(path.judged.case.study))
        for start, end, _ in path.hops:
            made.add_edge(start.id, end.id, key=path.ref, modules=modules, **_edge(path, end))
    return made


def _node(site: Site, node: Node) -> dict[str, str]:
    """Return what a node says of itself."""
    told = {"column": node.column.value, "kind": node.kind.value, "label": label(site, node)}
    return told | ({"key": node.key} if node.kind is NodeKind.TERM else {})


def _edge(path: Path, end: Node) -> dict[str, str | int | bool]:
    """Return what an edge says of its claim, and whether the step it leads to is only proposed."""
    judged = path.judged
    known = {} if judged.in_field is None else {"in_field": judged.in_field}
    return {
        "claim": path.ref,
        "study": judged.case.study.id,
        "family": judged.case.claim.family.value,
        "effect": path.effect.value,
        "level": judged.grade.level.value,
        "level_rank": judged.grade.level.rank,
        "basis": judged.grade.basis.value,
        "review_only": judged.grade.review_only,
        "proposed": end in path.proposed,
        **known,
    }
