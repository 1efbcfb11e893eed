"""How each field of the document is said in linked data: its property and what stands there.

Fields of records come from the models, whose docstrings explain the properties; what is computed
is listed here. Public terms are used where they mean just what the field means.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from npcev_kb.model.file_kinds import FILE_KINDS
from npcev_kb.model.record import Record
from npcev_kb.model.registry import InRole
from npcev_kb.model.vocabulary import Vocabulary
from npcev_kb.render.export.rdf.computed import COMPUTED, ONLY_REVIEW

PUBLIC: Mapping[str, str] = MappingProxyType(
    {
        "label": "rdfs:label", "Entity.label": "skos:prefLabel", "Entity.note": "skos:note",
        "Entity.part_of": "skos:broader", "Entity.kind": "skos:inScheme", "title": "dcterms:title", "doi": "bibo:doi",
        "pmid": "bibo:pmid", "volume": "bibo:volume", "issue": "bibo:issue", "pages": "bibo:pages",
        "year": "dcterms:issued", "authors": "bibo:authorList", "id": "dcterms:identifier",
        "key": "dcterms:identifier", "ref": "dcterms:identifier", "updated": "dcterms:modified",
        "Person.name": "foaf:name", "Claim.id": "npcev:partId", "Experiment.id": "npcev:partId",
        "PossibleWork.title": "npcev:possibleTitle", "PossibleWork.doi": "npcev:possibleDoi",
        "PossibleWork.pmid": "npcev:possiblePmid", "PossibleWork.pmcid": "npcev:possiblePmcid",
        "EvPreparation.sources": "npcev:vesicleSources", "DecisionRule.design": "npcev:ruleDesign",
        "Review.subject": "npcev:about", "Metric.name": "npcev:measure",
        "Identity.checked": "npcev:lookedAt", "Waiver.code": "npcev:problemCode",
    }
)  # fmt: skip
"""Properties by field, or by model and field; every other is named after its field. A work that
may be meant has properties of its own, so that no query takes a guess for an identifier; and no
property holds texts here and things there."""
POINTERS: Mapping[str, str] = MappingProxyType(
    {
        "Entity.kind": "kind", "Entity.part_of": "term", "Review.disease": "term",
        "Module.sections": "section", "section": "section", "sections": "section",
        "Side.claims": "claim", "SectionStatement.claims": "claim", "SectionAppraisal.claims":
        "claim", "blocks": "claim", "Question.debates": "debate", "Support.experiment":
        "experiment", "curator": "person", "reviewer": "person", "by": "person",
    }
)  # fmt: skip
"""Fields that name another thing, with its kind; keys of terms are known by their type."""
BY_REVIEW = "ByReviewOnly"
"""The end of the properties that hold what only the review lets a claim reach."""
IN_ORDER = frozenset(("authors", "separation", "Condition.values", "ci95"))
"""Lists of values whose order, or in which the same twice, means something."""


class Kind(StrEnum):
    """What stands in a property."""

    TEXT = "text"
    DAY = "day"
    YEAR = "year"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    WORD = "word"
    POINTER = "pointer"
    PART = "part"
    TRAITS = "traits"


@dataclass(frozen=True, slots=True)
class Property:
    """One field as a property."""

    name: str
    """The property as a short name, such as `dcterms:title`."""
    kind: Kind
    of: str = ""
    """The closed list of a word, the kind of thing pointed to, or the model of a part."""
    about: str = ""
    """What it means."""
    in_order: bool = False
    """Whether its values make a sequence."""
    open: bool = True
    """Whether an empty list leaves something open; what is computed may tell that there is none."""


def camel(name: str) -> str:
    """Return the name of a field as names of properties are written: `levelTrace`."""
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


@functools.cache
def models() -> Mapping[str, type[Record]]:
    """Return every model of the document by name."""
    found: dict[str, type[Record]] = {}
    for kind in FILE_KINDS:
        if kind.name not in ("prefixes", "queries"):
            _collect(kind.model, found)
    return MappingProxyType(found)


def _collect(model: type[Record], found: dict[str, type[Record]]) -> None:
    found[model.__name__] = model
    for info in model.model_fields.values():
        inner, _ = _atom(info.annotation, info.metadata)
        if isinstance(inner, type) and issubclass(inner, Record) and inner.__name__ not in found:
            _collect(inner, found)


def _atom(annotation: Any, notes: Iterable[Any]) -> tuple[Any, list[Any]]:
    """Return the type of one value of a field, and every note on the way to it."""
    found = list(notes)
    while origin := get_origin(annotation):
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            found += more
        elif origin in (Union, UnionType):
            annotation = next(each for each in get_args(annotation) if each is not NoneType)
        elif origin is tuple:
            annotation = get_args(annotation)[0]
        else:
            return origin, found
    return annotation, found


@functools.cache
def properties(model: str) -> Mapping[str, Property]:
    """Return the properties of a model, or of a part that is computed, by field."""
    found: dict[str, Property] = {}
    if model in models():
        for name, info in models()[model].model_fields.items():
            kind, of = _kind(model, name, *_atom(info.annotation, info.metadata))
            about = " ".join((info.description or "").split())
            in_order = not IN_ORDER.isdisjoint((name, f"{model}.{name}"))
            found[name] = Property(_public(model, name), kind, of, about, in_order)
    for each in COMPUTED.get(model, ()):
        name = _public(model, each.field)
        kind = Kind(each.kind)
        found[each.field] = Property(name, kind, each.of, each.about, open=each.open)
    return MappingProxyType(found)


def _public(model: str, field: str) -> str:
    return PUBLIC.get(f"{model}.{field}") or PUBLIC.get(field) or f"npcev:{camel(field)}"


_PLAIN: Mapping[type, Kind] = {
    bool: Kind.BOOLEAN, int: Kind.INTEGER, float: Kind.NUMBER, datetime.date: Kind.DAY,
    dict: Kind.TRAITS,
}  # fmt: skip


def _kind(model: str, field: str, inner: Any, notes: list[Any]) -> tuple[Kind, str]:
    """Return what stands in a field, and of which list, kind of thing or model."""
    pointer = POINTERS.get(f"{model}.{field}") or POINTERS.get(field)
    if any(isinstance(note, InRole) for note in notes):
        return Kind.POINTER, "term"
    if isinstance(inner, type) and issubclass(inner, Record):
        return Kind.PART, inner.__name__
    if isinstance(inner, type) and issubclass(inner, Vocabulary):
        return Kind.WORD, inner.__name__
    if pointer:
        return Kind.POINTER, pointer
    return (Kind.YEAR if field == "year" else _PLAIN.get(inner, Kind.TEXT)), ""


def said_as(model: str, field: str) -> tuple[str, ...]:
    """Return every property that a field may be said with: two where the review may be alone."""
    name = properties(model)[field].name
    return (name, f"{name}{BY_REVIEW}") if model == "Claim" and field in ONLY_REVIEW else (name,)


@functools.cache
def kinds_of() -> Mapping[str, frozenset[Kind]]:
    """Return for each property every kind of value that stands in it somewhere."""
    found: dict[str, set[Kind]] = {}
    for model in (*models(), *COMPUTED):
        for field, each in properties(model).items():
            for name in said_as(model, field):
                found.setdefault(name, set()).add(each.kind)
    return {name: frozenset(kinds) for name, kinds in found.items()}
