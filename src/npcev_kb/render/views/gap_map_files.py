"""The default gap map as files: every cell as CSV, the drawing as SVG."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from markupsafe import escape

from npcev_kb.analysis.facet_register import Value
from npcev_kb.analysis.gap_map import Cell
from npcev_kb.render.signs import sign
from npcev_kb.render.views.gap_map import Bar, MapView, bars

HEAD, SIDE, WIDE, HIGH, FOOT = 48, 210, 96, 40, 42
"""Heights of head, cell and foot, widths of row names and cell, in pixels."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Signs by which a spreadsheet takes a text for a formula."""


def as_csv(view: MapView) -> str:
    """Return every cell of the map in a line of its own, the empty ones with their question."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    found = view.map
    head = [view.down, view.across, "claims", "studies", "groups", "studies_of_unknown_group"]
    writer.writerow(
        [*head, *(e.id for e in found.effects), *(v.id for v in found.levels), "question"]
    )
    for row in found.rows:
        for column in found.columns:
            cell, counted = found.cell(row, column), found.cell(row, column).groups
            asked = view.ask(cell)
            writer.writerow(
                [
                    as_text(row.label),
                    as_text(column.label),
                    cell.count,
                    *(counted.studies, counted.groups, counted.unknown),
                    *(cell.effects.get(effect, 0) for effect in found.effects),
                    *(cell.levels.get(level, 0) for level in found.levels),
                    f"questions/{asked.question.id}/" if asked else "",
                ]
            )
    return text.getvalue()


def as_text(label: str) -> str:
    """Return a label that no spreadsheet takes for a formula."""
    return f"'{label}" if label.startswith(FORMULA) else label


STYLE = """text{font:11px "Source Sans","Segoe UI",Roboto,Arial,sans-serif;fill:#1d2529}
.h{font-weight:600;font-size:10px}.n{font-weight:700;font-size:13px}.s{fill:#525c61}.w{fill:#fff}.g{fill:#f3f0e9}
.b{fill:#0b5f66;stroke:#0b5f66}.v{fill:#fff;stroke:#5a3f8c;stroke-dasharray:2 1}
.o{fill:none;stroke:#525c61}.x{fill:none;stroke:#a33a17}
.u{fill:url(#u)}line,.w,.g,.u{stroke:#d9d4c7}"""
HATCH = (
    '<defs><pattern id="u" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<path d="M0 5L5 0" stroke="#8a8576" stroke-width=".7"/></pattern></defs>'
)


def as_svg(view: MapView) -> str:
    """Return a drawing of the map: text is text, and nothing is loaded from elsewhere."""
    rows, columns = view.rows, view.columns
    wide, high = SIDE + WIDE * len(columns) + 1, HEAD + HIGH * len(rows) + FOOT
    title = f"{view.map.down.label} by {view.map.across.label}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img"><title>Evidence-gap map: {escape(title)}</title>'
        f"<style>{STYLE}</style>{HATCH}"
        f'<rect width="{wide}" height="{high}" fill="#fff"/>',
        *_head(columns),
    ]
    for place, row in enumerate(rows):
        y = HEAD + HIGH * place
        parts += _text(_lines(row.label, 32)[:2], 4, y + 17)
        for number, column in enumerate(columns):
            parts.append(_cell(view, view.map.cell(row, column), SIDE + WIDE * number, y))
    return "".join([*parts, *_foot(view, high - FOOT + 18), "</svg>\n"])


def _head(columns: tuple[Value, ...]) -> Iterator[str]:
    for number, column in enumerate(columns):
        lines = _lines(column.label, 15)[:3]
        yield from _text(lines, SIDE + WIDE * number + 4, HEAD + 7 - 13 * len(lines))


def _lines(text: str, most: int) -> list[str]:
    """Return a text in lines of at most so many signs, unless a word is longer."""
    done = [""]
    for word in text.split():
        if done[-1] and len(done[-1]) + len(word) + 1 > most:
            done.append(word)
        else:
            done[-1] = f"{done[-1]} {word}".strip()
    return done


def _text(lines: list[str], x: int, y: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f'<text class="h" x="{x}" y="{y + 13 * number}">{escape(line)}</text>'


def _foot(view: MapView, y: int) -> Iterator[str]:
    signs = ", ".join(f"{sign(each.id) or '?'} {each.label}" for each in view.map.effects)
    for number, line in enumerate((KEY, signs)):
        yield f'<text class="s" x="4" y="{y + 15 * number}">{escape(line)}</text>'


KEY = (
    "A number of claims, the best level, and a bar for each claim: its height the level, hollow E0,"
    " dashed as stated by the review. Tinted: no claim seen. Hatched: not known or does not apply."
)


def _cell(view: MapView, cell: Cell, x: int, y: int) -> str:
    ground = "u" if not cell.could_be_filled else "w" if cell.count else "g"
    parts = [f'<rect class="{ground}" x="{x}" y="{y}" width="{WIDE}" height="{HIGH}"/>']
    if not cell.count:
        return parts[0]
    best, right = escape(view.best(cell)), x + WIDE - 4
    parts.append(f'<text class="n" x="{x + 4}" y="{y + 14}">{cell.count}</text>')
    parts.append(f'<text class="s" x="{right}" y="{y + 14}" text-anchor="end">{best}</text>')
    at = x + 4
    for effect, each in bars(cell):
        if at + 11 + sum(bar.width + 1 for bar in each) > x + WIDE:
            parts.append(f'<text x="{at}" y="{y + 34}">…</text>')
            break
        parts.append(f'<text x="{at}" y="{y + 34}">{escape(sign(effect.id) or "?")}</text>')
        at += 11
        for bar in each:
            parts.append(_bar(bar, at, y + 35))
            at += bar.width + 1
    return "".join(parts)


def _bar(bar: Bar, x: int, foot: int) -> str:
    if bar.level.isdigit():
        tall, name = 4 + 3 * int(bar.level), "b" if bar.level != "0" else "o"
    else:
        tall, name = 8, "v" if bar.level == "review" else "x"
    return (
        f'<rect class="{name}" x="{x + 0.5}" y="{foot - tall - 0.5}" width="{bar.width - 1}" '
        f'height="{tall}"/>'
    )
