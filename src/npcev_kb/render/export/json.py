"""JSON: one document, one record to a line, the same bytes for the same knowledge base."""

from __future__ import annotations

import json

from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.export.document import document
from npcev_kb.render.export.plain import Plain


def dumps(data: Plain) -> str:
    """Return data as JSON in one line with sorted keys."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def lines(data: dict[str, Plain]) -> str:
    """Return a document as JSON, its keys sorted, each item of its lists on a line of its own.

    A line that changes is a record that changed.
    """
    parts = []
    for key, value in sorted(data.items()):
        if isinstance(value, list) and value:
            items = ",\n".join(dumps(item) for item in value)
            parts.append(f"{dumps(key)}:[\n{items}\n]")
        else:
            parts.append(f"{dumps(key)}:{dumps(value)}")
    return "{" + ",\n".join(parts) + "}\n"


def as_json(kb: KnowledgeBase) -> str:
    """Return the whole knowledge base as JSON text."""
    return lines(document(kb))
