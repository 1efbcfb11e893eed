"""The site map: which pages there are, where they stand, and what each must keep to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

import pytest

import toy
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.page import Page, headings
from npcev_kb.render.pages import pages
from npcev_kb.render.site import Site
from parsed import Parsed


def site_map(kb: KnowledgeBase | None = None) -> dict[str, Page]:
    return {page.path: page for page in pages(Site(kb or toy.knowledge_base()))}


def test_no_two_pages_have_one_address() -> None:
    found = [page.path for page in pages(Site(toy.knowledge_base()))]
    assert [path for path, times in Counter(found).items() if times > 1] == []


def test_every_page_stands_under_a_page_that_exists() -> None:
    found = site_map()
    by_hand = {path.parent.name for path in toy.FOLDER.glob("docs/*/index.md")}
    assert {page.parent for page in found.values() if page.parent} <= {*found, *by_hand}


def test_every_page_has_a_title() -> None:
    assert [page.path for page in site_map().values() if not page.title.strip()] == []


def test_every_record_term_and_part_of_the_review_has_a_page() -> None:
    kb, found = toy.knowledge_base(), site_map()
    expected = {
        *(f"studies/{name}" for name in kb.studies),
        *(f"works/{name}" for name in kb.works),
        *(f"entities/{term.kind}/{term.key}" for term in kb.entities.values()),
        *(f"entities/{name}" for name in kb.kinds),
        *(f"modules/{module.id}" for module in kb.review.modules),
        *(f"sections/{section.id}" for section in kb.review.sections),
    }
    assert expected <= set(found)


def test_the_way_back_to_the_root_is_as_long_as_the_way_down() -> None:
    bases = {page.path: page.base for page in site_map().values()}
    assert bases[""] == ""
    assert bases["studies"] == "../"
    assert bases["entities/genes/protein-a"] == "../../../"


def test_the_address_of_a_record_is_that_of_its_page() -> None:
    kb = toy.knowledge_base()
    site, found = Site(kb), site_map()
    things = [*kb.studies.values(), *kb.works.values(), *kb.entities.values(), *kb.kinds.values()]
    assert {site.path(thing).rstrip("/") for thing in things} <= set(found)


def test_pages_of_one_series_follow_one_another_without_a_gap() -> None:
    """Kinds are left aside: after each of them come its terms, a series of their own."""
    runs = [name for name, _ in groupby(page.series for page in site_map().values())]
    named = [name for name in runs if name not in (None, "kinds")]
    assert sorted(named) == sorted(set(named))


def test_studies_follow_the_review_s_order_with_later_ones_at_the_end() -> None:
    studies = [path for path in site_map() if path.startswith("studies/")]
    assert studies == [
        "studies/protein-a-vessels",
        "studies/unnamed-cargo-cells",
        "studies/rna-b-drug",
        "studies/later-protein-a-test",
    ]


def test_only_pages_of_the_data_have_a_file_to_edit() -> None:
    for page in site_map().values():
        assert page.source is None or (toy.FOLDER / page.source).is_file(), page.path


@pytest.mark.parametrize("path", site_map())
def test_a_page_uses_each_anchor_once_and_has_one_heading_of_the_first_level(path: str) -> None:
    html = toy.html(path)
    parsed = Parsed(html)
    assert [name for name, times in Counter(parsed.values("id")).items() if times > 1] == []
    assert sum(1 for element in parsed.shape if element[:2] == ("<", "h1")) == 1


def test_the_headings_of_a_page_are_its_elements_h2_and_h3_in_order() -> None:
    found = list(
        headings('<h2 id="a">One <b>two</b>\n three</h2><p>x</p><h3 id="b">&lt;b&gt;</h3>')
    )
    assert [(each.level, each.anchor, each.text) for each in found] == [
        (2, "a", "One two three"),
        (3, "b", "&lt;b&gt;"),
    ]


def test_the_studies_page_lists_every_study() -> None:
    links = Parsed(toy.html("studies")).values("href")
    assert {f"../studies/{name}/" for name in toy.knowledge_base().studies} <= set(links)


def test_the_works_page_lists_every_work() -> None:
    links = Parsed(toy.html("works")).values("href")
    assert {f"../works/{name}/" for name in toy.knowledge_base().works} <= set(links)


def test_a_study_page_is_as_long_among_7_records_as_among_200() -> None:
    kb = toy.knowledge_base()
    model = kb.studies["later-protein-a-test"]
    more = {
        name: model.model_copy(update={"id": name, "label": f"Study {name}"})
        for name in (f"synthetic-{number}" for number in range(193))
    }
    grown = replace(kb, studies={**kb.studies, **more})
    assert len(grown.studies) + len(grown.works) == 200
    for study in kb.studies:
        path = f"studies/{study}"
        assert len(toy.html(path, grown)) == len(toy.html(path)), path


def test_a_study_without_a_finding_says_so() -> None:
    assert "No finding can be told" in Parsed(toy.html("studies/unnamed-cargo-cells")).text


def test_a_study_read_in_full_says_what_its_paper_does_not_report() -> None:
    assert "not reported in the full text" in Parsed(toy.html("studies/rna-b-drug")).text


def test_a_line_with_a_reported_problem_says_who_reports_it() -> None:
    page = Parsed(toy.html("entities/cell-lines/toy-line"))
    assert "reported as a problem" in page.text
    assert "Register of <b>toys</b>, release 1 & 2" in page.text


def test_the_kind_of_a_term_keeps_its_capitals() -> None:
    html = toy.html("entities/rnas/rna-b")
    assert Parsed(html[: html.index("<h1")]).text.strip() == "RNA"


def test_a_knowledge_base_without_words_for_vesicles_still_has_its_page_of_methods() -> None:
    kb = toy.knowledge_base()
    kinds = {name: kind for name, kind in kb.kinds.items() if name != "ev-terms"}
    terms = {key: term for key, term in kb.entities.items() if term.kind != "ev-terms"}
    assert "<h1" in toy.html("methods", replace(kb, kinds=kinds, entities=terms))


def test_a_knowledge_base_of_a_review_and_nothing_else_has_all_its_pages() -> None:
    kb = toy.knowledge_base()
    bare = KnowledgeBase(kb.review, {}, {}, {}, {}, {})
    for path in site_map(bare):
        assert "<h1" in toy.html(path, bare), path
