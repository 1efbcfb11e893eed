"""A warning that a curator judged and lets stand, for a reason and for a time."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StrictStr

from npcev_kb.model.ids import Day, Key, RecordId, Text
from npcev_kb.model.record import Record, refuse
from npcev_kb.model.registry import only_near, suggest
from npcev_kb.problems import Remedy, Severity, explanations, fields


def _warning(value: str) -> str:
    warnings = (code for code, told in explanations().items() if told.severity is Severity.WARNING)
    known = [code for code in warnings if not code.startswith("waiver-")]
    if value not in known:
        sole = only_near(value, known)
        remedy = Remedy(value, sole) if sole else None
        refuse(
            fields.not_in_vocabulary(f'the text "{value}"', suggest(value, known), known, remedy)
        )
    return value


WarningCode: TypeAlias = Annotated[StrictStr, AfterValidator(_warning)]
"""The code of a warning; errors cannot be waived, and notes need not be."""


class Waiver(Record):
    """`data/waivers/<id>.yaml`: a warning that stands until a day. The file is its history."""

    id: RecordId
    """Name of the file."""
    record: RecordId
    """The study, work, debate, question or candidate whose file the warning is about."""
    code: WarningCode
    """The code of the warning, as `npcev validate` says it."""
    reason: Text
    """Why it may stand."""
    until: Day
    """The last day on which the waiver counts; afterwards the warning is back."""
    by: Key | None = None
    """Who decided, by the key in `data/people.yaml`."""
