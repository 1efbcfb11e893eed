"""Commands that exchange works with reference managers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.asking import today
from npcev_kb.cli.entry import NothingDoneError, find, named, sound

if TYPE_CHECKING:
    from npcev_kb.living.importing import Drafted, Imported, Matched
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.model.review import Module
    from npcev_kb.model.study import Study, Work
    from npcev_kb.render.export.bibliography import Entry
    from npcev_kb.store.citations import Citations

FORMATS = click.Choice(["json", "bibtex", "ris", "csl-json", "nbib"])


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
        _known(section, [each.id for each in kb.review.sections], "section")
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


@click.command()
@click.option("--format", "form", type=FORMATS, required=True, help="Format.")
@click.option("--module", "module", metavar="ID", help="Only works that the review cites there.")
@click.option(
    "--id",
    "ids",
    multiple=True,
    metavar="ID",
    help="Only this study or work, by id or reference number; may be given again.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File.")
@click.pass_obj
def export(
    root: Path | None, form: str, module: str | None, ids: tuple[str, ...], output: Path | None
) -> None:
    """Write the knowledge base, or its works for a reference manager, in one file.

    As json it is the whole knowledge base. The other formats hold the works behind the records:
    those of a module, those named, or all; with what is known of them and nothing added. Drafts
    are left out unless they are named.
    """
    from npcev_kb.store.write import write_atomically

    if form == "json" and (module or ids):
        raise NothingDoneError("json holds the whole knowledge base: leave out --module and --id")
    kb = sound(find(root))
    text = _document(kb) if form == "json" else _citations(kb, form, module, ids)
    try:
        if output is None:
            click.echo(text.encode(), nl=False)
        else:
            write_atomically(output, text)
            click.echo(f"{form} written to {output}", err=True)
    except OSError as error:
        raise NothingDoneError(f"the export could not be written: {error.strerror}") from None


def _document(kb: KnowledgeBase) -> str:
    from npcev_kb.render.export.json import as_json

    return as_json(kb.published)


def _citations(kb: KnowledgeBase, form: str, module: str | None, ids: tuple[str, ...]) -> str:
    """Return the works of the chosen records in a format; what is left out is counted."""
    from npcev_kb.analysis.evidence import Evidence
    from npcev_kb.render.export.bibliography import bibliography

    chosen = bibliography(_chosen(kb, module, ids), Evidence(kb).events)
    if chosen.left_out:
        count = len(chosen.left_out)
        records = "record is" if count == 1 else "records are"
        why = "nobody knows yet which work is meant"
        click.echo(f"{count} {records} left out, since {why}", err=True)
    return _writer(form)(chosen.entries)


def _writer(form: str) -> Callable[[Sequence[Entry]], str]:
    from npcev_kb.render.export.bibtex import as_bibtex
    from npcev_kb.render.export.csl import as_csl_json
    from npcev_kb.render.export.nbib import as_nbib
    from npcev_kb.render.export.ris import as_ris

    writers = {"bibtex": as_bibtex, "ris": as_ris, "csl-json": as_csl_json, "nbib": as_nbib}
    return writers[form]


def _chosen(kb: KnowledgeBase, module: str | None, ids: tuple[str, ...]) -> Iterator[Study | Work]:
    """Yield the records of a module and of ids, drafts only if named; all of them for neither."""
    from npcev_kb.analysis.places import Places

    everything: dict[str, Study | Work] = {**kb.studies, **kb.works}
    picked = {each.id for each in (named(name, everything, "record") for name in ids)}
    shown: dict[str, Study | Work] = {**kb.published.studies, **kb.published.works}
    if module is not None:
        modules = {each.id: each for each in kb.review.modules}
        wanted: Module = modules[_known(module, list(modules), "module")]
        places = Places(kb)
        picked |= {each.id for each in shown.values() if wanted in places.modules(each)}
    elif not ids:
        picked = set(shown)
    yield from (record for name, record in everything.items() if name in picked)


def _known(name: str, known: Sequence[str], what: str) -> str:
    """Return a name that exists, or end with exit code 2."""
    from npcev_kb.model.registry import suggest

    if name not in known:
        near = suggest(name, list(known))
        meant = f'; did you mean "{near}"?' if near else f"; there are: {', '.join(known)}"
        raise NothingDoneError(f'there is no {what} "{name}"{meant}')
    return name
