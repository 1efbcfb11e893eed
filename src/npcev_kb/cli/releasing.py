"""The command that packs what is published into one archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb import __version__
from npcev_kb.cli.differing import compared
from npcev_kb.cli.entry import NothingDoneError, find, settings_of, sound

if TYPE_CHECKING:
    from npcev_kb.living.comparison import Comparison
    from npcev_kb.living.release import Release
    from npcev_kb.store.project import Project


@click.command()
@click.option(
    "--since",
    metavar="REVISION",
    help="The release before; otherwise the newest tag of a release, if there is one.",
)
@click.option(
    "--tag",
    metavar="TAG",
    help="The tag that is published: refused unless it and CITATION.cff have the version.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder; otherwise dist/ in the knowledge base.",
)
@click.pass_obj
def release(root: Path | None, since: str | None, tag: str | None, output: Path | None) -> None:
    """Pack one archive with all formats, records, schemas, notes and digests.

    The version is made from data and code: the day of the data, the version of the tool, and a
    digest of both. The notes say which conclusions moved since the release before, and which
    debates, gaps and sources are new. CITATION.cff is set to the version. The same data and the
    same tool give the same bytes. Exit code 0: written, 1: the data have errors, or the tag is not
    that of this version, 2: nothing could be written.
    """
    from npcev_kb.living.release import release as made

    project = find(root)
    kb = sound(project)
    before = _before(project, since)
    try:
        found = made(project, kb, settings_of(project), __version__, before)
        if tag is None:
            _cite(project, found)
        else:
            _agree(project, found, tag)
        _write(found, output or project.root / "dist")
    except ValueError as error:
        raise NothingDoneError(f"CITATION.cff cannot be kept current: {error}") from None
    except OSError as error:
        raise NothingDoneError(f"the release could not be written: {error.strerror}") from None
    told = f"since {before.before.where.removeprefix('in ')}" if before else "as the first release"
    click.echo(f"{found.title} written {told}; its tag: v{found.version}", err=True)


def _before(project: Project, since: str | None) -> Comparison | None:
    """Return the release before beside this state, None where there was none."""
    from npcev_kb.store.revision import RevisionError, last_release

    try:
        name = since or last_release(project)
    except RevisionError as error:
        raise NothingDoneError(str(error)) from None
    return compared(project, name) if name else None


def _cite(project: Project, found: Release) -> None:
    """Bring CITATION.cff to the version, where the project has one."""
    from npcev_kb.store.write import write_bytes_atomically

    path = project.root / "CITATION.cff"
    if path.is_file() and path.read_bytes() != found.files[path.name]:
        write_bytes_atomically(path, found.files[path.name])
        click.echo("CITATION.cff has the new version: commit it before you tag", err=True)


def _agree(project: Project, found: Release, tag: str) -> None:
    """End with exit code 1 unless tag and CITATION.cff are those of the version."""
    wrong = []
    if tag != f"v{found.version}":
        wrong.append(f"the tag is {tag}, the version of data and code is v{found.version}")
    path = project.root / "CITATION.cff"
    if path.is_file() and path.read_bytes() != found.files[path.name]:
        wrong.append("CITATION.cff has another version: run npcev release, and commit it")
    if wrong:
        raise click.ClickException("; ".join(wrong))


def _write(found: Release, folder: Path) -> None:
    from npcev_kb.living.release import NOTES, SUMS, sums
    from npcev_kb.store.write import write_bytes_atomically

    files = {f"{found.title}.zip": found.archive, NOTES: found.notes.encode()}
    for name, content in {**files, SUMS: sums(files).encode()}.items():
        write_bytes_atomically(folder / name, content)
