"""The search finds what a reader means, in the browser that reads the index."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

HERE = Path(__file__).parents[1] / "search"
QUERIES = yaml.safe_load((HERE / "queries.yaml").read_text(encoding="utf-8"))
NORMAL = json.loads((HERE / "normal.json").read_text(encoding="utf-8"))
TOKENS = """async ([root, texts]) => {
    const { tokens } = await import(root + "assets/npcev/search-normal.js");
    return texts.map(tokens);
}"""
FIRST = """async ([root, text, box]) => {
    const { SearchIndex } = await import(root + "assets/npcev/search-index.js");
    const { mixed } = await import(root + "assets/npcev/search-results.js");
    const asked = [];
    const fetched = window.fetch;
    window.fetch = (url) => { asked.push(String(url)); return fetched(url); };
    const index = new SearchIndex();
    const [found, marks] = await Promise.all([index.find(text), index.marks()]);
    const shown = box ? mixed(found.numbers, marks.kinds, 12, 4) : found.numbers.slice(0, 24);
    await index.cards(shown);
    window.fetch = fetched;
    return asked;
}"""
"""Asks a query of an index that has read nothing, and tells which files were read."""
FIND = """async ([root, text]) => {
    const { SearchIndex } = await import(root + "assets/npcev/search-index.js");
    window.index ??= new SearchIndex();
    const found = await window.index.find(text);
    const cards = await window.index.cards(found.numbers.slice(0, 3));
    return { ...found, named: [], cards };
}"""


LARGEST_FIRST_QUERY = 150_000
"""Bytes, compressed: the promise of the project for its present size."""


def find(page: Page, address: str, text: str) -> dict[str, Any]:
    if not page.url.startswith(address):
        page.goto("about/")
    result: dict[str, Any] = page.evaluate(FIND, [address, text])
    return result


@pytest.fixture(scope="module")
def reading(windows: dict[str, Any], address: str) -> Any:
    page = windows["light"].new_page()
    page.goto("about/")
    yield page
    page.close()


@pytest.mark.parametrize("query", QUERIES, ids=[query["q"] for query in QUERIES])
def test_the_first_three_hits_are_those_that_are_meant(
    query: dict[str, Any], reading: Page, address: str
) -> None:
    urls = [card["url"] for card in find(reading, address, query["q"])["cards"]]
    assert [url for url in query["wants"] if url not in urls] == [], urls


def test_the_browser_has_the_same_normal_form(page: Page, address: str) -> None:
    page.goto("about/")
    assert page.evaluate(TOKENS, [address, list(NORMAL)]) == list(NORMAL.values())


def test_a_number_is_never_corrected_to_another(page: Page, address: str) -> None:
    found = find(page, address, "miR-9999")
    assert all("999" in said for note in found["notes"] for said in note["instead"])
    assert find(page, address, "HMGB4")["notes"] == []


def test_words_that_nothing_has_together_are_found_apart_and_it_is_said(
    page: Page, address: str
) -> None:
    found = find(page, address, "HMGB3 microfluidics cisplatin")
    assert found["partly"] is True
    assert len(found["numbers"]) > 0


def test_what_was_typed_shows_results_by_kind_and_enter_leads_to_the_chosen_one(
    page: Page,
) -> None:
    page.goto("about/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search this site")
    expect(box).to_be_focused()
    page.keyboard.type("CD274")
    expect(page.get_by_role("group", name="Terms")).to_contain_text("PD-L1")
    expect(page.locator(".find-panel")).to_contain_text("“CD274” is another name of PD-L1 (CD274)")
    expect(page.locator(".find-status")).to_contain_text("results")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#find-option-0")).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "find-option-0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities/genes/pd-l1/")


def test_escape_closes_the_results_and_keeps_the_words(page: Page) -> None:
    page.goto("about/")
    page.locator("#find").fill("hmgb3")
    expect(page.locator(".find-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".find-panel")).to_be_hidden()
    expect(page.locator("#find")).to_have_value("hmgb3")


def test_enter_leads_to_the_page_of_all_results(page: Page) -> None:
    page.goto("studies/hmgb3-angiogenesis/")
    page.locator("#find").fill("radioresistence")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=radioresistence")
    expect(page.locator(".found")).to_contain_text("searched for radioresistance")
    expect(page.locator(".found").get_by_role("link", name="radioresistance").first).to_be_visible()


def test_filters_narrow_the_results_and_stand_in_the_address(page: Page) -> None:
    page.goto("search/?q=metastasis")
    count = page.locator(".found-count")
    expect(count).to_contain_text("result")
    page.get_by_label("Kind").select_option("claim")
    page.get_by_label("Level").select_option("E3")
    page.wait_for_url("**/search/?q=metastasis&kind=claim&level=E3")
    shown = page.locator(".found-list li")
    expect(shown.first).to_be_visible()
    assert all("E3" in text for text in shown.all_inner_texts())
    expect(page.locator(".found")).not_to_contain_text("as stated by the review")
    page.reload()
    expect(page.get_by_label("Level")).to_have_value("E3")
    expect(shown.first).to_be_visible()


@pytest.mark.parametrize("window_name", ["without scripts"])
def test_without_scripts_the_box_leads_to_lists_of_everything(page: Page) -> None:
    page.goto("about/")
    page.locator("#find").fill("hmgb3")
    page.locator("#find").press("Enter")
    page.wait_for_url("**/search/?q=hmgb3")
    expect(page.get_by_text("Searching needs scripts")).to_be_visible()
    page.get_by_role("link", name="Genes and proteins").click()
    expect(page.locator(".md-content h1")).to_have_text("Genes and proteins")


def test_a_page_that_is_missing_offers_the_words_of_its_address(page: Page) -> None:
    page.goto("studies/hmgb3-and-vessels/")
    page.get_by_role("link", name="hmgb3 and vessels").click()
    page.wait_for_url("**/search/?q=hmgb3+and+vessels")
    expect(page.locator(".found-list a").first).to_be_visible()


@pytest.mark.parametrize("box", [True, False], ids=["the box", "the page of results"])
def test_a_first_query_transfers_little(
    box: bool, reading: Page, address: str, real_site: Path
) -> None:
    scripts = (real_site / "assets" / "npcev").glob("search-*.js")
    fixed = sum(len(gzip.compress(path.read_bytes())) for path in scripts)
    weights = {}
    for query in QUERIES:
        files = {
            url.removeprefix(address) for url in reading.evaluate(FIRST, [address, query["q"], box])
        }
        assert "search/tokens.json" in files
        sizes = [len(gzip.compress((real_site / name).read_bytes())) for name in files]
        weights[query["q"]] = fixed + sum(sizes)
    assert max(weights.values()) < LARGEST_FIRST_QUERY, weights


def test_another_name_is_searched_for_and_it_is_said(page: Page) -> None:
    page.goto("search/?q=exosomal+PD-L1")
    expect(page.locator(".find-note")).to_contain_text("CD274 (for “PD-L1”)")
    expect(page.locator(".find-note")).to_contain_text("exosome")


def test_a_claim_among_the_results_has_level_direction_flags_and_a_way_to_its_source(
    page: Page,
) -> None:
    page.goto("search/?q=PD-L1&kind=claim")
    rows = page.locator(".found-list li")
    expect(rows.first).to_be_visible()
    for row in rows.all():
        expect(row.locator(".found-sign")).to_have_count(1)
        expect(row.locator(".level, .found-review").first).to_be_visible()
        expect(row.locator(".found-marks").first).to_contain_text(
            re.compile(r"flag raised|⚑|known|assessable")
        )
        assert "/studies/" in str(row.locator("a").evaluate("a => a.href"))


def test_no_kind_of_result_hides_the_others_in_the_box(page: Page) -> None:
    page.goto("about/")
    page.locator("#find").fill("CD274")
    expect(page.get_by_role("group", name="Studies")).to_be_visible()
    expect(page.get_by_role("group", name="Claims").get_by_role("option")).to_have_count(4)


def test_control_and_k_lead_to_the_box_and_a_slash_in_a_field_is_a_slash(page: Page) -> None:
    page.goto("search/")
    page.get_by_label("Words").press("/")
    expect(page.get_by_label("Words")).to_have_value("/")
    page.keyboard.press("Control+k")
    expect(page.locator("#find")).to_be_focused()


def test_the_arrows_go_round_and_come_back_to_the_box(page: Page) -> None:
    page.goto("about/")
    page.locator("#find").fill("HGNC:17635")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option")).to_have_attribute("aria-selected", "false")
    assert page.locator("#find").get_attribute("aria-activedescendant") is None


@pytest.mark.parametrize("window_name", ["phone"])
def test_on_a_telephone_the_results_fit(page: Page) -> None:
    page.goto("about/")
    page.locator("#find").fill("PD-L1")
    expect(page.get_by_role("option").first).to_be_visible()
    box = page.locator(".find-panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_box_of_the_first_page_leads_to_the_results(page: Page) -> None:
    page.goto("")
    page.locator("#ask").fill("HMGB3")
    page.locator("#ask").press("Enter")
    page.wait_for_url("**/search/?q=HMGB3")
    expect(page.locator(".found-list a").first).to_contain_text("HMGB3")


def test_what_is_typed_stays_text(page: Page) -> None:
    page.goto("search/?q=%3Cimg+src%3Dx+onerror%3Devil()%3E+CD274")
    expect(page.locator(".found-count")).to_contain_text("result")
    expect(page.get_by_label("Words")).to_have_value("<img src=x onerror=evil()> CD274")
    expect(page.locator(".searching img")).to_have_count(0)
