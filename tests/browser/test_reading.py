"""A stranger finds the way: by clicking, by searching, by keyboard, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

STUDY = "studies/hmgb3-angiogenesis/"
HEADING = ".md-content h1"


def test_three_clicks_lead_from_home_to_what_hmgb3_is_and_does(page: Page) -> None:
    page.goto("")
    page.locator(".md-content").get_by_role("link", name="Tumour microenvironment").first.click()
    expect(page.locator(HEADING)).to_have_text("Tumour microenvironment")
    page.locator(".md-content").get_by_role("link", name="HMGB3 and angiogenesis").first.click()
    expect(page.locator(HEADING)).to_have_text("HMGB3 and angiogenesis")
    expect(page.locator(".finding")).to_contain_text("HMGB3")
    expect(page.locator(".path")).to_contain_text("angiogenesis")
    page.locator(".path").get_by_role("link", name="HMGB3").click()
    expect(page.locator(HEADING)).to_have_text("HMGB3")
    expect(page.locator(".md-content table.studies")).to_contain_text("HMGB3 and angiogenesis")


def test_the_search_box_on_the_first_page_finds_a_cargo(page: Page) -> None:
    page.goto("")
    page.get_by_label("Search cargo, cells, pathways, drugs").fill("HMGB3")
    page.locator("form.ask").get_by_role("button", name="Search").click()
    expect(page.locator(f'.found a[href*="{STUDY}"]').first).to_be_visible()


def test_the_box_on_the_first_page_is_reached_and_sent_by_keyboard(page: Page) -> None:
    page.goto("", wait_until="networkidle")
    box = page.locator("#ask")
    for _ in range(40):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    page.keyboard.type("HMGB3")
    page.keyboard.press("Enter")
    expect(page.locator(f'.found a[href*="{STUDY}"]').first).to_be_visible()


@pytest.mark.parametrize("window_name", ["without scripts"])
def test_a_study_can_be_read_without_scripts(page: Page) -> None:
    page.goto(STUDY)
    expect(page.locator(HEADING)).to_have_text("HMGB3 and angiogenesis")
    expect(page.locator(".finding")).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    numbers = page.get_by_role("region", name="Numbers").get_by_role("table")
    expect(numbers).to_be_visible()
    expect(numbers).to_contain_text("0.7039")
    page.get_by_role("link", name="section 3.2").first.click()
    expect(page.locator(HEADING)).to_contain_text("3.2")


def test_a_study_page_tells_where_it_stands(page: Page) -> None:
    page.goto(STUDY)
    crumbs = page.locator(".md-path__link")
    expect(crumbs.first).to_be_visible()
    assert [text.strip() for text in crumbs.all_inner_texts()] == ["Home", "Studies"]
    crumbs.last.click()
    expect(page.locator(HEADING)).to_have_text("Studies")


def test_a_study_page_leads_to_the_one_before_and_the_one_after(page: Page) -> None:
    page.goto(STUDY)
    page.locator(".md-footer__link--next").click()
    expect(page.locator(HEADING)).to_have_text("HAX1 and angiogenesis")
    page.locator(".md-footer__link--prev").click()
    expect(page.locator(HEADING)).to_have_text("HMGB3 and angiogenesis")
    expect(page.locator(".md-footer__link--prev")).to_be_visible()


HIGH = """cells => cells.map(cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return range.getBoundingClientRect().height;
})"""


@pytest.mark.parametrize("width", [390, 1440])
def test_every_count_of_the_quality_page_stands_in_one_line(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("quality/")
    high = page.locator("table.quality td.n").evaluate_all(HIGH)
    assert len(high) > 10
    assert max(high) < 32  # pixels; two lines take 40
