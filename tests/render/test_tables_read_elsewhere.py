"""Tables as other programs read them: pandas and DuckDB get every text as it was written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_tables import BY_NAME, made, real, toys, unescaped

from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables import texts
from npcev_kb.render.export.tables.parquet import as_parquet

ODD = [
    "=1+1", "+1", "-1", "@x", "'=1", "''", "\t", "a\tb", "a\nb", 'a"b', '"', "\r\n", "\r", "\\n",
    "\\N", "NA", "NULL", "true", "01", "ω אב 細胞 का", "e\u0301", "\u2028", "\ufeff", "a,b", ";",
]  # fmt: skip
WORDS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20),
    st.sampled_from(ODD),
)
"""Every script; no text of the data holds a character without a sign, least of all NUL."""
ROWS = st.lists(st.tuples(WORDS, WORDS | st.none()), min_size=1, max_size=5)
quick = settings(deadline=None, max_examples=40,
                 suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
ESCAPES = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def guarded(row: tuple[object, ...]) -> tuple[Plain, ...]:
    """A row of CSV without the apostrophes that guard it; an empty cell is not known."""
    return tuple(texts.plain_cell(str(cell)) if cell not in ("", None) else None for cell in row)


COLUMNS = "columns={'a': 'VARCHAR', 'b': 'VARCHAR'}"
AS_DUCKDB_READS = {
    "parquet": (as_parquet, "read_parquet(?)"),
    "csv": (texts.as_csv, "read_csv(?, header=true, all_varchar=true, auto_detect=false, delim=',',"
            f""" quote='"', escape='"', strict_mode=false, {COLUMNS})"""),
    "jsonl": (texts.as_json_lines, f"read_json(?, format='newline_delimited', {COLUMNS})"),
}  # fmt: skip


@pytest.mark.parametrize("form", list(AS_DUCKDB_READS))
@quick
@given(rows=ROWS)
def test_duckdb_gets_every_text(
    form: str,
    rows: list[tuple[Plain, Plain]],
    database: duckdb.DuckDBPyConnection,
    tmp_path: Path,
) -> None:
    write, read = AS_DUCKDB_READS[form]
    content, path = write(made(rows), {}), tmp_path / f"t.{form}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = database.execute(f"SELECT * FROM {read}", [str(path)]).fetchall()
    assert [guarded(row) if form == "csv" else row for row in found] == rows


@quick
@given(rows=ROWS)
def test_pandas_reads_csv_tsv_and_parquet(rows: list[tuple[Plain, Plain]]) -> None:
    table = made(rows)
    plain = {"dtype": str, "keep_default_na": False}
    read = pd.read_csv(io.StringIO(texts.as_csv(table, {}), newline=""), **plain)
    assert [guarded(row) for row in read.itertuples(index=False, name=None)] == rows
    tabs = io.StringIO(texts.as_tsv(table, {}), newline="")
    read = pd.read_csv(tabs, sep="\t", quoting=csv.QUOTE_NONE, lineterminator="\n", **plain)
    found = [
        tuple(unescaped(cell, ESCAPES) or None for cell in row)
        for row in read.itertuples(index=False, name=None)
    ]
    assert found == rows
    read = pd.read_parquet(io.BytesIO(as_parquet(table, {})))
    known = read.astype("object").where(read.notna(), None)
    assert [tuple(row) for row in known.itertuples(index=False, name=None)] == rows


@pytest.mark.parametrize("name", list(BY_NAME))
def test_both_read_every_table_of_the_site(
    name: str, database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    for whole in (real(), toys()):
        path = tmp_path / f"{name}.parquet"
        path.write_bytes(as_parquet(BY_NAME[name], whole))
        expected = [tuple(map(str, row)) for row in BY_NAME[name].rows(whole)]
        found = database.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        assert [tuple(map(str, row)) for row in found] == expected
        assert len(pd.read_parquet(path)) == len(expected)
