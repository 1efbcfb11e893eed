"""The four shapes a problem takes on its way from a check to a reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Loc: TypeAlias = tuple[str | int, ...]
"""Address inside a record: field names and list positions, as pydantic gives them."""


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What may be written instead without a second thought: it cannot mean anything else."""

    old: str
    """The value or name as it was written; where something else stands, nothing is changed."""
    new: str | int | float
    """What is meant by it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is wrong, said once: made only by the functions of the code modules."""

    code: str
    severity: Severity
    message: str
    hint: str
    remedy: Remedy | None = None
    """None where a person has to decide."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A wording with its address in the model: a file and a field path inside it.

    `on_key` asks for the position of the field's name instead of its value.
    """

    path: str
    loc: Loc
    wording: Wording
    on_key: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a text, both counted from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A wording with its place in a file; `path` is relative to the knowledge base's root."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str
    remedy: Remedy | None = field(default=None, compare=False)

    @classmethod
    def at(cls, path: str, place: Place, wording: Wording) -> Problem:
        """Put a wording at a place of a file."""
        return cls(
            path,
            place.line,
            place.column,
            wording.code,
            wording.severity,
            wording.message,
            wording.hint,
            wording.remedy,
        )
