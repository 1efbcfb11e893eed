"""What a reader's browser loads to see the table of claims, as a server sends it compressed."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from links import Document

pytestmark = pytest.mark.site

MOST = 300_000
PAGES = ["explore/claims/", "explore/studies/"]
IMPORT = re.compile(r'from "(\./[^"]+)"')


def weight(path: Path) -> int:
    """Return the bytes of a file on its way; fonts are compressed already."""
    whole = path.read_bytes()
    return len(whole) if path.suffix == ".woff2" else len(gzip.compress(whole, 6))


def loaded(site: Path, page: str) -> set[Path]:
    """Return what a page loads: itself, its styles, scripts with what they import, data, fonts."""
    html = site / page / "index.html"
    document = Document(html.read_text(encoding="utf-8"))
    files = {html, site / "explore/claims.json"}
    todo = [
        (html.parent / address).resolve()
        for address in document.loads
        if not address.startswith(("data:", "http"))
    ]
    while todo:
        path = todo.pop()
        if path in files or not path.is_file():
            continue
        files.add(path)
        if path.suffix == ".js":
            text = path.read_text(encoding="utf-8")
            todo += [(path.parent / name).resolve() for name in IMPORT.findall(text)]
    latin = set(site.rglob("*latin-wght*.woff2"))
    assert len(latin) >= 2
    return files | latin


@pytest.mark.parametrize("page", PAGES)
def test_a_table_weighs_less_than_300_kilobytes(page: str, real_site: Path) -> None:
    files = loaded(real_site, page)
    names = {path.name for path in files}
    assert {"index.html", "claims.json", "explorer.js", "facets.js", "explorer.css"} <= names
    sizes = {path.name: weight(path) for path in files}
    assert sum(sizes.values()) < MOST, sorted(sizes.items(), key=lambda item: -item[1])


def test_the_data_of_a_row_take_few_bytes(real_site: Path) -> None:
    path = real_site / "explore/claims.json"
    rows = len(json.loads(path.read_bytes())["claims"]["id"])
    assert weight(path) / rows < 120
