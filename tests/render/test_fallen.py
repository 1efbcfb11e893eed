"""A retracted or questioned work says so first thing on its page, and wherever it is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import toy
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.vocabulary import SourceEventKind


def with_event(kind: SourceEventKind) -> KnowledgeBase:
    """The toy knowledge base, one study of which has met an event."""
    kb = toy.knowledge_base()
    study = kb.studies["rna-b-drug"]
    event = SourceEvent.model_construct(
        found=kind, day=date(2026, 2, 3), source="A <b>register</b>"
    )
    who = study.identification.model_copy(update={"source_status": (event,)})
    studies = {**kb.studies, study.id: study.model_copy(update={"identification": who})}
    return replace(kb, studies=studies)


@pytest.mark.parametrize(
    ("kind", "said", "means"),
    [
        (SourceEventKind.RETRACTION, "Retraction", "counts for nothing here"),
        (SourceEventKind.CONCERN, "Expression of concern", "reach E1 at most"),
    ],
)
def test_the_page_says_it_above_the_finding(kind: SourceEventKind, said: str, means: str) -> None:
    html = toy.html("studies/rna-b-drug", with_event(kind))
    banner = html[html.index('class="fallen"') : html.index('class="finding')]
    assert f"<b>{said}, <time" in banner
    assert "2026-02-03" in banner
    assert "A &lt;b&gt;register&lt;/b&gt;" in banner
    assert means in banner


def test_lists_and_citations_mark_the_work_in_words_not_in_colour_alone() -> None:
    kb = with_event(SourceEventKind.RETRACTION)
    assert '<span class="fallen-mark">retraction</span>' in toy.html("studies", kb)
    assert 'aria-label="Reference 3: RNA b and a drug, בדיקה, retraction"' in toy.html(
        "studies", kb
    )


@pytest.mark.parametrize(
    "kind",
    [
        SourceEventKind.NOTHING_FOUND,
        SourceEventKind.CORRECTION,
        SourceEventKind.REINSTATEMENT,
        SourceEventKind.PREPRINT_OF,
    ],
)
def test_a_work_that_stands_has_no_banner(kind: SourceEventKind) -> None:
    assert "fallen" not in toy.html("studies/rna-b-drug", with_event(kind))
