"""What each service is told of us, and what none may hear: who asks, keys, and where they go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote, quote_plus, urlsplit

from npcev_kb.enrich.access import Access

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "crossref": "Crossref",
        "eutils": "PubMed",
        "idconv": "the ID converter of PubMed Central",
        "europepmc": "Europe PMC",
        "openalex": "OpenAlex",
    }
)


class Manners:
    """How each service wants to be asked, by those who we are.

    Args:
        access: who we are, and where the services are.
    """

    def __init__(self, access: Access) -> None:
        self._access = access
        self._keys = _spellings(access.ncbi_key, access.crossref_token)

    def service(self, url: str) -> str:
        """Return the name of the service at an address; "" if it is none of ours."""
        found = [
            (len(base), name)
            for name, base in self._access.addresses.items()
            if url == base or url.startswith((f"{base}/", f"{base}?"))
        ]
        return max(found, default=(0, ""))[1]

    def label(self, url: str, service: str) -> str:
        """Return what people call a service, or the host of an address that is none of ours."""
        return _LABELS.get(service) or urlsplit(url).hostname or "the host"

    def lane(self, url: str, service: str) -> str:
        """Return the lane of an address: a redirect to another host has that host's own."""
        base = self._access.addresses.get(service)
        if base is None or origin(base) != origin(url):
            return urlsplit(url).netloc
        if service == "crossref" and urlsplit(url).path.endswith("/works"):
            return "crossref lists"
        return "eutils with key" if service == "eutils" and self._access.ncbi_key else service

    def introduction(self, service: str) -> Mapping[str, str]:
        """Return the parameters in which a service wants to hear who asks.

        The ID converter is of NCBI too, but documents tool and email only: it gets no key.
        """
        who = self._access
        if service == "crossref":
            return {"mailto": who.contact}
        if service == "idconv":
            return {"tool": who.tool, "email": who.contact}
        if service == "eutils":
            key = {"api_key": who.ncbi_key} if who.ncbi_key else {}
            return {"tool": who.tool, "email": who.contact, **key}
        return {}

    def token(self, url: str, service: str) -> Mapping[str, str]:
        """Return the header with the token of Crossref, for the host of Crossref only."""
        token = self._access.crossref_token
        home = self._access.addresses.get("crossref", "")
        if token and service == "crossref" and origin(url) == origin(home):
            return {"Crossref-Plus-API-Token": f"Bearer {token}"}
        return {}

    def without_keys(self, text: str) -> str:
        """Return a text in which no key stands, nor the form that it has in an address."""
        return self._keys.sub("[key]", text) if self._keys else text


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Return scheme, host and port of an address: what has to be equal to be the same host."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _spellings(*keys: str | None) -> re.Pattern[str] | None:
    """Return what finds keys in a text, also as they are written in addresses."""
    known = {form(key) for key in keys if key for form in (str, quote, quote_plus)}
    known |= {quote(key, safe="") for key in keys if key}
    found = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    return re.compile(found, re.IGNORECASE) if found else None
