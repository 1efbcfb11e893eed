"""What an entry tells in the words of its file, and the work that this makes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from npcev_kb.model.ids import is_web_address
from npcev_kb.model.normal import doi_in, pmcid_in, pmid_in
from npcev_kb.model.published import Author, PublishedWork
from npcev_kb.problems import Place, Wording, citations
from npcev_kb.store.citations.plain import LONGEST, plain, short

Kind: TypeAlias = Literal["doi", "pmid", "pmcid"]
_ABSTRACT = 200_000
_READS: dict[Kind, Callable[[str], str | None]]
_WORDS: dict[Kind, str] = {
    "doi": "a DOI",
    "pmid": "a PubMed number",
    "pmcid": "a PubMed Central number",
}
_DOI_ADDRESS = re.compile(r"(?i)https?://(?:[\w-]+\.)*doi\.[\w.-]+/(10\.[^?#\s]+)")
_BETWEEN = re.compile(r"\s(?=(?i:PMID|PMCID|DOI)\b)")
_SAYS_PUBMED = re.compile(r"(?i)pubmed|pmid|medline")


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem of a file, at its place."""

    place: Place
    wording: Wording


@dataclass(frozen=True, slots=True)
class Named:
    """The value of a field that is made for an identifier."""

    kind: Kind
    label: str
    """The field, as people of that format call it."""
    text: str


@dataclass(slots=True)
class Told:
    """One entry: its texts are without the notation of the format, but not yet checked."""

    span: tuple[int, int]
    """From which character of the file to which it goes."""
    key: str = ""
    title: str = ""
    authors: Sequence[Author | None] = ()
    """The authors; None stands for one that is no name."""
    more_authors: bool = False
    journal: str = ""
    date: str = ""
    """The date as it is written."""
    published: str | None = None
    """The date as it is understood."""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    abstract: str = ""
    kinds: Sequence[str] = ()
    named: Sequence[Named] = ()
    mentions: Sequence[str] = ()
    """Addresses and notes, in which identifiers may stand."""
    left_out: list[Wording] = field(default_factory=list)
    """What is not understood."""

    def leave_out(self, what: str, reason: str) -> None:
        """Note a part that is not understood."""
        self.left_out.append(citations.citation_part_unread(what, reason))


def settle(told: Told) -> PublishedWork | None:
    """Make the work that an entry describes; what does not fit is noted in `told.left_out`.

    Returns None if the entry has neither a title nor an identifier.
    """
    found = _identifiers(told)
    title = _line(told, "the title", told.title)
    if title is None and not found:
        return None
    if told.date.strip() and told.published is None:
        told.leave_out(f'the date "{short(told.date)}"', "no year can be told from it")
    authors = [author for author in told.authors if author]
    if len(authors) < len(told.authors):
        told.leave_out("an author", f"a name has 1 to {LONGEST:,} visible characters")
    named = [author for author in authors if not _stands_for_others(author)]
    told.more_authors = told.more_authors or len(named) < len(authors)
    abstract = plain(told.abstract)
    if len(abstract) > _ABSTRACT:
        told.leave_out("the abstract", f"it has more than {_ABSTRACT:,} characters")
    return PublishedWork(
        title=title,
        authors=tuple(named),
        journal=_line(told, "the journal", told.journal),
        published=told.published,
        volume=_line(told, "the volume", told.volume),
        issue=_line(told, "the issue", told.issue),
        pages=_pages(_line(told, "the pages", told.pages)),
        doi=found.get("doi"),
        pmid=found.get("pmid"),
        pmcid=found.get("pmcid"),
        kinds=tuple(kind for kind in map(plain, told.kinds) if 0 < len(kind) <= LONGEST),
        address=None if found else _address(told.mentions),
        abstract=abstract if 0 < len(abstract) <= _ABSTRACT else None,
    )


def _stands_for_others(author: Author) -> bool:
    """Tell whether a name is `et al.`, as MEDLINE wrote it until 1995."""
    written = " ".join(part for part in (author.given, author.family, author.name) if part)
    return bool(re.fullmatch(r"(?i)et\.? al\.?|al\.?,? et\.?", written))


def _line(told: Told, what: str, text: str) -> str | None:
    line = plain(text)
    if len(line) > LONGEST:
        told.leave_out(what, f"it has {len(line):,} characters, more than {LONGEST:,}")
        return None
    return line or None


def _pages(pages: str | None) -> str | None:
    """Return pages with one plain hyphen in each span."""
    return re.sub(r"(?<=\w)\s*(?:[-‐‑‒–—−]\s*)+(?=\w)", "-", pages) if pages else None


def _identifiers(told: Told) -> dict[Kind, str]:
    """Find the identifiers: first where the format has a field for them, then elsewhere."""
    found: dict[Kind, str] = {}
    for named in told.named:
        text = plain(named.text)
        if not text:
            continue
        value = _READS[named.kind](text)
        if value is None:
            told.leave_out(f'{named.label} "{short(text)}"', f"it is not {_WORDS[named.kind]}")
        elif found.setdefault(named.kind, value) != value:
            told.leave_out(f'{named.label} "{short(text)}"', f"it is {_WORDS[named.kind]} too many")
    for mention in told.mentions:
        for kind, value in _mentioned(mention):
            found.setdefault(kind, value)
    return found


def _mentioned(text: str) -> Iterator[tuple[Kind, str]]:
    """Yield the identifiers that a text is, or that a part of it between signs consists of."""
    whole = list(_stated(text))
    if whole or "://" in text:
        yield from whole
        return
    for part in re.split("[;,\n]", text):
        found = [list(_stated(piece)) for piece in _BETWEEN.split(part.strip())]
        if all(found):
            yield from itertools.chain.from_iterable(found)


def _stated(text: str) -> Iterator[tuple[Kind, str]]:
    """Yield the identifier that a text is and says that it is."""
    if doi := _doi(text):
        yield "doi", doi
    if _SAYS_PUBMED.search(text) and (pmid := pmid_in(text)):
        yield "pmid", pmid
    if pmcid := pmcid_in(text):
        yield "pmcid", pmcid


def _doi(text: str) -> str | None:
    """Return the DOI that a text is, also as an address of a host that is called doi."""
    address = _DOI_ADDRESS.fullmatch(text.strip())
    return doi_in(address[1] if address else text)


def _address(mentions: Sequence[str]) -> str | None:
    return next((text.strip() for text in mentions if is_web_address(text.strip())), None)


def _pmcid(text: str) -> str | None:
    """Return the PubMed Central number that a text is, also without its letters."""
    return pmcid_in(f"PMC{text}" if text.isascii() and text.isdigit() else text)


_READS = {"doi": _doi, "pmid": pmid_in, "pmcid": _pmcid}
