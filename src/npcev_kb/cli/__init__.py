"""The door: commands open, call, print and decide the exit code; nothing is worked out here.

What a command needs is imported when it runs, so that help and validation start quickly.
"""

from __future__ import annotations

from pathlib import Path

import click

from npcev_kb import __version__
from npcev_kb.cli.beginning import new
from npcev_kb.cli.building import build, serve
from npcev_kb.cli.citing import import_
from npcev_kb.cli.differing import diff
from npcev_kb.cli.discovering import discover
from npcev_kb.cli.enriching import enrich
from npcev_kb.cli.exporting import export
from npcev_kb.cli.formatting import fmt
from npcev_kb.cli.impact import impact
from npcev_kb.cli.previewing import preview
from npcev_kb.cli.reading import explain, schema, trace, validate
from npcev_kb.cli.releasing import release
from npcev_kb.cli.resolving import resolve
from npcev_kb.cli.screening import screen


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="npcev")
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the knowledge base; otherwise it is looked for upwards from here.",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Validate, build and export a knowledge base grown from one literature review."""
    context.obj = root


for command in (
    validate,
    new,
    fmt,
    explain,
    trace,
    schema,
    impact,
    diff,
    enrich,
    resolve,
    discover,
    screen,
    import_,
    export,
    build,
    serve,
    preview,
    release,
):
    main.add_command(command)
