"""Writes bibliographic facts into a record: checked first, whole or not at all, with a history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from npcev_kb.model.history import ChangedField, HistoryEntry
from npcev_kb.model.identification import Identification, SourceEvent
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.published import PublishedWork, tidy
from npcev_kb.model.registry import Context, Registry
from npcev_kb.model.study import Study, Work
from npcev_kb.problems import Problem
from npcev_kb.store.drafts import AUTHORS_SHOWN
from npcev_kb.store.edit import Value, edited, problems_of
from npcev_kb.store.history import write_entry
from npcev_kb.store.project import Project
from npcev_kb.store.write import write_atomically

FIELDS = (
    "title",
    "authors",
    "journal",
    "year",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "pmcid",
)
"""What can be taken over from a service, in the order of a record."""


class NotWrittenError(Exception):
    """The record was left as it was: the change would have made it invalid."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the change would make the record invalid")
        self.problems = problems


@dataclass(frozen=True)
class Edit:
    """A change of a record's identification, before it is written."""

    record: Study | Work
    values: Mapping[str, Value]
    """What is set, by field."""
    drop: Mapping[str, Callable[[Mapping[str, object]], bool]] = field(default_factory=dict)
    """Lists of which those items are taken out that the function is true for."""
    remove: tuple[str, ...] = ()
    """Fields that are taken out."""

    @property
    def changed(self) -> tuple[ChangedField, ...]:
        """The fields that change, with what stands there before and after."""
        who = self.record.identification
        after = dict.fromkeys(self.remove) | dict(self.values)
        told = [(name, _in_words(getattr(who, name)), _in_words(after[name])) for name in after]
        return tuple(
            ChangedField(field=name, before=before, after=now)
            for name, before, now in told
            if before != now
        )


def facts_of(work: PublishedWork) -> dict[str, Value]:
    """Return what a service says of a work, by field of an identification."""
    names = [author.printed for author in work.authors]
    values: dict[str, Value | None] = {
        "title": work.title.rstrip(".") if work.title else None,
        "authors": names[:AUTHORS_SHOWN],
        "more_authors": len(names) > AUTHORS_SHOWN,
        "journal": work.journal,
        "year": work.year,
        "volume": work.volume,
        "issue": work.issue,
        "pages": work.pages,
        "doi": work.doi,
        "pmid": work.pmid,
        "pmcid": work.pmcid,
    }
    return {name: value for name, value in values.items() if value}


def write(
    project: Project,
    kb: KnowledgeBase,
    edit: Edit,
    entry: Callable[[tuple[ChangedField, ...]], HistoryEntry],
    today: date,
) -> tuple[Path, Path]:
    """Write a change into a record and its history; return both files.

    Raises:
        NotWrittenError: the record would not be valid any more; nothing was written.
        OSError: a file cannot be read or written.
    """
    record = edit.record
    folder = "studies" if isinstance(record, Study) else "works"
    path = project.data / folder / f"{record.id}.yaml"
    text = edited(
        path,
        "identification",
        edit.values,
        list(Identification.model_fields),
        remove=edit.remove,
        drop=edit.drop,
        updated=today,
    )
    name = project.relative(path)
    wrong = problems_of(project, name, text, type(record), _context(kb))
    if wrong:
        raise NotWrittenError(wrong)
    decided = write_entry(project, record.id, entry(edit.changed))
    try:
        write_atomically(path, text)
    except OSError:
        decided.unlink()  # a decision that was not carried out is none
        raise
    return path, decided


def _context(kb: KnowledgeBase) -> Context:
    sections = [section.id for section in kb.review.sections]
    return Context(Registry(kb.kinds, kb.entities), sections, kb.review.references)


def _in_words(value: object) -> str | None:
    """Return a value as the history tells it."""
    if value is None or value is False or value == ():
        return None
    if isinstance(value, tuple | list):
        return tidy("; ".join(_item(item) for item in value))
    return tidy(str(value))


def _item(value: object) -> str:
    if isinstance(value, SourceEvent):
        return f"{value.found.label}, {value.day.isoformat()}, {value.source}"
    return str(value)
