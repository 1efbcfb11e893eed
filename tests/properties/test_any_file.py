"""Whatever a file holds, reading it ends with problems that have a place, never with an error."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from npcev_kb.pipeline import validate
from npcev_kb.problems import Problem
from npcev_kb.store.parse import read
from npcev_kb.store.project import Project
from npcev_kb.store.scalars import read_scalar

BASE = Path(__file__).parents[1] / "stories" / "base"
WHOLE = (Path(__file__).parent / "whole-study.yaml").read_text(encoding="utf-8")
NAMES = (
    "data/studies/glim1-glowing.yaml",
    "data/works/moor-overview.yaml",
    "data/review.yaml",
    "data/prefixes.yaml",
    "data/entities/kinds.yaml",
    "data/entities/genes.yaml",
)
SIGNS = st.sampled_from(
    [*"abKey019.:-#?,&*!|>'\"%@`{}[]()<=~ \t\n\r", "β", "😀", ": ", "\n  ", "- "]
)
SNIPPETS = st.sampled_from(
    ["id: a\n", "label:\n", "  - x\n", "{a: b}", "[", "]", "<<: 1\n", "? ", "---\n", "&a ", "!t "]
)
BREAKS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


def problems_with(root: Path, name: str, content: bytes) -> tuple[Problem, ...]:
    """Validate with a file of any content and leave the folder as it was."""
    (root / name).write_bytes(content)
    found = validate(Project.find(root, root)).problems
    (root / name).write_bytes((BASE / name).read_bytes())
    return found


def assert_in_place(problems: tuple[Problem, ...], name: str, content: bytes) -> None:
    """Each problem of the file lies inside its text, or on the line behind its end."""
    text = content.decode("utf-8", "replace")
    lines = len(BREAKS.split(text)) + 1
    widest = max(map(len, text.split("\n")))
    for problem in problems:
        assert problem.line >= 1 <= problem.column
        assert problem.message.strip()
        assert problem.hint.strip()
        if problem.path == name:
            assert problem.line <= lines
            assert problem.column <= widest + 1


@settings(max_examples=80)
@given(name=st.sampled_from(NAMES), content=st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(root: Path, name: str, content: bytes) -> None:
    assert_in_place(problems_with(root, name, content), name, content)


@settings(max_examples=100)
@given(name=st.sampled_from(NAMES), parts=st.lists(SIGNS | SNIPPETS, max_size=40))
def test_any_signs_of_yaml_are_read_without_an_error(
    root: Path, name: str, parts: list[str]
) -> None:
    content = "".join(parts).encode()
    assert_in_place(problems_with(root, name, content), name, content)


@settings(max_examples=80)
@given(data=st.data(), inserted=SIGNS | SNIPPETS | st.text(max_size=3))
def test_a_slip_of_the_keyboard_in_a_file_is_read_without_an_error(
    root: Path, data: st.DataObject, inserted: str
) -> None:
    name = data.draw(st.sampled_from(NAMES))
    text = (BASE / name).read_text(encoding="utf-8")
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, min(begin + 3, len(text))))
    content = f"{text[:begin]}{inserted}{text[end:]}".encode("utf-8", "surrogatepass")
    assert_in_place(problems_with(root, name, content), name, content)


@settings(max_examples=40)
@given(cut=st.integers(0, len(WHOLE)))
def test_a_file_cut_anywhere_is_read_without_an_error(root: Path, cut: int) -> None:
    content = WHOLE[:cut].encode()
    found = problems_with(root, NAMES[0], content)
    assert found
    assert_in_place(found, NAMES[0], content)


VISIBLE = st.characters(
    exclude_categories=["Cc", "Cn", "Co", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"
)


@settings(max_examples=150)
@given(text=st.text(VISIBLE, max_size=30))
def test_any_text_in_quotes_is_read_as_itself(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "quoted.yaml"
    path.write_text(f"label: {json.dumps(text, ensure_ascii=False)}\nnext: 1\n", encoding="utf-8")
    source = read(path, "quoted.yaml")
    assert (source.data, source.problems) == ({"label": text, "next": 1}, [])


def as_pyyaml_reads(written: str) -> object:
    """Return what a common reader makes of an unquoted value."""
    try:
        return yaml.safe_load(written)
    except (ValueError, yaml.YAMLError) as error:
        return error


@settings(max_examples=400)
@given(written=st.from_regex(r"[-+]?[0-9_.:]{1,6}([eExobXOB][-+]?[0-9_]{0,3})?", fullmatch=True))
@example(written="0:30.")
@example(written="NO")
@example(written="1_0:20")
def test_what_is_no_surprise_means_the_same_to_a_common_reader(written: str) -> None:
    value, surprise = read_scalar(written, plain=True)
    other = as_pyyaml_reads(written)
    if surprise is None and not written.endswith(":") and ": " not in written:
        assert (type(other), other) == (type(value), value)
