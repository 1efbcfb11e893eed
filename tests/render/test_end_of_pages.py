"""The end of every page: citations, ways to correct it, and what it is to machines."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import toy
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.vocabulary import IdentificationStatus, SourceEventKind
from npcev_kb.render.furniture import citing
from npcev_kb.render.furniture.descriptions import described, shortened
from npcev_kb.render.furniture.end import Furniture
from npcev_kb.render.furniture.linked import Crumb, as_script, linked_data
from npcev_kb.render.pages import pages
from npcev_kb.render.settings import Settings
from npcev_kb.render.show import show
from npcev_kb.render.site import Site
from parsed import Parsed
from schema_org import faults, nodes

HOME = "https://example.org/group/project"
AT = "https://kb.example.org/below/"
FULL = Settings(repository=HOME, address=AT, name="toy-kb")
STUDY = "studies/protein-a-vessels"
ABOVE = [Crumb("Home", ""), Crumb("Studies", "studies/")]


def site(settings: Settings = FULL) -> Site:
    return Site(toy.knowledge_base(), settings)


def end(path: str, settings: Settings = FULL) -> Parsed:
    of = site(settings)
    return Parsed(Furniture(of, toy.templates()).end(toy.page(path, of), "About it.", ABOVE))


def head(path: str, settings: Settings) -> dict[str, str]:
    """Return the properties of the head of a page."""
    of = site(settings)
    parsed = Parsed(Furniture(of, toy.templates()).head(toy.page(path, of), 'A "quoted" <b>'))
    names = [value for tag, name, value in parsed.attributes if name in ("property", "name")]
    values = [value for tag, name, value in parsed.attributes if name == "content"]
    return dict(zip(names, values, strict=True))


def data(path: str, of: Site | None = None) -> dict[str, Any]:
    of = of or site()
    found: dict[str, Any] = linked_data(of, toy.page(path, of), "About it.", ABOVE)
    return found


def links(parsed: Parsed) -> list[str]:
    return parsed.values("href")


# citing


def test_a_study_page_cites_the_work_first_and_then_itself() -> None:
    shown = end(STUDY)
    assert shown.values("data-copy") == [
        f"{of} as {form}" for of in ("the work", "this page") for form in ("Text", "BibTeX", "RIS")
    ]
    assert shown.values("data-file") == [
        "protein-a-vessels.bib",
        "protein-a-vessels.ris",
        "toy-kb-studies-protein-a-vessels.bib",
        "toy-kb-studies-protein-a-vessels.ris",
    ]


def test_a_page_on_no_work_cites_only_itself() -> None:
    assert set(end("methods").values("data-copy")) == {
        f"this page as {form}" for form in ("Text", "BibTeX", "RIS")
    }


def test_a_page_is_cited_with_the_day_of_the_data_its_address_and_its_licence() -> None:
    of = site()
    citation = citing.of_page(of, toy.page("methods", of))
    day = of.kb.updated.isoformat()
    assert citation.text.startswith("toy-kb contributors. Nomenclature and methods. In: toy-kb: ")
    assert citation.text.endswith(f"Data of {day}, CC BY 4.0. {AT}methods/")
    assert f"  url = {{{AT}methods/}},\n" in citation.bibtex
    assert f"UR  - {AT}methods/\n" in citation.ris
    assert "  author = {{toy-kb contributors}},\n" in citation.bibtex


def test_without_an_address_no_citation_makes_one_up() -> None:
    of = site(Settings())
    citation = citing.of_page(of, toy.page("methods", of))
    assert "http" not in citation.text + citation.bibtex + citation.ris


def test_the_key_of_a_page_is_one_that_bibtex_takes_whatever_the_knowledge_base_is_called() -> None:
    of = site(Settings(name='Toys, "games" & {more}'))
    assert citing.of_page(of, toy.page("sections/2.1", of)).key == "Toys-games-more-sections-2.1"


def test_what_is_doubtful_about_a_work_stands_in_each_form_of_its_citation() -> None:
    kb = toy.knowledge_base()
    study = kb.studies["protein-a-vessels"]
    event = SourceEvent.model_construct(
        found=SourceEventKind.RETRACTION, day=date(2026, 2, 3), source="a register"
    )
    who = study.identification.model_copy(
        update={"source_status": (event,), "status": IdentificationStatus.PROBABLE}
    )
    changed = study.model_copy(update={"identification": who})
    of = Site(replace(kb, studies={**kb.studies, study.id: changed}))
    citation = citing.of_work(of, toy.page(STUDY, of))
    assert citation is not None
    for form in (citation.text, citation.bibtex, citation.ris):
        assert "Retraction, 2026-02-03: a register" in form
        assert "Probably identified" in form


def test_a_work_of_which_neither_title_nor_identifier_was_seen_is_not_cited() -> None:
    of = site()
    assert citing.of_work(of, toy.page("studies/unnamed-cargo-cells", of)) is None


# correcting


def test_edit_and_report_are_there_only_where_the_project_has_a_home() -> None:
    shown = end(STUDY)
    assert f"{HOME}/edit/main/data/{STUDY}.yaml" in links(shown)
    assert [link for link in links(shown) if link.startswith(f"{HOME}/issues/new?")] != []
    nowhere = end(STUDY, Settings())
    assert [link for link in links(nowhere) if "example.org" in link] == []
    assert f"data/{STUDY}.yaml" in nowhere.text


def test_a_report_is_filled_in_with_record_page_and_day_of_the_data() -> None:
    report = next(link for link in links(end(STUDY)) if "/issues/new?" in link)
    asked = parse_qs(urlsplit(report).query)
    assert asked["title"] == [f"{STUDY}: "]
    for said in (f"data/{STUDY}.yaml", f"{AT}{STUDY}/", site().kb.updated.isoformat(), "Claim"):
        assert said in asked["body"][0]


def test_the_permanent_link_is_the_whole_address_or_the_page_itself() -> None:
    assert f"{AT}{STUDY}/" in links(end(STUDY))
    assert "./" in links(end(STUDY, Settings()))


def test_records_lead_to_their_json_and_other_pages_do_not() -> None:
    assert f"../../{STUDY}.json" in links(end(STUDY))
    for path in ("studies", "methods", "entities/genes/protein-a", ""):
        assert [link for link in links(end(path)) if link.endswith(".json")] == []


def test_nothing_is_said_twice_on_a_record_page() -> None:
    for path in (STUDY, "works/overview-of-vesicles", "debates/vesicles-and-growth",
                 "questions/kinds-of-vesicle", "entities/genes/protein-a"):  # fmt: skip
        body = Parsed(toy.html(path))
        assert [link for link in links(body) if link.endswith(".json")] == []
        assert f"data/{path}.yaml" not in body.text


# describing


def test_every_page_describes_itself_in_one_line_that_fits() -> None:
    of = site()
    said = {page.path: described(of, page, ["Home"]) for page in pages(of)}
    assert [path for path, text in said.items() if not text.strip()] == []
    assert [path for path, text in said.items() if len(text) > 300 or "\n" in text] == []


def test_a_long_description_is_cut_between_words() -> None:
    assert shortened("word " * 100) == f"{('word ' * 59).strip()}…"
    assert len(shortened("w" * 400)) == 300


def test_a_term_is_described_by_kind_names_and_use() -> None:
    of = site()
    text = described(of, toy.page("entities/genes/protein-a", of))
    kind = of.kb.kinds["genes"].singular
    assert f"({kind})" in text
    assert "Named by 2 studies" in text


# linked data


@pytest.mark.parametrize("settings", [FULL, Settings()], ids=["with address", "without"])
def test_linked_data_of_every_page_is_schema_org_and_nothing_else(settings: Settings) -> None:
    of = site(settings)
    for page in pages(of):
        said = linked_data(of, page, "About it.", ABOVE if page.path else [])
        assert faults(json.loads(as_script(said))) == [], page.path


def test_the_check_of_linked_data_finds_what_is_wrong() -> None:
    assert faults({"@type": "WebPage", "colour": "red", "name": ""}) == [
        "WebPage has no colour",
        "WebPage.name is empty",
    ]
    assert faults({"@type": "WebPage", "mainEntity": {"@type": "Vesicle"}}) != []


def test_an_identified_work_has_its_identifiers_and_an_open_one_has_none() -> None:
    article = data(STUDY)["mainEntity"]
    who = toy.knowledge_base().studies["protein-a-vessels"].identification
    assert article["@type"] == "ScholarlyArticle"
    assert article["name"] == who.title
    assert article["sameAs"] == [address for _, _, address in who.links]
    assert "mainEntity" not in data("studies/unnamed-cargo-cells")


def test_a_title_alone_makes_an_article_without_identifiers() -> None:
    kb = toy.knowledge_base()
    study = kb.studies["unnamed-cargo-cells"]
    who = study.identification.model_copy(update={"title": "A title of a list", "doi": "10.5555/x"})
    changed = study.model_copy(update={"identification": who})
    of = Site(replace(kb, studies={**kb.studies, study.id: changed}), FULL)
    article = data(f"studies/{study.id}", of)["mainEntity"]
    assert article["name"] == "A title of a list"
    assert {"identifier", "sameAs"}.isdisjoint(article)


def test_terms_belong_to_their_set_and_lead_to_their_register() -> None:
    term = data("entities/genes/protein-a")["mainEntity"]
    of = site()
    assert term["@type"] == "DefinedTerm"
    assert term["inDefinedTermSet"]["@id"] == f"{AT}entities/genes/#terms"
    assert term["inDefinedTermSet"]["@id"] == data("entities/genes")["mainEntity"]["@id"]
    assert term["sameAs"] == of.curie_link(term["termCode"])


def test_a_register_whose_address_is_none_of_the_web_is_not_the_same_as_anything() -> None:
    kb = toy.knowledge_base()
    broken = kb.prefixes["TOY"].model_copy(update={"url": "javascript:evil('{id}')"})
    of = Site(replace(kb, prefixes={**kb.prefixes, "TOY": broken}), FULL)
    assert "sameAs" not in data("entities/genes/protein-a", of)["mainEntity"]


def test_the_data_page_is_a_dataset_with_its_file_and_licence() -> None:
    dataset = data("data")["mainEntity"]
    assert dataset["distribution"][0]["contentUrl"] == f"{AT}data/npcev-kb.json"
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert dataset["creator"] == {"@type": "Organization", "name": "toy-kb contributors"}
    assert len(dataset["description"]) >= 50


def test_without_an_address_of_the_site_every_identifier_is_relative_to_the_page() -> None:
    of = site(Settings())
    for path in ("", "data", STUDY, "entities/genes/protein-a"):
        for node in nodes(data(path, of)):
            assert not node.get("@id", "./").startswith(("http", "/")), path


def test_crumbs_lead_from_the_first_page_to_this_one() -> None:
    steps = data(STUDY)["breadcrumb"]["itemListElement"]
    assert [step["item"] for step in steps] == [AT, f"{AT}studies/", f"{AT}{STUDY}/"]
    assert [step["position"] for step in steps] == [1, 2, 3]


def test_no_text_ends_the_script_element_in_which_linked_data_stand() -> None:
    evil = {"name": "</script><!-- & \u2028 \u2029 <script>"}
    script = as_script(dict(evil))
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(script)
    assert json.loads(script) == evil


# the head


def test_a_shared_link_is_told_by_title_and_description_and_by_a_picture_only_with_an_address() -> (
    None
):
    told = head(STUDY, replace(FULL, cards=True))
    assert told["og:title"] == toy.page(STUDY, site()).title
    assert told["og:description"] == 'A "quoted" <b>'
    assert told["og:url"] == f"{AT}{STUDY}/"
    assert told["og:image"] == f"{AT}cards/{STUDY}.png"
    assert told["twitter:card"] == "summary_large_image"
    for settings in (replace(FULL, address="", cards=True), FULL):
        told = head(STUDY, settings)
        assert "og:image" not in told
        assert told["twitter:card"] == "summary"
    assert "og:url" not in head(STUDY, Settings())


def test_the_data_page_leads_to_releases_only_where_the_project_has_a_home() -> None:
    for settings, found in ((FULL, [f"{HOME}/releases"]), (Settings(), [])):
        of = site(settings)
        parsed = Parsed(show(toy.page("data", of), of, toy.templates()).html)
        assert [to for to in links(parsed) if to.endswith("/releases")] == found
