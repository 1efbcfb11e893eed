"""Every kind of page passes axe: WCAG 2.2 A and AA, and what is good practice besides."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest
from playwright.sync_api import Page
from test_every_kind_of_page import KINDS

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
    document.querySelectorAll(".md-content details").forEach((part) => { part.open = true; });
    const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return found.violations.flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(" ")}`));
}"""


@cache
def axe() -> str:
    """Return the source of axe-core, as its package brings it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page) -> list[str]:
    """Return what axe finds on a page with everything opened that can be."""
    page.evaluate(axe())
    found: list[str] = page.evaluate(RUN, RULES)
    return found


@pytest.mark.parametrize("path", KINDS.values(), ids=list(KINDS))
@pytest.mark.parametrize("window_name", ["light", "phone"])
def test_axe_finds_nothing_on_a_page(path: str, page: Page) -> None:
    page.goto(path, wait_until="load")
    assert findings(page) == []


@pytest.mark.parametrize("path", ["", "studies/hmgb3-angiogenesis/", "explore/claims/"])
@pytest.mark.parametrize("window_name", ["dark"])
def test_axe_finds_nothing_in_the_dark(path: str, page: Page) -> None:
    page.goto(path, wait_until="load")
    assert findings(page) == []


def test_axe_finds_nothing_while_results_of_a_search_are_shown(page: Page) -> None:
    page.goto("about/")
    page.locator("#find").fill("hmgb3")
    page.locator(".find-panel a").first.wait_for()
    assert findings(page) == []


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.set_content('<html lang="en"><title>t</title><main><h1>h</h1><img src="x"></main></html>')
    assert any(found.startswith("image-alt") for found in findings(page))
