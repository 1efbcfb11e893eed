"""Text to data: one YAML file read strictly, with the place of every value.

The C parser of PyYAML composes a tree of nodes; data are built from the nodes by the rules of
this house (see `scalars`), so that a file means the same to every reader. Composing recurses in
C and would kill the process on absurd nesting, so depth is counted over events first wherever a
cheap bound on the text cannot rule it out.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from npcev_kb.problems import Place, fields, files, text
from npcev_kb.store.scalars import Scalar, read_scalar
from npcev_kb.store.source import Data, Loader, Source

MAX_BYTES = 2_000_000
"""A record has a few kilobytes, the largest file of terms some tens."""
MAX_DEPTH = 40
"""Records nest five deep; beyond this a file is refused."""
_SAFE_TO_COMPOSE = 1_500
_MARKER = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)


def read(path: Path, name: str) -> Source:
    """Read a file; what is wrong with it becomes a problem of the source, never an exception."""
    source = Source(name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            source.refuse(Place(), files.unreadable_file("it is no ordinary file"))
            return source
        size = status.st_size
        if size > MAX_BYTES:
            source.refuse(Place(), files.file_too_large(size, MAX_BYTES))
            return source
        raw = path.read_bytes()
    except OSError as error:
        source.refuse(Place(), files.unreadable_file(error.strerror or type(error).__name__))
        return source
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        source.refuse(_place_in(before), files.not_utf8(error.start, raw[error.start]))
        return source
    return parse(content, source)


def parse(content: str, source: Source) -> Source:
    """Parse the text of a file into its source."""
    source.content = content
    markers = list(_MARKER.finditer(content))
    if any(marker[1][0] in "<>" for marker in markers):
        for marker in markers:
            source.refuse(_place_in(content[: marker.start()]), files.merge_conflict(marker[1]))
        return source
    loader = Loader(content)
    try:
        if _may_be_deep(content) and not _depth_is_sane(content, source):
            return source
        source.tree = loader.get_single_node()
    except yaml.YAMLError as error:
        _word_syntax(error, content, source)
        return source
    finally:
        loader.dispose()
    if source.tree is None:
        source.refuse(Place(), files.empty_file())
        return source
    builder = _Builder(content, source)
    data = builder.build(source.tree)
    if builder.anchors:
        _refuse_aliases(content, source)
    else:
        source.data = data
    return source


def _may_be_deep(content: str) -> bool:
    """Tell whether nesting might be too deep to compose: a bound, cheap and never too low."""
    widest = max(map(len, content.splitlines()), default=0)
    return widest + content.count("[") + content.count("{") > _SAFE_TO_COMPOSE


def _depth_is_sane(content: str, source: Source) -> bool:
    depth = 0
    for event in yaml.parse(content, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                mark = event.start_mark
                place = source.at(mark.index) if mark else Place()
                source.refuse(place, text.too_deep(MAX_DEPTH))
                return False
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return True


def _refuse_aliases(content: str, source: Source) -> None:
    """Note each alias. A file that has them is judged no further: they may repeat without end."""
    for event in yaml.parse(content, Loader=Loader):
        if isinstance(event, yaml.AliasEvent) and event.start_mark is not None:
            source.refuse(source.at(event.start_mark.index), text.anchor_or_alias("an alias"))


def _word_syntax(error: yaml.YAMLError, content: str, source: Source) -> None:
    """Turn what the parser raises into a problem with a place."""
    if isinstance(error, yaml.reader.ReaderError):
        before = content.encode()[: error.position].decode("utf-8", "ignore")
        place = _place_in(before)
        source.refuse(
            place, text.yaml_syntax(f"the character {error.character!r} is not allowed", "")
        )
        return
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = source.at(mark.index) if mark else Place()
    said, context = (
        getattr(error, "problem", None) or str(error),
        getattr(error, "context", None) or "",
    )
    if "'\\t'" in said or (mark and content[mark.index : mark.index + 1] == "\t"):
        source.refuse(place, text.tab_character())
    elif "single document" in context:
        source.refuse(place, text.several_documents())
    elif "undefined alias" in said:
        source.refuse(place, text.anchor_or_alias("an alias"))
    else:
        source.refuse(place, text.yaml_syntax(said, context))


@dataclass
class _Builder:
    """Builds the data of nodes, noting in the source what is not allowed in them."""

    content: str
    source: Source
    seen: set[int] = field(default_factory=set)
    anchors: int = 0

    def build(self, node: Node, depth: int = 1) -> Data:
        """Build one node. A node that an alias repeats is built once: its anchor is refused."""
        if id(node) in self.seen:
            return None
        self.seen.add(id(node))
        self._refuse_properties(node)
        if depth > MAX_DEPTH:
            self.source.refuse(self.source.place(node), text.too_deep(MAX_DEPTH))
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        return [self.build(item, depth + 1) for item in node.value]

    def _refuse_properties(self, node: Node) -> None:
        first = self.content[node.start_mark.index : node.start_mark.index + 1]
        if first == "&":
            self.anchors += 1
            self.source.refuse(self.source.place(node), text.anchor_or_alias("an anchor"))
        elif first == "!":
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.source.refuse(self.source.place(node), text.explicit_tag(tag))

    def _scalar(self, node: ScalarNode) -> Scalar:
        value, surprise = read_scalar(node.value, plain=not node.style)
        if surprise:
            wording = text.surprising_scalar(node.value, surprise)
            self.source.refuse(self.source.place(node), wording)
        if not node.style and " " in node.value:
            self._refuse_cut_text(node)
        return value

    def _refuse_cut_text(self, node: ScalarNode) -> None:
        end = node.end_mark.index
        rest = self.content[end : end + 200].partition("\n")[0]
        if rest.lstrip(" \t").startswith("#") and rest[:1] in (" ", "\t"):
            lost = rest.strip()
            self.source.refuse(self.source.at(end + 1), text.text_cut_by_comment(lost))

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Data]:
        data: dict[str, Data] = {}
        seen: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                found = "a list" if isinstance(key, SequenceNode) else "a mapping"
                self.source.refuse(self.source.place(key), text.key_not_text(found))
                continue
            name = key.value
            self._refuse_properties(key)
            if name == "<<":
                self.source.refuse(self.source.place(key), text.anchor_or_alias("a merge key"))
            if name in seen:
                wording = text.duplicate_key(name, self.source.place(seen[name]).line)
                self.source.refuse(self.source.place(key), wording)
                continue
            seen[name] = key
            repeated, known = id(value) in self.seen, len(self.source.problems)
            data[name] = built = self.build(value, depth + 1)
            silent = not repeated and known == len(self.source.problems)
            if silent and (built is None or built == []):
                self.source.refuse(self.source.place(value), fields.empty_value(f'"{name}"'))
        return data


def _place_in(before: str) -> Place:
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
