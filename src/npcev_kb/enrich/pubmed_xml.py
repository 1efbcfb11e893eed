"""What PubMed's efetch sends: articles and book chapters in XML, as published works.

Source: NLM, "MEDLINE/PubMed XML Data Elements" and the DTD of PubmedArticleSet.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from npcev_kb.enrich import described, events
from npcev_kb.enrich.bodies import local
from npcev_kb.enrich.markup import LONGEST_ABSTRACT, joined, plain
from npcev_kb.model.published import Author, Notice, PublishedWork

LABEL = "PubMed"
SETS = frozenset(("PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet"))
WORKS = frozenset(("PubmedArticle", "PubmedBookArticle", "MedlineCitation"))
_NOT_AVAILABLE = ("[not available]", "[not available].")


def articles(root: Element) -> Iterator[PublishedWork]:
    """Yield the works of a set, or the one that is the root.

    An entry without number and title is left out.
    """
    for entry in (root,) if local(root.tag) in WORKS else root:
        kind = local(entry.tag)
        if kind not in WORKS:
            continue
        work = _book(entry) if kind == "PubmedBookArticle" else _article(entry)
        if work.title or work.pmid:
            yield work


def _article(entry: Element) -> PublishedWork:
    citation = entry if local(entry.tag) == "MedlineCitation" else _part(entry, "MedlineCitation")
    article, data = _part(citation, "Article"), _part(entry, "PubmedData")
    issue, ids = _part(article, "Journal/JournalIssue"), _part(data, "ArticleIdList")
    kinds = described.lines(map(joined, article.iterfind("PublicationTypeList/PublicationType")))
    title = _title(article)
    happened, notice_of = _relations(citation, _is_preprint(kinds))
    retracted = any(kind.lower() == "retracted publication" for kind in kinds)
    return PublishedWork(
        title=title,
        authors=described.all_of(_authors(article.find("AuthorList"))),
        journal=_text(article, "Journal/Title")
        or _text(article, "Journal/ISOAbbreviation")
        or _text(citation, "MedlineJournalInfo/MedlineTA"),
        published=_published(article, issue),
        volume=_text(issue, "Volume"),
        issue=_text(issue, "Issue"),
        pages=_pages(article),
        doi=_doi(article, ids),
        pmid=described.pmid(_text(citation, "PMID")) or described.pmid(_id(ids, "pubmed")),
        pmcid=described.pmcid(_id(ids, "pmc")),
        kinds=kinds,
        references=_references(data, citation),
        events=events.with_retraction(
            happened, said_by=LABEL if retracted else None, title=None if notice_of else title
        ),
        notice_of=tuple(notice_of),
        abstract=_abstract(article) or _abstract_elsewhere(citation),
    )


def _book(entry: Element) -> PublishedWork:
    """Return a chapter, with its book in the place of the journal, or a whole book."""
    document, data = _part(entry, "BookDocument"), _part(entry, "PubmedBookData")
    book, ids = _part(document, "Book"), _part(document, "ArticleIdList")
    chapter, whole = _text(document, "ArticleTitle"), _text(book, "BookTitle")
    authors = [*document.iterfind("AuthorList"), *book.iterfind("AuthorList")]
    writers = (each for each in authors if each.get("Type", "authors") == "authors")
    days = [_day(document.find("ContributionDate")), _day(book.find("PubDate"))]
    number = _text(document, "PMID") or _id(_part(data, "ArticleIdList"), "pubmed")
    return PublishedWork(
        title=chapter or whole,
        authors=described.all_of(_authors(next(writers, None))),
        journal=whole if chapter else None,
        published=next((day for day in days if day), None),
        volume=_text(book, "Volume"),
        pages=_pages(document),
        doi=described.doi(_id(ids, "doi")) or (None if chapter else _doi(book, ids)),
        pmid=described.pmid(number),
        pmcid=described.pmcid(_id(ids, "pmc")),
        kinds=described.lines(map(joined, document.iterfind("PublicationType"))),
        references=_references(document, data),
        abstract=_abstract(document),
    )


def _title(article: Element) -> str | None:
    """Return the title; where there is none in English, the one in the language of the work."""
    title = _text(article, "ArticleTitle")
    own = _text(article, "VernacularTitle")
    return own if own and (title is None or title.lower() in _NOT_AVAILABLE) else title


def _authors(found: Element | None) -> Iterator[Author | None]:
    """Yield the authors; an entry that NLM marks as not valid was corrected by another."""
    for part in found.iterfind("Author") if found is not None else ():
        if part.get("ValidYN") == "N":
            continue
        if (name := part.find("CollectiveName")) is not None:
            yield described.group(joined(name))
            continue
        orcid = next((i for i in part.iterfind("Identifier") if i.get("Source") == "ORCID"), None)
        given = _text(part, "ForeName") or _text(part, "FirstName") or _text(part, "Initials")
        yield described.person(
            _text(part, "LastName"),
            given,
            _text(part, "Suffix"),
            joined(orcid) if orcid is not None else None,
        )


def _published(article: Element, issue: Element) -> str | None:
    """Return the first day of publication: of the article on the web, or of the printed issue."""
    days = [_day(part) for part in article.iterfind("ArticleDate")]
    return described.earliest([*days, _day(issue.find("PubDate"))])


def _day(found: Element | None) -> str | None:
    if found is None:
        return None
    year = described.day_in(_text(found, "Year"))
    if not year:
        return described.day_in(_text(found, "MedlineDate"))
    month, of_month = described.month_in(_text(found, "Month")), _number(_text(found, "Day"))
    return described.day(int(year[:4]), month, of_month)


def _pages(article: Element) -> str | None:
    pages = _text(article, "Pagination/MedlinePgn")
    if pages:
        return pages
    first, last = (_text(article, f"Pagination/{name}Page") for name in ("Start", "End"))
    return f"{first}-{last}" if first and last else first


def _doi(article: Element, ids: Element) -> str | None:
    """Return the DOI of the article itself: its references have lists of identifiers too."""
    locations = [
        joined(part)
        for part in article.iterfind("ELocationID")
        if part.get("EIdType") == "doi" and part.get("ValidYN") != "N"
    ]
    found = (described.doi(text) for text in (*locations, _id(ids, "doi")))
    return next((doi for doi in found if doi), None)


def _id(ids: Element, kind: str) -> str | None:
    parts = (part for part in ids.iterfind("ArticleId") if part.get("IdType") == kind)
    return next((joined(part) for part in parts), None)


def _references(*places: Element) -> int | None:
    """Return the number of references: of those listed, or as it is stated."""
    for place in places:
        lists = place.iterfind("ReferenceList")
        if listed := sum(1 for each in lists for _ in each.iter("Reference")):
            return listed
    stated = (_number(_text(place, "NumberOfReferences")) for place in places)
    return next((number for number in stated if number is not None), None)


def _abstract(article: Element) -> str | None:
    """Return the abstract in one piece, the label of each section before it."""
    sections = []
    for part in article.iterfind("Abstract/AbstractText"):
        label, text = part.get("Label"), joined(part)
        sections.append(f"{label}: {text}" if label and label != "UNLABELLED" else text)
    return plain(" ".join(sections))[:LONGEST_ABSTRACT].strip() or None


def _abstract_elsewhere(citation: Element) -> str | None:
    """Return an abstract that somebody else than the journal wrote, where it has none."""
    for other in citation.iterfind("OtherAbstract"):
        if other.get("Language", "eng") == "eng":
            parts = map(joined, other.iterfind("AbstractText"))
            return plain(" ".join(parts))[:LONGEST_ABSTRACT].strip() or None
    return None


def _relations(citation: Element, preprint: bool) -> tuple[list[Notice], list[Notice]]:
    """Return what happened to the work, and what it did to others."""
    found: dict[events.Direction, list[Notice]] = {way: [] for way in events.Direction}
    for part in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        cited = _text(part, "RefSource")
        relation = events.in_list(part.get("RefType"), preprint=preprint, cited=cited)
        if relation:
            found[relation.direction].append(
                Notice(
                    found=relation.kind,
                    day=events.cited_day(cited),
                    source=LABEL,
                    doi=events.cited_doi(cited),
                    pmid=described.pmid(_text(part, "PMID")),
                    cited=cited,
                )
            )
    return found[events.Direction.HAPPENED], found[events.Direction.CAUSED]


def _is_preprint(kinds: tuple[str, ...]) -> bool:
    return any(kind.lower() == "preprint" for kind in kinds)


def _part(element: Element, path: str) -> Element:
    """Return a part, or an empty one in its place."""
    found = element.find(path)
    return Element("none") if found is None else found


def _text(element: Element, path: str) -> str | None:
    found = element.find(path)
    return described.line(joined(found)) if found is not None else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else None
