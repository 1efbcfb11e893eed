"""The blocks of a BibTeX file, each with its place, as bibtexparser splits it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import BlockAbortedException
from bibtexparser.model import (
    Block,
    Entry,
    Field,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

_SPACED = re.compile(r"(?m)^([ \t]*)@(\s*)([A-Za-z]+)(\s*)([{(])")
_FIELDS = re.compile(r"(?m)\A,\s*[A-Za-z][\w-]*[ \t]*=|^[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"]")


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a file."""

    span: tuple[int, int]
    """From which character of the file to which it goes."""
    entry: Entry | None = None
    string: String | None = None
    broken: str = ""
    """Why it cannot be read; empty if it can."""
    stray: bool = False
    """True for text outside of entries that looks like fields of one."""


def parts_of(content: str) -> Iterator[Part]:
    """Split a BibTeX file; what is neither an entry nor a text macro nor broken is left out."""
    return _parts(content, 0)


def fields_of(entry: Entry) -> Iterator[Field]:
    """Yield the fields of an entry, the names in lower case."""
    for field in entry.fields:
        field.key = field.key.lower()
        yield field


def _parts(content: str, offset: int) -> Iterator[Part]:
    cursor = 0
    after_broken = False
    for block in parse_string(content, parse_stack=[]).blocks:
        raw = block.raw or ""
        found = content.find(raw, cursor) if raw else -1
        start = found if found >= 0 else cursor
        cursor = start + (1 if isinstance(block, ParsingFailedBlock) else len(raw))
        span = (offset + start, offset + max(start + len(raw), start + 1))
        if isinstance(block, ImplicitComment):
            yield from _in_comment(raw, span, after_broken=after_broken)
        else:
            yield from _part(block, span)
        after_broken = isinstance(block, ParsingFailedBlock) and not block.ignore_error_block


def _in_comment(raw: str, span: tuple[int, int], *, after_broken: bool) -> Iterator[Part]:
    """Look at text outside of blocks: an entry with a line break after its @ or its type is one.

    bibtexparser takes such an entry for a comment; here the break is put behind the bracket.
    """
    again = _SPACED.sub(r"\1@\3\5\2\4", raw)
    if again != raw:
        yield from _parts(again, span[0])
    elif not after_broken and _FIELDS.search(raw):
        yield Part(span, stray=True)


def _part(block: Block, span: tuple[int, int]) -> Iterator[Part]:
    inner = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
    if isinstance(inner, Entry):
        yield Part(span, entry=inner)
    elif isinstance(inner, String):
        yield Part(span, string=inner)
    elif isinstance(block, ParsingFailedBlock):
        yield Part(span, broken=_reason(block.error))


def _reason(error: Exception) -> str:
    """Return why a block cannot be read, as the end of a sentence."""
    said = error.abort_reason if isinstance(error, BlockAbortedException) else str(error)
    said = said.strip().rstrip(".").replace('`"`', "a quote").replace("`", '"')
    return said[:1].lower() + said[1:]
