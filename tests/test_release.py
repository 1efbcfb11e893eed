"""`npcev release`: one archive, the same bytes wherever it is made, that says what moved."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import toy
from crates import complaints, crate_graph
from npcev_kb.cli import main
from npcev_kb.store.archive import zipped
from npcev_kb.store.citation_file import with_release
from revisions import change, commit, git, repository

STUDY = "data/studies/rna-b-drug.yaml"
CITATION = """cff-version: 1.2.0
# how to cite
title: "Toys"
version: 0.0.0
date-released: 2020-01-01 # long ago
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = repository(tmp_path / "kb")
    (root / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    (root / "LICENSE-DATA.md").write_text("Free.\n", encoding="utf-8")
    commit(root, "How to cite")
    return root


def release(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "release", *arguments])


def packed(root: Path) -> dict[str, bytes]:
    """The files of the archive, by their names in its folder."""
    (path,) = (root / "dist").glob("*.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    assert {name.split("/")[0] for name in found} == {path.stem}
    return {name.partition("/")[2]: content for name, content in found.items()}


def version(root: Path) -> str:
    (path,) = (root / "dist").glob("*.zip")
    return path.stem.removeprefix("toy-kb-")


def test_the_archive_holds_records_exports_schemas_licence_notes_and_digests(root: Path) -> None:
    result = release(root)
    assert result.exit_code == 0, result.output
    found = packed(root)
    assert {"README.md", "NOTES.md", "CITATION.cff", "LICENSE-DATA.md", "SHA256SUMS"} <= set(found)
    assert found["records/studies/rna-b-drug.yaml"] == (root / STUDY).read_bytes()
    assert {"exports/npcev-kb.json", "exports/npcev-kb.sqlite", "exports/tables/claims.parquet",
            "exports/tables/dictionary.csv", "schema/study.schema.json"} <= set(found)  # fmt: skip
    told = dict(reversed(line.split("  ")) for line in found["SHA256SUMS"].decode().splitlines())
    assert told == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in found.items()
        if name != "SHA256SUMS"
    }
    outside = (root / "dist" / "SHA256SUMS").read_text(encoding="utf-8")
    (archive,) = (root / "dist").glob("*.zip")
    assert f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n" in outside


def test_the_archive_is_a_crate_that_names_every_file_with_its_digest(root: Path) -> None:
    release(root)
    found = packed(root)
    nodes = {e["@id"]: e for e in json.loads(found["ro-crate-metadata.json"])["@graph"]}
    files = {name: node for name, node in nodes.items() if node["@type"] == "File"}
    assert files.keys() == found.keys() - {"ro-crate-metadata.json", "SHA256SUMS"}
    for name, node in files.items():
        assert node["sha256"] == hashlib.sha256(found[name]).hexdigest()
        assert node["contentSize"] == str(len(found[name]))
    assert files["records/studies/rna-b-drug.yaml"]["encodingFormat"] == "application/yaml"
    assert complaints(crate_graph(found["ro-crate-metadata.json"]), "crate.ttl") == ""


def test_each_claim_can_be_traced_to_its_sources_with_the_archive_alone(root: Path) -> None:
    release(root)
    found = packed(root)
    whole = json.loads(found["exports/npcev-kb.json"])
    for study in whole["studies"]:
        written = yaml.safe_load(found[f"records/studies/{study['id']}.yaml"])
        assert written["identification"]["status"] == study["identification"]["status"]
        experiments = {each["id"] for each in study["experiments"]}
        for claim in study["claims"]:
            assert claim["voice"]
            assert {each["experiment"] for each in claim["support"]} <= experiments
            assert claim["ref"].encode() in found["exports/tables/claims.csv"]


def test_no_draft_and_no_stray_file_is_packed(root: Path) -> None:
    (root / "data" / "metadata" / "unnamed-cargo-cells.json").write_bytes(
        (root / "data" / "metadata" / "protein-a-vessels.json").read_bytes()
    )
    (root / "data" / ".secret").write_text("x", encoding="utf-8")
    assert release(root).exit_code == 0
    found = packed(root)
    assert not [name for name in found if "unnamed-cargo-cells" in name or "secret" in name]
    assert "records/studies/protein-a-vessels.yaml" in found


SAME = """import sys
from npcev_kb.cli import main
main(["--root", sys.argv[1], "release", "--output", sys.argv[2]])"""


def test_the_bytes_are_the_same_under_another_seed_zone_locale_and_folder(
    root: Path, tmp_path: Path
) -> None:
    found = []
    worlds = (("0", "UTC", "C", root), ("7", "Asia/Tokyo", "C.UTF-8", tmp_path / "elsewhere"))
    git(tmp_path, "clone", "--quiet", str(root), "elsewhere")
    for seed, zone, locale, folder in worlds:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        output = tmp_path / f"out-{seed}"
        subprocess.run(
            [sys.executable, "-c", SAME, str(folder), str(output)],
            env=environment, check=True, capture_output=True,
        )  # fmt: skip
        found.append(toy.files(output))
    assert found[0] == found[1]
    assert len(found[0]) == 3


def test_the_first_release_says_so_and_counts_what_there_is(root: Path) -> None:
    result = release(root)
    assert "as the first release" in result.output
    said = (root / "dist" / "NOTES.md").read_text(encoding="utf-8")
    assert "The first release: everything is new." in said
    assert "3 studies and 3 other works" in said
    assert packed(root)["NOTES.md"].decode() == said


def test_later_notes_say_what_moved_and_what_is_new_since_the_last_tag(root: Path) -> None:
    git(root, "tag", "v2026.1.1-0.1.0-aaaaaaaa")
    git(root, "tag", "vague")
    change(root, "data/debates/vesicles-and-growth.yaml",
           ("status: explained_by_context", "status: open"))  # fmt: skip
    change(root, STUDY, ("{id: c2", "{id: c9"))
    path = root / "data" / "questions" / "kinds-of-vesicle.yaml"
    text = path.read_text(encoding="utf-8").replace("id: kinds-of-vesicle", "id: other-kinds")
    path.with_name("other-kinds.yaml").write_text(text, encoding="utf-8")
    work = root / "data" / "works" / "new-overview.yaml"
    work.write_text(
        """id: new-overview
label: New *overview*
identification: {status: unresolved}
kind: review
sections: ["1"]
cited_for: [{section: "1", text: New.}]
curation: {status: unreviewed, updated: 2026-01-09}
""",
        encoding="utf-8",
    )
    commit(root, "Much")
    git(root, "tag", "v2026.1.9-0.1.0-bbbbbbbb")
    result = release(root)
    assert result.exit_code == 0, result.output
    said = (root / "dist" / "NOTES.md").read_text(encoding="utf-8")
    assert "Since v2026.1.1-0.1.0-aaaaaaaa: " in said
    assert "`vesicles-and-growth`" in said.partition("## Debates")[2].partition("##")[0]
    assert "question `other-kinds` asked" in said.partition("## Gaps")[2].partition("## ")[0]
    assert "new: work `new-overview`, New \\*overview\\*" in said
    assert "`rna-b-drug.c9`" in said.partition("## New claims")[2].partition("##")[0]
    assert "`rna-b-drug.c2`" in said.partition("## Claims taken out")[2].partition("##")[0]


def test_version_and_archive_follow_the_data_and_not_the_day(root: Path) -> None:
    release(root)
    first = version(root)
    assert first.startswith("2026.1.")
    (root / "dist" / f"toy-kb-{first}.zip").unlink()
    path = root / STUDY
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    release(root)
    assert version(root) != first
    assert version(root).rpartition("-")[0] == first.rpartition("-")[0]


def test_the_citation_file_is_set_to_the_version_and_the_rest_of_it_stays(root: Path) -> None:
    result = release(root)
    assert "commit it before you tag" in result.output
    text = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {version(root)}\n" in text
    assert "# how to cite" in text
    assert "# long ago" in text
    assert packed(root)["CITATION.cff"].decode() == text
    assert "commit it" not in release(root).output


def test_a_tag_has_to_be_that_of_the_version_and_the_citation_current(root: Path) -> None:
    result = release(root, "--tag", "v1")
    assert result.exit_code == 1
    assert "the tag is v1, the version of data and code is v2026.1." in result.output
    assert "CITATION.cff has another version" in result.output
    assert not (root / "dist").exists()
    release(root)
    assert release(root, "--tag", f"v{version(root)}").exit_code == 0
    assert release(root, "--tag", f"v{version(root)}x").exit_code == 1


def test_with_errors_or_without_a_revision_nothing_is_written(root: Path) -> None:
    result = release(root, "--since", "nowhere")
    assert (result.exit_code, "no revision" in result.output) == (2, True)
    (root / "CITATION.cff").write_text("a: [", encoding="utf-8")
    result = release(root)
    assert (result.exit_code, "CITATION.cff cannot be kept" in result.output) == (2, True)
    change(root, STUDY, ("reading_basis: full_text", "reading_basis: glimpse"))
    result = release(root)
    assert result.exit_code == 1
    assert not (root / "dist").exists()


NAMES = st.from_regex(r"[a-z0-9]{1,8}(/[a-zéß]{1,8}){0,2}\.(csv|txt)", fullmatch=True)


@given(st.dictionaries(NAMES, st.binary(max_size=40), min_size=1), st.randoms())
def test_an_archive_gives_back_every_file_and_knows_no_order(
    files: dict[str, bytes], random: object
) -> None:
    names = list(files)
    random.shuffle(names)  # type: ignore[attr-defined]
    day = date(2026, 1, 5)
    archive = zipped(files, day)
    assert archive == zipped({name: files[name] for name in names}, day)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == files


def test_what_is_no_citation_file_is_refused() -> None:
    for text in ("", "a: [", "title: x\n", "- 1\n"):
        with pytest.raises(ValueError, match="no version and date-released"):
            with_release(text, "1", date(2026, 1, 1))
