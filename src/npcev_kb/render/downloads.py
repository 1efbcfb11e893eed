"""The files that lie beside the pages for machines."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.analysis.evidence import Evidence
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.export.document import document
from npcev_kb.render.export.json import dumps, lines


def downloads(kb: KnowledgeBase, evidence: Evidence | None = None) -> Iterator[tuple[str, str]]:
    """Yield each download as its address below the site's root and its text."""
    whole = document(kb, evidence)
    yield "data/npcev-kb.json", lines(whole)
    for folder in ("studies", "works", "debates", "questions"):
        records = whole[folder]
        for record in records if isinstance(records, list) else ():
            if isinstance(record, dict):
                yield f"{folder}/{record['id']}.json", dumps(record) + "\n"
