"""Decisions are files of their own: written once, read back as they were."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toy
from npcev_kb.model.history import ChangedField, HistoryEntry
from npcev_kb.model.published import tidy
from npcev_kb.model.vocabulary import HistoryKind, Service
from npcev_kb.pipeline import validate
from npcev_kb.store.history import read_history, write_entry
from npcev_kb.store.project import Project
from npcev_kb.store.reader import Reader

DAY = date(2026, 11, 24)


def entry(after: str, by: str | None = "A curator") -> HistoryEntry:
    return HistoryEntry.model_construct(
        day=DAY,
        by=by,
        kind=HistoryKind.ACCEPTED,
        service=Service.CROSSREF,
        changed=(ChangedField(field="title", after=after),),
    )


def test_a_decision_is_read_back_with_its_record(tmp_path: Path) -> None:
    project = Project(toy.copy(tmp_path / "kb"))
    path = write_entry(project, "protein-a-vessels", entry("A title: with a colon"))
    assert project.relative(path).startswith("data/history/protein-a-vessels/2026-11-24-accepted-")
    kb = validate(project).kb
    assert kb is not None
    assert kb.history["protein-a-vessels"] == (entry("A title: with a colon"),)


def test_the_same_decision_is_one_file_and_two_decisions_are_two(tmp_path: Path) -> None:
    project = Project(toy.copy(tmp_path / "kb"))
    names = [
        write_entry(project, "protein-a-vessels", entry(title)).name for title in ("A", "A", "B")
    ]
    assert names[0] == names[1] != names[2]
    assert len([path for path in project.history() if path.parent.name == "protein-a-vessels"]) == 2


@given(st.text(min_size=1, max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_title_comes_back_as_it_was(tmp_path: Path, title: str) -> None:
    if not (title := tidy(title)):
        return
    project = Project(tmp_path)
    path = write_entry(project, "x", entry(title))
    reader = Reader(project)
    found = read_history(reader, frozenset({"x"}))
    path.unlink()
    assert reader.problems == []
    assert found == {"x": (entry(title),)}
