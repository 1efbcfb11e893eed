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

TABULAR = ("csv", "tsv", "jsonl")
WHOLE = ("json", "sqlite", *TABULAR)
FORMATS = click.Choice([*WHOLE, "bibtex", "ris", "csl-json", "nbib"])


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
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File, or folder for tables.")
@click.pass_obj
def export(
    root: Path | None, form: str, module: str | None, ids: tuple[str, ...], output: Path | None
) -> None:
    """Write the knowledge base, or its works for a reference manager.

    json and sqlite are the whole knowledge base in one file; csv, tsv and jsonl are its tables in
    a folder, with a dictionary that explains every column. The other formats hold the works behind
    the records: those of a module, those named, or all; with what is known of them and nothing
    added. Drafts are left out unless they are named. Exit code 0: written, 1: the data have
    errors, 2: it could not be written.
    """
    if form in WHOLE and (module or ids):
        raise NothingDoneError(
            f"{form} holds the whole knowledge base: leave out --module and --id"
        )
    if form in (*TABULAR, "sqlite") and output is None:
        what = "file" if form == "sqlite" else "folder"
        raise NothingDoneError(f"name the {what} for {form} with --output")
    kb = sound(find(root))
    try:
        if form in TABULAR and output is not None:
            _write_tables(kb, form, output)
        else:
            content = (
                _content(kb, form) if form in WHOLE else _citations(kb, form, module, ids).encode()
            )
            _write(content, form, output)
    except OSError as error:
        raise NothingDoneError(f"the export could not be written: {error.strerror}") from None


def _write(content: bytes, form: str, output: Path | None) -> None:
    from npcev_kb.store.write import write_bytes_atomically

    if output is None:
        click.echo(content, nl=False)
        return
    if output.is_dir():
        raise NothingDoneError(f"{output} is a folder; {form} is one file")
    write_bytes_atomically(output, content)
    click.echo(f"{form} written to {output}", err=True)


def _content(kb: KnowledgeBase, form: str) -> bytes:
    from npcev_kb.render.export.document import document
    from npcev_kb.render.export.json import lines
    from npcev_kb.render.export.tables.sqlite import as_sqlite

    whole = document(kb.published)
    return as_sqlite(whole) if form == "sqlite" else lines(whole).encode()


def _write_tables(kb: KnowledgeBase, form: str, folder: Path) -> None:
    from npcev_kb.render.export.document import document
    from npcev_kb.render.export.tables import texts
    from npcev_kb.store.write import write_bytes_atomically

    if folder.exists() and not folder.is_dir():
        raise NothingDoneError(f"{folder} is a file; {form} is a folder of tables")
    writers = {"csv": texts.as_csv, "tsv": texts.as_tsv, "jsonl": texts.as_json_lines}
    whole, tables = document(kb.published), (*texts.TABLES, texts.DICTIONARY)
    for table in tables:
        write_bytes_atomically(
            folder / f"{table.name}.{form}", writers[form](table, whole).encode()
        )
    click.echo(f"{len(tables)} tables written to {folder}", err=True)


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
    from npcev_kb.render.export.writers import WRITERS

    ends = {"bibtex": ".bib", "ris": ".ris", "csl-json": ".csl.json", "nbib": ".nbib"}
    return next(write for name, (_, write) in WRITERS.items() if name.endswith(ends[form]))


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
