"""The state of a record in the curators' work."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.model.ids import Day, Key
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.vocabulary import CurationStatus
from npcev_kb.problems import curation, fields


class Curation(Record):
    """The state of the record in the curators' work. Two people see what is called reviewed."""

    status: CurationStatus
    """Draft, unreviewed or reviewed."""
    updated: Day
    """Day of the last change in content, as 2026-11-23."""
    curator: Key | None = None
    """Who wrote it, by the key in `data/people.yaml`; nobody where it is the project's work."""
    reviewer: Key | None = None
    """Who read it a second time against its sources; somebody else than the curator."""
    reviewed: Day | None = None
    """Day of that reading."""

    def breaches(self) -> Iterator[Breach]:
        """What is reviewed names its reviewer and the day, and two people are two people."""
        if self.status is CurationStatus.REVIEWED:
            for name in ("reviewer", "reviewed"):
                if getattr(self, name) is None:
                    about = Curation.model_fields[name].description or ""
                    missing = fields.missing_field(name, "a reviewed record", about)
                    yield Breach(("status",), missing)
        elif self.reviewer or self.reviewed:
            name = "reviewer" if self.reviewer else "reviewed"
            yield Breach((name,), curation.reading_not_counted(self.status))
        if self.reviewer and self.reviewer == self.curator:
            yield Breach(("reviewer",), curation.reviewer_is_curator(self.reviewer))
        if self.reviewed and self.reviewed < self.updated:
            wording = curation.changed_after_reading(self.updated, self.reviewed)
            yield Breach(("reviewed",), wording)
