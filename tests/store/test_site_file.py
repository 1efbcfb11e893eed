"""Name and address of the site, read from a file whose tags only MkDocs knows."""

from __future__ import annotations

from pathlib import Path

import pytest

import toy
from npcev_kb.store.project import Project
from npcev_kb.store.site_file import SiteFile, site_file


def read(folder: Path, text: str) -> SiteFile:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return site_file(Project(folder))


def test_the_toys_have_a_name_and_an_address_and_the_real_site_a_name_only() -> None:
    assert site_file(Project(toy.FOLDER)) == ("toy-kb", "https://toy.example/kb/")
    assert site_file(Project(toy.REPOSITORY)) == ("npcev-kb", "")


def test_tags_of_mkdocs_are_taken_for_nothing_and_run_nothing(tmp_path: Path) -> None:
    text = (
        "site_name: a\nsite_url: !ENV SITE\nextra: !relative $config_dir\n"
        "markdown_extensions:\n  - toc: {slugify: !!python/name:os.system }\n"
        "  - !!python/object/apply:os.mkdir [made]\n"
    )
    assert read(tmp_path, text) == ("a", "")
    assert not Path("made").exists()


@pytest.mark.parametrize(
    "text",
    ["", "- a", "site_name: [a]\nsite_url: 3", "{", "site_url: javascript:alert(1)", "\x00",
     "site_url: 'https://u@x/\"><script>'"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_or_tells_nothing_sound_has_neither(
    text: str, tmp_path: Path
) -> None:
    assert read(tmp_path, text) == ("", "")


def test_without_a_file_there_is_neither(tmp_path: Path) -> None:
    assert site_file(Project(tmp_path)) == SiteFile()
