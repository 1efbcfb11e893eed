"""The register of problem codes: one function is one code is one page of the documentation."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ParamSpec, TypeAlias

from npcev_kb.problems.problem import Remedy, Severity, Wording

P = ParamSpec("P")
Block: TypeAlias = "tuple[str, str | tuple[tuple[str, str], ...]]"
"""A piece of code, or a paragraph as pairs of plain text and the code that follows it."""
Said: TypeAlias = "tuple[str, str] | tuple[str, str, Remedy | None]"
"""What a code's function returns: message, hint and, where there is one, a safe remedy."""
_SPAN = re.compile(r"([^`]+|(?=`))(?:`([^`]*)`)?")

_REGISTER: dict[str, Explanation] = {}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `npcev explain` prints and the documentation shows for one code."""

    code: str
    severity: Severity
    summary: str
    """The first sentence of the docstring."""
    body: str
    """The rest of it, in Markdown, with a good and a bad example."""

    def as_text(self) -> str:
        """Return the explanation for a terminal."""
        return f"{self.code} ({self.severity})\n\n{self.summary}\n\n{self.body}".rstrip()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The body in blocks, so that pages need no Markdown for it."""
        return tuple(
            ("code", inspect.cleandoc(block))
            if block.startswith("    ")
            else ("text", tuple(_SPAN.findall(" ".join(block.split()))))
            for block in re.split(r"\n\n(?=\S)|(?<=\S)\n\n(?=    )", self.body)
            if block.strip()
        )


def code(
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[P, Said]], Callable[P, Wording]]:
    """Make a code of a function: its name is the code, its docstring the explanation.

    The function returns the message (found and expected), the hint (what to do next) and, where
    there is only one way to mend it, the remedy.
    """

    def register(function: Callable[P, Said]) -> Callable[P, Wording]:
        name = function.__name__.replace("_", "-")
        summary, _, body = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
        _REGISTER[name] = Explanation(name, severity, " ".join(summary.split()), body)

        @functools.wraps(function)
        def worded(*args: P.args, **kwargs: P.kwargs) -> Wording:
            message, hint, *remedy = function(*args, **kwargs)
            return Wording(name, severity, _visible(message), _visible(hint), *remedy)

        return worded

    return register


def _visible(text: str) -> str:
    """Return a text in one line: what cannot be seen is written as its escape."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def explanations() -> Mapping[str, Explanation]:
    """Every code with its explanation, in alphabetical order."""
    from npcev_kb.problems import (  # noqa: F401  (importing registers)
        citations,
        curation,
        debates,
        evidence,
        facts,
        fields,
        files,
        metadata,
        pointers,
        records,
        screening,
        shapes,
        text,
    )

    return MappingProxyType(dict(sorted(_REGISTER.items())))
