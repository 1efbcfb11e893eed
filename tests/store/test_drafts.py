"""Drafts: valid whatever a work is called, and nothing in them but which work it is."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

import hostile
from npcev_kb.model.ids import RecordId
from npcev_kb.model.published import Author, PublishedWork
from npcev_kb.pipeline import validate
from npcev_kb.store.drafts import draft_id, draft_text, identification_of
from npcev_kb.store.project import Project

BASE = Path(__file__).parents[1] / "stories" / "base"
DAY = date(2026, 11, 23)
ALWAYS = settings(deadline=None, derandomize=True, database=None)
EXPECTED = {
    "draft-without-place",
    "identification-probable",
    "identification-unresolved",
    "outside-window",
}
WORK = PublishedWork(
    title="An invented title: no lamp is 100 % lit.",
    authors=(Author(family="Doe", given="Jane Ann"), Author(name="Lamp Group", collective=True)),
    journal="no",
    published="2021-03-07",
    volume="012",
    issue="5.1",
    pages="1-9",
    doi="10.5555/lamp.1",
    pmid="31",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("drafts") / "kb"
    shutil.copytree(BASE, root)
    return Project.find(root, root)


def test_a_draft_holds_which_work_it_is_and_nothing_else() -> None:
    assert (
        draft_text(WORK, "invented-title", DAY, ["5.1", "6"])
        == """\
# yaml-language-server: $schema=../../docs/schema/study.schema.json
id: invented-title
label: 'An invented title: no lamp is 100 % lit'
sections: ["5.1", "6"]
identification:
  status: probable
  title: 'An invented title: no lamp is 100 % lit'
  authors: [Doe JA, Lamp Group]
  journal: "no"
  year: 2021
  volume: "012"
  issue: "5.1"
  pages: 1-9
  doi: 10.5555/lamp.1
  pmid: "31"
  seen_at: ['https://doi.org/10.5555/lamp.1']
reading_basis: title
curation:
  status: draft
  updated: 2026-11-23
"""
    )


def test_a_work_without_identifier_and_address_is_unresolved_and_its_facts_are_a_hint() -> None:
    unknown = ("doi", "pmid", "journal", "volume", "issue")
    work = WORK.model_copy(update={**dict.fromkeys(unknown), "published": "2021"})
    assert (
        draft_text(work, "invented-title", DAY, more_authors=True)
        == """\
# yaml-language-server: $schema=../../docs/schema/study.schema.json
id: invented-title
label: 'An invented title: no lamp is 100 % lit'
identification:
  status: unresolved
  year: 2021
  candidates:
    - title: 'An invented title: no lamp is 100 % lit'
      why: 'Given without an identifier: Doe JA, Lamp Group and others; 2021; pages 1-9'
reading_basis: title
curation:
  status: draft
  updated: 2026-11-23
"""
    )


@pytest.mark.parametrize(
    ("known", "address"),
    [
        (
            {"doi": "10.5555/(sici)1<a>2.0;2-x#?%", "pmid": "31"},
            "https://doi.org/10.5555/(sici)1%3Ca%3E2.0;2-x%23%3F%25",
        ),
        ({"pmid": "31", "pmcid": "PMC7"}, "https://pubmed.ncbi.nlm.nih.gov/31"),
        ({"pmcid": "PMC7"}, "https://pmc.ncbi.nlm.nih.gov/articles/PMC7"),
        ({"address": "https://lamps.example/1"}, "https://lamps.example/1"),
    ],
)
def test_the_facts_were_seen_at_the_best_address_that_the_work_has(
    known: dict[str, str], address: str
) -> None:
    assert identification_of(PublishedWork(title="Lamps", **known), DAY).seen_at == (address,)


def test_more_than_ten_authors_are_cut_and_that_is_said() -> None:
    many = tuple(Author(family=f"Doe{number}", given="Jane") for number in range(11))
    who = identification_of(WORK.model_copy(update={"authors": many}), DAY)
    assert who.authors == tuple(f"Doe{number} J" for number in range(10))
    assert who.more_authors


def test_what_is_longer_than_a_record_allows_is_cut_with_a_sign_and_a_long_name_left_out() -> None:
    names = (Author(family="Doe", given="Jane"), Author(name="x" * 321), Author(family="Roe"))
    changes = {"title": "lamp " * 299 + "lamp", "journal": "y" * 321, "authors": names}
    who = identification_of(WORK.model_copy(update=changes), DAY)
    assert who.title == "lamp " * 239 + "lamp…"
    assert who.journal == "y" * 319 + "…"
    assert (who.authors, who.more_authors) == (("Doe J",), True)


def test_a_year_that_cannot_be_is_a_remark() -> None:
    who = identification_of(WORK.model_copy(update={"published": "1899-01"}), DAY)
    assert (who.year, who.note) == (None, "The year is given as 1899.")


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("The miR-9 lamp, lit in γδ T cells of moor frogs", (), "the-mir-9-lamp-lit-in-gammadelta"),
        ("No!", ("no", "no-2"), "no-3"),
        ("— ! — Lamp", (), "lamp"),
        ("x" * 90, (), "x" * 80),
        ("x" * 90, ("x" * 80,), "x" * 78 + "-2"),
        (f"{'x' * 50} {'y' * 50}", (), "x" * 50),
        ("中文", (), "doi-10-5555-lamp-1"),
        (None, (), "doi-10-5555-lamp-1"),
    ],
)
def test_an_id_is_made_of_the_first_words_of_the_title(
    title: str | None, taken: tuple[str, ...], expected: str
) -> None:
    assert draft_id(PublishedWork(title=title, doi="10.5555/lamp.1"), taken) == expected


def test_a_work_without_latin_letters_and_identifier_has_an_id_all_the_same() -> None:
    doe = Author(family="Doe", given="Jane")
    work = PublishedWork(title="中文", authors=(doe,), published="2021")
    assert draft_id(work, ()) == "doe-2021"
    assert draft_id(PublishedWork(title="中文"), {"draft"}) == "draft-2"


@settings(ALWAYS, max_examples=40)
@given(drafted=st.lists(hostile.works(hostile.LINES | hostile.LONG_LINES), max_size=6))
def test_ids_are_keys_and_no_two_are_the_same(drafted: list[PublishedWork]) -> None:
    taken: set[str] = set()
    for work in drafted:
        name = draft_id(work, taken)
        assert name not in taken
        assert TypeAdapter(RecordId).validate_python(name) == name
        taken.add(name)


@settings(ALWAYS, max_examples=60)
@given(
    work=hostile.works(hostile.LINES | hostile.LONG_LINES),
    more=st.booleans(),
    sections=st.sampled_from([[], ["1"]]),
)
def test_a_draft_of_any_work_validates_and_says_what_was_meant(
    project: Project, work: PublishedWork, more: bool, sections: list[str]
) -> None:
    name = draft_id(work, project.names())
    path = project.data / "studies" / f"{name}.yaml"
    path.write_text(draft_text(work, name, DAY, sections, more_authors=more), encoding="utf-8")
    try:
        verdict = validate(project)
    finally:
        path.unlink()
    assert {problem.code for problem in verdict.problems} <= EXPECTED
    assert verdict.kb is not None
    study = verdict.kb.studies[name]
    assert study.identification == identification_of(work, DAY, more_authors=more)
    assert list(study.sections) == sections
