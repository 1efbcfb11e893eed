"""The one door for any reply of a service: works, or an error that says what came instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from npcev_kb.enrich import (
    crossref,
    europepmc,
    europepmc_work,
    idconv,
    openalex,
    pubmed,
    pubmed_xml,
)
from npcev_kb.enrich.errors import (
    BadReplyError,
    FetchFailedError,
    NotFoundError,
    RateLimitedError,
    RefusedError,
    UnreachableError,
)
from npcev_kb.model.published import PublishedWork


@dataclass(frozen=True)
class _Reader:
    label: str
    read: Callable[[bytes], tuple[PublishedWork, ...]]


_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "crossref": _Reader(crossref.LABEL, crossref.read_list),
        "pubmed": _Reader(pubmed_xml.LABEL, pubmed.read_any),
        "europepmc": _Reader(europepmc_work.LABEL, europepmc.read_list),
        "idconv": _Reader(idconv.LABEL, idconv.read_works),
        "openalex": _Reader(openalex.LABEL, openalex.read_list),
    }
)
SERVICES = tuple(_READERS)
"""Services whose replies are understood."""


def read_reply(service: str, body: bytes, *, status: int | None = 200) -> tuple[PublishedWork, ...]:
    """Return the works that a reply describes, or names by their identifiers alone.

    What kind of reply it is shows in its content. None of it is trusted: a value that does not
    fit is left out, and a reply that is no answer raises one error of the family, whose message
    is one sentence for people.

    Args:
        service: one of `SERVICES`.
        body: the reply as it came.
        status: its HTTP status, None if it is not known.

    Raises:
        NotFoundError: the service does not know the work.
        RateLimitedError: it got too many requests.
        RefusedError: it did not accept the request.
        UnreachableError: it has trouble of its own.
        BadReplyError: the reply is no answer; TruncatedReplyError if it ends in the middle.
    """
    reader = _READERS.get(service)
    if reader is None:
        raise BadReplyError(f'there is no service "{service}": known are {", ".join(SERVICES)}')
    if status is None or 200 <= status < 300:
        return reader.read(body)
    try:
        reader.read(body)
    except BadReplyError:
        pass
    except FetchFailedError as error:
        raise _fitting(reader.label, status, error) from None
    raise _by_status(reader.label, status)


def _fitting(label: str, status: int, error: FetchFailedError) -> FetchFailedError:
    """Return the error that body and status tell together: the status says whose fault it is."""
    if status == 429 or status >= 500:
        return _by_status(label, status)
    if status in (404, 410) and re.search(r"(?i)\bnot.found\b", error.message):
        return _by_status(label, status)
    return error


def _by_status(label: str, status: int) -> FetchFailedError:
    if status in (404, 410):
        return NotFoundError(f"{label} does not know the work ({status})")
    if status == 429:
        return RateLimitedError(f"{label} got too many requests (429)")
    if status >= 500:
        return UnreachableError(f"{label} reports trouble of its own ({status})")
    if status >= 400:
        return RefusedError(f"{label} does not accept the request ({status})")
    return BadReplyError(f"{label} answered with status {status} instead of data")
