"""Europe PMC: its replies as published works, and the client that asks for them.

Source: Europe PMC, "RESTful Web Service" reference: search with resultType core and lite, in JSON
and XML, and the lists of citations and references.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from npcev_kb.enrich.bodies import is_xml, parse_json, parse_xml, shown, understanding
from npcev_kb.enrich.errors import BadReplyError, NotFoundError, RefusedError, UnreachableError
from npcev_kb.enrich.europepmc_work import LABEL, described_work
from npcev_kb.enrich.node import Node, node_of
from npcev_kb.model.published import PublishedWork

if TYPE_CHECKING:
    from npcev_kb.enrich.fetch import Fetcher

_PAGE = 100
_LAST_DAY = "3000-12-31"
_LISTS = (
    ("resultList", "result"),
    ("citationList", "citation"),
    ("referenceList", "reference"),
)


@dataclass(frozen=True)
class Page:
    """One page of an answer."""

    works: tuple[PublishedWork, ...]
    """The works on it."""
    next: str | None = None
    """Where the next page begins, None if there is none."""


class EuropePmc:
    """The client of Europe PMC.

    Args:
        fetch: makes the requests.
        address: base address of the service.
    """

    def __init__(self, fetch: Fetcher, address: str) -> None:
        self._fetch = fetch
        self._search = f"{address.rstrip('/')}/search"

    def work(
        self, *, doi: str | None = None, pmid: str | None = None, pmcid: str | None = None
    ) -> PublishedWork | None:
        """Return the work with these identifiers, None if Europe PMC does not know it.

        Of several works that have one of them, the one that has most of them is returned.

        Raises:
            FetchFailedError: the request came to nothing.
        """
        queries = (
            f"(EXT_ID:{pmid} AND SRC:MED)" if pmid else None,
            f"PMCID:{pmcid}" if pmcid else None,
            f'DOI:"{_quoted(doi)}"' if doi else None,
        )
        query = " OR ".join(part for part in queries if part)
        if not query:
            return None
        asked = {doi, pmid, pmcid} - {None}

        def shared(work: PublishedWork) -> int:
            return len(asked & {work.doi, work.pmid, work.pmcid})

        try:
            works = self._ask(query, "*", 25).works
        except NotFoundError:
            return None
        best = max(works, key=shared, default=None)
        return best if best and shared(best) else None

    def search(
        self, query: str, *, rows: int = 100, since: date | None = None
    ) -> tuple[PublishedWork, ...]:
        """Return works that a query finds, page by page.

        Args:
            query: in the language of Europe PMC.
            rows: how many works at most.
            since: only works that came into Europe PMC on this day or later, whenever they were
                published: what is published may come late.

        Raises:
            FetchFailedError: a request came to nothing.
        """
        if since:
            query = f"({query}) AND CREATION_DATE:[{since.isoformat()} TO {_LAST_DAY}]"
        found: list[PublishedWork] = []
        mark: str | None = "*"
        while mark and len(found) < rows:
            page = self._ask(query, mark, min(rows - len(found), _PAGE))
            found += page.works
            mark = page.next if page.works and page.next != mark else None
        return tuple(found[:rows])

    def _ask(self, query: str, mark: str, size: int) -> Page:
        params = {
            "query": query,
            "resultType": "core",
            "format": "json",
            "pageSize": str(size),
            "cursorMark": mark,
        }
        return self._fetch.get(self._search, params, read_page)


def read_page(body: bytes) -> Page:
    """Return the works of one page of an answer.

    Raises:
        NotFoundError: Europe PMC does not know what was asked for.
        RefusedError: it did not accept the request.
        UnreachableError: it has trouble of its own.
        BadReplyError: the reply is something else.
    """
    with understanding(LABEL):
        if is_xml(body):
            return _page(node_of(parse_xml(LABEL, body)))
        return _page(Node(parse_json(LABEL, body)))


def read_list(body: bytes) -> tuple[PublishedWork, ...]:
    """Return the works of one page of an answer.

    Raises:
        FetchFailedError: as `read_page`.
    """
    return read_page(body).works


def _page(reply: Node) -> Page:
    _refuse_errors(reply)
    for outer, inner in _LISTS:
        if reply.has(outer):
            parts = list(reply.each(outer, inner))
            works = tuple(work for part in parts if (work := described_work(part)))
            if parts and not works:
                break
            return Page(works, reply.at("nextCursorMark").text)
    if reply.at("hitCount").number == 0:
        return Page(())
    single = described_work(reply.at("result") if reply.has("result") else reply)
    if single:
        return Page((single,))
    raise BadReplyError(f"{LABEL} sent something that describes no work")


def _refuse_errors(reply: Node) -> None:
    reason = reply.at("errMsg").text or reply.at("errorMessage").text or reply.at("error").text
    if not (reason or reply.has("errCode")):
        return
    said, status = shown(reason or ""), reply.at("errCode").number or 400
    if status == 404:
        raise NotFoundError(f"{LABEL} does not know the work")
    if status >= 500:
        raise UnreachableError(f"{LABEL} reports trouble of its own{said}")
    raise RefusedError(f"{LABEL} does not accept the request{said}")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
