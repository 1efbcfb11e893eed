"""Problems as text: for people, for tools, and for the annotations of a pull request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from npcev_kb.problems.problem import Problem, Severity

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_text(problem: Problem) -> str:
    """Return one line for a person: place, code, message and what to do."""
    weight = "" if problem.severity is Severity.ERROR else f" ({problem.severity})"
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place} {problem.code}{weight}: {problem.message} ({problem.hint})"


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON list of all problems."""
    keys = ("path", "line", "column", "code", "severity", "message", "hint")
    rows = [{key: getattr(problem, key) for key in keys} for problem in problems]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(problem: Problem) -> str:
    """Return a workflow command of GitHub Actions, which becomes a note at the line."""
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    said = _data(f"{problem.message}. {problem.hint}")
    return f"::{_GITHUB[problem.severity]} {place},title={_property(problem.code)}::{said}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Sequence[Problem], files: int) -> str:
    """Return the last line of a run: how many files were read and what was found."""
    counted = Counter(problem.severity for problem in problems)
    found = ", ".join(
        f"{counted[severity]} {noun}{'' if counted[severity] == 1 else 's'}"
        for severity, noun in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "note"),
        )
    )
    return f"{files} file{'' if files == 1 else 's'} checked: {found}"


def exit_code(problems: Iterable[Problem], *, strict: bool) -> int:
    """Return 1 if there is an error, or with `strict` a warning; otherwise 0."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(problem.severity in failing for problem in problems))
