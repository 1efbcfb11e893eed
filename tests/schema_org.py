"""The part of schema.org that the site uses: which properties a type may have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

THING = {"@type", "@id", "name", "description", "url", "sameAs", "alternateName", "identifier",
         "mainEntityOfPage"}  # fmt: skip
CREATIVE = THING | {
    "author", "creator", "license", "isPartOf", "inLanguage", "dateModified", "datePublished",
    "mainEntity", "about", "text", "version", "isAccessibleForFree", "creativeWorkStatus",
}  # fmt: skip
PROPERTIES = {
    "WebSite": CREATIVE,
    "WebPage": CREATIVE | {"@context", "breadcrumb"},
    "CollectionPage": CREATIVE | {"@context", "breadcrumb"},
    "AboutPage": CREATIVE | {"@context", "breadcrumb"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
    "ScholarlyArticle": CREATIVE | {"pagination"},
    "Periodical": CREATIVE | {"issn"},
    "PublicationVolume": CREATIVE | {"volumeNumber"},
    "PublicationIssue": CREATIVE | {"issueNumber"},
    "PropertyValue": THING | {"propertyID", "value"},
    "Person": THING,
    "Organization": THING,
    "Dataset": CREATIVE | {"distribution"},
    "DataDownload": CREATIVE | {"contentUrl", "encodingFormat"},
    "DefinedTerm": THING | {"termCode", "inDefinedTermSet"},
    "DefinedTermSet": CREATIVE,
    "Question": CREATIVE,
}


def nodes(data: object) -> Iterator[dict[str, Any]]:
    """Yield every node of linked data, outer ones first."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from nodes(value)
    elif isinstance(data, list):
        for value in data:
            yield from nodes(value)


def faults(data: object) -> list[str]:
    """Return what is wrong with linked data: unknown types and properties, empty values."""
    found = []
    for node in nodes(data):
        known = PROPERTIES.get(node.get("@type", ""))
        if known is None:
            found.append(f"unknown type {node.get('@type')!r}")
            continue
        found += [f"{node['@type']} has no {name}" for name in node if name not in known]
        found += [f"{node['@type']}.{n} is empty" for n, v in node.items() if v in ("", None, [])]
    return found
