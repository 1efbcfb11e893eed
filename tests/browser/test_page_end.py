"""The end of a page in use: unfolding citations, copying, saving, and claims as links."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

STUDY = "studies/hmgb3-angiogenesis/"
PAGES = {"study": STUDY, "term": "entities/genes/hmgb3/", "by hand": "about/decisions/"}


def pasted(page: Page) -> str:
    """Return what lies in the clipboard."""
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


@pytest.fixture
def clipboard(windows: dict[str, BrowserContext], window_name: str) -> None:
    """Let the window read and write the clipboard."""
    windows[window_name].grant_permissions(["clipboard-read", "clipboard-write"])


@pytest.mark.parametrize("window_name", ["without scripts", "phone"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_citations_unfold_and_can_be_read_whole(path: str, page: Page) -> None:
    page.goto(path)
    last = page.locator(".page-end pre").last
    expect(last).to_be_hidden()
    page.locator(".cite-page summary").click()
    expect(last).to_be_visible()
    expect(last).to_contain_text("ER  -")


@pytest.mark.parametrize("window_name", ["without scripts"])
def test_without_scripts_there_is_no_button_that_does_nothing(page: Page) -> None:
    page.goto(STUDY)
    page.locator(".cite-page summary").click()
    expect(page.locator(".md-content button")).to_have_count(0)
    expect(page.get_by_role("link", name="Permanent link")).to_be_visible()


@pytest.mark.usefixtures("clipboard")
def test_a_citation_is_copied_by_keyboard_and_that_is_said(page: Page) -> None:
    page.goto(STUDY)
    page.locator(".cite-page summary").focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Copy the work as BibTeX")
    expect(button).to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".page-end [role=status]")).to_have_text("Copied the work as BibTeX")
    expect(button).to_be_focused()
    assert pasted(page).startswith("@article{hmgb3-angiogenesis,")


def test_where_there_is_no_clipboard_the_old_way_of_copying_serves(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(STUDY)
    page.locator(".cite-page summary").click()
    page.evaluate("""document.addEventListener("copy", () => {
        document.body.dataset.copied = document.activeElement.value; })""")
    page.get_by_role("button", name="Copy this page as Text").click()
    expect(page.locator(".page-end [role=status]")).to_have_text("Copied this page as Text")
    copied = page.get_attribute("body", "data-copied")
    assert copied is not None
    assert copied.startswith("npcev-kb contributors. HMGB3 and angiogenesis.")


@pytest.mark.parametrize(
    ("button", "name", "begins"),
    [
        ("Save the work as BibTeX", "hmgb3-angiogenesis.bib", "@article{hmgb3-angiogenesis,"),
        ("Save this page as RIS", "npcev-kb-studies-hmgb3-angiogenesis.ris", "TY  - GEN"),
    ],
)
def test_a_citation_is_saved_as_a_file(button: str, name: str, begins: str, page: Page) -> None:
    page.goto(STUDY)
    page.locator(".cite-page summary").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name=button).click()
    assert saved.value.suggested_filename == name
    assert Path(saved.value.path()).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.usefixtures("clipboard")
def test_each_claim_is_a_link_that_can_be_copied(page: Page, address: str) -> None:
    page.goto(STUDY)
    page.get_by_role("button", name="Copy link to claim c2").click()
    expect(page.locator(".page-end [role=status]")).to_have_text("Copied link to claim c2")
    assert pasted(page) == f"{address}{STUDY}#c2"
    link = page.get_by_role("link", name="Link to claim c2", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{STUDY}#c2")
    box = link.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24


@pytest.mark.usefixtures("clipboard")
def test_the_permanent_link_leaves_out_where_the_reader_stands(page: Page, address: str) -> None:
    page.goto(f"{STUDY}?from=mail#c3")
    page.get_by_role("button", name="Copy link to this page").click()
    expect(page.locator(".page-end [role=status]")).to_have_text("Copied link to this page")
    assert pasted(page) == f"{address}{STUDY}"


@pytest.mark.parametrize("window_name", ["light", "dark", "phone"])
def test_buttons_are_large_enough_and_the_page_stays_as_wide_as_the_window(page: Page) -> None:
    page.goto(STUDY)
    page.locator(".cite-page summary").click()
    expect(page.get_by_role("button", name="Copy the work as RIS")).to_be_visible()
    sizes = page.locator(".act").evaluate_all(
        "all => all.map(e => Math.min(e.offsetWidth, e.offsetHeight))"
    )
    assert len(sizes) > 10
    assert min(sizes) >= 24
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_buttons_come_without_moving_what_is_read(page: Page) -> None:
    page.add_init_script("""window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((e) => { moved += e.value; }))
            .observe({type: "layout-shift", buffered: true});""")
    page.goto(f"{STUDY}#c1", wait_until="networkidle")
    expect(page.get_by_role("button", name="Copy link to claim c1")).to_be_visible()
    assert page.evaluate("moved") < 0.02
