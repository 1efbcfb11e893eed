"""The command that shows a change before it is sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.differing import compared
from npcev_kb.cli.entry import NothingDoneError, builds, judged

if TYPE_CHECKING:
    from npcev_kb.store.project import Project


@click.command()
@click.option("--changed", is_flag=True, help="Build only the pages that differ, and list them.")
@click.option(
    "--since",
    metavar="REVISION",
    default="main",
    show_default=True,
    help="With --changed: what the files are compared with.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the preview; otherwise preview/ in the knowledge base.",
)
@click.pass_obj
def preview(root: Path | None, changed: bool, since: str, output: Path | None) -> None:
    """Build the site beside site/, to look at a change before it is sent.

    With --changed only the pages are built that are made from the data and differ from a revision,
    over a copy of the last site, whose search and downloads stay as they were. Broken records are
    left out and named. Exit code 0: built, or nothing differs, 1: it could not be built, 2: there
    is no such revision.
    """
    from jinja2 import TemplateError
    from mkdocs.exceptions import MkDocsException

    project = builds(root)
    folder = (output or project.root / "preview").resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / "sitemap.xml").is_file():
        raise NothingDoneError(f"{folder} holds something else; name another folder with --output")
    try:
        made = _changed(project, since, folder) if changed else _whole(project, folder)
    except (MkDocsException, SystemExit, TemplateError, OSError) as error:
        raise click.ClickException(f"the preview was not built: {error}") from None
    if made:
        click.echo(f"look at it with: python3 -m http.server --directory {folder}", err=True)


def _whole(project: Project, folder: Path) -> bool:
    from npcev_kb import builder

    verdict = judged(project, keep_going=True)
    builder.build(project, keep_going=True, verdict=verdict, folder=folder)
    return True


def _changed(project: Project, since: str, folder: Path) -> bool:
    """Build the pages that differ and list them; tell whether there are any."""
    from npcev_kb import builder
    from npcev_kb.living.impact import PageState

    found = compared(project, since)
    if not found.pages:
        click.echo(f"no page differs from {since}", err=True)
        return False
    for page in found.pages:
        click.echo(f"{page.state:7}  {page.path or '(home)'}")
    gone = [page.path for page in found.pages if page.state is PageState.GONE]
    stay = [page.path for page in found.pages if page.state is not PageState.GONE]
    if not builder.preview(project, found.after.verdict, folder, stay, gone):
        click.echo("there is no site yet: links to other pages lead nowhere", err=True)
    return True
