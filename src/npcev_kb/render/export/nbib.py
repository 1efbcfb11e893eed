"""PubMed's format of tagged lines: four letters, a hyphen, long values carried on indented."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from npcev_kb.model.published import Author
from npcev_kb.render.export.bibliography import Entry

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WIDTH = 88
_INDENT = " " * 6


def as_nbib(entries: Iterable[Entry]) -> str:
    """Return citations as an nbib file, an empty line between two.

    The format has no place for the id of a record.
    """
    return "\n".join(
        "".join(_line(tag, value) for tag, value in _lines(entry)) for entry in entries
    )


def _line(tag: str, value: str) -> str:
    lines = textwrap.wrap(
        value, _WIDTH - len(_INDENT), break_long_words=False, break_on_hyphens=False
    )
    return f"{tag:<4}- " + f"\n{_INDENT}".join(lines) + "\n"


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    work = entry.work
    if work.pmid:
        yield "PMID", work.pmid
    if work.published:
        yield "DP", _date(work.published)
    if work.title:
        yield "TI", work.title
    yield from (
        (tag, value)
        for tag, value in (
            ("VI", work.volume),
            ("IP", work.issue),
            ("PG", work.pages),
            ("LID", f"{work.doi} [doi]" if work.doi else None),
        )
        if value
    )
    for author in work.authors:
        yield from _names(author)
    if work.journal:
        yield "JT", work.journal
    if work.pmcid:
        yield "PMC", work.pmcid
    for remark in entry.remarks:
        yield "GN", remark


def _date(published: str) -> str:
    """Return a date as PubMed prints it: 2024 Mar 7."""
    year, *rest = published.split("-")
    words = [year, *(_MONTHS[int(month) - 1] for month in rest[:1])]
    return " ".join([*words, *(str(int(day)) for day in rest[1:])])


def _names(author: Author) -> Iterator[tuple[str, str]]:
    """Yield the full and the printed name of a person, or the name of a group."""
    if author.collective or "," in author.printed:
        yield "CN", author.printed
        return
    given = " ".join(part for part in (author.given, author.suffix) if part)
    yield "FAU", ", ".join(part for part in (author.family or author.name, given) if part)
    yield "AU", author.printed
