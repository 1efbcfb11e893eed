"""Properties: the same examples on every machine, none of them kept, no clock."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

BASE = Path(__file__).parents[1] / "stories" / "base"

settings.register_profile("npcev", deadline=None, derandomize=True, database=None)
settings.load_profile("npcev")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base of all stories, laid out once; each example writes its own file into it."""
    return shutil.copytree(BASE, tmp_path_factory.mktemp("properties") / "kb")
