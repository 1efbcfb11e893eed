"""Take docs/images/home.png and study.png from the built site, for the README."""

import shutil
from pathlib import Path

from bench.serving import served
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = {"home": "", "study": "studies/hmgb3-angiogenesis/", "map": "explore/map/"}


def main() -> None:
    """Serve site/ on a free port and take the pictures."""
    target = ROOT / "docs" / "images"
    target.mkdir(exist_ok=True)
    with served(ROOT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for name, path in PICTURES.items():
            page.goto(address + path)
            page.evaluate("document.fonts.ready")
            page.screenshot(path=str(target / f"{name}.png"))
        browser.close()


if __name__ == "__main__":
    main()
