"""Citations as lines of text, as reference lists print them."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.render.export.bibliography import Entry


def as_text(entry: Entry) -> str:
    """Return a citation in one line; what was not seen is left out, and remarks come last."""
    return " ".join(_sentences(entry))


def _sentences(entry: Entry) -> Iterator[str]:
    work = entry.work
    if work.authors:
        names = ", ".join(author.printed for author in work.authors)
        yield f"{names}, et al." if entry.more_authors else _ended(names)
    if work.title:
        yield _ended(work.title)
    if work.journal:
        yield _ended(work.journal)
    place = _place(entry)
    if place:
        yield _ended(place)
    for name, value in (("doi", work.doi), ("PMID", work.pmid), ("PMCID", work.pmcid)):
        if value:
            yield f"{name}: {value}."
    yield from (said for said in (entry.fallen, entry.doubt, entry.note) if said)
    if work.address:
        yield work.address


def _place(entry: Entry) -> str:
    work = entry.work
    year = work.published.partition("-")[0] if work.published else ""
    issue = f"({work.issue})" if work.issue else ""
    volume = f"{work.volume or ''}{issue}"
    place = ";".join(part for part in (year, volume) if part)
    return ":".join(part for part in (place, work.pages) if part)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
