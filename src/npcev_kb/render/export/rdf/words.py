"""Closed lists as linked data: each word a concept with its definition."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from npcev_kb.analysis.facet_register import NOT_APPLICABLE, NOT_KNOWN, facets, word
from npcev_kb.analysis.facets_of_claims import WHOLE
from npcev_kb.analysis.flag_register import flags
from npcev_kb.model.vocabulary import (
    VOCABULARIES,
    CargoForm,
    Column,
    MatrixClass,
    NodeKind,
    Vocabulary,
)

CLASSES = (*map(word, CargoForm), WHOLE)
"""The classes of cargo: its forms, and the vesicle as a whole."""
UNUSED = (Column, NodeKind, MatrixClass)
"""Lists that only views use."""


class Word(NamedTuple):
    """One word of a closed list."""

    value: str
    label: str
    definition: str


@functools.cache
def lists() -> Mapping[str, tuple[str, tuple[Word, ...]]]:
    """Return every closed list by name: what it is about, and its words."""
    found = {
        each.__name__: (_first(each.__doc__), tuple(_words(each)))
        for each in VOCABULARIES
        if each not in UNUSED
    }
    for name, id, more in (("RestsOn", "lines", ()), ("CargoClass", "cargo_class", CLASSES)):
        facet = facets()[id]
        told = {v.id: v for v in (*facet.listed(), *more, NOT_APPLICABLE, NOT_KNOWN)}
        found[name] = (facet.about, tuple(Word(v.id, v.label, v.about) for v in told.values()))
    raised = tuple(Word(each.code, each.label, each.summary) for each in flags().values())
    found["FlagCode"] = ("What every claim that it concerns is asked.", raised)
    return MappingProxyType(found)


def _words(vocabulary: type[Vocabulary]) -> Iterator[Word]:
    for member in vocabulary:
        yield Word(member.value, member.label, member.definition)


def _first(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


@functools.cache
def list_with(names: str, value: str) -> str:
    """Return the first of some closed lists that has a word.

    Raises:
        KeyError: none has it.
    """
    for name in names.split():
        if any(each.value == value for each in lists()[name][1]):
            return name
    raise KeyError(names, value)
