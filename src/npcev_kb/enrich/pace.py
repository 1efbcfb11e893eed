"""How often a service is asked: what it documents, and what its replies say.

Requests are spread evenly and sent one at a time, so limits on concurrent requests are met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

PER_SECOND: Mapping[str, int] = MappingProxyType(
    {
        "crossref": 3,
        "crossref lists": 3,
        "eutils": 3,
        "eutils with key": 10,
        "idconv": 3,
        "europepmc": 5,
        "openalex": 5,
    }
)
"""Requests a second until a reply says otherwise.

Sources: NCBI documents 3 a second without and 10 with a key for its E-utilities ("A General
Introduction to the E-utilities"); for the ID converter it names no number, so the lower is taken.
Crossref tells its limit in each reply ("Access and authentication"), so only the first requests
go by ours; work by work and lists have limits of their own. OpenAlex documents 10 a second
("Rate limits and authentication"), and Europe PMC's developers named 10 a second and 500 a minute
on their forum in February 2026: we take half.
"""
OTHERS = 1
"""Requests a second to a host of which nothing is known, such as the goal of a redirect."""
_SLOWEST = 60.0
_QUICKEST = 0.02
_LIMIT = re.compile(r"[0-9]{1,6}")
_INTERVAL = re.compile(r"([0-9]{1,6})\s*(ms|s|m|h)?")
_SECONDS = {"ms": 0.001, "s": 1.0, None: 1.0, "m": 60.0, "h": 3600.0}


class Pace:
    """Lets requests of each lane start at even distances.

    A lane is what has a limit of its own: a service, or one kind of its addresses.

    Args:
        sleep: waits for seconds.
        clock: tells seconds that only grow.
    """

    def __init__(self, *, sleep: Callable[[float], None], clock: Callable[[], float]) -> None:
        self._sleep = sleep
        self._clock = clock
        self._last: dict[str, float] = {}
        self._told: dict[str, float] = {}

    def spacing(self, lane: str) -> float:
        """Return how many seconds lie between the starts of two requests."""
        return self._told.get(lane, 1 / PER_SECOND.get(lane, OTHERS))

    def wait(self, lane: str) -> None:
        """Wait until the next request of a lane may start."""
        now = self._clock()
        due = self._last[lane] + self.spacing(lane) if lane in self._last else now
        if due > now:
            self._sleep(due - now)
        self._last[lane] = max(due, now)

    def heed(self, lane: str, headers: Mapping[str, str]) -> None:
        """Take over the limit that a reply tells; a limit that cannot be meant is ignored.

        Args:
            lane: the lane of the request.
            headers: those of the reply, under names in any case: `x-rate-limit-limit` requests in
                `x-rate-limit-interval`, as Crossref documents them. Of `x-ratelimit-limit`, which
                NCBI sends, only E-utilities are known to mean requests a second, and they can but
                slow us down: a key that NCBI does not count tells 3.
        """
        told = {name.lower(): value.strip() for name, value in headers.items()}
        limit = _LIMIT.fullmatch(told.get("x-rate-limit-limit", ""))
        interval = _INTERVAL.fullmatch(told.get("x-rate-limit-interval", ""))
        if limit and interval:
            self._adapt(lane, int(interval[1]) * _SECONDS[interval[2]], int(limit[0]))
        count = _LIMIT.fullmatch(told.get("x-ratelimit-limit", ""))
        if count and lane.startswith("eutils"):
            self._adapt(lane, 1.0, min(int(count[0]), PER_SECOND[lane]))

    def _adapt(self, lane: str, seconds: float, limit: int) -> None:
        if limit and 0 < seconds / limit <= _SLOWEST:
            self._told[lane] = max(seconds / limit, _QUICKEST)
