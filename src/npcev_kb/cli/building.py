"""Commands that make the site."""

from __future__ import annotations

from pathlib import Path

import click

from npcev_kb.cli.entry import NothingDoneError, builds, judged


@click.command()
@click.option("--keep-going", is_flag=True, help="Leave broken records out and say so.")
@click.pass_obj
def build(root: Path | None, keep_going: bool) -> None:
    """Validate, render and build the site into site/.

    A broken record stops the build before anything is written, unless --keep-going.
    """
    from jinja2 import TemplateError
    from mkdocs.exceptions import MkDocsException
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from npcev_kb import builder

    project = builds(root)
    verdict = judged(project, keep_going=keep_going)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("pages", total=None)
        try:
            site = builder.build(
                project,
                keep_going=keep_going,
                verdict=verdict,
                report=lambda done, total: progress.update(task, completed=done, total=total),
            )
        except (MkDocsException, SystemExit, TemplateError, OSError) as error:
            raise click.ClickException(f"the site was not built: {error}") from None
    click.echo(f"site built in {site}")


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.pass_obj
def serve(root: Path | None, address: str) -> None:
    """Serve the site and rebuild it when data, templates or docs change."""
    from jinja2 import TemplateError
    from mkdocs.exceptions import MkDocsException

    from npcev_kb import builder

    if not address.rpartition(":")[2].isdigit():
        raise click.BadParameter("give host and port, such as 127.0.0.1:8000", param_hint="address")
    try:
        builder.serve(builds(root), address)
    except OSError as error:
        raise NothingDoneError(f"{address} cannot be used: {error.strerror}") from None
    except (MkDocsException, TemplateError) as error:
        raise click.ClickException(f"the site cannot be served: {error}") from None
