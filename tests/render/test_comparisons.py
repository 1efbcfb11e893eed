"""The comparisons as pages, plots and tables for downloading."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

import toy
from analysis.making import knowledge_base, patients, study
from npcev_kb.model.claim import Metric
from npcev_kb.model.study import Study
from npcev_kb.render.pages import pages
from npcev_kb.render.site import Site
from npcev_kb.render.views import comparison
from npcev_kb.render.views.comparison import as_csv, guarded, sheets
from npcev_kb.render.views.comparison_of_markers import HEAD, marker_rows
from npcev_kb.render.views.comparison_pages import COMPARISONS, comparison_files
from npcev_kb.render.views.files import view_files
from npcev_kb.render.views.forest import EDGE, WIDTH, mark
from parsed import Parsed

SITE = Site(toy.knowledge_base())


def metric(**fields: object) -> Metric:
    usual = {"name": "auc", "value": 0.75, "unit": "ratio", "matrix": "serum"}
    return Metric.model_validate({**usual, **fields})


def elsewhere() -> Site:
    """Return the toy site with its study of markers on another disease than the review's."""
    kb = toy.knowledge_base()
    told = kb.studies["rna-b-drug"].model_dump(mode="json") | {"disease": "other-disease"}
    other = Study.model_validate(told)
    return Site(replace(kb, studies={**kb.studies, other.id: other}))


def test_an_auc_of_one_half_stands_at_the_beginning_and_one_at_the_end() -> None:
    assert mark(metric(value=0.5)).x == EDGE
    assert mark(metric(value=0.75)).x == WIDTH / 2
    assert mark(metric(value=1.0)).x == WIDTH - EDGE


def test_a_percentage_stands_where_its_share_stands() -> None:
    share = mark(metric(name="sensitivity", value=0.9))
    assert mark(metric(name="sensitivity", value=90.0, unit="percent")).x == share.x
    assert share.axis.low == 0


def test_an_interval_that_begins_left_of_the_axis_is_cut_and_says_so() -> None:
    found = mark(metric(value=0.6, ci95=[0.4, 0.8]))
    assert found.cut
    assert found.interval is not None
    assert found.interval[0] == EDGE
    assert not mark(metric(value=0.6, ci95=[0.55, 0.8])).cut


def test_a_value_left_of_the_axis_says_so() -> None:
    assert mark(metric(value=0.4)).below
    assert mark(metric(value=0.4)).interval is None


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-x", "'-x"), ("@sum", "'@sum"),
        ("-0.5", "-0.5"), ("0.9", "0.9"), ("a=b", "a=b"), ("-0.5+cmd", "'-0.5+cmd"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(cell: str, kept: str) -> None:
    assert guarded(cell) == kept


def test_a_table_for_downloading_reads_back_with_a_line_for_each_row() -> None:
    text = as_csv(HEAD, marker_rows(SITE))
    lines = text.split("\r\n")
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(read) == len(lines) - 2
    assert [each["row"] for each in read] == [row.key for row in marker_rows(SITE)]
    first = next(each for each in read if each["row"] == "protein-a-vessels.c2-1")
    assert (first["auc"], first["auc_low"], first["auc_high"]) == ("0.875", "0.8", "0.95")
    assert first["beside_established_markers"] == "compared"
    assert "<x-evil>" in first["comparison"]


@pytest.mark.parametrize("each", COMPARISONS, ids=lambda each: each.path)
def test_every_row_of_a_table_has_a_cell_for_every_column(each: object) -> None:
    known = next(c for c in COMPARISONS if c is each)
    assert {len(row.cells) for row in known.rows(SITE)} == {len(known.head)}
    assert len(set(known.head)) == len(known.head)


@pytest.mark.parametrize("each", COMPARISONS, ids=lambda each: each.path)
def test_every_fact_counted_below_the_table_is_told_of_its_rows(each: object) -> None:
    known = next(c for c in COMPARISONS if c is each)
    counted = {key for column in known.columns for key, _ in column.counted}
    missing = {key for row in known.rows(SITE) for key in row.unknown}
    assert missing & counted
    orders = {key for column in known.columns for key, _ in column.sort} - {"measure"}
    assert all(orders <= set(row.order) for row in known.rows(SITE))


def test_the_tables_are_files_of_the_site() -> None:
    assert set(dict(comparison_files(SITE))) <= set(dict(view_files(SITE)))


def test_a_long_comparison_goes_on_on_further_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "ROWS_ON_A_SHEET", 2)
    found = sheets(marker_rows(SITE))
    assert [len(sheet.rows) for sheet in found] == [2, 2]
    paths = [page.path for page in pages(SITE) if page.path.startswith("explore/biomarkers")]
    assert paths == ["explore/biomarkers", "explore/biomarkers/2"]
    second = toy.html("explore/biomarkers/2")
    assert "Part 2 of 2 (4 rows in all)" in second
    assert "../../../explore/biomarkers/" in Parsed(second).values("href")


def test_tissue_and_vesicles_stand_in_groups_of_their_own() -> None:
    for sheet in sheets(marker_rows(SITE)):
        for group in sheet.groups:
            assert {row.item.matrix.kind for row in group.rows} == {group.head}  # type: ignore[attr-defined]


def test_claims_on_other_diseases_are_told_and_not_counted_at_first() -> None:
    rows = marker_rows(elsewhere())
    (sheet,) = sheets(rows)
    assert sheet.elsewhere == 1
    assert len(sheet.shown) == len(rows) - 1
    page = elsewhere()
    shown = toy.html("explore/biomarkers", page.kb)
    assert "also 1 row on other diseases" in shown
    assert (
        sum(name == "data-elsewhere" for tag, name, _ in Parsed(shown).attributes if tag == "tr")
        == 1
    )


@pytest.mark.parametrize(
    ("basis", "answers"), [("review_only", ("review",)), ("abstract", ("E0", "E1", "E2", "E3"))]
)
def test_what_only_the_review_says_never_answers_to_a_level(
    basis: str, answers: tuple[str, ...]
) -> None:
    told = {"id": "c1", "family": "biomarker", "effect": "distinguishes", "outcome": "glowing",
            "matrix": "serum_ev", "support": ["e1"]}  # fmt: skip
    kb = knowledge_base(study(patients(), claims=[told], reading_basis=basis))
    (row,) = marker_rows(Site(kb))
    assert row.judged.grade.level.value == "E3"
    assert row.tokens["level"] == answers


def test_an_established_marker_is_told_with_the_voice_of_the_record() -> None:
    page = Parsed(toy.html("explore/biomarkers"))
    assert 'better <x-evil>by</x-evil> "far" & wide' in page.text
    assert "how they stand is not known" in page.text
