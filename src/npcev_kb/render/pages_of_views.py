"""Pages that look at all studies at once: tables, map, network, comparisons, timeline, search."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.render.page import Page
from npcev_kb.render.site import Site
from npcev_kb.render.views.comparison_pages import comparison_pages


def view_pages(site: Site) -> Iterator[Page]:
    """Yield the page of each view, with the page that lists them."""
    about = "Ways to look at all studies and claims at once."
    yield Page("explore", "Explore", "views/explore", {}, description=about)
    yield from _tables()
    yield from _map()
    yield from _network()
    yield from comparison_pages(site)
    yield from _timeline()
    yield from _search()


def _tables() -> Iterator[Page]:
    yield Page("explore/claims", "Claims", "views/claims", {}, "explore")
    yield Page("explore/studies", "Studies as a table", "views/studies", {}, "explore")


def _map() -> Iterator[Page]:
    yield Page("explore/map", "Evidence-gap map", "views/map", {}, "explore")


def _network() -> Iterator[Page]:
    yield Page("explore/network", "Mechanism network", "views/network", {}, "explore")


def _timeline() -> Iterator[Page]:
    yield Page("explore/timeline", "Timeline", "views/timeline", {}, "explore")


def _search() -> Iterator[Page]:
    yield Page("search", "Search", "views/search", {}, indexed=False)
