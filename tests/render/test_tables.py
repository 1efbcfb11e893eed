"""The tables: one description, many formats, nothing lost, nothing that runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import toy
from npcev_kb import pipeline
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.cli import main
from npcev_kb.render.downloads import Downloads
from npcev_kb.render.export.document import document
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables import texts
from npcev_kb.render.export.tables.parquet import as_parquet
from npcev_kb.render.export.tables.sqlite import VIEWS, as_sqlite
from npcev_kb.render.export.tables.table import Column, Kind, Table
from npcev_kb.render.export.whole import Whole
from npcev_kb.store.project import Project

BY_NAME = {table.name: table for table in texts.TABLES}
EVERY = pytest.mark.parametrize("table", texts.TABLES, ids=list(BY_NAME))


@cache
def toys() -> dict[str, Plain]:
    return document(toy.knowledge_base().published)


@cache
def real() -> dict[str, Plain]:
    kb = pipeline.validate(Project(toy.REPOSITORY)).kb
    assert kb is not None
    return document(kb.published)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("tables") / "kb.sqlite"
    path.write_bytes(as_sqlite(real()))
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@EVERY
def test_every_row_has_a_key_of_its_own_and_every_pointer_leads_to_a_row(table: Table) -> None:
    rows = list(table.rows(real()))
    assert rows or list(table.rows(toys()))
    names = [column.name for column in table.columns]
    places = [names.index(name) for name in table.key]
    keys = [tuple(row[place] for place in places) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(None not in key for key in keys)
    for place, column in enumerate(table.columns):
        if column.refers:
            there, _, name = column.refers.partition(".")
            target = BY_NAME[there]
            at = [each.name for each in target.columns].index(name)
            known = {row[at] for row in target.rows(real())}
            assert {row[place] for row in rows} - {None} <= known, column.name


@EVERY
def test_every_column_is_explained_and_holds_what_it_says(table: Table) -> None:
    kinds: dict[Kind, tuple[type, ...]] = {
        Kind.TEXT: (str,), Kind.INTEGER: (int,), Kind.NUMBER: (int, float),
        Kind.BOOLEAN: (bool,), Kind.DAY: (str,),
    }  # fmt: skip
    for document_ in (real(), toys()):
        for row in table.rows(document_):
            for column, value in zip(table.columns, row, strict=True):
                assert column.about.endswith((".", "status")), column.name
                assert value is None or isinstance(value, kinds[column.kind]), column.name


def test_every_claim_number_and_flag_of_the_document_is_in_the_tables() -> None:
    studies: Any = real()["studies"]
    claims = [claim for study in studies for claim in study["claims"]]
    rows = {row["ref"]: row for row in read_csv(texts.as_csv(BY_NAME["claims"], real()))}
    assert set(rows) == {claim["ref"] for claim in claims}
    for claim in claims:
        row = rows[claim["ref"]]
        assert (row["level"], row["effect"]) == (claim["level"], claim["effect"])
        assert texts.plain_cell(row["level_trace"]) == claim["level_trace"]
        assert row["review_only"] == ("true" if claim["level_basis"] == "review_only" else "false")
        assert row["in_field"] == {True: "true", False: "false", None: ""}[claim["in_field"]]
    numbers = [float(row["value"]) for row in read_csv(texts.as_csv(BY_NAME["metrics"], real()))]
    assert numbers == [metric["value"] for claim in claims for metric in claim["metrics"]]
    flags = read_csv(texts.as_csv(BY_NAME["claim_flags"], real()))
    assert {flag["state"] for flag in flags} == {"raised", "cleared", "not_assessable"}
    assert len(flags) == sum(len(claim["flags"]) for claim in claims)


WORDS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.sampled_from(["=1+1", "+1", "-1", "@x", "'=1", "\t", "a\tb", "a\nb", 'a"b', "\r\n", "\\n"]),
)  # fmt: skip
CELLS = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), WORDS)


def made(values: list[tuple[Plain, Plain]]) -> Table:
    columns = (Column("a", "One."), Column("b", "Two."))
    return Table("t", "A table.", columns, ("a",), lambda _: [{"a": a, "b": b} for a, b in values])


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_csv_tsv_and_json_lines_give_back_every_text(values: list[tuple[Plain, Plain]]) -> None:
    table = made(values)
    words = [tuple(texts._word(cell) for cell in row) for row in table.rows({})]
    for row, (a, b) in zip(read_csv(texts.as_csv(table, {})), words, strict=True):
        assert (texts.plain_cell(row["a"]), texts.plain_cell(row["b"])) == (a, b)
    lines = texts.as_tsv(table, {}).split("\n")[1:-1]
    escapes = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
    for line, row_ in zip(lines, words, strict=True):
        cells = [unescaped(cell, escapes) for cell in line.split("\t")]
        assert tuple(cells) == row_
    told = [json.loads(line) for line in texts.as_json_lines(table, {}).split("\n")[:-1]]
    assert [(each["a"], each["b"]) for each in told] == [tuple(row) for row in table.rows({})]


@settings(deadline=None)  # the first example imports pyarrow
@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_parquet_gives_back_every_text_and_tells_what_a_column_means(
    values: list[tuple[Plain, Plain]],
) -> None:
    words = [tuple(None if cell is None else str(cell) for cell in row) for row in values]
    table = made([(a, b) for a, b in words])
    read = pq.read_table(io.BytesIO(as_parquet(table, {})))
    assert [tuple(row.values()) for row in read.to_pylist()] == words
    told = {field.name: field.metadata[b"about"].decode() for field in read.schema}
    assert told == {column.name: column.about for column in table.columns}


@EVERY
def test_parquet_has_the_types_of_the_dictionary_and_null_for_what_is_not_known(
    table: Table,
) -> None:
    for document_ in (real(), toys()):
        read = pq.read_table(io.BytesIO(as_parquet(table, document_)))
        for row, told in zip(read.to_pylist(), table.rows(document_), strict=True):
            days = [v.isoformat() if isinstance(v, date) else v for v in row.values()]
            assert days == list(told)


def unescaped(text: str, escapes: dict[str, str]) -> str:
    out, place = "", 0
    while place < len(text):
        pair = text[place : place + 2]
        out += escapes.get(pair, text[place])
        place += 2 if pair in escapes else 1
    return out


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_no_cell_of_csv_begins_like_a_formula(values: list[tuple[Plain, Plain]]) -> None:
    for row in read_csv(texts.as_csv(made(values), {})):
        assert not any(
            str(cell).startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values()
        )


def test_sqlite_holds_the_same_rows_with_sound_keys(opened: sqlite3.Connection) -> None:
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in texts.TABLES:
        count = opened.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
        assert count == sum(1 for _ in table.rows(real())), table.name


def test_the_views_answer_the_questions_that_the_site_answers(opened: sqlite3.Connection) -> None:
    for view in VIEWS:
        assert opened.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0, view
    in_vivo = opened.execute(
        "SELECT ref FROM claims_in_vivo WHERE outcome IN ('radioresistance', 'radiosensitivity')"
    ).fetchall()
    studies: Any = real()["studies"]
    expected = {
        claim["ref"]
        for study in studies
        for claim in study["claims"]
        if claim["outcome"] in ("radioresistance", "radiosensitivity")
        and claim["level_basis"] != "review_only"
        and claim["in_field"] is not False
        and any(
            each["animals"]
            for support in claim["support"]
            if support["stance"] == "supports"
            for each in study["experiments"]
            if each["id"] == support["experiment"]
        )
    }
    assert {ref for (ref,) in in_vivo} == expected
    lines = dict(opened.execute("SELECT rests_on, claims FROM claims_by_lines").fetchall())
    told = [
        claim["rests_on"]
        for study in studies
        for claim in study["claims"]
        if claim["in_field"] is not False
    ]
    assert lines == {answer: told.count(answer) for answer in set(told)}
    beside = opened.execute("SELECT claim FROM markers_beside WHERE marker = 'ebv-dna'").fetchall()
    asked = {
        claim["ref"]
        for study in studies
        for claim in study["claims"]
        if claim["effect"] == "distinguishes" and claim["in_field"] is not False
        for support in claim["support"]
        for each in study["experiments"]
        if support["stance"] == "supports" and each["id"] == support["experiment"]
        and each["matrix"] == claim["matrix"]
        and any(marker["entity"] == "ebv-dna" for marker in each["reference_markers"])
    }  # fmt: skip
    assert {claim for (claim,) in beside} == asked
    assert asked


def test_the_search_inside_finds_a_record_by_its_words(opened: sqlite3.Connection) -> None:
    found = opened.execute("SELECT id FROM search WHERE search MATCH 'HMGB3 angiogenesis'")
    assert ("hmgb3-angiogenesis",) in found.fetchall()


def test_hostile_texts_of_the_toys_are_in_sqlite_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "toys.sqlite"
    path.write_bytes(as_sqlite(toys()))
    connection = sqlite3.connect(path)
    labels = {label for (label,) in connection.execute("SELECT label FROM records")}
    connection.close()
    assert labels == {
        each.label
        for each in (
            *toy.knowledge_base().published.studies.values(),
            *toy.knowledge_base().published.works.values(),
        )
    }


def test_the_digests_are_those_of_the_files_and_the_dictionary_names_every_column() -> None:
    kb = toy.knowledge_base().published
    offer = Downloads(Whole(kb, Evidence(kb)))
    assert len(offer.sums.splitlines()) == len(offer.files)
    told = read_csv(texts.as_csv(texts.DICTIONARY, {}))
    assert {(row["table"], row["column"]) for row in told} == {
        (table.name, column.name) for table in texts.TABLES for column in table.columns
    }


SAME = """import sys; from pathlib import Path
from npcev_kb.cli import main
main(["--root", sys.argv[1], "export", "--format", sys.argv[2], "--output", sys.argv[3]])"""


@pytest.mark.parametrize(
    "form",
    [
        "json",
        "sqlite",
        "csv",
        "parquet",
        "kgx",
        "bibtex",
        "turtle",
        "json-ld",
        "nanopub",
        "ro-crate",
    ],
)
def test_the_bytes_are_the_same_under_another_seed_zone_locale_and_folder(
    form: str, tmp_path: Path
) -> None:
    found = []
    worlds = (("0", "UTC", "C"), ("7", "Asia/Tokyo", "C.UTF-8"))
    for number, (seed, zone, locale) in enumerate(worlds):
        output = tmp_path / str(number) / "out"
        output.parent.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        subprocess.run(
            [sys.executable, "-c", SAME, str(toy.FOLDER), form, str(output)],
            env=environment, cwd=output.parent, check=True, capture_output=True,
        )  # fmt: skip
        found.append(toy.files(output) if output.is_dir() else {"": output.read_bytes()})
    assert found[0] == found[1]


def test_tables_are_written_into_a_folder_and_a_folder_must_be_named(tmp_path: Path) -> None:
    def run(*arguments: str) -> Any:
        return CliRunner().invoke(main, ["--root", str(toy.FOLDER), "export", *arguments])

    result = run("--format", "tsv")
    assert result.exit_code == 2
    assert "name the folder for tsv with --output" in result.output
    result = run("--format", "tsv", "-o", str(tmp_path / "tables"))
    assert result.exit_code == 0
    names = {path.name for path in (tmp_path / "tables").iterdir()}
    assert names == {f"{name}.tsv" for name in (*BY_NAME, "dictionary")}
    result = run("--format", "sqlite", "--id", "rna-b-drug", "-o", str(tmp_path / "x"))
    assert result.exit_code == 2


def test_drafts_are_in_no_table() -> None:
    kb = toy.knowledge_base()
    draft = next(iter(kb.drafts)).id
    whole = document(replace(kb.published))
    rows = [
        row for table in texts.TABLES for row in table.rows(whole) if table.name != "debate_claims"
    ]
    assert not any(cell == draft for row in rows for cell in row)


def test_what_stands_inside_records_is_in_the_tables() -> None:
    """Cargo with its form, methods, established markers, notices and sentences."""
    studies: Any = toys()["studies"]
    works: Any = toys()["works"]
    rows = {
        name: read_csv(texts.as_csv(BY_NAME[name], toys()))
        for name in ("study_terms", "vesicle_sources", "reference_markers", "source_events",
                     "statements")
    }  # fmt: skip
    cargo = [
        (row["study"], row["entity"], row["form"], row["change"])
        for row in rows["study_terms"]
        if row["role"] == "cargo"
    ]
    assert cargo == [
        (study["id"], each["entity"], each["form"], each["change"])
        for study in studies
        for each in study["cargo"]
    ]
    methods = {row["role"] for row in rows["study_terms"]}
    assert {"separation", "characterisation", "negative marker"} <= methods
    assert len(rows["vesicle_sources"]) == sum(len(study["ev"]["sources"]) for study in studies)
    beside = [e["reference_markers"] for study in studies for e in study["experiments"]]
    assert len(rows["reference_markers"]) == sum(map(len, beside)) > 0
    events = [record["source_events"] for record in (*studies, *works)]
    assert len(rows["source_events"]) == sum(map(len, events)) > 0
    said = {texts.plain_cell(row["text"]) for row in rows["statements"]}
    for record in (*studies, *works):
        for name in ("details", "appraisals", "notes", "review_says", "cited_for"):
            assert {each["text"] for each in record.get(name, ())} <= said
        for each in record.get("differences", ()):
            assert {each["review"], each["paper"]} <= said
    kinds = {row["statement_kind"] for row in rows["statements"]}
    assert {"detail", "appraisal", "note", "review says", "cited for", "differs in the paper"} <= (
        kinds
    )


def test_the_assays_of_a_study_are_among_its_terms() -> None:
    studies: Any = real()["studies"]
    rows = read_csv(texts.as_csv(BY_NAME["study_terms"], real()))
    measured = [row["entity"] for row in rows if row["role"] == "measured by"]
    assert measured == [key for study in studies for key in study["measured_by"]]
    assert measured
