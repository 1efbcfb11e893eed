"""The register of facets: by what claims and studies can be sorted out, one function each.

A facet answers for every row. What was not seen and what does not apply are answers of their
own, so that nothing is ever counted by being left out.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.analysis.places import Places
from npcev_kb.model.entity import Entity
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import Vocabulary

State: TypeAlias = Literal["seen", "not_known", "not_applicable"]
Scale: TypeAlias = Literal["", "ladder", "number"]
"""Whether values are steps of a ladder, or numbers with a range; neither for most facets."""


@dataclass(frozen=True, slots=True)
class Value:
    """One answer of a facet."""

    id: str
    """What addresses and exports say."""
    label: str
    """What readers see."""
    about: str = ""
    """What it means, from its definition."""
    rank: int = 0
    """Its place among the values; values of one rank stand by label."""
    state: State = "seen"
    also: tuple[str, ...] = ()
    """Other names under which a reader may look for it."""
    kind: str = ""
    """For a term: the kind under which its page lies."""
    rung: int | None = None
    """For a step of a ladder: its height. What stands beside the ladder has none."""


def in_order(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return values as they are shown: by rank, then label."""
    return tuple(sorted(values, key=lambda v: (v.rank, v.label.casefold(), v.id)))


NOT_KNOWN = Value("not_known", "not known", "It was not seen in what was read.", 901, "not_known")
NOT_APPLICABLE = Value(
    "not_applicable", "does not apply", "The question makes no sense here.", 900, "not_applicable"
)


@dataclass(frozen=True)
class Row:
    """What a facet is asked about: a study, and one of its claims unless it has none."""

    evidence: Evidence
    places: Places
    study: Study
    judged: Judged | None

    def term(self, key: str) -> Value:
        """Return a term as a value."""
        entity: Entity | None = self.evidence.kb.entities.get(key)
        if entity is None:
            return Value(key, key)
        names = dict.fromkeys((*([entity.name] if entity.name else []), *entity.synonyms))
        return Value(key, entity.label, also=tuple(names), kind=entity.kind)


Answers: TypeAlias = Iterable[Value]
Finder: TypeAlias = Callable[[Row], Answers]


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its documentation."""

    id: str
    label: str
    about: str
    """What it asks, from a docstring."""
    group: str
    """The part of the panel in which it stands."""
    of: Literal["claim", "study"]
    """Whether each claim answers for itself, or the study for all of its claims."""
    find: Finder
    scale: Scale = ""
    listed: Callable[[], Answers] = tuple
    """Values that are shown even where no claim has them: that there is none is an answer."""

    def answers(self, row: Row) -> tuple[Value, ...]:
        """Return the answers of a row, at least one."""
        if self.of == "claim" and row.judged is None:
            return (NO_CLAIM,)
        return tuple(dict.fromkeys(self.find(row))) or (NOT_KNOWN,)


NO_CLAIM = replace(
    NOT_KNOWN, about="No claim can be told for this study alone, so nothing of it is known."
)

_REGISTER: dict[str, Facet] = {}


def facet(
    label: str,
    group: str,
    of: Literal["claim", "study"] = "claim",
    scale: Scale = "",
    listed: Callable[[], Answers] = tuple,
) -> Callable[[Finder], Finder]:
    """Make a facet of a function: its name is the id, its docstring says what it asks.

    Args:
        label: what readers see.
        group: the part of the panel, one of GROUPS.
        of: who answers, each claim or the study for all of its claims.
        scale: what kind of scale the values are, if any.
        listed: returns the values that are shown even where no claim has them.
    """

    def register(function: Finder) -> Finder:
        about = " ".join(inspect.cleandoc(function.__doc__ or "").split())
        name = function.__name__
        _REGISTER[name] = Facet(name, label, about, group, of, function, scale, listed)
        return function

    return register


def facets() -> Mapping[str, Facet]:
    """Return every facet by its id, in the order in which they are shown."""
    from npcev_kb.analysis import facets_of_claims, facets_of_studies, facets_of_trust

    order = {group: place for place, group in enumerate(GROUPS)}
    assert facets_of_claims
    assert facets_of_studies
    assert facets_of_trust
    return MappingProxyType(dict(sorted(_REGISTER.items(), key=lambda pair: order[pair[1].group])))


GROUPS = ("What is claimed", "How far it was tested", "How sure it is", "Where it stands")
"""The parts of the panel of facets, in order."""


@functools.cache
def _ranks(vocabulary: type[Vocabulary]) -> Mapping[str, int]:
    return {member.value: place for place, member in enumerate(vocabulary)}


def word(member: Vocabulary) -> Value:
    """Return a member of a vocabulary as a value; `not_stated` is not known."""
    if member.value == "not_stated":
        return NOT_KNOWN
    rank = _ranks(type(member))[member.value]
    return Value(member.value, member.label, member.definition, rank)
