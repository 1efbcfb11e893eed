"""The command that searches services for works that nobody here knows yet."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.asking import asking, bars, today
from npcev_kb.cli.entry import NothingDoneError, find, sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from npcev_kb.living.discover import Round
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.model.screening import Queries, Query
    from npcev_kb.store.project import Project


@click.command()
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only works that a service learned of since this day; otherwise since the last search.",
)
@click.option(
    "--query", "names", multiple=True, metavar="ID", help="Only this query; may be given again."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be found.")
@click.pass_obj
def discover(
    root: Path | None, since: datetime | None, names: tuple[str, ...], dry_run: bool
) -> None:
    """Search PubMed, Europe PMC and Crossref for studies that are not known yet.

    The queries are those of data/screening/queries.yaml. What is a record, or was a candidate
    before, whatever was decided on it, is counted and left out; the rest is kept in
    data/screening/ for npcev screen. Exit code 0: all answered, 1: a service failed, 2: nothing
    was done.
    """
    project = find(root)
    kb = sound(project)
    queries, chosen = _chosen(kb, names)
    day = _since(kb, since)
    failed = False
    found = _searched(project, kb, queries, chosen, day, dry_run=dry_run)
    for result in found:
        _show(result, dry_run=dry_run)
        failed = failed or bool(result.failures)
    total = sum(len(result.fresh) for result in found)
    them = "it" if total == 1 else "them"
    would = "would be added" if dry_run else f"added; npcev screen shows {them}"
    click.echo(f"{total} new candidate{'s' * (total != 1)} {would if total else 'found'}", err=True)
    if failed:
        click.echo("a service did not answer every query: run the same again later", err=True)
    sys.exit(int(failed))


def _searched(
    project: Project,
    kb: KnowledgeBase,
    queries: Queries,
    chosen: Sequence[Query],
    since: date | None,
    *,
    dry_run: bool,
) -> list[Round]:
    """Search for each query; what it brought is written before the next one is asked."""
    from npcev_kb.living.discover import Discovery, keep
    from npcev_kb.living.queries import finders

    results = []
    with asking() as services, bars() as report:
        search = Discovery(kb, finders(services), today(), since, report)
        for result in search.run(queries, chosen):
            results.append(result)
            if not dry_run:
                try:
                    keep(project, result)
                except OSError as error:
                    raise NothingDoneError(
                        f"the ledger could not be written: {error.strerror}"
                    ) from None
    return results


def _chosen(kb: KnowledgeBase, names: Sequence[str]) -> tuple[Queries, Sequence[Query]]:
    """Return the saved queries and those to ask, or end with exit code 2."""
    from npcev_kb.model.registry import suggest

    queries = kb.ledger.queries
    if queries is None or not queries.queries:
        raise NothingDoneError("no query is saved: write data/screening/queries.yaml")
    known = {query.id: query for query in queries.queries}
    for name in names:
        if name not in known:
            near = suggest(name, list(known))
            meant = f'did you mean "{near}"?' if near else f"there are: {', '.join(known)}"
            raise NothingDoneError(f'there is no query "{name}"; {meant}')
    return queries, [known[name] for name in dict.fromkeys(names)] or queries.queries


def _since(kb: KnowledgeBase, given: datetime | None) -> date | None:
    """Return the day that was given; None is since the last search, if there was one."""
    if given is None:
        if not any(run.searches for run in kb.ledger.runs):
            raise NothingDoneError("no search has been run yet: say from which day, as in --since "
                                   f"{kb.review.method.window.last}-01-01")  # fmt: skip
        return None
    if given.date() > today():
        raise NothingDoneError(f"--since {given.date()} is in the future")
    return given.date()


def _show(result: Round, *, dry_run: bool) -> None:
    """Print what a query brought: counts, new candidates, and what did not answer."""
    name = result.query.id
    for search in result.searches:
        click.echo(
            f"{name}: {search.service.label} since {search.since}: "
            f"{search.found} found, {search.known} known, {search.new} new"
        )
    for candidate in result.fresh:
        year = f" ({candidate.year})" if candidate.year else ""
        mark = "?" if dry_run else "+"
        click.echo(f"  {mark} {candidate.score:>4}  {candidate.id}: {candidate.title}{year}")
    for more in result.cut:
        click.echo(f"{name}: {more}, the most that is asked for: there may be more", err=True)
    for failure in result.failures:
        click.echo(f"{name}: {failure}", err=True)
