"""A picture in few colours: text and shapes of one colour share a layer and become one ramp."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from npcev_kb.render.cards.type import Face

SIZE = (1200, 630)
PAPER = (253, 252, 249)
COLOURS = {
    "ink": (29, 37, 41),
    "soft": (82, 92, 97),
    "rule": (217, 212, 199),
    "teal": (11, 95, 102),
    "rust": (163, 58, 23),
    "violet": (90, 63, 140),
}
"""The light palette of `tokens.css`."""
STEPS = 7
"""Shades between paper and each colour, for smooth edges of letters."""
_COMPRESSION = 4


def _palette() -> list[int]:
    values = list(PAPER)
    for colour in COLOURS.values():
        for step in range(1, STEPS + 1):
            values += [
                round(paper + (full - paper) * step / STEPS)
                for paper, full in zip(PAPER, colour, strict=True)
            ]
    return values


def _ramp(number: int) -> list[int]:
    """Return the place in the palette for each strength of a colour."""
    first = number * STEPS
    return [0 if (step := round(value * STEPS / 255)) == 0 else first + step
            for value in range(256)]  # fmt: skip


PALETTE = _palette()
RAMPS = {name: _ramp(number) for number, name in enumerate(COLOURS)}


class Canvas:
    """Paper on which shapes and text of a few colours are drawn."""

    def __init__(self) -> None:
        self._layers: dict[str, tuple[Image.Image, ImageDraw.ImageDraw]] = {}

    def layer(self, colour: str) -> ImageDraw.ImageDraw:
        """Return where shapes of a colour are drawn, in white on black."""
        if colour not in self._layers:
            image = Image.new("L", SIZE)
            self._layers[colour] = image, ImageDraw.Draw(image)
        return self._layers[colour][1]

    def text(self, at: tuple[float, float], text: str, face: Face, colour: str) -> None:
        """Write a line with its baseline at a place; what has no letter is written otherwise."""
        x, y = at
        for font, part in face.runs(face.writable(text)):
            self.layer(colour).text((x, y), part, fill=255, font=font, anchor="ls")
            x += font.getlength(part)

    def stamp(self, picture: Image.Image, at: tuple[int, int], colour: str) -> None:
        """Put a picture of strengths (mode L) down in a colour."""
        self.layer(colour)
        self._layers[colour][0].paste(picture, at)

    def png(self) -> bytes:
        """Return the picture. The same words give the same bytes."""
        image = Image.new("P", SIZE, 0)
        image.putpalette(PALETTE)
        for colour in COLOURS:
            if colour in self._layers and (box := self._layers[colour][0].getbbox()):
                part = self._layers[colour][0].crop(box).point(RAMPS[colour])
                image.paste(part, box, part.point([0] + [255] * 255))
        out = BytesIO()
        image.save(out, "PNG", compress_level=_COMPRESSION)
        return out.getvalue()
