"""One YAML file that was read: its data, and the place of every value in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from npcev_kb.problems import Loc, Place, Problem, Wording
from npcev_kb.store.scalars import Scalar

Data: TypeAlias = "Scalar | list[Data] | dict[str, Data]"


class Loader(yaml.CBaseLoader):
    """The C loader that resolves no types."""


@dataclass
class Source:
    """One file: its data, the node tree behind them, and what is wrong with its text."""

    path: str
    data: Data = None
    problems: list[Problem] = field(default_factory=list)
    content: str = field(default="", repr=False)
    tree: Node | None = field(default=None, repr=False)
    """The nodes, composed again when a place is asked for after they were forgotten."""
    _looked_through: dict[int, dict[str, tuple[Node, Node]]] = field(
        default_factory=dict, repr=False
    )

    def forget(self) -> None:
        """Let go of the nodes: they are many times larger than the text."""
        self.tree = None
        self._looked_through.clear()

    def _compose(self) -> Node | None:
        if self.tree is None and self.data is not None:
            self.tree = Loader(self.content).get_single_node()
        return self.tree

    @cached_property
    def _breaks(self) -> list[int]:
        """Where each line of the text ends."""
        return [match.start() for match in re.finditer("\n", self.content)]

    def refuse(self, place: Place, wording: Wording) -> None:
        """Note a problem of the text."""
        self.problems.append(Problem.at(self.path, place, wording))

    def locate(self, loc: Loc, *, on_key: bool = False) -> Place:
        """Return the place of the value at an address, or of the nearest thing above it.

        With `on_key` the place is that of the field's name.
        """
        node = best = self._compose()
        for step in loc:
            key, value = self._step(node, step)
            if value is None:
                break
            best = key if on_key and key is not None else value
            node = value
        return self.place(best) if best is not None else Place()

    def _step(self, node: Node | None, step: str | int) -> tuple[Node | None, Node | None]:
        """Return the key node and the value node one step down, or nothing."""
        if isinstance(node, MappingNode):
            return self._fields(node).get(str(step), (None, None))
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        return None, None

    def _fields(self, node: MappingNode) -> dict[str, tuple[Node, Node]]:
        """Return the fields of a mapping by name, looked through once."""
        if id(node) not in self._looked_through:
            found: dict[str, tuple[Node, Node]] = {}
            for key, value in node.value:
                if isinstance(key, ScalarNode):
                    found.setdefault(key.value, (key, value))
            self._looked_through[id(node)] = found
        return self._looked_through[id(node)]

    def raw(self, loc: Loc) -> str | None:
        """Return the text of a scalar as it was written, None where there is no scalar."""
        node: Node | None = self._compose()
        for step in loc:
            node = self._step(node, step)[1]
        return node.value if isinstance(node, ScalarNode) else None

    def place(self, node: Node) -> Place:
        """Return where a node begins."""
        return self.at(node.start_mark.index)

    def at(self, index: int) -> Place:
        """Return the place of a character.

        Lines end where editors end them, at line feeds; the parser counts rarer breaks too.
        """
        line = bisect_left(self._breaks, index)
        return Place(line + 1, index - (self._breaks[line - 1] if line else -1))
