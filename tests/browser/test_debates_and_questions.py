"""Where the field disagrees and what nobody knows: found, narrowed, and shared by address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

NAMED = ".matter:visible"


def test_debates_are_narrowed_by_module_and_relation_and_the_count_follows(page: Page) -> None:
    page.goto("debates/")
    every = page.locator(".matter").count()
    expect(page.locator("[data-count]")).to_have_text(str(every))
    page.get_by_label("Module").select_option(label="Treatment resistance")
    here = page.locator(NAMED)
    expect(page.locator("[data-count]")).not_to_have_text(str(every))
    assert 0 < here.count() < every
    expect(page.locator("[data-count]")).to_have_text(str(here.count()))
    for place in here.locator(".matter-where").all():
        expect(place).to_contain_text("Treatment resistance")
    page.get_by_label("How the sides stand").select_option(label="disputes")
    expect(page.locator("section[data-group]:visible")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?module=treatment-resistance&kind=disputes$"))


def test_a_narrowed_list_comes_back_from_its_address_and_after_going_on(page: Page) -> None:
    page.goto("debates/?kind=disputes&q=pd-l1")
    expect(page.locator(NAMED)).to_have_count(1)
    expect(page.get_by_label("How the sides stand")).to_have_value("disputes")
    page.locator(NAMED).get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text("PD-L1")
    page.go_back()
    expect(page.locator(NAMED)).to_have_count(1)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(NAMED)).to_have_count(page.locator(".matter").count())
    expect(page).to_have_url(re.compile(r"/debates/$"))


def test_what_fits_nothing_is_told_and_what_the_address_asks_in_vain_is_ignored(page: Page) -> None:
    page.goto("questions/?q=no-such-word-anywhere&level=E9")
    expect(page.locator("[data-count]")).to_have_text("0")
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.get_by_label("Has a claim at")).to_have_value("")


def test_what_only_the_review_says_satisfies_no_level(page: Page) -> None:
    page.goto("questions/?level=review")
    expect(page.locator(NAMED).first).to_be_visible()
    for waits in page.locator(f"{NAMED} .matter-waits").all():
        expect(waits).to_contain_text("as stated by the review")
    page.get_by_label("Has a claim at").select_option("E3")
    for waits in page.locator(f"{NAMED} .matter-waits").all():
        expect(waits).to_contain_text("E3")


@pytest.mark.parametrize("window_name", ["without scripts"])
def test_without_scripts_every_debate_stands_there_with_its_sides(page: Page) -> None:
    page.goto("debates/")
    expect(page.locator("form.narrow")).to_be_hidden()
    for name in ("debates/", "questions/"):
        page.goto(name)
        assert page.locator(".matter").count() == page.locator(NAMED).count() > 20
    page.goto("debates/")
    assert page.locator(".matter .stands > li").count() >= 2 * page.locator(".matter").count()


def test_where_the_field_disagrees_on_a_cargo_is_two_clicks_from_its_name(page: Page) -> None:
    page.goto("entities/genes/pd-l1/")
    page.locator("#debates").scroll_into_view_if_needed()
    page.locator(".md-content").get_by_role("link", name="Vesicle PD-L1 and macrophages").click()
    table = page.locator("table.balance")
    expect(table).to_be_visible()
    expect(page.locator(".settle")).to_be_visible()
    expect(table.get_by_role("row", name="they differ in Oxygen")).to_contain_text("hypoxia")
    assert table.locator("thead th").count() == page.locator("section.side").count()


def test_the_sides_of_a_debate_stand_side_by_side_and_their_claims_start_level(page: Page) -> None:
    page.goto("debates/pd-l1-vesicles-and-macrophages/")
    places = [part.bounding_box() for part in page.locator(".side-claims").all()]
    tops = {round(place["y"]) for place in places if place}
    assert len(places) == 3
    assert len(tops) == 1


def test_a_module_names_its_debates_and_leads_to_all_of_them(page: Page) -> None:
    page.goto("modules/tumour-microenvironment/")
    page.get_by_role("link", name=re.compile(r"All \d+ debates of this module")).click()
    expect(page.get_by_label("Module")).to_have_value("tumour-microenvironment")
    expect(page.locator(NAMED).filter(has_text="Vesicle PD-L1 and macrophages")).to_be_visible()
