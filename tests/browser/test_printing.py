"""Every kind of page can be printed: the text without the frame, whole, black on white."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_every_kind_of_page import every_kind

pytestmark = pytest.mark.browser

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
SHEETS = {"upright": 718, "wide": 1047}  # widths in pixels of A4 with usual margins
CUT = """([width, wide]) => { const lying = (e) => e && (getComputedStyle(e).page === "wide"
        || lying(e.parentElement));
    return [...document.querySelectorAll(".md-content *")]
    .filter((e) => e.checkVisibility() && !e.closest("svg, .visually-hidden, pre, caption"))
    .filter((e) => Boolean(lying(e)) === wide)
    .filter((e) => e.getBoundingClientRect().right > width + 1
        || (e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX)))
    .map((e) => `${e.tagName}.${e.className} ${e.getAttribute("aria-label") ?? ""}`
        + ` ${Math.round(e.getBoundingClientRect().right)}`).slice(0, 4); }"""


@every_kind
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_printed_page_has_its_text_and_no_frame(path: str, sheet: str, page: Page) -> None:
    page.set_viewport_size({"width": SHEETS[sheet], "height": 1000})
    page.goto(path)
    page.emulate_media(media="print")
    expect(page.locator(".md-content h1").first).to_be_visible()
    for frame in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer__inner"):
        expect(page.locator(f"{frame}:visible")).to_have_count(0)
    assert page.evaluate(CUT, [SHEETS[sheet], sheet == "wide"]) == []


@every_kind
@pytest.mark.parametrize("window_name", ["light", "dark"])
def test_a_printed_page_is_dark_on_white(path: str, page: Page) -> None:
    page.goto(path)
    page.emulate_media(media="print")
    assert page.evaluate(CONTRAST, 4.5)["found"] == []


def test_a_claim_keeps_its_level_flags_and_direction_in_print(page: Page) -> None:
    page.goto("studies/hmgb3-angiogenesis/")
    page.emulate_media(media="print")
    claim = page.locator(".claim").first
    expect(claim.locator(".level").first).to_be_visible()
    expect(claim.locator(".flags").first).to_be_visible()
    page.pdf()  # the browser makes its sheets of it
