"""The files that lie beside the views: what their scripts read."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.render.export.json import dumps
from npcev_kb.render.site import Site
from npcev_kb.render.views.citations import citation_files
from npcev_kb.render.views.comparison_pages import comparison_files
from npcev_kb.render.views.gap_map import MapView, gaps
from npcev_kb.render.views.gap_map_files import as_csv, as_svg
from npcev_kb.render.views.network import network_json
from npcev_kb.render.views.new_study import new_study_json
from npcev_kb.render.views.table import Table


def view_files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    """Yield each file of a view as its address below the site's root and its content."""
    yield "explore/claims.json", dumps(Table(site).plain())
    yield from citation_files(site)
    yield from _map(site)
    yield from comparison_files(site)
    yield "explore/network.json", network_json(site)
    yield "contribute/new-study.json", new_study_json(site)


def _map(site: Site) -> Iterator[tuple[str, str | bytes]]:
    view = MapView(site)
    yield "explore/gaps.json", dumps(gaps(site))
    yield "explore/map.csv", as_csv(view)
    yield "explore/map.svg", as_svg(view)
