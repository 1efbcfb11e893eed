"""Drafts: the record with which an import or a screening begins, for a curator to go on with."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import quote

from npcev_kb.model.file_kinds import SCHEMA_COMMENT
from npcev_kb.model.identification import EARLIEST_YEAR, Identification, PossibleWork
from npcev_kb.model.ids import slug
from npcev_kb.model.published import PublishedWork
from npcev_kb.model.vocabulary import CurationStatus, IdentificationStatus, ReadingBasis
from npcev_kb.store.formatting import written
from npcev_kb.store.plain_yaml import Inline, as_yaml

AUTHORS_SHOWN = 10
"""A draft lists so many authors and says whether there are more."""
_TEXT, _SENTENCE, _ID = 1200, 320, 80
_WORDS_OF_ID = 6


def draft_id(work: PublishedWork, taken: Container[str]) -> str:
    """Return an id for the draft of a work: the first words of its title, made unique.

    A work whose title holds no Latin letter and no digit is named by an identifier, by its first
    author, or as a draft.

    Args:
        work: the work.
        taken: ids that are in use.
    """
    base = next(name for name in _names(work) if name)[:_ID].rstrip("-")
    if base not in taken:
        return base
    number = 2
    while (name := _numbered(base, number)) in taken:
        number += 1
    return name


def _names(work: PublishedWork) -> Iterator[str]:
    words = [word for word in map(slug, (work.title or "").split()) if word]
    short = "-".join(words[:_WORDS_OF_ID])
    yield short if len(short) <= _ID else short[: _ID + 1].rpartition("-")[0] or short
    for name in ("doi", "pmid", "pmcid"):
        value = slug(getattr(work, name) or "")
        yield f"{name}-{value}" if value else ""
    yield slug(f"{work.first_author or ''} {work.year or ''}")
    yield "draft"


def _numbered(base: str, number: int) -> str:
    end = f"-{number}"
    return base[: _ID - len(end)].rstrip("-") + end


def draft_text(
    work: PublishedWork,
    record_id: str,
    day: date,
    sections: Sequence[str] = (),
    *,
    more_authors: bool = False,
) -> str:
    """Return the file of a draft: which work it is, and nothing else.

    Args:
        work: the work, as a service or a file describes it.
        record_id: the id of the draft, as `draft_id` makes it.
        day: the day on which the draft is begun.
        sections: sections of the review where it belongs, if somebody said so.
        more_authors: True if the work is known to have more authors than are named.
    """
    who = identification_of(work, day, more_authors=more_authors)
    facts = who.model_dump(mode="json", exclude_defaults=True)
    for name in ("authors", "seen_at"):
        if name in facts:
            facts[name] = Inline(facts[name])
    record = {
        "id": record_id,
        "label": _label(work),
        **({"sections": Inline(sections)} if sections else {}),
        "identification": facts,
        "reading_basis": ReadingBasis.TITLE.value,
        "curation": {"status": CurationStatus.DRAFT.value, "updated": day},
    }
    return as_draft(record)


def as_draft(record: Mapping[str, object]) -> str:
    """Return the file of a study's record in its form, with the line that leads to its schema."""
    return written(f"{SCHEMA_COMMENT}../../docs/schema/study.schema.json\n{as_yaml(record)}")


def identification_of(
    work: PublishedWork, day: date, *, more_authors: bool = False
) -> Identification:
    """Return the identification of a draft.

    With an identifier or an address the work is probable; without, somebody has to find it first:
    it is unresolved, and what is told of it is a hint.
    """
    seen_at, possible = _seen_at(work), _possible_year(work, day)
    if seen_at is None:
        hints = (_hint(work, more_authors),) if work.title else ()
        return Identification(
            status=IdentificationStatus.UNRESOLVED, year=possible, candidates=hints
        )
    names = _authors(work)
    return Identification(
        status=IdentificationStatus.PROBABLE,
        title=_title(work),
        authors=names,
        more_authors=more_authors or len(names) < len(work.authors),
        journal=_fit(work.journal, _SENTENCE),
        year=possible,
        volume=_fit(work.volume, _SENTENCE),
        issue=_fit(work.issue, _SENTENCE),
        pages=_fit(work.pages, _SENTENCE),
        doi=work.doi,
        pmid=work.pmid,
        pmcid=work.pmcid,
        seen_at=(seen_at,),
        note=f"The year is given as {work.year}." if work.year and not possible else None,
    )


def _seen_at(work: PublishedWork) -> str | None:
    """Return the address of a work: DOI, else PubMed, PubMed Central, or its own."""
    if work.doi:
        return "https://doi.org/" + quote(work.doi, safe="/:;,()")
    if work.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}"
    if work.pmcid:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{work.pmcid}"
    return work.address if work.title else None


def _hint(work: PublishedWork, more_authors: bool) -> PossibleWork:
    """Return what was told of a work that nobody can be sent to."""
    names = _authors(work)
    more = " and others" if names and (more_authors or len(names) < len(work.authors)) else ""
    said = [", ".join(names) + more, work.journal, work.published]
    said += [
        f"{name} {value}"
        for name in ("volume", "issue", "pages")
        if (value := getattr(work, name)) is not None
    ]
    known = "; ".join(part for part in said if part)
    why = f"Given without an identifier: {known}" if known else "Given without an identifier"
    return PossibleWork(title=_title(work), why=_fit(why, _TEXT))


def _title(work: PublishedWork) -> str | None:
    """Return the title without the full stop that PubMed sets behind it."""
    title = (work.title or "").rstrip(".").rstrip()
    return _fit(title or work.title, _TEXT)


def _label(work: PublishedWork) -> str:
    named = work.doi or work.pmid or work.pmcid or work.address or ""
    label = _title(work) or f"Untitled work {named}".strip()
    return _cut(label, _SENTENCE)


def _authors(work: PublishedWork) -> tuple[str, ...]:
    """Return the first authors as they are printed, up to one whose name is too long."""
    shown: list[str] = []
    for author in work.authors[:AUTHORS_SHOWN]:
        if len(author.printed) > _SENTENCE:
            break
        shown.append(author.printed)
    return tuple(shown)


def _possible_year(work: PublishedWork, day: date) -> int | None:
    year = work.year
    return year if year and EARLIEST_YEAR <= year <= day.year + 1 else None


def _fit(text: str | None, limit: int) -> str | None:
    return None if text is None else _cut(text, limit)


def _cut(text: str, limit: int) -> str:
    """Return a text, cut with a sign of it where it is longer than a record allows."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
