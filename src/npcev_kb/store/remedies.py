"""Safe remedies: what a problem says is meant by a value is written in its place, nothing else.

Only a remedy that cannot mean anything else is applied: the normal form of an identifier, a number
in quotes that is to be one, a word of a closed list or a field's name that only one is near to, a
term named by one of its names. Every other line of the file stays as it is, to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from npcev_kb.problems import Place, Problem, Remedy
from npcev_kb.store.parse import parse, read
from npcev_kb.store.project import Project
from npcev_kb.store.scalars import read_scalar
from npcev_kb.store.source import Loader, Source

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_()-]*(?<! )")
"""Texts that may stand without quotes wherever a value may, in braces too."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after its safe remedies."""

    path: str
    before: str
    after: str
    done: tuple[Problem, ...]
    """The problems whose remedy was applied."""

    @property
    def diff(self) -> str:
        """What changes, as a unified diff."""
        lines = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(unified_diff(*lines, self.path, f"{self.path} mended"))


def mended(project: Project, problems: Sequence[Problem]) -> Iterator[Mended]:
    """Yield each file that a safe remedy would change; nothing is written.

    Args:
        project: the knowledge base.
        problems: what is wrong with it; those without a remedy are passed over.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.remedy is not None:
            by_file.setdefault(problem.path, []).append(problem)
    for name, found in sorted(by_file.items()):
        if (project.root / name).suffix != ".yaml":
            continue
        source = read(project.root / name, name)
        after, done = _applied(source, found)
        if done:
            yield Mended(name, source.content, after, done)


def _applied(source: Source, found: Sequence[Problem]) -> tuple[str, tuple[Problem, ...]]:
    """Return the text with the remedies applied from its end to its beginning, and which were."""
    text, done = source.content, []
    tree = Loader(text).get_single_node() if source.data is not None else None
    nodes = {source.place(node): node for node in _scalars(tree)}
    for problem in sorted(found, key=lambda each: (each.line, each.column), reverse=True):
        node = nodes.pop(Place(problem.line, problem.column), None)
        if node is None or problem.remedy is None or not _fits(node, problem.remedy):
            continue
        start, end = node.start_mark.index, node.end_mark.index
        changed = text[:start] + as_scalar(problem.remedy.new) + text[end:]
        if not parse(changed, Source(source.path)).problems:
            text = changed
            done.append(problem)
    return text, tuple(reversed(done))


def _fits(node: ScalarNode, remedy: Remedy) -> bool:
    """Tell whether the scalar still holds what the remedy is for, in one line."""
    one_line = node.start_mark.line == node.end_mark.line
    return node.value == remedy.old and one_line and node.style not in ("|", ">")


def _scalars(tree: Node | None) -> Iterator[ScalarNode]:
    """Yield every scalar of a file, the names of fields too."""
    waiting = [tree] if tree is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            waiting += node.value


def as_scalar(value: str | int | float) -> str:
    """Return a value as YAML that every reader takes for the same."""
    if not isinstance(value, str):
        return str(value)
    meaning, surprise = read_scalar(value, plain=True)
    if meaning == value and not surprise and _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
