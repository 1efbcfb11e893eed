"""The work behind a record as an article of schema.org."""

from __future__ import annotations

from npcev_kb.model.published import Author, PublishedWork
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import IdentificationStatus
from npcev_kb.render.export.bibliography import cited
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.site import Site


def scholarly_article(site: Site, record: Study | Work) -> Plain:
    """Return the work of a record; None where neither title nor identifier was seen.

    Identifiers are given only for works that are identified, at least probably.
    """
    work = cited(record)
    sure = record.identification.status is not IdentificationStatus.UNRESOLVED
    links = record.identification.links if sure else ()
    if not (work.title or links):
        return None
    data: dict[str, Plain] = {"@type": "ScholarlyArticle"}
    if work.title:
        data["name"] = work.title
    if work.authors:
        data["author"] = [_author(author) for author in work.authors]
    if work.published:
        data["datePublished"] = work.published
    if place := _place(work):
        data["isPartOf"] = place
    if work.pages:
        data["pagination"] = work.pages
    if links:
        data["identifier"] = [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value, _ in links
        ]
        data["sameAs"] = [address for _, _, address in links]
    fallen = site.fallen(record)
    if fallen:
        data["creativeWorkStatus"] = fallen.found.label
    return data


def _author(author: Author) -> Plain:
    if author.collective:
        return {"@type": "Organization", "name": author.printed}
    return {"@type": "Person", "name": author.printed}


def _place(work: PublishedWork) -> Plain:
    """Return the journal, inside it the volume, inside it the issue, as far as they were seen."""
    place: dict[str, Plain] | None = None
    if work.journal:
        place = {"@type": "Periodical", "name": work.journal}
    for kind, field, value in (
        ("PublicationVolume", "volumeNumber", work.volume),
        ("PublicationIssue", "issueNumber", work.issue),
    ):
        if value:
            place = {"@type": kind, field: value, **({"isPartOf": place} if place else {})}
    return place
