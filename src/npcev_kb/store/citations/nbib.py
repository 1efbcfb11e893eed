"""Records of PubMed's own format of tagged lines, called nbib or MEDLINE."""

from __future__ import annotations

import re
from collections.abc import Iterator

from npcev_kb.model.published import Author
from npcev_kb.problems import citations
from npcev_kb.store.citations import dates
from npcev_kb.store.citations.lines import Tagged
from npcev_kb.store.citations.names import author, full_name, short_name, with_orcid
from npcev_kb.store.citations.plain import short
from npcev_kb.store.citations.text import Text
from npcev_kb.store.citations.told import Named, Remark, Told

_TAG = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(.*)", re.DOTALL)
_WITH_KIND = re.compile(r"(.*?)\s*\[([a-z]+)\]\s*", re.DOTALL)


def read_nbib(text: Text) -> Iterator[Told | Remark]:
    """Read the records of an nbib file.

    A record begins with PMID, or with any tag behind a blank line. Indented lines carry on the
    line before; lines without a tag are left out between records, and told of within one.
    """
    for record in _records(text):
        yield from record.remarks
        yield _told(record)


def _records(text: Text) -> Iterator[Tagged]:
    record: Tagged | None = None
    ended = True
    for number, (line, start, end) in enumerate(text.lines()):
        if not line.strip():
            ended = True
            continue
        found = _TAG.fullmatch(line)
        if found and (ended or record is None or (found[1] == "PMID" and record.first("PMID"))):
            if record:
                yield record
            record = Tagged(start)
        if record is None or (ended and not found and not line[0].isspace()):
            continue
        ended = False
        record.end = end
        if found:
            record.add(found[1], found[2])
        elif line[0].isspace():
            record.carry_on(line)
        else:
            record.wonder(
                number,
                citations.citation_part_unread(f'the line "{short(line)}"', "it has no tag"),
            )
    if record:
        yield record


def _told(record: Tagged) -> Told:
    told = Told((record.start, record.end), key=record.first("PMID"))
    told.title = " ".join(record.all("TI")) or record.first("BTI", "TT")
    told.journal = record.first("JT", "TA") or (record.first("BTI") if record.first("TI") else "")
    told.authors = list(_authors(record))
    told.date = record.first("DP", "DEP")
    told.published = dates.partial_day(record.first("DP")) or dates.partial_day(record.first("DEP"))
    told.volume, told.issue = record.first("VI"), record.first("IP")
    told.pages = record.first("PG")
    told.abstract = record.first("AB")
    told.kinds = record.all("PT")
    told.named = list(_named(record))
    told.mentions = record.all("UR")
    return told


def _authors(record: Tagged) -> Iterator[Author | None]:
    """Yield the authors: of each the full name (FAU) if there is one, else the short one (AU)."""
    known: Author | None = None
    full = False
    waiting = False
    for tag, value in record.values():
        if tag == "AUID" and known:
            known = with_orcid(known, value)
        if tag not in {"FAU", "AU", "CN"}:
            continue
        if tag == "AU" and full:
            full = False
            continue
        if waiting:
            yield known
        full, waiting = tag == "FAU", True
        known = _author(tag, value)
    if waiting:
        yield known


def _author(tag: str, value: str) -> Author | None:
    if tag == "CN":
        return author(name=value, collective=True)
    return full_name(value) if tag == "FAU" else short_name(value)


def _named(record: Tagged) -> Iterator[Named]:
    for value in record.all("PMID"):
        yield Named("pmid", "PMID", value)
    for value in record.all("PMC"):
        yield Named("pmcid", "PMC", value)
    for tag in ("LID", "AID"):
        for value in record.all(tag):
            found = _WITH_KIND.fullmatch(value)
            text, kind = (found[1], found[2]) if found else (value, "")
            if kind == "doi" or (not kind and text.lower().startswith(("10.", "doi"))):
                yield Named("doi", tag, text)
