"""Who says a fact, and where: from the fact itself or from the record's reading basis."""

from __future__ import annotations

from dataclasses import dataclass

from npcev_kb.analysis.places import Places
from npcev_kb.model.statement import Fact, Voiced
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import ReadingBasis, Voice

_PLACE = {
    ReadingBasis.TITLE: "title",
    ReadingBasis.SECONDARY_SOURCE: "a report on the work",
    ReadingBasis.ABSTRACT_PART: "abstract, in part",
    ReadingBasis.ABSTRACT: "abstract",
    ReadingBasis.FULL_TEXT: "full text",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A voice and a place."""

    voice: Voice
    at: str


def of_record(places: Places, study: Study) -> Spoken:
    """Return the voice and place of a study's facts: by its reading basis."""
    if study.reading_basis is ReadingBasis.REVIEW_ONLY:
        return Spoken(Voice.REVIEW, "review " + ", ".join(places.sections(study)))
    return Spoken(Voice.STUDY, _PLACE[study.reading_basis])


def of_fact(record: Spoken, fact: Fact | Voiced) -> Spoken:
    """Return the voice and place of one fact, its own where it has them."""
    return Spoken(fact.voice or record.voice, fact.at or record.at)
