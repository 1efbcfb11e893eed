"""The command that tells what hangs on one work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.asking import today
from npcev_kb.cli.entry import NothingDoneError, find, named, sound

if TYPE_CHECKING:
    from npcev_kb.model.study import Study, Work


@click.command()
@click.argument("study")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write it.",
)
@click.pass_obj
def impact(root: Path | None, study: str, form: str) -> None:
    """Tell what would change if STUDY were retracted; nothing is written.

    STUDY is an id, or a reference number of the review; other works cited will do too. Said are
    its claims with their levels now and then, claims of other studies whose flags or groups would
    change, the debates and questions that involve them, and every page that would change. Exit
    code 0: said, 1: the data have errors, 2: there is no such record.
    """
    from npcev_kb.analysis.source_status import last_word, source_events
    from npcev_kb.living.impact import as_json, as_text, impact_of
    from npcev_kb.render.html import environment, template_folders

    project = find(root)
    kb = sound(project)
    records: dict[str, Study | Work] = {**kb.studies, **kb.works}
    record = named(study, records, "study or work")
    if record in kb.drafts:
        raise NothingDoneError(f"{record.id} is a draft: nothing that is published rests on it")
    word = last_word(source_events(kb, record))
    if word is not None and word.found == "retraction":
        raise NothingDoneError(f"{record.id} is retracted already, {word.day.isoformat()}")
    templates = environment(template_folders(project.root))
    report = impact_of(kb.published, record, today(), templates)
    click.echo(as_json(report) if form == "json" else "\n".join(as_text(report)))
