"""Keeps what a person decides on candidates, and begins a draft for what is included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from npcev_kb.living.candidates import work_of
from npcev_kb.living.editing import NotWrittenError
from npcev_kb.living.known import Known
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.registry import Context, Registry
from npcev_kb.model.sameness import signs_of_candidate
from npcev_kb.model.screening import Candidate, Decision
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import ExclusionReason, ScreeningStatus
from npcev_kb.store.drafts import draft_id, draft_text
from npcev_kb.store.edit import problems_of
from npcev_kb.store.project import Project
from npcev_kb.store.screening import candidate_path, read_candidate, write_candidate
from npcev_kb.store.write import write_atomically


class NotDecidedError(Exception):
    """The decision was not kept. The message says why."""


@dataclass(frozen=True)
class Verdict:
    """What somebody thinks of a candidate."""

    status: ScreeningStatus
    reason: ExclusionReason | None = None
    note: str | None = None
    sections: tuple[str, ...] = ()
    """Sections of the review where an included work belongs."""


@dataclass(frozen=True)
class Decided:
    """What became of a candidate."""

    candidate: Candidate
    written: tuple[Path, ...]
    """Files that were written."""
    draft: Path | None = None
    """The draft that was begun; None if nothing was included, or its work is a record already."""


class Desk:
    """One person's session over the ledger; each decision is written at once.

    Args:
        project: where the ledger is.
        kb: records and ledger as they are, without errors.
        by: who decides.
        today: the day that decisions bear.
    """

    def __init__(self, project: Project, kb: KnowledgeBase, by: str, today: date) -> None:
        self._project, self._kb = project, kb
        self._by, self._today = by, today
        self._known = Known.of(kb)

    def decide(self, name: str, verdict: Verdict) -> Decided:
        """Add a decision to a candidate and begin the draft of what is included.

        The candidate is read again first, so that what others decided meanwhile is kept. The
        draft is written before the decision: if the second fails, deciding again finds the draft.

        Raises:
            NotDecidedError: the candidate is gone, or this was decided already.
            NotWrittenError: the draft would not be a valid record; nothing was written.
            ValidationError: name or note are no texts that the ledger can keep.
            OSError: a file cannot be written.
        """
        decision = Decision(
            status=verdict.status,
            reason=verdict.reason,
            note=verdict.note,
            by=self._by,
            day=self._today.isoformat(),
        )
        candidate = self._read(name)
        record, draft = candidate.record, None
        begins = verdict.status is ScreeningStatus.INCLUDED and not self._is_there(record)
        if _has(candidate, verdict) and not begins:
            raise NotDecidedError(f"{name} is {_as_decided(candidate)} already: nothing to write")
        if begins:
            record, draft = self._record(candidate, verdict.sections)
        decisions = (*candidate.decisions, decision)
        changed = candidate.model_copy(update={"decisions": decisions, "record": record})
        path = write_candidate(self._project, changed)
        return Decided(changed, (draft, path) if draft else (path,), draft)

    def _read(self, name: str) -> Candidate:
        candidate = read_candidate(self._project, name)
        if candidate is None:
            path = self._project.relative(candidate_path(self._project, name))
            raise NotDecidedError(f"{path} is gone or cannot be read any more")
        return candidate

    def _is_there(self, record: str | None) -> bool:
        return record is not None and record in self._project.names()

    def _record(self, candidate: Candidate, sections: Sequence[str]) -> tuple[str, Path | None]:
        """Return the record of a candidate: the one that there is, or a draft that is begun."""
        found = signs_of_candidate(candidate)
        there = self._known.record(found)
        if there is not None:
            return there, None
        work = work_of(candidate)
        name = draft_id(work, self._project.names())
        path = self._project.data / "studies" / f"{name}.yaml"
        text = draft_text(work, name, self._today, sections)
        wrong = problems_of(
            self._project, self._project.relative(path), text, Study, self._context()
        )
        if wrong:
            raise NotWrittenError(wrong)
        write_atomically(path, text)
        self._known.add_record(name, found)
        return name, path

    def _context(self) -> Context:
        sections = [section.id for section in self._kb.review.sections]
        registry = Registry(self._kb.kinds, self._kb.entities)
        return Context(registry, sections, self._kb.review.references)


def _has(candidate: Candidate, verdict: Verdict) -> bool:
    """Tell whether the last decision says the same."""
    if not candidate.decisions:
        return False
    last = candidate.decisions[-1]
    return (last.status, last.reason, last.note) == (verdict.status, verdict.reason, verdict.note)


def _as_decided(candidate: Candidate) -> str:
    last = candidate.decisions[-1]
    return f"{last.status.label} by {last.by} on {last.day}"
