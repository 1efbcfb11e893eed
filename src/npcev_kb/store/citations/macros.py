"""Values of BibTeX: pieces in braces or quotes, numbers and text macros, joined by #."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\s#{\"]+")
_SIGN = re.compile(r"(?<!\\)[{}\"]")
_MONTHS = re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec")


class Macros:
    """The text macros of a file (`@string`), and the values that are written with them."""

    LONGEST = 2000
    """How long the text of a macro may be: macros of macros grow without bound."""

    def __init__(self) -> None:
        self._texts = dict(zip(_MONTHS, _MONTHS, strict=True))

    def define(self, name: str, written: str) -> bool:
        """Take up a macro; its name is the same in small and capital letters.

        Returns False, and does not take it up, if its text is too long.
        """
        text, _ = self.value(written)
        if len(text) > self.LONGEST:
            return False
        self._texts[name.lower()] = text
        return True

    def value(self, written: str) -> tuple[str, list[str]]:
        """Return the text of a value, its braces inside kept, and the macros nobody defined.

        What begins with a digit stands for itself; a macro that nobody defined stands for nothing.
        """
        texts: list[str] = []
        unknown: list[str] = []
        joined = True
        for quoted, piece in _pieces(written):
            if piece == "#" and not quoted:
                joined = True
                continue
            texts.append("" if joined else " ")
            joined = False
            if quoted or piece[0].isdigit():
                texts.append(piece)
            elif piece.lower() in self._texts:
                texts.append(self._texts[piece.lower()])
            else:
                unknown.append(piece)
        return "".join(texts), unknown


def _pieces(written: str) -> Iterator[tuple[bool, str]]:
    """Yield what stands in braces or quotes, with True, and the words and signs between."""
    at = 0
    while at < len(written):
        if written[at] in '{"':
            inside, end = _inside(written, at)
            yield True, inside
        else:
            word = _WORD.match(written, at)
            end = word.end() if word else at + 1
            if word or written[at] == "#":
                yield False, written[at:end]
        at = end


def _inside(written: str, start: int) -> tuple[str, int]:
    """Return what stands between a brace or quote and its partner, and the index behind that."""
    level = 0
    for match in _SIGN.finditer(written, start + 1):
        if level == 0 and match[0] == ("}" if written[start] == "{" else '"'):
            return written[start + 1 : match.start()], match.end()
        if match[0] in "{}":
            level = max(0, level + (1 if match[0] == "{" else -1))
    return written[start + 1 :], len(written)
