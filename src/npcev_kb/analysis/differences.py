"""In which fields two models of one kind differ, down to single values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from npcev_kb.model.record import Record


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose value is another, added or taken out."""

    field: str
    """Names of fields and parts, joined by dots: `experiments.e1.matrix`."""
    before: str | None
    """None where there was none."""
    after: str | None
    """None where there is none any more."""


def differences(
    before: Record, after: Record, at: str = "", leave: frozenset[str] = frozenset()
) -> Iterator[FieldChange]:
    """Yield each field in which two models of one kind differ, down to single values.

    Parts with an id are compared part by part; other lists as a whole.
    """
    for name in type(after).model_fields:
        if name in leave:
            continue
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        field = f"{at}{name}"
        if isinstance(old, Record) and isinstance(new, Record) and type(old) is type(new):
            yield from differences(old, new, f"{field}.")
        elif _by_id(old) is not None and _by_id(new) is not None:
            yield from _parts(_by_id(old) or {}, _by_id(new) or {}, field)
        else:
            yield FieldChange(field, written(old), written(new))


def _parts(
    before: Mapping[str, Record], after: Mapping[str, Record], field: str
) -> Iterator[FieldChange]:
    for key in [*before, *(key for key in after if key not in before)]:
        old, new, place = before.get(key), after.get(key), f"{field}.{key}"
        if old is not None and new is not None:
            yield from differences(old, new, f"{place}.")
        else:
            yield FieldChange(place, written(old), written(new))


def _by_id(value: object) -> dict[str, Record] | None:
    """Return the parts of a list by their ids, None if it is no list of such parts."""
    if not isinstance(value, tuple):
        return None
    found = {part.id: part for part in value if isinstance(part, Record) and hasattr(part, "id")}
    return found if len(found) == len(value) else None


def written(value: object) -> str | None:
    """Return a value in one line as a reader would write it, None where there is nothing."""
    if value is None or value == () or value == {}:
        return None
    if isinstance(value, BaseModel):
        parts = value.model_dump(mode="json", exclude_defaults=True)
        return ", ".join(f"{name}: {_flat(part)}" for name, part in parts.items())
    return _flat(value)


def _flat(value: object) -> str:
    if isinstance(value, BaseModel):
        return f"({written(value)})"
    if isinstance(value, list | tuple):
        return "; ".join(map(_flat, value))
    if isinstance(value, dict):
        return "(" + ", ".join(f"{name}: {_flat(part)}" for name, part in value.items()) + ")"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
