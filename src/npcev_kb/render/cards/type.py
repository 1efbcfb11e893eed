"""Our own fonts for pictures: each text set in the first subset that has its letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from PIL import ImageFont

SUBSETS = ("latin", "latin-ext", "greek")
STAND_INS = {"→": "to", "⇄": "/", "⊣": "|", "−": "-", "≥": ">=", "≤": "<=", "∼": "~"}
"""What is written for signs that no subset has."""
MISSING = "?"
"""What is written for any other letter that no subset has, such as those of Hebrew."""
_NOTHING = "\U0010fffd"
"""A code without a letter, whose picture is the box that must never be seen."""


@dataclass
class Face:
    """One font in one size and weight, over its subsets."""

    fonts: Sequence[ImageFont.FreeTypeFont]
    size: int
    _of: dict[str, int | None] = field(default_factory=dict)
    _boxes: list[bytes] = field(default_factory=list)
    _widths: dict[str, float] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, family: str, size: int, weight: int) -> Face:
        """Load a family of `folder`; its weight is an axis of the variable font."""
        fonts = []
        for subset in SUBSETS:
            path = folder / f"{family}-{subset}-wght-normal.woff2"
            font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
            font.set_variation_by_axes([weight])
            fonts.append(font)
        return cls(fonts, size)

    def subset_of(self, char: str) -> int | None:
        """Return the first subset that has a letter, None if there is none."""
        if char not in self._of:
            if not self._boxes:
                self._boxes += [bytes(font.getmask(_NOTHING)) for font in self.fonts]
            having = (
                number
                for number, font in enumerate(self.fonts)
                if char == " " or bytes(font.getmask(char)) not in ("", self._boxes[number], b"")
            )
            self._of[char] = next(having, None)
        return self._of[char]

    def writable(self, text: str) -> str:
        """Return a text with nothing in it that would come out as a box."""
        return "".join(self._written(char) for char in unicodedata.normalize("NFC", text))

    def _written(self, char: str) -> str:
        if char.isspace():
            return " "
        if not char.isprintable() or unicodedata.combining(char):
            return ""
        if self.subset_of(char) is not None:
            return char
        plain = STAND_INS.get(char) or unicodedata.normalize("NFKC", char)
        fits = all(self.subset_of(each) is not None for each in plain)
        return plain if fits else MISSING

    def runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """Yield the parts of a writable text, each with the font that has its letters."""
        for number, chars in groupby(text, lambda char: self.subset_of(char) or 0):
            yield self.fonts[number], "".join(chars)

    def width(self, text: str) -> float:
        """Return how wide a writable text comes out."""
        if text not in self._widths:
            self._widths[text] = sum(font.getlength(part) for font, part in self.runs(text))
        return self._widths[text]

    def lines(self, text: str, width: float, most: int) -> tuple[list[str], bool]:
        """Break a text into lines; return at most so many, and whether that was all of it."""
        lines, line = [], ""
        for word in self._words(self.writable(text), width):
            longer = f"{line} {word}" if line else word
            if line and self.width(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines += [line] if line else []
        if len(lines) <= most:
            return lines, True
        return [*lines[: most - 1], self._cut(lines[most - 1], width)], False

    def _words(self, text: str, width: float) -> Iterator[str]:
        """Yield the words of a text; one that is wider than a line in pieces."""
        for word in text.split():
            while len(word) > 1 and self.width(word) > width:
                end = len(word) - 1
                while end > 1 and self.width(word[:end]) > width:
                    end -= 1
                yield word[:end]
                word = word[end:]
            yield word

    def _cut(self, line: str, width: float) -> str:
        """Return a line with an ellipsis behind as many of its words as fit, or of its letters."""
        words = line.split()
        while len(words) > 1 and self.width(f"{' '.join(words)} …") > width:
            words.pop()
        kept = f"{' '.join(words)} "
        while len(kept) > 1 and self.width(f"{kept}…") > width:
            kept = kept[:-1]
        return f"{kept}…"
