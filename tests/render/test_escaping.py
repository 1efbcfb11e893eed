"""Whatever a record says comes back as text: no element, no attribute and no link stems from it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import toy
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.entity import Entity, EntityKind, Prefix
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.published import tidy
from npcev_kb.model.record import Record
from npcev_kb.model.review import Review
from npcev_kb.model.screening import Candidate, Queries
from npcev_kb.model.study import Study, Work
from npcev_kb.problems import Loc
from npcev_kb.render.html import external
from npcev_kb.render.pages import pages
from npcev_kb.render.site import Site
from npcev_kb.store.parse import read
from parsed import Parsed

PROBE = """<x-evil onclick="evil()">'&"""
FRAGMENTS = [
    "<script>evil()</script>", "<x-evil onclick=evil()>", "</title>", "<!--", "-->", "]]>", "&amp;",
    "&#60;", '"', "'", "`", "{{ 7 * 7 }}", "{% raw %}", "**", "[x](javascript:evil())", " | ",
    "javascript:evil()", "שלום", "αβγ", " ", "</p>", "</td></tr></table>",
]  # fmt: skip
CHARACTERS = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co"))
HOSTILE = (
    st.lists(CHARACTERS | st.sampled_from(FRAGMENTS), min_size=1, max_size=10)
    .map(lambda parts: "".join(parts)[:200].strip())
    .filter(bool)
)


@dataclass(frozen=True)
class Case:
    """A record whose texts are replaced, and the pages on which they must stand."""

    model: type[Record]
    data: dict[str, Any]
    put_in: Callable[[KnowledgeBase, Any], KnowledgeBase]
    pages: tuple[str, ...]
    fit: Callable[[str], str] = str
    """Brings a text into the form that the model takes."""

    @cached_property
    def places(self) -> list[Loc]:
        """Every place that takes any text at all."""
        return list(free_places(self.model, self.data))

    def filled(self, text: str) -> tuple[KnowledgeBase, list[str]]:
        """Return the knowledge base with a text at every free place, and the texts."""
        data, kb = copy.deepcopy(self.data), toy.knowledge_base()
        texts = []
        for number, loc in enumerate(self.places):
            texts.append(self.fit(f"{text} {number}"))
            put(data, loc, texts[-1])
        return self.put_in(kb, self.model.model_validate(data, context=toy.context(kb))), texts


def free_places(model: type[Record], data: dict[str, Any]) -> Iterator[Loc]:
    """Yield every place of a record that takes any text at all: found by trying."""
    for loc in texts_in(data):
        if loc[0] == "roles":  # names of fields, never shown
            continue
        tried = copy.deepcopy(data)
        put(tried, loc, PROBE)
        try:
            model.model_validate(tried, context=toy.context(toy.knowledge_base()))
        except ValidationError:
            continue
        yield loc


def texts_in(data: object, loc: Loc = ()) -> Iterator[Loc]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from texts_in(value, (*loc, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from texts_in(value, (*loc, index))
    elif isinstance(data, str):
        yield loc


def put(data: Any, loc: Loc, value: str) -> None:
    for step in loc[:-1]:
        data = data[step]
    data[loc[-1]] = value


def one_line(text: str) -> str:
    """Return a text as the model takes it for a line of somebody else."""
    return tidy(tidy(text))  # what is taken out first may leave two spaces


def raw(name: str) -> Any:
    return read(toy.FOLDER / "data" / name, name).data


def entry(name: str, key: str) -> dict[str, Any]:
    return {"key": key, "kind": name, **raw(f"entities/{name}.yaml")[key]}


CASES = {
    "study": Case(
        Study,
        raw("studies/protein-a-vessels.yaml"),
        lambda kb, study: replace(kb, studies={**kb.studies, study.id: study}),
        ("studies/protein-a-vessels", "studies", "modules/makers", "sections/2", "references",
         "coverage", "entities/genes/protein-a", "studies/unnamed-cargo-cells", "explore/claims",
         "explore/studies", "explore/biomarkers", "explore/technologies", "explore/network",
         "explore/timeline"),
    ),
    "work": Case(
        Work,
        raw("works/cell-death-elsewhere.yaml"),
        lambda kb, work: replace(kb, works={**kb.works, work.id: work}),
        ("works/cell-death-elsewhere", "works", "sections/2", "references"),
    ),
    "debate": Case(
        Debate,
        raw("debates/vesicles-and-growth.yaml"),
        lambda kb, debate: replace(kb, debates={**kb.debates, debate.id: debate}),
        ("debates/vesicles-and-growth", "debates", "studies/protein-a-vessels", "explore/network"),
    ),
    "question": Case(
        Question,
        raw("questions/kinds-of-vesicle.yaml"),
        lambda kb, question: replace(kb, questions={**kb.questions, question.id: question}),
        ("questions/kinds-of-vesicle", "questions", "studies/protein-a-vessels", "explore/map"),
    ),
    "term": Case(
        Entity,
        entry("genes", "protein-a"),
        lambda kb, term: replace(kb, entities={**kb.entities, term.key: term}),
        ("entities/genes/protein-a", "entities/genes", "studies/protein-a-vessels", "studies",
         "explore/claims", "explore/studies", "explore/biomarkers", "explore/network"),
    ),
    "outcome": Case(
        Entity,
        entry("processes", "toy-growth"),
        lambda kb, term: replace(kb, entities={**kb.entities, term.key: term}),
        ("entities/processes/toy-growth", "explore/map", ""),
    ),
    "cell line": Case(
        Entity,
        entry("cell-lines", "toy-line"),
        lambda kb, term: replace(kb, entities={**kb.entities, term.key: term}),
        ("entities/cell-lines/toy-line", "entities/cell-lines", "studies/protein-a-vessels"),
    ),
    "kind of term": Case(
        EntityKind,
        {"id": "genes", **raw("entities/kinds.yaml")["genes"]},
        lambda kb, kind: replace(kb, kinds={**kb.kinds, kind.id: kind}),
        ("entities", "entities/genes", "entities/genes/unused-protein", "search"),
    ),
    "register": Case(
        Prefix,
        {"prefix": "TOY", **raw("prefixes.yaml")["TOY"]},
        lambda kb, prefix: replace(kb, prefixes={**kb.prefixes, "TOY": prefix}),
        ("data",),
    ),
    "saved queries": Case(
        Queries,
        raw("screening/queries.yaml"),
        lambda kb, queries: replace(kb, ledger=replace(kb.ledger, queries=queries)),
        ("living",),
    ),
    **{
        f"candidate {name}": Case(
            Candidate,
            raw(f"screening/candidates/{name}.yaml"),
            lambda kb, candidate: replace(
                kb, ledger=replace(kb.ledger, candidates={candidate.id: candidate})
            ),
            ("living",),
            one_line,
        )
        for name in ("10-5555-toy-new", "99000002", "10-5555-toy-later", "a-game-without-vesicles")
    },
    "review": Case(
        Review,
        raw("review.yaml"),
        lambda kb, review: replace(kb, review=review),
        ("", "about", "data", "methods", "modules", "modules/makers", "modules/takers", "sections",
         "sections/2", "coverage", "studies", "studies/protein-a-vessels", "evidence", "living",
         "explore/network", "search", "contribute/new-study"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@given(text=HOSTILE)
@example(text=PROBE)
@settings(max_examples=12, deadline=None)
def test_every_free_text_comes_back_as_the_text_that_it_is(name: str, text: str) -> None:
    case = CASES[name]
    plain, _ = case.filled("word")
    hostile, texts = case.filled(text)
    shown = [Parsed(toy.html(path, hostile)) for path in case.pages]
    tame = [Parsed(toy.html(path, plain)) for path in case.pages]
    for path, page, expected in zip(case.pages, shown, tame, strict=True):
        assert sorted(page.shape) == sorted(expected.shape), f"an element on /{path} is new"
        assert sorted(page.values("href")) == sorted(expected.values("href")), f"/{path}"
    everything = "\n".join(page.text for page in shown)
    assert [each for each in texts if each not in everything] == []


@pytest.mark.parametrize(
    ("name", "at_least"),
    [("study", 40), ("review", 20), ("cell line", 4), ("candidate 10-5555-toy-new", 6)],
)
def test_the_search_for_free_places_finds_what_is_known_to_be_free(
    name: str, at_least: int
) -> None:
    assert len(CASES[name].places) >= at_least


def test_the_names_of_traits_come_back_as_text() -> None:
    page = Parsed(toy.html("entities/cell-lines/toy-line"))
    assert '<x-evil>origin</x-evil> & "age"' in page.text
    assert ("<", "x-evil") not in page.shape


@given(text=HOSTILE, address=st.sampled_from(["https://a.example/b", "not an address"]))
@settings(max_examples=50, deadline=None)
def test_a_label_of_a_link_is_text(text: str, address: str) -> None:
    assert Parsed(str(external(address, text))).text == text


SCHEMES = [
    "javascript:", "JavaScript:", "data:text/html,", "vbscript:", "file:///", "ftp://a.example/",
    "//a.example/", " javascript:", "java\tscript:", "http:", "https:", "https://", "mailto:",
    "https://a.example/", "http://name@a.example/", "https://a.example/\"onclick=", "",
]  # fmt: skip


@given(scheme=st.sampled_from(SCHEMES), rest=st.text(max_size=20) | st.just("evil()"))
@settings(max_examples=200, deadline=None)
def test_only_a_web_address_ever_becomes_a_link(scheme: str, rest: str) -> None:
    link = Parsed(str(external(scheme + rest, "label")))
    assert link.text == "label"
    assert {name for _, name, _ in link.attributes} <= {"class", "href", "rel"}
    for address in link.values("href"):
        assert address.startswith(("https://", "http://"))


def test_a_register_with_an_address_of_another_scheme_gets_no_link() -> None:
    kb = toy.knowledge_base()
    evil = {"url": "javascript:evil('{id}')", "homepage": "javascript:evil()"}
    broken = kb.prefixes["TOY"].model_copy(update=evil)
    hostile = replace(kb, prefixes={**kb.prefixes, "TOY": broken})
    for path in ("data", "entities/genes/protein-a", "entities/genes"):
        links = Parsed(toy.html(path, hostile)).values("href")
        assert [link for link in links if "evil" in link] == []
    assert "TOY:0001" in Parsed(toy.html("entities/genes/protein-a", hostile)).text


def test_every_link_of_every_page_is_relative_or_a_web_address() -> None:
    for page in pages(Site(toy.knowledge_base())):
        for address in Parsed(toy.html(page.path)).values("href"):
            scheme, colon, _ = address.partition(":")
            assert not colon or "/" in scheme or scheme in ("http", "https"), address
