"""Whether somebody curated a work of their own."""

from __future__ import annotations

from npcev_kb.analysis.places import PlacedRecord
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.vocabulary import FlagState


def curator_is_author(kb: KnowledgeBase, record: PlacedRecord) -> FlagState:
    """Tell whether a record's curator or reviewer is among the authors of its work.

    Names are compared as lists of authors write them (`publishes_as`). It is not assessable where
    nobody is named, where somebody does not say how they publish, or where the list of authors is
    unknown or cut short.
    """
    told, authors = record.curation, {each.casefold() for each in record.identification.authors}
    keys = [key for key in (told.curator, told.reviewer) if key is not None]
    named = [kb.people[key] for key in keys if key in kb.people]
    names = [{name.casefold() for name in person.publishes_as} for person in named]
    if any(name & authors for name in names):
        return FlagState.RAISED
    whole = authors and not record.identification.more_authors
    if not whole or not named or not all(names):
        return FlagState.NOT_ASSESSABLE
    return FlagState.CLEARED
