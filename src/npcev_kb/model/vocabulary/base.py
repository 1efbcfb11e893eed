"""The base of every closed vocabulary."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self

from pydantic import GetJsonSchemaHandler


class Vocabulary(StrEnum):
    """A closed list of words. A member is written as its value and knows its definition."""

    definition: str
    label: str
    __hash__ = str.__hash__  # Enum's own is written in Python; members are looked up all the time

    def __new__(cls, value: str, definition: str = "", label: str = "") -> Self:
        """Make a member of its value, its definition and, where it differs, its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        member.label = label or value.replace("_", " ")
        return member

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the schema of the list with the definition of each member, as editors show it."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        schema["enumDescriptions"] = [member.definition for member in cls]
        return schema
