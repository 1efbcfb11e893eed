"""The five questions that a researcher brings are one click from the page of all views."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def ask(page: Page, words: str) -> None:
    """Click the question that has these words."""
    page.goto("explore/")
    page.locator("ul.begin").get_by_role("link", name=re.compile(words)).click()


def test_which_cargos_act_on_radiation_in_animals(page: Page) -> None:
    ask(page, "supported in animals")
    rows = page.locator("table.x-table tbody tr:visible")
    expect(page.get_by_text("Vesicles of γδ T cells and radiotherapy").first).to_be_visible()
    assert rows.count() < 20
    for row in rows.all_inner_texts():
        assert re.search(r"radioresistance|radiosensitivity", row)


def test_which_markers_were_compared_with_ebv_dna(page: Page) -> None:
    ask(page, "compared with EBV DNA")
    answer = page.locator("section.answer")
    expect(answer).to_be_in_viewport()
    named = answer.locator("dl > div").filter(has_text="EBV DNA")
    expect(named.locator("dd li").first).to_be_visible()
    expect(answer.locator(".aside").last).to_contain_text("claims that tell groups apart")


def test_where_the_field_disagrees_on_pd_l1(page: Page) -> None:
    ask(page, "disagree on PD-L1")
    expect(page.locator("#debates")).to_be_in_viewport()
    debates = page.locator("#debates ~ *").get_by_role("link", name="Vesicle PD-L1 and macrophages")
    expect(debates.first).to_be_visible()


def test_which_cells_of_the_map_are_empty(page: Page) -> None:
    ask(page, "cells of the map are empty")
    expect(page.locator(".map-count")).to_contain_text(re.compile(r"\d+ of \d+ cells are empty"))
    expect(page.locator('table.map-list a[href*="questions/"]:visible').first).to_be_visible()


def test_which_claims_rest_on_disputed_lines_only_and_for_how_many_nobody_knows(page: Page) -> None:
    ask(page, "disputed cell lines only")
    rests = page.locator("table.rests")
    expect(rests).to_be_in_viewport()
    expect(rests).to_contain_text(re.compile("not known|not seen"))
