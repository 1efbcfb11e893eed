"""What the tables hand out is exactly what they show, and each file is one that others can read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import real_tables
import rispy
from playwright.sync_api import Page, expect
from pybtex.database import parse_string
from real_tables import Expected, choose, opened, refs

from npcev_kb.cli import main
from npcev_kb.model.vocabulary import IdentificationStatus

pytestmark = pytest.mark.browser

CLAIMS, STUDIES = "explore/claims/", "explore/studies/"
E2 = Expected("claim", {"level": {"E2"}})


def saved(page: Page, form: str) -> tuple[str, str]:
    """Press the button of a form and return the name and the text of the file."""
    menu = page.locator("#x-menus summary", has_text="Download")
    if not page.get_by_role("button", name=form, exact=True).is_visible():
        menu.click()
    with page.expect_download() as started:
        page.get_by_role("button", name=form, exact=True).click()
    path = Path(started.value.path())
    return started.value.suggested_filename, path.read_bytes().decode("utf-8")


def exported(form: str, ids: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return what `npcev export` writes for these records."""
    chosen = [part for name in ids for part in ("--id", name)]
    with pytest.raises(SystemExit) as ended:
        main(["export", "--format", form, *chosen])
    assert ended.value.code in (0, None)
    return capsys.readouterr().out


def test_csv_holds_the_rows_and_columns_shown(page: Page) -> None:
    opened(page, f"{CLAIMS}?level=E2&sort=-year&columns=claim+study+level+host")
    name, text = saved(page, "CSV")
    assert name.startswith("npcev-claims-20")
    assert name.endswith(".csv")
    assert not text.startswith("\ufeff")
    assert text.count("\r\n") == len(E2.shown) + 1
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [f"{row['study_id']}.{row['claim_id']}" for row in rows] == refs(page)
    head = ["cargo", "effect", "outcome", "matrix", "level", "host"]
    assert list(rows[0])[-6:] == head
    assert {row["level"] for row in rows} == {"E2"}
    assert all(row["level_text"].startswith("E2") for row in rows)
    assert {row["host"] for row in rows} <= {"mouse", "zebrafish", "mouse; zebrafish", "not known"}


def test_json_holds_every_facet_with_ids_and_labels_and_says_what_was_asked(page: Page) -> None:
    opened(page, f"{CLAIMS}?level=E2")
    _, text = saved(page, "JSON")
    told: Any = json.loads(text)
    assert [f"{claim['study']}.{claim['claim']}" for claim in told["claims"]] == E2.shown
    assert told["filters"] == ["Level: E2"]
    assert told["updated"] == real_tables.real_table().site.kb.updated.isoformat()
    table = real_tables.real_table()
    for claim in told["claims"]:
        judged = table.site.evidence.judged[f"{claim['study']}.{claim['claim']}"]
        assert claim["level"] == judged.grade.text
        assert claim["level_seen"] == judged.grade.seen.value
        assert claim["level_basis"] == judged.grade.basis.value
        assert claim["in_field"] == judged.in_field
        assert set(claim["facets"]) == set(table.coded)
        assert claim["facets"]["outcome"][0]["id"] == judged.case.claim.outcome
    assert {study["id"] for study in told["studies"]} == {c["study"] for c in told["claims"]}


@pytest.mark.parametrize(("label", "form"), [("BibTeX", "bibtex"), ("RIS", "ris")])
def test_citations_are_the_bytes_of_the_export(
    label: str, form: str, page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(page, f"{CLAIMS}?level=E2")
    _, text = saved(page, label)
    ids = sorted({ref.partition(".")[0] for ref in E2.shown})
    assert text == exported(form, ids, capsys)


def test_citations_can_be_read_by_others_and_what_has_none_is_named(page: Page) -> None:
    opened(page, STUDIES)
    _, bibtex = saved(page, "BibTeX")
    kb = real_tables.real_table().site.kb
    known = {
        study.id
        for study in kb.studies.values()
        if study.identification.title or study.identification.doi or study.identification.pmid
    }
    assert set(parse_string(bibtex, "bibtex").entries) == known
    _, ris = saved(page, "RIS")
    assert {entry["id"] for entry in rispy.loads(ris)} == known
    missing = [study.label for study in kb.studies.values() if study.id not in known]
    assert missing
    for label in missing:
        expect(page.locator("#x-told")).to_contain_text(label)
    assert IdentificationStatus.UNRESOLVED in {
        study.identification.status for study in kb.studies.values() if study.id not in known
    }


def test_only_the_selected_rows_are_handed_out_and_only_if_they_still_fit(page: Page) -> None:
    opened(page, f"{CLAIMS}?level=E2&level=E3")
    first, *_ = refs(page)
    at_e2 = E2.shown[0]
    for ref in (first, at_e2):
        page.locator(f'tr[data-ref="{ref}"] input').check()
    expect(page.get_by_text("Download 2 selected")).to_be_visible()
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV")[1], newline="")))
    assert [f"{row['study_id']}.{row['claim_id']}" for row in rows] == [
        ref for ref in Expected("claim", {"level": {"E2", "E3"}}).shown if ref in (first, at_e2)
    ]
    kept = [ref for ref in (first, at_e2) if ref in E2.shown]
    choose(page, "level", "E3")
    expect(page.get_by_text(f"Download {len(kept)} selected")).to_be_visible()


def test_everything_that_fits_is_selected_at_once_on_all_pages(page: Page) -> None:
    opened(page, CLAIMS)
    page.get_by_label("Select all that fit").check()
    expect(page.get_by_text(f"Download {len(Expected('claim').shown)} selected")).to_be_visible()
    page.locator("tr[data-ref] input").first.uncheck()
    box = page.get_by_label("Select all that fit")
    assert box.evaluate("box => box.indeterminate") is True
    page.get_by_role("button", name="Next").click()
    expect(page.locator("tr[data-ref] input").first).to_be_checked()


def test_a_table_of_studies_hands_out_one_line_for_each(page: Page) -> None:
    opened(page, f"{STUDIES}?level=E2")
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV")[1], newline="")))
    assert [row["study_id"] for row in rows] == Expected("study", {"level": {"E2"}}).shown
    assert ";".join(row["claim_ids"] for row in rows).count("c") == len(E2.shown)


def test_the_link_to_the_view_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, f"{CLAIMS}?level=E2")
    page.get_by_role("button", name="Copy link to this view").click()
    expect(page.locator(".x-copied")).to_have_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


FORMULAS = ["=1+1", "+1", "-1", "@a", "\tx", 'a "b"', "a,b", "two\r\nlines", "plain"]


def test_csv_guards_against_formulas_and_quotes_by_the_rules(page: Page, address: str) -> None:
    page.goto(CLAIMS)
    text: str = page.evaluate(
        "async ([source, row]) => (await import(source)).csv([row])",
        [f"{address}assets/npcev/download.js", FORMULAS],
    )
    ((*fields,),) = csv.reader(io.StringIO(text, newline=""))
    guarded = [f"'{value}" if value[0] in "=+-@\t" else value for value in FORMULAS]
    assert fields == guarded
    assert text.endswith("\r\n")
