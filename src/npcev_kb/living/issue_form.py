"""The body of an issue form as what was told of a study: headings and answers, nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from npcev_kb.living.new_study import NewStudy

NO_ANSWER = "_No response_"
LONGEST_FORM = 100_000
LONGEST_ANSWER = 2_000
FIELDS = {
    "DOI": "doi",
    "PubMed number": "pmid",
    "Title": "title",
    "How much of it did you read?": "reading_basis",
    "The finding in one sentence of your own": "finding",
    "Cargo of the vesicles": "cargo",
    "Kind of claim": "family",
    "What the vesicles do": "effect",
    "To what": "outcome",
    "How it was tested": "detail",
}
"""The labels of the form, with what each answer is."""
UNSEEN = ("Cc", "Cf", "Co", "Cs")
"""Categories of signs that nobody sees: controls, marks of direction, private and half signs."""
_HEADING = re.compile(r"^### +(.+?) *$", re.MULTILINE)
_NAMES = ("cargo", "outcome", "doi", "pmid")
"""Answers in which a letter of another script is a trap and never meant."""


class FormError(Exception):
    """The form cannot be taken. The message names every answer and what is wrong with it."""


def told_in(body: str) -> NewStudy:
    """Read the body of the form `propose-a-study`.

    Args:
        body: Markdown as the forge writes it; all of it is hostile until it is checked.

    Raises:
        FormError: an answer is too long, holds what cannot be seen, or mixes scripts in a name.
    """
    if len(body) > LONGEST_FORM:
        raise FormError(f"the form has {len(body):,} characters, more than {LONGEST_FORM:,}")
    answers = dict(_answers(body.replace("\r\n", "\n")))
    if not answers:
        raise FormError("this is no form: no heading of the form was found")
    wrong = [f"{name}: {why}" for name, text in answers.items() for why in _wrong(name, text)]
    if wrong:
        raise FormError("\n".join(wrong))
    cargo = tuple(part.strip() for part in answers.pop("cargo", "").split(",") if part.strip())
    finding = answers.get("finding", "")
    at = answers.get("reading_basis", "").replace("_", " ") if finding else ""
    return NewStudy(**answers, cargo=cargo, at=at)  # type: ignore[arg-type]


def _answers(body: str) -> Iterator[tuple[str, str]]:
    """Yield the answers that were given, by the names of their fields."""
    parts = _HEADING.split(body)
    for label, text in zip(parts[1::2], parts[2::2], strict=True):
        answer = text.strip()
        if label in FIELDS and answer and answer != NO_ANSWER:
            yield FIELDS[label], " ".join(answer.split("\n"))


def _wrong(name: str, text: str) -> Iterator[str]:
    if len(text) > LONGEST_ANSWER:
        yield f"has {len(text):,} characters, more than {LONGEST_ANSWER:,}; say it shorter"
    unseen = sorted(
        {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs")}
    )
    if unseen:
        codes = ", ".join(f"U+{ord(char):04X}" for char in unseen)
        yield f"holds signs that cannot be seen ({codes}); take them out"
    scripts = _scripts(text) if name in _NAMES else set()
    if "LATIN" in scripts and scripts & {"CYRILLIC", "ARMENIAN", "CHEROKEE"}:
        yield f'"{text[:80]}" mixes letters that look alike from two scripts; type it again'


def _scripts(text: str) -> set[str]:
    """Return the scripts of the letters of a text; Greek is a part of many names."""
    return {unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha()}
