"""The one form in which files under `data/` are written: fields in order, comments kept.

Fields stand in the order in which a reader wants them (`reading_order`); a comment above a field
moves with it. Indentation, line ends and the space between signs are those of our own writer.
What a file means is compared before and after: a change that would alter it is not made.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from npcev_kb.model.describe import reading_order
from npcev_kb.model.file_kinds import SCHEMA_COMMENT, FileKind, kind_of
from npcev_kb.problems import Loc, Problem
from npcev_kb.store.edit import round_trip
from npcev_kb.store.parse import parse, read
from npcev_kb.store.project import Project
from npcev_kb.store.source import Loader, Source

MOST_MOVES = 10_000
"""Mappings of one file whose fields are put in order; each is done once."""
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*")


def written_by_people(project: Project) -> dict[Path, FileKind]:
    """Return the files that people write, with what each holds, by name.

    What the tool itself writes, such as the history, always has its form.
    """
    return {
        path: kind
        for path in sorted(project.data.rglob("*.yaml"))
        if (kind := kind_of(path.relative_to(project.data).as_posix())) and path.is_file()
    }


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file before and after; with problems it is left as it is."""

    path: str
    before: str
    after: str
    problems: tuple[Problem, ...] = ()
    kept: str = ""
    """Why a file without problems was left as it is all the same."""

    @property
    def changed(self) -> bool:
        """Whether the file was in another form."""
        return self.before != self.after

    @property
    def diff(self) -> str:
        """What changes, as a unified diff."""
        lines = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(unified_diff(*lines, self.path, f"{self.path} formatted"))


def schema_line(project: Project, path: Path, kind: FileKind) -> str:
    """Return the first line of a file, which leads an editor to its schema; empty without one."""
    schema = project.root / "docs" / "schema" / f"{kind.name}.schema.json"
    if not schema.is_file():
        return ""
    up = "../" * len(path.relative_to(project.root).parent.parts)
    return f"{SCHEMA_COMMENT}{up}docs/schema/{schema.name}\n"


def formatted(path: Path, name: str, kind: FileKind, first: str = "") -> Formatted:
    """Read a file and bring it into its form; one with problems in its text stays as it is.

    Args:
        path: the file.
        name: its name for problems.
        kind: what it holds, which decides the order of its fields.
        first: the comment that is to be its first line, if it has none of that sort.
    """
    source = read(path, name)
    if source.problems:
        return Formatted(name, "", "", tuple(source.problems))
    raw = path.read_bytes().decode("utf-8")
    begun = source.content.replace("\r\n", "\n")
    begun = begun if begun.startswith(SCHEMA_COMMENT) else first + begun
    text = written(_in_order(begun, kind))
    if _comments(text) != _comments(begun):
        return Formatted(name, raw, raw, kept="a comment inside braces would be lost")
    if parse(text, Source(name)).data != source.data:
        return Formatted(name, raw, raw, kept="the file would mean something else")
    return Formatted(name, raw, text)


def _comments(text: str) -> Counter[str]:
    """Return what stands behind number signs, in comments or in texts, and how often."""
    return Counter(found.rstrip() for found in _COMMENT.findall(text))


def written(text: str) -> str:
    """Return a text as our writer writes it; comments, quotes and blank lines stay."""
    yaml, out = round_trip(), io.StringIO()
    yaml.dump(yaml.load(text), out)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n")) + "\n"


def _in_order(text: str, kind: FileKind) -> str:
    """Return a text with the fields of each mapping in the order of its model."""
    done: set[Loc] = set()
    for _ in range(MOST_MOVES):
        tree = Loader(text).get_single_node()
        found = next(_out_of_order(tree, kind, done), None)
        if found is None:
            break
        loc, node, order = found
        done.add(loc)
        text = _moved(text, node, order)
    return text


def _out_of_order(
    tree: Node | None, kind: FileKind, done: set[Loc]
) -> Iterator[tuple[Loc, MappingNode, list[int]]]:
    """Yield each mapping whose fields stand in another order, with the order wanted."""
    waiting: list[tuple[Loc, Node]] = [((), tree)] if tree is not None else []
    while waiting:
        loc, node = waiting.pop()
        if isinstance(node, SequenceNode):
            waiting += [((*loc, place), item) for place, item in enumerate(node.value)]
        if not isinstance(node, MappingNode):
            continue
        waiting += [((*loc, str(key.value)), value) for key, value in node.value]
        model = kind.at(loc)
        if model is None or loc in done:
            continue
        names = reading_order(model)
        keys = [key.value for key, _ in node.value]
        places = [names.index(key) if key in names else len(names) for key in keys]
        order = sorted(range(len(keys)), key=places.__getitem__)
        if order != list(range(len(keys))):
            yield loc, node, order


def _moved(text: str, node: MappingNode, order: list[int]) -> str:
    """Return a text with the fields of one mapping in another order."""
    return _moved_inline(text, node, order) if node.flow_style else _moved_lines(text, node, order)


def _moved_inline(text: str, node: MappingNode, order: list[int]) -> str:
    """Exchange the fields of a mapping in braces; one with a comment inside is left."""
    spans = [(key.start_mark.index, _end(value, key)) for key, value in node.value]
    between = "".join(text[a[1] : b[0]] for a, b in pairwise(spans))
    if "#" in between:
        return text
    parts, last = [], spans[0][0]
    for (start, end), wanted in zip(spans, order, strict=True):
        parts += [text[last:start], text[slice(*spans[wanted])]]
        last = end
    return text[: spans[0][0]] + "".join(parts) + text[last:]


def _moved_lines(text: str, node: MappingNode, order: list[int]) -> str:
    """Exchange the fields of a mapping in lines, each with the comments above it.

    The first field of a list item shares its line with the dash; a field with a comment above it
    cannot come there, and then the mapping is left.
    """
    first = node.value[0][0].start_mark.index
    line = text.rfind("\n", 0, first) + 1
    shared = text[line:first].strip() != ""
    indent = " " * (first - line)
    starts = [line] + [_above(text, node, place) for place in range(1, len(node.value))]
    last_key, last_value = node.value[-1]
    stop = text.find("\n", _end(last_value, last_key) - 1) + 1 or len(text)
    pieces = [text[a:b] for a, b in pairwise([*starts, stop])]
    if shared:
        pieces[0] = indent + pieces[0][len(indent) :]
        if not pieces[order[0]].startswith(indent) or pieces[order[0]].lstrip()[:1] == "#":
            return text
    pieces = [piece if piece.endswith("\n") else piece + "\n" for piece in pieces]
    moved = "".join(pieces[place] for place in order)
    return (
        text[:line] + (text[line:first] + moved[len(indent) :] if shared else moved) + text[stop:]
    )


def _above(text: str, node: MappingNode, place: int) -> int:
    """Return where a field begins with the comments and blank lines above it."""
    before_key, before_value = node.value[place - 1]
    least = text.find("\n", _end(before_value, before_key) - 1) + 1
    start = text.rfind("\n", 0, node.value[place][0].start_mark.index) + 1
    while start > least:
        above = text.rfind("\n", 0, start - 1) + 1
        said = text[above:start].strip()
        if above < least or (said and not said.startswith("#")):
            break
        start = above
    return start


def _end(node: Node, key: Node) -> int:
    """Return where the text of a value ends; an empty value ends with its key."""
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        key, node = last if isinstance(last, tuple) else (node, last)
    if isinstance(node, ScalarNode) and node.value == "" and node.style is None:
        return int(key.end_mark.index)
    return int(node.end_mark.index)
