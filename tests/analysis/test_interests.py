"""Whether somebody curated a work of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import toy
from npcev_kb.analysis.interests import curator_is_author
from npcev_kb.model.curation import Curation
from npcev_kb.model.person import Person
from npcev_kb.model.vocabulary import FlagState

KB = toy.knowledge_base()
WORK = KB.works["overview-of-vesicles"]
"""By Doe J, and by nobody else."""


def person(key: str, *names: str) -> Person:
    told = {"key": key, "name": key, "publishes_as": names, "interests": ["None to declare."]}
    return Person.model_validate(told)


PEOPLE = {
    "doe": person("doe", "Doe J", "Doe JJ"),
    "fern": person("fern", "Fern F"),
    "silent": person("silent"),
}


def state(authors: tuple[str, ...] = WORK.identification.authors, **who: Any) -> FlagState:
    """What is said of the work, if these people curate it and these people wrote it."""
    identification = WORK.identification.model_copy(update={"authors": authors})
    told = {"status": "draft", "updated": "2026-01-01"}
    curation = Curation.model_construct(**({"curator": None, "reviewer": None} | told | who))
    record = WORK.model_copy(update={"identification": identification, "curation": curation})
    return curator_is_author(replace(KB, people=PEOPLE), record)


def test_it_is_raised_where_curator_or_reviewer_is_among_the_authors() -> None:
    assert "Doe J" in WORK.identification.authors
    assert state(curator="doe") is FlagState.RAISED
    assert state(curator="fern", reviewer="doe") is FlagState.RAISED
    assert state(("doe j", "Roe R"), curator="doe") is FlagState.RAISED
    assert state(("Doe JJ",), curator="silent", reviewer="doe") is FlagState.RAISED


def test_it_is_cleared_where_everybody_named_publishes_under_another_name() -> None:
    assert state(curator="fern") is FlagState.CLEARED
    assert state(("Doe JA",), curator="fern", reviewer="doe") is FlagState.CLEARED


def test_nobody_named_or_somebody_silent_or_no_authors_known_is_not_clean() -> None:
    assert state() is FlagState.NOT_ASSESSABLE
    assert state(curator="fern", reviewer="silent") is FlagState.NOT_ASSESSABLE
    assert state(curator="unheard-of") is FlagState.NOT_ASSESSABLE
    assert state((), curator="fern") is FlagState.NOT_ASSESSABLE


def test_a_list_of_authors_that_was_cut_short_clears_nobody() -> None:
    short = KB.studies["rna-b-drug"].identification.model_copy(
        update={"authors": ("Roe R",), "more_authors": True}
    )
    told = Curation.model_construct(curator="fern", reviewer=None)
    record = WORK.model_copy(update={"identification": short, "curation": told})
    assert curator_is_author(replace(KB, people=PEOPLE), record) is FlagState.NOT_ASSESSABLE
