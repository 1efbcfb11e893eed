"""The register of flags: one function is one flag is one section of the documentation."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.groups import GroupCount
from npcev_kb.model.vocabulary import FlagState


def words(code: str) -> str:
    """Return the code of a flag as words."""
    return code.replace("_", " ").lower().replace(" t deficient", " in T-cell-deficient")


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag of one claim: its code, its state, and the reason."""

    code: str
    state: FlagState
    reason: str

    @property
    def label(self) -> str:
        """The code as words: cell line identity."""
        return words(self.code)


Answer = tuple[FlagState, str]
"""A state and its reason."""
Finder = Callable[[Case, GroupCount], Answer | None]
"""Looks at a claim and at the studies that make it; None where the flag does not concern it."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag with its documentation, all from the docstring of its function."""

    code: str
    find: Finder
    summary: str
    """What the danger is, in a sentence."""
    rules: tuple[tuple[str, str], ...]
    """Concerns, Raised, Cleared and Source, each with its text."""

    @property
    def anchor(self) -> str:
        """Name of its section."""
        return self.code.lower().replace("_", "-")

    @property
    def label(self) -> str:
        """The code as words."""
        return words(self.code)


_REGISTER: dict[str, Flag] = {}
_RULE = re.compile(
    r"(Concerns|Raised|Cleared|Source): (.+?)(?=\n(?:Concerns|Raised|Cleared|Source): |\Z)", re.S
)


def flag(function: Finder) -> Finder:
    """Make a flag of a function: its name in capitals is the code, its docstring the docs."""
    code = function.__name__.upper()
    summary, _, body = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
    rules = tuple((name, " ".join(text.split())) for name, text in _RULE.findall(body))
    _REGISTER[code] = Flag(code, function, " ".join(summary.split()), rules)
    return function


@functools.cache
def flags() -> Mapping[str, Flag]:
    """Every flag, in the order in which they are shown."""
    from npcev_kb.analysis import flags_of_cells, flags_of_patients  # noqa: F401  (registers)

    return MappingProxyType(_REGISTER)


def raise_flags(case: Case, peers: GroupCount) -> tuple[Raised, ...]:
    """Return the flags that concern a claim, each with state and reason."""
    return tuple(
        Raised(flag.code, *answer)
        for flag in flags().values()
        if (answer := flag.find(case, peers)) is not None
    )
