"""Records of RIS, as reference managers and databases write them, in all their spacings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from npcev_kb.store.citations import dates
from npcev_kb.store.citations.lines import Tagged
from npcev_kb.store.citations.names import comma_name
from npcev_kb.store.citations.text import Text
from npcev_kb.store.citations.told import Named, Remark, Told

_TAG = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|(\S.*)?)", re.DOTALL)
_LOOSE_TAG = re.compile(r"\s?([A-Z][A-Z0-9])\s{0,3}-(?:\s(.*))?", re.DOTALL)
_LONG_TAG = re.compile(r"(PMID|PMCID|DOI|[A-Z]{3,5})  - ?(.*)", re.DOTALL)
"""A tag that RIS does not know, as some databases write: it is no part of the line before."""
_KNOWN = re.compile(
    "TY|ER|A[1-4BDNU]|BT|C[1-8APTY]|D[ABOP]|E[DPT]|I[DS]|J[12AFO]|KW|L[1-4ABK]|M[1-3]|N[12V]|OP"
    "|P[BMPY]|R[INP]|S[ENPT]|T[1-3AIT]|U[1-5]|UR|V[LO]|Y[12]"
)
_WHOLE = frozenset({"BOOK", "EBOOK", "EDBOOK", "CONF", "SER", "JFULL"})
"""Types whose own title may stand where others name the book."""
_MEDLINE = re.compile(r"(?i)pubmed|medline|\bnlm\b")


def read_ris(text: Text) -> Iterator[Told | Remark]:
    """Read the records of a RIS file.

    A record begins with TY, or with any tag behind the end of another. Lines without a tag carry
    on the line before; between records they are left out.
    """
    for record in _records(text):
        yield from record.remarks
        if record.lines:
            yield _told(record)


def _records(text: Text) -> Iterator[Tagged]:
    record: Tagged | None = None
    for line, start, end in text.lines():
        tag, value = _split(line)
        if tag and (record is None or tag == "TY"):
            if record:
                yield record
            record = Tagged(start)
        if record is None:
            continue
        record.end = end
        if tag == "ER":
            yield record
            record = None
        elif tag:
            record.add(tag, value)
        elif record.lines:
            record.carry_on(line)
    if record:
        yield record


def _split(line: str) -> tuple[str, str]:
    """Return tag and value of a line, two empty texts if it has no tag.

    Two blanks before the hyphen mark any tag; other spacings only those that RIS knows.
    """
    found = _TAG.fullmatch(line)
    if found:
        return found[1], found[2] or found[3] or ""
    found = _LONG_TAG.fullmatch(line)
    if found:
        return found[1], found[2]
    found = _LOOSE_TAG.fullmatch(line)
    return (found[1], found[2] or "") if found and _KNOWN.fullmatch(found[1]) else ("", "")


def _told(record: Tagged) -> Told:
    own_book = ["BT"] if record.first("TY").upper() in _WHOLE else []
    title = record.first("TI", "T1", "CT", *own_book, "ST")
    told = Told((record.start, record.end), key=record.first("ID"), title=title)
    told.authors = [comma_name(value) for tag, value in record.values() if tag in {"AU", "A1"}]
    told.journal = _journal(record, title)
    told.date, told.published = _date(record)
    told.volume, told.issue = record.first("VL", "VO"), record.first("IS", "CP")
    told.pages = _pages(record)
    told.abstract = record.first("AB", "N2")
    told.named = list(_named(record))
    told.mentions = record.all("M3", "N1", "UR", "L3", "LK", "AN", "L1", "L2")
    return told


def _journal(record: Tagged, title: str) -> str:
    """Return the full name of the journal or book if it is there, else its short one."""
    names = record.all("JF", "T2", "JO", "JA", "J2", "J1", "TA", "BT", "T3")
    return next((name for name in names if name != title), "")


def _date(record: Tagged) -> tuple[str, str | None]:
    """Return the date as written and as understood: year, then what the other fields add."""
    written = record.all("PY", "Y1", "DA")
    found = dates.most_exact(written)
    if found and len(found) == len("2024"):
        month = next(filter(dates.names_month, record.all("DA")), "")
        found = dates.with_month(found, month)
    return next(iter(written), ""), found


def _pages(record: Tagged) -> str:
    begin, end = record.first("SP"), record.first("EP")
    if begin and end and end != begin and not re.search(r"\w\s*[-–]+\s*\w", begin):
        return f"{begin}-{end}"
    return begin or end or record.first("C7", "AR")


def _named(record: Tagged) -> Iterator[Named]:
    """Yield the identifiers that stand in a field for them."""
    for tag in ("DO", "DOI"):
        yield from (Named("doi", tag, value) for value in record.all(tag))
    for tag in ("PM", "PMID"):
        yield from (Named("pmid", tag, value.split()[0]) for value in record.all(tag))
    yield from (Named("pmcid", "PMCID", value) for value in record.all("PMCID"))
    for value in record.all("C2"):
        if value.upper().startswith("PMC"):
            yield Named("pmcid", "C2", value)
    if _MEDLINE.search(record.first("DB")) and record.first("AN").isdigit():
        yield Named("pmid", "AN", record.first("AN"))
