"""Entries of the site's search, cut from the HTML of a page at its headings.

The theme's search parses the HTML of every page with Python's parser, which costs more than
making the page. Our own HTML is regular enough to be cut by pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypedDict

from npcev_kb.render.page import Page

_HEADING = re.compile(r'<h[23] id="([^"]+)"[^>]*>(.*?)</h[23]>', re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>.*?</h1>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:br|caption|dd|div|dl|dt|li|p|pre|small|table|td|th|tr|ul)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_TRUST = re.compile(r'<div class="trust".*?</div>', re.DOTALL)
"""Trust strips repeat the same words on every page, so nobody searches for them."""


class SearchEntry(TypedDict):
    """One entry: where it leads, its title, and its text, both as HTML without elements."""

    location: str
    title: str
    text: str


def search_entries(page: Page, html: str) -> Iterator[SearchEntry]:
    """Yield an entry for the page and one for each of its headings with an anchor."""
    if not page.indexed:
        return
    address = f"{page.path}/" if page.path else ""
    parts = _HEADING.split(_TITLE.sub("", _TRUST.sub("", html), count=1))
    yield {"location": address, "title": str(page.safe_title), "text": _plain(parts[0])}
    for anchor, heading, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        location = f"{address}#{anchor}"
        yield {"location": location, "title": _plain(heading), "text": _plain(body)}


def _plain(html: str) -> str:
    return " ".join(_TAG.sub("", _BLOCK.sub(" ", html)).split())
