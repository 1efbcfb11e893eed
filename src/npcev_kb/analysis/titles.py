"""How alike two titles are, when what differs between services and printers is left aside.

Left aside: case, accents, markup, punctuation, Greek letters spelled out or not, a full stop at the
end, words such as RETRACTED in front, and a subtitle that one of the two leaves out.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz import fuzz

from npcev_kb.model.normal import plain_words

SAME, OTHER_WORK = 90, 60
"""From the first on, titles of 100 are one title; under the second they are of two works."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_FATE = re.compile(
    r"(?i)[\W_]*(?:retracted|withdrawn|removed)(?:\s+(?:article|chapter|paper))?\s*[:\])]+\s*"
)
_NOTICE = re.compile(
    r"(?i)[\W_]*(?:(?:publisher|author)(?:['’]?s)?\s+)?"
    r"(?:(?:erratum|errata|corrigendum|corrigenda)\b(?:\s+(?:to|for|in)\b)?\s*[:\])]*"
    r"|(?:addendum|correction|retraction(?:\s+note)?|expression of concern)"
    r"(?:\s+(?:to|for|of))?\s*[:\])]+)\s*"
)
_SUBTITLE = re.compile(r"[:.?!;]\s|\s[-\u2010-\u2015]\s?")
_TRANSLATED = re.compile(r"\s*\[.*\][\s.]*", re.DOTALL)
_GREEK = {
    char: unicodedata.name(char).split()[-1].lower().replace("lamda", "lambda")
    for char in map(chr, range(ord("α"), ord("ω") + 1))
}


def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 100."""
    first, second = _words(one), _words(other)
    if first.replace(" ", "") == second.replace(" ", ""):
        return 100.0
    if second in map(_words, _mains(one)) or first in map(_words, _mains(other)):
        return 100.0
    return fuzz.token_sort_ratio(first, second)


def are_comparable(one: str, other: str) -> bool:
    """Tell whether two titles can be compared by their words.

    A title in brackets was translated by a service, and letters of two scripts say nothing of one
    another.
    """
    translated = _TRANSLATED.fullmatch(one) or _TRANSLATED.fullmatch(other)
    return not translated and _is_latin(one) == _is_latin(other)


def announces(title: str) -> bool:
    """Tell whether a title is that of a notice, such as `Erratum: ...`, and of no study."""
    return bool(_NOTICE.match(title))


def _words(title: str) -> str:
    """Return the words by which titles are compared."""
    plain = _TAG.sub("", html.unescape(title).replace("ß", "β"))
    plain = _NOTICE.sub("", _FATE.sub("", plain, count=1), count=1)
    folded = unicodedata.normalize("NFKD", plain).casefold()
    return plain_words("".join(_GREEK.get(char, char) for char in folded))


def _mains(title: str) -> Iterator[str]:
    """Yield what may be the title without its subtitle: three words or more."""
    for sign in _SUBTITLE.finditer(title):
        main = title[: sign.start()]
        if len(main.split()) >= 3:
            yield main


def _is_latin(text: str) -> bool:
    letters = [char for char in unicodedata.normalize("NFKD", text) if char.isalpha()]
    return sum(char.isascii() for char in letters) * 2 >= len(letters)
