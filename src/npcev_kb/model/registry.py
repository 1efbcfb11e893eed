"""The terms and places that records may point to, and the checks of such pointers."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, TypeAlias

from pydantic import (
    AfterValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictInt,
    StrictStr,
    ValidationInfo,
)
from pydantic_core import core_schema

from npcev_kb.model.entity import Entity, EntityKind
from npcev_kb.model.ids import Curie, Key, slug
from npcev_kb.model.record import refuse
from npcev_kb.problems import pointers


@dataclass(frozen=True)
class Registry:
    """All terms by key, their kinds, and every key that a broken entry still stands for."""

    kinds: Mapping[str, EntityKind] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    broken_keys: Collection[str] = ()
    complete: bool = True
    """False if some file of terms could not be read: then unknown keys are let through."""

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Slugs of labels and synonyms, to the key they belong to."""
        names = {
            slug(name): key
            for key, entity in self.entities.items()
            for name in (entity.label, entity.name or "", *entity.synonyms)
        }
        return names | {key: key for key in self.entities}

    def lets_through(self, key: str) -> bool:
        """Tell whether a key must not be refused, since its entry is broken or unread."""
        return key in self.broken_keys or not self.complete

    def named(self, text: str) -> str | None:
        """Return the key of the only term that has this name; spelling that is near will not do.

        Names of genes and miRNAs lie so near to one another that a near one is another thing.
        """
        wanted = slug(text)
        found = [
            key
            for key, entity in self.entities.items()
            if wanted in map(slug, (key, entity.label, entity.name or "", *entity.synonyms))
        ]
        return found[0] if wanted and len(found) == 1 else None

    def suggest(self, text: str) -> str | None:
        """Return the key that a mistyped key or a name most likely means."""
        wanted = slug(text)
        if wanted in self._names:
            return self._names[wanted]
        longer = [key for key in self.entities if wanted and key.startswith(f"{wanted}-")]
        if len(longer) == 1:
            return longer[0]
        close = difflib.get_close_matches(wanted, self._names, n=1, cutoff=0.75)
        return self._names[close[0]] if close else None


@dataclass(frozen=True)
class Context:
    """What a record is validated against: terms, sections and references of the review."""

    registry: Registry
    sections: Collection[str] | None
    """None where the review could not be read: then every section is let through."""
    last_reference: int | None
    """None where the review could not be read."""


def suggest(text: str, known: Collection[str], cutoff: float = 0.75) -> str | None:
    """Return the member of `known` that is nearest to a mistyped word, if one is near."""
    close = difflib.get_close_matches(text, sorted(known), n=1, cutoff=cutoff)
    return close[0] if close else None


def only_near(text: str, known: Collection[str]) -> str | None:
    """Return the only word of a closed list that a text can mean, None where two are near.

    A word in another case, or with spaces or hyphens for underscores, is the word itself.
    """
    same = [word for word in known if _bare(word) == _bare(text)]
    near = same or difflib.get_close_matches(text, sorted(known), n=2, cutoff=0.8)
    return near[0] if len(near) == 1 else None


def _bare(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def _context(info: ValidationInfo) -> Context | None:
    return info.context if isinstance(info.context, Context) else None


@dataclass(frozen=True)
class InRole:
    """Checks that a key names a term whose kind may play a role, such as `cargo`."""

    role: str
    other: str = ""
    """A second role that will do."""

    def __call__(self, key: str, info: ValidationInfo) -> str:
        """Return the key, or refuse it with the nearest key as a hint."""
        context = _context(info)
        if context is None:
            return key
        registry = context.registry
        entity = registry.entities.get(key)
        if entity is None and registry.lets_through(key):
            return key
        if entity is None:
            refuse(pointers.unknown_entity(key, registry.suggest(key), registry.named(key)))
        kind = registry.kinds[entity.kind]
        roles = {self.role, self.other}
        if not roles.intersection(kind.roles):
            fitting = [k.id for k in registry.kinds.values() if roles.intersection(k.roles)]
            role = f"{self.role} or {self.other}" if self.other else self.role
            refuse(pointers.entity_of_wrong_kind(key, kind.id, role, fitting))
        return key

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of a text that is checked after it is known to be one."""
        return core_schema.with_info_after_validator_function(self, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the schema of a key with the roles it may play, for the terms to be filled in."""
        return {**handler(schema), "x-roles": [r for r in (self.role, self.other) if r]}


def known_section(section: str, info: ValidationInfo) -> str:
    """Check that the review has a section of this number."""
    context = _context(info)
    if context is None or context.sections is None:
        return section
    if section not in context.sections:
        refuse(pointers.unknown_section(section, suggest(section, context.sections, 0.6)))
    return section


def known_reference(number: int, info: ValidationInfo) -> int:
    """Check that the review has a reference of this number."""
    context = _context(info)
    if context is None or context.last_reference is None:
        return number
    if not 1 <= number <= context.last_reference:
        refuse(pointers.unknown_reference(number, context.last_reference))
    return number


SectionId: TypeAlias = Annotated[StrictStr, AfterValidator(known_section)]
"""The number of a section of the review, in quotes."""
ReviewRef: TypeAlias = Annotated[StrictInt, AfterValidator(known_reference)]
"""The number of a reference in the review's own list."""

CargoKey: TypeAlias = Annotated[StrictStr, InRole("cargo")]
RecipientKey: TypeAlias = Annotated[StrictStr, InRole("recipient")]
EvSourceKey: TypeAlias = Annotated[StrictStr, InRole("vesicle source")]
TargetKey: TypeAlias = Annotated[StrictStr, InRole("target")]
PathwayKey: TypeAlias = Annotated[StrictStr, InRole("pathway")]
StepKey: TypeAlias = Annotated[StrictStr, InRole("target", "pathway")]
OutcomeKey: TypeAlias = Annotated[StrictStr, InRole("outcome")]
DiseaseKey: TypeAlias = Annotated[StrictStr, InRole("disease")]
CellLineKey: TypeAlias = Annotated[StrictStr, InRole("cell line")]
CellKey: TypeAlias = Annotated[StrictStr, InRole("cell")]
HostKey: TypeAlias = Annotated[StrictStr, InRole("host")]
MethodKey: TypeAlias = Annotated[StrictStr, InRole("method")]
AnalyteKey: TypeAlias = Annotated[StrictStr, InRole("analyte")]

__all__ = [
    "AnalyteKey", "CargoKey", "CellKey", "CellLineKey", "Context", "Curie", "DiseaseKey",
    "EvSourceKey", "HostKey", "InRole", "Key", "MethodKey", "OutcomeKey", "PathwayKey",
    "RecipientKey", "Registry", "ReviewRef", "SectionId", "StepKey", "TargetKey", "known_reference",
    "known_section", "only_near", "suggest",
]  # fmt: skip
