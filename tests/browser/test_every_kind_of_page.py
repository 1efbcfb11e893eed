"""What holds on every kind of page: quiet, at home, readable, no wider than a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
LEAST_CONTRAST = 4.5
TOO_WIDE = """[...document.querySelectorAll(".md-content *")]
    .filter((e) => e.getBoundingClientRect().right > 391 && !e.closest(".scroller, pre"))
    .map((e) => e.tagName + "." + e.className).slice(0, 5)"""
KINDS = {
    "home": "",
    "modules": "modules/",
    "module": "modules/tumour-microenvironment/",
    "sections": "sections/",
    "section": "sections/3.2/",
    "studies": "studies/",
    "study": "studies/hmgb3-angiogenesis/",
    "study with numbers": "studies/ca1-diagnosis/",
    "study of the review only": "studies/brrf2-cgas/",
    "debates": "debates/",
    "debate": "debates/pd-l1-vesicles-and-macrophages/",
    "questions": "questions/",
    "question": "questions/vesicle-subpopulations/",
    "evidence": "evidence/",
    "quality": "quality/",
    "work list": "quality/works-unresolved/",
    "works": "works/",
    "work": "works/ev-nomenclature/",
    "terms": "entities/",
    "kind of term": "entities/cell-lines/",
    "term": "entities/genes/hmgb3/",
    "cell line": "entities/cell-lines/cne-1/",
    "references": "references/",
    "gap map": "explore/map/",
    "gap map with a cell": "explore/map/?least=E1&row=angiogenesis&column=protein",
    "gap map in numbers": "explore/map/?view=numbers&rows=module",
    "empty cells": "explore/map/?view=empty",
    "coverage": "coverage/",
    "explore": "explore/",
    "timeline": "explore/timeline/",
    "results of a search": "search/?q=angiogenesis",
    "living search": "living/",
    "methods": "methods/",
    "data": "data/",
    "about": "about/",
    "new study form": "contribute/new-study/",
    "fields": "curate/records/",
    "problems": "problems/",
    "problem": "problems/unknown-entity/",
    "page written by hand": "curate/",
    "page with tables and code": "about/api/",
    "page with code and results": "about/python/",
    "claims as a table": "explore/claims/",
    "claims, further part": "explore/claims/page-2/",
    "studies as a table": "explore/studies/",
    "biomarkers compared": "explore/biomarkers/",
    "therapies compared": "explore/therapies/",
    "technologies compared": "explore/technologies/",
    "no such page": "no/such/page/",
    "network": "explore/network/",
}
every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=list(KINDS))


def heard(page: Page) -> tuple[list[str], list[str]]:
    """Return two lists that fill as the page asks for addresses and complains."""
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return asked, errors


@every_kind
def test_a_page_asks_no_other_host_and_complains_of_nothing(
    path: str, page: Page, address: str
) -> None:
    asked, errors = heard(page)
    page.goto(path, wait_until="networkidle")
    assert len(asked) > 5
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    expected = 1 if path == KINDS["no such page"] else 0
    assert len(errors) == expected, errors
    assert all("404" in error for error in errors)


@every_kind
@pytest.mark.parametrize(("window_name", "scheme"), [("light", "default"), ("dark", "slate")])
def test_text_and_links_stand_out_from_their_ground(path: str, scheme: str, page: Page) -> None:
    page.goto(path)
    assert page.get_attribute("body", "data-md-color-scheme") == scheme
    result = page.evaluate(CONTRAST, LEAST_CONTRAST)
    assert result["seen"] > 10
    assert result["found"] == []


@every_kind
@pytest.mark.parametrize("window_name", ["phone"])
def test_a_page_fits_a_screen_of_390_pixels(path: str, page: Page) -> None:
    page.goto(path)
    assert page.evaluate("innerWidth") == 390, page.evaluate(TOO_WIDE)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390, page.evaluate(TOO_WIDE)


def test_the_measure_of_contrast_finds_what_is_too_pale(page: Page) -> None:
    page.set_content(
        """<div class="md-content" style="background: #fff">
        <p style="color: #767676">enough</p><p style="color: #777">too pale</p>
        <p style="color: color-mix(in srgb, black 30%, transparent)">mixed too pale</p>
        <div style="background: rgb(0 0 0 / 90%)"><p style="color: #ddd">light on dark</p></div>
        <div style="opacity: .5"><p style="color: #333">faded</p></div></div>"""
    )
    result = page.evaluate(CONTRAST, LEAST_CONTRAST)
    assert result["seen"] == 5
    assert [found.split(": ")[1] for found in result["found"]] == [
        "too pale",
        "mixed too pale",
        "faded",
    ]
