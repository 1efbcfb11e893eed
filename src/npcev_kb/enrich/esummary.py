"""What PubMed's esummary sends, in its first and second version: works in short.

Source: NCBI, "E-utilities In-Depth", ESummary. The first version names its items in attributes;
the second has elements in XML, and the same names in lower case in JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from npcev_kb.enrich import described, events
from npcev_kb.enrich.bodies import local
from npcev_kb.enrich.markup import joined
from npcev_kb.enrich.node import Node, node_of
from npcev_kb.model.published import Author, PublishedWork

LABEL = "PubMed"


def summaries_of_json(result: Node) -> Iterator[PublishedWork]:
    """Yield the works of a JSON result, in the order of its list of numbers."""
    for part in result.each("uids"):
        if part.text and (work := _work(result.at(part.text), part.text)):
            yield work


def summaries_of_xml(root: Element) -> Iterator[PublishedWork]:
    """Yield the works of an eSummaryResult of either version."""
    for entry in root.iter():
        if local(entry.tag) == "DocSum":
            work = _work(_first_version(entry), None)
        elif local(entry.tag) == "DocumentSummary":
            work = _work(_lower(node_of(entry)), entry.get("uid"))
        else:
            continue
        if work:
            yield work


def _work(found: Node, number: str | None) -> PublishedWork | None:
    ids = {kind: text for kind, text in _ids(found) if text}
    title = described.line(found.at("title").text) or described.line(found.at("booktitle").text)
    pmid = described.pmid(ids.get("pubmed") or ids.get("pmid") or found.at("uid").text or number)
    says_more = ids or any(found.has(name) for name in ("authors", "pubdate"))
    if not (title and pmid and says_more):
        return None
    kinds = described.lines(part.text for part in _listed(found.at("pubtype"), ("flag", "value")))
    retracted = any(kind.lower() == "retracted publication" for kind in kinds)
    notice = any(kind.lower() == "retraction of publication" for kind in kinds)
    days = (described.day_in(found.at(name).text) for name in ("pubdate", "epubdate"))
    return PublishedWork(
        title=title,
        authors=described.all_of(map(_author, _listed(found.at("authors"), ("author",)))),
        journal=described.line(found.at("fulljournalname").text)
        or described.line(found.at("source").text),
        published=described.earliest(days),
        volume=described.line(found.at("volume").text),
        issue=described.line(found.at("issue").text),
        pages=described.line(found.at("pages").text),
        doi=described.doi(ids.get("doi") or found.at("elocationid").text),
        pmid=pmid,
        pmcid=described.pmcid(ids.get("pmc") or ids.get("pmcid")),
        kinds=kinds,
        events=events.with_retraction(
            (), said_by=LABEL if retracted else None, title=None if notice else title
        ),
    )


def _author(found: Node) -> Author | None:
    name = found.at("name").text or found.text
    kind = found.at("authtype").text or "Author"
    if kind.lower().startswith(("collective", "corp")):
        return described.group(name)
    return described.printed(name) if kind.lower() == "author" else None


def _ids(found: Node) -> Iterator[tuple[str, str | None]]:
    for part in _listed(found.at("articleids"), ("articleid",)):
        kind = (part.at("idtype").text or "").lower()
        text = part.at("value").text or ""
        yield kind, text.removeprefix("pmc-id:").strip(" ;") if kind == "pmcid" else text


def _listed(found: Node, names: Iterable[str]) -> Iterator[Node]:
    """Yield the parts of a list, which XML wraps once more than JSON."""
    inner = next((name for name in names if found.has(name)), None)
    yield from found.each(inner) if inner else found.each()


def _lower(found: Node) -> Node:
    """Return XML of the second version with the names that JSON has."""

    def lowered(value: object) -> object:
        if isinstance(value, Mapping):
            return {str(name).lower(): lowered(part) for name, part in value.items()}
        return [lowered(part) for part in value] if isinstance(value, list) else value

    return Node(lowered(found.value))


def _first_version(entry: Element) -> Node:
    """Return a DocSum in the form of the second version."""
    items = {item.get("Name", ""): item for item in entry.iterfind("Item")}

    def inner(name: str) -> list[Element]:
        return list(items[name]) if name in items else []

    plain = {name.lower(): joined(item) for name, item in items.items() if not len(item)}
    ids = [{"idtype": item.get("Name", ""), "value": joined(item)} for item in inner("ArticleIds")]
    lists = {
        "uid": joined(number) if (number := entry.find("Id")) is not None else None,
        "authors": [
            {"name": joined(item), "authtype": item.get("Name", "")} for item in inner("AuthorList")
        ],
        "articleids": [{"idtype": "doi", "value": plain.get("doi")}, *ids],
        "pubtype": [joined(item) for item in inner("PubTypeList")],
    }
    return Node(plain | lists)
