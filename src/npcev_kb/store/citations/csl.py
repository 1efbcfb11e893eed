"""Items of CSL-JSON, one or a list of them, each read by itself so that its place is known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TypeAlias

from npcev_kb.model.published import Author
from npcev_kb.problems import citations
from npcev_kb.store.citations import dates
from npcev_kb.store.citations.names import author, with_orcid
from npcev_kb.store.citations.text import Text
from npcev_kb.store.citations.told import Named, Remark, Told

Json: TypeAlias = "str | bool | list[Json] | dict[str, Json] | None"
"""A value of JSON; numbers are kept as they are written."""
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_BLANK = re.compile(r"[ \t\n\r]*")
_BETWEEN = re.compile(r"\}\s*,\s*(?=\{)")
_LIST_IN = re.compile(r"\{\s*\"(?:items|references)\"\s*:\s*(?=\[)")
_FIRST_NAME = re.compile(r"\{\s*\"([^\"\\]*)\"\s*:")
_OWN = frozenset({"title", "id", "type", "DOI", "issued", "author"})
"""Fields by which an item is told from a part of one, such as an author."""


class _NotJsonError(Exception):
    """What stands at `index` is not JSON; the message says why."""

    def __init__(self, message: str, index: int) -> None:
        super().__init__(message)
        self.index = index


def read_csl(text: Text) -> Iterator[Told | Remark]:
    """Read CSL-JSON: a list of items, one item, or an object with the list as `items`.

    After an item that is not JSON, reading goes on with the next one that looks like an item.
    """
    content = text.content
    at = _skip(content, 0)
    inside = _LIST_IN.match(content, at)
    at = inside.end() if inside else at
    is_list = content[at : at + 1] == "["
    at = _skip(content, at + is_list)
    lost = False
    while at < len(content) and content[at] != "]":
        try:
            value, end = _decode(content, at)
        except _NotJsonError as error:
            place = text.place(min(error.index, len(content) - 1))
            yield Remark(place, citations.citation_broken(str(error)))
            at = _next_item(content, max(error.index, at + 1))
            lost = at == len(content)
        else:
            yield _told(text, value, (at, end))
            at = _skip(content, end)
        if content[at : at + 1] == ",":
            at = _skip(content, at + 1)
    if is_list and at >= len(content) and not lost:
        last = text.place(len(content.rstrip()) - 1)
        yield Remark(last, citations.citation_broken("the file ends before the list of items does"))


def _skip(content: str, at: int) -> int:
    """Return the index of the next character that is not blank."""
    found = _BLANK.match(content, at)
    return found.end() if found else at


def _decode(content: str, at: int) -> tuple[Json, int]:
    """Return the value at an index and the index behind it.

    Raises:
        _NotJsonError: no value can be read there.
    """
    try:
        value, end = _DECODER.raw_decode(content, at)
    except json.JSONDecodeError as error:
        raise _NotJsonError(f"it is not JSON ({error.msg.lower()})", error.pos) from error
    except RecursionError as error:
        raise _NotJsonError("its lists are nested too deep", at) from error
    return value, end


def _next_item(content: str, at: int) -> int:
    """Return the index of the next object that looks like an item, or the end."""
    for match in _BETWEEN.finditer(content, max(at - 1, 0)):
        try:
            value, _ = _decode(content, match.end())
        except _NotJsonError:
            first = _FIRST_NAME.match(content, match.end())
            is_item = first is not None and first[1] in _OWN
        else:
            is_item = isinstance(value, dict) and len(_OWN & value.keys()) > 1
        if is_item:
            return match.end()
    return len(content)


def _told(text: Text, value: Json, span: tuple[int, int]) -> Told | Remark:
    if not isinstance(value, dict):
        reason = "an item is an object, in curly brackets"
        return Remark(text.place(span[0]), citations.citation_broken(reason))
    told = Told(span, key=_text(value.get("id")), title=_text(value.get("title")))
    told.journal = _text(value.get("container-title")) or _text(value.get("container-title-short"))
    told.volume, told.issue = _text(value.get("volume")), _text(value.get("issue"))
    told.pages = _text(value.get("page")) or _text(value.get("article-number"))
    told.abstract = _text(value.get("abstract"))
    told.date, told.published = _date(value.get("issued"))
    people = value.get("author")
    told.authors = [_author(person) for person in people] if isinstance(people, list) else []
    told.named = [
        Named("doi", "DOI", _text(value.get("DOI"))),
        Named("pmid", "PMID", _text(value.get("PMID"))),
        Named("pmcid", "PMCID", _text(value.get("PMCID"))),
    ]
    told.mentions = [text for text in (_text(value.get("URL")), _text(value.get("note"))) if text]
    return told


def _text(value: Json) -> str:
    """Return a value as text; of a list the first one."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value.strip() if isinstance(value, str) else ""


def _date(issued: Json) -> tuple[str, str | None]:
    """Return a date as it is written and as it is understood."""
    if not isinstance(issued, dict):
        return _text(issued), dates.partial_day(_text(issued))
    parts = issued.get("date-parts")
    begin = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(begin, list) and begin:
        written = "-".join(_text(part) for part in begin)
    else:
        written = _text(issued.get("raw")) or _text(issued.get("literal"))
    return written, dates.partial_day(written)


def _author(person: Json) -> Author | None:
    if not isinstance(person, dict):
        return author(name=_text(person))
    family = " ".join(
        filter(
            None,
            (
                _text(person.get(part))
                for part in ("dropping-particle", "non-dropping-particle", "family")
            ),
        )
    )
    known = author(
        family=family,
        given=_text(person.get("given")),
        suffix=_text(person.get("suffix")),
        name=_text(person.get("literal")) or _text(person.get("name")),
    )
    return with_orcid(known, _text(person.get("ORCID"))) if known else None
