"""Commands that read the knowledge base and say something of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.asking import today
from npcev_kb.cli.entry import NothingDoneError, find, inside, named, say, sound

if TYPE_CHECKING:
    from npcev_kb.pipeline import Verdict
    from npcev_kb.store.project import Project

FORMATS = click.Choice(["text", "json", "github"])


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("-v", "--verbose", is_flag=True, help="Show notes too, not only their number.")
@click.option("--format", "form", type=FORMATS, default="text", help="How to write problems.")
@click.option("--fix", is_flag=True, help="Show what can be mended safely, then ask, and mend it.")
@click.option("--yes", is_flag=True, help="With --fix: mend without asking.")
@click.pass_obj
def validate(
    root: Path | None,
    paths: tuple[Path, ...],
    strict: bool,
    verbose: bool,
    form: str,
    fix: bool,
    yes: bool,
) -> None:
    """Check every record and say all problems at once.

    With PATHS only the problems of these files and folders are said; all records are read all
    the same, since records point to one another. With --fix what can be meant in one way only is
    mended: identifiers in their normal form, numbers in quotes, words and names of fields with
    one near neighbour, terms by one of their names. Exit code 0: clean, 1: problems, 2: nothing
    could be checked.
    """
    from npcev_kb.pipeline import validate as check
    from npcev_kb.problems import formats

    project = find(root)
    verdict = check(project, today())
    if not verdict.files:
        say(verdict, form)
        sys.exit(2)
    if paths:
        verdict = verdict.only(inside(project, verdict, paths))
    if fix and _mend(project, verdict, ask=not yes):
        again = check(project, today())
        verdict = again.only(verdict.files) if paths else again
    say(verdict, form, notes=verbose)
    sys.exit(formats.exit_code(verdict.problems, strict=strict))


def _mend(project: Project, verdict: Verdict, *, ask: bool) -> bool:
    """Show the safe remedies as a diff and write them if that is wanted; tell if they were."""
    from npcev_kb.store.remedies import mended
    from npcev_kb.store.write import write_atomically

    files = list(mended(project, verdict.problems))
    count = sum(len(each.done) for each in files)
    for each in files:
        click.echo(each.diff, nl=False)
    if not files:
        click.echo("nothing can be mended safely", err=True)
        return False
    said = f"{count} problem{'' if count == 1 else 's'} in {len(files)} file"
    said += "" if len(files) == 1 else "s"
    if ask and not sys.stdin.isatty():
        click.echo(f"{said} can be mended; nothing is written without --yes", err=True)
        return False
    if ask and not click.confirm(f"Mend {said}?", default=True, err=True):
        return False
    for each in files:
        write_atomically(project.root / each.path, each.after)
    click.echo(f"{said} mended", err=True)
    return True


@click.command()
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


@click.command()
@click.argument("target", metavar="STUDY[.CLAIM]")
@click.pass_obj
def trace(root: Path | None, target: str) -> None:
    """Show how far to trust the claims of a study: level, reason, flags and groups.

    STUDY is an id or a reference number of the review; with .CLAIM, such as
    hmgb3-angiogenesis.c1, only this claim is shown.
    """
    from npcev_kb.analysis.evidence import Evidence
    from npcev_kb.render.trace import trace_study

    kb = sound(find(root))
    name, _, claim = target.partition(".")
    study = named(name, kb.studies, "study")
    if claim and claim not in [each.id for each in study.claims]:
        known = ", ".join(each.id for each in study.claims) or "none"
        raise NothingDoneError(f'{study.id} makes no claim "{claim}"; its claims: {known}')
    click.echo("\n".join(trace_study(Evidence(kb), study, claim or None)))


@click.command()
@click.argument("kind", required=False)
@click.option("--write", is_flag=True, help="Renew all schemas in docs/schema/, for editors.")
@click.pass_obj
def schema(root: Path | None, kind: str | None, write: bool) -> None:
    """Print the JSON Schema of a KIND of file, such as study, or list the kinds.

    The schemas are made from the models and hold the keys of all terms; editors read them from
    docs/schema/ and complete fields, words and keys. Exit code 0: done, 1: the knowledge base has
    errors, 2: there is no such kind.
    """
    from npcev_kb.model.file_kinds import FILE_KINDS
    from npcev_kb.render.export.schemas import schemas
    from npcev_kb.store.write import write_atomically

    project = find(root)
    names = [each.name for each in FILE_KINDS]
    if kind is not None and kind not in names:
        raise NothingDoneError(f'there is no kind "{kind}"; the kinds: {", ".join(names)}')
    if kind is None and not write:
        click.echo("\n".join(f"{each.name:10} data/{each.pattern}" for each in FILE_KINDS))
        return
    texts = dict(schemas(sound(project)))
    if kind is not None:
        click.echo(texts[f"{kind}.schema.json"], nl=False)
    for name, text in texts.items() if write else ():
        write_atomically(project.root / "docs" / "schema" / name, text)
