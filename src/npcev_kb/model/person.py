"""People who curate, as they named themselves: who they are and what they have an interest in."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StrictStr

from npcev_kb.model.ids import Key, Sentence
from npcev_kb.model.record import Record, refuse
from npcev_kb.problems import curation

_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")


def _orcid(value: str) -> str:
    if not _ORCID.fullmatch(value) or value[-1] != _check_digit(value[:-1].replace("-", "")):
        refuse(curation.malformed_orcid(value))
    return value


def _check_digit(digits: str) -> str:
    """Return the last sign of an ORCID iD: ISO/IEC 7064, MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


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
