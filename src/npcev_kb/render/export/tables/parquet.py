"""Tables as Parquet: typed columns, the meaning of each with it, every text as it is."""

from __future__ import annotations

import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from npcev_kb.render.export.tables.table import Cell, Column, Data, Kind, Table

TYPES = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DAY: pa.date32(),
}


def as_parquet(table: Table, document: Data) -> bytes:
    """Return a table as the bytes of a Parquet file; empty cells are null.

    What a column means, its unit and where it points stand in the metadata of its field.
    """
    cells = zip(*table.rows(document), strict=True)
    columns = [list(column) for column in cells] or [[] for _ in table.columns]
    arrays = [
        pa.array([_value(cell, column.kind) for cell in found], TYPES[column.kind])
        for column, found in zip(table.columns, columns, strict=True)
    ]
    schema = pa.schema([_field(column) for column in table.columns], {"about": table.about})
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


def _field(column: Column) -> pa.Field:
    told = {"about": column.about, "unit": column.unit, "refers": column.refers}
    return pa.field(
        column.name, TYPES[column.kind], metadata={key: text for key, text in told.items() if text}
    )


def _value(cell: Cell, kind: Kind) -> Cell | date:
    if cell is not None and kind is Kind.DAY:
        return date.fromisoformat(str(cell))
    return cell
