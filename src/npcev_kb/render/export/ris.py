"""RIS: lines of a tag, two blanks, a hyphen, a blank and a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from npcev_kb.model.published import Author
from npcev_kb.render.export.bibliography import Entry

_SPAN = re.compile(r"(\w+)-(\w+)")


def as_ris(entries: Iterable[Entry]) -> str:
    """Return citations as a RIS file, an empty line between two."""
    return "\n".join(
        "".join(f"{tag}  - {value}\n" for tag, value in _lines(entry)) + "ER  - \n"
        for entry in entries
    )


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    work = entry.work
    yield "TY", "JOUR" if work.journal else "GEN"
    yield "ID", entry.key
    if work.title:
        yield "TI", work.title
    for author in work.authors:
        yield "AU", _name(author)
    if work.journal:
        yield "T2", work.journal
    if work.published:
        year, month, day = (*work.published.split("-"), "", "")[:3]
        yield "PY", year
        if month:
            yield "DA", f"{year}/{month}/{day}/"
    yield from ((tag, value) for tag, value in (("VL", work.volume), ("IS", work.issue)) if value)
    if work.pages:
        span = _SPAN.fullmatch(work.pages)
        yield from (("SP", span[1]), ("EP", span[2])) if span else (("SP", work.pages),)
    if work.doi:
        yield "DO", work.doi
    if work.pmid:
        yield "AN", work.pmid
        yield "DB", "PubMed"
    if work.pmcid:
        yield "C2", work.pmcid
    if work.address:
        yield "UR", work.address
    for remark in entry.remarks:
        yield "N1", remark


def _name(author: Author) -> str:
    """Return family name, given names and suffix with commas, or the name in one piece."""
    if author.name:
        return author.name
    return ", ".join(part for part in (author.family, author.given, author.suffix) if part)
