"""PubMed: what its E-utilities answer as published works, and the client that asks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from npcev_kb.enrich import idconv
from npcev_kb.enrich.bodies import is_xml, local, parse_json, parse_xml, shown, understanding
from npcev_kb.enrich.errors import (
    BadReplyError,
    NotFoundError,
    RateLimitedError,
    RefusedError,
    UnreachableError,
)
from npcev_kb.enrich.esearch import Search, search_in
from npcev_kb.enrich.esummary import summaries_of_json, summaries_of_xml
from npcev_kb.enrich.idconv import Identifiers
from npcev_kb.enrich.markup import joined
from npcev_kb.enrich.node import Node, node_of
from npcev_kb.enrich.pubmed_xml import LABEL, SETS, WORKS, articles
from npcev_kb.model.normal import doi_in, pmcid_in, pmid_in
from npcev_kb.model.published import PublishedWork

if TYPE_CHECKING:
    from npcev_kb.enrich.fetch import Fetcher

BATCH = 200
"""Ids in one request by GET: what NCBI documents for efetch and for the ID converter."""
_LAST_DAY = "3000"
_TROUBLE = ("backend", "exception", "timeout", "timed out", "temporar", "unavailable", "try again")


class PubMed:
    """The client of NCBI's E-utilities and ID converter.

    Args:
        fetch: makes the requests.
        address: base address of the E-utilities.
        idconv_address: address of the ID converter.
    """

    def __init__(self, fetch: Fetcher, address: str, idconv_address: str) -> None:
        self._fetch = fetch
        self._eutils = address.rstrip("/")
        self._idconv = f"{idconv_address.rstrip('/')}/"

    def works(self, pmids: Sequence[str]) -> Mapping[str, PublishedWork]:
        """Return the works of some PubMed numbers, by number; those it does not know are missing.

        PubMed answers some ids that are none with another record: such a record is left out.

        Raises:
            FetchFailedError: a request came to nothing.
        """
        found: dict[str, PublishedWork] = {}
        for batch in _batches(number for text in pmids if (number := pmid_in(text))):
            params = {"db": "pubmed", "id": ",".join(batch), "retmode": "xml"}
            try:
                answered = self._fetch.get(f"{self._eutils}/efetch.fcgi", params, read_articles)
            except NotFoundError:
                continue
            found |= {work.pmid: work for work in answered if work.pmid in batch}
        return found

    def search(self, query: str, *, rows: int = 20, since: date | None = None) -> tuple[str, ...]:
        """Return the PubMed numbers that a query finds.

        Args:
            query: in PubMed's own language.
            rows: how many numbers at most.
            since: only works that came into PubMed on this day or later, the last ones first;
                without it, the most relevant ones first.

        Raises:
            FetchFailedError: the request came to nothing.
        """
        params = {"db": "pubmed", "term": query, "retmode": "json", "retmax": str(rows)}
        if since:
            params |= {"datetype": "edat", "mindate": f"{since:%Y/%m/%d}", "maxdate": _LAST_DAY}
        else:
            params["sort"] = "relevance"
        return self._fetch.get(f"{self._eutils}/esearch.fcgi", params, read_search).numbers[:rows]

    def identifiers(self, ids: Sequence[str]) -> Mapping[str, Identifiers]:
        """Return all identifiers of some works, by the one that was asked for.

        The converter knows works in PubMed Central only; the others are missing in the answer.

        Args:
            ids: DOIs, PubMed and PubMed Central numbers; a DOI with a comma cannot be asked for.

        Raises:
            FetchFailedError: a request came to nothing.
        """
        found: dict[str, Identifiers] = {}
        for kind, wanted in _by_kind(ids).items():
            for batch in _batches(wanted):
                params = {"ids": ",".join(batch), "idtype": kind, "format": "json"}
                try:
                    answered = self._fetch.get(self._idconv, params, idconv.read)
                except NotFoundError:
                    continue
                for known in answered:
                    asked = {known.doi, known.pmid, known.pmcid}.intersection(batch)
                    found |= {text: known for text in asked if text}
        return {text: found[same] for text in ids if (same := _normal(text)[1]) in found}


def read_articles(body: bytes) -> tuple[PublishedWork, ...]:
    """Return the works that efetch or esummary sent.

    Raises:
        FetchFailedError: the reply is an error or no description of works.
    """
    found = _read(body)
    if isinstance(found, Search):
        raise BadReplyError(f"{LABEL} answered with the result of a search instead of works")
    return found


def read_search(body: bytes) -> Search:
    """Return what esearch found.

    Raises:
        FetchFailedError: the reply is an error or no answer to a search.
    """
    found = _read(body)
    if not isinstance(found, Search):
        raise BadReplyError(f"{LABEL} answered with works instead of the result of a search")
    return found


def read_any(body: bytes) -> tuple[PublishedWork, ...]:
    """Return the works that a reply describes or, as a search does, names by number alone.

    Raises:
        FetchFailedError: the reply is an error or does neither.
    """
    found = _read(body)
    if isinstance(found, Search):
        return tuple(PublishedWork(pmid=number) for number in found.numbers)
    return found


def _read(body: bytes) -> tuple[PublishedWork, ...] | Search:
    with understanding(LABEL):
        if is_xml(body):
            return _read_xml(parse_xml(LABEL, body))
        return _read_json(Node(parse_json(LABEL, body)))


def _read_xml(root: Element) -> tuple[PublishedWork, ...] | Search:
    name = local(root.tag)
    errors = [part for part in (root, *root) if local(part.tag).upper() == "ERROR"]
    if errors and len(root) == len(errors) - (root in errors):
        _refuse(joined(errors[0]))
    if name == "eSearchResult":
        return search_in(node_of(root))
    if name in SETS or name in WORKS:
        return tuple(articles(root))
    if name in ("eSummaryResult", "DocumentSummarySet", "DocSum", "DocumentSummary"):
        return tuple(summaries_of_xml(root))
    raise BadReplyError(f"{LABEL} answered with {shown(name)[2:] or 'XML'} instead of works")


def _read_json(reply: Node) -> tuple[PublishedWork, ...] | Search:
    result, searched = reply.at("result"), reply.at("esearchresult")
    said = [part.at(name).text for part in (reply, searched) for name in ("error", "ERROR")]
    reason = next((text for text in (*said, reply.at("esummaryresult").text) if text), None)
    if reason:
        _refuse(reason)
    if reply.has("esearchresult"):
        return search_in(searched)
    if result.has("uids"):
        return tuple(summaries_of_json(result))
    raise BadReplyError(f"{LABEL} sent JSON that describes no work")


def _refuse(reason: str) -> None:
    said, lower = shown(reason), reason.lower()
    if "rate limit" in lower or "too many requests" in lower:
        raise RateLimitedError(f"{LABEL} got too many requests")
    if any(word in lower for word in _TROUBLE):
        raise UnreachableError(f"{LABEL} reports trouble of its own{said}")
    raise RefusedError(f"{LABEL} does not accept the request{said}")


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    known = list(dict.fromkeys(ids))
    for start in range(0, len(known), BATCH):
        yield known[start : start + BATCH]


def _by_kind(ids: Iterable[str]) -> dict[str, list[str]]:
    """Return ids in normal form, sorted into the kinds of which one request takes only one."""
    found: dict[str, list[str]] = {}
    for text in ids:
        kind, normal = _normal(text)
        if normal and "," not in normal:
            found.setdefault(kind, []).append(normal)
    return found


def _normal(text: str) -> tuple[str, str | None]:
    if doi := doi_in(text):
        return "doi", doi
    if pmcid := pmcid_in(text):
        return "pmcid", pmcid
    return "pmid", pmid_in(text)
