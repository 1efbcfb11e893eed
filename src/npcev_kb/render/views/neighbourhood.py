"""A small network as a picture: where each box and each line stands."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from npcev_kb.analysis.mechanism import Edge, Graph
from npcev_kb.analysis.neighbourhood import Neighbourhood, neighbourhood
from npcev_kb.analysis.ways import Node
from npcev_kb.model.entity import Entity
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import Column
from npcev_kb.render.site import Site
from npcev_kb.render.views.network import label

BOX, LINE, PAD, GAP, HEAD = 118, 13, 8, 8, 20
"""Width of a box, height of a line of text, of the room around it, of gaps and of the head."""
WIDEST = 860
LETTERS = 20
MOST_LINES = 2
SWEEPS = 6


@dataclass(frozen=True)
class Box:
    """A node with its place."""

    node: Node
    lines: tuple[str, ...]
    """The name as it fits, always on the same number of lines; those not needed are empty."""
    name: str
    """What it is called in full."""
    x: int
    y: int
    height: int

    @property
    def middle(self) -> float:
        """The height at which lines arrive and leave."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Stroke:
    """An edge with its way."""

    edge: Edge
    way: str
    """The line, as SVG writes it."""
    width: float
    sign: tuple[int, int]
    """Where the sign at its end stands."""


@dataclass(frozen=True)
class Picture:
    """All of a small network."""

    shown: Neighbourhood
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    heads: tuple[tuple[int, Column], ...]
    """The columns with the middle of each."""
    width: int
    height: int


def of_term(site: Site, entity: Entity) -> Picture | None:
    """Return the picture of the claims whose way passes a term, None where none does."""
    paths = site.mechanism.passing.get(entity.key, ())
    return _picture(site, neighbourhood(site.mechanism, paths))


def of_study(site: Site, study: Study) -> Picture | None:
    """Return the picture of a study's claims, those on other diseases included."""
    return _picture(site, neighbourhood(site.mechanism, site.mechanism.of_study(study)))


def _picture(site: Site, shown: Neighbourhood | None) -> Picture | None:
    if shown is None:
        return None
    graph = shown.graph
    columns = [column for column in Column if any(n.column is column for n in graph.nodes)]
    step = min((WIDEST - BOX) // max(len(columns) - 1, 1), BOX + 120)
    lines = {node: _lines(label(site, node)) for node in graph.nodes}
    heights = {node: PAD + LINE * sum(map(bool, lines[node])) for node in graph.nodes}
    tops, height = _rows(graph, columns, heights)
    boxes = {
        node: Box(
            node,
            lines[node],
            label(site, node),
            columns.index(node.column) * step,
            round(tops[node]) + HEAD,
            heights[node],
        )
        for node in graph.nodes
    }
    heads = tuple((place * step + BOX // 2, column) for place, column in enumerate(columns))
    width = (len(columns) - 1) * step + BOX
    strokes = tuple(_stroke(edge, boxes) for edge in graph.edges)
    return Picture(shown, tuple(boxes.values()), strokes, heads, width, round(height) + HEAD)


def _lines(text: str) -> tuple[str, ...]:
    """Break a name into the lines of a box; what does not fit ends in an ellipsis."""
    lines = textwrap.wrap(text, LETTERS, break_long_words=True) or [text]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: LETTERS - 1] + "…"]
    return (*lines, *[""] * (MOST_LINES - len(lines)))


def _rows(
    graph: Graph, columns: list[Column], heights: Mapping[Node, int]
) -> tuple[dict[Node, float], float]:
    """Return the top of each node and the height of all: near what it is joined to."""
    stacks = [[node for node in graph.nodes if node.column is column] for column in columns]
    tall = max(sum(heights[node] + GAP for node in stack) for stack in stacks) - GAP
    tops: dict[Node, float] = {}
    for stack in stacks:
        _stack(stack, heights, tall, tops)
    for sweep in range(SWEEPS):
        for stack in stacks if sweep % 2 == 0 else reversed(stacks):
            wanted = {node: _wanted(node, graph, heights, tops) for node in stack}
            stack.sort(key=lambda node, wanted=wanted: wanted[node])  # type: ignore[misc]
            _stack(stack, heights, tall, tops)
    return tops, tall


def _stack(
    stack: list[Node], heights: Mapping[Node, int], tall: float, tops: dict[Node, float]
) -> None:
    """Spread a column evenly over the height."""
    free = tall - sum(heights[node] for node in stack)
    space = free / len(stack)
    at = space / 2
    for node in stack:
        tops[node] = at
        at += heights[node] + space


def _wanted(
    node: Node, graph: Graph, heights: Mapping[Node, int], tops: Mapping[Node, float]
) -> float:
    near = [e.start if e.end == node else e.end for e in graph.edges if node in (e.start, e.end)]
    middles = [tops[each] + heights[each] / 2 for each in near]
    return sum(middles) / len(middles) if middles else tops[node]


def _stroke(edge: Edge, boxes: Mapping[Node, Box]) -> Stroke:
    start, end = boxes[edge.start], boxes[edge.end]
    x1, y1 = start.x + BOX, round(start.middle)
    x2, y2 = end.x - (12 if edge.effect else 0), round(end.middle)
    bend = (x2 - x1) // 2
    way = f"M{x1} {y1}c{bend} 0 {x2 - x1 - bend} {y2 - y1} {x2 - x1} {y2 - y1}"
    level = edge.level or edge.review_level
    return Stroke(edge, way, 1 + (level.rank if level else 0), (end.x - 7, y2))
