"""People who curate, as they named themselves: who they are and what they have an interest in."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StrictStr

from npcev_kb.model.ids import Key, Sentence
from npcev_kb.model.normal import orcid_in
from npcev_kb.model.record import Record, refuse
from npcev_kb.problems import curation


def _orcid(value: str) -> str:
    if orcid_in(value) != value:
        refuse(curation.malformed_orcid(value))
    return value


Orcid: TypeAlias = Annotated[StrictStr, AfterValidator(_orcid)]
"""An ORCID iD: four groups of four, the last sign being a check digit."""


class Person(Record):
    """One entry of `data/people.yaml`, written by the person or with their consent."""

    key: Key
    """The name by which records name the person."""
    name: Sentence
    """The name as the person writes it."""
    orcid: Orcid | None = None
    """The person's ORCID iD."""
    publishes_as: tuple[Sentence, ...] = ()
    """How lists of authors name the person, such as `Doe J`; tells where a curator is an author."""
    interests: tuple[Sentence, ...]
    """Declared interests, one sentence each; `None to declare.` where there are none."""
