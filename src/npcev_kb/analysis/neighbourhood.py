"""The neighbourhood of a term or a study: the few ways of claims that a small picture can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from npcev_kb.analysis.mechanism import Graph, Mechanism
from npcev_kb.analysis.ways import Hop, Path

MOST_EDGES = 12
"""Edges that can be told apart in a small picture."""


@dataclass(frozen=True)
class Neighbourhood:
    """Some claims as a small network, and how many more there are."""

    graph: Graph
    paths: tuple[Path, ...]
    """The claims shown, those that reach furthest first."""
    left_out: int
    """Claims that would make the picture too full."""


def neighbourhood(mechanism: Mechanism, paths: Sequence[Path]) -> Neighbourhood | None:
    """Return the small network of some claims, None where there is no claim.

    Claims are taken by how far they reach, as long as the picture stays small; one that would
    fill it is passed over for the next. Where each alone is too large, the first is taken.
    """
    if not paths:
        return None
    ordered = sorted(paths, key=lambda path: (*_further(path), path.ref))
    shown: list[Path] = []
    hops: frozenset[Hop] = frozenset()
    for path in ordered:
        more = hops | frozenset(path.hops)
        if len(more) <= MOST_EDGES:
            shown.append(path)
            hops = more
    shown = shown or ordered[:1]
    return Neighbourhood(mechanism.graph_of(shown), tuple(shown), len(paths) - len(shown))


def _further(path: Path) -> tuple[bool, int]:
    seen, rank = path.standing
    return not seen, -rank
