"""Pydantic's errors in our words: the only place that knows pydantic's error types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic_core import ErrorDetails

from npcev_kb.model.describe import fields_of, model_at
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.registry import only_near, suggest
from npcev_kb.problems import Complaint, Loc, Remedy, Wording, evidence, fields
from npcev_kb.store.scalars import read_scalar

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of names to values",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "too_long": "a shorter list",
}


def complaints(
    path: str, model: type[Record], errors: list[ErrorDetails], raw: Callable[[Loc], str | None]
) -> Iterator[Complaint]:
    """Word every error of one file. A missing and a nearly equal unknown field are said once.

    Args:
        path: the file.
        model: what the file was validated as.
        errors: what pydantic found.
        raw: gives the text of a scalar as it was written.
    """
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    for error in errors:
        loc = error["loc"]
        if error["type"] == "breaches":
            for breach in _breaches(error):
                yield Complaint(path, loc + breach.loc, breach.wording)
        elif error["type"] == "missing":
            name = str(loc[-1])
            beside = [str(other[-1]) for other in unknown if other[:-1] == loc[:-1]]
            if not any(suggest(other, {name}) for other in beside):
                yield Complaint(path, loc[:-1], _missing(model, loc), on_key=True)
        elif error["type"] == "extra_forbidden":
            yield Complaint(path, loc, _unknown(model, loc), on_key=True)
        else:
            yield Complaint(path, loc, _value(model, error, raw(loc)))


def _breaches(error: ErrorDetails) -> tuple[Breach, ...]:
    found: tuple[Breach, ...] = error["ctx"]["breaches"]
    return found


def owner_name(loc: Loc) -> str:
    """Name the part of a record at an address: `metrics[0]`, or the record itself."""
    name = ""
    for step in loc:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name or "the record"


def _missing(model: type[Record], loc: Loc) -> Wording:
    if isinstance(loc[-1], int):
        return fields.wrong_type("two numbers", "fewer", "write the low and the high end")
    return fields.missing_field(loc[-1], owner_name(loc[:-1]), _about(model, loc))


def _about(model: type[Record], loc: Loc) -> str:
    """Return what the field at an address says of itself."""
    owner = model_at(model, loc[:-1])
    return next((f.about for f in fields_of(owner) if f.name == loc[-1]), "") if owner else ""


DERIVED = frozenset(
    ("level", "levels", "level_trace", "level_basis", "level_rank", "level_marks", "level_seen")
) | {
    "level_without_problem_lines", "evidence_level", "trace", "flag", "flags", "groups",
    "independent_groups", "independence", "nature", "causality", "edrn_phase", "ladder",
    "confidence", "score", "in_field",
}  # fmt: skip
"""Names of values that are computed; whoever types one gets told so."""


def _unknown(model: type[Record], loc: Loc) -> Wording:
    owner = model_at(model, loc[:-1])
    names = [field.name for field in fields_of(owner)] if owner else []
    found = str(loc[-1])
    if found in DERIVED:
        return evidence.derived_value_typed(found)
    near, sole = suggest(found, names), only_near(found, names)
    return fields.unknown_field(found, owner_name(loc[:-1]), near or sole, names, sole)


def _value(model: type[Record], error: ErrorDetails, raw: str | None) -> Wording:
    """Word an error that concerns one value."""
    kind, found, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "worded":
        wording: Wording = context["wording"]
        return wording
    if kind in ("enum", "literal_error"):
        members = re.findall(r"'([^']*)'", context["expected"])
        return _not_a_member(found, members)
    if kind == "string_pattern_mismatch":
        return fields.malformed_value(describe(found), _about(model, error["loc"]))
    if kind == "string_too_long":
        return fields.text_too_long(len(found), context["max_length"])
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        bound = context.get("ge", context.get("le", context.get("gt", context.get("lt"))))
        more = "at least" if "ge" in context or "gt" in context else "at most"
        return fields.out_of_range(describe(found), f"{more} {bound}")
    said = f"the number {raw}" if isinstance(found, float) and raw else describe(found)
    expected = _EXPECTED.get(kind, "another value")
    remedy = _type_remedy(kind, found, raw)
    return fields.wrong_type(expected, said, _type_hint(kind, found, raw), remedy)


def _not_a_member(found: Any, members: list[str]) -> Wording:
    if not isinstance(found, str):
        return fields.not_in_vocabulary(describe(found), None, members)
    sole = only_near(found, members)
    remedy = Remedy(found, sole) if sole else None
    return fields.not_in_vocabulary(
        describe(found), suggest(found, members) or sole, members, remedy
    )


def _type_remedy(kind: str, found: Any, raw: str | None) -> Remedy | None:
    """Return a number for a number in quotes, and a text for a number without them."""
    if kind == "string_type" and isinstance(found, int | float) and raw:
        return None if isinstance(found, bool) else Remedy(raw, raw)
    if kind in ("int_type", "float_type") and isinstance(found, str):
        meant, surprise = read_scalar(found, plain=True)
        wanted = int if kind == "int_type" else (int, float)
        if isinstance(meant, wanted) and not isinstance(meant, bool) and not surprise:
            return Remedy(found, meant)
    return None


def _type_hint(kind: str, found: Any, raw: str | None) -> str:
    if kind == "string_type" and isinstance(found, int | float):
        return f'write it in quotes: "{raw or found}"'
    if kind == "int_from_float":
        return "write it without a decimal point"
    if kind == "bool_type":
        return "write true or false, without quotes"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "indent the fields under it, or write {field: value}"
    if kind in ("int_type", "float_type") and isinstance(found, str):
        return "write the bare number, without quotes or unit"
    if kind in ("tuple_type", "list_type"):
        return "write a list: a line with a hyphen for each item, or [ ]"
    if found is None:
        return "leave the whole field out if it is not known"
    return "see the field's description in the guide to records"


def describe(found: Any) -> str:
    """Name a value in a few words."""
    match found:
        case None:
            return "nothing"
        case bool():
            return f"the truth value {str(found).lower()}"
        case int() | float():
            return f"the number {found}"
        case str():
            return f'the text "{found if len(found) <= 60 else found[:57] + "..."}"'
        case list():
            return "a list"
        case _:
            return "a mapping"
