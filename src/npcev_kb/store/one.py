"""One record from its file, for those who need no other."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from npcev_kb.model.record import Record
from npcev_kb.problems import Problem
from npcev_kb.store.project import Project
from npcev_kb.store.reader import Reader

R = TypeVar("R", bound=Record)


def read_one(project: Project, path: Path, model: type[R]) -> tuple[R | None, tuple[Problem, ...]]:
    """Read and validate one record by the rules of its own.

    Whether the terms, sections and references that it names exist is not looked at.

    Args:
        project: the knowledge base.
        path: the file of the record.
        model: what the record is.

    Returns:
        The record, None if it is broken, and what is wrong with it.
    """
    reader = Reader(project)
    source = reader.open(path)
    record = reader.model(source, model, source.data) if isinstance(source.data, dict) else None
    return (None if source.problems else record), tuple(sorted(reader.problems))
