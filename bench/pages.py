"""Weigh the pages of the built site in chromium: python -m bench.pages [site].

Each page is opened with an empty cache, served compressed from this machine. Told are the bytes
and requests, what holds back the first painting, requests to other hosts, how much the page moved
while it loaded (cumulative layout shift; under 0.1 is good), and its elements. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, sync_playwright

from bench.serving import served

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "home": "",
    "module": "modules/tumour-microenvironment/",
    "study": "studies/hmgb3-angiogenesis/",
    "term": "entities/genes/pd-l1/",
    "debate": "debates/pd-l1-vesicles-and-macrophages/",
    "table of claims": "explore/claims/",
    "gap map": "explore/map/",
    "network": "explore/network/",
    "biomarkers": "explore/biomarkers/",
    "timeline": "explore/timeline/",
    "a search": "search/?q=radioresistance",
}
HEAD = ("Page", "KB", "html", "css", "js", "fonts", "data", "Requests", "Foreign", "Blocking",
        "Layout shift", "Elements")  # fmt: skip
SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
})"""
BLOCKING = """() => performance.getEntriesByType("resource")
    .filter((each) => each.renderBlockingStatus === "blocking").length"""


class Weighed:
    """Adds up what a page asks for, by kind, in bytes that travelled."""

    def __init__(self, session: CDPSession, address: str) -> None:
        self.kinds: dict[str, str] = {}
        self.bytes: dict[str, float] = {}
        self.foreign = 0
        self.address = address
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _sent(self, event: dict[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        self.kinds[str(event["requestId"])] = str(event["type"])
        self.foreign += not str(request["url"]).startswith((self.address, "data:", "blob:"))

    def _finished(self, event: dict[str, float]) -> None:
        self.bytes[str(event["requestId"])] = event["encodedDataLength"]

    def of(self, *kinds: str) -> float:
        """Return the kilobytes of some kinds of request."""
        return sum(n for name, n in self.bytes.items() if self.kinds.get(name) in kinds) / 1000


def weigh(browser: Browser, address: str, name: str, path: str) -> list[str]:
    """Open one page and return its row."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    session = page.context.new_cdp_session(page)
    found = Weighed(session, address)
    page.goto(address + path, wait_until="networkidle")
    shift = page.evaluate(SHIFT)
    row = [
        name,
        f"{sum(found.bytes.values()) / 1000:.0f}",
        *(f"{found.of(*k):.0f}" for k in (("Document",), ("Stylesheet",), ("Script",), ("Font",))),
        f"{found.of('Fetch', 'XHR'):.0f}",
        str(len(found.kinds)),
        str(found.foreign),
        str(page.evaluate(BLOCKING)),
        f"{shift:.3f}",
        f"{page.evaluate('document.querySelectorAll(`*`).length'):,}",
    ]
    page.close()
    return row


def rows(site: Path) -> Iterator[list[str]]:
    """Yield a row for each kind of page."""
    with served(site, compressed=True) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, path in PAGES.items():
            yield weigh(browser, address, name, path)
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Weigh the pages of the built site.")
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    options = parser.parse_args()
    for line in (HEAD, ("---",) * len(HEAD), *rows(options.site)):
        print("| " + " | ".join(line) + " |")


if __name__ == "__main__":
    main()
