"""JSON Schemas of the files that people write, for editors and for checks in other languages.

Made from the models, whose docstrings become the descriptions that an editor shows; keys of terms
are those of one knowledge base, so that an editor completes them. A schema tells less than
`npcev validate`: rules between fields, and pointers between records, are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from npcev_kb.model.entity import Entity
from npcev_kb.model.file_kinds import FILE_KINDS, FileKind
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.export.document import SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEY = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""The shape of the key of an entry."""


class _AsWritten(GenerateJsonSchema):
    """Describes what may be written: nothing is null, and what is left out is left out."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema of the value: an empty field is refused, not taken for unknown."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema without its default, which an editor would fill in."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Tell that names need no second name."""
        return False


def schemas(kb: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Yield for each kind of file the name of its schema file and its text."""
    for kind in FILE_KINDS:
        text = json.dumps(schema_of(kind, kb), ensure_ascii=False, indent=1) + "\n"
        yield f"{kind.name}.schema.json", text


def schema_of(kind: FileKind, kb: KnowledgeBase) -> JsonSchemaValue:
    """Return the JSON Schema (draft 2020-12) of one kind of file.

    Args:
        kind: the kind of file.
        kb: the knowledge base whose terms may be named.
    """
    entry = kind.model.model_json_schema(
        ref_template="#/$defs/{model}", schema_generator=_AsWritten
    )
    parts = entry.pop("$defs", {})
    for name in kind.given:
        entry["properties"].pop(name)
        entry["required"] = [each for each in entry.get("required", []) if each != name]
    terms: dict[str, JsonSchemaValue] = {}
    body = _with_terms(entry, kb, terms)
    parts = _with_terms(parts, kb, terms)
    if kind.keyed:
        parts[kind.model.__name__] = body
        body = {
            "type": "object",
            "additionalProperties": {"$ref": f"#/$defs/{kind.model.__name__}"},
            "propertyNames": {"pattern": KEY if kind.name != "prefixes" else "^[A-Za-z]"},
        }
    head = {"$schema": DIALECT, "title": f"npcev-kb: data/{kind.pattern}"}
    return {**head, "$comment": f"schema version {SCHEMA_VERSION}", **body, "$defs": parts | terms}


def _with_terms(part: Any, kb: KnowledgeBase, terms: dict[str, JsonSchemaValue]) -> Any:
    """Return a schema in which keys of terms are lists of the keys that may stand there."""
    if isinstance(part, list):
        return [_with_terms(each, kb, terms) for each in part]
    if not isinstance(part, dict):
        return part
    if "x-roles" in part:
        roles = part["x-roles"]
        name = "TermAs" + "Or".join("".join(map(str.capitalize, role.split())) for role in roles)
        terms[name] = _keys(kb, roles)
        about = {"description": part["description"]} if "description" in part else {}
        return {**about, "$ref": f"#/$defs/{name}"}
    tidy = {key: value for key, value in part.items() if key != "title" or isinstance(value, dict)}
    return {
        key: " ".join(value.split()) if key == "description" and isinstance(value, str)
        else _with_terms(value, kb, terms)
        for key, value in tidy.items()
    }  # fmt: skip


def _keys(kb: KnowledgeBase, roles: list[str]) -> JsonSchemaValue:
    """Return the keys of all terms that may play one of some roles, each with its names."""
    kinds = {kind.id for kind in kb.kinds.values() if set(roles).intersection(kind.roles)}
    found = [entity for _, entity in sorted(kb.entities.items()) if entity.kind in kinds]
    return {
        "type": "string",
        "enum": [entity.key for entity in found],
        "enumDescriptions": [_names(entity) for entity in found],
    }


def _names(entity: Entity) -> str:
    return "; ".join(dict.fromkeys([entity.label, *([entity.name] if entity.name else [])]))
