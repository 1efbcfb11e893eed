"""Metadata files: JSON with sorted keys, so that the same answers are the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from npcev_kb.model.metadata import Metadata
from npcev_kb.problems import Complaint, metadata
from npcev_kb.store.reader import Reader
from npcev_kb.store.source import Source


def as_json(metadata: Metadata) -> str:
    """Return the bytes of a metadata file as text: sorted keys, nothing that is not known."""
    data = metadata.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read_metadata(reader: Reader) -> dict[str, Metadata]:
    """Read `data/metadata/`; a file that does not validate is read again for its places."""
    found: dict[str, Metadata] = {}
    for path in reader.project.metadata():
        try:
            found[path.stem] = Metadata.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            _say_what_is_wrong(reader, path)
        else:
            name = reader.project.relative(path)
            reader.sources[name] = Source(name)
    return found


def _say_what_is_wrong(reader: Reader, path: Path) -> None:
    """Report a broken metadata file through the YAML reader, of which JSON is a part."""
    source = reader.open(path)
    if isinstance(source.data, dict):
        before = len(reader.problems)
        reader.model(source, Metadata, source.data)
        if len(reader.problems) == before:
            reader.complain(Complaint(source.path, (), metadata.metadata_broken()))
    source.forget()
