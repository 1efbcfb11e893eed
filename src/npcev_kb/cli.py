"""The door: commands open, call, print and decide the exit code; nothing is worked out here.

What a command needs is imported when it runs, so that help and validation start quickly.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb import __version__

if TYPE_CHECKING:
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.pipeline import Verdict
    from npcev_kb.store.project import Project

FORMATS = click.Choice(["text", "json", "github"])


class NothingDoneError(click.ClickException):
    """The command could not begin its work: exit code 2."""

    exit_code = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="npcev")
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the knowledge base; otherwise it is looked for upwards from here.",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Validate, build and export a knowledge base grown from one literature review."""
    context.obj = root


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("-v", "--verbose", is_flag=True, help="Show notes too, not only their number.")
@click.option("--format", "form", type=FORMATS, default="text", help="How to write problems.")
@click.pass_obj
def validate(
    root: Path | None, paths: tuple[Path, ...], strict: bool, verbose: bool, form: str
) -> None:
    """Check every record and say all problems at once.

    With PATHS only the problems of these files and folders are said; all records are read all
    the same, since records point to one another. Exit code 0: clean, 1: problems, 2: nothing
    could be checked.
    """
    from npcev_kb.pipeline import validate as check
    from npcev_kb.problems import formats

    project = _find(root)
    verdict = check(project)
    if not verdict.files:
        _say(verdict, form)
        sys.exit(2)
    if paths:
        verdict = verdict.only(_inside(project, verdict, paths))
    _say(verdict, form, notes=verbose)
    sys.exit(formats.exit_code(verdict.problems, strict=strict))


@main.command()
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="Explain every code.")
def explain(code: str | None, everything: bool) -> None:
    """Explain a problem CODE: what it means, with a bad and a good example."""
    from npcev_kb.model.registry import suggest
    from npcev_kb.problems import explanations

    known = explanations()
    code = code.lower() if code else None
    if everything:
        click.echo("\n\n".join(each.as_text() for each in known.values()))
        return
    if code is None:
        raise NothingDoneError("give a code or --all: " + ", ".join(known))
    if code not in known:
        near = suggest(code, list(known))
        meant = f'; did you mean "{near}"?' if near else ""
        raise NothingDoneError(f'there is no code "{code}"{meant}')
    click.echo(known[code].as_text())


@main.command()
@click.option("--format", "form", type=click.Choice(["json"]), required=True, help="Format.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File.")
@click.pass_obj
def export(root: Path | None, form: str, output: Path | None) -> None:
    """Write the whole knowledge base in one file, to standard output or to a file."""
    from npcev_kb.render.export.json import as_json
    from npcev_kb.store.write import write_atomically

    text = as_json(_sound(_find(root)))
    try:
        if output is None:
            click.echo(text.encode(), nl=False)
        else:
            write_atomically(output, text)
            click.echo(f"{form} written to {output}", err=True)
    except OSError as error:
        raise NothingDoneError(f"the export could not be written: {error.strerror}") from None


@main.command()
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

    project = _builds(root)
    verdict = _judged(project, keep_going=keep_going)
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


@main.command()
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
        builder.serve(_builds(root), address)
    except OSError as error:
        raise NothingDoneError(f"{address} cannot be used: {error.strerror}") from None
    except (MkDocsException, TemplateError) as error:
        raise click.ClickException(f"the site cannot be served: {error}") from None


def _find(root: Path | None) -> Project:
    """Find the knowledge base, or end with exit code 2 and a sentence."""
    from npcev_kb.store.project import Project, ProjectNotFoundError

    try:
        return Project.find(Path.cwd(), root)
    except ProjectNotFoundError as error:
        raise NothingDoneError(str(error)) from None


def _builds(root: Path | None) -> Project:
    """Find a knowledge base that has a site, or end with exit code 2."""
    project = _find(root)
    if not (project.root / "mkdocs.yml").is_file():
        raise NothingDoneError(f"{project.root} holds no mkdocs.yml, so there is no site to build")
    return project


def _judged(project: Project, *, keep_going: bool) -> Verdict:
    """Return the verdict on a project; its errors are printed and, unless kept going, end it."""
    from npcev_kb.pipeline import validate as check

    verdict = check(project)
    if verdict.errors:
        _say(replace(verdict, problems=verdict.errors), "text", err=True)
    if verdict.kb is None or (verdict.errors and not keep_going):
        sys.exit(1)
    return verdict


def _sound(project: Project) -> KnowledgeBase:
    """Return the knowledge base if it has no errors; otherwise print them and end with 1."""
    kb = _judged(project, keep_going=False).kb
    assert kb is not None
    return kb


def _inside(project: Project, verdict: Verdict, paths: tuple[Path, ...]) -> set[str]:
    """Return the checked files that the named files and folders stand for."""
    known = {*verdict.files, *(problem.path for problem in verdict.problems)}
    chosen: set[str] = set()
    for path in paths:
        found: set[str] = set()
        for whole in dict.fromkeys((path.resolve(), (project.root / path).resolve())):
            found = found or {
                name
                for name in known
                if (full := (project.root / name).resolve()) == whole or whole in full.parents
            }
        if not found:
            said = "holds nothing that npcev checks" if path.exists() else "does not exist"
            raise NothingDoneError(f"{path} {said}")
        chosen |= found
    return chosen


def _say(verdict: Verdict, form: str, *, err: bool = False, notes: bool = True) -> None:
    """Print problems in a format; as text, notes only if asked for."""
    from npcev_kb.problems import Severity, formats

    if form == "json":
        click.echo(formats.as_json(verdict.problems), err=err)
        return
    line = formats.as_github if form == "github" else formats.as_text
    for problem in verdict.problems:
        if notes or problem.severity is not Severity.INFO or form != "text":
            click.echo(line(problem), err=err)
    click.echo(formats.summary(verdict.problems, len(verdict.files)), err=True)
