"""A build: strict, the same bytes wherever it runs, and harmless to the old site when it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.exceptions import MkDocsException

import toy
from parsed import Parsed

pytestmark = pytest.mark.site

ELSEWHERE = {
    "PYTHONHASHSEED": "4242",
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "TZ": "Pacific/Kiritimati",
    "COLUMNS": "40",
}
COPIES = {"toy": toy.copy, "real": toy.copy_real}


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in a folder, with another seed, locale, time zone and umask."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **ELSEWHERE},
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def differing(first: Path, second: Path) -> list[str]:
    """Return the names of files that two folders do not share byte for byte."""
    one, two = toy.files(first), toy.files(second)
    assert one, "nothing was built"
    return [name for name in sorted({*one, *two}) if one.get(name) != two.get(name)]


def break_a_record(folder: Path) -> str:
    name = "data/works/overview-of-vesicles.yaml"
    path = folder / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kind: review", "kind: revue"), encoding="utf-8")
    return name


def stamped(site: Path) -> dict[str, tuple[int, bytes]]:
    """Return each file of a site with its time of change and bytes."""
    return {
        name: ((site / name).stat().st_mtime_ns, data) for name, data in toy.files(site).items()
    }


@pytest.mark.parametrize("name", COPIES)
def test_two_builds_are_the_same_bytes_whatever_folder_seed_locale_zone_and_umask(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    first = request.getfixturevalue(f"{name}_site")
    folder = COPIES[name](tmp_path / "another name of the folder")
    done = run(folder, "npcev_kb", "build")
    assert done.returncode == 0, done.stderr
    assert differing(first, folder / "site") == []


@pytest.mark.parametrize("name", COPIES)
def test_mkdocs_build_alone_gives_the_same_bytes_as_npcev_build(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = COPIES[name](tmp_path / "kb")
    done = run(folder, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert differing(request.getfixturevalue(f"{name}_site"), folder / "site") == []


def test_building_again_gives_the_same_bytes_and_leaves_nothing_but_drawn_cards_beside_the_site(
    toy_site: Path, tmp_path: Path
) -> None:
    folder = toy.copy(tmp_path / "kb")
    before = {path.name for path in folder.iterdir()}
    toy.build(folder)
    (folder / "site" / "left-over.html").write_text("from an older build", encoding="utf-8")
    toy.build(folder)
    assert differing(toy_site, folder / "site") == []
    assert {path.name for path in folder.iterdir()} == {*before, "site", ".cache"}


@pytest.mark.parametrize("command", [("npcev_kb", "build"), ("mkdocs", "build")])
def test_a_broken_record_stops_the_build_before_the_old_site_is_touched(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    folder = toy.copy(tmp_path / "kb")
    before = stamped(toy.build(folder))
    name = break_a_record(folder)
    done = run(folder, *command)
    assert done.returncode == 1
    assert f"{name}:12:7" in done.stderr
    assert "not-in-vocabulary" in done.stderr
    assert stamped(folder / "site") == before


def test_a_build_that_fails_on_the_way_leaves_the_old_site_alone(tmp_path: Path) -> None:
    folder = toy.copy(tmp_path / "kb")
    before = stamped(toy.build(folder))
    names = {path.name for path in folder.iterdir()}
    page = folder / "docs" / "about" / "decisions.md"
    page.write_text("# Decisions\n\n[nowhere](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(MkDocsException):
        toy.build(folder)
    assert stamped(folder / "site") == before
    assert {path.name for path in folder.iterdir()} == names


def test_keep_going_leaves_the_broken_record_out_and_says_so(tmp_path: Path) -> None:
    folder = toy.copy(tmp_path / "kb")
    name = break_a_record(folder)
    site = toy.build(folder, keep_going=True)
    assert not (site / "works" / "overview-of-vesicles").exists()
    assert not (site / "works" / "overview-of-vesicles.json").exists()
    assert (site / "works" / "guideline-of-naming" / "index.html").is_file()
    for page in ("index.html", "coverage/index.html"):
        assert name in Parsed((site / page).read_text(encoding="utf-8")).text


def test_a_whole_build_says_nothing_of_records_left_out(toy_site: Path) -> None:
    assert "left out of this build" not in (toy_site / "index.html").read_text(encoding="utf-8")


def test_a_repository_in_the_settings_brings_edit_links_to_the_pages_of_records(
    tmp_path: Path,
) -> None:
    folder, code = toy.copy(tmp_path / "kb"), "https://code.example/toy-kb"
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('repository: ""', f'repository: "{code}"'), encoding="utf-8")
    site = toy.build(folder)
    for name in ("studies/rna-b-drug", "works/guideline-of-naming"):
        links = Parsed((site / name / "index.html").read_text(encoding="utf-8")).values("href")
        assert f"{code}/edit/main/data/{name}.yaml" in links, name
        assert [link for link in links if link.startswith(f"{code}/issues/new?")] != [], name
    term = Parsed((site / "entities/genes/protein-a/index.html").read_text(encoding="utf-8"))
    assert f"{code}/edit/main/data/entities/genes.yaml" in term.values("href")


def test_without_a_repository_no_page_has_an_edit_link(toy_site: Path) -> None:
    pages = {name: data for name, data in toy.files(toy_site).items() if name.endswith(".html")}
    assert [name for name, data in pages.items() if b"/edit/" in data] == []
