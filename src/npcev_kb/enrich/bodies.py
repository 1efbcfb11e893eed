"""From the bytes of a reply to a tree: whole, or with an error that says what came instead.

A body that ends in the middle raises `TruncatedReplyError`, since asking again may help; a web
page and any other garbage raise `BadReplyError`, since it will not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.etree.ElementTree import Element
from xml.parsers.expat import errors

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Defused
from pydantic import ValidationError

from npcev_kb.enrich.errors import BadReplyError, TruncatedReplyError
from npcev_kb.model.published import PublishedWork, tidy

_WEB_PAGE = re.compile(
    rb"(?is)(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|title|h1|p)\b"
)
_CUT_WORD = re.compile(r"-|[-+.eE]+|t|tr|tru|f|fa|fal|fals|n|nu|nul|N|Na|-?I[nfit]{0,6}")
_CUT_XML = {
    errors.codes[errors.XML_ERROR_NO_ELEMENTS],
    errors.codes[errors.XML_ERROR_UNCLOSED_TOKEN],
    errors.codes[errors.XML_ERROR_PARTIAL_CHAR],
    errors.codes[errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}
_CUT_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>]*\Z")
_LONGEST_NUMBER = 400
_SHOWN = 200


def parse_json(label: str, body: bytes) -> object:
    """Return the value that a JSON body is.

    Args:
        label: name of the service, for messages.
        body: the reply.

    Raises:
        TruncatedReplyError: the body ends in the middle.
        BadReplyError: it is a web page, not in UTF-8, or no JSON.
    """
    text = _text(label, body)
    try:
        return json.loads(text, parse_int=_whole)
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        if text[:1] in "{[" and (_is_cut(error, rest) or not rest):
            raise TruncatedReplyError(f"the answer of {label} ends in the middle") from None
        raise BadReplyError(f"{label} sent something that is not JSON{shown(text)}") from None
    except (ValueError, RecursionError):
        raise BadReplyError(f"{label} sent JSON that is nested too deep to read") from None


def parse_xml(label: str, body: bytes) -> Element:
    """Return the root of an XML body; entities of its own are refused, not expanded.

    Args:
        label: name of the service, for messages.
        body: the reply.

    Raises:
        TruncatedReplyError: the body ends in the middle.
        BadReplyError: it is a web page, no XML, or XML that defines entities.
    """
    body = body.removeprefix(b"\xef\xbb\xbf").strip()
    _refuse_other_than_data(label, body)
    try:
        root: Element = Defused.fromstring(body)
    except Defused.ParseError as error:
        if body.startswith(b"<") and (error.code in _CUT_XML or _CUT_DOCTYPE.search(body)):
            raise TruncatedReplyError(f"the answer of {label} ends in the middle") from None
        text = body[:_SHOWN].decode(errors="replace")
        raise BadReplyError(f"{label} sent something that is not XML{shown(text)}") from None
    except DefusedXmlException:
        raise BadReplyError(f"{label} sent XML that defines entities: refused unread") from None
    except (ValueError, LookupError, RecursionError):
        raise BadReplyError(f"{label} sent XML in an encoding that cannot be read") from None
    return root


def is_xml(body: bytes) -> bool:
    """Tell whether a body begins as XML does; whether it is any shows on parsing."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def shown(text: str) -> str:
    """Return the beginning of a text of somebody else for the end of a message."""
    line = tidy(text[: 4 * _SHOWN])
    line = f"{line[:_SHOWN]}..." if len(line) > _SHOWN else line
    return f": {line}" if line else ""


def local(tag: object) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


@contextmanager
def understanding(label: str) -> Iterator[None]:
    """Turn what a reply of an unforeseen shape may cause into a clear error.

    Parsers leave out each value that does not fit, so that this should never be needed.

    Raises:
        BadReplyError: a value slipped through that the models refuse.
    """
    try:
        yield
    except (ValidationError, RecursionError):
        raise BadReplyError(f"{label} sent a description that cannot be understood") from None


def _text(label: str, body: bytes) -> str:
    body = body.removeprefix(b"\xef\xbb\xbf").strip()
    _refuse_other_than_data(label, body)
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and body[:1] in (b"{", b"["):
            raise TruncatedReplyError(f"the answer of {label} ends in the middle") from None
        raise BadReplyError(f"the answer of {label} is not in UTF-8") from None


def _refuse_other_than_data(label: str, body: bytes) -> None:
    if not body:
        raise TruncatedReplyError(f"the answer of {label} is empty")
    if _WEB_PAGE.match(body[:2000]):
        raise BadReplyError(f"{label} sent a web page instead of data")


def _is_cut(error: json.JSONDecodeError, rest: str) -> bool:
    """Tell whether JSON stopped where more might have followed."""
    if error.msg.startswith("Unterminated string"):
        return True
    if error.msg.startswith("Invalid \\uXXXX escape"):
        return len(rest) < 6 and '"' not in rest
    return bool(_CUT_WORD.fullmatch(rest))


def _whole(digits: str) -> int | float:
    """Return a whole number; one that nobody can mean becomes infinite and is left out later."""
    return int(digits) if len(digits) < _LONGEST_NUMBER else float("inf")


def the_one(label: str, works: Sequence[PublishedWork]) -> PublishedWork:
    """Return the work of a reply that should describe one.

    Raises:
        BadReplyError: it describes none, or several.
    """
    if len(works) != 1:
        raise BadReplyError(f"{label} described {len(works)} works instead of one")
    return works[0]
