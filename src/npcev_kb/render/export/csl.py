"""CSL-JSON: a list of items, one to a line, as citation processors take them."""

from __future__ import annotations

from collections.abc import Iterable

from npcev_kb.model.published import Author, PublishedWork
from npcev_kb.render.export.bibliography import Entry
from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.plain import Plain


def as_csl_json(entries: Iterable[Entry]) -> str:
    """Return citations as CSL-JSON; the id of each item is the id of its record."""
    items = ",\n".join(dumps(_item(entry)) for entry in entries)
    return f"[\n{items}\n]\n" if items else "[]\n"


def _item(entry: Entry) -> dict[str, Plain]:
    work = entry.work
    authors: list[Plain] = [_name(author) for author in work.authors]
    known: dict[str, Plain] = {
        "id": entry.key,
        "type": "article-journal" if work.journal else "document",
        "title": work.title,
        "author": authors,
        "container-title": work.journal,
        "issued": _date(work),
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "DOI": work.doi,
        "PMID": work.pmid,
        "PMCID": work.pmcid,
        "note": " ".join(entry.remarks),
    }
    return {name: value for name, value in known.items() if value}


def _date(work: PublishedWork) -> Plain:
    if work.published is None:
        return None
    parts: list[Plain] = [int(part) for part in work.published.split("-")]
    return {"date-parts": [parts]}


def _name(author: Author) -> dict[str, Plain]:
    if author.name:
        return {"literal": author.name}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: value for name, value in parts.items() if value}
