"""Which works are known: as a record, or as a candidate, whatever was decided on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.metadata import Metadata
from npcev_kb.model.sameness import signs_of_candidate, signs_of_record, signs_of_work
from npcev_kb.model.screening import Candidate


@dataclass
class Known:
    """Names of records and candidates by the signs of their works.

    Works that a record only notes as possible (`candidates` of its identification) are hints and
    not known: they may be found.
    """

    records: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kb: KnowledgeBase) -> Known:
        """Take what the records, what services said of them, and the whole ledger name."""
        known = cls()
        for record in (*kb.studies.values(), *kb.works.values()):
            own = signs_of_record(record.identification)
            known.add_record(record.id, own)
            if record.id in kb.metadata:
                known.add_record(record.id, _signs_said(kb.metadata[record.id]))
        for candidate in kb.ledger.candidates.values():
            known.add_candidate(candidate)
        return known

    def add_record(self, name: str, found: Iterable[str]) -> None:
        """Note the signs of a record; a sign that another record has stays with that one."""
        for sign in found:
            self.records.setdefault(sign, name)

    def add_candidate(self, candidate: Candidate, more: Iterable[str] = ()) -> None:
        """Note the signs of a candidate, and more of them where services told more."""
        for sign in (*signs_of_candidate(candidate), *more):
            self.candidates.setdefault(sign, candidate.id)

    def record(self, found: Iterable[str]) -> str | None:
        """Return the record that has one of some signs."""
        return next((self.records[sign] for sign in sorted(found) if sign in self.records), None)

    def candidate(self, found: Iterable[str]) -> str | None:
        """Return the candidate that has one of some signs."""
        known = self.candidates
        return next((known[sign] for sign in sorted(found) if sign in known), None)


def _signs_said(metadata: Metadata) -> Iterator[str]:
    """Yield the signs that services gave for the work of a record, with its other version."""
    for answer in metadata.answers.values():
        if answer.work is not None:
            yield from signs_of_work(answer.work)
