"""The one way to a service: polite GET requests, repeated with patience, that tell no key."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Generic, Self, TypeVar
from urllib.parse import urljoin, urlsplit

import requests
import tenacity

from npcev_kb import __version__
from npcev_kb.enrich.access import Access
from npcev_kb.enrich.errors import (
    BadReplyError,
    FetchFailedError,
    RateLimitedError,
    TruncatedReplyError,
)
from npcev_kb.enrich.limited import read_body, read_words
from npcev_kb.enrich.manners import Manners, origin
from npcev_kb.enrich.pace import Pace
from npcev_kb.enrich.setbacks import FAULTS, Setback, of_fault, of_status, shown

T = TypeVar("T")


@dataclass(frozen=True)
class Limits:
    """How long and how much: the defaults are for real services, tests take smaller ones."""

    connect: float = 10.0
    """Seconds until a connection stands."""
    read: float = 30.0
    """Seconds between two pieces of an answer."""
    total: float = 120.0
    """Seconds for one whole answer."""
    size: int = 20_000_000
    """Bytes of one answer, as sent and unpacked."""
    tries: int = 5
    """How often one thing is asked for."""
    longest_pause: float = 60.0
    """Seconds of the longest pause of our own making."""
    redirects: int = 5
    """How often an answer may send elsewhere."""


@dataclass(frozen=True)
class _Read(Generic[T]):
    value: T


class Fetcher:
    """Asks services as they wish to be asked. One request at a time: it is not for threads.

    Proxies, certificates and netrc are those that requests finds in the environment.

    Args:
        access: who we are, and where the services are.
        sleep: waits for seconds.
        clock: tells seconds that only grow.
        chance: makes pauses uneven, so that many clients do not come back at once.
        now: tells the time, for a Retry-After that is a date.
        limits: how long and how much.
    """

    def __init__(
        self,
        access: Access,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: random.Random | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(tz=UTC),
        limits: Limits = Limits(),
    ) -> None:
        self._manners = Manners(access)
        self._clock = clock
        self._chance = chance or random.Random()
        self._now = now
        self._limits = limits
        self._pace = Pace(sleep=sleep, clock=clock)
        self._session = _session(f"npcev-kb/{__version__} ({access.tool}; mailto:{access.contact})")
        self._retrying = tenacity.Retrying(
            sleep=sleep,
            stop=tenacity.stop_after_attempt(limits.tries),
            wait=self._pause,
            retry=tenacity.retry_if_result(lambda said: isinstance(said, Setback) and said.again),
            retry_error_callback=lambda state: state.outcome and state.outcome.result(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that were kept open."""
        self._session.close()

    def get(self, url: str, params: Mapping[str, str], read: Callable[[bytes], T]) -> T:
        """Return what `read` makes of the answer to one GET request.

        Asks again, with growing pauses, after 429, 5xx, a timeout, a closed connection and an
        answer that ends in the middle; after nothing else.

        Args:
            url: address, without what introduces us: that is added here.
            params: query of the address.
            read: turns the body into a value; raises one of the family, of which
                TruncatedReplyError and RateLimitedError make us ask again.

        Raises:
            FetchFailedError: one of its family; the message holds no key.
        """
        said: _Read[T] | Setback = self._retrying(self._once, url, params, read)
        if isinstance(said, Setback):
            # Built anew and raised outside of any except: no chain leads back to the request.
            asked = f" (asked {self._limits.tries} times)" if said.again else ""
            raise type(said.error)(self._manners.without_keys(said.error.message + asked))
        return said.value

    def _once(
        self, url: str, params: Mapping[str, str], read: Callable[[bytes], T]
    ) -> _Read[T] | Setback:
        """Ask once; what goes wrong is returned, so that exceptions do not chain."""
        try:
            body = self._follow(url, params)
        except Setback as setback:
            return setback
        try:
            return _Read(read(body))
        except (TruncatedReplyError, RateLimitedError) as error:
            return Setback(error, again=True)
        except FetchFailedError as error:
            return Setback(error)

    def _follow(self, url: str, params: Mapping[str, str]) -> bytes:
        """Return the body at an address or at the one that it sends us to."""
        service = self._manners.service(url)
        label = self._manners.label(url, service)
        query = {**params, **self._manners.introduction(service)}
        for _ in range(self._limits.redirects + 1):
            said = self._ask(url, query, service, label)
            if isinstance(said, bytes):
                return said
            url, query = said, {}
        raise Setback(BadReplyError(f"{label} sends from one address to the next without end"))

    def _ask(self, url: str, query: Mapping[str, str], service: str, label: str) -> bytes | str:
        """Return the body, or the address that the answer sends us to."""
        lane = self._manners.lane(url, service)
        self._pace.wait(lane)
        limits, start = self._limits, self._clock()

        def in_time() -> bool:
            return self._clock() - start <= limits.total

        try:
            with self._session.get(
                url,
                params=query,
                headers=self._manners.token(url, service),
                timeout=(limits.connect, limits.read),
                stream=True,
                allow_redirects=False,
            ) as reply:
                self._pace.heed(lane, reply.headers)
                if reply.is_redirect:
                    return self._goal(url, reply.headers["Location"], label)
                status, headers = reply.status_code, reply.headers
                if 200 <= status < 300:
                    return read_body(reply, label, largest=limits.size, in_time=in_time)
                words = read_words(reply, label, in_time=in_time)
        except FAULTS as fault:
            raise of_fault(fault, label, limits.read) from None
        raise of_status(status, headers, words, (label, shown(url)), self._now())

    def _goal(self, url: str, location: str, label: str) -> str:
        """Return the address that a redirect leads to, if it may be followed."""
        goal = urljoin(url, location)
        if urlsplit(goal).scheme not in ("http", "https") or not urlsplit(goal).hostname:
            raise Setback(BadReplyError(f"{label} sends to an address that is not http or https"))
        if origin(goal) != origin(url) and self._manners.without_keys(goal) != goal:
            raise Setback(BadReplyError(f"{label} sends to another host, and our key with us"))
        return goal

    def _pause(self, state: tenacity.RetryCallState) -> float:
        """Return the seconds until the next try: what the service asks, else a random pause."""
        said = state.outcome.result() if state.outcome else None
        if isinstance(said, Setback) and said.wait is not None:
            return said.wait
        longest = min(self._limits.longest_pause, 2.0**state.attempt_number)
        return self._chance.uniform(0.0, longest)


def _session(agent: str) -> requests.Session:
    """Return a session that says who asks, takes gzip only and keeps no cookies."""
    session = requests.Session()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update(
        {
            "User-Agent": agent,
            "Accept": "application/json, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }
    )
    return session
