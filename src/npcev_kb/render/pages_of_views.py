"""Pages that look at all studies at once: tables, map, network, comparisons, timeline, search."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.render.page import Page
from npcev_kb.render.site import Site
from npcev_kb.render.views.network import Network, label


def view_pages(site: Site) -> Iterator[Page]:
    """Yield the page of each view, with the page that lists them."""
    about = "Ways to look at all studies and claims at once."
    yield Page("explore", "Explore", "views/explore", {}, description=about)
    yield from _tables()
    yield from _map()
    yield from _network(site)
    yield from _comparisons()
    yield from _timeline()
    yield from _search()


def _tables() -> Iterator[Page]:
    yield Page("explore/claims", "Claims", "views/claims", {}, "explore")
    yield Page("explore/studies", "Studies as a table", "views/studies", {}, "explore")


def _map() -> Iterator[Page]:
    yield Page("explore/map", "Evidence-gap map", "views/map", {}, "explore")


def _network(site: Site) -> Iterator[Page]:
    about = "From the source of vesicles through cargo, recipient and pathway to the outcome."
    view = {"network": Network(site), "label": label}
    path, title = "explore/network", "Mechanism network"
    yield Page(path, title, "views/network", view, "explore", description=about)


def _comparisons() -> Iterator[Page]:
    yield Page("explore/biomarkers", "Biomarkers compared", "views/biomarkers", {}, "explore")
    yield Page("explore/therapies", "Therapies compared", "views/therapies", {}, "explore")
    yield Page("explore/technologies", "Technologies compared", "views/technologies", {}, "explore")


def _timeline() -> Iterator[Page]:
    yield Page("explore/timeline", "Timeline", "views/timeline", {}, "explore")


def _search() -> Iterator[Page]:
    yield Page("search", "Search", "views/search", {}, indexed=False)
