"""What comes out of a file of a reference manager: works, each with its key and its place."""

from __future__ import annotations

from dataclasses import dataclass

from npcev_kb.model.published import PublishedWork
from npcev_kb.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Cited:
    """One entry of a file, read."""

    work: PublishedWork
    """What the entry says."""
    key: str
    """The name that the entry has in its file, empty if it has none."""
    place: Place
    """Where the entry begins."""
    more_authors: bool = False
    """True if the entry says that it does not name all authors."""


@dataclass(frozen=True, slots=True)
class Citations:
    """One file, read: every entry is a work, or has a problem that tells why not."""

    works: tuple[Cited, ...] = ()
    """The works in the order of the file."""
    problems: tuple[Problem, ...] = ()
    """Everything that is wrong, in the order of the file."""
