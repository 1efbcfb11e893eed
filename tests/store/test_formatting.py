"""Files come into one form: fields in order, comments kept, meaning unchanged, twice is once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import toy
from npcev_kb.cli import main
from npcev_kb.model.file_kinds import FILE_KINDS, FileKind
from npcev_kb.model.study import Study
from npcev_kb.store.formatting import Formatted, formatted, written_by_people
from npcev_kb.store.parse import parse
from npcev_kb.store.plain_yaml import as_yaml
from npcev_kb.store.project import Project
from npcev_kb.store.source import Source

KINDS = {kind.name: kind for kind in FILE_KINDS}


def form(text: str, folder: Path, kind: FileKind = KINDS["study"]) -> Formatted:
    path = folder / "x.yaml"
    path.write_bytes(text.encode())
    return formatted(path, "x.yaml", kind)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("label: L\nid: x\n", "id: x\nlabel: L\n"),
        (
            "# about the file\nlabel: L  # a name\n# the number\nreview_refs: [1]\nid: x",
            "# about the file\nid: x\nlabel: L  # a name\n# the number\nreview_refs: [1]\n",
        ),
        (
            "id: x\nfinding: {text: T, at: title, voice: study}\n",
            "id: x\nfinding: {voice: study, at: title, text: T}\n",
        ),
        (
            "id: x\nclaims:\n  - effect: promotes\n    id: c1\n    family: mechanism\n",
            "id: x\nclaims:\n  - id: c1\n    family: mechanism\n    effect: promotes\n",
        ),
        ("id: x\r\nlabel: L   \r\n", "id: x\nlabel: L\n"),
        (
            "claims:\n- {id: c1,   family: mechanism}\nid: x\n",
            "id: x\nclaims:\n  - {id: c1, family: mechanism}\n",
        ),
        ("id: x\nunheard: 1\nlabel: L\n", "id: x\nlabel: L\nunheard: 1\n"),
        (
            "id: x\nfinding:\n  text: |\n    # no comment\n    second\n  voice: study\n",
            "id: x\nfinding:\n  voice: study\n  text: |\n    # no comment\n    second\n",
        ),
        ('label: "no"\nid: "012"\n', 'id: "012"\nlabel: "no"\n'),
        ("label: é γδ 鼻\nid: x\n", "id: x\nlabel: é γδ 鼻\n"),
    ],
)
def test_fields_come_into_order_with_their_comments(
    before: str, after: str, tmp_path: Path
) -> None:
    assert form(before, tmp_path).after == after


def test_entries_of_a_registry_keep_their_order_and_get_their_fields_in_order(
    tmp_path: Path,
) -> None:
    before = "b:\n  curie: X:1\n  label: B\n\n# the second\na:\n  label: A\n"
    after = "b:\n  label: B\n  curie: X:1\n\n# the second\na:\n  label: A\n"
    assert form(before, tmp_path, KINDS["entities"]).after == after


def test_a_comment_that_would_lose_its_place_keeps_the_order_as_it_is(tmp_path: Path) -> None:
    text = "id: x\nclaims:\n  - effect: promotes\n    # which one\n    id: c1\n"
    assert form(text, tmp_path).after == text


def test_a_file_that_would_lose_a_comment_stays_as_it_is_and_says_so(tmp_path: Path) -> None:
    found = form("label: L\nfinding: {text: T, # why\n  voice: study}\n", tmp_path)
    assert not found.changed
    assert found.kept == "a comment inside braces would be lost"


@pytest.mark.parametrize("text", ["id: [", "id: x\nid: y\n", "<<<<<<< a\nid: x\n", "a: &b 1\n"])
def test_a_broken_file_stays_as_it_is_and_says_why(text: str, tmp_path: Path) -> None:
    found = form(text, tmp_path)
    assert not found.changed
    assert found.problems


SCALARS = st.one_of(st.text(max_size=30), st.integers(), st.booleans(), st.dates())
FIELDS = st.sampled_from([*Study.model_fields, "unheard", "text", "voice", "kind"])
DATA = st.recursive(
    SCALARS,
    lambda inside: st.one_of(
        st.lists(inside, max_size=3), st.dictionaries(FIELDS, inside, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(FIELDS, DATA, min_size=1, max_size=6))
def test_the_form_keeps_the_meaning_and_is_reached_at_once(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("form")
    text = as_yaml(data)
    once = form(text, folder)
    if once.problems:
        return
    assert parse(once.after, Source("x")).data == parse(text, Source("x")).data
    assert form(once.after, folder).after == once.after


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "fmt", *arguments])


def test_every_file_that_people_write_here_has_its_form() -> None:
    result = run(toy.REPOSITORY, "--check")
    assert result.exit_code == 0, result.output
    assert len(written_by_people(Project(toy.REPOSITORY))) > 200


def disordered(folder: Path) -> Path:
    """The toy knowledge base with one file out of order, one broken, the rest in their form."""
    root = toy.copy(folder / "kb")
    assert run(root).exit_code == 0
    study = root / "data" / "studies" / "rna-b-drug.yaml"
    first, second, *rest = study.read_text(encoding="utf-8").splitlines(keepends=True)
    study.write_text("".join([second, first, *rest]), encoding="utf-8")
    (root / "data" / "studies" / "protein-a-vessels.yaml").write_text("id: [", encoding="utf-8")
    return root


def test_a_broken_file_and_one_out_of_order_are_both_said(tmp_path: Path) -> None:
    root = disordered(tmp_path)
    result = run(root, "--check")
    assert result.exit_code == 1
    assert "data/studies/protein-a-vessels.yaml:1:" in result.output
    assert "data/studies/rna-b-drug.yaml: not in its form; run: npcev fmt" in result.output
    assert "1 would change, 1 broken and left as they are" in result.output


def test_the_others_are_formatted_and_files_in_their_form_are_not_touched(tmp_path: Path) -> None:
    root = disordered(tmp_path)
    still = root / "data" / "review.yaml"
    os.utime(still, (1, 1))
    result = run(root)
    assert result.exit_code == 1
    study = (root / "data" / "studies" / "rna-b-drug.yaml").read_text(encoding="utf-8")
    assert study.startswith("id: rna-b-drug\n")
    broken = (root / "data" / "studies" / "protein-a-vessels.yaml").read_text(encoding="utf-8")
    assert broken == "id: ["
    assert still.stat().st_mtime == 1


def test_a_difference_is_shown_and_nothing_written(tmp_path: Path) -> None:
    root = disordered(tmp_path)
    study = root / "data" / "studies" / "rna-b-drug.yaml"
    before = study.read_bytes()
    result = run(root, "--diff", str(study))
    assert result.exit_code == 1
    assert "+id: rna-b-drug" in result.output
    assert study.read_bytes() == before


def test_a_place_without_such_files_is_said(tmp_path: Path) -> None:
    root = toy.copy(tmp_path / "kb")
    shutil.rmtree(root / "docs", ignore_errors=True)
    result = run(root, str(tmp_path / "elsewhere"))
    assert result.exit_code == 2
    assert "holds no file that npcev formats" in result.output
