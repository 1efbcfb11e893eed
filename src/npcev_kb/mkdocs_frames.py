"""The fast path of the theme: its frame is rendered once for all pages that share it.

Pages outside the navigation differ in their content, their table of contents, their title and
their neighbours; the rest of the theme's page, two thirds of a build's time, is the same for all
pages of one depth under one parent. So a stand-in page is rendered once through the theme, with
markers where pages differ, and each page fills the markers. Only a template of our own and a
function in the theme's environment are needed; a test proves that the bytes are those of the
theme.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

_MARK = re.compile(r"(?:mark:)?npcevmark([a-z]+)x")
_TOC = re.compile(r'<nav class="md-nav md-nav--secondary".*?</nav>', re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


def _mark(name: str) -> str:
    return f"npcevmark{name}x"


class Frames:
    """The frames rendered so far, by what pages must have in common to share one."""

    def __init__(self, env: Environment) -> None:
        self.env = env
        self.frames: dict[tuple[object, ...], list[str]] = {}

    def register(self) -> None:
        """Offer `npcev_page()` to the template of our own pages."""
        self.env.globals["npcev_page"] = self.page

    @pass_context
    def page(self, context: Context) -> Markup:
        """Return the whole page of a context, its frame shared with its siblings."""
        page: Page = context["page"]
        shared = (
            context["base_url"],
            tuple(id(above) for above in page.ancestors),
            *(bool(part) for part in self._optional(page)),
        )
        if shared not in self.frames:
            self.frames[shared] = _MARK.split(self._frame(context, page))
        parts = self.frames[shared]
        fill = self._fill(context, page)
        names = parts[1::2]
        filled = (text for name, after in zip(names, parts[2::2], strict=True)
                  for text in (fill[name](), after))  # fmt: skip
        return Markup("".join((parts[0], *filled)))

    @staticmethod
    def _optional(page: Page) -> tuple[object, ...]:
        """Return the parts that the theme leaves out where they are missing."""
        return (
            page.previous_page,
            page.next_page,
            page.edit_url,
            page.canonical_url,
            page.meta.get("description"),
            page.meta.get("npcev_series"),
            list(page.toc),
        )

    def _frame(self, context: Context, page: Page) -> str:
        """Render the theme with a stand-in for the page."""
        stand_in = copy.copy(page)
        stand_in.title = Markup(_mark("title"))
        stand_in.content = f"<h1>{_mark('content')}</h1>"
        own = ("description", "npcev_head", "npcev_series")
        marks = {name: _mark(name.replace("_", "")) for name in own if page.meta.get(name)}
        stand_in.meta = {**page.meta, **marks}
        if list(page.toc):
            stand_in.toc = TableOfContents([AnchorLink("toc", _mark("first"), 2)])
        for name in ("previous", "next"):
            if getattr(page, f"{name}_page"):
                neighbour = copy.copy(page)
                neighbour.title = Markup(_mark(f"{name}title"))
                neighbour.file = _Elsewhere(f"mark:{_mark(f'{name}url')}")  # type: ignore[assignment]
                setattr(stand_in, f"{name}_page", neighbour)
        for name in ("edit_url", "canonical_url"):
            if getattr(page, name):
                setattr(stand_in, name, _mark(name.replace("_", "")))
        html = self.env.get_template("main.html").render({**context.get_all(), "page": stand_in})
        html = html.replace(stand_in.content, _mark("content"))
        html = _TITLE.sub(f"<title>{_mark('htmltitle')}</title>", html, count=1)
        return _TOC.sub(_mark("toc"), html, count=1)

    def _fill(self, context: Context, page: Page) -> dict[str, Callable[[], str]]:
        """Return what stands at each marker; computed only for markers that the frame has."""
        url: Callable[[Context, str], str] = self.env.filters["url"]
        before, after = page.previous_page, page.next_page
        site_name = escape(context["config"].site_name)
        return {
            "content": lambda: page.content or "",
            "title": lambda: str(page.title),
            "htmltitle": lambda: f"{escape(Markup(page.title).striptags())} - {site_name}",
            "description": lambda: str(page.meta["description"]),
            "npcevhead": lambda: str(page.meta["npcev_head"]),
            "npcevseries": lambda: str(page.meta["npcev_series"]),
            "first": lambda: next(iter(page.toc)).id,
            "toc": lambda: self._toc(context),
            "previoustitle": lambda: str(before.title) if before else "",
            "nexttitle": lambda: str(after.title) if after else "",
            "previousurl": lambda: url(context, before.url) if before else "",
            "nexturl": lambda: url(context, after.url) if after else "",
            "editurl": lambda: page.edit_url or "",
            "canonicalurl": lambda: page.canonical_url or "",
        }

    def _toc(self, context: Context) -> str:
        """Render the theme's table of contents for the page of a context."""
        language = self.env.get_template("partials/language.html")
        names: dict[str, Any] = context.get_all()
        html = self.env.get_template("partials/toc.html").render(
            {**names, "lang": language.make_module(names)}
        )
        found = _TOC_WHOLE.search(html)
        return found[0] if found else ""


_TOC_WHOLE = re.compile(r'<nav class="md-nav md-nav--secondary".*</nav>', re.DOTALL)


class _Elsewhere:
    """A file that is nowhere: only its address is asked for."""

    def __init__(self, url: str) -> None:
        self.url = url
