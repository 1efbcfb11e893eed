"""The data of a knowledge base as they were in a revision of git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from npcev_kb.store.parse import read
from npcev_kb.store.project import Project


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
    packed = _git(project, "archive", "--format=tar", commit.decode().strip(), "data")
    if packed is None:
        raise RevisionError(f'the revision "{name}" holds no data/ folder')
    with TemporaryDirectory(prefix="npcev-revision-") as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        yield Project(Path(folder).resolve())


def same_but_for_layout(old: Project, new: Project) -> tuple[str, ...]:
    """Return the files below `data/` that differ in their bytes but hold the same data."""
    found = []
    for path in sorted(new.data.rglob("*.yaml")):
        name = path.relative_to(new.data)
        other = old.data / name
        if other.is_file() and path.is_file() and other.read_bytes() != path.read_bytes():
            was, now = (read(each, name.as_posix()) for each in (other, path))
            if not was.problems and not now.problems and was.data == now.data:
                found.append(name.as_posix())
    return tuple(found)


def _git(project: Project, *arguments: str) -> bytes | None:
    """Return what git answers, None where it refuses."""
    command = ["git", "-C", str(project.root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("git was not found; it is needed to read another revision") from None
    return done.stdout if done.returncode == 0 else None
