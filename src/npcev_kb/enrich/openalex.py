"""OpenAlex: its replies as published works, and the client that asks for them.

Source: OpenAlex documentation, Work object; the older form with `host_venue` is understood too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from npcev_kb.enrich import described, events
from npcev_kb.enrich.bodies import parse_json, shown, the_one, understanding
from npcev_kb.enrich.errors import BadReplyError, NotFoundError, RateLimitedError, RefusedError
from npcev_kb.enrich.node import Node
from npcev_kb.model.published import Author, PublishedWork

if TYPE_CHECKING:
    from npcev_kb.enrich.fetch import Fetcher

LABEL = "OpenAlex"
_OTHER_THING = re.compile(r"https?://openalex\.org/(?!(?:works/)?[Ww]\d)")
_PMC_ADDRESS = re.compile(r"(?i)/articles/(?:PMC)?(\d{1,9})/?$")


class OpenAlex:
    """The client of OpenAlex.

    Args:
        fetch: makes the requests.
        address: base address of the service.
    """

    def __init__(self, fetch: Fetcher, address: str) -> None:
        self._fetch = fetch
        self._works = f"{address.rstrip('/')}/works"

    def work(self, doi: str) -> PublishedWork | None:
        """Return the work of a DOI, None if OpenAlex does not know it.

        Raises:
            FetchFailedError: the request came to nothing.
        """
        try:
            return self._fetch.get(f"{self._works}/doi:{quote(doi, safe='')}", {}, read_work)
        except NotFoundError:
            return None


def read_work(body: bytes) -> PublishedWork:
    """Return the one work that a reply describes.

    Raises:
        FetchFailedError: the reply is an error, or no description of one work.
    """
    return the_one(LABEL, read_list(body))


def read_list(body: bytes) -> tuple[PublishedWork, ...]:
    """Return the works that a reply describes: a list, or one.

    Raises:
        RefusedError: OpenAlex did not accept the request.
        RateLimitedError: it got too many requests.
        BadReplyError: the reply is something else.
    """
    with understanding(LABEL):
        return tuple(_works(Node(parse_json(LABEL, body))))


def _works(reply: Node) -> Iterator[PublishedWork]:
    if reason := (reply.at("error").text or reply.at("detail").text):
        said = f"{reason} {reply.at('message').text or ''}"
        if "too many" in said.lower() or "rate limit" in said.lower():
            raise RateLimitedError(f"{LABEL} got too many requests")
        raise RefusedError(f"{LABEL} does not accept the request{shown(said)}")
    is_list = reply.has("results")
    parts = list(reply.each("results") if is_list else reply.each())
    works = [work for part in parts if (work := _work(part))]
    if not works and (parts or not is_list):
        raise BadReplyError(f"{LABEL} sent JSON that describes no work")
    yield from works


def _work(found: Node) -> PublishedWork | None:
    title = described.line(found.at("title").text) or described.line(found.at("display_name").text)
    doi = described.doi(found.at("doi").text or found.at("ids", "doi").text)
    pmid = described.pmid(found.at("ids", "pmid").text)
    if _OTHER_THING.match(found.at("id").text or "") or not (title or doi or pmid):
        return None
    first, last = (found.at("biblio", f"{end}_page").text for end in ("first", "last"))
    retracted = found.at("is_retracted").truth
    place = found.at("primary_location")
    return PublishedWork(
        title=title,
        authors=described.all_of(_author(part) for part in found.each("authorships")),
        journal=described.line(place.at("source", "display_name").text)
        or described.line(found.at("host_venue", "display_name").text),
        published=_published(found),
        volume=described.line(found.at("biblio", "volume").text),
        issue=described.line(found.at("biblio", "issue").text),
        pages=described.line(f"{first}-{last}" if first and last and first != last else first),
        doi=doi,
        pmid=pmid,
        pmcid=_pmcid(found.at("ids", "pmcid").text),
        kinds=described.lines([found.at("type").text, found.at("type_crossref").text]),
        licence=described.line(place.at("license").text),
        references=described.count(found.at("referenced_works_count").number),
        address=None if doi or pmid else described.address(place.at("landing_page_url").text),
        events=events.with_retraction((), said_by=LABEL if retracted else None, title=title),
        abstract=described.abstract_of_positions(
            (word, (part.number for part in places.each()))
            for word, places in found.at("abstract_inverted_index").named
        ),
    )


def _author(found: Node) -> Author | None:
    """Return an author: OpenAlex passes names on as they were printed, mostly in one piece."""
    name = found.at("raw_author_name").text or found.at("author", "display_name").text
    orcid = found.at("author", "orcid").text or found.at("raw_orcid").text
    family, comma, given = (name or "").partition(",")
    if comma and family.strip() and given.strip() and "," not in given:
        return described.person(family, given, orcid=orcid)
    return described.whole_name(name, orcid)


def _published(found: Node) -> str | None:
    """Return the day of publication; the first of January stands for a year of unknown day."""
    day = described.day_in(found.at("publication_date").text)
    if day is None:
        return described.day(found.at("publication_year").number)
    return day.removesuffix("-01-01")


def _pmcid(text: str | None) -> str | None:
    """Return the PubMed Central number, which OpenAlex writes without its letters."""
    found = _PMC_ADDRESS.search(text) if text and len(text) < 200 else None
    return described.pmcid(f"PMC{found[1]}") if found else described.pmcid(text)
