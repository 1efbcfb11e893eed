"""Services are asked politely, again where that helps, and no fault or key gets out."""

from __future__ import annotations

import gc
import gzip
import json
import os
import random
import socket
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count, repeat
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npcev_kb import __version__
from npcev_kb.enrich.access import Access
from npcev_kb.enrich.errors import (
    BadReplyError,
    FetchFailedError,
    NotFoundError,
    RateLimitedError,
    RefusedError,
    TruncatedReplyError,
    UnreachableError,
)
from npcev_kb.enrich.fetch import Fetcher, Limits
from npcev_kb.enrich.setbacks import retry_after, saying
from replay import (
    Reply,
    Seen,
    Server,
    Watch,
    access_to,
    announced,
    closed_before,
    closed_during,
    dripping,
    endless,
    gzip_bomb,
    half,
    json_reply,
    latin_1,
    redirect,
    serving,
    text_reply,
)

KEY = "Key+of/NCBI=0123"
TOKEN = "token-of-crossref-4567"
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
GOOD = json_reply({"title": "An invented title"})
WORK = "/crossref/works/10.5555/a"
ANSWER = {"title": "An invented title"}


class AlwaysHalf(random.Random):
    """Chance that always gives the middle."""

    def random(self) -> float:
        return 0.5


def read(body: bytes) -> object:
    """Read JSON as the parsers do."""
    try:
        return json.loads(body)
    except UnicodeDecodeError:
        problem: FetchFailedError = BadReplyError("not UTF-8")
    except json.JSONDecodeError as error:
        cut = error.pos >= len(body.rstrip()) or "Unterminated" in error.msg
        problem = TruncatedReplyError("cut short") if cut else BadReplyError("not JSON")
    raise problem


@contextmanager
def fetching(
    server: Server,
    watch: Watch | None = None,
    limits: Limits | None = None,
    who: Access | None = None,
) -> Iterator[Fetcher]:
    """Give a client whose time stands still and whose chance is always one half."""
    watch = watch or Watch()
    with Fetcher(
        who or access_to(server, ncbi_key=KEY, crossref_token=TOKEN),
        sleep=watch.sleep,
        clock=watch.clock,
        chance=AlwaysHalf(),
        now=lambda: NOW,
        limits=limits or Limits(),
    ) as fetch:
        yield fetch


def failure(
    server: Server, watch: Watch | None = None, limits: Limits | None = None, path: str = WORK
) -> FetchFailedError:
    """Return the error that one request ends with; neither it nor its chain holds a key."""
    with (
        fetching(server, watch, limits) as fetch,
        pytest.raises(FetchFailedError) as failed,
    ):
        fetch.get(server.address + path, {"id": "1"}, read)
    error: BaseException | None = failed.value
    assert type(error).__module__ == "npcev_kb.enrich.errors"
    assert error.__cause__ is None
    assert error.__context__ is None
    for secret in (KEY, TOKEN, "Key%2Bof%2FNCBI%3D0123", "Key%2Bof/NCBI%3D0123"):
        assert secret.lower() not in f"{error} {error!r} {error.args}".lower()
    return failed.value


# Who asks


def test_every_request_says_who_asks() -> None:
    with serving({WORK: GOOD}) as server, fetching(server) as fetch:
        assert fetch.get(server.address + WORK, {"select": "DOI"}, read) == ANSWER
    assert len(server.seen) == 1
    assert server.seen[0].query == {"select": "DOI", "mailto": "jane.doe@institute.example"}
    headers = server.seen[0].headers
    who = f"npcev-kb/{__version__} (npcev-tests; mailto:jane.doe@institute.example)"
    assert headers["user-agent"] == who
    assert headers["crossref-plus-api-token"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (
            "/eutils/efetch.fcgi",
            {"tool": "npcev-tests", "email": "jane.doe@institute.example", "api_key": KEY},
        ),
        ("/idconv/", {"tool": "npcev-tests", "email": "jane.doe@institute.example"}),
        ("/europepmc/search", {}),
        ("/openalex/works/doi:10.5555/a", {}),
        ("/crossrefs/works", {}),
    ],
)
def test_each_service_gets_the_parameters_that_it_documents_and_no_token_of_another(
    path: str, told: dict[str, str]
) -> None:
    with serving([GOOD]) as server, fetching(server) as fetch:
        fetch.get(server.address + path, {"id": "1"}, read)
    assert server.seen[0].query == {"id": "1", **told}
    assert "crossref-plus-api-token" not in server.seen[0].headers


def test_without_keys_none_is_sent() -> None:
    with serving([GOOD, GOOD]) as server, fetching(server, who=access_to(server)) as fetch:
        fetch.get(f"{server.address}/eutils/efetch.fcgi", {}, read)
        fetch.get(server.address + WORK, {}, read)
    assert "api_key" not in server.seen[0].query
    assert "crossref-plus-api-token" not in server.seen[1].headers


def test_a_connection_is_used_again_and_cookies_are_not_kept() -> None:
    with serving([json_reply({}, Set_Cookie="a=b"), GOOD]) as server, fetching(server) as fetch:
        fetch.get(server.address + WORK, {}, read)
        fetch.get(server.address + WORK, {}, read)
    assert server.seen[0].connection == server.seen[1].connection
    assert "cookie" not in server.seen[1].headers


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/works": GOOD}) as server:
        monkeypatch.setenv("http_proxy", server.address)
        with fetching(server) as fetch:
            assert fetch.get("http://crossref.example/works", {}, read) == ANSWER
    assert server.seen[0].headers["host"] == "crossref.example"


def test_a_bundle_of_certificates_that_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/bundle.pem")
    with (
        fetching(Server("")) as fetch,
        pytest.raises(UnreachableError) as failed,
    ):
        fetch.get("https://127.0.0.1:1/works", {}, read)
    assert failed.value.message == (
        "the request to 127.0.0.1 could not be sent; are proxies and certificates set right?"
    )


# How often


def test_requests_to_one_service_keep_the_distance_that_its_replies_tell() -> None:
    watch = Watch()
    quick = json_reply({}, x_rate_limit_limit="20", x_rate_limit_interval="1s")
    with serving({WORK: [quick, GOOD]}) as server, fetching(server, watch) as fetch:
        for _ in range(3):
            fetch.get(server.address + WORK, {}, read)
    assert watch.slept == [0.05, 0.05]


def test_lists_of_crossref_have_a_limit_of_their_own() -> None:
    watch = Watch()
    quick = json_reply({}, x_rate_limit_limit="20", x_rate_limit_interval="1s")
    slow = json_reply({}, x_rate_limit_limit="1", x_rate_limit_interval="1s")
    replies = {"/crossref/works": slow, WORK: quick}
    with serving(replies) as server, fetching(server, watch) as fetch:
        for path in ("/crossref/works", WORK, WORK, "/crossref/works"):
            fetch.get(server.address + path, {}, read)
    assert watch.slept == [0.05, 0.95]


def test_with_a_key_ncbi_is_asked_ten_times_a_second_and_three_times_without() -> None:
    watch, slow = Watch(), Watch()
    with serving({"/eutils/efetch.fcgi": GOOD}) as server:
        with fetching(server, watch) as fetch:
            fetch.get(f"{server.address}/eutils/efetch.fcgi", {}, read)
            fetch.get(f"{server.address}/eutils/efetch.fcgi", {}, read)
        with fetching(server, slow, who=access_to(server)) as fetch:
            fetch.get(f"{server.address}/eutils/efetch.fcgi", {}, read)
            fetch.get(f"{server.address}/eutils/efetch.fcgi", {}, read)
    assert (watch.slept, slow.slept) == ([0.1], [0.333])


# Asking again


@pytest.mark.parametrize(
    "bad",
    [
        json_reply({}, 429),
        json_reply({}, 500),
        json_reply({}, 502),
        text_reply("<h1>Down</h1>", 503, "text/html"),
        json_reply({}, 504),
        json_reply({}, 408),
        half(GOOD),
        Reply(200, {}, b"  "),
        closed_before(),
        closed_during(GOOD),
        closed_during(json_reply({}, 500)),
        Reply(200, {"Content-Encoding": "gzip"}, gzip.compress(GOOD.body)[:-9]),
    ],
)
def test_what_may_pass_is_asked_again(bad: Reply) -> None:
    watch = Watch()
    with serving({WORK: [bad, bad, GOOD]}) as server, fetching(server, watch) as fetch:
        assert fetch.get(server.address + WORK, {}, read) == ANSWER
    assert len(server.seen) == 3
    assert watch.slept == [1.0, 2.0]


def test_pauses_grow_up_to_a_minute_and_end_after_the_last_try() -> None:
    watch = Watch()
    with serving({WORK: json_reply({}, 500)}) as server:
        failed = failure(server, watch, Limits(tries=9))
    assert isinstance(failed, UnreachableError)
    assert watch.slept == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]
    assert len(server.seen) == 9


def test_after_five_tries_it_is_enough() -> None:
    with serving({WORK: text_reply("Come   back\nlater", 429)}) as server:
        failed = failure(server)
    assert isinstance(failed, RateLimitedError)
    assert failed.message == (
        f"Crossref got too many requests (429) for {server.address}{WORK}: Come back later "
        "(asked 5 times)"
    )
    assert len(server.seen) == 5


@pytest.mark.parametrize(
    ("value", "pause"),
    [
        ("7", 7.0),
        ("300", 300.0),
        ("Sun, 01 Mar 2026 12:01:30 GMT", 90.0),
        ("Sun, 01 Mar 2026 13:01:30 +0100", 90.0),
        ("Sun, 01 Mar 2026 12:01:30 -0000", 90.0),
        ("0", 1.0),
        ("-5", 1.0),
        ("soon", 1.0),
        ("1e99", 1.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 1.0),
        ("", 1.0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed_where_it_can_be_understood(
    status: int, value: str, pause: float
) -> None:
    watch = Watch()
    busy = json_reply({}, status, Retry_After=value)
    with serving({WORK: [busy, GOOD]}) as server, fetching(server, watch) as fetch:
        assert fetch.get(server.address + WORK, {}, read) == ANSWER
    assert watch.slept == [pause]


@pytest.mark.parametrize(
    ("value", "then"),
    [
        ("301", "2026-03-01 12:05"),
        ("86400", "2026-03-02 12:00"),
        ("Sun, 01 Mar 2026 12:05:01 GMT", "2026-03-01 12:05"),
        ("9" * 400, "2057-11-07 13:46"),
        ("Fri, 31 Dec 9999 23:59:59 -1200", "2057-11-07 13:46"),
    ],
)
def test_if_a_service_wants_more_than_five_minutes_we_say_when_to_come_back(
    value: str, then: str
) -> None:
    watch = Watch()
    with serving({WORK: json_reply({}, 429, Retry_After=value)}) as server:
        failed = failure(server, watch)
        down = json_reply({"message": "Moving house"}, 503, Retry_After=value)
    assert isinstance(failed, RateLimitedError)
    place = f"for {server.address}{WORK}"
    assert failed.message == (
        f"Crossref got too many requests (429) {place}; it asks to come back after {then} UTC"
    )
    assert (len(server.seen), watch.slept) == (1, [])
    with serving({WORK: down}) as server:
        failed = failure(server, watch)
    assert isinstance(failed, UnreachableError)
    assert failed.message.endswith(f": Moving house; it asks to come back after {then} UTC")
    assert (len(server.seen), watch.slept) == (1, [])


@given(st.text(max_size=40))
def test_no_retry_after_is_too_strange(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or 0 < seconds <= 1e9


# What is not asked again


@pytest.mark.parametrize(
    ("reply", "kind", "message"),
    [
        (json_reply({}, 404), NotFoundError, "Crossref knows nothing (404) for {place}"),
        (
            text_reply("Resource not found.", 404),
            NotFoundError,
            "Crossref knows nothing (404) for {place}: Resource not found.",
        ),
        (json_reply({}, 410), NotFoundError, "Crossref knows nothing (410) for {place}"),
        (
            json_reply({"status": "failed", "message": [{"type": "x", "message": "No rows"}]}, 400),
            RefusedError,
            "Crossref refuses the request (400) for {place}: No rows",
        ),
        (
            json_reply({"error": "API key invalid", "api-key": KEY}, 401),
            RefusedError,
            "Crossref refuses the request (401) for {place}: API key invalid",
        ),
        (
            text_reply(f"no {KEY} {TOKEN} {KEY.upper()} Key%2Bof%2FNCBI%3D0123 here", 403),
            RefusedError,
            "Crossref refuses the request (403) for {place}: no [key] [key] [key] [key] here",
        ),
        (
            text_reply("<html><style>b{}</style><b>Go\x1b[31m away\x00", 418, "text/html"),
            RefusedError,
            "Crossref refuses the request (418) for {place}: Go[31m away",
        ),
        (
            text_reply("long " * 100, 400),
            RefusedError,
            "Crossref refuses the request (400) for {place}: " + ("long " * 40)[:197] + "...",
        ),
        (
            text_reply("ID%20type%20mismatch", 400),
            RefusedError,
            "Crossref refuses the request (400) for {place}: ID type mismatch",
        ),
        (
            Reply(304),
            BadReplyError,
            "Crossref sends elsewhere without saying where (304) for {place}",
        ),
        (text_reply("<html>Hello</html>", kind="text/html"), BadReplyError, "not JSON"),
        (latin_1('{"title": "é"}'), BadReplyError, "not UTF-8"),
        (
            redirect("ftp://127.0.0.1/work"),
            BadReplyError,
            "Crossref sends to an address that is not http or https",
        ),
        (
            redirect("file:///etc/hosts"),
            BadReplyError,
            "Crossref sends to an address that is not http or https",
        ),
        (
            redirect("http://[broken"),
            UnreachableError,
            "the request to Crossref could not be sent; are proxies and certificates set right?",
        ),
        (
            Reply(200, {"Content-Encoding": "br"}, b"x"),
            BadReplyError,
            "Crossref sent an answer packed in a way nobody asked for",
        ),
        (
            Reply(200, {"Content-Encoding": "gzip"}, b"{}"),
            BadReplyError,
            "Crossref sent an answer that is said to be gzip and is not",
        ),
        (Reply(204), TruncatedReplyError, "cut short (asked 5 times)"),
    ],
)
def test_each_fault_ends_in_one_error_of_the_family(
    reply: Reply, kind: type[FetchFailedError], message: str
) -> None:
    watch = Watch()
    with serving({WORK: reply}) as server:
        failed = failure(server, watch)
    assert failed.message == message.format(place=server.address + WORK)
    assert type(failed) is kind
    assert len(server.seen) == (5 if kind is TruncatedReplyError else 1)


def test_a_key_that_a_parser_quotes_does_not_get_out() -> None:
    def quoting(body: bytes) -> object:
        try:
            raise ValueError(f"bad value {KEY}")
        except ValueError as error:
            raise BadReplyError(f"{error} and {TOKEN}") from error

    with (
        serving([GOOD]) as server,
        fetching(server) as fetch,
        pytest.raises(BadReplyError) as failed,
    ):
        fetch.get(server.address + WORK, {}, quoting)
    assert failed.value.message == "bad value [key] and [key]"
    assert (failed.value.__cause__, failed.value.__context__) == (None, None)


def test_a_fault_of_our_own_is_not_hidden() -> None:
    def broken(body: bytes) -> object:
        raise ZeroDivisionError

    with (
        serving([GOOD]) as server,
        fetching(server) as fetch,
        pytest.raises(ZeroDivisionError),
    ):
        fetch.get(server.address + WORK, {}, broken)


@given(st.binary(max_size=300) | st.recursive(st.none() | st.text(), st.lists).map(
    lambda value: json.dumps({"message": value}).encode()
))  # fmt: skip
def test_what_a_service_says_is_one_short_line(body: bytes) -> None:
    words = saying(body)
    assert len(words) <= 200
    assert words == "" or words.isprintable()


# Connections


def test_a_port_where_nobody_listens_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    watch = Watch()
    who = Access(
        "jane.doe@institute.example", "t", addresses={"crossref": f"http://127.0.0.1:{port}"}
    )
    with fetching(Server(""), watch, who=who) as fetch, pytest.raises(UnreachableError) as failed:
        fetch.get(f"http://127.0.0.1:{port}/works", {}, read)
    assert failed.value.message == (
        "there is no connection to Crossref; is there a network, and are the proxies right?"
    )
    assert (failed.value.__cause__, failed.value.__context__, watch.slept) == (None, None, [])


@pytest.mark.parametrize(
    ("spoken", "message"),
    [
        (b"SSH-2.0-invented\r\n", "Crossref answered with something that is not HTTP"),
        (
            b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
            "Crossref answered with something that is not HTTP",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "Crossref closed the connection in the middle of its answer (asked 5 times)",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}",
            "Crossref closed the connection in the middle of its answer (asked 5 times)",
        ),
        (b"HTTP/1.1 200", "cut short (asked 5 times)"),
    ],
)
def test_what_is_no_http_is_said(spoken: bytes, message: str) -> None:
    with raw(spoken) as server:
        assert failure(server).message == message


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_two_lengths_at_once_are_no_http() -> None:
    with raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello") as server:
        assert failure(server).message == "Crossref answered with something that is not HTTP"
    gc.collect()  # urllib3 leaves the socket to the collector here


@contextmanager
def raw(spoken: bytes) -> Iterator[Server]:
    """Serve these very bytes to everybody, and close."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            while True:
                try:
                    client, _ = door.accept()
                except OSError:
                    return
                with client:
                    if not client.recv(65536):
                        return
                    client.sendall(spoken)

        thread = threading.Thread(target=serve)
        thread.start()
        port = door.getsockname()[1]
        try:
            yield Server(f"http://127.0.0.1:{port}")
        finally:
            with socket.create_connection(("127.0.0.1", port)):
                pass
            thread.join()


def test_a_service_that_keeps_silent_is_left_after_a_while() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = Server(f"http://127.0.0.1:{door.getsockname()[1]}")
        failed = failure(server, limits=Limits(read=0.05, tries=2))
    assert isinstance(failed, UnreachableError)
    assert failed.message == "Crossref did not answer within 0.05 seconds (asked 2 times)"


def test_an_answer_that_stops_in_the_middle_is_left_after_a_while() -> None:
    stopping = dripping(GOOD, pause=0.4)
    with serving({WORK: stopping}) as server:
        failed = failure(server, limits=Limits(read=0.05, tries=2))
    assert failed.message == "Crossref did not answer within 0.05 seconds (asked 2 times)"
    assert len(server.seen) == 2


def test_an_answer_that_comes_drop_by_drop_has_a_limit_on_the_whole() -> None:
    ticking = count(0, 50.0)
    with serving({WORK: dripping(GOOD)}) as server:
        who = access_to(server)
        pauses: list[float] = []
        with (
            Fetcher(who, sleep=pauses.append, clock=lambda: next(ticking)) as fetch,
            pytest.raises(UnreachableError) as failed,
        ):
            fetch.get(server.address + WORK, {}, read)
    assert failed.value.message == (
        "Crossref answers too slowly to wait for the end (asked 5 times)"
    )
    assert len(server.seen) == 5
    assert server.sent < 5 * len(GOOD.body)


# Size


@pytest.mark.parametrize(
    ("huge", "most"),
    [(announced(200_000_000), 20_000_000), (endless(), 40_000_000), (gzip_bomb(50_000_000), 10**5)],
)
def test_an_answer_of_any_size_is_left_when_it_is_too_large(huge: Reply, most: int) -> None:
    with serving({WORK: huge}) as server:
        failed = failure(server)
    assert type(failed) is BadReplyError
    assert failed.message == "Crossref sent an answer of more than 20 MB: refused"
    assert len(server.seen) == 1
    assert server.sent < most


def test_a_small_reply_that_unfolds_is_not_unpacked_at_once() -> None:
    bomb = gzip_bomb(60_000_000)
    with serving({WORK: bomb}) as server:
        tracemalloc.start()
        failed = failure(server, limits=Limits(size=1_000_000))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert failed.message == "Crossref sent an answer of more than 1 MB: refused"
    assert most < 10_000_000


@pytest.mark.parametrize("length", ["9" * 5000, "20000001"])
def test_a_length_beyond_the_limit_is_believed_before_anything_is_read(length: str) -> None:
    with serving({WORK: Reply(200, {"Content-Length": length}, b"x", closed=True)}) as server:
        failed = failure(server)
    assert failed.message == "Crossref sent an answer of more than 20 MB: refused"


def test_what_packs_to_nothing_is_not_read_for_ever() -> None:
    empty = gzip.compress(b"") * 3000
    packed = Reply(
        200,
        {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"},
        pieces=lambda: repeat(empty, 2000),
    )
    with serving({WORK: packed}) as server:
        failed = failure(server, limits=Limits(size=1_000_000))
    assert failed.message == "Crossref sent an answer of more than 1 MB: refused"
    assert server.sent < 20_000_000


def test_a_long_page_of_an_error_does_not_hide_the_error() -> None:
    with serving(
        {WORK: Reply(503, {"Transfer-Encoding": "chunked"}, pieces=endless().pieces)}
    ) as server:
        failed = failure(server)
    assert isinstance(failed, UnreachableError)
    assert failed.message == (
        f"Crossref cannot answer now (503) for {server.address}{WORK} (asked 5 times)"
    )


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(GOOD.body),
        gzip.compress(GOOD.body[:5]) + gzip.compress(GOOD.body[5:]),
        gzip.compress(GOOD.body) + b"\0\0\0",
    ],
    ids=["whole", "in two parts", "with zeros behind"],
)
@pytest.mark.parametrize("chunked", [False, True])
def test_gzip_is_unpacked(packed: bytes, chunked: bool) -> None:
    headers = {"Content-Encoding": "gzip"}
    reply = Reply(200, headers, packed)
    if chunked:
        pieces = [packed[at : at + 3] for at in range(0, len(packed), 3)]
        reply = Reply(200, {**headers, "Transfer-Encoding": "chunked"}, pieces=lambda: pieces)
    with serving({WORK: reply}) as server, fetching(server) as fetch:
        assert fetch.get(server.address + WORK, {}, read) == ANSWER
    assert server.seen[0].headers["accept-encoding"] == "gzip"


# Redirects


def test_a_redirect_is_followed_without_adding_our_parameters_again() -> None:
    replies = {
        WORK: redirect("/crossref/works/10.5555/b?from=a"),
        "/crossref/works/10.5555/b": GOOD,
    }
    with serving(replies) as server, fetching(server) as fetch:
        assert fetch.get(server.address + WORK, {}, read) == ANSWER
    assert server.seen[1].query == {"from": "a"}
    assert server.seen[1].headers["crossref-plus-api-token"] == f"Bearer {TOKEN}"


def test_five_redirects_are_followed_and_no_sixth() -> None:
    hops = [redirect(f"{WORK}?hop={at}") for at in range(1, 6)]
    with serving([*hops, GOOD]) as server, fetching(server) as fetch:
        assert fetch.get(server.address + WORK, {}, read) == ANSWER
    with serving({WORK: redirect(WORK)}) as server:
        failed = failure(server)
    assert failed.message == "Crossref sends from one address to the next without end"
    assert len(server.seen) == 6


def test_a_token_stays_at_the_host_of_crossref() -> None:
    with (
        serving({"/elsewhere": GOOD}) as other,
        serving({WORK: redirect(f"{other.address}/elsewhere")}) as server,
        fetching(server) as fetch,
    ):
        assert fetch.get(server.address + WORK, {}, read) == ANSWER
    assert "crossref-plus-api-token" in server.seen[0].headers
    assert "crossref-plus-api-token" not in other.seen[0].headers
    assert other.seen[0].query == {}


def test_a_redirect_that_would_carry_the_key_to_another_host_is_refused() -> None:
    def echo(seen: Seen) -> Reply:
        key = quote(seen.query["api_key"], safe="")
        return redirect(f"{other.address}/eutils/efetch.fcgi?api_key={key}")

    path = "/eutils/efetch.fcgi"
    with serving({path: GOOD}) as other, serving({path: echo}) as server:
        failed = failure(server, path=path)
    assert server.seen[0].query["api_key"] == KEY
    assert failed.message == "PubMed sends to another host, and our key with us"
    assert other.seen == []


# The server itself


def test_the_server_says_what_it_was_not_told_to_answer() -> None:
    with serving({WORK: GOOD, f"{WORK}?id=2": json_reply(2)}) as server:
        with fetching(server) as fetch:
            assert fetch.get(server.address + WORK, {"id": "2", "x": "y"}, read) == 2
            assert fetch.get(server.address + WORK, {"id": "3"}, read) == ANSWER
        failed = failure(server, path="/crossref/works/10.5555%2Fb")
    assert failed.message == (
        f"Crossref cannot answer now (501) for {server.address}/crossref/works/10.5555%2Fb: "
        "no reply was prepared for /crossref/works/10.5555%2Fb "
        "{'id': '1', 'mailto': 'jane.doe@institute.example'} (asked 5 times)"
    )


def test_the_environment_is_as_before_when_the_server_is_gone() -> None:
    before = dict(os.environ)
    with serving([]):
        assert "127.0.0.1" in os.environ["no_proxy"]
    assert dict(os.environ) == before
