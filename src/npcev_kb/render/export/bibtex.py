"""BibTeX: one entry for each citation, in UTF-8, with everything escaped that LaTeX would obey."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from npcev_kb.model.published import Author
from npcev_kb.render.export.bibliography import Entry

_ESCAPES = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "{": r"{$\lbrace$}",  # \{ would leave the braces of the entry unbalanced
    "}": r"{$\rbrace$}",
}
_LIGATURES = frozenset(("--", "''", "``", "?`", "!`", "<<", ">>", ",,"))
_IN_IDENTIFIER = {"%": "%25", "{": "%7B", "}": "%7D", "\\": "%5C"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEPARATES_NAMES = re.compile(r"(?i)\band\b|,")


def as_bibtex(entries: Iterable[Entry]) -> str:
    """Return citations as a BibTeX file; the key of each entry is the id of its record."""
    return "\n".join(map(_entry, entries))


def _entry(entry: Entry) -> str:
    kind = "article" if entry.work.journal else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(entry))
    return f"@{kind}{{{entry.key},\n{fields}}}\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    work = entry.work
    if work.title:
        yield "title", f"{{{{{escaped(work.title)}}}}}"
    if work.authors:
        names = [*map(_name, work.authors), *(["others"] if entry.more_authors else [])]
        yield "author", f"{{{' and '.join(names)}}}"
    if work.journal:
        yield "journal", f"{{{escaped(work.journal)}}}"
    if work.published:
        year, *rest = work.published.split("-")
        yield "year", f"{{{year}}}"
        if rest:
            yield "month", _MONTHS[int(rest[0]) - 1]
        if len(rest) > 1:
            yield "day", f"{{{int(rest[1])}}}"
    for name, value in (("volume", work.volume), ("number", work.issue), ("pages", work.pages)):
        if value:
            yield name, f"{{{escaped(value)}}}"
    for name, value in (("doi", work.doi), ("pmid", work.pmid), ("pmcid", work.pmcid)):
        if value:
            yield name, f"{{{_identifier(value)}}}"
    if work.address:
        yield "url", f"{{{_identifier(work.address)}}}"
    remarks = [said for said in (entry.fallen, entry.doubt, entry.note) if said]
    if entry.more_authors and not work.authors:
        remarks = list(entry.remarks)
    if remarks:
        yield "note", f"{{{escaped(' '.join(remarks))}}}"


def escaped(text: str) -> str:
    """Return a text so that LaTeX prints just it: no command, no comment, no ligature."""
    return "".join(
        ("{}" if before + char in _LIGATURES else "") + _ESCAPES.get(char, char)
        for before, char in pairwise(f" {text}")
    )


def _identifier(value: str) -> str:
    """Return an identifier as addresses write it: its braces would unbalance the entry."""
    return "".join(_IN_IDENTIFIER.get(char, char) for char in value)


def _name(author: Author) -> str:
    """Return a name as BibTeX takes it apart: a person by commas, all else in braces."""
    if not author.family or not author.given:
        name = author.name or " ".join(filter(None, (author.family, author.suffix)))
        return _braced(name)
    parts = (author.family, author.suffix, author.given)
    return ", ".join(_part(part) for part in parts if part)


def _part(text: str) -> str:
    """Return a part of a name, in braces where a reader could take it for more than one."""
    plain = text == escaped(text) and not _SEPARATES_NAMES.search(text)
    return text if plain else _braced(text)


def _braced(text: str) -> str:
    """Return a text in braces; a command right behind a brace would be taken for an accent."""
    inner = escaped(text)
    return f"{{{{{inner}}}}}" if inner.startswith("\\") else f"{{{inner}}}"
