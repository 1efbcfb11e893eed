"""The pages on the scale, on quality, on debates and questions."""

from __future__ import annotations

import re

import pytest

import toy
from npcev_kb.analysis.flag_register import Flag, flags
from npcev_kb.model.vocabulary import Family, Level
from npcev_kb.render.pages import pages
from npcev_kb.render.site import Site

SITE = Site(toy.knowledge_base())


@pytest.mark.parametrize("flag", flags().values(), ids=list(flags()))
def test_a_flag_has_a_section_with_its_rules_and_its_source(flag: Flag) -> None:
    page = toy.html("evidence")
    section = page.partition(f'<h3 id="{flag.anchor}">')[2].partition("<h3")[0]
    assert f"<code>{flag.code}</code>" in section
    for rule in ("Concerns", "Raised", "Cleared", "Source", "Today"):
        assert f"<dt>{rule}</dt><dd>" in section


@pytest.mark.parametrize("level", Level)
def test_a_level_has_its_definition_and_its_count(level: Level) -> None:
    page = toy.html("evidence")
    here = [j for j in SITE.evidence.judged.values() if j.grade.level is level]
    entry = page.partition(f'<dt id="{level.value.lower()}">')[2].partition("</dd>")[0]
    assert re.search(rf"<small>{len(here)} claims?</small>", entry)
    assert level.definition in entry


def test_every_number_on_the_quality_page_is_the_length_of_the_list_it_leads_to() -> None:
    page = toy.html("quality")
    made = {each.path for each in pages(SITE)}
    for work_list in SITE.work_lists:
        link = f'<a href="../quality/{work_list.id}/">{work_list.count} '
        assert (link in page) == bool(work_list.count)
        assert (f"quality/{work_list.id}" in made) == bool(work_list.count)
        assert work_list.count <= work_list.of


def test_a_work_list_names_each_of_its_records_and_claims() -> None:
    for work_list in SITE.work_lists:
        if work_list.count:
            page = toy.html(f"quality/{work_list.id}")
            for judged in work_list.claims:
                assert f'data-claim="{judged.ref}"' in page
            for record in work_list.records:
                assert f"/{record.id}.yaml" in page


def test_a_symmetric_debate_is_stored_once_and_shown_on_the_claims_of_every_side() -> None:
    debate = toy.knowledge_base().debates["vesicles-and-growth"]
    assert debate.relation.symmetric
    for side in debate.sides:
        for ref in side.claims:
            page = toy.html(f"studies/{ref.partition('.')[0]}")
            shown = page.partition(f'data-claim="{ref}"')[2].partition("</article>")[0]
            assert "debates/vesicles-and-growth/" in shown


def test_a_debate_shows_its_sides_in_columns_and_marks_what_differs() -> None:
    debate = toy.knowledge_base().debates["vesicles-and-growth"]
    page = toy.html("debates/vesicles-and-growth")
    assert page.count('<section class="side"') == len(debate.sides)
    differing = [c for c in debate.conditions if len(set(c.values)) > 1]
    assert differing
    assert page.count('<tr class="differs">') == len(differing)


def test_a_question_shows_its_rule_and_the_claims_that_wait() -> None:
    question = toy.knowledge_base().questions["kinds-of-vesicle"]
    page = toy.html("questions/kinds-of-vesicle")
    assert question.decision_rule is not None
    for ref in question.blocks:
        assert f'data-claim="{ref}"' in page
    assert "It would refute" in page


def test_a_story_cites_claims_and_says_how_strong_each_is() -> None:
    module = next(m for m in toy.knowledge_base().review.modules if any(s.claims for s in m.story))
    page = toy.html(f"modules/{module.id}")
    for statement in module.story:
        for ref in statement.claims:
            study, _, claim = ref.partition(".")
            level = SITE.evidence.judged[ref].grade.level
            cited = (
                rf'href="\.\./\.\./studies/{study}/#{claim}"[^>]*>[^<]*<small[^>]*>{level}</small>'
            )
            assert re.search(cited, page), ref


def test_a_study_shows_one_level_for_each_family_and_none_across() -> None:
    study = toy.knowledge_base().studies["protein-a-vessels"]
    strip = toy.html(f"studies/{study.id}").partition("</dl>")[0]
    for family in Family:
        shown = f"Level</a>, {family.label}</dt>" in strip
        assert shown == (family in SITE.evidence.by_family(study))


def test_claims_from_the_review_are_counted_apart_in_the_profile_of_a_module() -> None:
    for module in toy.knowledge_base().review.modules:
        profile = SITE.level_profile(module)
        claims = [
            judged
            for study in SITE.places.studies_of(module)
            for judged in SITE.evidence.of_study(study)
            if judged.in_field is not False
        ]
        assert profile["review"] == sum(judged.grade.review_only for judged in claims)
        assert sum(profile.values()) == len(claims)
