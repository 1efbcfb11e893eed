"""Two states of a knowledge base side by side: what `diff`, `preview` and `release` begin with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from jinja2 import Environment

from npcev_kb.analysis.changes import Changes, compare
from npcev_kb.living.impact import ChangedPage, changed_pages
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.pipeline import Verdict, validate
from npcev_kb.render.html import environment, template_folders
from npcev_kb.render.site import Site
from npcev_kb.store.project import Project
from npcev_kb.store.revision import OtherFiles, other_files, revision


@dataclass(frozen=True)
class State:
    """A knowledge base as it was or is, with what is wrong with it."""

    where: str
    """Its name in a sentence, such as `in main`."""
    verdict: Verdict


@dataclass(frozen=True)
class Comparison:
    """What is sound in both of two states, compared."""

    before: State
    after: State
    files: OtherFiles
    """Files that differ and are no change of a record."""
    templates: Environment

    @property
    def broken(self) -> frozenset[str]:
        """Files with an error in one of the two; their records are left out of both."""
        return self.before.verdict.broken | self.after.verdict.broken

    @cached_property
    def sites(self) -> tuple[Site, Site]:
        """The two as they are published: before and after."""
        was, now = (_without(s.verdict, self.broken) for s in (self.before, self.after))
        return Site(was.published), Site(now.published)

    @cached_property
    def changes(self) -> Changes:
        """What differs in meaning."""
        was, now = self.sites
        return compare(was.evidence, now.evidence)

    @cached_property
    def pages(self) -> tuple[ChangedPage, ...]:
        """The pages that differ, found by rendering both; none where nothing else differs."""
        if not (self.changes or self.files.kept):
            return ()
        return changed_pages(*self.sites, self.templates)


def comparison(project: Project, base: str, head: str | None = None) -> Comparison:
    """Read two states and return them side by side.

    Args:
        project: the knowledge base, in a clone of its repository.
        base: the revision that is taken for the state before.
        head: the revision after; None stands for the files as they are.

    Raises:
        RevisionError: git is missing, or there is no such revision.
    """
    with revision(project, base) as old, revision(project, head) as new:
        before = State(f"in {base}", validate(old))
        after = State(f"in {head}" if head else "here", validate(new))
        files = other_files(old, new)
    return Comparison(before, after, files, environment(template_folders(project.root)))


def _without(verdict: Verdict, broken: frozenset[str]) -> KnowledgeBase:
    """Return a knowledge base without the records whose files are broken in one of the two."""
    kb = verdict.kb
    assert kb is not None
    names = {name.removesuffix(".yaml").removeprefix("data/") for name in broken}
    return replace(
        kb,
        studies={key: each for key, each in kb.studies.items() if f"studies/{key}" not in names},
        works={key: each for key, each in kb.works.items() if f"works/{key}" not in names},
        debates={key: each for key, each in kb.debates.items() if f"debates/{key}" not in names},
        questions={
            key: each for key, each in kb.questions.items() if f"questions/{key}" not in names
        },
        entities={
            key: each for key, each in kb.entities.items() if f"entities/{each.kind}" not in names
        },
    )
