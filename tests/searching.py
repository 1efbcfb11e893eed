"""A toy knowledge base with saved queries, and services that say what a test tells them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import toy
from npcev_kb.enrich.errors import FetchFailedError
from npcev_kb.living.discover import Discovery, Round, keep
from npcev_kb.living.queries import Finder
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.published import PublishedWork
from npcev_kb.model.screening import Queries, Query
from npcev_kb.model.vocabulary import Service
from npcev_kb.pipeline import validate
from npcev_kb.store.project import Project

DAY, NEXT_DAY = date(2026, 11, 24), date(2026, 11, 25)
SINCE = date(2026, 1, 1)
QUERIES = """\
words:
  vesicles: [exosome, exosomes]
  fever: [moor fever]
  glow: [glowing lamp, lamps]
  shade: ["no", shade]
queries:
  - {id: glow, module: makers, title: Lamps, groups: [vesicles, fever, glow]}
  - {id: shade, title: Shade, groups: [vesicles, fever, shade]}
"""


@dataclass(frozen=True)
class Says:
    """A service that answers each query with works, or with an error; it notes what was asked."""

    service: Service
    answers: Mapping[str, Sequence[PublishedWork] | FetchFailedError]
    asked: list[tuple[str, date]] = field(default_factory=list)
    most: int | None = 500

    def find(self, queries: Queries, query: Query, since: date) -> Sequence[PublishedWork]:
        self.asked.append((query.id, since))
        answer = self.answers.get(query.id, ())
        if isinstance(answer, FetchFailedError):
            raise answer
        return answer


def lay_out(folder: Path) -> Project:
    """Copy the toy knowledge base with these queries, an empty ledger, and no metadata."""
    project = Project(toy.copy(folder))
    for name in ("screening", "metadata"):
        shutil.rmtree(project.data / name, ignore_errors=True)
    (project.data / "screening").mkdir()
    (project.data / "screening" / "queries.yaml").write_text(QUERIES, encoding="utf-8")
    return project


def kb(project: Project) -> KnowledgeBase:
    """Return the knowledge base, which has no errors."""
    verdict = validate(project)
    assert verdict.errors == ()
    assert verdict.kb is not None
    return verdict.kb


def discover(
    project: Project,
    *finders: Finder,
    day: date = DAY,
    since: date | None = SINCE,
    only: str | None = None,
) -> list[Round]:
    """Search on a day and keep what was found."""
    base = kb(project)
    queries = base.ledger.queries
    assert queries is not None
    chosen = [query for query in queries.queries if only in (None, query.id)]
    results = []
    for result in Discovery(base, finders, day, since).run(queries, chosen):
        keep(project, result)
        results.append(result)
    return results


def ledger(project: Project) -> dict[str, str]:
    """Return every file of the ledger but the queries, by its name."""
    folder = project.data / "screening"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yaml"))
        if path.name != "queries.yaml"
    }
