"""A retracted or questioned work says so first thing on its page, and wherever it is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import toy
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.vocabulary import SourceEventKind
from npcev_kb.render.html import identifiers
from npcev_kb.render.site import Site


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


def test_a_story_that_rests_on_a_retracted_claim_says_so_where_it_cites_it() -> None:
    kb = with_event(SourceEventKind.RETRACTION)
    html = "".join(toy.html(f"modules/{module.id}", kb) for module in kb.review.modules)
    assert '<a class="cite cite-retraction"' in html
    assert ', retraction">' in html


def test_the_home_page_counts_works_that_have_fallen_and_their_claims_apart() -> None:
    before = toy.html("")
    after = toy.html("", with_event(SourceEventKind.RETRACTION))
    figure = "works retracted or under concern</dt><dd>{} <small>of {} looked up"
    assert figure.format(0, 1) in before
    assert figure.format(1, 2) in after
    assert "<b>retracted</b>" in after
    assert "retracted" not in before.replace("works retracted", "")


def test_title_and_description_of_the_page_begin_with_it() -> None:
    found = toy.page("studies/rna-b-drug", Site(with_event(SourceEventKind.RETRACTION)))
    assert found.title == "Retraction: RNA b and a drug, בדיקה"
    assert found.description.startswith("Retraction, 2026-02-03. ")


def test_the_quality_page_lists_it() -> None:
    kb = with_event(SourceEventKind.CONCERN)
    assert "RNA b and a drug" in toy.html("quality/works-fallen", kb)


def test_notices_are_links_and_stay_text_otherwise() -> None:
    shown = identifiers('Seen <b>; notice doi 10.5555/a.b, PMID 123; doi 10.5/x "doi 10.5555/c<d"')
    assert shown == (
        "Seen &lt;b&gt;; notice "
        '<a class="out" href="https://doi.org/10.5555/a.b" rel="noopener">doi 10.5555/a.b</a>, '
        '<a class="out" href="https://pubmed.ncbi.nlm.nih.gov/123/" rel="noopener">PMID 123</a>; '
        "doi 10.5/x &#34;doi 10.5555/c&lt;d&#34;"
    )
