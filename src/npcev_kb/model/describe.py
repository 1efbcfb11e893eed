"""The models as readers meet them: which model stands at an address, and what its fields say."""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from npcev_kb.model.record import Record
from npcev_kb.model.vocabulary import Vocabulary
from npcev_kb.problems import Loc

T = TypeVar("T")
_BEFORE_TEXT = ("voice", "at", "section", "kind", "text")
_BEHIND = ("voice", "at", "detail", "note", "metrics", "notes", "curation")


@dataclass(frozen=True, slots=True)
class FieldDoc:
    """One field as documentation: name, docstring, whether it must be there, what it holds."""

    name: str
    about: str
    required: bool
    many: bool
    model: type[Record] | None
    vocabulary: type[Vocabulary] | None


def _parts(annotation: Any) -> list[Any]:
    """Return the plain types inside an annotation, through aliases, unions and containers."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _parts(get_args(annotation)[0])
    if origin in (Union, types.UnionType, tuple, list, dict):
        return [part for inside in get_args(annotation) for part in _parts(inside)]
    return [annotation]


def _is_many(annotation: Any) -> bool:
    """Tell whether an annotation holds several values, through aliases and unions."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _is_many(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return any(_is_many(inside) for inside in get_args(annotation))
    return origin in (tuple, list, dict)


def _first(annotation: Any, kind: type[T]) -> type[T] | None:
    for part in _parts(annotation):
        if isinstance(part, type) and issubclass(part, kind):
            return part
    return None


def fields_of(model: type[Record]) -> tuple[FieldDoc, ...]:
    """Return the documentation of each field of a model, in order."""
    return tuple(
        FieldDoc(
            name,
            (info.description or "").replace("\n", " "),
            info.is_required(),
            _is_many(info.annotation),
            _first(info.annotation, Record),
            _first(info.annotation, Vocabulary),
        )
        for name, info in model.model_fields.items()
    )


def reading_order(model: type[Record]) -> tuple[str, ...]:
    """Return the fields of a model in the order in which a file has them.

    A statement names its voice and place before its text. Elsewhere what a thing is comes first,
    who says it and where after it, and what the curators note last.
    """
    names = list(model.model_fields)
    first = [name for name in _BEFORE_TEXT if name in names] if "text" in names else []
    last = [name for name in _BEHIND if name in names and name not in first]
    middle = [name for name in names if name not in first and name not in last]
    return (*first, *middle, *last)


def model_at(model: type[Record], loc: Loc) -> type[Record] | None:
    """Return the model that stands at an address, None where there is no model."""
    for step in loc:
        if isinstance(step, int):
            continue
        info = model.model_fields.get(step)
        inner = _first(info.annotation, Record) if info else None
        if inner is None:
            return None
        model = inner
    return model


def models_under(model: type[Record]) -> tuple[type[Record], ...]:
    """Return a model and every model used in it, each once, in order of first use."""
    found: dict[type[Record], None] = {model: None}
    for field in fields_of(model):
        if field.model is not None and field.model not in found:
            found |= dict.fromkeys(models_under(field.model))
    return tuple(found)
