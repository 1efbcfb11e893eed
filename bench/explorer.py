"""Measure the explorer in chromium: python -m bench.explorer [--records 2600] [--rounds 5].

Two sites are built, one of the real size and one of many invented records; both are served from
this machine and opened in turn. The page says when it showed its first result (a performance mark);
an act is told in the seconds that the page's main thread worked for it until the next frame, which
other programs disturb less than wall time. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, CDPSession, Page, ViewportSize, sync_playwright

from bench import synthetic
from bench.serving import served
from npcev_kb import builder
from npcev_kb.store.project import Project

Times = tuple[float, float]
"""Milliseconds of the script alone, and of the whole thread with layout and painting."""
HEAD = ("Page", "What", "Today, script", "whole", "Many, script", "whole", "Ratio")
VIEW: ViewportSize = {"width": 1280, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu"]
PAGES = {"claims": "explore/claims/", "studies": "explore/studies/"}
SHOWN = "performance.getEntriesByName('explorer-shown')[0].startTime"
FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))"
ACTS = {
    "a click in a facet": """() => document.querySelector(
        'details[data-facet="level"] .x-value:nth-child(4) input').click()""",
    "a second click": """() => document.querySelector(
        'details[data-facet="family"] .x-value input').click()""",
    "a word": """() => { const box = document.querySelector("#x-text");
        box.value = "resistance"; box.dispatchEvent(new Event("input")); }""",
    "sorting": """() => document.querySelector('th[data-column="study"] button').click()""",
}


def built(root: Path, records: int | None) -> Path:
    """Build the real site, or one of so many invented records, and return its folder."""
    if records is None:
        root.mkdir(parents=True)
        for name in ("data", "docs", "templates"):
            shutil.copytree(synthetic.ROOT / name, root / name)
        for path in synthetic.ROOT.iterdir():
            if path.is_file():
                shutil.copy(path, root)
    else:
        synthetic.build(root, records)
    return builder.build(Project.find(root, root), keep_going=False)


def once(page: Page, path: str) -> dict[str, Times]:
    """Open a page and do each act once; the first results are told by the clock."""
    page.goto(path)
    page.wait_for_selector("#explorer[data-ready]")
    first = page.evaluate(SHOWN)
    found = {"first results shown": (first, first)}
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for name, act in ACTS.items():
        before = worked(session)
        page.evaluate(act)
        page.evaluate(FRAME)
        script, whole = worked(session)
        found[name] = (script - before[0], whole - before[1])
    return found


def worked(session: CDPSession) -> Times:
    """Return for how long the main thread of a page has worked."""
    told = {m["name"]: m["value"] * 1000 for m in session.send("Performance.getMetrics")["metrics"]}
    return told["ScriptDuration"], told["TaskDuration"]


def rows_of(site: Path) -> int:
    """Return how many rows the data of a site have."""
    data = json.loads((site / "explore/claims.json").read_bytes())
    return len(data["claims"]["id"])


def weight(site: Path, address: str, page: Page) -> tuple[int, int]:
    """Return how many files the page of claims asks for, and their bytes as gzip."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PAGES["claims"], wait_until="networkidle")
    paths = [url.removeprefix(address).partition("?")[0] for url in dict.fromkeys(asked)]
    files = [site / (path + "index.html" if path.endswith("/") else path) for path in paths]
    return len(files), sum(compressed(path) for path in files)


def compressed(path: Path) -> int:
    """Return the bytes of a file as a server sends it: fonts are compressed already."""
    whole = path.read_bytes()
    return len(whole) if path.suffix == ".woff2" else len(gzip.compress(whole, 6))


def compared(windows: dict[str, BrowserContext], path: str, rounds: int) -> Iterator[list[str]]:
    """Yield a row for each act on a page: what it took today and with many records."""
    found: dict[str, list[dict[str, Times]]] = {size: [] for size in windows}
    for _ in range(rounds):
        for size, window in windows.items():
            page = window.new_page()
            found[size].append(once(page, path))
            page.close()
    for what in found["today"][0]:
        middle = {
            size: [statistics.median(run[what][side] for run in runs) for side in (0, 1)]
            for size, runs in found.items()
        }
        times = [f"{ms:.0f} ms" for size in middle for ms in middle[size]]
        yield [what, *times, f"{middle['many'][1] / middle['today'][1]:.1f}"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=2_600, help="about 3.7 claims each")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with TemporaryDirectory(prefix="npcev-bench-") as name, sync_playwright() as playwright:
        sites = {
            "today": built(Path(name) / "today", None),
            "many": built(Path(name) / "many", options.records),
        }
        path = shutil.which("chromium") or "/usr/bin/chromium"
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with served(sites["today"]) as today, served(sites["many"]) as many:
            windows = {}
            for size, address in (("today", today), ("many", many)):
                windows[size] = chromium.new_context(base_url=address, viewport=VIEW)
                files, size_of = weight(sites[size], address, windows[size].new_page())
                print(
                    f"{size}: {rows_of(sites[size]):,} rows, {files} files, {size_of / 1e3:.0f} KB"
                )
            for line in (HEAD, ("---",) * len(HEAD)):
                print("| " + " | ".join(line) + " |")
            for title, path in PAGES.items():
                for row in compared(windows, path, options.rounds):
                    print("| " + " | ".join((title, *row)) + " |")
        chromium.close()


if __name__ == "__main__":
    main()
