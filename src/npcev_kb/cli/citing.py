"""The command that takes works from reference managers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.asking import today
from npcev_kb.cli.entry import NothingDoneError, find, known, sound

if TYPE_CHECKING:
    from npcev_kb.living.importing import Drafted, Imported, Matched
    from npcev_kb.store.citations import Citations


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="ID",
    help="Section of the review where the drafts belong; may be given again.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done.")
@click.pass_obj
def import_(
    root: Path | None, files: tuple[str, ...], sections: tuple[str, ...], dry_run: bool
) -> None:
    """Begin drafts for the works in files of reference managers.

    Each FILE is BibTeX, RIS, nbib or CSL-JSON. An entry whose work has a record already (the same
    DOI, PMID or PMCID, or the same title and year) is matched with it; every other entry becomes
    a draft in data/studies/. Importing the same file again adds nothing. Exit code 0: everything
    was read, 1: an entry could not be read, 2: nothing was.
    """
    from npcev_kb.living.importing import import_works, read_file
    from npcev_kb.problems import formats

    project = find(root)
    kb = sound(project)
    for section in sections:
        known(section, [each.id for each in kb.review.sections], "section")
    paths = {_shown(path): path for path in map(Path, files)}
    read = {name: read_file(path, name) for name, path in paths.items()}
    cited = [each for citations in read.values() for each in citations.works]
    sections = tuple(dict.fromkeys(sections))
    try:
        done = import_works(project, kb, cited, today(), sections, write=not dry_run)
    except OSError as error:
        reason = f"a draft could not be written: {error.strerror}"
        raise click.ClickException(f"{reason}; those before it were") from None
    _report(read, done, dry_run=dry_run)
    problems = [problem for citations in read.values() for problem in citations.problems]
    for problem in problems:
        click.echo(formats.as_text(problem))
    if not cited:
        raise NothingDoneError("no entry was read")
    sys.exit(formats.exit_code(problems, strict=False))


def _shown(path: Path) -> str:
    """Return a path as problems show it: bytes that are no text are written as escapes."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _report(read: dict[str, Citations], done: Imported, *, dry_run: bool) -> None:
    """Say of each entry what became of it, and sum up."""
    places = [
        f"{name}:{each.place.line}" for name, citations in read.items() for each in citations.works
    ]
    for place, outcome in zip(places, done.outcomes, strict=True):
        click.echo(f"{place} {_said(outcome, dry_run=dry_run)}")
    would = "would be " if dry_run else ""
    drafts, matched = len(done.drafts), len(done.matched)
    entries = "1 entry" if len(places) == 1 else f"{len(places)} entries"
    click.echo(f"{entries}: {drafts} {would}drafted, {matched} matched with records", err=True)
    if done.drafts and not dry_run:
        advice = "rename a file and the id in it before something points there"
        click.echo(f"the ids of drafts are made from titles: {advice}", err=True)


def _said(outcome: Drafted | Matched, *, dry_run: bool) -> str:
    from npcev_kb.living.importing import Matched

    work = outcome.cited.work
    title = work.title or work.doi or work.pmid or work.pmcid
    if isinstance(outcome, Matched):
        return f"matched {outcome.record} by {outcome.by}: {title}"
    return f"{'would be drafted' if dry_run else 'drafted'} {outcome.path}: {title}"
