"""The link checker of the tests: every address inside a site, followed; every load, judged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

HOST = "https://this.site"
LINKS = {
    "href", "src", "action", "data", "poster", "cite", "formaction", "xlink:href", "data-src",
}  # fmt: skip
SETS = {"srcset", "imagesrcset"}
LOADS = {
    "script": {"src"}, "img": {"src", "srcset"}, "iframe": {"src"}, "source": {"src", "srcset"},
    "audio": {"src"}, "video": {"src", "poster"}, "embed": {"src"}, "object": {"data"},
    "track": {"src"}, "use": {"href", "xlink:href"}, "image": {"href"}, "input": {"src"},
    "link": {"href"}, "base": {"href"},
}  # fmt: skip
RELATIONS_THAT_LOAD_NOTHING = {"canonical", "prev", "next", "alternate", "license", "author"}
URL_IN_CSS = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\"']*))\s*\)")
IMPORT_IN_SCRIPT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}/[^"']*)["']""")
FETCHED_BY_SCRIPT = re.compile(r"""["'`](?:\$\{[^}]*\})?((?:explore|search)/[^"'`$]*\.json)["'`]""")
"""Files below the site's root that a script reads; names made of parts are not among them."""
IMPORT_IN_CSS = re.compile(r"@import\s+(?:\"([^\"]*)\"|'([^']*)')")

FOUND = re.compile(r"search/cards-\d+\.json")
"""Results of the search, each with its address."""


class Document(HTMLParser):
    """The addresses and anchors of one HTML file."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        """Every address that the file names, in order."""
        self.followed: list[str] = []
        """Those of them that a reader can click."""
        self.loads: list[str] = []
        """Those of them that a browser loads by itself."""
        self.anchors: set[str] = set()
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if values.get(name)}
        named = [values[name] for name in LINKS & values.keys()]
        for several in SETS & values.keys():
            named += [part.split()[0] for part in values[several].split(",") if part.split()]
        self.links += named
        if tag == "a":
            self.followed += named
        idle = set(values.get("rel", "").split()) & RELATIONS_THAT_LOAD_NOTHING
        self.loads += [values[n] for n in LOADS.get(tag, set()) & values.keys() if not idle]
        styled = list(in_css(values.get("style", "")))
        self.links += styled
        self.loads += styled
        if values.get("http-equiv", "").lower() == "refresh":
            self.loads += re.findall(r"url=(.*)", values.get("content", ""), re.IGNORECASE)

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.loads += in_css(data)
            self.links += in_css(data)
        if self._inside == "script" and data.lstrip().startswith('{"'):
            self.links += [found for found in [json.loads(data).get("search")] if found]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def in_css(css: str) -> list[str]:
    """Return the addresses that a style sheet loads."""
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return [
        next(part for part in groups if part)
        for pattern in (URL_IN_CSS, IMPORT_IN_CSS)
        for groups in pattern.findall(plain)
        if any(groups if isinstance(groups, tuple) else (groups,))
    ]


@dataclass(frozen=True)
class BuiltSite:
    """A built site in a folder, served below a path of its host."""

    folder: Path
    below: str = "/"
    own: tuple[str, ...] = field(default=(HOST,))
    """Addresses under which the site knows itself."""

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every HTML file by its name."""
        return {
            path.relative_to(self.folder).as_posix(): Document(path.read_text(encoding="utf-8"))
            for path in sorted(self.folder.rglob("*.html"))
        }

    @cached_property
    def files(self) -> frozenset[str]:
        """The names of all files."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.folder).as_posix() for path in found)

    def address(self, name: str) -> str:
        """Return where a file is served."""
        return HOST + self.below + name.removesuffix("index.html")

    def target(self, name: str, link: str) -> tuple[str, str] | None:
        """Return the file and anchor that a link of a file leads to, None if outside the site."""
        whole = urljoin(self.address(name), link.strip())
        for own in self.own:
            whole = HOST + whole[len(own) :] if whole.startswith(f"{own}/") else whole
        parts = urlsplit(whole)
        if f"{parts.scheme}://{parts.netloc}" != HOST:
            return None
        path = unquote(parts.path)
        if not path.startswith(self.below):
            return f"outside {self.below}: {path}", ""
        inside = path.removeprefix(self.below)
        return (f"{inside}index.html" if inside.endswith("/") or not inside else inside), unquote(
            parts.fragment
        )

    def broken(self) -> Iterator[str]:
        """Yield a sentence for each address inside the site that leads nowhere."""
        for name, link in self.every_link():
            found = self.target(name, link)
            if found is None:
                continue
            file, anchor = found
            if file not in self.files:
                yield f"{name}: {link} leads to no file ({file})"
            elif anchor and file.endswith(".html") and anchor not in self.documents[file].anchors:
                yield f"{name}: {link} leads to no anchor of {file}"

    def every_link(self) -> Iterator[tuple[str, str]]:
        """Yield each address with the file that names it: pages, style sheets and the site map."""
        for name, document in self.documents.items():
            for link in document.links:
                yield name, link
        for name, css in self.sheets():
            for link in in_css(css):
                yield name, link
        yield from self.of_scripts()
        for name in sorted(name for name in self.files if FOUND.fullmatch(name)):
            for card in json.loads((self.folder / name).read_text(encoding="utf-8")):
                yield "index.html", card["url"]
        if "sitemap.xml" in self.files:
            listed = (self.folder / "sitemap.xml").read_text(encoding="utf-8")
            for link in re.findall(r"<loc>([^<]*)</loc>", listed):
                yield "sitemap.xml", link

    def of_scripts(self) -> Iterator[tuple[str, str]]:
        """Yield each address that a script of ours imports or reads."""
        for name in sorted(self.files):
            if name.startswith("assets/npcev/") and name.endswith(".js"):
                script = (self.folder / name).read_text(encoding="utf-8")
                for link in IMPORT_IN_SCRIPT.findall(script):
                    yield name, link
                for link in FETCHED_BY_SCRIPT.findall(script):
                    yield "index.html", link

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Yield each style sheet with its text."""
        for name in sorted(self.files):
            if name.endswith((".css", ".svg")):
                yield name, (self.folder / name).read_text(encoding="utf-8")

    def foreign_loads(self) -> Iterator[str]:
        """Yield a sentence for each thing that a browser would load from another host."""
        loads = [(name, link) for name, doc in self.documents.items() for link in doc.loads]
        loads += [(name, link) for name, css in self.sheets() for link in in_css(css)]
        for name, link in loads:
            if not link.startswith("data:") and self.target(name, link) is None:
                yield f"{name} loads {link}"

    def reached(self, start: str = "index.html") -> set[str]:
        """Return the pages that a reader reaches from the first page by clicking."""
        found, waiting = {start}, [start]
        while waiting:
            name = waiting.pop()
            for link in self.documents[name].followed:
                target = self.target(name, link)
                if target and target[0] in self.documents and target[0] not in found:
                    found.add(target[0])
                    waiting.append(target[0])
        return found
