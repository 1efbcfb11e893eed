"""Names of authors as RIS, nbib and CSL-JSON write them."""

from __future__ import annotations

import re

from npcev_kb.model.normal import orcid_in
from npcev_kb.model.published import Author
from npcev_kb.store.citations.plain import LONGEST, plain

_SUFFIX = re.compile(r"(?i)(?:jr|sr|2nd|3rd|[4-9]th|ii|iii|iv)\.?")


def author(
    *, family: str = "", given: str = "", suffix: str = "", name: str = "", collective: bool = False
) -> Author | None:
    """Make an author of the parts of a name; None if there is no name in them."""
    parts = [plain(part) or None for part in (family, given, suffix, name)]
    if any(part and len(part) > LONGEST for part in parts):
        return None
    family_name, given_name, suffix_name, whole = parts
    if family_name:
        return Author(family=family_name, given=given_name, suffix=suffix_name)
    whole = whole or given_name
    return Author(name=whole, collective=collective) if whole else None


def is_suffix(text: str) -> bool:
    """Tell whether a part of a name is Jr, III or the like."""
    return bool(_SUFFIX.fullmatch(text.strip()))


def comma_name(text: str) -> Author | None:
    """Read `Family, Given` and `Family, Given, Suffix`; without a comma it is one piece.

    Returns None if there is no name in the text.
    """
    parts = [part.strip() for part in text.split(",")]
    while len(parts) > 2 and not parts[-1]:
        parts.pop()
    if len(parts) == 1 or len(parts) > 3 or not parts[0]:
        return author(name=text.strip(" ,"))
    family, given, *rest = parts
    suffix = rest[0] if rest else ""
    if suffix and is_suffix(given):
        given, suffix = suffix, given
    if suffix and not is_suffix(suffix):
        return author(name=text)
    return author(family=family, given=given, suffix=suffix)


def full_name(text: str) -> Author | None:
    """Read a name of nbib's FAU line, where the suffix follows the given names.

    Returns None if there is no name in the text.
    """
    family, comma, given = text.partition(",")
    words = given.split()
    if len(words) > 1 and is_suffix(words[-1]):
        return author(family=family, given=" ".join(words[:-1]), suffix=words[-1])
    return author(family=family, given=given) if comma else author(name=text)


def short_name(text: str) -> Author | None:
    """Read a name of nbib's AU line, `Family AB` or `Family AB Jr`.

    Returns None if there is no name in the text.
    """
    words = text.split()
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
    if len(words) > 1 and re.fullmatch(r"(?:[^\W\d_]-?){1,6}", words[-1]) and words[-1].isupper():
        return author(family=" ".join(words[:-1]), given=words[-1], suffix=suffix)
    return author(name=text)


def with_orcid(known: Author, text: str) -> Author:
    """Return an author with the ORCID iD that a text ends with, if it is one."""
    orcid = orcid_in(text) if text.isascii() else None
    return known.model_copy(update={"orcid": orcid}) if orcid else known
