"""The schemas of what the interface serves, made from models: nothing is left out, null is said."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from npcev_kb.render.export.api.brief import PAGES, Index, PageOfList
from npcev_kb.render.export.api.shapes import MERGED

PLACE = "#/components/schemas/"


class _AsServed(GenerateJsonSchema):
    """Describes what is served: no field has a default, for every field is there."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema without its default: nothing is left out."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Tell that names need no second name."""
        return False


def served_schemas() -> dict[str, JsonSchemaValue]:
    """Return the schema of everything that the interface serves, by name, sorted."""
    models: list[type[BaseModel]] = [Index, PageOfList, *PAGES.values()]
    models += [model for parts in MERGED.values() for model in parts]
    wanted = [(model, "serialization") for model in dict.fromkeys(models)]
    _, found = models_json_schema(
        wanted,  # type: ignore[arg-type]  # a list of pairs is what it takes
        ref_template=f"{PLACE}{{model}}",
        schema_generator=_AsServed,
    )
    parts = {name: _tidy(schema) for name, schema in found["$defs"].items()}
    merged = {
        name: _merged([parts[model.__name__] for model in models])
        for name, models in MERGED.items()
    }
    alone = {model.__name__ for models in MERGED.values() for model in models[1:]}
    listed = {f"{name.capitalize()}Page": _page_of(name, parts) for name in PAGES}
    kept = {name: schema for name, schema in parts.items() if name not in alone | {"PageOfList"}}
    return dict(sorted({**kept, **merged, **listed}.items()))


def _merged(parts: list[JsonSchemaValue]) -> JsonSchemaValue:
    """Return the schema of an object with the fields of all parts; later ones are more exact."""
    whole: JsonSchemaValue = {**parts[0], "properties": {}}
    for part in parts:
        whole["properties"] |= part["properties"]
    return {**whole, "required": list(whole["properties"])}


def _page_of(collection: str, parts: dict[str, JsonSchemaValue]) -> JsonSchemaValue:
    """Return the schema of a page that lists a collection."""
    item = {"$ref": f"{PLACE}{PAGES[collection].__name__}"}
    listed = {"type": "array", "items": item, "description": "The members on this page, in order."}
    about = {"description": f"A page of the {collection}."}
    return _merged([parts["PageOfList"] | about, {"properties": {"items": listed}}])


def _tidy(part: Any) -> Any:
    """Return a schema without second names in which every field is there."""
    if isinstance(part, list):
        return [_tidy(each) for each in part]
    if not isinstance(part, dict):
        return part
    told = {
        key: " ".join(value.split())
        if key == "description" and isinstance(value, str)
        else _tidy(value)
        for key, value in part.items()
        if key != "title" or isinstance(value, dict)
    }
    return {**told, "required": list(part["properties"])} if "properties" in part else told
