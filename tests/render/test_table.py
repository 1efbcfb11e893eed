"""The table that the scripts of the views read, the pages that need none, and the citations."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

import toy
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.export.bibliography import bibliography
from npcev_kb.render.export.bibtex import as_bibtex
from npcev_kb.render.export.ris import as_ris
from npcev_kb.render.pages import pages
from npcev_kb.render.site import Site
from npcev_kb.render.views.citations import SHARD, citation_files
from npcev_kb.render.views.pages_of_tables import PART
from npcev_kb.render.views.table import Table
from parsed import Parsed


@pytest.fixture
def table() -> Table:
    return Table(Site(toy.knowledge_base()))


def many(count: int) -> KnowledgeBase:
    """The toy knowledge base with so many studies, each with one claim."""
    kb = toy.knowledge_base()
    study = kb.studies["later-protein-a-test"]
    copies = {
        f"copy-{n:03d}": study.model_copy(update={"id": f"copy-{n:03d}", "label": f"Copy {n}"})
        for n in range(count)
    }
    return replace(kb, studies=copies, debates={}, questions={})


def test_codes_are_the_answers_of_each_facet(table: Table) -> None:
    plain: Any = table.plain()
    assert len(plain["facets"]) > 15
    for facet in plain["facets"]:
        coded = table.coded[facet["id"]]
        for number, row in enumerate(table.rows):
            place = plain["claims"]["study"][number] if facet["of"] == "study" else number
            code = facet["codes"][place]
            told = {facet["values"][n]["id"] for n in (code if isinstance(code, list) else [code])}
            assert told == {value.id for value in coded.facet.answers(row)}


def test_columns_have_one_item_for_each_row_or_study(table: Table) -> None:
    plain: Any = table.plain()
    assert {len(column) for column in plain["claims"].values()} == {len(table.rows)}
    assert {len(column) for column in plain["studies"].values()} == {len(table.studies)}


def test_rows_stand_study_by_study(table: Table) -> None:
    numbers: Any = table.plain()["claims"]
    assert numbers["study"] == sorted(numbers["study"])


def test_a_value_that_nobody_has_is_listed_all_the_same(table: Table) -> None:
    values: Any = table.coded["level"].plain()["values"]
    by_id = {value["id"]: value for value in values}
    assert by_id["E5"]["listed"]
    codes: Any = table.coded["level"].plain()["codes"]
    assert [value["id"] for value in values].index("E5") not in codes


def test_a_study_without_claims_has_a_row_that_is_not_known() -> None:
    kb = many(1)
    silent = kb.studies["copy-000"].model_copy(update={"claims": ()})
    table = Table(Site(replace(kb, studies={silent.id: silent})))
    plain: Any = table.plain()
    assert plain["claims"]["id"] == [""]
    for facet in plain["facets"]:
        if facet["of"] == "claim":
            value = facet["values"][facet["codes"][0]]
            assert value["state"] == "not_known"


def test_a_value_tells_the_page_that_explains_it(table: Table) -> None:
    paths = {page.path for page in pages(table.site)}
    told = [
        value["page"]
        for facet in table.coded.values()
        for value in facet.plain()["values"]  # type: ignore[union-attr]
        if "page" in value  # type: ignore[operator]
    ]
    assert len(told) > 20
    assert [page for page in told if page.partition("#")[0].strip("/") not in paths] == []


def test_texts_of_citations_are_those_of_the_export() -> None:
    site = Site(toy.knowledge_base())
    ((name, text),) = citation_files(site)
    assert name == "explore/citations/0.json"
    shown: dict[str, dict[str, str]] = json.loads(text)
    chosen = bibliography(site.kb.studies.values(), site.evidence.events)
    in_order = [shown[name] for name in sorted(shown)]
    assert "\n".join(each["bibtex"] for each in in_order) == as_bibtex(chosen.entries)
    assert "\n".join(each["ris"] for each in in_order) == as_ris(chosen.entries)
    assert "unnamed-cargo-cells" not in shown


def test_citations_lie_in_small_files() -> None:
    files = dict(citation_files(Site(many(SHARD + 1))))
    assert [len(json.loads(text)) for text in files.values()] == [SHARD, 1]


def test_a_long_table_is_cut_into_parts_that_lead_to_one_another() -> None:
    kb = many(2 * PART + 1)
    paths = [page.path for page in pages(Site(kb)) if page.path.startswith("explore/claims")]
    assert paths == ["explore/claims", "explore/claims/page-2", "explore/claims/page-3"]
    first, second, third = (toy.html(path, kb) for path in paths)
    assert first.count('class="x-row"') == second.count('class="x-row"') == PART
    assert third.count('class="x-row"') == 1
    assert "../../../explore/claims/page-3/" in Parsed(second).values("href")
    assert "../../../explore/claims/" in Parsed(second).values("href")


@pytest.mark.parametrize("path", ["explore/claims", "explore/studies"])
def test_the_page_does_not_grow_with_the_number_of_records(path: str) -> None:
    small, large = (len(toy.html(path, many(count))) for count in (PART, 4 * PART))
    assert large - small < 500


def test_a_row_without_scripts_carries_level_direction_flags_and_a_link() -> None:
    page = Parsed(toy.html("explore/claims"))
    rows = sum(len(study.claims) for study in toy.knowledge_base().studies.values())
    classes = [part for value in page.values("class") for part in value.split()]
    assert classes.count("x-row") == rows
    for name in ("x-effect", "level", "x-to"):
        assert classes.count(name) == rows, name
    assert classes.count("x-flag") + classes.count("x-unseen") >= rows


def test_what_only_the_review_says_is_marked_in_its_row() -> None:
    assert "as stated by the review" in Parsed(toy.html("explore/claims")).text
    assert "as stated by the review" in Parsed(toy.html("explore/studies")).text
