"""Entries of BibTeX and BibLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
)
from bibtexparser.model import Entry

from npcev_kb.model.published import Author
from npcev_kb.problems import Place, citations
from npcev_kb.store.citations import dates
from npcev_kb.store.citations.blocks import Part, fields_of, parts_of
from npcev_kb.store.citations.latex import (
    LatexUnreadError,
    unknown_commands,
    verbatim,
    without_latex,
)
from npcev_kb.store.citations.macros import Macros
from npcev_kb.store.citations.names import author, is_suffix
from npcev_kb.store.citations.plain import short
from npcev_kb.store.citations.text import Text
from npcev_kb.store.citations.told import Named, Remark, Told

_VERBATIM = ("doi", "pmid", "pubmed", "pmcid", "pmc", "eprint", "url", "ee", "bdsk-url-1", "file")
_PROSE = (
    *("title", "subtitle", "journal", "journaltitle", "booktitle", "volume", "number", "issue"),
    *("pages", "eid", "year", "month", "day", "date", "abstract", "note", "annote", "howpublished"),
)
_EPRINTS = {"pubmed": "pmid", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid"}


def read_bibtex(text: Text) -> Iterator[Told | Remark]:
    """Read the entries of a BibTeX file; comments and preambles are left out."""
    parts = list(parts_of(text.content))
    macros = Macros()
    for part in parts:
        if part.string:
            yield from _define(macros, part, text)
    for part in parts:
        place = text.place(part.span[0])
        if part.broken:
            yield Remark(place, citations.citation_broken(part.broken))
        elif part.stray:
            what = f'"{short(text.content[slice(*part.span)])}"'
            yield Remark(
                place, citations.citation_part_unread(what, "it is outside of all entries")
            )
        elif part.entry:
            yield _entry(part.entry, part.span, macros, place)


def _define(macros: Macros, part: Part, text: Text) -> Iterator[Remark]:
    """Take up a text macro, unless its bytes or its length do not allow it."""
    unfit = text.unfit_in(*part.span)
    if unfit:
        yield Remark(text.place(unfit.index), unfit.wording)
    elif part.string and not macros.define(part.string.key, part.string.value):
        what = f'the text macro "{short(part.string.key)}"'
        longest = citations.citation_part_unread(what, f"it is longer than {macros.LONGEST:,}")
        yield Remark(text.place(part.span[0]), longest)


def _entry(entry: Entry, span: tuple[int, int], macros: Macros, place: Place) -> Told | Remark:
    told = Told(span, key=entry.key)
    written: dict[str, str] = {}
    for field in fields_of(entry):
        value, unknown = macros.value(str(field.value))
        if any("=" in name for name in unknown):
            reason = f"a comma is missing behind the value of {field.key}"
            return Remark(place, citations.citation_broken(reason))
        if field.key not in written:
            written[field.key] = value
            if field.key in (*_PROSE, *_VERBATIM, "author"):
                for name in unknown:
                    told.leave_out(f'"{short(name)}" in {field.key}', "no @string explains it")
        elif written[field.key] != value:
            told.leave_out(f'a second {field.key} "{short(value)}"', "the first one is read")
    try:
        _fill(told, written)
    except LatexUnreadError as error:
        return Remark(place, citations.citation_broken(str(error)))
    return told


def _fill(told: Told, written: Mapping[str, str]) -> None:
    """Fill in what the fields of an entry say.

    Raises:
        LatexUnreadError: the LaTeX of a value cannot be read.
    """
    prose = dict.fromkeys(_PROSE, "")
    prose.update({name: written[name] for name in _PROSE if name in written})
    for name in _PROSE[: _PROSE.index("abstract")]:
        for command in unknown_commands(prose[name]):
            told.leave_out(f'the command "\\{short(command)}" in {name}', "it is not known")
    said = dict(zip(prose, without_latex(list(prose.values())), strict=True))
    exact = {name: verbatim(written.get(name, "")) for name in _VERBATIM}
    title = said["title"].strip() or said["booktitle"]
    subtitle = said["subtitle"].strip()
    told.title = f"{title}: {subtitle}" if subtitle else title
    own = said["journal"].strip() or said["journaltitle"].strip()
    told.journal = own or (said["booktitle"] if said["title"].strip() else "")
    told.date = said["date"] if dates.partial_day(said["date"]) else said["year"].strip()
    told.date = told.date or said["date"]
    told.published = dates.partial_day(said["date"]) or dates.with_month(
        said["year"], said["month"], said["day"]
    )
    told.volume, told.abstract = said["volume"], said["abstract"]
    told.issue = said["number"].strip() or said["issue"]
    told.pages = said["pages"].strip() or said["eid"]
    told.named = list(_named(exact, written))
    told.mentions = [
        *(exact[name] for name in ("url", "ee", "bdsk-url-1")),
        *(said[name] for name in ("note", "annote", "howpublished")),
    ]
    told.authors, told.more_authors = _authors(told, written.get("author", ""))


def _named(exact: Mapping[str, str], written: Mapping[str, str]) -> Iterator[Named]:
    """Yield the identifiers that have a field of their own."""
    yield Named("doi", "doi", exact["doi"])
    for name in ("pmid", "pubmed"):
        yield Named("pmid", name, exact[name])
    for name in ("pmcid", "pmc"):
        yield Named("pmcid", name, exact[name])
    where = written.get("eprinttype", "") or written.get("archiveprefix", "")
    kind = _EPRINTS.get(where.strip("{} ").lower())
    if kind == "pmid":
        yield Named("pmid", "eprint", exact["eprint"])
    elif kind == "pmcid":
        yield Named("pmcid", "eprint", exact["eprint"])


def _authors(told: Told, written: str) -> tuple[list[Author | None], bool]:
    """Return the authors, and whether the entry says that there are more."""
    whole = " ".join(written.split()).removesuffix(" and").removeprefix("and ")
    names = [name for name in _split(whole) if name.strip(" ,{}")]
    others = bool(names) and names[-1].strip("{} ").lower() == "others"
    return [_author(told, name) for name in (names[:-1] if others else names)], others


_MARKS = re.compile(r"(?is)\\.|[{}]|\s+and(?=\s)")


def _split(names: str) -> list[str]:
    """Split names at each and outside of braces; bibtexparser loses a command that follows it."""
    level, start, found = 0, 0, []
    for mark in _MARKS.finditer(names):
        if mark[0] in "{}":
            level = max(0, level + (1 if mark[0] == "{" else -1))
        elif level == 0 and mark[0][0].isspace():
            found.append(names[start : mark.start()].strip())
            start = mark.end()
    return [*found, names[start:].strip()]


def _author(told: Told, written: str) -> Author | None:
    """Read one name: a group in braces, or first, von, last and junior parts.

    Raises:
        LatexUnreadError: the LaTeX of the name cannot be read.
    """
    if _in_braces(written):
        return author(name=without_latex([written])[0])
    try:
        parts = parse_single_name_into_parts(written, strict=True)
    except InvalidNameError as error:
        reason = str(error.reason)
        told.leave_out(f'the order of the name "{short(written)}"', reason[:1].lower() + reason[1:])
        return author(name=without_latex([written])[0])
    pieces = (parts.first, [*parts.von, *parts.last], parts.jr)
    given, family, suffix = without_latex([" ".join(piece) for piece in pieces])
    if is_suffix(given) and not is_suffix(suffix):
        given, suffix = suffix, given
    if not given and not suffix and "," not in written:
        return author(name=family)
    return author(family=family, given=given, suffix=suffix)


def _in_braces(written: str) -> bool:
    """Tell whether one pair of braces goes around a whole name."""
    written = written.strip()
    if not written.startswith("{"):
        return False
    level = 0
    for match in re.finditer(r"(?<!\\)[{}]", written):
        level += 1 if match[0] == "{" else -1
        if level == 0:
            return match.end() == len(written) and not written.startswith("{\\")
    return False
