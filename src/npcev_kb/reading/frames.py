"""Tables as data frames of pandas, with the types that the description of the table has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from npcev_kb.model.registry import suggest
from npcev_kb.reading.errors import MissingExtraError, UnknownNameError, unknown
from npcev_kb.render.export.tables.table import Data, Kind, Table
from npcev_kb.render.export.tables.texts import TABLES
from npcev_kb.render.export.whole import Whole

if TYPE_CHECKING:
    import pandas

TYPES: dict[Kind, Any] = {
    Kind.TEXT: "string",
    Kind.INTEGER: "Int64",
    Kind.NUMBER: "Float64",
    Kind.BOOLEAN: "boolean",
    Kind.DAY: "datetime64[s]",
}
"""The types of pandas that know of values that are not known."""


def frame(whole: Whole, name: str) -> pandas.DataFrame:
    """Return a table by its name.

    Raises:
        UnknownNameError: there is no such table.
        MissingExtraError: pandas is not installed.
    """
    tables = {table.name: table for table in TABLES}
    if name not in tables:
        raise UnknownNameError(unknown("table", name, suggest(name, tables, 0.6), tables))
    return as_frame(tables[name], whole.document)


def as_frame(table: Table, document: Data) -> pandas.DataFrame:
    """Return a table as a data frame; what the table and its columns mean is in `attrs`.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise MissingExtraError("pandas") from None
    names = [column.name for column in table.columns]
    cells = list(zip(*table.rows(document), strict=True)) or [()] * len(names)
    columns = {
        column.name: pd.Series(list(found), dtype="object").astype(TYPES[column.kind])
        for column, found in zip(table.columns, cells, strict=True)
    }
    made = pd.DataFrame(columns, columns=names)
    made.attrs = {"about": table.about, "columns": {c.name: c.about for c in table.columns}}
    return made
