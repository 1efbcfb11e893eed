"""Every kind of page reflows: from 320 pixels, which is 1280 at 400 %, to a screen of 1920."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from test_every_kind_of_page import every_kind

pytestmark = pytest.mark.browser

SIDEWAYS = """width => [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > width + 1 && e.checkVisibility()
        && !e.closest(".scroller, pre, .md-tabs, .md-sidebar, .md-search"))
    .map((e) => `${e.tagName}.${e.className}`).slice(0, 6)"""
LINES = """() => [...document.querySelectorAll(".md-content p, .md-content dd")]
    .filter((e) => e.checkVisibility() && e.textContent.length > 200)
    .filter((e) => e.getBoundingClientRect().width > 60 * parseFloat(getComputedStyle(e).fontSize))
    .map((e) => `${e.className}: ${e.textContent.slice(0, 60)}`)"""


@every_kind
@pytest.mark.parametrize("width", [320, 1920])
def test_a_page_has_no_sideways_scrolling(path: str, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    assert wide <= width, page.evaluate(SIDEWAYS, width)


@every_kind
def test_lines_of_prose_stay_short_on_a_wide_screen(path: str, page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1000})
    page.goto(path)
    assert page.evaluate(LINES) == []
