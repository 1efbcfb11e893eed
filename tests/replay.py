"""A small server on this machine that answers as it is told, also badly, and keeps what it saw.

with serving({"/crossref/works/10.5555/a": json_reply({"status": "ok"})}) as server:
    ... server.address, server.addresses, server.seen, server.sent
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from npcev_kb.enrich.access import Access

SERVICES = ("crossref", "eutils", "idconv", "europepmc", "openalex")
PIECE = b" " * 65536


@dataclass(frozen=True)
class Seen:
    """One request as it came."""

    path: str
    """Path as it was sent, escapes and all."""
    query: Mapping[str, str]
    """Parameters by name."""
    headers: Mapping[str, str]
    """Headers by name in lower case."""
    connection: int
    """Number of the connection: equal numbers mean that one was used again."""


@dataclass(frozen=True)
class Reply:
    """What is sent back.

    Without Content-Length and Transfer-Encoding among the headers, the length of the body is added.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    pieces: Callable[[], Iterable[bytes]] | None = None
    """Pieces that are sent instead of the body, with a pause of their own making."""
    closed: bool = False
    """Whether the connection is closed then, even if more was announced."""
    silent: bool = False
    """Whether not even a status is sent."""


Answer: TypeAlias = "Reply | Sequence[Reply] | Callable[[Seen], Reply]"
"""One reply for every request, or one after the other and the last again and again, or a rule."""


def json_reply(value: object, status: int = 200, **headers: str) -> Reply:
    """Return a reply in JSON; headers are written with _ for -."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    body = json.dumps(value, ensure_ascii=False).encode()
    return Reply(status, {"Content-Type": "application/json", **named}, body)


def text_reply(body: str, status: int = 200, kind: str = "text/plain", **headers: str) -> Reply:
    """Return a reply in text of any kind: text/html, text/xml."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, {"Content-Type": f"{kind}; charset=utf-8", **named}, body.encode())


def latin_1(body: str, kind: str = "application/json") -> Reply:
    """Return a reply that says it is UTF-8 and is Latin-1."""
    return Reply(200, {"Content-Type": f"{kind}; charset=utf-8"}, body.encode("latin-1"))


def redirect(to: str, status: int = 302) -> Reply:
    """Return a reply that sends elsewhere."""
    return Reply(status, {"Location": to})


def half(reply: Reply) -> Reply:
    """Return the first half of a reply as if it were the whole."""
    return replace(reply, body=reply.body[: len(reply.body) // 2])


def closed_before() -> Reply:
    """Return a reply that never comes: the connection is closed."""
    return Reply(closed=True, silent=True)


def closed_during(reply: Reply) -> Reply:
    """Return a reply of which half is sent before the connection is closed."""
    length = {"Content-Length": str(len(reply.body))}
    return replace(half(reply), headers={**reply.headers, **length}, closed=True)


def announced(size: int) -> Reply:
    """Return a reply of blanks with its size in its headers."""

    def blanks() -> Iterator[bytes]:
        for at in range(0, size, len(PIECE)):
            yield PIECE[: size - at]

    return Reply(200, {"Content-Length": str(size)}, pieces=blanks)


def endless() -> Reply:
    """Return a reply in chunks that does not say its size: only after 200 MB it ends."""
    blanks = 200_000_000 // len(PIECE)
    chunked = {"Transfer-Encoding": "chunked"}
    return Reply(200, chunked, pieces=lambda: itertools.repeat(PIECE, blanks))


def gzip_bomb(size: int) -> Reply:
    """Return a small reply that unpacks to many blanks."""
    body = gzip.compress(b" " * size)
    return Reply(200, {"Content-Type": "application/json", "Content-Encoding": "gzip"}, body)


def dripping(reply: Reply, pause: float = 0.01) -> Reply:
    """Return a reply that comes byte by byte, after a pause each; give few bytes."""

    def pieces() -> Iterator[bytes]:
        for at in range(len(reply.body)):
            threading.Event().wait(pause)
            yield reply.body[at : at + 1]

    length = {"Content-Length": str(len(reply.body))}
    return replace(reply, headers={**reply.headers, **length}, pieces=pieces)


@dataclass
class Watch:
    """A clock that moves only when somebody sleeps, so that no test waits."""

    time: float = 1000.0
    """Seconds, from a beginning of its own."""
    slept: list[float] = field(default_factory=list)
    """Every pause, in seconds."""

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds

    def clock(self) -> float:
        return self.time


@dataclass
class Server:
    """Where the server is, and what it saw."""

    address: str
    """http, this machine and a port, without a slash at the end."""
    seen: list[Seen] = field(default_factory=list)
    """Requests in the order in which they came."""
    sent: int = 0
    """Bytes of bodies that were handed to the network; whole when the server is closed."""

    @property
    def addresses(self) -> dict[str, str]:
        """A base address for every service: /crossref, /eutils ..."""
        return {name: f"{self.address}/{name}" for name in SERVICES}

    @property
    def configuration(self) -> str:
        """The table [services] of a configuration that leads every service here."""
        lines = [f'{name} = "{address}"' for name, address in self.addresses.items()]
        return "\n".join(["[services]", *lines, ""])


def access_to(
    server: Server, *, ncbi_key: str | None = None, crossref_token: str | None = None
) -> Access:
    """Return who asks in tests; all services are on the server."""
    return Access(
        contact="jane.doe@institute.example",
        tool="npcev-tests",
        ncbi_key=ncbi_key,
        crossref_token=crossref_token,
        addresses=server.addresses,
    )


@contextmanager
def serving(replies: Mapping[str, Answer] | Sequence[Reply]) -> Iterator[Server]:
    """Serve replies on a free port of this machine until the block ends.

    Args:
        replies: answers by path, such as "/crossref/works/10.5555/a", compared without escapes; or
            by path and parameters, such as "/eutils/efetch.fcgi?id=1,2", which may be some of
            those sent, and go before the path alone. Or a list: one after the other, whatever is
            asked. What is asked beyond is answered with 501.
    """
    http = _Http(replies)
    loop = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    before = os.environ.get("no_proxy")
    os.environ["no_proxy"] = ",".join(filter(None, (before, "127.0.0.1")))
    loop.start()
    try:
        yield http.server
    finally:
        if before is None:
            del os.environ["no_proxy"]
        else:
            os.environ["no_proxy"] = before
        http.shutdown()
        loop.join()
        http.hang_up()
        http.server_close()


class _Http(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits until every byte is counted

    def __init__(self, replies: Mapping[str, Answer] | Sequence[Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.server = Server(f"http://127.0.0.1:{self.server_port}")
        self.lock = threading.Lock()
        self.connections: list[socket.socket] = []
        self.replies = replies
        self.given: dict[str, int] = {}

    def process_request(self, request, client_address) -> None:  # type: ignore[no-untyped-def]
        with self.lock:
            self.connections.append(request)
        super().process_request(request, client_address)

    def handle_error(self, request, client_address) -> None:  # type: ignore[no-untyped-def]
        """Say nothing of clients that hang up; other faults end the test by a closed connection."""

    def hang_up(self) -> None:
        for connection in self.connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def answer(self, seen: Seen) -> Reply:
        with self.lock:
            self.server.seen.append(seen)
            if not isinstance(self.replies, Mapping):
                at = len(self.server.seen) - 1
                return self.replies[at] if at < len(self.replies) else _unknown(seen)
            fitting = [key for key in self.replies if _fits(key, seen)]
            if not fitting:
                return _unknown(seen)
            key = max(fitting, key=len)
            said = self.replies[key]
            if isinstance(said, Reply):
                return said
            if callable(said):
                return said(seen)
            at = self.given[key] = self.given.get(key, -1) + 1
            return said[min(at, len(said) - 1)]


def _fits(key: str, seen: Seen) -> bool:
    path, _, query = key.partition("?")
    wanted = parse_qsl(query, keep_blank_values=True)
    return unquote(path) == unquote(seen.path) and set(wanted) <= set(seen.query.items())


def _unknown(seen: Seen) -> Reply:
    return text_reply(f"no reply was prepared for {seen.path} {dict(seen.query)}", 501)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def log_message(self, *_: object) -> None:
        """Keep quiet: `Server.seen` tells more."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        seen = Seen(parts.path, query, headers, self.client_address[1])
        reply = self.server.answer(seen)
        if reply.closed:
            self.close_connection = True
        if reply.silent:
            return
        try:
            self._send(reply)
        except OSError:  # the client hung up
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        chunked = reply.headers.get("Transfer-Encoding") == "chunked"
        if not chunked and "Content-Length" not in reply.headers:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        for piece in reply.pieces() if reply.pieces else (reply.body,):
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
            self.wfile.flush()
            with self.server.lock:
                self.server.server.sent += len(piece)
        if chunked:
            self.wfile.write(b"0\r\n\r\n")
