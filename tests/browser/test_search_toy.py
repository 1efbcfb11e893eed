"""The search on invented data: claims on another disease, and texts that nobody would wish for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(toy_page: Page) -> Page:
    return toy_page


def test_texts_of_records_stay_text_in_the_box_and_on_the_page(page: Page) -> None:
    page.goto("about/")
    page.locator("#find").fill("protein a bold")
    option = page.get_by_role("option", name="Protein A <b>bold</b>").first
    expect(option).to_be_visible()
    expect(page.locator(".find-panel .found-title b, .find-panel x-evil")).to_have_count(0)
    page.goto("search/?q=onerror")
    expect(page.locator(".found-list .found-title").first).to_contain_text("<img src=x")
    expect(page.locator(".found img")).to_have_count(0)


def test_claims_on_another_disease_are_left_out_until_asked_for(page: Page) -> None:
    page.goto("search/?q=RNA+b&kind=claim")
    shown = page.locator(".found-list li")
    expect(shown).to_have_count(2)
    switch = page.get_by_label("Claims on other diseases too (5)")
    switch.check()
    expect(shown).to_have_count(7)
    assert "elsewhere=1" in page.url
    expect(shown.filter(has_text="on <img src=x onerror=evil()>")).to_have_count(5)
    page.reload()
    expect(switch).to_be_checked()
    expect(shown).to_have_count(7)


def test_the_box_says_how_many_claims_on_other_diseases_it_leaves_out(page: Page) -> None:
    page.goto("about/")
    page.locator("#find").fill("Growth of toys")
    expect(page.locator(".find-panel")).to_contain_text("Without 1 claim on other diseases")
