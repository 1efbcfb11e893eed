"""The files that lie beside the pages for machines."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.analysis.places import Places
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.export.document import record
from npcev_kb.render.export.json import as_json, dumps


def downloads(kb: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Yield each download as its address below the site's root and its text."""
    places = Places(kb)
    yield "data/npcev-kb.json", as_json(kb)
    for study in places.studies:
        yield f"studies/{study.id}.json", dumps(record(places, study))
    for work in places.works:
        yield f"works/{work.id}.json", dumps(record(places, work))
