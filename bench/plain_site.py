"""The same pages as an ordinary MkDocs site: Markdown, out of the navigation, plain Material.

The Markdown is made from our own HTML, so that headings, tables, links and text are the same.
"""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from npcev_kb.pipeline import validate
from npcev_kb.render.html import environment, template_folders
from npcev_kb.render.pages import pages
from npcev_kb.render.show import show
from npcev_kb.render.site import Site
from npcev_kb.store.project import Project

_BLOCKS = frozenset(
    ("p", "div", "section", "article", "ul", "ol", "dl", "table", "figure", "details", "summary")
)
_MARKS = {"b": "**", "strong": "**", "em": "*", "code": "`"}
_SILENT = frozenset(("svg", "script", "style", "template"))
_PAGE = re.compile(r"([./\w-]*/)(?:#.*)?")
_SPECIAL = re.compile(r"([\\`*_\[\]|#])")


def write(source: Path, target: Path) -> int:
    """Write the pages of a knowledge base as a MkDocs project and return how many there are."""
    verdict = validate(Project(source))
    assert verdict.kb is not None, "the knowledge base has no valid review"
    site = Site(verdict.kb)
    env = environment(template_folders(source))
    docs = target / "docs"
    shutil.copytree(source / "docs", docs)
    count = 0
    for page in pages(site):
        path = docs / page.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(as_markdown(show(page, site, env).html), encoding="utf-8")
            count += 1
    config = plain(yaml.load((source / "mkdocs.yml").read_text("utf-8"), Loader=yaml.CSafeLoader))
    (target / "mkdocs.yml").write_text(yaml.dump(config), encoding="utf-8")
    return count


def plain(config: dict[str, Any]) -> dict[str, Any]:
    """Return our settings without our plugin, our theme folder and our images."""
    ours = ("custom_dir", "logo", "favicon")
    theme = {key: value for key, value in config["theme"].items() if key not in ours}
    kept = ("site_name", "use_directory_urls", "markdown_extensions", "nav")
    return {key: config[key] for key in kept if key in config} | {
        "theme": theme,
        "plugins": ["search"],
        "not_in_nav": "*",
    }


def as_markdown(html: str) -> str:
    """Return the HTML of a page as Markdown."""
    writer = _Writer()
    writer.feed(html)
    writer.end_block()
    return "\n\n".join(writer.blocks) + "\n"


class _Writer(HTMLParser):
    """Writes blocks of Markdown; a table is collected row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.line: list[str] = []
        self.rows: list[list[str]] | None = None
        self.silent = 0
        self.links: list[str | None] = []
        self.anchor: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self.end_block()
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th"):
            self.line = []
        elif tag in _BLOCKS or tag in ("dt", "pre"):
            self.end_block()
        elif tag == "li":
            self.end_block()
            self.line.append("- " if self.rows is None else "")
        elif re.fullmatch("h[1-6]", tag):
            self.end_block()
            self.anchor = named.get("id")
            self.line.append("#" * int(tag[1]) + " ")
        elif tag == "a":
            self.links.append(_link(named.get("href")))
            self.line.append("[" if self.links[-1] else "")
        else:
            self.line.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent -= 1
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append(self.text())
        elif tag == "table" and self.rows is not None:
            self.blocks.append(_table(self.rows))
            self.rows = None
        elif re.fullmatch("h[1-6]", tag) and self.anchor:
            self.line.append(f" {{: #{self.anchor} }}")
            self.anchor = None
            self.end_block()
        elif tag in _BLOCKS or tag in ("li", "dd", "pre"):
            self.end_block()
        elif tag == "dt":
            self.line.append(": ")
        elif tag == "a":
            link = self.links.pop()
            self.line.append(f"]({link})" if link else "")
        else:
            self.line.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.line.append(_SPECIAL.sub(r"\\\1", data).replace("<", "&lt;"))

    def text(self) -> str:
        """Return what was collected as one line, and forget it."""
        text, self.line = " ".join("".join(self.line).split()), []
        return text

    def end_block(self) -> None:
        """End a block; inside a table cell only a word ends."""
        if self.rows is not None:
            self.line.append(" ")
        elif text := self.text():
            self.blocks.append(text)


def _link(address: str | None) -> str | None:
    """Return the address as Markdown has it: pages by their file, other sites as they are."""
    if address is None or address.startswith("http"):
        return address
    page = _PAGE.fullmatch(address)
    return f"{page[1]}index.md" if page else None


def _table(rows: list[list[str]]) -> str:
    """Return a table; one without a heading row gets an empty one."""
    width = max(map(len, rows), default=0)
    if width == 2:
        rows = [["", ""], *rows]
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([*lines[:1], "|" + " --- |" * width, *lines[1:]])
