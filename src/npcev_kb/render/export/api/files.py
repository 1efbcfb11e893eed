"""Every file of the interface, in the order in which a program meets them."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.model.file_kinds import FILE_KINDS
from npcev_kb.render.export.api.collections import COLLECTIONS
from npcev_kb.render.export.api.openapi import LICENCE, LICENCE_TEXT, openapi
from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables.table import Data, part
from npcev_kb.render.export.whole import Whole

ROOT = "api/v1"
"""Below the site's root. Under this address nothing that is there ever goes away."""
NOTE = "Not medical advice. Null means not known, or does not apply; never no."


def api_files(whole: Whole) -> Iterator[tuple[str, str]]:
    """Yield address below the site's root and text of each file, one at a time."""
    yield f"{ROOT}/index.json", dumps(_index(whole)) + "\n"
    yield f"{ROOT}/openapi.json", dumps(openapi(whole)) + "\n"
    for collection in COLLECTIONS:
        for name, text in collection.files(whole):
            yield f"{ROOT}/{name}", text


def _index(whole: Whole) -> Data:
    review = part(whole.document, "review")
    authors = ", ".join(whole.kb.review.authors)
    collections: list[Plain] = [
        {
            "name": each.name,
            "about": each.about,
            "total": each.total(whole),
            "pages": each.pages(whole),
            "first": f"{each.name}/page-1.json",
        }
        for each in COLLECTIONS
    ]
    return {
        "api": "v1",
        "schema_version": whole.document["schema_version"],
        "updated": whole.document["updated"],
        "note": NOTE,
        "licence": {
            "name": LICENCE,
            "url": LICENCE_TEXT,
            "credit": f"{whole.settings.name} contributors, and the review: {authors}",
        },
        "review": {name: review[name] for name in ("title", "authors", "pmcid", "doi")},
        "collections": collections,
        "description": "openapi.json",
        "everything": "../../data/npcev-kb.json",
        "data": "../../data/",
        "schemas": [f"../../schema/{kind.name}.schema.json" for kind in FILE_KINDS],
    }
