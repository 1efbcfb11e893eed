"""The interface in OpenAPI 3.1: every address that there is, and what lies behind it."""

from __future__ import annotations

from npcev_kb.render.export.api.collections import COLLECTIONS, Collection
from npcev_kb.render.export.api.schemas import PLACE, served_schemas
from npcev_kb.render.export.document import SCHEMA_VERSION
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.schemas import DIALECT
from npcev_kb.render.export.whole import Whole

ABOUT = (
    "The knowledge base as files. Addresses are fixed and take no query; links are relative to the "
    "file that holds them. Null means not known, or does not apply; never no."
)
LICENCE = "CC BY 4.0"
LICENCE_TEXT = "https://creativecommons.org/licenses/by/4.0/"
NAMES = {"entities": "key", "claims": "ref"}
"""What the files of a collection are called by, where it is not their id."""
SHAPES = {
    "id": "^(?!page-[0-9]+$)[a-z0-9]+(-[a-z0-9]+)*$",
    "key": "^(?!page-[0-9]+$)[a-z0-9]+(-[a-z0-9]+)*$",
    "ref": r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z][1-9][0-9]{0,2}$",
}


def openapi(whole: Whole) -> dict[str, Plain]:
    """Return the description of the interface of a knowledge base."""
    paths: dict[str, Plain] = {
        "/index.json": _path("What there is.", "getIndex", "Index"),
        "/openapi.json": _path("This description.", "getDescription", None),
    }
    for collection in COLLECTIONS:
        paths |= _paths(collection, whole)
    return {
        "openapi": "3.1.1",
        "info": {
            "title": whole.settings.name,
            "version": f"1 ({SCHEMA_VERSION})",
            "description": ABOUT,
            "license": {"name": LICENCE, "url": LICENCE_TEXT},
        },
        "jsonSchemaDialect": DIALECT,
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {"schemas": dict(served_schemas())},
    }


def _paths(collection: Collection, whole: Whole) -> dict[str, Plain]:
    """Return the pages of a collection, and its members unless there are none."""
    name, noun = collection.name, collection.name.capitalize()
    number: dict[str, Plain] = {
        "type": "integer", "minimum": 1, "maximum": collection.pages(whole)
    }  # fmt: skip
    page = _path(f"A page of: {collection.about}", f"list{noun}", f"{noun}Page", page=number)
    paths: dict[str, Plain] = {f"/{name}/page-{{page}}.json": page}
    first = next(collection.members(whole), None)
    if first is not None:
        by = NAMES.get(name, "id")
        told: dict[str, Plain] = {"type": "string", "pattern": SHAPES[by], "examples": [first[0]]}
        member = _path(f"One of: {collection.about}", f"get{noun}", collection.schema, **{by: told})
        paths[f"/{name}/{{{by}}}.json"] = member
    return paths


def _path(summary: str, name: str, schema: str | None, **parameters: dict[str, Plain]) -> Plain:
    """Return the description of one address.

    Args:
        summary: what lies there.
        name: the name of the operation.
        schema: the schema of the file, None for any object.
        parameters: the schemas of the parts of the address that vary.
    """
    body: dict[str, Plain] = {"$ref": f"{PLACE}{schema}"} if schema else {"type": "object"}
    answer: dict[str, Plain] = {
        "200": {"description": summary, "content": {"application/json": {"schema": body}}}
    }
    if parameters:
        answer["404"] = {"description": "There is none of this name."}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [
                {"name": each, "in": "path", "required": True, "schema": told}
                for each, told in parameters.items()
            ],
            "responses": answer,
        }
    }
