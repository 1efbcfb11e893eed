"""Checks of the people whom records name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.registry import suggest
from npcev_kb.model.study import Study, Work
from npcev_kb.problems import Complaint, curation


def check_people(kb: KnowledgeBase, people: Collection[str]) -> Iterator[Complaint]:
    """Yield each name of a person that stands in no entry, also of those that are broken.

    Args:
        kb: the knowledge base.
        people: the keys of all entries of `data/people.yaml`.
    """
    folders: Mapping[str, Mapping[str, Study | Work | Debate | Question]] = {
        "studies": kb.studies, "works": kb.works, "debates": kb.debates, "questions": kb.questions,
    }  # fmt: skip
    for folder, records in folders.items():
        for id, record in records.items():
            told = record.curation
            for name, key in (("curator", told.curator), ("reviewer", told.reviewer)):
                if key is not None and key not in people:
                    wording = curation.unknown_person(key, suggest(key, people))
                    yield Complaint(f"data/{folder}/{id}.yaml", ("curation", name), wording)
    for id, waiver in kb.waivers.items():
        if waiver.by is not None and waiver.by not in people:
            wording = curation.unknown_person(waiver.by, suggest(waiver.by, people))
            yield Complaint(f"data/waivers/{id}.yaml", ("by",), wording)
