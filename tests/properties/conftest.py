"""Properties: the same examples on every machine, none of them kept, no clock."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

BASE = Path(__file__).parents[1] / "stories" / "base"
PEOPLE = ("fern", "moss")
"""Who signed the whole study."""

settings.register_profile("npcev", deadline=None, derandomize=True, database=None)
settings.load_profile("npcev")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base of all stories and two people, laid out once; each example writes its own file."""
    folder = shutil.copytree(BASE, tmp_path_factory.mktemp("properties") / "kb")
    people = (f"{key}: {{name: {key}, interests: [None to declare.]}}\n" for key in PEOPLE)
    (folder / "data" / "people.yaml").write_text("".join(people), encoding="utf-8")
    return folder
