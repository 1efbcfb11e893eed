"""Text of other programs as plain text in one line."""

from __future__ import annotations

import html
import re

from npcev_kb.model.published import tidy

LONGEST = 4000
"""How many characters a value may have; longer ones are no title, name or number."""
_PAIR = re.compile(
    r"(?is)<(i|b|u|em|strong|sub|sup|sc|scp|span|tt|inf)(?:\s[^<>]{0,200})?>([^<]*)</\1\s*>"
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_DEEPEST = 8


def plain(text: str) -> str:
    """Return a text in one line, without markup of letters and with signs for their entities.

    `<i>` and `<sub>` are such markup, `&amp;` is an entity; other markup is text and stays.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    for _ in range(_DEEPEST if "</" in text else 0):
        text, taken = _PAIR.subn(r"\2", text)
        if not taken:
            break
    return tidy(text)


def short(text: str) -> str:
    """Return the beginning of a text, as a message shows it."""
    text = tidy(text)
    return text if len(text) <= 60 else text[:59] + "…"
