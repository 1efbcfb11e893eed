"""One entry of an answer of Europe PMC, in any of its forms, as a published work."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.enrich import described, events
from npcev_kb.enrich.markup import abstract
from npcev_kb.enrich.node import Node
from npcev_kb.model.published import Author, Notice, PublishedWork

LABEL = "Europe PMC"
_PREPRINTS, _MEDLINE = "PPR", "MED"


def described_work(found: Node) -> PublishedWork | None:
    """Return the work of an entry, None if it has neither title nor identifier."""
    source, number = found.at("source").text, found.at("id").text
    title = described.line(found.at("title").text)
    doi = described.doi(found.at("doi").text)
    pmid = described.pmid(found.at("pmid").text or (number if source == _MEDLINE else None))
    pmcid = described.pmcid(found.at("pmcid").text or (number if source == "PMC" else None))
    if not (title or doi or pmid or pmcid):
        return None
    info, kinds = found.at("journalInfo"), described.lines(_kinds(found))
    happened, notice_of = _relations(found, source == _PREPRINTS or _has(kinds, "preprint"))
    return PublishedWork(
        title=title,
        authors=described.all_of(_authors(found)),
        journal=_journal(found, source),
        published=_published(found),
        volume=described.line(info.at("volume").text or _either(found, "journalVolume", "volume")),
        issue=described.line(info.at("issue").text or found.at("issue").text),
        pages=described.line(found.at("pageInfo").text),
        doi=doi,
        pmid=pmid,
        pmcid=pmcid,
        kinds=kinds,
        licence=described.line(found.at("license").text),
        events=events.with_retraction(
            happened,
            said_by=LABEL if _has(kinds, "retracted publication") else None,
            title=None if notice_of else title,
        ),
        notice_of=notice_of,
        abstract=abstract(found.at("abstractText").text),
    )


def _authors(found: Node) -> Iterator[Author | None]:
    parts = list(found.each("authorList", "author"))
    if not parts:
        names = (found.at("authorString").text or "").rstrip(". ")
        yield from (described.printed(name) for name in names.split(",")) if names else ()
        return
    for part in parts:
        if group := part.at("collectiveName").text:
            yield described.group(group)
            continue
        family, given = part.at("lastName").text, part.at("firstName").text
        given = given or part.at("initials").text
        ids = part.at("authorId")
        orcid = ids.at("value").text if ids.at("type").text == "ORCID" else None
        if family:
            yield described.person(family, given, part.at("suffix").text, orcid)
        else:
            yield described.printed(part.at("fullName").text or given or part.text)


def _journal(found: Node, source: str | None) -> str | None:
    """Return the journal or book; a preprint stands in its server, which is named as publisher."""
    journal = found.at("journalInfo", "journal")
    names = [
        journal.at("title").text,
        journal.at("medlineAbbreviation").text,
        _either(found, "journalTitle", "journalAbbreviation"),
        found.at("bookOrReportDetails", "comprisingTitle").text,
    ]
    if source == _PREPRINTS:
        names.append(found.at("bookOrReportDetails", "publisher").text)
    return next((name for text in names if (name := described.line(text))), None)


def _published(found: Node) -> str | None:
    """Return the first day of publication.

    Where a work was printed only, Europe PMC fills up its day: the date of the issue, which says
    as much as is known, is taken instead.
    """
    online = described.day_in(found.at("electronicPublicationDate").text)
    printed = described.day_in(found.at("journalInfo", "dateOfPublication").text)
    first = described.earliest([online, printed])
    first = first or described.day_in(found.at("firstPublicationDate").text)
    years = (found.at("pubYear"), found.at("journalInfo", "yearOfPublication"))
    return first or next((day for year in years if (day := described.day(year.number))), None)


def _kinds(found: Node) -> Iterator[str | None]:
    """Yield the publication types: a list in core, one text with semicolons in lite."""
    for part in found.each("pubTypeList", "pubType"):
        yield part.text
    for part in found.each("pubType"):
        yield from (text.strip() for text in (part.text or "").split(";"))


def _relations(found: Node, preprint: bool) -> tuple[tuple[Notice, ...], tuple[Notice, ...]]:
    """Return what happened to the work, and what it did to others."""
    notices: dict[events.Direction, list[Notice]] = {way: [] for way in events.Direction}
    for part in found.each("commentCorrectionList", "commentCorrection"):
        cited = described.line(part.at("reference").text)
        relation = events.in_list(part.at("type").text, preprint=preprint, cited=cited)
        if relation:
            number, medline = part.at("id").text, part.at("source").text == _MEDLINE
            notices[relation.direction].append(
                Notice(
                    found=relation.kind,
                    day=events.cited_day(cited),
                    source=LABEL,
                    doi=events.cited_doi(cited),
                    pmid=described.pmid(number) if medline else None,
                    cited=cited or (None if medline else described.line(number)),
                )
            )
    happened, caused = events.Direction.HAPPENED, events.Direction.CAUSED
    return tuple(notices[happened]), tuple(notices[caused])


def _has(kinds: tuple[str, ...], kind: str) -> bool:
    return any(each.lower() == kind for each in kinds)


def _either(found: Node, first: str, second: str) -> str | None:
    return found.at(first).text or found.at(second).text
