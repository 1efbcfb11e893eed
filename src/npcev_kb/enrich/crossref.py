"""Crossref: its replies as published works, and the client that asks for them.

Source: Crossref REST API documentation, works/{doi} and works?query.bibliographic, with the form of
2016 (which has no updates and no relations) understood as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

from npcev_kb.enrich import described, events
from npcev_kb.enrich.bodies import parse_json, shown, the_one, understanding
from npcev_kb.enrich.errors import (
    BadReplyError,
    NotFoundError,
    RateLimitedError,
    RefusedError,
    UnreachableError,
)
from npcev_kb.enrich.markup import abstract, one_line
from npcev_kb.enrich.node import Node
from npcev_kb.model.published import Author, Notice, PublishedWork
from npcev_kb.model.vocabulary import SourceEventKind

if TYPE_CHECKING:
    from npcev_kb.enrich.fetch import Fetcher

LABEL = "Crossref"
_DATES = (
    "published-print", "published-online", "published-other", "posted", "issued", "published",
)  # fmt: skip
_LICENCES = ("vor", "unspecified", "am")
_RELATIONS = {
    "is-preprint-of": SourceEventKind.PREPRINT_OF,
    "has-preprint": SourceEventKind.VERSION_OF_RECORD,
}


class Crossref:
    """The client of Crossref.

    Args:
        fetch: makes the requests.
        address: base address of the service.
    """

    def __init__(self, fetch: Fetcher, address: str) -> None:
        self._fetch = fetch
        self._works = f"{address.rstrip('/')}/works"

    def work(self, doi: str) -> PublishedWork | None:
        """Return the work of a DOI, None if Crossref does not know it.

        Raises:
            FetchFailedError: the request came to nothing.
        """
        try:
            return self._fetch.get(f"{self._works}/{quote(doi, safe='')}", {}, read_work)
        except NotFoundError:
            return None

    def search(
        self, words: str, *, rows: int = 20, since: date | None = None
    ) -> tuple[PublishedWork, ...]:
        """Return works that fit some words: those of a title, of names, of a journal.

        Args:
            words: what to look for.
            rows: how many works at most.
            since: only works whose DOI was registered on this day or later. Not the day of
                publication, which may lie before the last search of a work registered since;
                and not that of indexing, which changes whenever Crossref touches an old entry.

        Raises:
            FetchFailedError: the request came to nothing.
        """
        params = {"query.bibliographic": words, "rows": str(rows)}
        if since:
            params["filter"] = f"from-created-date:{since.isoformat()}"
        return self._fetch.get(self._works, params, read_list)[:rows]


def read_work(body: bytes) -> PublishedWork:
    """Return the one work that a reply describes.

    Raises:
        FetchFailedError: the reply is an error, or no description of one work.
    """
    return the_one(LABEL, read_list(body))


def read_list(body: bytes) -> tuple[PublishedWork, ...]:
    """Return the works that a reply describes: a list, or one.

    Raises:
        NotFoundError: Crossref does not know the work.
        RefusedError: it did not accept the request.
        RateLimitedError: it got too many requests.
        UnreachableError: it has trouble of its own.
        BadReplyError: the reply is something else.
    """
    said = one_line(body[:200].decode(errors="replace")).strip('"').rstrip(".").lower()
    if said == "resource not found":
        raise NotFoundError(f"{LABEL} does not know the work")
    if said.startswith(("too many requests", "rate limit")):
        raise RateLimitedError(f"{LABEL} got too many requests")
    with understanding(LABEL):
        return tuple(_works(Node(parse_json(LABEL, body))))


def _works(reply: Node) -> Iterator[PublishedWork]:
    _refuse_errors(reply)
    kind = reply.at("message-type").text
    if kind and kind not in ("work", "work-list"):
        raise BadReplyError(f"{LABEL} answered with {one_line(kind)[:80]} instead of works")
    message = reply.at("message") if reply.has("message") else reply
    is_list = message.has("items")
    parts = list(message.each("items") if is_list else message.each())
    works = [work for part in parts if (work := _work(part))]
    if not works and (parts or not is_list):
        raise BadReplyError(f"{LABEL} sent JSON that describes no work")
    yield from works


def _refuse_errors(reply: Node) -> None:
    status, kind = reply.at("status").text, reply.at("message-type").text or ""
    if status in (None, "ok") and kind not in ("exception", "validation-failure"):
        return
    parts = reply.each("message")
    reasons = [part.at("message").text or part.text for part in parts]
    said = shown("; ".join(reason for reason in reasons if reason))
    if kind != "route-not-found" and (status == "error" or kind == "exception"):
        raise UnreachableError(f"{LABEL} reports trouble of its own{said}")
    raise RefusedError(f"{LABEL} does not accept the request{said}")


def _work(found: Node) -> PublishedWork | None:
    doi = described.doi(found.at("DOI").text)
    title = next(
        (text for part in found.each("title") if (text := described.line(part.text))), None
    )
    if not (doi or title):
        return None
    notices = tuple(_updates(found, "update-to"))
    own = [notice for notice in notices if doi and notice.doi == doi]
    notice_of = tuple(notice for notice in notices if notice not in own)
    happened = list(_updates(found, "updated-by"))
    known = {event.found for event in happened}
    happened += [notice for notice in own if notice.found not in known]
    told = events.with_retraction(happened, title=None if notice_of else title)
    return PublishedWork(
        title=title,
        authors=described.all_of(_author(part) for part in found.each("author")),
        journal=_journal(found),
        published=_published(found),
        volume=described.line(found.at("volume").text),
        issue=described.line(found.at("issue").text),
        pages=described.line(found.at("page").text or found.at("article-number").text),
        doi=doi,
        kinds=described.lines([found.at("type").text, found.at("subtype").text]),
        licence=_licence(found),
        references=described.count(
            found.at("reference-count").number
            if found.has("reference-count")
            else found.at("references-count").number
        ),
        address=None if doi else described.address(found.at("URL").text),
        events=(*told, *_relations(found)),
        notice_of=notice_of,
        abstract=abstract(found.at("abstract").text),
    )


def _author(found: Node) -> Author | None:
    given, family = found.at("given").text, found.at("family").text
    orcid, name = found.at("ORCID").text, found.at("name").text
    if name and not family:
        return described.group(name)
    if isinstance(found.value, str) or (not family and found.has("literal")):
        return described.whole_name(found.at("literal").text or found.text, orcid)
    return described.person(family, given, found.at("suffix").text, orcid)


def _journal(found: Node) -> str | None:
    """Return the journal or book; a preprint without one stands in its server."""
    names = [part.text for part in found.each("container-title")]
    if found.at("type").text == "posted-content":
        names += [part.at("name").text for part in found.each("institution")]
    return next((name for text in names if (name := described.line(text))), None)


def _published(found: Node) -> str | None:
    days = [_day(found.at(name)) for name in _DATES]
    return described.earliest(days) or _day(found.at("approved"))


def _day(found: Node) -> str | None:
    """Return the day of a date, which may lack its parts, or hold null for the year."""
    parts = next(found.each("date-parts"), Node())
    numbers = parts.value if isinstance(parts.value, list) else [parts.value]
    year, month, of_month = [*(Node(part).number for part in numbers[:3]), None, None, None][:3]
    return described.day(year, month, of_month)


def _licence(found: Node) -> str | None:
    """Return the licence of the published version; one for text mining alone is none."""
    by_version = {
        part.at("content-version").text or "unspecified": part.at("URL").text
        for part in reversed(list(found.each("license")))
    }
    known = [described.line(by_version.get(version)) for version in _LICENCES]
    return next((licence for licence in known if licence), None)


def _updates(found: Node, name: str) -> Iterator[Notice]:
    for part in found.each(name):
        kind = events.OF_CROSSREF.get((part.at("type").text or "").lower().replace("-", "_"))
        if kind:
            yield Notice(
                found=kind,
                day=_day(part.at("updated")),
                source=events.source_of(part.at("source").text, LABEL),
                doi=described.doi(part.at("DOI").text),
                cited=described.line(part.at("label").text),
            )


def _relations(found: Node) -> Iterator[Notice]:
    for name, kind in _RELATIONS.items():
        for part in found.each("relation", name):
            doi = described.doi(part.at("id").text)
            cited = None if doi else described.line(part.at("id").text)
            if doi or cited:
                yield Notice(found=kind, source=LABEL, doi=doi, cited=cited)
