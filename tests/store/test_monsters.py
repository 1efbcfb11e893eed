"""Files that no record looks like: the command refuses them quickly and lives on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from npcev_kb.store.parse import read

BASE = Path(__file__).parents[1] / "stories" / "base"
MONSTER = "data/studies/monster.yaml"
PATIENCE = 10
"""Seconds; a sound file takes a fraction of one."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the base of all stories."""
    return shutil.copytree(BASE, tmp_path / "kb")


def validate(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does, in a process that may die without harm to others."""
    command = [sys.executable, "-m", "npcev_kb", "--root", str(root), "validate", *options]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"}
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
        timeout=PATIENCE,
        check=False,
    )


def codes_in(output: str, name: str = MONSTER) -> list[str]:
    lines = [line for line in output.splitlines() if line.startswith(f"{name}:")]
    return [line.split()[1].rstrip(":") for line in lines]


def refused(root: Path, name: str = MONSTER) -> list[str]:
    """Validate a folder that holds a monster; return the codes said of it."""
    done = validate(root)
    assert (done.returncode, done.stderr.count("Traceback")) == (1, 0), done.stderr
    assert "checked: " in done.stderr
    return codes_in(done.stdout, name)


DEEP = {
    "flow list": "[" * 50_000,
    "flow list that is closed": "[" * 50_000 + "]" * 50_000,
    "flow mapping": "{a: " * 50_000,
    "flow list one bracket to a line": "[\n" * 50_000,
    "block list on one line": "- " * 50_000,
    "block keys on one line": "? " * 50_000,
    "block list and keys by turns": "- ? " * 25_000,
    "one deep value inside a long line": f"label: {'g' * 3_000}\nzz: {{a: {'[' * 1_600}",
    "a hundred brackets below a long text": f"label: {'g' * 1_300}\nzz: {'[' * 100}{']' * 100}\n",
    "one step to the right on each line": "".join(" " * n + "a:\n" for n in range(1_400)),
    "two levels with each step to the right": "".join(
        f"{' ' * n}a:\n{' ' * n}-\n" for n in range(900)
    ),
}


@pytest.mark.parametrize("shape", DEEP)
def test_a_file_nested_beyond_reason_is_too_deep_and_kills_nothing(root: Path, shape: str) -> None:
    (root / MONSTER).write_text(DEEP[shape], encoding="utf-8")
    assert "too-deep" in refused(root)


BOMBS = {
    "each line repeats the one before nine times": "a0: &a0 [x]\n"
    + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(12)),
    "a list that holds itself twice": "a: &a [*a, *a]\n",
    "a mapping that holds itself": "&a a: &b {c: *b, d: *b}\n",
}


@pytest.mark.parametrize("shape", BOMBS)
def test_a_few_lines_that_repeat_themselves_without_end_are_refused_at_once(
    root: Path, shape: str
) -> None:
    (root / MONSTER).write_text(BOMBS[shape], encoding="utf-8")
    found = refused(root)
    assert "anchor-or-alias" in found
    assert len(found) < 200


def test_fifty_megabytes_are_refused_quickly(root: Path) -> None:
    with (root / MONSTER).open("wb") as file:
        file.truncate(50_000_000)
    begin = time.monotonic()
    assert refused(root) == ["file-too-large"]
    assert time.monotonic() - begin < PATIENCE / 2


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "monster.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    source = read(path, MONSTER)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in source.problems] == ["file-too-large"]
    assert peak < 1_000_000


GARBAGE = {
    "every byte there is": (bytes(range(256)) * 40, ["not-utf8"]),
    "zeros": (bytes(4_096), ["yaml-syntax"]),
    "zeros behind a record": (b"id: monster\n" + bytes(8), ["yaml-syntax"]),
    "the head of a picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), ["not-utf8"]),
    "a page of the web": (b"<!doctype html>\n<html><body>lamp</body></html>\n", ["not-a-mapping"]),
    "two marks of byte order": (b"\xef\xbb\xbf\xef\xbb\xbf[a]\n", ["not-a-mapping"]),
    "half a surrogate": (b'"\\ud800": x\n', ["yaml-syntax"]),
}


@pytest.mark.parametrize("what", GARBAGE)
def test_garbage_is_refused_with_one_problem(root: Path, what: str) -> None:
    content, codes = GARBAGE[what]
    (root / MONSTER).write_bytes(content)
    assert refused(root) == codes


@pytest.mark.parametrize(
    "name",
    [
        "data/review.yaml",
        "data/prefixes.yaml",
        "data/entities/kinds.yaml",
        "data/works/moor-overview.yaml",
    ],
)
def test_garbage_in_place_of_a_file_that_others_rest_on_kills_nothing(
    root: Path, name: str
) -> None:
    (root / name).write_bytes(bytes(range(256)))
    assert refused(root, name) == ["not-utf8"]


def test_a_folder_with_the_name_of_a_record_is_unreadable(root: Path) -> None:
    (root / MONSTER).mkdir()
    assert refused(root) == ["unreadable-file"]


def test_links_that_lead_nowhere_or_to_themselves_are_unreadable(root: Path) -> None:
    (root / MONSTER).symlink_to("monster.yaml")
    (root / "data" / "studies" / "broken.yaml").symlink_to("nowhere.yaml")
    (root / "data" / "studies" / "round-and-round").symlink_to("..")
    done = validate(root)
    assert done.returncode == 1
    assert codes_in(done.stdout) == ["unreadable-file"]
    assert codes_in(done.stdout, "data/studies/broken.yaml") == ["unreadable-file"]
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_that_nobody_writes_to_is_unreadable_and_not_waited_for(root: Path) -> None:
    os.mkfifo(root / MONSTER)
    assert refused(root) == ["unreadable-file"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are a thing of Linux")
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_name_that_is_not_utf8_can_be_said_in_every_format(root: Path, form: str) -> None:
    name = os.fsencode(root) + b"/data/studies/m\xf6nster.yaml"
    Path(os.fsdecode(name)).write_text("id: m\n", encoding="utf-8")
    done = validate(root, "--format", form)
    assert (done.returncode, done.stderr.count("Traceback")) == (1, 0), done.stderr
    assert "id-differs-from-file" in done.stdout


def test_an_empty_knowledge_base_is_told_apart_from_a_clean_one_by_its_exit_code(
    root: Path,
) -> None:
    assert validate(root).returncode == 0
    shutil.rmtree(root / "data")
    (root / "data").mkdir()
    done = validate(root)
    assert done.returncode == 2
    assert codes_in(done.stdout, "data") == ["no-records"]
