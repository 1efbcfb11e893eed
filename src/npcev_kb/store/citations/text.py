"""The bytes of a file as text in which every place can be named, bytes that do not fit included."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from npcev_kb.problems import Place, Wording, files

_UNFIT = re.compile("[\udc80-\udcff]")
_DECLARED = re.compile(rb"(?i)\bencoding\s*[:=]\s*[\"']?([a-z][a-z0-9_.-]{1,29})")
_DECLARED_WITHIN = 2000
_ENCODINGS = {
    "cp1250",
    "cp1251",
    "cp1252",
    "cp437",
    "cp850",
    "iso8859-1",
    "iso8859-2",
    "iso8859-15",
    "mac-roman",
}
"""The encodings, by Python's names, that a file may declare instead of UTF-8."""
_MARKS = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


@dataclass(frozen=True, slots=True)
class Unfit:
    """A byte that is not UTF-8."""

    index: int
    """Where it stands in the text."""
    offset: int
    """Where it stands in the file."""
    byte: int
    """What it is."""

    @property
    def wording(self) -> Wording:
        """The problem that it is."""
        return files.not_utf8(self.offset, self.byte)


class Text:
    """A file as text with line feeds; bytes that are not UTF-8 stand in it as lone surrogates."""

    def __init__(self, body: bytes) -> None:
        decoded, skipped = _decoded(body)
        self.unfit = _unfit(decoded, skipped)
        """The bytes that are not UTF-8, in their order."""
        self.content = _with_line_feeds(decoded)
        """The text."""
        self._breaks = [match.start() for match in re.finditer("\n", self.content)]

    def place(self, index: int) -> Place:
        """Return the place of a character."""
        line = bisect_left(self._breaks, index)
        return Place(line + 1, index - (self._breaks[line - 1] if line else -1))

    def lines(self) -> Iterator[tuple[str, int, int]]:
        """Yield each line without its end, and the indices at which it begins and ends."""
        start = 0
        for end in [*self._breaks, len(self.content)]:
            yield self.content[start:end], start, end
            start = end + 1

    def unfit_in(self, start: int, end: int) -> Unfit | None:
        """Return the first byte between two characters that is not UTF-8."""
        at = bisect_left(self.unfit, start, key=lambda unfit: unfit.index)
        until = bisect_right(self.unfit, end - 1, key=lambda unfit: unfit.index)
        return self.unfit[at] if at < until else None


def has_unfit(text: str) -> bool:
    """Tell whether a text holds a byte that is not UTF-8."""
    return bool(_UNFIT.search(text))


def _decoded(body: bytes) -> tuple[str, int]:
    """Return the text of a file, and how many bytes of it come before the text."""
    for mark, encoding in _MARKS.items():
        if body.startswith(mark):
            return body.decode(encoding, "replace"), 0
    skipped = len(codecs.BOM_UTF8) if body.startswith(codecs.BOM_UTF8) else 0
    try:
        return body[skipped:].decode(), skipped
    except UnicodeDecodeError:
        declared = _declared(body)
        if declared:
            return body.decode(declared, "replace"), 0
    return body[skipped:].decode(errors="surrogateescape"), skipped


def _declared(body: bytes) -> str | None:
    """Return the encoding that the beginning of a file declares, if it is one of those known."""
    found = _DECLARED.search(body[:_DECLARED_WITHIN])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return name if name in _ENCODINGS else None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unfit(decoded: str, skipped: int) -> list[Unfit]:
    """List the bytes that are not UTF-8 with their place in the text and in the file."""
    found: list[Unfit] = []
    index, offset, last = 0, skipped, 0
    for match in _UNFIT.finditer(decoded):
        between = decoded[last : match.start()]
        index += len(between) - between.count("\r\n")
        offset += len(between.encode(errors="surrogateescape"))
        found.append(Unfit(index, offset, ord(match[0]) - 0xDC00))
        index, offset, last = index + 1, offset + 1, match.end()
    return found
