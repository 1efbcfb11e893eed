"""The tables on invented data: claims on other diseases, and texts that nobody would wish for."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from real_tables import choose, counts, number_shown, opened, refs

from hostile import EVIL

pytestmark = pytest.mark.browser


@pytest.fixture
def page(toy_page: Page) -> Page:
    return toy_page


def test_claims_on_other_diseases_are_left_out_until_asked_for(page: Page) -> None:
    opened(page, "explore/claims/")
    assert len(refs(page)) == 5
    expect(number_shown(page)).to_contain_text("5 of 5 claims")
    switch = page.get_by_label("Also claims on other diseases")
    expect(page.locator("#x-other")).to_contain_text("5 hidden")
    switch.check()
    expect(number_shown(page)).to_contain_text("10 of 10 claims")
    assert "other=1" in page.url
    marked = page.locator("tr[data-ref]").filter(has=page.locator(".x-off.mark"))
    expect(marked).to_have_count(5)
    expect(marked.first).to_contain_text("on <img src=x onerror=evil()>")


def test_the_number_of_hidden_claims_follows_the_other_choices(page: Page) -> None:
    opened(page, "explore/claims/?outcome=toy-growth")
    expect(page.locator("#x-other")).to_contain_text("1 hidden")
    assert counts(page, "family")["therapy"] == 0
    page.get_by_label("Also claims on other diseases").check()
    assert counts(page, "family")["therapy"] == 1


def test_a_claim_whose_disease_is_not_known_stays_in_and_says_so(page: Page) -> None:
    opened(page, "explore/claims/")
    row = page.locator('tr[data-ref="later-protein-a-test.c1"]')
    expect(row).to_contain_text("disease not known")
    expect(row.locator(".unknown", has_text="disease not known")).to_be_visible()


def test_without_scripts_claims_on_other_diseases_stand_on_a_page_of_their_own(
    browser: Browser, elsewhere: str
) -> None:
    window = browser.new_context(base_url=elsewhere, java_script_enabled=False)
    still = window.new_page()
    still.goto("explore/claims/")
    expect(still.locator("tr.x-row")).to_have_count(5)
    still.get_by_role("link", name="5 claims on other diseases").click()
    expect(still.locator("tr.x-row")).to_have_count(5)
    expect(still.locator("tr.x-row .x-off.mark")).to_have_count(5)
    window.close()


def test_a_study_on_another_disease_alone_is_hidden_with_its_claims(page: Page) -> None:
    opened(page, "explore/studies/")
    assert "rna-b-drug" not in refs(page)
    expect(page.locator("#x-other")).to_contain_text("1 hidden")


def test_a_text_that_looks_like_markup_is_shown_as_text(page: Page) -> None:
    opened(page, "explore/claims/?other=1&columns=claim+study+disease+cargo")
    table = page.locator("#x-table")
    expect(table).to_contain_text('<script>evil("label")</script>')
    expect(table).to_contain_text("<img src=x onerror=evil()>")
    assert page.locator(".explorer :is(img, script, x-evil, b:not([class]) b)").count() == 0
    choose(page, "disease", EVIL)
    expect(page.locator("#x-chips")).to_contain_text("<img src=x onerror=evil()>")
    page.get_by_label("Words in all columns").fill("<script>")
    assert page.locator(".explorer :is(img, script, x-evil)").count() == 0


def test_an_address_that_carries_markup_is_told_as_text(page: Page) -> None:
    opened(page, "explore/claims/?cargo=%3Cimg%20src=x%20onerror=evil()%3E&text=%3Cb%3E")
    expect(page.locator("#x-told")).to_contain_text("cargo=<img src=x onerror=evil()>")
    expect(page.locator("#x-chips")).to_contain_text("Words: <b>")
    assert page.locator(".explorer img").count() == 0


def test_hostile_labels_reach_a_file_as_guarded_text(page: Page) -> None:
    opened(page, "explore/claims/?other=1&columns=disease")
    page.locator("#x-menus summary", has_text="Download").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="CSV", exact=True).click()
    text = Path(started.value.path()).read_text(encoding="utf-8")
    assert EVIL in text
    assert '"Protein A </title><script>evil(""label"")</script> & <b>""vessels""</b>"' in text


def test_if_the_data_cannot_be_had_the_static_table_stays(page: Page) -> None:
    page.route("**/explore/claims.json", lambda route: route.fulfill(status=200, body="{"))
    page.goto("explore/claims/")
    expect(page.locator("#x-told")).to_contain_text("could not be loaded")
    expect(page.locator("tr.x-row")).to_have_count(5)
    expect(page.locator("#x-panel")).to_be_hidden()
