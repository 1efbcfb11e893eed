"""The command that writes the knowledge base in the formats of the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.entry import NothingDoneError, find, known, named, settings_of, sound
from npcev_kb.render.export.formats import CRATE, FORMATS, File, Format

if TYPE_CHECKING:
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.model.review import Module
    from npcev_kb.model.study import Study, Work
    from npcev_kb.render.export.whole import Whole
    from npcev_kb.store.project import Project


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True, help="Format.")
@click.option("--module", "module", metavar="ID", help="Only works that the review cites there.")
@click.option(
    "--id",
    "ids",
    multiple=True,
    metavar="ID",
    help="Only this study or work, by id or reference number; may be given again.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder.")
@click.pass_obj
def export(
    root: Path | None, form: str, module: str | None, ids: tuple[str, ...], output: Path | None
) -> None:
    """Write the knowledge base, or its works for a reference manager.

    json and sqlite are the whole knowledge base in one file; csv, tsv, jsonl and parquet are its
    tables in a folder, with a dictionary that explains every column; kgx is the claims as a
    knowledge graph, nodes and edges in a folder; turtle, json-ld (with its context) and nanopub are
    linked data, whose names are addresses where mkdocs.yml has a site_url; ro-crate is every file
    of the Data page with their description. The others hold the works behind the records: those of
    a module, those named, or all; with what is known of them and nothing added. Drafts are left out
    unless they are named. Exit code 0: written, 1: the data have errors, 2: it could not be
    written.
    """
    wanted = FORMATS[form]
    if not wanted.of_works and (module or ids):
        raise NothingDoneError(
            f"{form} holds the whole knowledge base: leave out --module and --id"
        )
    if output is None and (wanted.folder or not wanted.printable):
        what = "folder" if wanted.folder else "file"
        raise NothingDoneError(f"name the {what} for {form} with --output")
    project = find(root)
    whole = _whole(project, sound(project), wanted, module, ids)
    try:
        _write(wanted.files(whole), wanted, output)
    except OSError as error:
        raise NothingDoneError(f"the export could not be written: {error.strerror}") from None


def _write(files: Iterable[File], form: Format, output: Path | None) -> None:
    from npcev_kb.store.write import write_bytes_atomically

    if output is None:
        for file in files:
            click.echo(file.content, nl=False)
    elif form.folder:
        if output.exists() and not output.is_dir():
            raise NothingDoneError(f"{output} is a file; {form.name} is a folder of files")
        made = list(files)
        kept = form.name == CRATE  # its paths are those that it describes
        for file in made:
            name = file.name if kept else file.name.rpartition("/")[2]
            write_bytes_atomically(output / name, file.content)
        click.echo(f"{len(made)} files written to {output}", err=True)
    else:
        if output.is_dir():
            raise NothingDoneError(f"{output} is a folder; {form.name} is one file")
        for file in files:
            write_bytes_atomically(output, file.content)
        click.echo(f"{form.name} written to {output}", err=True)


def _whole(
    project: Project, kb: KnowledgeBase, form: Format, module: str | None, ids: tuple[str, ...]
) -> Whole:
    """Return what the format is made from; works that nobody could cite are counted."""
    from npcev_kb.analysis.evidence import Evidence
    from npcev_kb.render.export.whole import Whole

    if not form.of_works:
        return Whole(kb.published, Evidence(kb.published), settings=settings_of(project))
    whole = Whole(kb, Evidence(kb), tuple(_chosen(kb, module, ids)))
    if whole.bibliography.left_out:
        count = len(whole.bibliography.left_out)
        records = "record is" if count == 1 else "records are"
        why = "nobody knows yet which work is meant"
        click.echo(f"{count} {records} left out, since {why}", err=True)
    return whole


def _chosen(kb: KnowledgeBase, module: str | None, ids: tuple[str, ...]) -> Iterator[Study | Work]:
    """Yield the records of a module and of ids, drafts only if named; all of them for neither."""
    from npcev_kb.analysis.places import Places

    everything: dict[str, Study | Work] = {**kb.studies, **kb.works}
    picked = {each.id for each in (named(name, everything, "record") for name in ids)}
    shown: dict[str, Study | Work] = {**kb.published.studies, **kb.published.works}
    if module is not None:
        modules = {each.id: each for each in kb.review.modules}
        wanted: Module = modules[known(module, list(modules), "module")]
        places = Places(kb)
        picked |= {each.id for each in shown.values() if wanted in places.modules(each)}
    elif not ids:
        picked = set(shown)
    yield from (record for name, record in everything.items() if name in picked)
