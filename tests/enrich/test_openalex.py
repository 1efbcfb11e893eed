"""Replies of OpenAlex become published works."""

from __future__ import annotations

import pytest

from npcev_kb.enrich.errors import BadReplyError, RateLimitedError, RefusedError
from npcev_kb.enrich.openalex import read_list, read_work
from shipped import reply, told


def test_everything_that_openalex_says_of_a_work_is_read() -> None:
    assert told(read_work(reply("openalex/work.json"))) == {
        "title": "Dim lamps of invented cells",
        "authors": [
            {"family": "Doe", "given": "Jane", "orcid": "0000-0000-0000-0001"},
            {"name": "John van Invented"},
        ],
        "journal": "Journal of Invented Results",
        "published": "2022",
        "volume": "5",
        "pages": "11-19",
        "doi": "10.5555/lamp.2022.7",
        "pmid": "99000002",
        "pmcid": "PMC9900002",
        "kinds": ["article", "journal-article"],
        "licence": "cc-by",
        "references": 12,
        "events": [{"found": "retraction", "source": "OpenAlex"}],
        "abstract": "Dim lamps are no lamps",
    }


def test_a_work_that_is_not_retracted_has_no_event() -> None:
    assert read_work(b'{"doi":"10.5555/lamp","is_retracted":false}').events == ()


def test_a_day_other_than_new_year_is_kept_and_a_year_alone_too() -> None:
    day = b'{"doi":"10.5555/lamp","publication_date":"2022-03-01"}'
    year = b'{"doi":"10.5555/lamp","publication_year":2021}'
    assert (read_work(day).published, read_work(year).published) == ("2022-03-01", "2021")


def test_positions_that_no_abstract_has_are_left_out() -> None:
    body = b'{"doi":"10.5555/lamp","abstract_inverted_index":{"a":[1e300,-4,"x"],"b":[2],"c":1}}'
    assert read_work(body).abstract == "c b"


def test_a_list_gives_its_works_and_an_empty_one_none() -> None:
    two = b'{"meta":{"count":2},"results":[{"doi":"10.5555/a"},{"title":"A lamp"}]}'
    assert [told(work) for work in read_list(two)] == [{"doi": "10.5555/a"}, {"title": "A lamp"}]
    assert read_list(b'{"meta":{"count":0},"results":[]}') == ()


def test_what_is_no_work_is_a_clear_error() -> None:
    with pytest.raises(BadReplyError, match="describes no work"):
        read_list(b'{"results":[{"id":"https://openalex.org/A5","display_name":"Jane Doe"}]}')
    with pytest.raises(RefusedError, match=r"^OpenAlex does not accept the request: Bad filter: x"):
        read_list(b'{"error":"Bad filter:","message":"x is none"}')
    with pytest.raises(RateLimitedError):
        read_list(b'{"error":"Too many requests"}')
