"""What the commands share that ask services: who we are, the clients, the bars, the records."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.entry import NothingDoneError, named

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from npcev_kb.enrich.services import Services
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.model.study import Study, Work
    from npcev_kb.model.vocabulary import Service
    from npcev_kb.problems import Problem
    from npcev_kb.store.project import Project

BY = click.option("--by", help="Who decides; otherwise NPCEV_CURATOR or the configuration.")


def today() -> date:
    """Return the day that answers and decisions bear, in UTC."""
    return datetime.now(tz=UTC).date()


def refused(problems: Sequence[Problem]) -> click.ClickException:
    """Return the end of a command that would have made a record invalid."""
    from npcev_kb.problems import formats

    lines = [formats.as_text(problem) for problem in problems]
    return click.ClickException("\n".join(["nothing was written, since then:", *lines]))


@contextmanager
def asking() -> Iterator[Services]:
    """Give the clients of all services, or end with exit code 2 and what is missing."""
    from npcev_kb.enrich.access import AccessError, access
    from npcev_kb.enrich.fetch import Fetcher
    from npcev_kb.enrich.services import Services

    try:
        who = access(os.environ, Path.home())
    except AccessError as error:
        raise NothingDoneError(str(error)) from None
    with Fetcher(who) as fetch:
        yield Services.of(who, fetch)


def curator(given: str | None) -> str | None:
    """Return the name that decisions bear: the one given, else the configured one."""
    from pydantic import TypeAdapter

    from npcev_kb.enrich.access import AccessError, curator_name
    from npcev_kb.model.ids import Sentence

    try:
        name = curator_name(os.environ, Path.home()) if given is None else given
    except AccessError as error:
        raise NothingDoneError(str(error)) from None
    if name is not None:
        refuse_untidy("--by", name, TypeAdapter(Sentence))
    return name


def refuse_untidy(option: str, value: str, kind: TypeAdapter[str]) -> None:
    """End with exit code 2 if a text is not one that a file of decisions can keep."""
    from pydantic import ValidationError

    try:
        kind.validate_python(value)
    except ValidationError:
        raise NothingDoneError(f"{option} is empty, too long or more than one line") from None


@contextmanager
def bars() -> Iterator[Callable[[Service, int, int], None]]:
    """Show one bar for each service with its count and the time left; nothing in a file."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def report(service: Service, done: int, total: int) -> None:
            if service not in tasks:
                tasks[service] = progress.add_task(service.label, total=total)
            progress.update(tasks[service], completed=done, total=total)

        yield report


def records_named(
    project: Project, kb: KnowledgeBase, names: Sequence[str]
) -> tuple[Study | Work, ...]:
    """Return the studies and works of ids or reference numbers; all of them for no name.

    An unknown name, and that of a broken record, end the command with exit code 2.
    """
    everything: dict[str, Study | Work] = {**kb.studies, **kb.works}
    if not names:
        return tuple(everything.values())
    for name in names:
        if name in project.names() and name not in everything:
            raise NothingDoneError(f"{name} has errors: mend it first, as said above")
    found = [named(name, everything, "record") for name in names]
    return tuple({record.id: record for record in found}.values())
