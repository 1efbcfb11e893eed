"""What can go wrong for somebody who reads, each with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from npcev_kb.problems import Problem, formats

MOST = 10
"""How many problems or names are told one by one."""


class UnknownNameError(KeyError):
    """A name or value that is not there. The message tells each, and what there is."""

    def __str__(self) -> str:
        """Return the message as it is; that of a KeyError is put in quotes."""
        return str(self.args[0]) if self.args else ""


class BrokenDataError(ValueError):
    """Data with errors: what stands there is not to be relied on."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        """All errors, sorted by place."""
        count = len(self.problems)
        told = [formats.as_text(problem) for problem in self.problems[:MOST]]
        more = [f"and {count - MOST} more"] if count > MOST else []
        head = f"{count} error{'' if count == 1 else 's'} in the data:"
        super().__init__("\n".join([head, *told, *more]))


class MissingExtraError(ImportError):
    """A library is missing that comes with an extra of this package."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"{extra} is not installed: pip install npcev-kb[{extra}]", name=extra)


def unknown(what: str, found: str, near: str | None, known: Iterable[str]) -> str:
    """Return the sentence for a name that is not there.

    Args:
        what: what it should have been, such as `facet`.
        found: the name.
        near: the name that was most likely meant.
        known: the names there are.
    """
    names = sorted(known)
    told = ", ".join(names[: 2 * MOST]) or "none"
    more = f" and {len(names) - 2 * MOST} more" if len(names) > 2 * MOST else ""
    hint = f'did you mean "{near}"? There is' if near else "there is"
    return f'there is no {what} "{found}"; {hint}: {told}{more}'
