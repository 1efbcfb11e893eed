"""The command that tells what changed in meaning."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.entry import NothingDoneError, find, say

if TYPE_CHECKING:
    from npcev_kb.living.comparison import Comparison
    from npcev_kb.store.project import Project


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option("--pages/--no-pages", default=True, help="Render both and list pages that differ.")
@click.pass_obj
def diff(root: Path | None, base: str, head: str | None, pages: bool) -> None:
    """Tell as Markdown what changed in meaning since the revision BASE.

    Said are levels that moved and why, flags raised and cleared, claims added, taken out and
    restated, debates opened and settled, records and terms, and the pages of the site that change.
    HEAD is a revision too; without it the files as they are now are compared. Layout, comments and
    the order of fields are no change. Exit code 0: said, 1: one of the two has errors (what is
    sound is compared), 2: there is no such revision.
    """
    from npcev_kb.living.change_report import markdown

    found = compared(find(root), base, head)
    touched = found.pages if pages else ()
    click.echo(markdown(found.changes, touched, found.files, sorted(found.broken)), nl=False)
    sys.exit(1 if found.broken else 0)


def compared(project: Project, base: str, head: str | None = None) -> Comparison:
    """Return two states side by side; their errors are printed.

    Without a revision, or without anything sound in one of the two, it ends with exit code 2.
    """
    from npcev_kb.living.comparison import comparison
    from npcev_kb.store.revision import RevisionError

    try:
        found = comparison(project, base, head)
    except RevisionError as error:
        raise NothingDoneError(str(error)) from None
    for state in (found.before, found.after):
        if state.verdict.errors:
            click.echo(f"errors {state.where}:", err=True)
            say(replace(state.verdict, problems=state.verdict.errors), "text", err=True)
        if state.verdict.kb is None:
            raise NothingDoneError(f"there is no sound knowledge base {state.where}")
    return found
