"""The command that begins a study."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npcev_kb.cli.asking import today
from npcev_kb.cli.entry import NothingDoneError, find, sound

if TYPE_CHECKING:
    from npcev_kb.living.new_study import NewStudy
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.model.vocabulary import Vocabulary


@click.command()
@click.option("--title", default="", help="Title of the work.")
@click.option("--label", default="", help="Short name of the record; otherwise the title.")
@click.option("--doi", default="", help="DOI of the work.")
@click.option("--pmid", default="", help="PubMed number of the work.")
@click.option("--year", type=int, help="Year of publication.")
@click.option("--id", "name", default="", help="Id of the record: cargo and topic as nouns.")
@click.option("--read", "reading_basis", default="", help="How much of it you read.")
@click.option("--section", "sections", multiple=True, help="Section of the review it belongs to.")
@click.option("--finding", default="", help="The finding in one sentence of your own.")
@click.option("--voice", default="study", help="Who says it: study, review or curator.")
@click.option("--at", default="", help="Where the finding stands: abstract, full text, title.")
@click.option("--cargo", multiple=True, help="Cargo by key or name; may be given again.")
@click.option("--form", multiple=True, help="Molecular form of each cargo, in the same order.")
@click.option("--family", default="", help="Kind of claim.")
@click.option("--effect", default="", help="What the vesicles do.")
@click.option("--outcome", default="", help="To what, by key or name.")
@click.option("--matrix", default="", help="In what a marker was measured.")
@click.option("--design", default="", help="Kind of experiment that tested the claim.")
@click.option("--manipulated", default="", help="What was changed in it.")
@click.option("--from-form", type=click.Path(path_type=Path), help="Body of the issue form.")
@click.option("--no-input", is_flag=True, help="Ask nothing; what is missing is said.")
@click.pass_obj
def new(root: Path | None, /, from_form: Path | None, no_input: bool, **told: object) -> None:
    """Begin the record of a study: asked for step by step, or from options alone.

    A draft is written to data/studies/ once nothing is wrong with it; otherwise all that is wrong
    or missing is said and nothing is written. A work that has a record is named. Nothing is asked
    of the network: `npcev enrich` fills in what services know. Exit code 0: begun, 1: something is
    wrong or missing, 2: nothing could be begun.
    """
    from npcev_kb.living.new_study import AlreadyKnownError, NewStudy, draft, write
    from npcev_kb.problems import formats

    project = find(root)
    kb = sound(project)
    study = _form(from_form) if from_form else NewStudy(**told)  # type: ignore[arg-type]
    if not no_input and not from_form:
        study = _asked(kb, study)
    study = replace(study, reading_basis=study.reading_basis or "title")
    try:
        made = draft(project, kb, study, today())
        if made.problems:
            for problem in made.problems:
                click.echo(formats.as_text(problem), err=True)
            click.echo("nothing was written; the draft would have been:\n", err=True)
            click.echo(made.text, nl=False, err=True)
            sys.exit(1)
        path = write(project, made)
    except AlreadyKnownError as error:
        raise NothingDoneError(f"there is a record of this work: {error.record}") from None
    except FileExistsError:
        raise NothingDoneError(f"there is a record {study.name}; choose another --id") from None
    except OSError as error:
        raise NothingDoneError(f"the draft could not be written: {error.strerror}") from None
    next_ = f"npcev enrich {made.name} (title, authors and year), npcev trace {made.name}"
    click.echo(f"{project.relative(path)} is begun; next: {next_}")


def _form(path: Path) -> NewStudy:
    from npcev_kb.living.issue_form import LONGEST_FORM, FormError, told_in

    try:
        raw = path.read_bytes()[: 4 * LONGEST_FORM + 1]
        return told_in(raw.decode("utf-8"))
    except OSError as error:
        raise NothingDoneError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise NothingDoneError(f"{path} is not UTF-8") from None
    except FormError as error:
        raise click.ClickException(f"{path} is no sound form:\n{error}") from None


def _asked(kb: KnowledgeBase, study: NewStudy) -> NewStudy:
    """Ask for what was not given, in the order of a record."""
    from npcev_kb.model.vocabulary import EffectKind, Family, Matrix, ReadingBasis

    title = study.title or _text("title of the work")
    doi = study.doi or ("" if study.pmid else _text("DOI, or Enter if you do not have it"))
    pmid = study.pmid or ("" if doi else _text("PubMed number, or Enter"))
    basis = study.reading_basis or _word("how much of it did you read", ReadingBasis, kb)
    sections = study.sections or _section(kb)
    finding = study.finding or _text("the finding in one sentence of your own, or Enter")
    at = study.at or (_text("where it stands (abstract, full text, title)") if finding else "")
    cargo = study.cargo or _terms(kb, "cargo of the vesicles", "cargo")
    family = study.family or _word("kind of claim", Family, kb)
    effect = study.effect or _word("what the vesicles do", EffectKind, kb)
    outcome = study.outcome or next(iter(_terms(kb, "to what", "outcome", one=True)), "")
    marker = family == Family.BIOMARKER.value
    matrix = study.matrix or (_word("measured in", Matrix, kb) if marker else "")
    return replace(
        study, title=title, doi=doi, pmid=pmid, reading_basis=basis, sections=sections,
        finding=finding, at=at, cargo=cargo, family=family, effect=effect, outcome=outcome,
        matrix=matrix,
    )  # fmt: skip


def _text(said: str) -> str:
    return str(click.prompt(said, default="", show_default=False)).strip()


def _word(said: str, words: type[Vocabulary], kb: KnowledgeBase) -> str:
    """Ask for a member of a vocabulary by its number, each with its definition."""
    members = list(words)
    for number, member in enumerate(members, 1):
        click.echo(f"  {number:2}  {member.label}: {member.definition}")
    return members[click.prompt(said, type=click.IntRange(1, len(members))) - 1].value


def _section(kb: KnowledgeBase) -> tuple[str, ...]:
    known = [section.id for section in kb.review.sections]
    for section in kb.review.sections:
        click.echo(f"  {section.id:6} {section.title}")
    asked = click.prompt("section it belongs to", type=click.Choice(known), show_choices=False)
    return (str(asked),)


def _terms(kb: KnowledgeBase, said: str, role: str, *, one: bool = False) -> tuple[str, ...]:
    """Ask for terms until Enter alone; what was typed is matched to names and chosen by number."""
    from rapidfuzz import fuzz, process

    kinds = {kind.id for kind in kb.kinds.values() if role in kind.roles}
    names = {
        f"{name} ({entity.key})": entity.key
        for entity in kb.entities.values()
        if entity.kind in kinds
        for name in dict.fromkeys((entity.label, entity.name or "", *entity.synonyms))
        if name
    }
    found: list[str] = []
    while not (one and found):
        typed = _text(f"{said}, or Enter{'' if one else ' to go on'}")
        if not typed:
            break
        near = process.extract(typed, list(names), scorer=fuzz.WRatio, limit=9, score_cutoff=60)
        keys = list(dict.fromkeys(names[name] for name, _, _ in near))
        if not keys:
            click.echo("  no term has such a name; the registry is in data/entities/")
            continue
        for number, key in enumerate(keys, 1):
            click.echo(f"  {number:2}  {kb.entities[key].label} ({key})")
        chosen = click.prompt("number, or 0 for none", type=click.IntRange(0, len(keys)))
        found += [keys[chosen - 1]] if chosen else []
    return tuple(found)
