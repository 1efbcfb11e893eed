"""What a page is about in the words of schema.org, as JSON-LD.

Only what the knowledge base knows is said. Without an address of the site, identifiers are
relative to the page, which JSON-LD allows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.entity import Entity, EntityKind
from npcev_kb.model.ids import is_web_address
from npcev_kb.model.review import Module, Section
from npcev_kb.model.study import Study, Work
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.furniture.article import scholarly_article
from npcev_kb.render.furniture.subject import LICENCE, subject
from npcev_kb.render.page import Page
from npcev_kb.render.site import Site

WHOLE = "data/npcev-kb.json"
_UNSAFE = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
"""What could end a script element or a line of it, each as JSON writes it by its number."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page on the way from the first page to another."""

    title: str
    path: str
    """Address below the root of the site with its closing slash; "" is the first page."""


def as_script(data: dict[str, Plain]) -> Markup:
    """Return data as JSON that may stand inside a script element, whatever texts it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))


def linked_data(
    site: Site, page: Page, description: str, above: Sequence[Crumb]
) -> dict[str, Plain]:
    """Return what a page is and what it is about.

    Args:
        site: the site.
        page: the page.
        description: the page's own description.
        above: the pages above it, from the first page down; empty for the first page.
    """
    root = f"{site.settings.address.rstrip('/')}/" if site.settings.address else page.base or "./"
    here = root + (f"{page.path}/" if page.path else "") if site.settings.address else "./"
    data: dict[str, Plain] = {
        "@context": "https://schema.org",
        "@type": _kind_of_page(page),
        "@id": here,
        "url": here,
        "name": page.title,
        "description": description,
        "inLanguage": "en",
        "dateModified": site.kb.updated.isoformat(),
        "license": LICENCE[1],
        "isPartOf": {"@type": "WebSite", "@id": root, "url": root, "name": site.settings.name},
    }
    if above:
        data["breadcrumb"] = _breadcrumbs(root, page, here, above)
    if main := _main(site, page, root, here):
        data["mainEntity"] = main
    return data


def _kind_of_page(page: Page) -> str:
    if page.path == "about":
        return "AboutPage"
    is_list = isinstance(subject(page), EntityKind | Module | Section)
    return "CollectionPage" if is_list else "WebPage"


def _breadcrumbs(root: str, page: Page, here: str, above: Sequence[Crumb]) -> Plain:
    steps = [(crumb.title, root + crumb.path) for crumb in above] + [(page.title, here)]
    items: list[Plain] = [
        {"@type": "ListItem", "position": number, "name": title, "item": address}
        for number, (title, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _main(site: Site, page: Page, root: str, here: str) -> Plain:
    match subject(page):
        case Study() | Work() as record:
            return scholarly_article(site, record)
        case Entity() as entity:
            return _term(site, entity, root, here)
        case EntityKind() as kind:
            return {"@type": "DefinedTermSet", "@id": f"{here}#terms", "url": here,
                    "name": kind.title, "description": kind.about}  # fmt: skip
        case Debate() | Question() as asked:
            return {"@type": "Question", "name": asked.label, "text": asked.question}
    return _dataset(site, root) if page.path == "data" else None


def _term(site: Site, entity: Entity, root: str, here: str) -> Plain:
    kind = site.kb.kinds[entity.kind]
    terms = f"{root}{site.path(kind)}"
    data: dict[str, Plain] = {"@type": "DefinedTerm", "@id": f"{here}#term", "url": here,
                              "name": entity.label}  # fmt: skip
    names = [name for name in (entity.name, *entity.synonyms) if name and name != entity.label]
    if names:
        data["alternateName"] = [*names]
    if entity.curie:
        data["termCode"] = entity.curie
        link = site.curie_link(entity.curie)
        if link and is_web_address(link):
            data["sameAs"] = link
    data["inDefinedTermSet"] = {"@type": "DefinedTermSet", "@id": f"{terms}#terms", "url": terms,
                                "name": kind.title}  # fmt: skip
    return data


def _dataset(site: Site, root: str) -> Plain:
    whole = site.downloads.whole
    return {
        "@type": "Dataset",
        "@id": f"{root}data/#dataset",
        "url": f"{root}data/",
        "name": whole.title,
        "description": whole.about,
        "license": LICENCE[1],
        "isAccessibleForFree": True,
        "dateModified": site.kb.updated.isoformat(),
        "version": site.kb.updated.isoformat(),
        "creator": {"@type": "Organization", "name": whole.contributors},
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{root}{WHOLE}",
                "encodingFormat": "application/json",
            }
        ],
    }
