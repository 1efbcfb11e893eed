"""The keyboard alone: the way around the frame, the order of stops, a visible focus, no trap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "module": "modules/technological-innovation/",
    "study": "studies/hmgb3-angiogenesis/",
    "debate": "debates/pd-l1-vesicles-and-macrophages/",
    "term": "entities/genes/hmgb3/",
    "biomarkers compared": "explore/biomarkers/",
    "new study form": "contribute/new-study/",
}
MOST_STOPS = 900
STOP = """() => {
    const at = document.activeElement;
    if (at === document.body || at === document.documentElement) return null;
    const shown = at.getBoundingClientRect().height ? at : at.nextElementSibling ?? at;
    const style = getComputedStyle(shown);
    const box = shown.getBoundingClientRect();
    return {
        name: `${at.tagName}.${at.className} ${at.textContent.trim().slice(0, 40)}`,
        place: [...document.querySelectorAll("*")].indexOf(at),
        ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
        shadowed: style.boxShadow !== "none",
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    };
}"""


def stops(page: Page) -> Iterator[dict[str, Any]]:
    """Yield each stop of the Tab key until the page is left."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return
        yield stop
    pytest.fail(f"after {MOST_STOPS} stops the page is not left: a trap")


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_the_first_stop_leads_past_the_frame_to_the_content(path: str, page: Page) -> None:
    page.goto(path, wait_until="networkidle")
    page.keyboard.press("Tab")
    skip = page.locator("a.md-skip")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement.closest('.md-content') !== null")
    assert inside, page.evaluate(STOP)


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_every_stop_is_seen_and_ringed_and_the_page_can_be_left(path: str, page: Page) -> None:
    page.goto(path, wait_until="networkidle")
    found = list(stops(page))
    assert len(found) > 10
    assert [stop["name"] for stop in found if not stop["seen"]] == []
    assert [s["name"] for s in found if not (s["ringed"] or s["shadowed"])] == []


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_stops_follow_the_order_of_the_page(path: str, page: Page) -> None:
    page.goto(path, wait_until="networkidle")
    places = [stop["place"] for stop in stops(page)]
    assert places == sorted(places)
