"""Replies of which body and status tell different things, and replies about other things."""

from __future__ import annotations

import pytest

from npcev_kb.enrich.errors import (
    BadReplyError,
    FetchFailedError,
    NotFoundError,
    RefusedError,
    UnreachableError,
)
from npcev_kb.enrich.replies import read_reply


@pytest.mark.parametrize(
    ("service", "body", "status", "error"),
    [
        ("europepmc", b'{"status":500,"error":"Internal Server Error"}', 500, UnreachableError),
        ("openalex", b'{"error":"Internal Server Error"}', 500, UnreachableError),
        ("openalex", b'{"error":"Not Found"}', 404, NotFoundError),
        ("idconv", b'{"detail":"Not Found"}', 404, NotFoundError),
        (
            "crossref",
            b'{"status":"error","message-type":"route-not-found","message":"Route"}',
            404,
            RefusedError,
        ),
        (
            "openalex",
            b'{"results":[{"id":"https://openalex.org/keywords/x","display_name":"c"}]}',
            200,
            BadReplyError,
        ),
    ],
)
def test_the_error_is_that_of_status_and_body_together(
    service: str, body: bytes, status: int, error: type[FetchFailedError]
) -> None:
    with pytest.raises(error):
        read_reply(service, body, status=status)


@pytest.mark.parametrize(
    "title",
    ["On lamps (Retracted)", "On lamps [RETRACTED]", "On lamps (Retracted article: 3)."],
)
def test_a_remark_behind_a_title_tells_a_retraction(title: str) -> None:
    body = f'{{"status":"ok","message":{{"DOI":"10.5555/a","title":["{title}"]}}}}'
    (work,) = read_reply("crossref", body.encode())
    assert [(event.found, event.source) for event in work.events] == [("retraction", "title")]


def test_a_summary_of_a_journal_is_no_work() -> None:
    body = b'{"result":{"uids":["27731"],"27731":{"uid":"27731","title":"A journal of lamps"}}}'
    assert read_reply("pubmed", body) == ()


def test_a_summary_of_pubmed_central_gets_its_pubmed_number() -> None:
    ids = '[{"idtype":"pmid","value":"99000001"},{"idtype":"pmcid","value":"PMC9900001"}]'
    part = f'{{"uid":"13900","title":"Lamps","pubdate":"2024","articleids":{ids}}}'
    (work,) = read_reply("pubmed", f'{{"result":{{"uids":["13900"],"13900":{part}}}}}'.encode())
    assert (work.pmid, work.pmcid) == ("99000001", "PMC9900001")
