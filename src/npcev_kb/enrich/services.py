"""The services together, each with the address that the configuration gives."""

from __future__ import annotations

from dataclasses import dataclass

from npcev_kb.enrich.access import Access
from npcev_kb.enrich.crossref import Crossref
from npcev_kb.enrich.europepmc import EuropePmc
from npcev_kb.enrich.fetch import Fetcher
from npcev_kb.enrich.openalex import OpenAlex
from npcev_kb.enrich.pubmed import PubMed


@dataclass(frozen=True)
class Services:
    """One client for each service."""

    crossref: Crossref
    pubmed: PubMed
    europepmc: EuropePmc
    openalex: OpenAlex

    @classmethod
    def of(cls, access: Access, fetch: Fetcher) -> Services:
        """Return the clients that ask through one fetcher, so that they share its patience."""
        at = access.addresses
        return cls(
            Crossref(fetch, at["crossref"]),
            PubMed(fetch, at["eutils"], at["idconv"]),
            EuropePmc(fetch, at["europepmc"]),
            OpenAlex(fetch, at["openalex"]),
        )
