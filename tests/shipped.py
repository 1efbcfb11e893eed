"""The replies that the project ships, and works as plain values."""

from __future__ import annotations

import json
from pathlib import Path

from npcev_kb.model.published import PublishedWork

REPLIES = Path(__file__).parent / "replies"


def reply(path: str) -> bytes:
    """Return a shipped reply."""
    return (REPLIES / path).read_bytes()


def every() -> list[tuple[str, bytes]]:
    """Return all shipped replies with the service that each is of."""
    paths = sorted(path for path in REPLIES.glob("*/*") if path.suffix in (".json", ".xml"))
    return [(path.parent.name, path.read_bytes()) for path in paths]


def told(work: PublishedWork) -> dict[str, object]:
    """Return what a work tells, without what it does not."""
    return json.loads(work.model_dump_json(exclude_defaults=True))


def crossref(**fields: object) -> bytes:
    """Return a Crossref reply with one work of these fields."""
    message = {"DOI": "10.5555/lamp", **{name.replace("_", "-"): v for name, v in fields.items()}}
    return json.dumps({"status": "ok", "message-type": "work", "message": message}).encode()
