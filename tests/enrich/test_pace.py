"""Requests are spread as services document it and as their replies tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npcev_kb.enrich.pace import Pace
from replay import Watch


def pace(watch: Watch | None = None) -> Pace:
    watch = watch or Watch()
    return Pace(sleep=watch.sleep, clock=watch.clock)


@pytest.mark.parametrize(
    ("lane", "a_second"),
    [
        ("eutils", 3),
        ("eutils with key", 10),
        ("idconv", 3),
        ("crossref", 3),
        ("europepmc", 5),
        ("openalex", 5),
        ("cdn.example", 1),
    ],
)
def test_until_a_reply_tells_more_each_service_is_asked_as_documented(
    lane: str, a_second: int
) -> None:
    assert pace().spacing(lane) == pytest.approx(1 / a_second)


def test_requests_of_one_lane_start_at_even_distances() -> None:
    watch = Watch()
    even = pace(watch)
    starts = []
    for _ in range(4):
        even.wait("europepmc")
        starts.append(round(watch.time, 3))
    assert starts == [1000.0, 1000.2, 1000.4, 1000.6]
    assert watch.slept == [0.2, 0.2, 0.2]


def test_time_that_an_answer_took_is_not_waited_again() -> None:
    watch = Watch()
    even = pace(watch)
    even.wait("europepmc")
    watch.time += 0.15
    even.wait("europepmc")
    watch.time += 7.0
    even.wait("europepmc")
    assert watch.slept == [0.05]


def test_lanes_do_not_wait_for_one_another() -> None:
    watch = Watch()
    even = pace(watch)
    for lane in ("crossref", "crossref lists", "eutils", "idconv", "europepmc", "openalex"):
        even.wait(lane)
    assert watch.slept == []


def test_the_limit_of_the_last_reply_holds_from_the_next_request_on() -> None:
    watch = Watch()
    even = pace(watch)
    even.wait("crossref")
    even.heed("crossref", {"X-Rate-Limit-Limit": "10", "X-Rate-Limit-Interval": "1s"})
    even.wait("crossref")
    even.heed("crossref", {"x-rate-limit-limit": "2", "x-rate-limit-interval": "1m"})
    even.wait("crossref")
    assert watch.slept == [0.1, 30.0]
    assert even.spacing("crossref lists") == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("limit", "interval"),
    [
        ("0", "1s"),
        ("-1", "1s"),
        ("abc", "1s"),
        ("1e99", "1s"),
        ("nan", "1s"),
        ("9" * 5000, "1s"),
        ("", "1s"),
        ("²", "1s"),
        ("10", "0s"),
        ("10", "-1s"),
        ("10", "1e99s"),
        ("10", "1 fortnight"),
        ("10", ""),
        ("1", "24h"),
        ("1", "61s"),
    ],
)
def test_a_limit_that_cannot_be_meant_is_ignored(limit: str, interval: str) -> None:
    even = pace()
    even.heed("crossref", {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval})
    assert even.spacing("crossref") == pytest.approx(1 / 3)


def test_a_limit_without_its_interval_says_nothing() -> None:
    even = pace()
    even.heed("crossref", {"x-rate-limit-limit": "10"})
    even.heed("openalex", {"x-ratelimit-limit": "1000"})
    assert even.spacing("crossref") == pytest.approx(1 / 3)
    assert even.spacing("openalex") == pytest.approx(1 / 5)


def test_a_key_that_ncbi_does_not_count_slows_us_down_and_no_reply_of_it_speeds_us_up() -> None:
    even = pace()
    even.heed("eutils with key", {"X-RateLimit-Limit": "3"})
    even.heed("eutils", {"X-RateLimit-Limit": "1000"})
    assert even.spacing("eutils with key") == pytest.approx(1 / 3)
    assert even.spacing("eutils") == pytest.approx(1 / 3)
    even.heed("eutils with key", {"X-RateLimit-Limit": "10"})
    assert even.spacing("eutils with key") == pytest.approx(1 / 10)


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_whatever_headers_say_the_distance_stays_between_a_fiftieth_and_sixty_seconds(
    limit: str, interval: str, other: str
) -> None:
    even = pace()
    told = {
        "x-rate-limit-limit": limit,
        "x-rate-limit-interval": interval,
        "x-ratelimit-limit": other,
    }
    even.heed("eutils", told)
    assert 0.02 <= even.spacing("eutils") <= 60


@given(st.integers(1, 999_999), st.integers(1, 999_999), st.sampled_from(["ms", "s", "m", "h", ""]))
def test_limits_in_the_documented_form_stay_between_these_bounds_too(
    limit: int, interval: int, unit: str
) -> None:
    even = pace()
    told = {"x-rate-limit-limit": f"{limit}", "x-rate-limit-interval": f"{interval}{unit}"}
    even.heed("crossref", told)
    assert 0.02 <= even.spacing("crossref") <= 60
