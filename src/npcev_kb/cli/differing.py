"""The command that tells what changed in meaning."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.entry import NothingDoneError, find, say

if TYPE_CHECKING:
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.pipeline import Verdict
    from npcev_kb.store.project import Project


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option("--pages/--no-pages", default=True, help="Render both and list pages that differ.")
@click.pass_obj
def diff(root: Path | None, base: str, head: str | None, pages: bool) -> None:
    """Tell as Markdown what changed in meaning since the revision BASE.

    Said are levels that moved and why, flags raised and cleared, claims added, taken out and
    restated, debates, questions, records and terms, and the pages of the site that change. HEAD is
    a revision too; without it the files as they are now are compared. Layout, comments and the
    order of fields are no change. Exit code 0: said, 1: one of the two has errors (what is sound
    is compared), 2: there is no such revision.
    """
    from npcev_kb.analysis.changes import compare
    from npcev_kb.living.change_report import markdown
    from npcev_kb.living.impact import changed_pages
    from npcev_kb.render.html import environment, template_folders
    from npcev_kb.render.site import Site
    from npcev_kb.store.revision import RevisionError, other_files, revision

    project = find(root)
    try:
        with revision(project, base) as old, revision(project, head) as new:
            before, after = _read(old, f"in {base}"), _read(new, f"in {head}" if head else "here")
            files = other_files(old, new)
    except RevisionError as error:
        raise NothingDoneError(str(error)) from None
    broken = before.broken | after.broken
    now, then = (Site(_without(each, broken).published) for each in (before, after))
    found = compare(now.evidence, then.evidence)
    templates = environment(template_folders(project.root))
    differs = bool(found or files.kept)
    touched = changed_pages(now, then, templates) if pages and differs else ()
    click.echo(markdown(found, touched, files, sorted(broken)), nl=False)
    sys.exit(1 if broken else 0)


def _read(project: Project, where: str) -> Verdict:
    """Read one of the two; its errors are printed, and without anything sound it ends with 2."""
    from npcev_kb.pipeline import validate

    verdict = validate(project)
    if verdict.errors:
        click.echo(f"errors {where}:", err=True)
        say(replace(verdict, problems=verdict.errors), "text", err=True)
    if verdict.kb is None:
        raise NothingDoneError(f"there is no sound knowledge base {where}")
    return verdict


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
