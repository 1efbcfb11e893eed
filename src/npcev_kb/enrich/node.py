"""A part of a reply of which nothing is known: each question has an answer, whatever it holds.

Services document one value and send a list, a number as text, null, or another type altogether.
What does not fit is None, or an empty sequence, so that one odd value costs only itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from npcev_kb.enrich.bodies import local
from npcev_kb.enrich.markup import joined

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_LARGEST = 10**15
_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a reply."""

    value: object = None

    def at(self, *names: str) -> Node:
        """Return the part under these names, one inside the other; of a list the first part."""
        value = self.value
        for name in names:
            if isinstance(value, list):
                value = value[0] if value else None
            value = value.get(name) if isinstance(value, dict) else None
        return Node(value)

    def each(self, *names: str) -> Iterator[Node]:
        """Yield the parts of a list; a value that stands alone is a list of one."""
        value = self.at(*names).value if names else self.value
        if isinstance(value, list):
            yield from (Node(part) for part in value if part is not None)
        elif value is not None and value != "":
            yield Node(value)

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name, be it empty."""
        return isinstance(self.value, dict) and name in self.value

    @property
    def named(self) -> Iterator[tuple[str, Node]]:
        """The parts with their names."""
        if isinstance(self.value, dict):
            yield from ((name, Node(part)) for name, part in self.value.items())

    @property
    def text(self) -> str | None:
        """The value as text if it is text or a number; of a list the first that is."""
        value = self.value
        if isinstance(value, list):
            return next((text for part in value[:50] if (text := _scalar(part))), None)
        return _scalar(value)

    @property
    def number(self) -> int | None:
        """The value as a whole number of a sensible size."""
        digits = (self.text or "").removesuffix(".0")
        return int(digits) if _WHOLE.fullmatch(digits) else None

    @property
    def truth(self) -> bool | None:
        """The value as yes or no, also where it is text; None if it is neither."""
        if isinstance(self.value, bool):
            return self.value
        said = {"true": True, "y": True, "yes": True, "false": False, "n": False, "no": False}
        return said.get((self.text or "").lower())


def _scalar(value: object) -> str | None:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not abs(value) < _LARGEST:
        return None
    return str(value)


def node_of(element: Element) -> Node:
    """Return XML in the form that the same service gives it in JSON.

    An element without parts is its text, or holds it as `value` beside its attributes; one with
    text between its parts is running text with markup; parts that repeat are lists.
    """
    return Node(_value(element, 0))


def _value(element: Element, depth: int) -> object:
    if len(element) and depth < _DEPTH and not _is_running_text(element):
        found: dict[str, object] = {local(name): text for name, text in element.attrib.items()}
        for part in element:
            name, value = local(part.tag), _value(part, depth + 1)
            if name not in found:
                found[name] = value
            elif isinstance(before := found[name], list):
                before.append(value)
            else:
                found[name] = [before, value]
        return found
    text = joined(element)
    if element.attrib:
        return {**{local(name): text for name, text in element.attrib.items()}, "value": text}
    return text


def _is_running_text(element: Element) -> bool:
    own = (element.text, *(part.tail for part in element))
    return any(text and text.strip() for text in own)
