"""The page of the living search: what is looked for, what came back, what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.analysis.screening_flow import flow
from npcev_kb.render.page import Page
from npcev_kb.render.site import Site


def living_pages(site: Site) -> Iterator[Page]:
    """Yield the page of the living search.

    The site's search does not find it: candidates that nobody has read would stand beside
    findings.
    """
    about = "How new studies are searched for and chosen, counted from the ledger of the search."
    yield Page(
        "living",
        "How new studies are found",
        "living",
        {"flow": flow(site.kb.ledger), "queries": site.kb.ledger.queries},
        source="data/screening/queries.yaml" if site.kb.ledger.queries else None,
        description=about,
        indexed=False,
    )
