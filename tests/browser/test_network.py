"""The mechanism network: filters, picture, panel and list show the same claims; so does the URL."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

NETWORK = "explore/network/"
MIDDLE = """async (id) => { const p = document.querySelector("#network").picture;
    const found = p.cy.getElementById(id);
    p.reveal(found.isNode() ? id : found.target().id());
    p.box.parentElement.scrollIntoView({block: "center"});
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame(); await frame();  // the picture hears of scrolling with the next frame
    const at = found.isNode() ? found.renderedPosition() : found.renderedMidpoint();
    const box = p.box.getBoundingClientRect(); return [box.x + at.x, box.y + at.y]; }"""
EDGES = """document.querySelector("#network").picture.cy.edges().map((edge) => edge.data())"""


@pytest.fixture(scope="module")
def told(real_site: Path) -> dict[str, Any]:
    """The data of the network of the real site."""
    found: dict[str, Any] = json.loads((real_site / "explore/network.json").read_text("utf-8"))
    return found


def opened(page: Page, query: str = "") -> Locator:
    """Open the network, wait until it is drawn, and return the line that counts."""
    page.goto(f"{NETWORK}{query}")
    expect(page.locator("#network[data-ready]")).to_be_attached()
    return page.locator(".net-live")


def of_module(told: dict[str, Any], module: str) -> list[dict[str, Any]]:
    return [c for c in told["claims"] if module in told["studies"][c["study"]]["modules"]]


def shown(page: Page) -> set[str]:
    rows = page.locator(".net-paths [data-ref]:not([hidden])")
    return {row.get_attribute("data-ref") or "" for row in rows.all()}


def test_a_module_filters_picture_list_and_address(page: Page, told: dict[str, Any]) -> None:
    live = opened(page)
    page.get_by_label("Module").select_option("treatment-resistance")
    claims = of_module(told, "treatment-resistance")
    refs = {f"{claim['study']}.{claim['id']}" for claim in claims}
    assert 0 < len(claims) < len(told["claims"])
    expect(live).to_contain_text(f"{len(claims)} of {len(told['claims'])} claims")
    assert shown(page) == refs
    assert {ref for edge in page.evaluate(EDGES) for ref in edge["refs"]} == refs
    assert page.url.endswith("?module=treatment-resistance")


def test_the_review_alone_satisfies_no_level(page: Page, told: dict[str, Any]) -> None:
    live = opened(page, "?level=E0")
    seen = [claim for claim in told["claims"] if not claim["review"]]
    assert len(seen) < len(told["claims"])
    expect(live).to_contain_text(f"{len(seen)} of")
    expect(live).to_contain_text(" 0 as stated by the review")
    page.get_by_label("Level").select_option("review")
    expect(live).to_contain_text(f"{len(told['claims']) - len(seen)} of")
    assert {edge["line"] for edge in page.evaluate(EDGES)} == {"dashed"}


def test_a_direction_that_is_left_out_leaves_picture_and_list(page: Page) -> None:
    opened(page, "?module=treatment-resistance")
    page.get_by_role("checkbox", name="promotes").uncheck()
    expect(page).to_have_url(re.compile("effect=inhibits"))
    assert "promotes" not in {edge["effect"] for edge in page.evaluate(EDGES)}
    expect(page.locator(".net-paths [data-ref]:visible").first).to_be_visible()
    assert page.locator(".net-paths .e-promotes:visible").count() == 0


def test_a_name_is_found_by_its_synonym_whatever_its_signs(page: Page) -> None:
    live = opened(page)
    before = live.inner_text()
    page.get_by_label("Names").fill("cd 274")
    expect(live).not_to_have_text(before)
    rows = page.locator(".net-paths [data-ref]:visible").all()
    assert rows
    assert all("PD-L1" in row.inner_text() for row in rows)


def test_a_click_on_a_term_opens_its_claims_with_how_far_to_trust_each(
    page: Page, told: dict[str, Any]
) -> None:
    opened(page, "?module=tumour-microenvironment")
    page.mouse.click(*page.evaluate(MIDDLE, "cargo:hmgb3"))
    panel = page.locator(".net-panel")
    expect(panel.get_by_role("heading")).to_have_text("HMGB3")
    first = panel.locator(".net-claim").first
    expect(first.locator(".level")).to_contain_text("E")
    expect(first.locator(".net-says")).to_contain_text("angiogenesis")
    expect(first).to_contain_text(re.compile("flag"))
    expect(first.locator(".net-source a")).to_have_attribute(
        "href", re.compile(r"/studies/hmgb3-angiogenesis/#c\d+$")
    )
    first.locator(".net-source a").click()
    expect(page.locator(".md-content h1")).to_have_text("HMGB3 and angiogenesis")
    page.go_back()
    expect(panel.get_by_role("heading")).to_have_text("HMGB3")


def test_a_click_on_an_edge_opens_its_claims(page: Page) -> None:
    opened(page, "?module=tumour-microenvironment&text=hmgb3")
    edge = next(e for e in page.evaluate(EDGES) if e["effect"])
    page.mouse.click(*page.evaluate(MIDDLE, edge["id"]))
    listed = page.locator(".net-claim")
    expect(listed).to_have_count(len(edge["refs"]))
    assert {item.get_attribute("data-ref") for item in listed.all()} == set(edge["refs"])


def test_claims_known_from_the_review_only_say_so_in_the_panel(
    page: Page, told: dict[str, Any]
) -> None:
    opened(page, "?level=review")
    page.get_by_label("Go to").select_option(value="outcome:immune-evasion")
    first = page.locator(".net-claim").first
    expect(first).to_contain_text("as stated by the review")


def test_the_network_is_walked_through_by_keyboard(page: Page) -> None:
    opened(page, "?module=treatment-resistance")
    page.locator(".net-graph").focus()
    page.keyboard.press("ArrowRight")
    chosen = page.get_by_label("Go to")
    expect(chosen).to_have_value(re.compile("^source:"))
    page.keyboard.press("ArrowRight")
    expect(chosen).to_have_value(re.compile("^cargo:"))
    before = chosen.input_value()
    page.keyboard.press("ArrowDown")
    expect(chosen).not_to_have_value(before)
    page.keyboard.press("Enter")
    heading = page.locator(".net-panel h2")
    expect(heading).to_be_focused()
    page.get_by_role("button", name="Close").press("Enter")
    expect(heading).to_have_count(0)
    expect(page.locator(".net-graph")).to_be_focused()


def test_the_ways_of_one_term_alone_are_shown_and_all_again(page: Page) -> None:
    opened(page, "?at=cargo:lmp1")
    every = len(page.evaluate(EDGES))
    page.get_by_role("button", name="Show these ways only").click()
    expect(page).to_have_url(re.compile("only=1"))
    few = page.evaluate(EDGES)
    assert 0 < len(few) < every
    page.get_by_role("button", name="Show all again").click()
    expect(page.get_by_role("button", name="Show these ways only")).to_be_visible()
    assert len(page.evaluate(EDGES)) == every


def test_an_address_restores_the_whole_view(page: Page) -> None:
    query = (
        "?module=treatment-resistance&level=E1&at=cargo%3Almp1&effect=promotes%2Cinhibits&only=1"
    )
    live = opened(page, query)
    text = live.inner_text()
    expect(page.get_by_label("Module")).to_have_value("treatment-resistance")
    expect(page.get_by_label("Level")).to_have_value("E1")
    expect(page.get_by_role("checkbox", name="alters")).not_to_be_checked()
    expect(page.locator(".net-panel h2")).to_have_text("LMP1")
    page.reload()
    expect(page.locator("#network[data-ready]")).to_be_attached()
    expect(live).to_have_text(text)
    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile(f"{NETWORK}$"))
    expect(page.locator(".net-panel")).to_be_hidden()


def test_an_address_that_asks_for_what_does_not_exist_shows_the_network(page: Page) -> None:
    live = opened(page, "?at=cargo:no-such-cargo&only=1&effect=flies")
    expect(live).to_contain_text("0 of")
    live = opened(page, "?at=cargo:no-such-cargo&only=1")
    expect(page.locator(".net-panel")).to_be_hidden()
    assert len(page.evaluate(EDGES)) > 100


def test_disputes_are_marked_in_the_picture_and_named_in_the_list(
    page: Page, told: dict[str, Any]
) -> None:
    opened(page)
    disputed = {f"{c['study']}.{c['id']}" for c in told["claims"] if c["disputes"]}
    edges = page.evaluate(EDGES)
    assert disputed
    for edge in edges:
        marked = bool(edge["effect"]) and bool(disputed & set(edge["refs"]))
        assert bool(edge["sign"]) == marked, edge["id"]
    ref = min(disputed)
    row = page.locator(f'.net-paths [data-ref="{ref}"]')
    expect(row.locator(".net-debate").first).to_contain_text("⇄")


def test_zooming_changes_the_size_and_reset_brings_it_back(page: Page) -> None:
    opened(page)
    box = page.locator(".net-graph")
    width = box.evaluate("box => box.offsetWidth")
    page.get_by_role("button", name="Zoom in").click()
    assert box.evaluate("box => box.offsetWidth") > width
    page.get_by_role("button", name="Fit").click()
    assert box.evaluate("box => box.offsetHeight <= box.parentElement.clientHeight")
    page.get_by_role("button", name="Reset").click()
    assert box.evaluate("box => box.offsetWidth") == width


@pytest.mark.parametrize("window_name", ["without scripts"])
def test_every_way_is_told_without_scripts(page: Page, told: dict[str, Any]) -> None:
    page.goto(NETWORK)
    expect(page.locator("#network")).to_be_hidden()
    rows = page.locator(".net-paths [data-ref]")
    expect(rows).to_have_count(len(told["claims"]))
    row = page.locator('[data-ref="hmgb3-angiogenesis.c1"]')
    expect(row).to_contain_text("HMGB3")
    expect(row.locator(".level")).to_contain_text("E")
    row.get_by_role("link", name="HMGB3 and angiogenesis", exact=True).click()
    expect(page.locator(".md-content h1")).to_have_text("HMGB3 and angiogenesis")


@pytest.mark.parametrize("window_name", ["without scripts"])
def test_the_picture_of_a_term_leads_to_its_neighbours(page: Page) -> None:
    page.goto("entities/genes/hmgb3/")
    figure = page.locator("figure.near")
    expect(figure.locator("svg")).to_be_visible()
    figure.get_by_role("link", name="angiogenesis").click()
    expect(page.locator(".md-content h1")).to_have_text("angiogenesis")


@pytest.mark.parametrize("window_name", ["phone"])
def test_on_a_telephone_the_picture_scrolls_and_the_page_does_not(page: Page) -> None:
    opened(page, "?at=cargo:lmp1")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert page.locator(".net-scroll").evaluate("box => box.scrollWidth > box.clientWidth")
    expect(page.locator(".net-panel h2")).to_have_text("LMP1")


@pytest.mark.parametrize("window_name", ["phone"])
def test_a_tap_opens_the_claims_of_a_term(page: Page) -> None:
    opened(page, "?module=tumour-microenvironment")
    page.touchscreen.tap(*page.evaluate(MIDDLE, "cargo:hmgb3"))
    expect(page.locator(".net-panel h2")).to_have_text("HMGB3")
