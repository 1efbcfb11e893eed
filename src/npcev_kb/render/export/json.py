"""JSON: one document, one record to a line, the same bytes for the same knowledge base."""

from __future__ import annotations

import json
from collections.abc import Iterator

from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.export.document import document
from npcev_kb.render.export.plain import Plain


def dumps(data: Plain) -> str:
    """Return data as JSON in one line with sorted keys."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def lines(data: dict[str, Plain]) -> Iterator[str]:
    """Yield a document as JSON in pieces, its keys sorted, each item of its lists on a line.

    A line that changes is a record that changed. Nothing but the piece at hand is held.
    """
    yield "{"
    for number, (key, value) in enumerate(sorted(data.items())):
        yield (",\n" if number else "") + f"{dumps(key)}:"
        if isinstance(value, list) and value:
            yield "[\n"
            for place, item in enumerate(value):
                yield (",\n" if place else "") + dumps(item)
            yield "\n]"
        else:
            yield dumps(value)
    yield "}\n"


def as_json(kb: KnowledgeBase) -> str:
    """Return the whole knowledge base as JSON text."""
    return "".join(lines(document(kb)))
