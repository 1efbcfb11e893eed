"""One try that came to nothing: what it means, and whether and when asking again may help."""

from __future__ import annotations

import http.client
import json
import re
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

import requests
import urllib3

from npcev_kb.enrich.errors import (
    BadReplyError,
    FetchFailedError,
    NotFoundError,
    RateLimitedError,
    RefusedError,
    UnreachableError,
)
from npcev_kb.model.published import tidy

FAULTS = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
)
"""All that sending a request and reading its answer can raise, whatever comes back."""
LONGEST_WAIT = 300.0
"""Seconds that we wait because a service asks for it; if it asks for more, we give up."""
_NOT_CONNECTED = (
    urllib3.exceptions.NewConnectionError,
    urllib3.exceptions.ProxyError,
    ConnectionRefusedError,
)
_NO_HTTP = (http.client.BadStatusLine, http.client.LineTooLong, urllib3.exceptions.InvalidHeader)
_CUT_SHORT = (
    requests.ConnectionError,
    urllib3.exceptions.ProtocolError,
    http.client.HTTPException,
    ConnectionError,
    ssl.SSLError,
)
_SAYING = ("message", "error", "description", "detail", "errMsg", "title")
_MARKUP = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^<>]*>")
_SHORT = 200
_AGES = 1e9


class Setback(Exception):
    """One try that came to nothing. It never leaves this room: `error` does.

    Args:
        error: what it means.
        again: whether asking again may help.
        wait: seconds that the service asks us to wait.
    """

    def __init__(
        self, error: FetchFailedError, *, again: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(error.message)
        self.error = error
        self.again = again
        self.wait = wait


def of_fault(fault: BaseException, label: str, seconds: float) -> Setback:
    """Return what one of `FAULTS` means, in our own words: theirs may hold addresses with keys.

    Args:
        fault: what was raised.
        label: name of the service.
        seconds: how long an answer was waited for.
    """
    causes = tuple(_causes(fault))

    def among(kinds: type[BaseException] | tuple[type[BaseException], ...]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if among(ssl.SSLCertVerificationError):
        hint = "REQUESTS_CA_BUNDLE can name a file of further ones"
        return Setback(UnreachableError(f"the certificate of {label} is not trusted; {hint}"))
    if among(_NOT_CONNECTED):
        hint = "is there a network, and are the proxies right?"
        return Setback(UnreachableError(f"there is no connection to {label}; {hint}"))
    if among((requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)):
        said = f"{label} did not answer within {seconds:g} seconds"
        return Setback(UnreachableError(said), again=True)
    if among(_NO_HTTP) and not among(http.client.RemoteDisconnected):
        return Setback(BadReplyError(f"{label} answered with something that is not HTTP"))
    if among(_CUT_SHORT):
        said = f"{label} closed the connection before its answer was whole"
        return Setback(UnreachableError(said), again=True)
    said = f"the request to {label} could not be sent; are proxies and certificates set right?"
    return Setback(UnreachableError(said))


def of_status(
    status: int, headers: Mapping[str, str], body: bytes, place: tuple[str, str], now: datetime
) -> Setback:
    """Return what a status that is no success means.

    Args:
        status: the status.
        headers: headers of the reply.
        body: the reply, or its beginning.
        place: name of the service, and the address as `shown` makes it.
        now: the time, for a Retry-After that is a date.
    """
    label, address = place
    words = saying(body)
    said = f"({status}) for {address}" + (f": {words}" if words else "")
    if status in (404, 410):
        return Setback(NotFoundError(f"{label} knows nothing {said}"))
    if status == 429 or status == 408 or status >= 500:
        wait = retry_after(headers.get("Retry-After", ""), now)
        patient = wait is None or wait <= LONGEST_WAIT
        if wait is not None and not patient:
            then = now.astimezone(UTC) + timedelta(seconds=wait)
            said += f"; it asks to come back after {then:%Y-%m-%d %H:%M} UTC"
        if status == 429:
            limited = RateLimitedError(f"{label} got too many requests {said}")
            return Setback(limited, again=patient, wait=wait)
        down = UnreachableError(f"{label} cannot answer now {said}")
        return Setback(down, again=patient, wait=wait)
    if 300 <= status < 400:
        return Setback(BadReplyError(f"{label} sends elsewhere without saying where {said}"))
    return Setback(RefusedError(f"{label} refuses the request {said}"))


def retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After asks for, None if it asks for nothing usable.

    Args:
        value: the header: seconds or an HTTP date.
        now: the time.
    """
    value = value.strip()
    if re.fullmatch("[0-9]+", value):
        return float(value if len(value) < 10 else _AGES) or None
    try:
        then = parsedate_to_datetime(value)
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        seconds = (then - now).total_seconds()
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return min(seconds, _AGES) if seconds > 0 else None


def saying(body: bytes) -> str:
    """Return what a service says in a reply that is no answer: one short line, "" for nothing."""
    text = body.decode("utf-8", errors="replace")
    try:
        text = _message_in(json.loads(text)) or ""
    except (ValueError, RecursionError):
        text = _MARKUP.sub(" ", text)
    words = tidy(unquote(text) if "%20" in text else text)
    return words if len(words) <= _SHORT else words[: _SHORT - 3] + "..."


def shown(url: str) -> str:
    """Return an address as it may be shown: without query, user and password, and cut."""
    try:
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    except ValueError:
        return "an address that is none"
    short = tidy(place)
    return short if len(short) <= _SHORT else short[: _SHORT - 3] + "..."


def _message_in(value: object, depth: int = 0) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and depth < 4:
        return _message_in(value[0], depth + 1)
    if isinstance(value, dict) and depth < 4:
        found = (_message_in(value[name], depth + 1) for name in _SAYING if name in value)
        return next((text for text in found if text), None)
    return None


def _causes(fault: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those that it wraps, in the ways of requests and urllib3."""
    waiting, seen = [fault], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        wrapped = (*one.args, getattr(one, "reason", None), one.__cause__, one.__context__)
        waiting += [each for each in wrapped if isinstance(each, BaseException)]
