"""Every format in which the knowledge base is handed out, by the name that `--format` takes.

What a format needs is imported when it is written, so that naming them costs nothing.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from npcev_kb.render.export.tables.table import Data, Table
    from npcev_kb.render.export.whole import Whole


CRATE = "ro-crate"
"""The format that is every file of the Data page, and one more that describes them."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a format."""

    name: str
    """Below the folder of the downloads."""
    about: str
    content: bytes
    rows: int | None = None
    """How many rows, entries or statements it has, where that means something."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what it is called, what it holds, and how its files are made."""

    name: str
    title: str
    files: Callable[[Whole], Iterator[File]]
    folder: bool = False
    """True if it is a folder of files."""
    printable: bool = True
    """True if it is text that a terminal can show."""
    of_works: bool = False
    """True if it holds works for a reference manager, of which some may be chosen."""


def _json(whole: Whole) -> Iterator[File]:
    from npcev_kb.render.export.json import lines

    about = "The review, all records with what is computed on them, and all terms."
    made = _counted("npcev-kb.json", about, ((text, 0) for text in lines(whole.document)))
    yield replace(made, rows=None)


def _sqlite(whole: Whole) -> Iterator[File]:
    from npcev_kb.render.export.tables.sqlite import as_sqlite

    about = "All tables with keys, views for usual questions, and full-text search."
    yield File("npcev-kb.sqlite", about, as_sqlite(whole.document))


def _tables(form: str) -> Callable[[Whole], Iterator[File]]:
    def files(whole: Whole) -> Iterator[File]:
        from npcev_kb.render.export.tables.texts import DICTIONARY, TABLES

        write = _writer(form)
        for table in (*TABLES, DICTIONARY):
            rows = sum(1 for _ in table.rows(whole.document))
            content = write(table, whole.document)
            yield File(f"tables/{table.name}.{form}", table.about, content, rows)

    return files


def _writer(form: str) -> Callable[[Table, Data], bytes]:
    if form == "parquet":
        from npcev_kb.render.export.tables.parquet import as_parquet

        return as_parquet
    from npcev_kb.render.export.tables import texts

    write = {"csv": texts.as_csv, "tsv": texts.as_tsv, "jsonl": texts.as_json_lines}[form]
    return lambda table, document: write(table, document).encode()


def _kgx(whole: Whole) -> Iterator[File]:
    from npcev_kb.render.export.kgx.graph import as_kgx

    classes = {kind.id: kind.biolink for kind in whole.kb.kinds.values() if kind.biolink}
    nodes, edges = as_kgx(whole.document, classes)
    for name, about, lines in (
        ("nodes", "Terms, and what the edges say of claims, as KGX nodes.", nodes),
        ("edges", "Claims as KGX edges, from subject to outcome.", edges),
    ):
        yield File(f"kgx/npcev-kb_{name}.jsonl", about, "".join(lines).encode(), len(lines))


def _works(name: str) -> Callable[[Whole], Iterator[File]]:
    def files(whole: Whole) -> Iterator[File]:
        from npcev_kb.render.export.writers import WRITERS

        about, write = WRITERS[name]
        entries = whole.bibliography.entries
        yield File(name, about, write(entries).encode(), len(entries))

    return files


def _turtle(whole: Whole) -> Iterator[File]:
    from npcev_kb.render.export.rdf.turtle import as_turtle

    about = "Every record, term and word as RDF, our own terms explained in it."
    yield _counted("npcev-kb.ttl", about, as_turtle(whole))


def _nanopub(whole: Whole) -> Iterator[File]:
    from npcev_kb.render.export.rdf.nanopub import as_nanopublications

    about = "Each claim as a nanopublication: what it says, on what it rests, who published it."
    yield _counted("nanopublications.trig", about, as_nanopublications(whole))


def _crate(whole: Whole) -> Iterator[File]:
    from npcev_kb.render.downloads import Downloads

    yield from (each.file for each in Downloads(whole).files)


def _counted(name: str, about: str, parts: Iterable[tuple[str, int]]) -> File:
    """Return a file of parts, each with the number of its statements."""
    out, count = io.BytesIO(), 0
    for text, number in parts:
        out.write(text.encode())
        count += number
    return File(name, about, out.getvalue(), count)


def _jsonld(whole: Whole) -> Iterator[File]:
    from npcev_kb.render.export.rdf.jsonld import as_context, as_jsonld

    about = "The same statements as JSON-LD, parts inside records."
    made = _counted("npcev-kb.jsonld", about, ((text, 0) for text in as_jsonld(whole)))
    yield replace(made, rows=None)
    yield File("context.jsonld", "What the names in it stand for.", as_context().encode())


FORMATS = {
    each.name: each
    for each in (
        Format("json", "JSON", _json),
        Format("sqlite", "SQLite", _sqlite, printable=False),
        Format("csv", "CSV", _tables("csv"), folder=True),
        Format("tsv", "TSV", _tables("tsv"), folder=True),
        Format("jsonl", "JSON Lines", _tables("jsonl"), folder=True),
        Format("parquet", "Parquet", _tables("parquet"), folder=True, printable=False),
        Format("kgx", "KGX", _kgx, folder=True),
        Format("turtle", "Turtle", _turtle),
        Format("json-ld", "JSON-LD", _jsonld, folder=True),
        Format("nanopub", "TriG", _nanopub),
        Format(CRATE, "RO-Crate", _crate, folder=True, printable=False),
        Format("bibtex", "BibTeX", _works("npcev-kb.bib"), of_works=True),
        Format("ris", "RIS", _works("npcev-kb.ris"), of_works=True),
        Format("csl-json", "CSL-JSON", _works("npcev-kb.csl.json"), of_works=True),
        Format("nbib", "nbib", _works("npcev-kb.nbib"), of_works=True),
    )
}
"""In the order in which they are offered."""
