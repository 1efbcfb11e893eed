"""Pages of prose as documents, cut from the HTML of a page at its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from npcev_kb.render.search.document import BODY, SAID, TITLE, Document

_HEADING = re.compile(r'<h[23] id="([^"]+)"[^>]*>(.*?)</h[23]>', re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>.*?</h1>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:br|caption|dd|div|dl|dt|li|p|pre|small|table|td|th|tr|ul)\b[^>]*>")
_UNREAD = re.compile(
    r'<(script|style|svg|noscript)\b.*?</\1>|<a class="headerlink".*?</a>'
    r'|<(?P<tag>div|details) class="(?:trust|why|flags)".*?</(?P=tag)>',
    re.DOTALL,
)
"""What nobody searches for: scripts, pictures, and trust strips, whose words are everywhere."""
_TAG = re.compile(r"<[^>]+>")
_LISTED = re.compile(r"<(table|ul|ol|dl)\b[^>]*>(?:(?!<(?:table|ul|ol|dl)\b).)*?</\1>", re.DOTALL)
"""A list or table with none inside."""


def prose(
    address: str, title: str, html: str, weight: float = 1.0, *, listed: bool = True
) -> Iterator[Document]:
    """Yield a document for a page and one for each of its headings with an anchor.

    Args:
        address: below the site's root, with its closing slash; "" is the home page.
        title: plain text.
        html: what stands on the page.
        weight: below 1 for pages that hardly anybody looks for.
        listed: whether what stands in lists and tables is read too; not on pages that list
            records, which are found themselves.
    """
    while not listed and _LISTED.search(html):
        html = _LISTED.sub(" ", html)
    parts = _HEADING.split(_TITLE.sub("", _UNREAD.sub("", html), count=1))
    yield _document(title, "", address, parts[0], weight)
    for anchor, heading, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        yield _document(_plain(heading), title, f"{address}#{anchor}", body, weight)


def _document(title: str, page: str, address: str, html: str, weight: float) -> Document:
    body = _plain(html)
    about = f"{page}: {body}" if page else body
    fields = ((TITLE * weight, title), (SAID * weight / 2, page), (BODY * weight, body))
    return Document("page", title, about, address, fields, (title,) if not page else ())


def _plain(html: str) -> str:
    return " ".join(Markup(_TAG.sub("", _BLOCK.sub(" ", html))).unescape().split())
