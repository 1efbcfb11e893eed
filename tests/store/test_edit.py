"""Changing single values of a record leaves everything else as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toy
from npcev_kb.model.identification import Identification
from npcev_kb.model.study import Study
from npcev_kb.store.edit import edited, problems_of
from npcev_kb.store.project import Project

ORDER = list(Identification.model_fields)
RECORD = """\
# The head of the file
id: protein-a   # never changes
identification:
  # as printed
  title: "Protein A: a title"  # seen twice
  journal: A Journal
  doi: 10.5555/a
  candidates:
    - {title: First, doi: 10.5555/b}
    - {title: Second}   # the better one
curation:
  status: draft
  updated: 2026-01-01
notes:
  - {voice: curator, text: 'It''s: quoted'}
list: [{one: 1}, {two: 2}]
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.yaml"
    path.write_text(RECORD, encoding="utf-8")
    return path


def lines_that_differ(before: str, after: str) -> list[str]:
    return [line for line in after.splitlines() if line not in before.splitlines()]


def test_a_value_is_changed_and_comments_order_and_quotes_stay(record: Path) -> None:
    text = edited(record, "identification", {"title": "Protein B: a title"}, ORDER)
    assert text == RECORD.replace("Protein A: a title", "Protein B: a title")


def test_a_new_field_stands_where_it_usually_stands(record: Path) -> None:
    text = edited(record, "identification", {"year": 2024, "pmid": "00123"}, ORDER)
    with_year = RECORD.replace("A Journal\n", "A Journal\n  year: 2024\n")
    assert text == with_year.replace("10.5555/a\n", '10.5555/a\n  pmid: "00123"\n')


def test_the_day_of_the_last_change_is_written(record: Path) -> None:
    text = edited(record, "identification", {}, ORDER, updated=date(2026, 11, 24))
    assert text == RECORD.replace("2026-01-01", "2026-11-24")


def test_a_change_undoes_the_second_reading_of_a_record(record: Path) -> None:
    read = "  reviewer: fern\n  reviewed: 2026-01-02\n  curator: moss\n"
    reviewed = RECORD.replace("status: draft", "status: reviewed").replace(
        "  updated: 2026-01-01\n", "  updated: 2026-01-01\n" + read
    )
    record.write_text(reviewed, encoding="utf-8")
    text = edited(record, "identification", {}, ORDER, updated=date(2026, 11, 24))
    unread = RECORD.replace("status: draft", "status: unreviewed")
    assert text == unread.replace("updated: 2026-01-01\n", "updated: 2026-11-24\n  curator: moss\n")


def test_items_of_a_list_are_taken_out_and_an_empty_list_goes(record: Path) -> None:
    first = edited(
        record, "identification", {}, ORDER, drop={"candidates": lambda c: c["title"] == "First"}
    )
    assert first == RECORD.replace("    - {title: First, doi: 10.5555/b}\n", "")
    record.write_text(first, encoding="utf-8")
    none = edited(record, "identification", {}, ORDER, drop={"candidates": lambda _: True})
    assert "candidates" not in none


@pytest.mark.parametrize("path", sorted((toy.REPOSITORY / "data" / "studies").glob("*.yaml")))
def test_no_line_of_a_real_record_changes_but_the_one_that_was_set(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    text = edited(path, "identification", {"note": "A note that was not there."}, ORDER)
    (line,) = lines_that_differ(before, text)
    assert yaml.safe_load(line) == {"note": "A note that was not there."}


@given(st.dictionaries(st.sampled_from(["title", "journal", "note"]), st.text(), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_comes_back_as_it_was_written(record: Path, values: dict[str, str]) -> None:
    printable = {name: "".join(c for c in text if c.isprintable()) for name, text in values.items()}
    text = edited(record, "identification", printable, ORDER)
    again = yaml.load(text, yaml.BaseLoader)["identification"]
    assert {name: again[name] for name in printable} == printable


def test_what_would_be_wrong_is_told_with_its_places_before_anything_is_written() -> None:
    kb, project = toy.knowledge_base(), Project(toy.FOLDER)
    path = project.data / "studies" / "rna-b-drug.yaml"
    text = edited(path, "identification", {"doi": "doi:10.5555/X", "year": 1200}, ORDER)
    found = problems_of(project, "data/studies/rna-b-drug.yaml", text, Study, toy.context(kb))
    assert [problem.code for problem in found] == ["impossible-year", "malformed-doi"]
    assert {problem.path for problem in found} == {"data/studies/rna-b-drug.yaml"}
