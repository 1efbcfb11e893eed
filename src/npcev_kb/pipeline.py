"""The way of a knowledge base from its folder to a verdict, read from top to bottom."""

from __future__ import annotations

import gc
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from npcev_kb.analysis.checks import check
from npcev_kb.analysis.waiving import waived
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.problems import Place, Problem, Severity, records
from npcev_kb.store.load import load
from npcev_kb.store.project import Project


@dataclass(frozen=True)
class Verdict:
    """A validated knowledge base: what is good of it, all problems sorted by place, files read."""

    kb: KnowledgeBase | None
    problems: tuple[Problem, ...]
    files: tuple[str, ...]

    def only(self, files: Container[str]) -> Verdict:
        """Return the verdict on some of the files."""
        problems = tuple(problem for problem in self.problems if problem.path in files)
        return Verdict(self.kb, problems, tuple(name for name in self.files if name in files))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that make a build wrong."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def broken(self) -> frozenset[str]:
        """The files with an error."""
        return frozenset(problem.path for problem in self.errors)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the search for cycles: the many short-lived nodes of a file have none.

    The search would take as long as all the rest; see bench/. What was read is left out of later
    searches too, until something is read again.
    """
    running = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if running:
            gc.enable()


def validate(project: Project, day: date | None = None) -> Verdict:
    """Read everything, check everything, and report everything at once.

    Args:
        project: the knowledge base.
        day: today, after which waivers end; None where nothing may depend on the day.
    """
    with _collector_paused():
        loaded = load(project)
        found = check(loaded.kb, loaded.outlines, loaded.debates, loaded.people)
        across = [loaded.place(complaint) for complaint in found]
    waivers = loaded.kb.waivers if loaded.kb else {}
    problems, more = waived([*loaded.problems, *across], waivers, day)
    problems += [loaded.place(complaint) for complaint in more]
    if not loaded.sources:
        problems.append(Problem.at("data", Place(), records.no_records()))
    elif "data/review.yaml" not in loaded.sources:
        problems.append(Problem.at("data/review.yaml", Place(), records.no_review()))
    return Verdict(loaded.kb, tuple(sorted(problems)), tuple(loaded.sources))
