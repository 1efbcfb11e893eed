"""A card drawn from its words. Level and state are told in words and shapes, never by colour."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from npcev_kb.render.cards.canvas import SIZE, Canvas
from npcev_kb.render.cards.type import Face
from npcev_kb.render.cards.words import Rungs, Words

VERSION = 1
"""Changes whenever the same words come out as another picture."""
LEFT, RIGHT, TOP = 72, SIZE[0] - 72, 92
WIDTH = RIGHT - LEFT
FOOT = SIZE[1] - 62
RUNGS, RUNG = 5, (9, 34)
"""How many rungs a ladder has; width and greatest height of one."""
LADDER_STEP = 50
MOST_LADDERS = 4
MARK = 44
EDGE, DASH, GAP = 22, 16, 12
"""Where the dashed frame of an open work stands, and its dashes."""


@dataclass
class Artist:
    """Draws cards with the fonts of one folder; fonts are loaded once."""

    assets: Path
    """The folder with `fonts/` and the mark."""
    _faces: dict[tuple[str, int, int], Face] = field(default_factory=dict)
    _mark: Image.Image | None = None

    def face(self, family: str, size: int, weight: int) -> Face:
        """Return a font, loaded once."""
        key = (family, size, weight)
        if key not in self._faces:
            self._faces[key] = Face.load(self.assets / "fonts", *key)
        return self._faces[key]

    def draw(self, words: Words) -> bytes:
        """Return the card of some words as PNG."""
        canvas = Canvas()
        self._frame(canvas, words)
        self._top(canvas, words)
        low = self._foot(canvas, words)
        high = self._title(canvas, words)
        self._says(canvas, words, high, low)
        return canvas.png()

    def _frame(self, canvas: Canvas, words: Words) -> None:
        colour = "rust" if words.alarm else "teal"
        if not words.open or words.alarm:
            canvas.layer(colour).rectangle((0, 0, 15, SIZE[1]), fill=255)
        if words.open:
            draw, (right, low) = canvas.layer("soft"), (SIZE[0] - EDGE, SIZE[1] - EDGE)
            for x in range(EDGE, right, DASH + GAP):
                for y in (EDGE, low - 3):
                    draw.rectangle((x, y, min(x + DASH, right), y + 3), fill=255)
            for y in range(EDGE, low, DASH + GAP):
                for x in (EDGE, right - 3):
                    draw.rectangle((x, y, x + 3, min(y + DASH, low)), fill=255)

    def _top(self, canvas: Canvas, words: Words) -> None:
        canvas.stamp(self.mark, (LEFT, TOP - 34), "teal")
        name = self.face("source-serif-4", 30, 640)
        shown = "".join(name.lines(words.name, WIDTH / 2, 1)[0])
        canvas.text((LEFT + MARK + 14, TOP), shown, name, "teal")
        over = self.face("source-sans-3", 28, 600)
        start = LEFT + MARK + 14 + name.width(shown) + 26
        lines, _ = over.lines(words.over, RIGHT - start, 1)
        canvas.text((start, TOP), "".join(lines), over, "soft")

    def _title(self, canvas: Canvas, words: Words) -> float:
        """Write alarm and title, as large as fits; return where the next thing may begin."""
        y = float(TOP + 22)
        if words.alarm:
            face = self.face("source-sans-3", 32, 700)
            text = f"{words.alarm[:1].upper()}{words.alarm[1:]}"
            y += 50
            canvas.text((LEFT, y), text, face, "rust")
        for size, most in ((62, 1), (56, 2), (48, 2), (42, 3)):
            face = self.face("source-serif-4", size, 640)
            lines, whole = face.lines(words.title, WIDTH, most)
            if whole:
                break
        for line in lines:
            y += face.size * 1.14
            canvas.text((LEFT, y), line, face, "ink")
        return y

    def _says(self, canvas: Canvas, words: Words, high: float, low: float) -> None:
        """Write the sentence between title and ladders, as large as fits."""
        room = low - high - 22
        for size in (34, 30, 27, 24):
            face = self.face("source-serif-4", size, 400)
            step = size * 1.34
            lines, whole = face.lines(words.says, WIDTH, max(1, int(room // step)))
            if whole:
                break
        y = high + 22
        for line in lines:
            y += step
            canvas.text((LEFT, y), line, face, "soft")

    def _foot(self, canvas: Canvas, words: Words) -> float:
        """Draw ladders or counts and the last line; return where the room above them ends."""
        face = self.face("source-sans-3", 25, 600)
        canvas.layer("rule").rectangle((LEFT, FOOT - 40, RIGHT, FOOT - 39), fill=255)
        lines, _ = face.lines(words.foot, WIDTH, 1)
        canvas.text((LEFT, FOOT), "".join(lines), face, "rust" if words.alarm else "ink")
        if words.counts:
            return self._counts(canvas, words.counts)
        shown = words.ladders[:MOST_LADDERS]
        top = FOOT - 40 - LADDER_STEP * len(shown) - 8
        for number, rungs in enumerate(shown):
            self._ladder(canvas, rungs, top + LADDER_STEP * (number + 1) - 10)
        return top

    def _ladder(self, canvas: Canvas, rungs: Rungs, base: int) -> None:
        colour = "violet" if rungs.by_review else "teal"
        draw, x = canvas.layer(colour), LEFT
        for number in range(1, RUNGS + 1):
            height = round(RUNG[1] * (0.2 + 0.16 * number))
            box = (x, base - height, x + RUNG[0], base)
            if number > rungs.rank:
                draw.rectangle(box, outline=150)
            elif rungs.by_review:
                draw.rectangle(box, outline=255)
                for y in range(base - height, base, 5):
                    draw.line((x, y + RUNG[0] // 2, x + RUNG[0], y), fill=255, width=2)
            else:
                draw.rectangle(box, fill=255)
            x += RUNG[0] + 4
        level = self.face("source-sans-3", 30, 700)
        canvas.text((x + 12, base), rungs.level, level, "ink")
        start = x + 12 + level.width(level.writable(rungs.level)) + 18
        for size in (25, 22, 20):
            says = self.face("source-sans-3", size, 400)
            lines, whole = says.lines(rungs.says, RIGHT - start, 1)
            if whole:
                break
        canvas.text((start, base), "".join(lines), says, "soft")

    def _counts(self, canvas: Canvas, counts: tuple[tuple[str, int], ...]) -> float:
        """Draw how many claims there are at each level, one column for each."""
        top, base = FOOT - 40 - 132, FOOT - 40 - 46
        name, number = self.face("source-sans-3", 25, 600), self.face("source-sans-3", 25, 400)
        most = max(1, *(count for _, count in counts))
        step = WIDTH // len(counts)
        for place, (level, count) in enumerate(counts):
            x = LEFT + place * step
            colour = "violet" if level == "review" else "teal"
            height = round(74 * count / most)
            box = (x, base - max(height, 1), x + step - 26, base)
            if level == "review" and height > 3:
                canvas.layer(colour).rectangle(box, outline=255)
                for y in range(base - height + 4, base, 6):
                    canvas.layer(colour).line((x, y, x + step - 26, y), fill=150)
            else:
                canvas.layer(colour).rectangle(box, fill=255 if count else 110)
            canvas.text((x, base + 30), level, name, "ink")
            canvas.text((x + name.width(level) + 9, base + 30), str(count), number, "soft")
        return top

    @property
    def mark(self) -> Image.Image:
        """The mark of the site as strengths."""
        if self._mark is None:
            with Image.open(self.assets / "mark-180.png") as opened:
                grey = opened.convert("L").resize((MARK, MARK), Image.Resampling.LANCZOS)
            lightest = max(1, 255 - min(grey.tobytes()))
            self._mark = grey.point([min(255, (255 - v) * 255 // lightest) for v in range(256)])
        return self._mark
