"""The ID converter of PubMed Central: the DOI, PubMed and PMC numbers of one work.

Source: NCBI, "PMC ID Converter API", in the form of version 1.0 and of its successor, as JSON and
as XML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from npcev_kb.enrich import described
from npcev_kb.enrich.bodies import is_xml, parse_json, parse_xml, shown, understanding
from npcev_kb.enrich.errors import BadReplyError, RateLimitedError, RefusedError
from npcev_kb.enrich.node import Node, node_of
from npcev_kb.model.published import PublishedWork

LABEL = "The ID converter of PubMed Central"


@dataclass(frozen=True)
class Identifiers:
    """What one work is called."""

    doi: str | None = None
    """DOI in normal form."""
    pmid: str | None = None
    """PubMed number."""
    pmcid: str | None = None
    """PubMed Central number; None while the work is not to be read there."""


def read(body: bytes) -> tuple[Identifiers, ...]:
    """Return the works that the converter knows; those it does not know are left out.

    Raises:
        RefusedError: it did not accept the request.
        RateLimitedError: it got too many requests.
        BadReplyError: the reply is something else.
    """
    with understanding(LABEL):
        if is_xml(body):
            return tuple(_known(node_of(parse_xml(LABEL, body)), "record"))
        return tuple(_known(Node(parse_json(LABEL, body)), "records"))


def read_works(body: bytes) -> tuple[PublishedWork, ...]:
    """Return the same as works of which nothing but identifiers is known.

    Raises:
        FetchFailedError: as `read`.
    """
    return tuple(
        PublishedWork(doi=known.doi, pmid=known.pmid, pmcid=known.pmcid) for known in read(body)
    )


def _known(reply: Node, name: str) -> Iterator[Identifiers]:
    if reply.has(name):
        yield from (known for part in reply.each(name) if (known := _identifiers(part)))
        return
    reasons = [reply.at(part).text for part in ("message", "error", "errmsg", "detail")]
    reason = next((unquote(text) for text in reasons if text), "")
    if "rate limit" in reason.lower() or "too many" in reason.lower():
        raise RateLimitedError(f"{LABEL} got too many requests")
    if reason or reply.at("status").text == "error":
        raise RefusedError(f"{LABEL} does not accept the request{shown(reason)}")
    raise BadReplyError(f"{LABEL} sent something that names no work")


def _identifiers(found: Node) -> Identifiers | None:
    """Return the identifiers of a record; one with an error repeats only what was asked."""
    if found.at("status").text == "error" or found.at("errmsg").text:
        return None
    known = Identifiers(
        doi=described.doi(found.at("doi").text),
        pmid=described.pmid(found.at("pmid").text),
        pmcid=None if found.at("live").truth is False else described.pmcid(found.at("pmcid").text),
    )
    return known if known != Identifiers() else None
