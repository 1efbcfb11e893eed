r"""Tables as texts: CSV, TSV, JSON Lines, and the dictionary that explains every column.

CSV is that of RFC 4180 in UTF-8. A text that a spreadsheet would take for a formula, since it
begins with `=`, `+`, `-`, `@`, a tab or a carriage return, gets an apostrophe in front, as does a
text that begins with an apostrophe, so that the sign can be taken away again (`plain_cell`). TSV
has no quotes: a backslash, tab, line feed or carriage return in a text is written as `\\`, `\t`,
`\n` or `\r`. Other formats hold every text as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.tables import of_claims, of_details, of_records
from npcev_kb.render.export.tables.table import Cell, Column, Data, Kind, Table

TABLES: tuple[Table, ...] = (*of_claims.TABLES, *of_records.TABLES, *of_details.TABLES)
"""Every table; one that others point to may stand behind them."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
EMPTY = "not known, or does not apply"
"""What an empty cell means in every column."""
DICTIONARY = Table(
    "dictionary",
    "Every column of every table.",
    (
        Column("table", "The table."),
        Column("column", "The column."),
        Column("kind", "text, integer, number, boolean or day (YYYY-MM-DD)."),
        Column("about", "What a value means."),
        Column("unit", "The unit, or the column that tells it."),
        Column("refers", "The table and column whose values stand here."),
        Column("in_key", "Whether it is part of the key of its table.", Kind.BOOLEAN),
        Column("empty", "What an empty cell means."),
    ),
    ("table", "column"),
    lambda _: _explained(),
)


def _explained() -> Iterator[Data]:
    for table in TABLES:
        for column in table.columns:
            yield {
                "table": table.name,
                "column": column.name,
                "kind": column.kind.value,
                "about": column.about,
                "unit": column.unit,
                "refers": column.refers,
                "in_key": column.name in table.key,
                "empty": EMPTY,
            }


def as_csv(table: Table, document: Data) -> str:
    """Return a table as CSV with a line of names above it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in table.rows(document))
    return out.getvalue()


def plain_cell(text: str) -> str:
    """Return the text that a CSV cell stands for: without the apostrophe that guards it."""
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text


def as_tsv(table: Table, document: Data) -> str:
    """Return a table as TSV with a line of names above it, one line to a row."""
    head = [column.name for column in table.columns]
    return _lines("\t".join(row) for row in (head, *_tsv_rows(table, document)))


def as_json_lines(table: Table, document: Data) -> str:
    """Return a table as JSON Lines: one object to a row, null where nothing is known."""
    names = [column.name for column in table.columns]
    return _lines(dumps(dict(zip(names, row, strict=True))) for row in table.rows(document))


def _tsv_rows(table: Table, document: Data) -> Iterator[list[str]]:
    for row in table.rows(document):
        yield [_word(value).translate(_ESCAPES) for value in row]


def _csv_cell(value: Cell) -> str:
    text = _word(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def _word(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
