"""The parts of a published work, made of whatever a service says; what does not fit is left out.

Each function takes what came, or None, and gives a value that the models accept, or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from npcev_kb.enrich.markup import one_line, plain
from npcev_kb.model.ids import is_web_address
from npcev_kb.model.normal import doi_in, orcid_in, pmcid_in, pmid_in
from npcev_kb.model.published import Author

_LONGEST_LINE = 4000
_LONGEST_NUMBER = 64
_FIRST_YEAR, _LAST_YEAR = 1400, 2200
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDY_DAY = re.compile(
    r"(?<![0-9])([12][0-9]{3})(?![0-9])(?:[\s,./-]+([A-Za-z]{3,9}|[0-9]{1,2})(?![0-9]))?"
    r"(?:[\s,./-]+([0-9]{1,2})(?![0-9]))?"
)
_SUFFIXES = {"Jr", "Jr.", "Sr", "Sr.", "2nd", "3rd", "4th", "II", "III", "IV"}
_LONGEST_INITIALS = 5
_MANY = 20_000


def line(text: str | None) -> str | None:
    """Return a text in one line without markup, None if nothing sensible is left."""
    if not text or len(text) > 10 * _LONGEST_LINE:
        return None
    found = plain(text) if "<" in text or "&" in text else one_line(text)
    return found if 0 < len(found) <= _LONGEST_LINE else None


def doi(text: str | None) -> str | None:
    """Return a DOI in normal form."""
    return doi_in(text) if text and len(text) < _LONGEST_LINE else None


def pmid(text: str | None) -> str | None:
    """Return a PubMed number."""
    return pmid_in(text) if text and len(text) < _LONGEST_NUMBER else None


def pmcid(text: str | None) -> str | None:
    """Return a PubMed Central number."""
    return pmcid_in(text) if text and len(text) < 4 * _LONGEST_NUMBER else None


def address(text: str | None) -> str | None:
    """Return a web address."""
    return text if text and len(text) < _LONGEST_LINE and is_web_address(text) else None


def day(year: int | None, month: int | None = None, of_month: int | None = None) -> str | None:
    """Return a day as far as it is known and possible: 2024, 2024-03 or 2024-03-07."""
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is None or not 1 <= month <= 12:
        return f"{year:04}"
    try:
        return date(year, month, of_month or 0).isoformat()
    except (ValueError, OverflowError):
        return f"{year:04}-{month:02}"


def day_in(text: str | None) -> str | None:
    """Return the first day that a text begins with: 2024 Mar 7, 2024-03-07, 1998 Dec-1999 Jan.

    A season is no month, so that of 2000 Spring only the year is kept.
    """
    found = _WORDY_DAY.search(text[:100]) if text else None
    if not found:
        return None
    month = month_in(found[2])
    return day(int(found[1]), month, int(found[3]) if month and found[3] else None)


def month_in(text: str | None) -> int | None:
    """Return the number of a month that is written as a number or as an English word."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 3:
        return int(text)
    start = text[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else None


def earliest(days: Iterable[str | None]) -> str | None:
    """Return the first of some days; of 2014 and 2014-02-18 the one that tells more."""
    known = [found for found in days if found]
    return min(known, key=lambda found: found + "-99-99"[len(found) - 4 :], default=None)


def person(
    family: str | None,
    given: str | None = None,
    suffix: str | None = None,
    orcid: str | None = None,
) -> Author | None:
    """Return an author in parts; who has only one name has it as the family name."""
    family, given = line(family), line(given)
    checked = _orcid(orcid)
    if family:
        return Author(family=family, given=given, suffix=line(suffix), orcid=checked)
    return Author(name=given, orcid=checked) if given else None


def whole_name(name: str | None, orcid: str | None = None) -> Author | None:
    """Return an author whose name came in one piece."""
    found = line(name)
    return Author(name=found, orcid=_orcid(orcid)) if found else None


def group(name: str | None) -> Author | None:
    """Return a group or institution as author."""
    found = line(name)
    return Author(name=found, collective=True) if found else None


def printed(name: str | None) -> Author | None:
    """Return an author whose name is written as MEDLINE prints it: Doe JA Jr."""
    found = line(name)
    if not found:
        return None
    words = found.split()
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else None
    initials = words[-1].replace("-", "")
    if len(words) < 2 or not (initials.isalpha() and initials.isupper()):
        return Author(name=found)
    if len(initials) > _LONGEST_INITIALS:
        return Author(name=found)
    return Author(family=" ".join(words[:-1]), given=words[-1], suffix=suffix)


def all_of(authors: Iterable[Author | None]) -> tuple[Author, ...]:
    """Return the authors that could be read, in their order."""
    return tuple(author for author in authors if author)


def lines(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return texts in their order, each once."""
    return tuple(dict.fromkeys(_lines(texts)))


def count(number: int | None) -> int | None:
    """Return a number of things."""
    return number if number is not None and 0 <= number < 10**9 else None


def abstract_of_positions(words: Iterable[tuple[str, Iterable[int | None]]]) -> str | None:
    """Return the text whose words came with their positions, as OpenAlex gives abstracts."""
    places = [
        (place, word)
        for word, found in words
        for place in found
        if place is not None and 0 <= place < _MANY
    ]
    return one_line(" ".join(word for _, word in sorted(places[:_MANY]))) or None


def _lines(texts: Iterable[str | None]) -> Iterator[str]:
    for text in texts:
        if found := line(text):
            yield found


def _orcid(text: str | None) -> str | None:
    return orcid_in(text) if text and text.isascii() and len(text) < 100 else None
