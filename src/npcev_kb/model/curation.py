"""The state of a record in the curators' work."""

from __future__ import annotations

from npcev_kb.model.ids import Day
from npcev_kb.model.record import Record
from npcev_kb.model.vocabulary import CurationStatus


class Curation(Record):
    """The state of the record in the curators' work."""

    status: CurationStatus
    """Draft, unreviewed or reviewed."""
    updated: Day
    """Day of the last change in content, as 2026-11-23."""
