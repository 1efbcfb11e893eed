"""An editor with the YAML language server checks, completes and explains a record."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from language_server import LanguageServer

import toy

ROOT = toy.REPOSITORY
PROGRAM = ROOT / ".ci" / "node_modules" / ".bin" / "yaml-language-server"
RECORD = ROOT / "data" / "studies" / "hmgb3-angiogenesis.yaml"


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    if not PROGRAM.exists() or shutil.which("node") is None:
        missing = "the language server is not installed: `make node` installs it with npm"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    started = LanguageServer(PROGRAM, ROOT)
    yield started
    started.close()


def beside(name: str) -> Path:
    """A path beside the records, at which no file lies: editors show unsaved texts too."""
    return RECORD.with_name(f"{name}.yaml")


def line_of(text: str, pattern: str) -> int:
    return next(n for n, line in enumerate(text.splitlines()) if re.search(pattern, line))


@pytest.mark.parametrize("folder", ["studies", "works", "debates", "questions", "entities"])
def test_a_good_file_has_no_marks(server: LanguageServer, folder: str) -> None:
    path = min((ROOT / "data" / folder).glob("*.yaml"))
    assert server.open(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("word", r"reading_basis: .*", "reading_basis: skimmed", "not accepted"),
        ("field", r"label: ", "lable: ", "lable"),
        ("number", r'pmid: "(\d+)"', r"pmid: \1", "string"),
        ("term", r"entity: hmgb3\b", "entity: hmbg3", "not accepted"),
    ],
)
def test_a_mistake_is_marked_at_its_line(
    server: LanguageServer, name: str, old: str, new: str, says: str
) -> None:
    text, changed = re.subn(old, new, RECORD.read_text(encoding="utf-8"), count=1)
    assert changed == 1
    marks = server.open(beside(f"wrong-{name}"), text)
    wrong = line_of(text, re.escape(re.sub(r"\\1", "", new)))
    assert any(m["range"]["start"]["line"] == wrong and says in m["message"] for m in marks), marks


def test_keys_of_terms_that_fit_are_offered_with_what_they_mean(server: LanguageServer) -> None:
    head = RECORD.read_text(encoding="utf-8").partition("\n")[0]
    text = f"{head}\nid: completing\ncargo:\n  - entity: \n    form: protein\n"
    path = beside("completing")
    server.open(path, text)
    found = server.at("completion", path, 3, len("  - entity: "))["items"]
    offered = {item["label"]: item for item in found}
    assert "hmgb3" in offered
    assert "angiogenesis" not in offered  # an outcome is no cargo
    assert "HMGB3" in str(offered["hmgb3"].get("documentation"))


def test_a_field_explains_itself_under_the_pointer(server: LanguageServer) -> None:
    text = RECORD.read_text(encoding="utf-8")
    path = beside("hovering")
    server.open(path, text)
    shown = server.at("hover", path, line_of(text, "^reading_basis:"), 3)
    assert "How much of the source the facts of this record rest on." in shown["contents"]["value"]
