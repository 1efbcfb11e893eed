"""Reading the body of a reply piece by piece, with a limit on its size and its time."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import requests
import urllib3

from npcev_kb.enrich.errors import BadReplyError, TruncatedReplyError, UnreachableError
from npcev_kb.enrich.setbacks import FAULTS, Setback

_PIECE = 64 * 1024
_WORDS = 64 * 1024


def read_body(
    reply: requests.Response, label: str, *, largest: int, in_time: Callable[[], bool]
) -> bytes:
    """Return the body of a reply, unpacked if it is packed as gzip.

    Args:
        reply: a reply of which only the headers were read.
        label: name of the service.
        largest: how many bytes it may have, as sent and unpacked.
        in_time: is asked after each piece whether there is time left.

    Raises:
        Setback: the body is too large, too slow, cut short, or packed in another way.
    """
    announced = reply.headers.get("Content-Length", "").strip()
    if announced.isdecimal() and (len(announced) > 15 or int(announced) > largest):
        raise _too_large(label, largest)
    packing = reply.headers.get("Content-Encoding", "").strip().lower()
    pieces = _pieces(reply, label, largest, in_time)
    if packing in ("gzip", "x-gzip"):
        pieces = _unpacked(pieces, label)
    elif packing not in ("", "identity"):
        raise Setback(BadReplyError(f"{label} sent an answer packed in a way nobody asked for"))
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > largest:
            raise _too_large(label, largest)
    return bytes(body)


def read_words(reply: requests.Response, label: str, *, in_time: Callable[[], bool]) -> bytes:
    """Return the body of a reply that is no answer; b"" if it cannot be read or is long.

    Args:
        reply: a reply of which only the headers were read.
        label: name of the service.
        in_time: is asked after each piece whether there is time left.
    """
    try:
        return read_body(reply, label, largest=_WORDS, in_time=in_time)
    except (Setback, *FAULTS):
        return b""


def _pieces(
    reply: requests.Response, label: str, largest: int, in_time: Callable[[], bool]
) -> Iterator[bytes]:
    """Yield what has arrived, without waiting until a piece of some size is full."""
    room = largest
    while True:
        try:
            piece = reply.raw.read1(_PIECE, decode_content=False)
        except urllib3.exceptions.ProtocolError:
            cut = TruncatedReplyError(f"{label} closed the connection in the middle of its answer")
            raise Setback(cut, again=True) from None
        if not piece:
            return
        room -= len(piece)
        if room < 0:
            raise _too_large(label, largest)
        if not in_time():
            slow = UnreachableError(f"{label} answers too slowly to wait for the end")
            raise Setback(slow, again=True)
        yield piece


def _unpacked(pieces: Iterator[bytes], label: str) -> Iterator[bytes]:
    """Yield the content of gzip, never more than a piece at once however far it unfolds."""
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    empty = True
    for packed in pieces:
        empty = False
        while packed:
            try:
                yield unpack.decompress(packed, _PIECE)
            except zlib.error:
                raise Setback(
                    BadReplyError(f"{label} sent an answer that is said to be gzip and is not")
                ) from None
            packed = unpack.unconsumed_tail
            if unpack.eof and unpack.unused_data.startswith(b"\x1f\x8b"):
                packed = unpack.unused_data
                unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    if not (unpack.eof or empty):
        cut = TruncatedReplyError(f"the answer of {label} ends in the middle")
        raise Setback(cut, again=True)


def _too_large(label: str, largest: int) -> Setback:
    most = f"{largest / 1_000_000:g} MB"
    return Setback(BadReplyError(f"{label} sent an answer of more than {most}: refused"))
