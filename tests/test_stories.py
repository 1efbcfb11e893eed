"""The specification of every problem code: one file is one story (see stories/README.md)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from npcev_kb.living.importing import read_file
from npcev_kb.pipeline import validate
from npcev_kb.problems import Problem, Severity, explanations
from npcev_kb.store.project import Project

STORIES = Path(__file__).parent / "stories"
BASE = STORIES / "base"
PATHS = tuple(path for path in sorted(STORIES.glob("*/*.yml")) if path.parent != BASE)
PARTS = {"about", "files", "remove", "bytes", "sizes", "import", "day", "problems"}
LINE = re.compile(r"[\w./-]+:\d+:\d+ (?P<code>[a-z0-9-]+)( \((warning|info)\))?: .{9,}")


def title(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def read(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def lay_out(story: Mapping[str, Any], root: Path) -> None:
    """Copy the base knowledge base and lay the story over it."""
    shutil.copytree(BASE, root)
    for name in story.get("remove", []):
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    contents = {name: text.encode() for name, text in story.get("files", {}).items()}
    contents |= {name: bytes.fromhex(text) for name, text in story.get("bytes", {}).items()}
    contents |= {name: bytes(size) for name, size in story.get("sizes", {}).items()}
    for name, content in contents.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


def problems_of(story: Mapping[str, Any], root: Path) -> list[Problem]:
    """What validation finds, then what importing finds in the files that the story imports."""
    found = list(validate(Project.find(root, root), story.get("day")).problems)
    for name in story.get("import", []):
        found += read_file(root / name, name).problems
    return found


def in_one_line(problem: Problem) -> str:
    """Place, code, weight if it is no error, message and hint: as stories/README.md says."""
    weight = "" if problem.severity is Severity.ERROR else f" ({problem.severity})"
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place} {problem.code}{weight}: {problem.message}; {problem.hint}"


def beginnings(said: list[str], expected: list[str]) -> list[str]:
    """Cut each line said to the length of the line expected in its place."""
    cut = [line[: len(start)] for line, start in zip(said, expected, strict=False)]
    return cut + said[len(expected) :]


def codes_said(path: Path) -> set[str]:
    return {LINE.fullmatch(line)["code"] for line in read(path)["problems"]}


def stories_of(code: str) -> list[Path]:
    return [path for path in PATHS if path.parent.name == code]


@pytest.mark.parametrize("path", PATHS, ids=title)
def test_the_story_ends_with_exactly_these_problems(path: Path, tmp_path: Path) -> None:
    story, root = read(path), tmp_path / "kb"
    lay_out(story, root)
    said = [in_one_line(problem) for problem in problems_of(story, root)]
    expected = story["problems"]
    assert "\n".join(beginnings(said, expected)) == "\n".join(expected)


@pytest.mark.parametrize("path", PATHS, ids=title)
def test_a_story_is_told_in_full(path: Path) -> None:
    story = read(path)
    assert set(story) <= PARTS
    assert re.fullmatch(r"[^\n]+\.", story["about"])
    assert [line for line in story["problems"] if not LINE.fullmatch(line)] == []


@pytest.mark.parametrize("code", explanations())
def test_a_code_has_a_story_that_produces_it(code: str) -> None:
    assert any(code in codes_said(path) for path in stories_of(code))


@pytest.mark.parametrize("code", explanations())
def test_a_code_has_a_story_that_does_not_produce_it(code: str) -> None:
    assert any(code not in codes_said(path) for path in stories_of(code))


def test_each_folder_of_stories_is_a_known_code() -> None:
    assert {path.parent.name for path in PATHS} - set(explanations()) == set()


def test_some_stories_have_different_problems_in_one_file() -> None:
    mixed = 0
    for path in PATHS:
        by_file: dict[str, set[str]] = {}
        for line in read(path)["problems"]:
            by_file.setdefault(line.split(":")[0], set()).add(LINE.fullmatch(line)["code"])
        mixed += any(len(codes) > 1 for codes in by_file.values())
    assert mixed >= 6


def test_the_base_of_all_stories_is_clean(tmp_path: Path) -> None:
    lay_out({}, tmp_path / "kb")
    verdict = validate(Project.find(tmp_path / "kb", tmp_path / "kb"))
    assert verdict.problems == ()
    assert len(verdict.files) == len([*(BASE / "data").rglob("*.yaml")])
