"""`npcev validate --fix` mends what can be meant in one way only, and shows it first."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import toy
from npcev_kb import pipeline
from npcev_kb.cli import main
from npcev_kb.store.parse import parse
from npcev_kb.store.project import Project
from npcev_kb.store.remedies import as_scalar
from npcev_kb.store.source import Source

STUDY = "data/studies/rna-b-drug.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return toy.copy(tmp_path / "kb")


def mend(root: Path, *arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(
        main, ["--root", str(root), "validate", "--fix", *arguments], input=answer
    )


def write(root: Path, old: str, new: str, path: str = STUDY) -> str:
    """Break a record and return its text."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text


def codes(root: Path) -> list[str]:
    return [problem.code for problem in pipeline.validate(Project(root)).errors]


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('pmid: "33333333"', "pmid: 33333333", "malformed-pmid"),
        ('pmid: "33333333"', 'pmid: "PMID: 33333333"', "malformed-pmid"),
        ("reading_basis: full_text", "reading_basis: Full text", "not-in-vocabulary"),
        ("reading_basis: full_text", "reading_basis: ful_text", "not-in-vocabulary"),
        ("year: 2018", 'year: "2018"', "wrong-type"),
        ("tumour_effect: anti_tumour", "tumor_effect: anti_tumour", "unknown-field"),
        ("n: 12, centres: 1", 'n: "12", centres: 1', "wrong-type"),
        ("title: RNA b and", 'title: " RNA b and', "untidy-text"),
    ],
)
def test_what_has_one_meaning_only_is_mended_and_nothing_else_is_touched(
    right: str, wrong: str, code: str, root: Path
) -> None:
    if code == "untidy-text":
        right, wrong = f"{right} an invented drug", f'{wrong} an invented drug"'
    before = write(root, right, wrong)
    assert codes(root) == [code]
    result = mend(root, "--yes")
    assert result.exit_code == 0, result.output
    assert (root / STUDY).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("https://doi.org/10.5555/TOY.6", "10.5555/toy.6"),
        ("DOI: 10.5555/toy.6.", "10.5555/toy.6"),
        ("10.5555/toy%2E6", "10.5555/toy.6"),
    ],
)
def test_a_doi_comes_into_its_normal_form(written: str, mended: str, root: Path) -> None:
    path = "data/works/overview-of-vesicles.yaml"
    before = write(root, f"doi: {mended}", f"doi: '{written}'", path)
    assert mend(root, "--yes").exit_code == 0
    assert (root / path).read_text(encoding="utf-8") == before


def test_a_term_written_by_one_of_its_names_gets_its_key(root: Path) -> None:
    before = write(root, "{entity: toy-cell}", "{entity: Toy Cell}")
    assert mend(root, "--yes").exit_code == 0
    assert (root / STUDY).read_text(encoding="utf-8") == before


def test_a_term_that_is_only_spelled_alike_is_left_to_a_person(root: Path) -> None:
    write(root, "cargo: [{entity: rna-b,", "cargo: [{entity: rna-a,")
    broken = (root / STUDY).read_text(encoding="utf-8")
    result = mend(root, "--yes")
    assert result.exit_code == 1
    assert "nothing can be mended safely" in result.output
    assert "unknown-entity" in result.output
    assert (root / STUDY).read_text(encoding="utf-8") == broken


def test_a_word_that_is_near_to_two_is_left_to_a_person(root: Path) -> None:
    write(root, "result: decrease", "result: dncrease")
    broken = (root / STUDY).read_text(encoding="utf-8")
    assert mend(root, "--yes").exit_code == 1
    assert (root / STUDY).read_text(encoding="utf-8") == broken
    assert codes(root) == ["not-in-vocabulary"]


def test_the_diff_comes_first_and_nothing_is_written_without_a_yes(root: Path) -> None:
    write(root, "year: 2018", 'year: "2018"')
    broken = (root / STUDY).read_text(encoding="utf-8")
    result = mend(root)
    assert result.exit_code == 1
    assert '-  year: "2018"\n+  year: 2018\n' in result.output
    assert "nothing is written without --yes" in result.output
    assert (root / STUDY).read_text(encoding="utf-8") == broken


def test_two_problems_of_one_line_are_mended_together_and_a_third_stays(root: Path) -> None:
    write(root, "{cohort: drug-takers, n: 12,", '{cohrt: drug-takers, n: "12",')
    write(root, "effect: alters", "effect: wobbles")
    result = mend(root, "--yes")
    assert "2 problems in 1 file mended" in result.output
    assert codes(root) == ["not-in-vocabulary"]
    assert result.exit_code == 1


def test_a_name_that_stands_there_already_is_not_written_twice(root: Path) -> None:
    write(root, "year: 2018", "year: 2018\n  yeer: 2018")
    broken = (root / STUDY).read_text(encoding="utf-8")
    assert mend(root, "--yes").exit_code == 1
    assert (root / STUDY).read_text(encoding="utf-8") == broken


def test_only_the_files_named_are_mended(root: Path) -> None:
    write(root, "year: 2018", 'year: "2018"')
    write(root, "year: 2022", 'year: "2022"', "data/works/overview-of-vesicles.yaml")
    assert mend(root, "--yes", str(root / "data/works")).exit_code == 0
    assert codes(root) == ["wrong-type"]


def test_what_is_sound_stays_as_it_is(root: Path) -> None:
    result = mend(root, "--yes")
    assert result.exit_code == 0
    assert "nothing can be mended safely" in result.output


def test_comments_and_windows_line_ends_stay(root: Path) -> None:
    text = (root / STUDY).read_text(encoding="utf-8").replace("year: 2018", 'year: "2018"  # seen')
    (root / STUDY).write_bytes(text.replace("\n", "\r\n").encode())
    assert mend(root, "--yes").exit_code == 0
    after = (root / STUDY).read_bytes().decode()
    assert after == text.replace('"2018"', "2018").replace("\n", "\r\n")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_every_text_comes_back_from_the_yaml_that_is_written_for_it(text: str) -> None:
    written = f"a: {{b: {as_scalar(text)}}}\n"
    assert yaml.safe_load(written) == {"a": {"b": text}}
    if not parse(written, Source("x")).problems:
        assert parse(written, Source("x")).data == {"a": {"b": text}}


@pytest.mark.parametrize("number", [0, 12, -3, 0.5])
def test_numbers_are_written_bare(number: float) -> None:
    assert yaml.safe_load(as_scalar(number)) == number
