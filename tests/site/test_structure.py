"""Every built page has one title, one first heading, headings in order, and each id once."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

pytestmark = pytest.mark.site

_HEADING = re.compile(r"<h([1-6])[\s>]")
_ID = re.compile(r'\sid="([^"]+)"')


def faults(html: str) -> list[str]:
    """Return what is wrong with the structure of a page."""
    levels = [int(level) for level in _HEADING.findall(html)]
    found = [f"{levels.count(1)} first headings"] if levels.count(1) != 1 else []
    found += [f"h{b} after h{a}" for a, b in pairwise(levels) if b > a + 1]
    found += [f"id {name} twice" for name, n in Counter(_ID.findall(html)).items() if n > 1]
    found += [] if '<html lang="en"' in html else ["no language"]
    return found + ([] if html.count("<title>") >= 1 else ["no title"])


@pytest.mark.parametrize("name", ["toy_site", "real_site"])
def test_every_page_is_well_built(name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert len(pages) > 50
    assert {str(path): found for path, html in pages.items() if (found := faults(html))} == {}


def test_faults_are_found() -> None:
    assert faults('<h2 id="a"></h2><h4 id="a"></h4>') == [
        "0 first headings", "h4 after h2", "id a twice", "no language", "no title",
    ]  # fmt: skip
