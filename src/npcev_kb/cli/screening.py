"""The command with which a person decides on what searches found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.asking import BY, curator, refuse_untidy, refused, today
from npcev_kb.cli.entry import NothingDoneError, find, sound

if TYPE_CHECKING:
    from npcev_kb.living.screen import Decided, Desk, Verdict
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.model.screening import Candidate
    from npcev_kb.store.project import Project


@click.command()
@click.argument("name", metavar="[ID]", required=False)
@click.option("--include", is_flag=True, help="ID belongs here: begin a draft.")
@click.option("--exclude", "reason", metavar="REASON", help="ID does not belong here, and why.")
@click.option("--later", is_flag=True, help="Put ID off.")
@click.option("--section", "sections", multiple=True, metavar="ID", help="Where the draft belongs.")
@click.option("--note", help="What else is to be said of the decision.")
@click.option("--list", "listed", is_flag=True, help="Show what waits, and decide nothing.")
@BY
@click.pass_obj
def screen(
    root: Path | None,
    name: str | None,
    include: bool,
    reason: str | None,
    later: bool,
    sections: tuple[str, ...],
    note: str | None,
    listed: bool,
    by: str | None,
) -> None:
    """Decide on candidates that npcev discover found.

    Without ID they are shown one after the other, new ones first, the most promising first. Each
    decision is written at once. With ID, one of --include, --exclude and --later decides on that
    candidate; a decision can be changed by deciding again, and both are kept. REASON is one of:
    other_disease, no_vesicles, no_primary_data, duplicate, not_accessible, other. Exit code 0:
    decided, 1: stopped with Ctrl-C, 2: nothing was done.
    """
    project = find(root)
    kb = sound(project)
    if sum((include, reason is not None, later)) != (name is not None):
        raise NothingDoneError("give an ID with one of --include, --exclude REASON and --later")
    if name is None and (sections or note):
        raise NothingDoneError("--section and --note need an ID")
    if listed:
        _list(kb)
    elif name is None:
        _walk(project, kb, _desk(project, kb, by))
    else:
        candidate = _candidate(kb, name)
        verdict = _verdict(kb, include=include, reason=reason, sections=sections, note=note)
        _say(project, _decide(_desk(project, kb, by), candidate, verdict))


def _desk(project: Project, kb: KnowledgeBase, by: str | None) -> Desk:
    """Return the desk of whoever decides, or end with exit code 2 if nobody says who."""
    from npcev_kb.living.screen import Desk

    who = curator(by)
    if who is None:
        raise NothingDoneError("say who decides: --by NAME, or set NPCEV_CURATOR")
    return Desk(project, kb, who, today())


def _candidate(kb: KnowledgeBase, name: str) -> Candidate:
    from npcev_kb.model.registry import suggest

    if name not in kb.ledger.candidates:
        near = suggest(name, list(kb.ledger.candidates))
        meant = f'; did you mean "{near}"?' if near else "; npcev screen --list shows what waits"
        raise NothingDoneError(f'there is no candidate "{name}"{meant}')
    return kb.ledger.candidates[name]


def _verdict(
    kb: KnowledgeBase,
    *,
    include: bool,
    reason: str | None,
    sections: tuple[str, ...],
    note: str | None,
) -> Verdict:
    """Return what the options say, or end with exit code 2."""
    from pydantic import TypeAdapter

    from npcev_kb.living.screen import Verdict
    from npcev_kb.model.ids import Text
    from npcev_kb.model.vocabulary import ExclusionReason, ScreeningStatus

    if note is not None:
        refuse_untidy("--note", note, TypeAdapter(Text))
    if sections and not include:
        raise NothingDoneError("--section is for --include")
    known = [section.id for section in kb.review.sections]
    for section in sections:
        if section not in known:
            raise NothingDoneError(
                f'the review has no section "{section}"; it has: {", ".join(known)}'
            )
    if include:
        return Verdict(ScreeningStatus.INCLUDED, None, note, sections)
    if reason is None:
        return Verdict(ScreeningStatus.LATER, None, note)
    if reason not in list(ExclusionReason):
        raise NothingDoneError(f'"{reason}" is no reason; choose: {", ".join(ExclusionReason)}')
    if reason == ExclusionReason.OTHER and not note:
        raise NothingDoneError("tell the other reason with --note")
    return Verdict(ScreeningStatus.EXCLUDED, ExclusionReason(reason), note)


def _decide(desk: Desk, candidate: Candidate, verdict: Verdict) -> Decided:
    """Keep a decision, or end the command with why it was not kept."""
    from npcev_kb.living.editing import NotWrittenError
    from npcev_kb.living.screen import NotDecidedError

    try:
        return desk.decide(candidate.id, verdict)
    except NotDecidedError as error:
        raise NothingDoneError(str(error)) from None
    except NotWrittenError as error:
        raise refused(error.problems) from None
    except OSError as error:
        raise NothingDoneError(f"the decision could not be written: {error.strerror}") from None


def _say(project: Project, decided: Decided) -> None:
    """Print what was decided and which files were written."""
    click.echo(f"{decided.candidate.id}: {decided.candidate.status.label}")
    for path in decided.written:
        click.echo(f"written: {project.relative(path)}")
    if decided.candidate.status == "included" and decided.draft is None:
        click.echo(f"its record is there already: {decided.candidate.record}")
    if decided.candidate.status == "excluded" and decided.candidate.record:
        click.echo(f"its draft is still there: {decided.candidate.record}; delete it if not needed")


def _list(kb: KnowledgeBase) -> None:
    """Print what waits in the order in which it is shown, one candidate in two lines."""
    from npcev_kb.analysis.screening_flow import flow

    queue = flow(kb.ledger)
    for candidate in queue.waiting:
        year = f" ({candidate.year})" if candidate.year else ""
        click.echo(f"{candidate.score:>4}  {candidate.id}: {candidate.title}{year}")
        click.echo(f"      {candidate.status.label}; {'; '.join(candidate.reasons) or 'no rule'}")
    click.echo(
        f"{len(queue.waiting)} waiting: {len(queue.new)} new, {len(queue.later)} put off", err=True
    )


def _is_kept(project: Project, desk: Desk, candidate: Candidate, verdict: Verdict) -> bool:
    """Keep a decision; one that cannot be kept is told and does not end the session."""
    try:
        _say(project, _decide(desk, candidate, verdict))
    except click.ClickException as error:
        error.show()
        return False
    return True


def _walk(project: Project, kb: KnowledgeBase, desk: Desk) -> None:
    """Show what waits, one after the other, until the end, q or Ctrl-C."""
    from npcev_kb.analysis.screening_flow import flow
    from npcev_kb.cli.dialogue import Stopped, ask, show

    queue, decided = flow(kb.ledger).waiting, 0
    try:
        for number, candidate in enumerate(queue, 1):
            show(candidate, number, len(queue))
            verdict = ask([section.id for section in kb.review.sections])
            if verdict is not None and _is_kept(project, desk, candidate, verdict):
                decided += 1
    except Stopped:
        pass
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"\nstopped; {decided} decided, and all of it is written", err=True)
        raise click.exceptions.Exit(1) from None
    click.echo(f"{decided} of {len(queue)} decided", err=True)
