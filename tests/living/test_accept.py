"""Taking the word of a service over: one line changes, the decision is kept, nothing else."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import pytest

import toy
from npcev_kb.living.accept import NothingToAcceptError, Wish, accept
from npcev_kb.living.editing import NotWrittenError
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.metadata import Answer, Asked, Metadata
from npcev_kb.model.published import Author, PublishedWork
from npcev_kb.model.vocabulary import Service
from npcev_kb.pipeline import validate
from npcev_kb.store.metadata import as_json
from npcev_kb.store.project import Project
from npcev_kb.store.write import write_atomically

DAY = date(2026, 11, 24)
CROSSREF = PublishedWork(
    title="RNA b and an invented drug.",
    authors=(Author(family="Doe", given="Jane Q."), Author(name="The Toy Group", collective=True)),
    published="2019-03",
    doi="10.5555/toy.drug",
)
PUBMED = PublishedWork(title="RNA b and an invented drug", published="2018-12", pmid="33333333")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The toy knowledge base with what two services said of one of its studies."""
    project = Project(toy.copy(tmp_path / "kb"))
    answers = {
        Service.CROSSREF: Answer.of(CROSSREF, DAY),
        Service.PUBMED: Answer.of(PUBMED, DAY),
    }
    said = Metadata(asked=Asked(pmid="33333333"), answers=answers)
    write_atomically(project.data / "metadata" / "rna-b-drug.json", as_json(said))
    return project


def knowledge_base(project: Project) -> KnowledgeBase:
    verdict = validate(project)
    assert verdict.kb is not None
    return verdict.kb


def take_over(project: Project, *wishes: str, by: str | None = "A curator") -> list[str]:
    """Accept, and return the lines of the record that are new."""
    path = project.data / "studies" / "rna-b-drug.yaml"
    before = path.read_text(encoding="utf-8").splitlines()
    kb = knowledge_base(project)
    parsed = [Wish.parse(wish) for wish in wishes]
    accept(project, kb, kb.studies["rna-b-drug"], parsed, by=by, today=DAY)
    after = path.read_text(encoding="utf-8").splitlines()
    return [line[2:] for line in difflib.ndiff(before, after) if line.startswith("+ ")]


def test_a_value_is_written_with_the_day_and_nothing_else(project: Project) -> None:
    assert take_over(project, "year=crossref") == [
        "  year: 2019",
        "curation: {status: unreviewed, updated: 2026-11-24}",
    ]


def test_the_decision_is_kept_with_what_stood_there_before(project: Project) -> None:
    take_over(project, "year=crossref", "doi")
    entry = knowledge_base(project).history["rna-b-drug"][-1]
    assert (entry.day, entry.by, entry.kind, entry.service) == (
        DAY,
        "A curator",
        "accepted",
        Service.CROSSREF,
    )
    assert [(c.field, c.before, c.after) for c in entry.changed] == [
        ("year", "2018", "2019"),
        ("doi", None, "10.5555/toy.drug"),
    ]


def test_authors_are_written_as_reference_lists_print_them(project: Project) -> None:
    take_over(project, "authors")
    who = knowledge_base(project).studies["rna-b-drug"].identification
    assert (who.authors, who.more_authors) == (("Doe JQ", "The Toy Group"), False)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("year", r"the services differ \(crossref: 2019; pubmed: 2018\): choose one, as --accept"),
        ("volume", "no service says anything of volume for rna-b-drug"),
        ("volume=pubmed", "PubMed says nothing of volume for rna-b-drug"),
        ("title", "rna-b-drug says the same already"),
        ("finding", '"finding" cannot be taken over; choose one of: title, authors'),
        ("year=library", '"library" is none of: crossref'),
    ],
)
def test_what_cannot_be_taken_over_is_said_and_nothing_is_written(
    project: Project, wish: str, said: str
) -> None:
    before = toy.files(project.data)
    with pytest.raises(NothingToAcceptError, match=said):
        take_over(project, wish)
    assert toy.files(project.data) == before


def test_a_record_that_nobody_asked_about_says_what_to_do(project: Project) -> None:
    kb = knowledge_base(project)
    record = kb.studies["later-protein-a-test"]
    with pytest.raises(NothingToAcceptError, match="run npcev enrich later-protein-a-test"):
        accept(project, kb, record, [Wish("year")], by=None, today=DAY)


def test_a_value_that_would_break_the_record_is_not_written(project: Project) -> None:
    work = PublishedWork(title="T", published="1850")
    said = Metadata(asked=Asked(pmid="33333333"), answers={Service.CROSSREF: Answer.of(work, DAY)})
    write_atomically(project.data / "metadata" / "rna-b-drug.json", as_json(said))
    before = toy.files(project.data)
    with pytest.raises(NotWrittenError) as caught:
        take_over(project, "year")
    assert [problem.code for problem in caught.value.problems] == ["impossible-year"]
    assert toy.files(project.data) == before


def test_taking_a_value_over_makes_a_reviewed_record_unreviewed_again(project: Project) -> None:
    said = Metadata(asked=Asked(), answers={Service.CROSSREF: Answer.of(CROSSREF, DAY)})
    write_atomically(project.data / "metadata" / "overview-of-vesicles.json", as_json(said))
    kb = knowledge_base(project)
    wish = [Wish.parse("year=crossref")]
    accept(project, kb, kb.works["overview-of-vesicles"], wish, by=None, today=DAY)
    told = knowledge_base(project).works["overview-of-vesicles"].curation
    assert (told.status, told.curator, told.reviewer, told.reviewed) == (
        "unreviewed", "doll", None, None,
    )  # fmt: skip
