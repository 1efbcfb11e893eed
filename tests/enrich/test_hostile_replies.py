"""Whatever a service sends becomes works or one error of the family, in good time."""

from __future__ import annotations

import copy
import json
import random
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from npcev_kb.enrich.errors import (
    BadReplyError,
    FetchFailedError,
    NotFoundError,
    RateLimitedError,
    RefusedError,
    TruncatedReplyError,
    UnreachableError,
)
from npcev_kb.enrich.replies import SERVICES, read_reply
from npcev_kb.model.published import PublishedWork
from shipped import crossref, every, reply

SHIPPED = every()
JSON = [(service, json.loads(body)) for service, body in SHIPPED if body.startswith(b"{")]
ODD = (
    None, True, False, 0, -1, 10**30, 1e308, float("nan"), float("-inf"), "", " ", "\ud800",
    "\x00a\u200b b", "٢٠٢٤", "٠٠٠٠-٠٠٠٠-٠٠٠٠-٠٠٠1", "2024", "<i>", "&#0;&#xD800;", "\u2028",
    "x" * 9000, "10.5555/" + "a" * 9000, [], {}, [[]], [None], [[[1]]], {"a": {"b": [1]}},
    ["a", ["b"]], [{"x": 1}, 3], [[2024, 2, 30]], [[10**12]], [2024, 13, 99],
)  # fmt: skip
DEEP = b"<b>" * 99_999 + b"x" + b"</b>" * 99_999
json_values = st.one_of(
    st.sampled_from(ODD),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=6,
    ),
)
many = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def understood(service: str, body: bytes, status: int | None = 200) -> None:
    """Check that a reply gives valid works, or an error whose message is one short line."""
    works: tuple[PublishedWork, ...] = ()
    message = ""
    try:
        works = read_reply(service, body, status=status)
    except FetchFailedError as error:
        message = error.message
    else:
        message = "works"
    assert message
    assert message.isprintable()
    assert len(message) < 400
    assert "cannot be understood" not in message, "one odd value cost the whole reply"
    for work in works:
        PublishedWork.model_validate(work.model_dump())


def places(value: object, before: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to each value inside a value."""
    if before:
        yield before
    parts = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for name, part in parts:
        yield from places(part, (*before, name))


@many
@given(data=st.data())
def test_any_value_in_any_place_costs_no_more_than_a_clear_error(data: st.DataObject) -> None:
    service, value = data.draw(st.sampled_from(JSON))
    changed = copy.deepcopy(value)
    for _ in range(data.draw(st.integers(1, 2))):
        way = data.draw(st.sampled_from(list(places(changed)) or [()]))
        if not way:
            continue
        inner = changed
        for name in way[:-1]:
            inner = inner[name]
        inner[way[-1]] = copy.deepcopy(data.draw(json_values))
    understood(service, json.dumps(changed).encode())


@many
@given(data=st.data())
def test_any_bytes_put_into_a_reply_cost_no_more_than_a_clear_error(data: st.DataObject) -> None:
    service, body = data.draw(st.sampled_from(SHIPPED))
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 40)))
    understood(service, body[:start] + data.draw(st.binary(max_size=12)) + body[end:])


@many
@given(st.sampled_from(SERVICES), st.binary(max_size=200), st.sampled_from([None, 200, 404, 500]))
def test_any_bytes_at_all_are_a_clear_error(service: str, body: bytes, status: int | None) -> None:
    understood(service, body, status)


@pytest.mark.parametrize(("service", "body"), SHIPPED)
def test_a_reply_that_ends_in_the_middle_is_known_as_such(service: str, body: bytes) -> None:
    whole = body.strip()
    chance = random.Random(7)
    cuts = {*range(1, 260), *(chance.randrange(1, len(whole)) for _ in range(60)), len(whole) - 1}
    for cut in sorted(cuts):
        with pytest.raises(TruncatedReplyError, match=r"ends in the middle$"):
            read_reply(service, whole[:cut])


@pytest.mark.parametrize("service", SERVICES)
def test_a_web_page_and_an_empty_reply_are_said_to_be_that(service: str) -> None:
    for page in (
        b"<!doctype html><title>Sorry</title>",
        b"\n<HTML><body>Log in</body></HTML>",
        b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html/>',
    ):
        with pytest.raises(BadReplyError, match=r"sent a web page instead of data$") as raised:
            read_reply(service, page)
        assert type(raised.value) is BadReplyError
    with pytest.raises(TruncatedReplyError, match=r"is empty$"):
        read_reply(service, b" \n")


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, NotFoundError),
        (410, NotFoundError),
        (429, RateLimitedError),
        (400, RefusedError),
        (503, UnreachableError),
        (302, BadReplyError),
    ],
)
def test_a_status_decides_where_the_content_says_nothing(
    service: str, status: int, error: type[FetchFailedError]
) -> None:
    with pytest.raises(error):
        read_reply(service, b"<html><h1>Sorry</h1></html>", status=status)


def test_what_the_content_says_is_better_known_than_its_status() -> None:
    body = b'{"status":"failed","message-type":"x","message":[{"message":"Cursor is invalid"}]}'
    with pytest.raises(RefusedError, match="Cursor is invalid"):
        read_reply("crossref", body, status=404)
    with pytest.raises(UnreachableError, match=r"\(500\)"):
        read_reply("crossref", reply("crossref/work-found.json"), status=500)


def test_entities_in_xml_are_refused_and_not_expanded() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<PubmedArticleSet>&b;</PubmedArticleSet>"
    )
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><pmcids>&a;</pmcids>'
    for body in (bomb, outside):
        for service in ("pubmed", "europepmc", "idconv"):
            with pytest.raises(BadReplyError, match="defines entities: refused unread"):
                read_reply(service, body)


def test_text_in_another_encoding_is_an_error_and_one_that_xml_declares_is_read() -> None:
    with pytest.raises(BadReplyError, match="is not in UTF-8"):
        read_reply("crossref", crossref(title=["Lampe"]).replace(b"Lampe", b"L\xe4mpchen"))
    xml = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><PubmedArticle><MedlineCitation><Article>'
        "<ArticleTitle>Lämpchen</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )
    assert [work.title for work in read_reply("pubmed", xml.encode("latin-1"))] == ["Lämpchen"]
    with pytest.raises(BadReplyError):
        read_reply("pubmed", xml.encode("latin-1").replace(b"ISO-8859-1", b"no-such-one"))


def test_values_that_are_too_large_or_in_other_digits_cost_only_themselves() -> None:
    author = {"family": "Doe", "ORCID": "٠٠٠٠-٠٠٠٠-٠٠٠٠-٠٠٠1"}
    long = crossref(title=["x" * 5000], reference_count=5, author=[author], volume=["", "7"])
    (work,) = read_reply("crossref", long.replace(b'count": 5', b'count": ' + b"9" * 5000))
    assert (work.title, work.references, work.volume) == (None, None, "7")
    assert [(each.family, each.orcid) for each in work.authors] == [("Doe", None)]
    with pytest.raises(BadReplyError, match="nested too deep"):
        read_reply("crossref", b'{"message":' + b"[" * 99_999 + b"]" * 99_999 + b"}")


def test_a_service_that_nobody_knows_is_named() -> None:
    with pytest.raises(BadReplyError, match='no service "pigeon": known are crossref, pubmed'):
        read_reply("pigeon", b"{}")


@pytest.mark.parametrize(
    ("service", "body"),
    [
        ("crossref", b'{"message":' * 100_000),
        ("crossref", b"[" * 100_000 + b"]" * 100_000),
        ("crossref", b'{"message":' + b"9" * 5000 + b"}"),
        ("crossref", crossref(title=["<i>" * 100_000])),
        ("crossref", crossref(title=["<tex-math>" * 30_000], abstract="<!--" * 90_000)),
        ("crossref", crossref(abstract="\n" * 300_000 + "<p>" * 30_000)),
        ("crossref", crossref(abstract="&amp;" * 80_000, title=[" <i " * 9000])),
        ("crossref", crossref(abstract="<i a='" * 60_000)),
        ("crossref", crossref(updated_by=[{"type": "retraction"}] * 20_000)),
        ("openalex", b'{"doi":"10.5555/a","abstract_inverted_index":{"a":[%s1]}}' % (b"1," * 9**5)),
        ("pubmed", b"<PubmedArticleSet>%s</PubmedArticleSet>" % DEEP),
        ("europepmc", b"<responseWrapper>%s</responseWrapper>" % DEEP),
        ("idconv", b"<pmcids>%s</pmcids>" % DEEP),
        ("pubmed", b"<PubmedArticle><MedlineCitation><Article><ArticleTitle>%s</ArticleTitle>"
                   b"</Article></MedlineCitation></PubmedArticle>" % DEEP),
    ],
)  # fmt: skip
def test_monstrous_replies_are_done_with_in_seconds(service: str, body: bytes) -> None:
    start = time.process_time()
    understood(service, body)
    assert time.process_time() - start < 5
