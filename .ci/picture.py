"""Take docs/images/home.png and study.png from the built site, for the README."""

import functools
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = {"home": "", "study": "studies/hmgb3-angiogenesis/"}


class Quiet(SimpleHTTPRequestHandler):
    """A file server that does not chat."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve site/ on a free port and take the pictures."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(ROOT / "site"))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    target = ROOT / "docs" / "images"
    target.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for name, path in PICTURES.items():
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            page.evaluate("document.fonts.ready")
            page.screenshot(path=str(target / f"{name}.png"))
        browser.close()


if __name__ == "__main__":
    main()
