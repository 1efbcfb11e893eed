"""The day of the last search tells how long ago it was, by the reader's calendar."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

DATES = """<p><time datetime="2026-01-07" data-days-ago>2026-01-07</time></p>
<p><time datetime="2026-01-07">2026-01-07</time></p>"""
SCRIPT = "assets/npcev/days-ago.js"


def shown(browser: Browser, address: str, now: str, zone: str = "UTC") -> list[str]:
    """Return what a reader of some time and zone sees of a marked and of a plain date."""
    window = browser.new_context(base_url=address, timezone_id=zone)
    page = window.new_page()
    page.clock.set_fixed_time(now)
    page.goto("living/")
    page.locator(".md-content").evaluate("(content, html) => content.innerHTML = html", DATES)
    page.evaluate("source => import(source)", f"{address}{SCRIPT}")
    texts = page.locator(".md-content p").all_inner_texts()
    window.close()
    return texts


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-01-07T23:59:00Z", "2026-01-07 today"),
        ("2026-01-08T00:01:00Z", "2026-01-07 yesterday"),
        ("2026-01-09T12:00:00Z", "2026-01-07 2 days ago"),
        ("2027-01-07T12:00:00Z", "2026-01-07 365 days ago"),
        ("2026-01-06T12:00:00Z", "2026-01-07"),
    ],
)
def test_a_marked_date_says_how_many_days_ago_it_was(
    now: str, said: str, browser: Browser, address: str
) -> None:
    assert shown(browser, address, now) == [said, "2026-01-07"]


@pytest.mark.parametrize(
    ("zone", "said"),
    [("Pacific/Kiritimati", "2 days ago"), ("UTC", "yesterday"), ("Etc/GMT+12", "today")],
)
def test_the_day_is_that_of_the_reader(
    zone: str, said: str, browser: Browser, address: str
) -> None:
    now = "2026-01-08T11:00:00Z"
    assert shown(browser, address, now, zone) == [f"2026-01-07 {said}", "2026-01-07"]


def test_summer_time_takes_no_day_away(browser: Browser, address: str) -> None:
    texts = shown(browser, address, "2026-03-30T00:30:00+02:00", "Europe/Berlin")
    assert texts[0] == "2026-01-07 82 days ago"
