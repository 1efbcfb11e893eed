"""Debates and questions are found in the modules of what they are about.

Ids are compared, never records: a record names the whole knowledge base when it is printed.
"""

from __future__ import annotations

import toy
from npcev_kb.model.debate import Debate, Question
from npcev_kb.render.site import Site

SITE = Site(toy.knowledge_base().published)


def modules(record: Debate | Question) -> list[str]:
    return [module.id for module in SITE.themes.modules(record)]


def test_a_debate_stands_in_the_module_of_each_study_and_of_the_section_that_raises_it() -> None:
    debate = SITE.kb.debates["vesicles-and-growth"]
    studies = sorted(study.id for study in SITE.themes.studies(debate))
    assert studies == ["protein-a-vessels", "rna-b-drug"]
    assert modules(debate) == ["makers", "takers"]
    assert modules(debate.model_copy(update={"sides": debate.sides[:1]})) == ["makers"]
    only_raised = debate.model_copy(update={"sides": ()})
    assert modules(only_raised) == ["makers"]
    assert modules(only_raised.model_copy(update={"at": "review 4"})) == []


def test_a_question_concerns_the_claims_that_wait_and_the_references_it_names() -> None:
    question = SITE.kb.questions["kinds-of-vesicle"]
    waiting = [judged.ref for judged in SITE.themes.claims(question)]
    assert waiting == ["protein-a-vessels.c1", "rna-b-drug.c1"]
    alone = question.model_copy(update={"blocks": (), "refs": (3,), "at": "review 4"})
    assert [study.id for study in SITE.themes.studies(alone)] == ["rna-b-drug"]
    assert modules(alone) == ["takers"]


def test_a_module_finds_every_debate_and_question_that_finds_it() -> None:
    for module in SITE.kb.review.modules:
        debates = [d.id for d in SITE.kb.debates.values() if module.id in modules(d)]
        assert [d.id for d in SITE.themes.debates_of(module)] == debates
        questions = [q.id for q in SITE.kb.questions.values() if module.id in modules(q)]
        assert [q.id for q in SITE.themes.questions_of(module)] == questions
        page = toy.html(f"modules/{module.id}")
        missing = [name for name in debates if f"debates/{name}/" not in page]
        assert missing == []
