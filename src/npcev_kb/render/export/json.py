"""JSON: one document, sorted keys, the same bytes for the same knowledge base."""

from __future__ import annotations

import json

from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.export.document import Plain, document


def dumps(data: Plain) -> str:
    """Return data as JSON text with sorted keys, two spaces, and a closing line break."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def as_json(kb: KnowledgeBase) -> str:
    """Return the whole knowledge base as JSON text."""
    return dumps(document(kb))
