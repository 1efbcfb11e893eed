"""Files of decisions: `data/history/<record>/<day>-<kind>-<digest>.yaml`, written once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from npcev_kb.model.history import HistoryEntry
from npcev_kb.problems import Complaint, files
from npcev_kb.store.plain_yaml import as_yaml
from npcev_kb.store.project import Project
from npcev_kb.store.reader import Reader
from npcev_kb.store.write import write_atomically


def write_entry(project: Project, record: str, entry: HistoryEntry) -> Path:
    """Write a decision into a file of its own; the same decision on the same day is one file.

    Raises:
        OSError: the folder cannot be written.
    """
    text = as_yaml(entry.model_dump(mode="json", exclude_defaults=True))
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    name = f"{entry.day.isoformat()}-{entry.kind.value.replace('_', '-')}-{digest}.yaml"
    path = project.data / "history" / record / name
    write_atomically(path, text)
    return path


def read_history(reader: Reader, known: frozenset[str]) -> dict[str, tuple[HistoryEntry, ...]]:
    """Read all decisions, oldest first; `known` are the names of the records there are."""
    found: dict[str, list[HistoryEntry]] = {}
    for path in reader.project.history():
        source = reader.open(path)
        if path.parent.name not in known:
            wording = files.history_without_record(path.parent.name)
            reader.complain(Complaint(source.path, (), wording))
        if isinstance(source.data, dict):
            entry = reader.model(source, HistoryEntry, source.data)
            if entry is not None and not source.problems:
                found.setdefault(path.parent.name, []).append(entry)
        source.forget()
    return {
        record: tuple(sorted(entries, key=lambda entry: entry.day))
        for record, entries in sorted(found.items())
    }
