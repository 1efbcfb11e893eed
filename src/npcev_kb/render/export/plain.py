"""Models as plain data."""

from __future__ import annotations

from typing import TypeAlias

from npcev_kb.model.record import Record

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
"""What JSON can hold."""


def plain(model: Record) -> dict[str, Plain]:
    """Return a model as plain data, unknown fields as null."""
    data: dict[str, Plain] = model.model_dump(mode="json")
    return data
