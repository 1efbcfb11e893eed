"""Imports files of reference managers: each entry is a record that exists, or becomes a draft."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from npcev_kb.model.identification import Identification
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.normal import plain_words
from npcev_kb.model.sameness import SHORTEST_TITLE
from npcev_kb.model.vocabulary import CurationStatus, IdentificationStatus
from npcev_kb.problems import Place, Problem, files
from npcev_kb.store.citations import Citations, Cited, read_citations
from npcev_kb.store.drafts import draft_id, draft_text, identification_of
from npcev_kb.store.project import Project
from npcev_kb.store.write import write_atomically

MOST_BYTES = 50_000_000
"""A library of a hundred thousand references is smaller."""
_LABELS = (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID"))


@dataclass(frozen=True)
class Drafted:
    """An entry that became a draft."""

    cited: Cited
    record: str
    """Id of the draft."""
    path: str
    """Its file, as problems name files."""


@dataclass(frozen=True)
class Matched:
    """An entry whose work has a record, or is an entry before it."""

    cited: Cited
    record: str
    """Id of the record."""
    by: str
    """What the two have in common."""


@dataclass(frozen=True)
class Imported:
    """What became of each entry, in the order of the entries."""

    outcomes: tuple[Drafted | Matched, ...]

    @property
    def drafts(self) -> tuple[Drafted, ...]:
        """The entries that became drafts."""
        return tuple(each for each in self.outcomes if isinstance(each, Drafted))

    @property
    def matched(self) -> tuple[Matched, ...]:
        """The entries that were there."""
        return tuple(each for each in self.outcomes if isinstance(each, Matched))


def read_file(path: Path, name: str) -> Citations:
    """Read a file of a reference manager; what is wrong with it becomes problems.

    Args:
        path: the file.
        name: what problems call it.
    """
    try:
        status = path.stat()
        reason = None if stat.S_ISREG(status.st_mode) else "it is no ordinary file"
        if status.st_size > MOST_BYTES:
            reason = f"it has {status.st_size:,} bytes, more than the {MOST_BYTES:,} allowed"
        body = b"" if reason else path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
    if reason:
        return Citations(problems=(Problem.at(name, Place(), files.unreadable_file(reason)),))
    return read_citations(name, body)


def import_works(
    project: Project,
    kb: KnowledgeBase,
    cited: Iterable[Cited],
    day: date,
    sections: Sequence[str] = (),
    *,
    write: bool = True,
) -> Imported:
    """Match entries with the records there are, and begin a draft for each of the others.

    An entry is the work of a record if the two share DOI, PMID or PMCID, or else title and year.
    What was drafted is matched when it is imported again.

    Args:
        project: where the drafts are written.
        kb: all records, drafts included.
        cited: the entries.
        day: the day that the drafts bear.
        sections: sections of the review that the drafts are given.
        write: False to find out what would happen.

    Raises:
        OSError: a draft cannot be written; those before it are.
    """
    known = _Known.of(kb)
    taken = set(project.names())
    outcomes: list[Drafted | Matched] = []
    for each in cited:
        who = identification_of(each.work, day, more_authors=each.more_authors)
        found = known.find(who)
        if found:
            outcomes.append(Matched(each, *found))
            continue
        record = draft_id(each.work, taken)
        path = project.data / "studies" / f"{record}.yaml"
        if write:
            write_atomically(path, _draft(each, record, day, sections))
        known.add(record, who, _title(who))
        taken.add(record)
        outcomes.append(Drafted(each, record, project.relative(path)))
    return Imported(tuple(outcomes))


def _draft(cited: Cited, record: str, day: date, sections: Sequence[str]) -> str:
    return draft_text(cited.work, record, day, sections, more_authors=cited.more_authors)


@dataclass
class _Known:
    """The works that have a record, by what they are recognised by."""

    records: dict[str, Identification] = field(default_factory=dict)
    by_identifier: dict[tuple[str, str], str] = field(default_factory=dict)
    by_title: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, kb: KnowledgeBase) -> _Known:
        known = cls()
        for record in (*kb.studies.values(), *kb.works.values()):
            begun = record.curation.status is CurationStatus.DRAFT and not record.review_refs
            known.add(record.id, record.identification, _title(record.identification, begun=begun))
        return known

    def add(self, record: str, who: Identification, title: str) -> None:
        """Take up the work of a record."""
        self.records[record] = who
        for name, _ in _LABELS:
            if value := getattr(who, name):
                self.by_identifier.setdefault((name, value), record)
        if title:
            self.by_title.setdefault(title, []).append(record)

    def find(self, who: Identification) -> tuple[str, str] | None:
        """Return the record of a work, and what the two have in common."""
        for name, label in _LABELS:
            value = getattr(who, name)
            if value and (record := self.by_identifier.get((name, value))):
                return record, label
        title = _title(who)
        for record in self.by_title.get(title, ()):
            other = self.records[record]
            if other.year == who.year:
                return record, _with_differences("title and year", who, other)
            if len(title) >= SHORTEST_TITLE and None in (who.year, other.year):
                return record, _with_differences("title", who, other)
        return None


def _title(who: Identification, *, begun: bool = True) -> str:
    """Return the words of a title; one that has none, such as a dash, stands for itself.

    The hint of an unresolved draft that was begun here is what was imported; others are guesses.
    """
    unresolved = begun and who.status is IdentificationStatus.UNRESOLVED
    hint = who.candidates[0].title if unresolved and who.candidates else None
    said = hint or who.title or ""
    return plain_words(said) or said.strip()


def _with_differences(by: str, who: Identification, other: Identification) -> str:
    """Return what two works have in common, and which identifiers they do not share."""
    both = [(label, getattr(who, name), getattr(other, name)) for name, label in _LABELS]
    differing = [label for label, one, two in both if one and two and one != two]
    return f"{by}, though its {' and '.join(differing)} is another" if differing else by
