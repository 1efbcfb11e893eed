"""Titles and abstracts as plain text: HTML, JATS and MathML are taken out, entities decoded.

Subscripts and superscripts become plain characters. What only looks like markup stays: the sign
in "p<0.05" is no tag.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from npcev_kb.model.published import tidy

_INLINE = (
    "i|b|u|a|s|em|strong|sub|sup|inf|scp|sc|small|tt|font|span|italic|bold|roman|underline|strike|"
    "overline|monospace|styled-content|named-content|ext-link|xref|email|uri|abbrev|nobr|"
    "inline-formula|alternatives|inline-graphic|graphic|mml:[a-z]+|m:[a-z]+|math|mrow|mi|mo|mn|"
    "msub|msup|msubsup|mfrac|mtext|mover|munder|msqrt|mspace|mstyle|mfenced|semantics"
)
_BLOCK = (
    "p|br|div|sec|title|h[1-6]|li|ul|ol|list|list-item|table|tr|td|th|abstract|label|disp-formula|"
    "disp-quote|blockquote|hr|article-title|sentence|break"
)
_ATTRIBUTES = r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*"""
_ANY_INLINE = re.compile(rf"(?i)</?(?:jats:)?(?:{_INLINE}){_ATTRIBUTES}/?>")
_ANY_BLOCK = re.compile(rf"(?i)</?(?:jats:|ns\d+:)?(?:{_BLOCK}){_ATTRIBUTES}/?>")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_UNREAD = re.compile(
    r"(?i)<!--|<((?:jats:|mml:|m:)?(?:tex-math|annotation|annotation-xml|script|style))\b[^<>]*>"
)
_SPACES = re.compile(r"\s+")
_BEFORE_TAG = re.compile(r"(?i)\n(?=</?[a-z])")
_AFTER_TAG = re.compile(r"(?<=>)\n")
_AFTER_BRACKET = re.compile(r"(?<=[(\[])\uffff")
_BEFORE_SIGN = re.compile(r"\uffff(?=[)\],;:.])")
_LOST_SPACE = re.compile(
    r"(?i)(?<=\w)(<jats:(italic|bold)>)|(?<=\w)(</jats:(?:italic|bold)>)(?=[a-z])"
)
_HEADING = re.compile(r"(?i)\s*<(?:jats:)?(title|h[1-6])>\s*abstract[.:]?\s*</(?:jats:)?\1>")
_SILENT = {"tex-math", "annotation", "annotation-xml", "script", "style"}
_LONGEST = 400_000
LONGEST_ABSTRACT = 200_000


def plain(text: str) -> str:
    """Return a text of a service in one line without markup."""
    text = text[:_LONGEST]
    for _ in range(2):
        if "<" in text:
            text = _without_tags(text)
        if "&" in text:
            text = html.unescape(text)
    return one_line(_without_tags(text) if "<" in text else text)


def abstract(text: str | None) -> str | None:
    """Return an abstract as plain text, None if nothing is left of it.

    Where JATS lost the spaces around italics, they are put back: words are looked for in it.
    """
    if not text:
        return None
    text = _HEADING.sub("", text, count=1) if _HEADING.match(text) else text
    text = _LOST_SPACE.sub(lambda found: f" {found[1]}" if found[1] else f"{found[3]} ", text)
    return plain(text)[:LONGEST_ABSTRACT].strip() or None


def joined(element: Element) -> str:
    """Return the text of an XML element and its parts, without what is written for machines."""
    return "".join(_texts(element))


def one_line(text: str) -> str:
    """Return a text as `tidy` does, also where what it removes leaves something to tidy."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    better = tidy(text)
    for _ in range(5):
        if better == text:
            break
        text, better = better, tidy(better)
    return better


def _without_tags(text: str) -> str:
    """Return a text without known tags; a line break beside a tag is mostly mere indentation."""
    text = _CDATA.sub("", _without_unread(text))
    if "\n" in text:
        text = _SPACES.sub(lambda found: "\n" if "\n" in found[0] else " ", text)
        text = _AFTER_TAG.sub("\uffff", _BEFORE_TAG.sub("\uffff", text))
    text = _ANY_BLOCK.sub(" ", _ANY_INLINE.sub("", text))
    if "\uffff" in text:
        text = _BEFORE_SIGN.sub("", _AFTER_BRACKET.sub("", text)).replace("\uffff", " ")
    return text


def _without_unread(text: str) -> str:
    """Return a text without comments and formulas in TeX; each part of it is looked at once."""
    kept, start = [], 0
    while found := _UNREAD.search(text, start):
        ending = f"</{found[1]}>" if found[1] else "-->"
        end = text.find(ending, found.end())
        if end < 0:
            break
        kept.append(text[start : found.start()])
        start = end + len(ending)
    return " ".join([*kept, text[start:]])


def _texts(element: Element) -> Iterator[str]:
    """Yield the pieces of text in their order; not recursive, since depth is up to others."""
    stack: list[Element | str] = [element]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            yield part
            continue
        name = part.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(part.tag, str) else ""
        if name in _SILENT or not name:
            continue
        for child in reversed(part):
            if child.tail:
                stack.append(child.tail)
            stack.append(child)
        if part.text:
            yield part.text
