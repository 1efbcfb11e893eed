"""The tables as one SQLite file: keys, views for the usual questions, full-text search.

The same data give the same bytes with one release of SQLite: rows come in the order of the
document, and the three places of the header that count changes and name the release are zeroed
or fixed, which SQLite allows.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from npcev_kb.render.export.tables.table import Column, Data, Kind, Table
from npcev_kb.render.export.tables.texts import DICTIONARY, TABLES

TYPES = {
    Kind.TEXT: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "REAL",
    Kind.BOOLEAN: "INTEGER",
    Kind.DAY: "TEXT",
}
VIEWS = {
    "claims_in_field": """SELECT * FROM claims WHERE in_field IS NOT 0""",
    "claims_in_vivo": """SELECT * FROM claims WHERE in_field IS NOT 0 AND NOT review_only
        AND ref IN (SELECT s.claim FROM claim_support s
            JOIN experiment_models m ON m.experiment = s.experiment
            WHERE m.model_kind = 'animal' AND s.stance = 'supports')""",
    "claims_by_lines": """SELECT rests_on, count(*) AS claims FROM claims
        WHERE in_field IS NOT 0 GROUP BY rests_on ORDER BY rests_on""",
    "markers_beside": """SELECT c.ref AS claim, m.entity AS marker, m.relation
        FROM claims c JOIN claim_support s ON s.claim = c.ref AND s.stance = 'supports'
        JOIN experiments e ON e.ref = s.experiment AND e.matrix IS c.matrix
        JOIN reference_markers m ON m.experiment = e.ref
        WHERE c.effect = 'distinguishes' AND c.in_field IS NOT 0""",
    "flags_by_state": """SELECT code, state, count(*) AS claims FROM claim_flags
        GROUP BY code, state ORDER BY code, state""",
    "terms_of_modules": """SELECT DISTINCT t.entity, p.place AS module FROM claim_terms t
        JOIN claims c ON c.ref = t.claim JOIN record_places p ON p.record = c.study
        WHERE p.place_kind = 'module'""",
}
"""Questions that are asked often, ready to be read as tables."""
SEARCH = """CREATE VIRTUAL TABLE search USING fts5(kind, id, title, text, tokenize='unicode61')"""
SEARCHED = (
    "INSERT INTO search SELECT record_kind, id, label, coalesce(title, '') || ' ' ||"
    " coalesce(finding_text, '') FROM records ORDER BY id",
    "INSERT INTO search SELECT 'debate', id, label, question FROM debates ORDER BY id",
    "INSERT INTO search SELECT 'question', id, label, question FROM questions ORDER BY id",
    "INSERT INTO search SELECT 'term', entity, name, '' FROM entity_names ORDER BY entity, name",
)
_CHANGES, _VALID_FOR, _RELEASE = slice(24, 28), slice(92, 96), slice(96, 100)


def as_sqlite(document: Data) -> bytes:
    """Return the whole knowledge base as the bytes of a SQLite file."""
    with TemporaryDirectory(prefix="npcev-") as folder:
        path = Path(folder) / "kb.sqlite"
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA page_size = 4096")
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("BEGIN")
            for table in (*TABLES, DICTIONARY):
                _fill(connection, table, document)
            for name, query in VIEWS.items():
                connection.execute(f"CREATE VIEW {name} AS {query}")
            for statement in (SEARCH, *SEARCHED):
                connection.execute(statement)
            connection.execute("COMMIT")
            connection.execute("VACUUM")
        finally:
            connection.close()
        whole = bytearray(path.read_bytes())
    one = (1).to_bytes(4, "big")
    whole[_CHANGES], whole[_VALID_FOR], whole[_RELEASE] = one, one, bytes(4)
    return bytes(whole)


def _fill(connection: sqlite3.Connection, table: Table, document: Data) -> None:
    """Create a table with its keys and write its rows."""
    columns = [f'"{column.name}" {TYPES[column.kind]}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    foreign = [_foreign(column) for column in table.columns if _points(table, column)]
    parts = ", ".join([*columns, f"PRIMARY KEY ({key})", *foreign])
    connection.execute(f'CREATE TABLE "{table.name}" ({parts})')
    marks = ", ".join("?" for _ in table.columns)
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows(document))


def _points(table: Table, column: Column) -> bool:
    return bool(column.refers) and table is not DICTIONARY


def _foreign(column: Column) -> str:
    table, _, name = column.refers.partition(".")
    return f'FOREIGN KEY ("{column.name}") REFERENCES "{table}" ("{name}")'
