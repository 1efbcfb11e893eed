"""Whatever one value of a whole study is broken, the fault is said where it was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from npcev_kb.model.describe import fields_of, model_at, models_under
from npcev_kb.model.study import Study
from npcev_kb.pipeline import validate
from npcev_kb.problems import Loc, Problem
from npcev_kb.store.project import Project

TEXT = (Path(__file__).parent / "whole-study.yaml").read_text(encoding="utf-8")
NAME = "data/studies/whole-study.yaml"
NOTES = ("identification-probable",)
WRONG = {
    "bool": ('"true"', "1", "text", "[zz]", "{zz: 1}"),
    "int": ('"80"', "true", "80.5", "text", "[zz]", "{zz: 1}"),
    "float": ('"0.5"', "true", "text", "[zz]", "{zz: 1}"),
}
WRONG_FOR_TEXT = ("true", "3.5", "[zz]", "{zz: 1}", "[[zz]]")


@dataclass(frozen=True)
class Leaf:
    """A value that is no list and no mapping, with its address and where its name begins."""

    loc: Loc
    node: yaml.ScalarNode
    begin: tuple[int, int]

    @property
    def wrong(self) -> tuple[str, ...]:
        return WRONG.get(self.node.tag.rpartition(":")[2], WRONG_FOR_TEXT)

    def with_value(self, value: str, text: str = TEXT) -> str:
        """Put another value in the place of this one; a block gives back its last line end."""
        begin, end = self.node.start_mark.index, self.node.end_mark.index
        line_end = "\n" if self.node.style in (">", "|") else ""
        return text[:begin] + value + line_end + text[end:]

    @property
    def start(self) -> tuple[int, int]:
        return place(self.node)

    def holds(self, problem: Problem, value: str) -> bool:
        end = (self.start[0], self.start[1] + len(value))
        return self.begin <= (problem.line, problem.column) < end


def place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def leaves(node: yaml.Node, loc: Loc = (), begin: tuple[int, int] = (1, 1)) -> Iterator[Leaf]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from leaves(value, (*loc, key.value), place(key))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from leaves(item, (*loc, index), place(item))
    else:
        yield Leaf(loc, node, begin)


def keys(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield from keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from keys(item)


TREE = yaml.compose(TEXT, Loader=yaml.SafeLoader)
LEAVES = tuple(leaves(TREE))
KEYS = tuple(keys(TREE))


def is_word(leaf: Leaf) -> bool:
    model = model_at(Study, leaf.loc[:-1])
    fields = fields_of(model) if model else ()
    return any(each.name == leaf.loc[-1] and each.vocabulary for each in fields)


def is_term(leaf: Leaf) -> bool:
    name = next(step for step in reversed(leaf.loc) if isinstance(step, str))
    return name in {
        "analytes", "cargo", "cell", "disease", "entity", "measured", "negative_markers", "outcome",
        "recipients", "separation", "species", "subject",
    }  # fmt: skip


WORDS = tuple(filter(is_word, LEAVES))
TERMS = tuple(filter(is_term, LEAVES))


def problems_of(root: Path, text: str) -> list[Problem]:
    (root / NAME).write_text(text, encoding="utf-8")
    (root / "data/studies/glim1-glowing.yaml").unlink(missing_ok=True)
    found = validate(Project.find(root, root)).problems
    return [each for each in found if each.path == NAME and each.code not in NOTES]


def test_the_study_is_whole_and_sound(root: Path) -> None:
    assert problems_of(root, TEXT) == []
    names = {key.value for key in KEYS}
    for model in models_under(Study):
        assert {each.name for each in fields_of(model)} - names <= {"characterisation"}


@settings(max_examples=300)
@given(data=st.data())
def test_a_value_of_the_wrong_kind_is_said_at_the_value_or_its_name(
    root: Path, data: st.DataObject
) -> None:
    leaf = data.draw(st.sampled_from(LEAVES))
    value = data.draw(st.sampled_from(leaf.wrong))
    found = problems_of(root, leaf.with_value(value))
    assert any(leaf.holds(problem, value) for problem in found), (leaf.loc, value, found)


@settings(max_examples=60)
@given(leaf=st.sampled_from(WORDS), word=st.sampled_from(["xyzzy", "STUDY", "not_a_word", "0"]))
def test_a_word_outside_its_vocabulary_is_said_exactly_there(
    root: Path, leaf: Leaf, word: str
) -> None:
    found = problems_of(root, leaf.with_value(word))
    said = [(each.line, each.column) for each in found if each.code == "not-in-vocabulary"]
    assert said == [leaf.start]


@settings(max_examples=40)
@given(leaf=st.sampled_from(TERMS), key=st.sampled_from(["xyzzy", "GLIM1", "glim", "no such"]))
def test_a_term_outside_the_registry_is_said_exactly_there(
    root: Path, leaf: Leaf, key: str
) -> None:
    found = problems_of(root, leaf.with_value(key))
    said = [(each.line, each.column) for each in found if each.code == "unknown-entity"]
    assert said == [leaf.start]


@settings(max_examples=80)
@given(key=st.sampled_from(KEYS))
def test_a_name_that_no_part_has_is_said_exactly_there(root: Path, key: yaml.ScalarNode) -> None:
    begin, end = key.start_mark.index, key.end_mark.index
    found = problems_of(root, f"{TEXT[:begin]}zz9{TEXT[end:]}")
    said = [(each.line, each.column) for each in found if each.code == "unknown-field"]
    assert said == [place(key)]


@settings(max_examples=60)
@given(first=st.sampled_from(WORDS), second=st.sampled_from(TERMS))
def test_of_two_faults_in_one_file_both_are_said(root: Path, first: Leaf, second: Leaf) -> None:
    early, late = sorted((first, second), key=lambda leaf: leaf.node.start_mark.index)
    found = problems_of(root, early.with_value("xyzzy", late.with_value("xyzzy")))
    codes = {each.code for each in found}
    assert {"not-in-vocabulary", "unknown-entity"} <= codes
