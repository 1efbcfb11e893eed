"""The files that lie beside the views: what their scripts read."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.render.site import Site
from npcev_kb.render.views.network import network_json


def view_files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    """Yield each file of a view as its address below the site's root and its content."""
    yield "explore/network.json", network_json(site)
