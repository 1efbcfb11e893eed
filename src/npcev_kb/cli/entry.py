"""What every command does at the door: find the knowledge base, judge it, print problems."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.model.study import Placed
    from npcev_kb.pipeline import Verdict
    from npcev_kb.render.settings import Settings
    from npcev_kb.store.project import Project

P = TypeVar("P", bound="Placed")


class NothingDoneError(click.ClickException):
    """The command could not begin its work: exit code 2."""

    exit_code = 2


def find(root: Path | None) -> Project:
    """Find the knowledge base, or end with exit code 2 and a sentence."""
    from npcev_kb.store.project import Project, ProjectNotFoundError

    try:
        return Project.find(Path.cwd(), root)
    except ProjectNotFoundError as error:
        raise NothingDoneError(str(error)) from None


def builds(root: Path | None) -> Project:
    """Find a knowledge base that has a site, or end with exit code 2."""
    project = find(root)
    if not (project.root / "mkdocs.yml").is_file():
        raise NothingDoneError(f"{project.root} holds no mkdocs.yml, so there is no site to build")
    return project


def judged(project: Project, *, keep_going: bool) -> Verdict:
    """Return the verdict on a project; its errors are printed and, unless kept going, end it."""
    from npcev_kb.pipeline import validate as check

    verdict = check(project)
    if verdict.errors:
        say(replace(verdict, problems=verdict.errors), "text", err=True)
    if verdict.kb is None or (verdict.errors and not keep_going):
        sys.exit(1)
    return verdict


def sound(project: Project) -> KnowledgeBase:
    """Return the knowledge base if it has no errors; otherwise print them and end with 1."""
    kb = judged(project, keep_going=False).kb
    assert kb is not None
    return kb


def named(name: str, records: Mapping[str, P], what: str) -> P:
    """Return the record of an id or of a reference number, or end with exit code 2.

    Args:
        name: an id, or a number of the review's reference list.
        records: the records to choose from, by id.
        what: what they are called in the sentence that ends the command.
    """
    from npcev_kb.model.registry import suggest

    numbers = {str(n): record for record in records.values() for n in record.review_refs}
    record = records.get(name) or numbers.get(name)
    if record is None:
        near = suggest(name, list(records))
        meant = f'; did you mean "{near}"?' if near else ""
        raise NothingDoneError(f'there is no {what} "{name}"{meant}')
    return record


def inside(project: Project, verdict: Verdict, paths: tuple[Path, ...]) -> set[str]:
    """Return the checked files that the named files and folders stand for."""
    known = {*verdict.files, *(problem.path for problem in verdict.problems)}
    chosen: set[str] = set()
    for path in paths:
        found: set[str] = set()
        for whole in dict.fromkeys((path.resolve(), (project.root / path).resolve())):
            found = found or {
                name
                for name in known
                if (full := (project.root / name).resolve()) == whole or whole in full.parents
            }
        if not found:
            said = "holds nothing that npcev checks" if path.exists() else "does not exist"
            raise NothingDoneError(f"{path} {said}")
        chosen |= found
    return chosen


def say(verdict: Verdict, form: str, *, err: bool = False, notes: bool = True) -> None:
    """Print problems in a format; as text, notes only if asked for."""
    from npcev_kb.problems import Severity, formats

    if form == "json":
        click.echo(formats.as_json(verdict.problems), err=err)
        return
    line = formats.as_github if form == "github" else formats.as_text
    for problem in verdict.problems:
        if notes or problem.severity is not Severity.INFO or form != "text":
            click.echo(line(problem), err=err)
    click.echo(formats.summary(verdict.problems, len(verdict.files)), err=True)


def known(name: str, names: Sequence[str], what: str) -> str:
    """Return a name that exists, or end with exit code 2."""
    from npcev_kb.model.registry import suggest

    if name not in names:
        near = suggest(name, list(names))
        meant = f'; did you mean "{near}"?' if near else f"; there are: {', '.join(names)}"
        raise NothingDoneError(f'there is no {what} "{name}"{meant}')
    return name


def settings_of(project: Project) -> Settings:
    """Return name and address of the site as `mkdocs.yml` tells them, for formats that say so."""
    from npcev_kb.render.settings import Settings
    from npcev_kb.store.site_file import site_file

    told = site_file(project)
    return Settings(address=told.address, name=told.name or Settings.name)
