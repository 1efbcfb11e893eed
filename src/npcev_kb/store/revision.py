"""The data of a knowledge base as they were in a revision of git."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from npcev_kb.store.parse import read
from npcev_kb.store.project import Project

_KEPT = (
    "metadata/", "history/", "screening/", "waivers/", "people.yaml", "entities/kinds.yaml",
    "prefixes.yaml",
)  # fmt: skip

RELEASES = "v[0-9][0-9][0-9][0-9].*"
"""The tags of releases."""


class RevisionError(Exception):
    """A revision cannot be read. The message says why and what would help."""


@contextmanager
def revision(project: Project, name: str | None) -> Iterator[Project]:
    """Yield the knowledge base as a revision has it, unpacked beside for as long as it is used.

    Nothing is checked out and nothing in the working tree is touched.

    Args:
        project: the knowledge base, in a clone of its repository.
        name: a revision as git names it: a branch, a tag, `HEAD~1`, a number; None stands for
            the files as they are now.

    Raises:
        RevisionError: git is missing, there is no such revision, or it holds no `data/`.
    """
    if name is None:
        yield project
        return
    commit = _git(
        project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if commit is None:
        raise RevisionError(f'git knows no revision "{name}" here; `git log --oneline` lists them')
    with TemporaryDirectory(prefix="npcev-revision-") as folder:
        if not _unpack(project, commit.decode().strip(), Path(folder)):
            raise RevisionError(f'the revision "{name}" holds no data/ folder')
        yield Project(Path(folder).resolve())


def _unpack(project: Project, commit: str, folder: Path) -> bool:
    """Write the files below `data/` of a commit into a folder; False where there are none.

    Blobs are read one by one, so that no attribute of the commit hides or alters a file. Only
    plain files are written, and none outside of the folder.
    """
    listed = _git(project, "ls-tree", "-r", "-z", commit, "--", "data") or b""
    files = [entry.split(b"\t", 1) for entry in listed.split(b"\0") if b"\t" in entry]
    plain = [(told.split()[2], name) for told, name in files if told.startswith(b"100")]
    asked = b"".join(digest + b"\n" for digest, _ in plain)
    answer = io.BytesIO(_git(project, "cat-file", "--batch", given=asked) or b"")
    for _, name in plain:
        size = int(answer.readline().split()[2])
        content = answer.read(size)
        answer.read(1)
        path = (folder / os.fsdecode(name)).resolve()
        if path.is_relative_to(folder.resolve() / "data"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return bool(plain)


@dataclass(frozen=True)
class OtherFiles:
    """Files below `data/` that differ and are not told of record by record."""

    layout: tuple[str, ...]
    """They hold the same data."""
    kept: tuple[str, ...]
    """What the tool keeps, people and waivers, and registers: kinds, prefixes."""


def other_files(old: Project, new: Project) -> OtherFiles:
    """Return the files that differ in their bytes and are no change of a record."""
    layout, kept = [], []
    before, after = _files(old), _files(new)
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was and now and was.read_bytes() == now.read_bytes():
            continue
        if was and now and name.endswith(".yaml") and _same_data(was, now):
            layout.append(f"data/{name}")
        elif name.startswith(_KEPT):
            kept.append(f"data/{name}")
    return OtherFiles(tuple(layout), tuple(kept))


def last_release(project: Project) -> str | None:
    """Return the newest tag of a release that lies before the last commit, None without one.

    Tags of releases begin with `v` and a year. A tag of the last commit itself is the release
    that is being made.

    Raises:
        RevisionError: git is missing.
    """
    here = set((_git(project, "tag", "--points-at", "HEAD") or b"").decode().split())
    told = _git(project, "tag", "--merged", "HEAD", "--sort=-creatordate", "--list", RELEASES)
    return next((name for name in (told or b"").decode().split() if name not in here), None)


def _files(project: Project) -> dict[str, Path]:
    found = (path for path in project.data.rglob("*") if path.is_file())
    return {path.relative_to(project.data).as_posix(): path for path in found}


def _same_data(was: Path, now: Path) -> bool:
    old, new = read(was, was.name), read(now, now.name)
    return not old.problems and not new.problems and old.data == new.data


def _git(project: Project, *arguments: str, given: bytes | None = None) -> bytes | None:
    """Return what git answers, None where it refuses."""
    command = ["git", "-C", str(project.root), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git was not found; it is needed to read another revision") from None
    return done.stdout if done.returncode == 0 else None
