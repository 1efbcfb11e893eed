"""Dates as reference managers write them, brought to as much of a day as they tell."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

_WORD = re.compile(r"\d+|[^\W\d_]+")
_COMPACT = re.compile(r"[12]\d{7}")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def partial_day(text: str) -> str | None:
    """Return a date as 2024, 2024-03 or 2024-03-07, None if no year can be told from it.

    Understood are 2013/07/22, 2012///, 2018 Mar 1, 2016 May-Jun, 12 March 2018, 20180301 and
    their like. What may be day or month (03/04/2018) is left out; of a span its begin is taken.
    """
    words = _words(text)
    for at, word in enumerate(words):
        if _is_year(word):
            return _day(words, at)
    return None


def with_month(year: str, month: str, day: str = "") -> str | None:
    """Return a date whose parts stand in fields of their own, None if the year is none."""
    whole = partial_day(year)
    if whole is None or len(whole) > len("2024"):
        return whole
    words = _words(month)
    if not words or any(map(_is_year, words)):
        return whole
    return partial_day(" ".join([whole, *words, *_words(day)]))


def names_month(text: str) -> bool:
    """Tell whether a text names a month, as 1 and 1996 do not."""
    return any(_named(word) for word in _words(text))


def most_exact(texts: Sequence[str]) -> str | None:
    """Return the first date with what later ones add to it: same year, then month and day."""
    days = [day for day in map(partial_day, texts) if day]
    for day in days[1:]:
        if day.startswith(days[0]):
            days[0] = day
    return days[0] if days else None


def _words(text: str) -> list[str]:
    """Return numbers and words of a date; a date in one piece is three of them."""
    words: list[str] = []
    for word in _WORD.findall(text.casefold()):
        words += [word[:4], word[4:6], word[6:]] if _COMPACT.fullmatch(word) else [word]
    return words


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit() and "1000" <= word <= "2999"


def _named(word: str) -> int:
    """Return the number of the month that a word names, 0 if it names none."""
    if len(word) < 3:
        return 0
    return next(
        (number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word)),
        9 if word == "sept" else 0,
    )


def _number(words: Sequence[str], at: int, most: int) -> int:
    """Return the number at a position if it is one of at most two digits and in range, else 0."""
    if not 0 <= at < len(words) or not re.fullmatch(r"[0-9]{1,2}", words[at]):
        return 0
    number = int(words[at])
    return number if number <= most else 0


def _day(words: Sequence[str], year: int) -> str:
    month, day = 0, 0
    named = next((at for at, word in enumerate(words) if _named(word)), None)
    if named is not None:
        month = _named(words[named])
        day = _number(words, named + 1, 31) or _number(words, named - 1, 31)
    else:
        month = _number(words, year + 1, 12)
        day = _number(words, year + 2, 31) if month else 0
    if not month:
        return words[year]
    if not 1 <= day <= calendar.monthrange(int(words[year]), month)[1]:
        return f"{words[year]}-{month:02}"
    return f"{words[year]}-{month:02}-{day:02}"
