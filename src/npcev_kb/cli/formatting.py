"""Bringing files into their form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from npcev_kb.cli.entry import NothingDoneError, find


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; exit code 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
@click.pass_obj
def fmt(root: Path | None, paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Bring YAML files under data/ into one form, with their comments.

    Fields come into their usual order, indentation and line ends become one; nothing that a file
    says is changed. With PATHS only these files and folders. A file whose text is broken stays as
    it is. Exit code 0: done or nothing to do, 1: a file is broken or, with --check or --diff,
    would change, 2: nothing to format.
    """
    from npcev_kb.problems import formats
    from npcev_kb.store.formatting import formatted, schema_line, written_by_people
    from npcev_kb.store.write import write_atomically

    project = find(root)
    files = written_by_people(project)
    for path in paths:
        if not any(file == path.resolve() or path.resolve() in file.parents for file in files):
            raise NothingDoneError(f"{path} holds no file that npcev formats")
    chosen = {
        path: kind
        for path, kind in files.items()
        if not paths or any(p.resolve() in (path, *path.parents) for p in paths)
    }
    done = [
        (path, formatted(path, project.relative(path), kind, schema_line(project, path, kind)))
        for path, kind in chosen.items()
    ]
    if not done:
        raise NothingDoneError("there is no file to format")
    for problem in (problem for _, each in done for problem in each.problems):
        click.echo(formats.as_text(problem))
    for each in (each for _, each in done if each.kept):
        click.echo(f"{each.path}: left as it is, since {each.kept}")
    changed = [(path, each) for path, each in done if each.changed]
    for path, each in changed:
        if diff:
            click.echo(each.diff, nl=False)
        elif check:
            click.echo(f"{each.path}: not in its form; run: npcev fmt {each.path}")
        else:
            write_atomically(path, each.after)
            click.echo(f"{each.path}: formatted")
    broken = sum(bool(each.problems) for _, each in done)
    click.echo(_summary(len(done), len(changed), broken, kept=check or diff), err=True)
    sys.exit(1 if broken or (changed and (check or diff)) else 0)


def _summary(files: int, changed: int, broken: int, *, kept: bool) -> str:
    said = "would change" if kept else "changed"
    left = f", {broken} broken and left as they are" if broken else ""
    return f"{files} files: {changed} {said}{left}"
