"""Pages that look at all studies at once: tables, map, network, comparisons, timeline, search."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.model.vocabulary import EffectKind, Level
from npcev_kb.render.page import Page
from npcev_kb.render.site import Site
from npcev_kb.render.views.comparison_pages import comparison_pages
from npcev_kb.render.views.gap_map import LIMITS, MapView
from npcev_kb.render.views.network import Network, label
from npcev_kb.render.views.pages_of_tables import table_pages
from npcev_kb.render.views.timeline import Timeline


def view_pages(site: Site) -> Iterator[Page]:
    """Yield the page of each view, with the page that lists them."""
    about = "Ways to look at all studies and claims at once."
    map_ = MapView(site).map
    yield Page("explore", "Explore", "views/explore", {"map": map_}, description=about)
    yield from table_pages(site)
    yield from _map(site)
    yield from _network(site)
    yield from comparison_pages(site)
    yield from _timeline(site)
    yield from _search()


def _map(site: Site) -> Iterator[Page]:
    view = {"view": MapView(site), "effects": EffectKind, "levels": tuple(Level)[1:], **LIMITS}
    about = "Where claims stand, how far they were tested, and where there are none."
    yield Page("explore/map", "Evidence-gap map", "views/map", view, "explore", description=about)


def _network(site: Site) -> Iterator[Page]:
    about = "From the source of vesicles through cargo, recipient and pathway to the outcome."
    view = {"network": Network(site), "label": label}
    path, title = "explore/network", "Mechanism network"
    yield Page(path, title, "views/network", view, "explore", description=about)


def _timeline(site: Site) -> Iterator[Page]:
    about = "When each study came out, in which module it stands, and how far it went."
    view = {"timeline": Timeline(site)}
    path = "explore/timeline"
    yield Page(path, "Timeline", "views/timeline", view, "explore", description=about)


def _search() -> Iterator[Page]:
    about = "Find studies, claims, terms, debates and pages by any of their names."
    yield Page("search", "Search", "views/search", {}, description=about, indexed=False)
