"""`npcev preview` shows a change before it is sent: the pages that differ, over the last site."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import toy
from npcev_kb.cli import main
from revisions import change, commit, repository

pytestmark = pytest.mark.site
STUDY = "data/studies/rna-b-drug.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "kb")


def preview(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "preview", *arguments])


def pages(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.html")
    }


def test_the_pages_that_differ_are_those_of_a_whole_build_and_the_others_stay(root: Path) -> None:
    before = pages(toy.build(root))
    change(root, STUDY, ("label: RNA b and a drug", "label: A renamed study"))
    result = preview(root, "--changed")
    assert result.exit_code == 0, result.output
    assert "changed  studies/rna-b-drug\n" in result.output
    shown = pages(root / "preview")
    assert pages(root / "site") == before
    after = pages(toy.build(root))  # in the same process, and whole again
    assert after.keys() == before.keys()
    listed = {line.split()[1] for line in result.output.splitlines() if line.startswith("changed")}
    wanted = {f"{path}/index.html".removeprefix("(home)/") for path in listed}
    assert {path: shown[path] for path in wanted} == {path: after[path] for path in wanted}
    others = shown.keys() - wanted
    assert {path: shown[path] for path in others} == {path: before[path] for path in others}


def test_pages_come_and_go_with_their_records(root: Path) -> None:
    toy.build(root)
    (root / "data/debates/detection-in-blood.yaml").unlink()
    old = root / "data/questions/detection-elsewhere.yaml"
    text = old.read_text(encoding="utf-8").replace("id: detection-elsewhere", "id: asked-anew")
    text = text.replace("debates: [detection-in-blood]", "debates: [vesicles-and-growth]")
    old.with_stem("asked-anew").write_text(text, encoding="utf-8")
    result = preview(root, "--changed")
    assert "gone     debates/detection-in-blood\n" in result.output
    assert "new      questions/asked-anew\n" in result.output
    assert not (root / "preview/debates/detection-in-blood/index.html").exists()
    assert (root / "preview/questions/asked-anew/index.html").exists()


def test_without_a_site_only_the_pages_that_differ_are_there_and_it_is_said(root: Path) -> None:
    change(root, STUDY, ("label: RNA b and a drug", "label: A renamed study"))
    result = preview(root, "--changed")
    assert "there is no site yet" in result.output
    assert (root / "preview/studies/rna-b-drug/index.html").exists()
    assert not (root / "preview/works/cell-death-elsewhere/index.html").exists()


def test_another_revision_and_another_folder_can_be_named(root: Path, tmp_path: Path) -> None:
    change(root, STUDY, ("label: RNA b and a drug", "label: A renamed study"))
    commit(root, "Renamed")
    assert "no page differs from main" in preview(root, "--changed").output
    result = preview(root, "--changed", "--since", "HEAD~1", "-o", str(tmp_path / "elsewhere"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "elsewhere/studies/rna-b-drug/index.html").exists()


def test_two_broken_records_are_named_and_left_out(root: Path) -> None:
    change(root, STUDY, ("reading_basis: full_text", "reading_basis: guess"))
    change(root, "data/works/overview-of-vesicles.yaml", ("year: 2022", 'year: "2022"'))
    result = preview(root, "--changed")
    assert "not-in-vocabulary" in result.output
    assert "wrong-type" in result.output


def test_a_folder_with_other_files_is_not_touched(root: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear toys", encoding="utf-8")
    result = preview(root, "-o", str(tmp_path / "mine"))
    assert result.exit_code == 2
    assert "holds something else" in result.output
    assert (tmp_path / "mine" / "letter.txt").exists()


def test_the_whole_site_can_be_previewed_with_a_broken_record(root: Path) -> None:
    change(root, STUDY, ("reading_basis: full_text", "reading_basis: guess"))
    result = preview(root)
    assert result.exit_code == 0, result.output
    assert "not-in-vocabulary" in result.output
    assert (root / "preview/studies/protein-a-vessels/index.html").exists()
    assert not (root / "preview/studies/rna-b-drug/index.html").exists()


def test_a_revision_that_is_not_there_is_said(root: Path) -> None:
    result = preview(root, "--changed", "--since", "nowhere")
    assert result.exit_code == 2
    assert 'git knows no revision "nowhere"' in result.output
