"""Commands that ask services about the works behind records."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.asking import BY, asking, bars, curator, records_named, refused, today
from npcev_kb.cli.entry import NothingDoneError, find, judged, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from npcev_kb.living.refresh import Outcome
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.model.study import Study, Work
    from npcev_kb.store.project import Project

SERVICES = click.Choice(["crossref", "pubmed", "europepmc", "openalex"])


@click.command()
@click.argument("studies", metavar="[STUDY]...", nargs=-1)
@click.option(
    "--service",
    "names",
    multiple=True,
    type=SERVICES,
    help="Ask only this service; may be given again. Otherwise all but OpenAlex.",
)
@click.option("--check", is_flag=True, help="Write nothing; say which files would change.")
@click.option(
    "--accept",
    "wishes",
    multiple=True,
    metavar="FIELD[=SERVICE]",
    help="Ask nobody; take over what a service said of a field, such as title=crossref.",
)
@BY
@click.pass_obj
def enrich(
    root: Path | None,
    studies: tuple[str, ...],
    names: tuple[str, ...],
    check: bool,
    wishes: tuple[str, ...],
    by: str | None,
) -> None:
    """Ask Crossref, PubMed and Europe PMC about the works behind records.

    STUDY is the id or reference number of a study or other work; without one, all are asked
    about. What the services say is written to data/metadata/, and only there. Where it differs
    from a record, that is said as a problem; the record is never changed but by --accept.
    Exit code 0: all answered, 1: something failed, differs or would change, 2: nothing was done.
    """
    project = find(root)
    verdict = judged(project, keep_going=True)
    kb = verdict.kb
    assert kb is not None
    records = records_named(project, kb, studies)
    if wishes and (check or names):
        raise NothingDoneError("--accept asks nobody: it goes without --check and --service")
    if wishes:
        _take_over(project, kb, records if studies else (), wishes, by)
        return
    outcomes: list[Outcome] = []
    try:
        for outcome in _ask(project, kb, records, names, everything=not studies):
            outcomes.append(outcome if check else _kept(project, outcome))
    except KeyboardInterrupt:
        click.echo("stopped; what was answered is kept, and every file is whole", err=True)
        _sum_up(outcomes, check=check)
        sys.exit(1)
    _sum_up(outcomes, check=check)
    names_asked = {each.record for each in outcomes}
    differ = False if check else _say_differences(project, kb, names_asked)
    stale = check and any(each.state in ("new", "changed", "removed") for each in outcomes)
    skipped = sorted(project.names() - {*kb.studies, *kb.works}) if not studies else []
    for name in skipped:
        click.echo(f"{name}: has errors, so nobody was asked about it", err=True)
    sys.exit(int(stale or differ or bool(skipped) or any(each.failures for each in outcomes)))


def _ask(
    project: Project,
    kb: KnowledgeBase,
    records: Sequence[Study | Work],
    names: tuple[str, ...],
    *,
    everything: bool,
) -> Iterator[Outcome]:
    """Ask about the records; yield each as soon as its answers are in, and orphans at the end."""
    from npcev_kb.living.refresh import USUAL, Refresh, orphans
    from npcev_kb.model.vocabulary import Service

    chosen = [Service(name) for name in names] or list(USUAL)
    with asking() as services, bars() as report:
        yield from Refresh(kb, services, chosen, today(), report).run(records)
    if everything:
        yield from orphans(project)


def _kept(project: Project, outcome: Outcome) -> Outcome:
    """Write what became of one file; that it could not be written is told with its record."""
    from npcev_kb.living.refresh import State, keep

    try:
        keep(project, outcome)
    except OSError as error:
        failure = f"its metadata cannot be written: {error.strerror}"
        return replace(outcome, state=State.FAILED, failures=(*outcome.failures, failure))
    return outcome


def _sum_up(outcomes: Sequence[Outcome], *, check: bool) -> None:
    """Say what became of each file, and which records a service did not answer for."""
    for outcome in outcomes:
        if outcome.state in ("new", "changed", "removed"):
            would = "would be " if check else ""
            click.echo(f"data/metadata/{outcome.record}.json: {would}{outcome.state}")
    for outcome in outcomes:
        for failure in outcome.failures:
            click.echo(f"{outcome.record}: {failure}", err=True)
    counted = Counter(outcome.state.value for outcome in outcomes)
    failed = sum(bool(outcome.failures) for outcome in outcomes)
    said = ", ".join(f"{count} {state}" for state, count in sorted(counted.items()))
    missing = f"; {failed} with a service that did not answer" if failed else ""
    works = "1 work" if len(outcomes) == 1 else f"{len(outcomes)} works"
    click.echo(f"{works}: {said}{missing}", err=True)
    if len(outcomes) == 1 and outcomes[0].state == "not identified":
        click.echo(f"next: npcev resolve {outcomes[0].record}", err=True)


def _say_differences(project: Project, before: KnowledgeBase, records: set[str]) -> bool:
    """Print which works have fallen, and where services and records differ; tell if they do."""
    from npcev_kb.pipeline import validate
    from npcev_kb.problems import metadata

    verdict = validate(project)
    found = tuple(
        problem
        for problem in verdict.problems
        if problem.code in metadata.CODES and Path(problem.path).stem in records
    )
    if verdict.kb is not None:
        _say_fallen(before, verdict.kb, records)
    if found:
        say(replace(verdict, problems=found), "text")
    return bool(found)


def _say_fallen(before: KnowledgeBase, after: KnowledgeBase, records: set[str]) -> None:
    """Print each work of which a service now tells that it was retracted or questioned."""
    from npcev_kb.analysis.source_status import FALLEN, last_word, source_events

    everything: dict[str, Study | Work] = {**after.studies, **after.works}
    for name in sorted(records & everything.keys()):
        word = last_word(source_events(after, everything[name]))
        if word is None or word.found not in FALLEN:
            continue
        known = last_word(source_events(before, everything[name]))
        if known is None or known.found is not word.found:
            told = f"{word.found.label}, {word.day.isoformat()}: {word.source}"
            click.echo(f"{name}: {told}; see npcev impact {name}")


def _take_over(
    project: Project,
    kb: KnowledgeBase,
    records: Sequence[Study | Work],
    wishes: tuple[str, ...],
    by: str | None,
) -> None:
    """Write fields into one record, as the services gave them."""
    from npcev_kb.living.accept import NothingToAcceptError, Wish, accept
    from npcev_kb.living.editing import NotWrittenError

    if len(records) != 1:
        raise NothingDoneError("name the one record that --accept is for")
    record = records[0]
    try:
        parsed = [Wish.parse(wish) for wish in wishes]
        written = accept(project, kb, record, parsed, by=curator(by), today=today())
    except NothingToAcceptError as error:
        raise NothingDoneError(str(error)) from None
    except NotWrittenError as error:
        raise refused(error.problems) from None
    except OSError as error:
        raise NothingDoneError(f"it could not be written: {error.strerror}") from None
    for path in written:
        click.echo(f"written: {project.relative(path)}")
