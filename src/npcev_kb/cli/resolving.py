"""The command that looks for works behind references that are not identified."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.asking import BY, asking, curator, records_named, refused, today
from npcev_kb.cli.entry import NothingDoneError, find, judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from npcev_kb.living.matching import Match
    from npcev_kb.living.resolve import Found
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.model.study import Study, Work
    from npcev_kb.store.project import Project


@click.command()
@click.argument("studies", metavar="[STUDY]...", nargs=-1)
@click.option(
    "--pick",
    metavar="N|DOI|PMID",
    help="Write this candidate into the one STUDY: its identifier, or its number in the table.",
)
@click.option("--confirmed", is_flag=True, help="With --pick: it is sure; otherwise probable.")
@click.option("--none", "nothing", is_flag=True, help="None fits: the works shown are set aside.")
@click.option(
    "--rows",
    type=click.IntRange(1, 20),
    default=5,
    show_default=True,
    help="How many candidates to show.",
)
@BY
@click.pass_obj
def resolve(
    root: Path | None,
    studies: tuple[str, ...],
    pick: str | None,
    confirmed: bool,
    nothing: bool,
    rows: int,
    by: str | None,
) -> None:
    """Look for the works behind references that are not identified.

    Crossref and PubMed are searched for each STUDY, or for every record that is unresolved or
    probable. Candidates are shown with a score and its reasons; nothing is written but what you
    --pick. Every decision is kept in data/history/. Exit code 0: all searched, 1: a service
    failed, 2: nothing was done.
    """
    from npcev_kb.living.resolve import look_for, open_records

    project = find(root)
    kb = judged(project, keep_going=True).kb
    assert kb is not None
    records = records_named(project, kb, studies) if studies else tuple(open_records(kb))
    _refuse_unclear(records if studies else (), pick, nothing=nothing, confirmed=confirmed)
    failed, down = False, dict[str, str]()
    with asking() as services:
        for record in records:
            again = pick is not None and not pick.isdecimal()
            found = look_for(kb, services, record, rows=rows, again=again, down=down)
            _show(found)
            failed = failed or bool(found.failures)
            if pick:
                _choose(project, kb, found, pick, confirmed=confirmed, by=by)
            elif nothing:
                _reject(project, found, by)
    sys.exit(int(failed))


def _refuse_unclear(
    records: Sequence[Study | Work], pick: str | None, *, nothing: bool, confirmed: bool
) -> None:
    """End with exit code 2 if it is not clear what is decided, or nothing is left to decide."""
    if confirmed and pick is None:
        raise NothingDoneError("--confirmed goes with --pick")
    if pick is None and not nothing:
        return
    if len(records) != 1:
        raise NothingDoneError("name the one record that is decided on")
    if pick is not None and nothing:
        raise NothingDoneError("choose one of --pick and --none")
    if records[0].identification.status == "confirmed":
        raise NothingDoneError(f"{records[0].id} is identified already; edit its file to change it")


def _show(found: Found) -> None:
    """Print the candidates of one record as a table; what a terminal could obey is taken out."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    who = found.record.identification
    refs = ", ".join(map(str, found.record.review_refs)) or "not in the list"
    click.echo(f"{found.record.id} (reference {refs}; {who.status.label}): {found.record.label}")
    for failure in found.failures:
        click.echo(f"{found.record.id}: {failure}", err=True)
    if not found.matches:
        click.echo("  no candidate was found")
        return
    table = Table("N", "Score", "Work", "Why", show_lines=True)
    for number, match in enumerate(found.matches, 1):
        cells = (str(number), str(match.score), _described(match), "\n".join(match.reasons))
        table.add_row(*(Text(cell) for cell in cells))
    Console(highlight=False).print(table)


def _described(match: Match) -> str:
    work = match.work
    first = work.first_author or "authors not given"
    more = " et al." if len(work.authors) > 1 else ""
    where = ", ".join(str(part) for part in (work.journal, work.year) if part)
    where_found = " and ".join(service.label for service in match.services)
    names = [f"doi {work.doi}" if work.doi else "", f"PMID {work.pmid}" if work.pmid else ""]
    lines = (work.title or "title not given", f"{first}{more} {where}", " ".join(names).strip())
    return "\n".join(line for line in (*lines, f"found in {where_found}") if line)


def _choose(
    project: Project, kb: KnowledgeBase, found: Found, pick: str, *, confirmed: bool, by: str | None
) -> None:
    """Write the picked candidate, or end with exit code 2."""
    from npcev_kb.living.editing import NotWrittenError
    from npcev_kb.living.resolve import choose
    from npcev_kb.model.normal import doi_in, pmid_in
    from npcev_kb.model.vocabulary import IdentificationStatus

    chosen = None
    if pick.isdecimal() and len(pick) <= 3 and found.failures:
        why = "a service failed, so the numbers may not be those seen before"
        raise NothingDoneError(f"{why}: pick by DOI or PubMed number")
    if pick.isdecimal() and len(pick) <= 3 and 0 < int(pick) <= len(found.matches):
        chosen = found.matches[int(pick) - 1]
    else:
        wanted = {doi_in(pick), pmid_in(pick)} - {None}
        same = [m for m in found.matches if {m.work.doi, m.work.pmid} & wanted]
        chosen = same[0] if same else None
    if chosen is None:
        raise NothingDoneError(f"{pick} is no candidate of {found.record.id}; see the table above")
    status = IdentificationStatus.CONFIRMED if confirmed else IdentificationStatus.PROBABLE
    try:
        written = choose(project, kb, found, chosen, status=status, by=curator(by), today=today())
    except NotWrittenError as error:
        raise refused(error.problems) from None
    except OSError as error:
        raise NothingDoneError(f"it could not be written: {error.strerror}") from None
    click.echo(f"chosen as {status.label}: {chosen.work.title or chosen.work.doi}")
    for path in written:
        click.echo(f"written: {project.relative(path)}")
    if found.record.identification.note:
        click.echo("its note may be out of date: " + found.record.identification.note)
    click.echo(f"next: npcev enrich {found.record.id}")


def _reject(project: Project, found: Found, by: str | None) -> None:
    """Keep that none of the candidates is the one."""
    from npcev_kb.living.resolve import reject

    if not found.matches:
        raise NothingDoneError(f"nothing was found for {found.record.id}, so nothing is set aside")
    try:
        path = reject(project, found, by=curator(by), today=today())
    except OSError as error:
        raise NothingDoneError(f"it could not be written: {error.strerror}") from None
    click.echo(f"{len(found.matches)} works set aside: {project.relative(path)}")
