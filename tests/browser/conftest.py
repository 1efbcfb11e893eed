"""A browser without a window, and the real site served on this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import toy
from hostile import EVIL
from serving import served

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """The address of the real site's first page, with its closing slash."""
    with served(real_site) as root:
        yield root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests of a run."""
    path = shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(path).exists():
        missing = "the tests marked browser need chromium, which is not installed here"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def windows(browser: Browser, address: str) -> Iterator[dict[str, BrowserContext]]:
    """Windows by name; relative addresses belong to the site. Shared, since they keep its files."""
    usual = {"width": 1280, "height": 900}
    phone = {"width": 390, "height": 844}
    opened = {
        "light": browser.new_context(base_url=address, viewport=usual, color_scheme="light"),
        "dark": browser.new_context(base_url=address, viewport=usual, color_scheme="dark"),
        "phone": browser.new_context(
            base_url=address, viewport=phone, is_mobile=True, has_touch=True
        ),
        "without scripts": browser.new_context(base_url=address, java_script_enabled=False),
    }
    for window in opened.values():
        window.set_default_timeout(15_000)
    yield opened
    for window in opened.values():
        window.close()


@pytest.fixture
def window_name() -> str:
    """The window of the test; a test that needs another one names it by parameter."""
    return "light"


@pytest.fixture
def page(windows: dict[str, BrowserContext], window_name: str) -> Iterator[Page]:
    """An empty page of the window that the test names."""
    opened = windows[window_name].new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a toy site, below a path, where one study is on another disease."""
    root = tmp_path_factory.mktemp("elsewhere")
    folder = toy.copy(root / "kb")
    diseases = folder / "data/entities/diseases.yaml"
    diseases.write_text(
        diseases.read_text(encoding="utf-8") + f"toy-flu:\n  label: '{EVIL}'\n", encoding="utf-8"
    )
    study = folder / "data/studies/rna-b-drug.yaml"
    text = study.read_text(encoding="utf-8")
    study.write_text(text.replace("disease: toy-disease", "disease: toy-flu"), encoding="utf-8")
    (root / "served" / "below").mkdir(parents=True)
    toy.build(folder).rename(root / "served" / "below" / "a path")
    with served(root / "served") as address:
        yield f"{address}below/a%20path/"


@pytest.fixture
def toy_page(browser: Browser, elsewhere: str) -> Iterator[Page]:
    """A page of the toy site, which may complain of nothing."""
    window = browser.new_context(base_url=elsewhere, viewport={"width": 1280, "height": 900})
    window.set_default_timeout(15_000)
    made = window.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield made
    assert errors == []
    window.close()
