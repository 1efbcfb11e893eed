"""The form for a new study asks what the tool asks, in the words of the model and the registry."""

from __future__ import annotations

import json
import re
from dataclasses import fields

import pytest

import toy
from npcev_kb.living.new_study import NewStudy
from npcev_kb.model.legal import NATURES
from npcev_kb.render.settings import Settings
from npcev_kb.render.show import show
from npcev_kb.render.site import Site
from npcev_kb.render.views.new_study import WORDS, NewStudyForm, new_study_json

PAGE = "contribute/new-study"
CALLED = {"name": "id", "finding": "text", "cargo": "entity"}
"""What the form calls what the tool calls otherwise."""


def shown(settings: Settings) -> str:
    site = Site(toy.knowledge_base(), settings)
    return show(toy.page(PAGE, site), site, toy.templates()).html


def test_the_form_asks_for_all_that_npcev_new_takes() -> None:
    asked = set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', toy.html(PAGE)))
    told = {CALLED.get(each.name, each.name) for each in fields(NewStudy)}
    told -= {"detail", "at"}  # a detail comes from the issue form; a place has two parts here
    assert asked == told | {"place", "part", "tested"}


@pytest.mark.parametrize("name", WORDS)
def test_every_word_of_a_vocabulary_can_be_chosen_and_says_what_it_means(name: str) -> None:
    select = re.search(rf'<select[^>]* name="{name}".*?</select>', toy.html(PAGE), re.DOTALL)
    assert select is not None
    values = re.findall(r'<option value="([^"]+)" data-about="[^"]+\."', select[0])
    assert values == [member.value for member in WORDS[name]]


def test_the_scripts_know_which_effects_a_kind_of_claim_may_have_and_every_name_of_a_term() -> None:
    kb = toy.knowledge_base()
    told = json.loads(new_study_json(Site(kb)))
    assert told["natures"] == {family: dict(effects) for family, effects in NATURES.items()}
    terms = {term["key"]: term for term in told["terms"]}
    assert set(terms) == set(kb.entities)
    for key, entity in kb.entities.items():
        assert {entity.label, *entity.synonyms} <= set(terms[key]["names"])
        known = set(kb.kinds[entity.kind].roles) & {"cargo", "outcome"}
        assert set(terms[key]["roles"]) == known


def test_works_are_known_by_identifier_and_title_and_drafts_are_not_told() -> None:
    kb = toy.knowledge_base()
    told = json.loads(new_study_json(Site(kb.published)))
    assert told["works"]["doi 10.5555/toy.1"] == "protein-a-vessels"
    assert told["works"]["pmid 33333333"] == "rna-b-drug"
    assert told["works"]["title rna b and an invented drug"] == "rna-b-drug"
    drafts = {record.id for record in kb.drafts}
    assert drafts
    assert drafts.isdisjoint(told["records"])
    assert drafts.isdisjoint(told["works"].values())


def test_a_repository_makes_the_address_of_a_new_file_and_of_the_issue_form() -> None:
    page = shown(Settings("https://forge.example/group/toys/", "trunk"))
    assert 'data-new-file="https://forge.example/group/toys/new/trunk/data/studies"' in page
    assert 'href="https://forge.example/group/toys/issues/new?template=propose-a-study.yml"' in page
    assert 'data-new-file=""' in toy.html(PAGE)


def test_what_is_no_web_address_becomes_no_link() -> None:
    page = shown(Settings("javascript:alert(1)//"))
    assert 'data-new-file=""' in page
    assert 'href="javascript' not in page
    site = Site(toy.knowledge_base(), Settings('https://x.example/"><x-evil>'))
    assert NewStudyForm(site).new_file == ""
