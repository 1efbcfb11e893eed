"""The dialogue of screening: one candidate is shown, one letter is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from npcev_kb.living.screen import Verdict
    from npcev_kb.model.screening import Candidate

CHOICES = click.Choice(["i", "e", "l", "s", "q"], case_sensitive=False)
AUTHORS_SHOWN = 6


class Stopped(Exception):
    """Somebody chose to stop."""


def show(candidate: Candidate, number: int, total: int) -> None:
    """Print a candidate: what it is, where to read it, why it was found."""
    more = len(candidate.authors) - AUTHORS_SHOWN
    authors = ", ".join(candidate.authors[:AUTHORS_SHOWN]) or "authors not told"
    lines = [
        "",
        f"{number} of {total}: {candidate.id} ({candidate.status.label})",
        click.style(candidate.title, bold=True),
        f"{authors} and {more} more" if more > 0 else authors,
        f"{candidate.journal or 'journal not told'}, {candidate.year or 'year not told'}",
        *_addresses(candidate),
        f"score {candidate.score}: {'; '.join(candidate.reasons) or 'no rule counted'}",
        *(f"found by {each.service.label} for {each.query} on {each.day}"
          for each in candidate.found),
        *(f"{each.day} {each.status.label} by {each.by}{f': {each.note}' if each.note else ''}"
          for each in candidate.decisions),
    ]  # fmt: skip
    click.echo("\n".join(lines))


def ask(sections: Sequence[str]) -> Verdict | None:
    """Ask what is to become of a candidate; None to leave it as it is.

    Args:
        sections: the sections of the review, of which one may be named for what is included.

    Raises:
        Stopped: the person wants to stop.
        click.Abort: Ctrl-C, or the input ended.
    """
    from npcev_kb.living.screen import Verdict
    from npcev_kb.model.vocabulary import ScreeningStatus

    said = "include, exclude, later, skip, quit"
    letter = str(click.prompt(said, type=CHOICES, show_choices=True)).lower()
    if letter == "q":
        raise Stopped
    if letter == "i":
        section = _asked("section, or Enter for none", _one_of(sections))
        return Verdict(ScreeningStatus.INCLUDED, sections=(section,) if section else ())
    if letter == "e":
        return _exclusion()
    return Verdict(ScreeningStatus.LATER) if letter == "l" else None


def _exclusion() -> Verdict:
    from npcev_kb.living.screen import Verdict
    from npcev_kb.model.vocabulary import ExclusionReason, ScreeningStatus

    reasons = list(ExclusionReason)
    for number, reason in enumerate(reasons, 1):
        click.echo(f"  {number}  {reason.label}: {reason.definition}")
    number = click.prompt("reason", type=click.IntRange(1, len(reasons)))
    reason = reasons[number - 1]
    must = reason is ExclusionReason.OTHER
    note = _asked("note" if must else "note, or Enter for none", _a_note(must=must))
    return Verdict(ScreeningStatus.EXCLUDED, reason, note or None)


def _asked(said: str, check: Callable[[str], str]) -> str:
    """Ask for a text that may be empty; what does not pass the check is asked for again."""
    return str(click.prompt(said, default="", show_default=False, value_proc=check))


def _one_of(known: Sequence[str]) -> Callable[[str], str]:
    def check(text: str) -> str:
        text = text.strip()
        if text and text not in known:
            raise click.UsageError(f"there is no section {text}; there are: {', '.join(known)}")
        return text

    return check


def _a_note(*, must: bool) -> Callable[[str], str]:
    from pydantic import TypeAdapter, ValidationError

    from npcev_kb.model.ids import Text

    def check(text: str) -> str:
        text = text.strip()
        if must and not text:
            raise click.UsageError("tell the reason")
        try:
            return TypeAdapter[str](Text).validate_python(text) if text else text
        except ValidationError:
            raise click.UsageError("one line of at most 1200 characters, please") from None

    return check


def _addresses(candidate: Candidate) -> list[str]:
    """Return where the work can be looked at."""
    pairs = (
        ("https://doi.org/", candidate.doi),
        ("https://pubmed.ncbi.nlm.nih.gov/", candidate.pmid),
        ("https://pmc.ncbi.nlm.nih.gov/articles/", candidate.pmcid),
        ("other version: https://doi.org/", candidate.preprint),
    )
    return [base + value for base, value in pairs if value] or ["no address known"]
