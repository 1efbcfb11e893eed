"""Measure what a first search transfers and takes: python -m bench.search [--records 10000].

Two indexes are made, that of the real site and one of many invented records; the second has no
pages of prose, whose number does not grow with the records. Every query of the tests is asked of
each in chromium by an index that has read nothing yet, once as the box in the head of a page asks
and once as the page of results does. Bytes are those of gzip, scripts of the search included, the
page itself not. The time holds for files from this machine. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

from bench import synthetic
from bench.explorer import FLAGS, built, compressed
from bench.serving import served
from npcev_kb.pipeline import validate
from npcev_kb.render.html import packaged_templates
from npcev_kb.render.search.documents import documents
from npcev_kb.render.search.index import Index
from npcev_kb.render.search.synonyms import synonyms
from npcev_kb.render.site import Site
from npcev_kb.store.project import Project

HEAD = ("Index", "Asked by", "Documents", "Files", "Largest file", "First query", "Largest", "Time")
ASSETS = "assets/npcev"
ASK = """async ([root, text, box]) => {
    const { SearchIndex } = await import(root + "assets/npcev/search-index.js");
    const { mixed, parted } = await import(root + "assets/npcev/search-results.js");
    const asked = [];
    const fetched = window.fetch;
    window.fetch = (url) => { asked.push(String(url)); return fetched(url); };
    const start = performance.now();
    const index = new SearchIndex();
    await index.open();
    const [found, marks] = await Promise.all([index.find(text), index.marks()]);
    const { here } = parted(found.numbers, marks);
    await index.cards(box ? mixed(here, marks.kinds, 12, 4) : here.slice(0, 24));
    window.fetch = fetched;
    return { asked, took: performance.now() - start };
}"""


def indexed(root: Path, records: int) -> Path:
    """Write the index of so many invented records, with the scripts that read it."""
    synthetic.build(root / "kb", records)
    kb = validate(Project.find(root / "kb", root / "kb")).kb
    assert kb is not None
    site = Site(kb.published)
    found = tuple(documents(site))
    modules = {module.id: module.title for module in kb.review.modules}
    (root / "site" / "search").mkdir(parents=True)
    for name, text in Index(found, modules, synonyms(site, found)).files():
        (root / "site" / name).write_text(text, encoding="utf-8")
    shutil.copytree(packaged_templates() / "theme" / ASSETS, root / "site" / ASSETS)
    (root / "site" / "about").mkdir()
    (root / "site" / "about" / "index.html").write_text("<title>about</title>", encoding="utf-8")
    return root / "site"


def rows(name: str, site: Path, address: str, page: Page) -> Iterator[tuple[str, ...]]:
    """Yield a row for the box and one for the page of results."""
    page.goto(f"{address}about/")
    sizes = {path.name: compressed(path) for path in (site / "search").glob("*.json")}
    scripts = sum(compressed(path) for path in (site / ASSETS).glob("search-*.js"))
    counted = page.evaluate(
        f"async () => (await (await fetch('{address}search/tokens.json')).json())"
    )
    queries = yaml.safe_load((synthetic.ROOT / "tests/search/queries.yaml").read_text("utf-8"))
    for title, box in (("the box", True), ("the page of results", False)):
        told: list[Mapping[str, Any]] = [
            page.evaluate(ASK, [address, query["q"], box]) for query in queries
        ]
        files = [{url.rsplit("/", 1)[1] for url in each["asked"]} for each in told]
        weights = [scripts + sum(sizes[file] for file in each) for each in files]
        yield (
            name, title, f"{counted['documents']:,}",
            f"{statistics.median(map(len, files)):.0f} of {len(sizes):,}",
            f"{max(sizes.values()) / 1e3:.0f} KB", f"{statistics.median(weights) / 1e3:.0f} KB",
            f"{max(weights) / 1e3:.0f} KB", f"{statistics.median(e['took'] for e in told):.0f} ms",
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=10_000)
    options = parser.parse_args()
    with TemporaryDirectory(prefix="npcev-bench-") as name, sync_playwright() as playwright:
        sites = {
            "today": built(Path(name) / "today", None),
            f"{options.records:,} studies": indexed(Path(name) / "many", options.records),
        }
        path = shutil.which("chromium") or "/usr/bin/chromium"
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for line in (HEAD, ("---",) * len(HEAD)):
            print("| " + " | ".join(line) + " |")
        for title, site in sites.items():
            with served(site) as address:
                for row in rows(title, site, address, chromium.new_page()):
                    print("| " + " | ".join(row) + " |")
        chromium.close()


if __name__ == "__main__":
    main()
