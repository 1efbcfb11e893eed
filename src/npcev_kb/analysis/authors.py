"""Whether two names are those of one author: as reference lists print them, and as services do."""

from __future__ import annotations

import re
import unicodedata

from npcev_kb.model.normal import plain_words
from npcev_kb.model.published import Author

_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,4}")
_SUFFIX = re.compile(r"(?i)(?:jr|sr|ii|iii|iv|2nd|3rd)\.?")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
"""How the same letters are written where there are none with signs."""


def family_of(printed: str) -> str:
    """Return the family name of a printed name: `Liu` of `Liu YW`, the whole where none is told."""
    before_comma, comma, _ = printed.partition(",")
    if comma and before_comma.strip():
        return before_comma.strip()
    words = printed.split()
    while len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        words.pop()
    if len(words) > 1 and words[-1].isupper() and _INITIALS.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def is_printed_as(author: Author, printed: str) -> bool:
    """Tell whether a printed name may be that of an author of a service.

    Accents, hyphens and particles do not count, nor which name comes first if the initial fits.
    Names in two scripts cannot be compared, so that they may be the same.
    """
    own, name = family_of(printed), author.family or author.name or ""
    if _is_latin(own) != _is_latin(name) or _are_alike(own, name):
        return True
    initial = printed.removeprefix(own).strip(" ,")[:1]
    swapped = bool(initial) and plain_words(name).startswith(plain_words(initial))
    return swapped and author.given is not None and _are_alike(own, author.given)


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two names are the same, or one is the beginning or end of the other."""
    for first in _spellings(one):
        for second in _spellings(other):
            short, long = sorted((first, second), key=len)
            if "".join(short) == "".join(long):
                return True
            if short and short in (long[: len(short)], long[-len(short) :]):
                return True
    return False


def _spellings(name: str) -> set[tuple[str, ...]]:
    lower = unicodedata.normalize("NFC", name).casefold()
    written = (lower.translate(_TWO_LETTERS).translate(_LETTERS), lower.translate(_LETTERS))
    return {tuple(plain_words(each).split()) for each in written}


def _is_latin(text: str) -> bool:
    letters = [char for char in unicodedata.normalize("NFKD", text) if char.isalpha()]
    return all(char.isascii() or "LATIN" in unicodedata.name(char, "") for char in letters)
