"""Debates and questions are found in the modules of what they are about."""

from __future__ import annotations

import toy
from npcev_kb.render.site import Site

SITE = Site(toy.knowledge_base().published)


def test_a_debate_stands_in_the_module_of_each_study_and_of_the_section_that_raises_it() -> None:
    debate = SITE.kb.debates["vesicles-and-growth"]
    studies = {study.id for study in SITE.themes.studies(debate)}
    assert studies == {"protein-a-vessels", "unnamed-cargo-cells", "rna-b-drug"}
    assert [module.id for module in SITE.themes.modules(debate)] == ["makers", "takers"]
    alone = debate.model_copy(update={"sides": debate.sides[:1]})
    assert [module.id for module in SITE.themes.modules(alone)] == ["makers"]
    only_raised = debate.model_copy(update={"sides": ()})
    assert [module.id for module in SITE.themes.modules(only_raised)] == ["makers"]
    elsewhere = only_raised.model_copy(update={"at": "review 4"})
    assert SITE.themes.modules(elsewhere) == ()


def test_a_question_concerns_the_claims_that_wait_and_the_references_it_names() -> None:
    question = SITE.kb.questions["kinds-of-vesicle"]
    assert [judged.ref for judged in SITE.themes.claims(question)] == list(question.blocks)
    studies = {study.id for study in SITE.themes.studies(question)}
    assert studies >= {"protein-a-vessels", "rna-b-drug", "unnamed-cargo-cells"}


def test_a_module_finds_every_debate_and_question_that_finds_it() -> None:
    for module in SITE.kb.review.modules:
        debates = [d for d in SITE.kb.debates.values() if module in SITE.themes.modules(d)]
        assert list(SITE.themes.debates_of(module)) == debates
        questions = [q for q in SITE.kb.questions.values() if module in SITE.themes.modules(q)]
        assert list(SITE.themes.questions_of(module)) == questions
        page = toy.html(f"modules/{module.id}")
        for debate in debates:
            assert f"debates/{debate.id}/" in page
