"""A page of the site before MkDocs sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: level 2 or 3, anchor, and text as HTML without tags."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Page:
    """One page: where it is, what it is called, how it is made, and what stands around it."""

    path: str
    """Address below the site's root without the closing slash; "" is the home page."""
    title: str
    """Plain text, not yet escaped."""
    template: str
    """Name of the template under `pages/`."""
    view: Mapping[str, object] = field(repr=False, compare=False)
    """What the template may ask, beside the site itself."""
    parent: str | None = None
    """Address of the page above it, for the breadcrumbs."""
    series: str | None = None
    """Pages of one series follow one another by previous and next."""
    source: str | None = None
    """File of `data/` that an edit link leads to."""
    description: str = ""
    """One sentence for search engines."""
    indexed: bool = True
    """Whether the site's search finds it."""
    series_title: str = ""
    """What the series is called beside its neighbours; empty where that needs no word."""

    @property
    def src_uri(self) -> str:
        """The name under which MkDocs files the page."""
        return f"{self.path}/index.md" if self.path else "index.md"

    @property
    def base(self) -> str:
        """The way from this page back to the root of the site."""
        return "../" * (self.path.count("/") + 1) if self.path else ""

    @property
    def safe_title(self) -> Markup:
        """The title as HTML that no template escapes twice."""
        return escape(self.title)

    @property
    def safe_description(self) -> Markup:
        """The description as HTML that fits into an attribute."""
        return escape(self.description)


def headings(html: str) -> Iterator[Heading]:
    """Yield the headings with an anchor in the HTML of a page, in order."""
    for level, anchor, inner in _HEADING.findall(html):
        yield Heading(int(level), anchor, " ".join(_TAG.sub("", inner).split()))
