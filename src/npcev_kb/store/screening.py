"""The screening ledger in its files: `data/screening/`, one file for each candidate and day.

Files of their own, so that two branches that each search or decide can be merged.
"""

from __future__ import annotations

from pathlib import Path

from npcev_kb.model.record import Record
from npcev_kb.model.screening import Candidate, Ledger, Queries, SearchRun
from npcev_kb.problems import Complaint, records, screening
from npcev_kb.store.plain_yaml import as_yaml
from npcev_kb.store.project import Project
from npcev_kb.store.reader import R, Reader
from npcev_kb.store.write import write_atomically


def as_text(entry: Record) -> str:
    """Return an entry of the ledger as YAML: every text in one line, what is not known left out."""
    return as_yaml(entry.model_dump(mode="json", exclude_defaults=True))


def read_ledger(reader: Reader) -> Ledger:
    """Read `data/screening/`; what does not validate is reported and left out."""
    project = reader.project
    path = project.data / "screening" / "queries.yaml"
    queries = _entry(reader, path, Queries) if path.is_file() else None
    runs = []
    for path in project.searches():
        run = _entry(reader, path, SearchRun)
        if run is None:
            continue
        runs.append(run)
        if run.day.isoformat() != path.stem:
            wording = screening.day_differs_from_file(run.day.isoformat(), path.stem)
            reader.complain(Complaint(project.relative(path), ("day",), wording))
    candidates = {}
    for path in project.candidates():
        candidate = _entry(reader, path, Candidate)
        if candidate is None:
            continue
        candidates[path.stem] = candidate
        if candidate.id != path.stem:
            wording = records.id_differs_from_file(candidate.id, path.stem)
            reader.complain(Complaint(project.relative(path), ("id",), wording))
    return Ledger(queries, tuple(sorted(runs, key=lambda run: run.day)), candidates)


def read_candidate(project: Project, name: str) -> Candidate | None:
    """Read one candidate as it is now; None if it is gone or broken."""
    path = candidate_path(project, name)
    return _entry(Reader(project), path, Candidate) if path.is_file() else None


def candidate_path(project: Project, name: str) -> Path:
    """Return the file of a candidate."""
    return project.data / "screening" / "candidates" / f"{name}.yaml"


def write_candidate(project: Project, candidate: Candidate) -> Path:
    """Write a candidate whole or not at all, and return its file.

    Raises:
        OSError: the folder cannot be written.
    """
    path = candidate_path(project, candidate.id)
    write_atomically(path, as_text(candidate))
    return path


def write_run(project: Project, run: SearchRun) -> Path:
    """Write the searches of a day whole or not at all, and return their file.

    Raises:
        OSError: the folder cannot be written.
    """
    path = project.data / "screening" / "searches" / f"{run.day.isoformat()}.yaml"
    write_atomically(path, as_text(run))
    return path


def _entry(reader: Reader, path: Path, model: type[R]) -> R | None:
    source = reader.open(path)
    found = None
    if isinstance(source.data, dict):
        found = reader.model(source, model, source.data)
    source.forget()
    return None if source.problems else found
