"""The timeline is narrowed by level, module and reading, and its counts follow."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def shown(page: Page) -> set[str]:
    """The studies that are to be seen, each once."""
    items = page.locator("table.timeline [data-item]:not([hidden])")
    visible = items.evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.dataset.item)"
    )
    return set(visible)


def test_a_level_leaves_the_studies_that_reach_it_and_every_count_follows(page: Page) -> None:
    page.goto("explore/timeline/")
    every = len(shown(page))
    page.get_by_label("Has a family at").select_option("E2")
    expect(page).to_have_url(re.compile(r"\?level=E2$"))
    left = shown(page)
    assert 0 < len(left) < every
    expect(page.locator("[data-count]")).to_have_text(str(len(left)))
    sums = page.locator("tfoot [data-tally]").all_inner_texts()
    assert sum(map(int, sums)) == len(left)
    for levels in page.locator("[data-item]:visible .timeline-levels").all_inner_texts():
        assert "E2" in levels
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("[data-count]")).to_have_text(str(every))
    expect(page).to_have_url(re.compile(r"/explore/timeline/$"))


def test_an_address_with_two_choices_opens_with_both(page: Page) -> None:
    page.goto("explore/timeline/?module=biomarkers&basis=abstract")
    expect(page.get_by_label("Module", exact=True)).to_have_value("biomarkers")
    expect(page.locator("tbody tr:visible")).to_have_count(1)
    for read in page.locator("[data-item]:visible .timeline-basis").all_inner_texts():
        assert read == "abstract"
    expect(page.locator("[data-count]")).to_have_text(str(len(shown(page))))


def test_what_only_the_review_states_reaches_no_level(page: Page) -> None:
    page.goto("explore/timeline/?level=review")
    assert shown(page)
    for levels in page.locator("[data-item]:visible .timeline-levels").all_inner_texts():
        assert "review" in levels


@pytest.mark.parametrize("window_name", ["without scripts"])
def test_without_scripts_the_whole_timeline_stands_without_filters(page: Page) -> None:
    page.goto("explore/timeline/")
    expect(page.locator("form.narrow")).to_be_hidden()
    expect(page.locator("[data-item]").first).to_be_visible()
