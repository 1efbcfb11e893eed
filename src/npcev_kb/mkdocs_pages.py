"""Our pages as MkDocs sees them: files without Markdown, placed, titled, shown and indexed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from html import unescape
from pathlib import Path

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as DocPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from npcev_kb.render.downloads import SUMS
from npcev_kb.render.export.api.files import api_files
from npcev_kb.render.export.schemas import schemas
from npcev_kb.render.furniture.descriptions import described, shortened
from npcev_kb.render.furniture.end import Furniture
from npcev_kb.render.furniture.linked import Crumb
from npcev_kb.render.html import packaged_templates
from npcev_kb.render.page import Heading, Page
from npcev_kb.render.pages import pages
from npcev_kb.render.search.document import Document
from npcev_kb.render.search.documents import documents
from npcev_kb.render.search.index import Index
from npcev_kb.render.search.prose import prose
from npcev_kb.render.search.synonyms import synonyms
from npcev_kb.render.show import Showroom
from npcev_kb.render.views.files import view_files

OF_RECORDS = frozenset({"study", "work", "entity", "debate", "question"})
"""Templates of pages that the search knows from their records."""
EXPLAINING = frozenset({"methods", "record_format", "evidence", "about", "data", "problem"})
"""Templates of pages whose lists say something of their own; those of others list records."""
RARELY_SOUGHT = 0.4
"""The weight of pages on problem codes."""
BY_HAND = 0.7
"""The weight of pages written by hand: who looks for a finding wants its record, not an example."""
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
ASSETS = packaged_templates() / "theme" / "assets" / "npcev"
"""Where our fonts and the mark lie."""


class MadePages:
    """The pages of one build that are made from the knowledge base."""

    def __init__(self, showroom: Showroom, report: Callable[[int, int], None] | None) -> None:
        self.showroom = showroom
        self.report = report
        self.site = showroom.site
        self.pages = {page.src_uri: page for page in pages(self.site)}
        self.prose: list[Document] = []
        self.shown = 0
        self.in_nav: set[str] = set()
        self.furniture = Furniture(showroom.site, showroom.env)
        self.descriptions: set[str] = set()
        """What pages say of themselves; no two say the same."""

    def add_to(self, files: Files, config: MkDocsConfig) -> None:
        """Add a file for each page and each download."""
        for uri in self.pages:
            if files.get_file_from_path(uri) is None:
                outside = InclusionLevel.NOT_IN_NAV
                files.append(File.generated(config, uri, content="", inclusion=outside))
        for uri, text in self.site.downloads.of_records():
            files.append(File.generated(config, uri, content=text))
        for offer in self.site.downloads.files:
            files.append(File.generated(config, offer.path, content=offer.file.content))
        files.append(File.generated(config, SUMS, content=self.site.downloads.sums))
        for name, text in schemas(self.site.kb):
            if files.get_file_from_path(f"schema/{name}") is None:  # else docs/ holds them
                files.append(File.generated(config, f"schema/{name}", content=text))
        for uri, content in view_files(self.site):
            files.append(File.generated(config, uri, content=content))
        if self.site.settings.cards:
            from npcev_kb.render.cards.cache import cards

            store = Path(config.config_file_path).parent / ".cache" / "npcev" / "cards"
            for uri, picture in cards(self.site, ASSETS, store):
                files.append(File.generated(config, uri, abs_src_path=str(picture)))

    def add_some(self, files: Files, config: MkDocsConfig, only: Collection[str]) -> None:
        """Add some pages and what their scripts read; the others stay known, for their places."""
        for uri in self.pages:
            if (file := files.get_file_from_path(uri)) is None:
                file = File.generated(config, uri, content="")
                files.append(file)
            file.inclusion = InclusionLevel.NOT_IN_NAV
        for file in files.documentation_pages():
            if file.src_uri not in only:
                file.inclusion = InclusionLevel.EXCLUDED
        for uri, content in view_files(self.site):
            files.append(File.generated(config, uri, content=content))

    def place(self, nav: Navigation, files: Files, config: MkDocsConfig) -> None:
        """Give each page its title, the page above it, its edit link, and its neighbours."""
        self.in_nav = {page.file.src_uri for page in nav.pages}
        for named in nav.pages:  # a page left out of a preview is still named beside others
            if named.file.inclusion is InclusionLevel.EXCLUDED and self.of(named) is None:
                named.read_source(config)
        last: dict[str, DocPage] = {}
        for uri, page in self.pages.items():
            file = files.src_uris[uri]
            doc = file.page or DocPage(None, file, config)
            doc.title = doc.title or page.safe_title
            doc.edit_url = self.site.settings.edit(page.source)
            above = files.get_file_from_path(f"{page.parent}/index.md") if page.parent else None
            if above is not None and doc.parent is None:
                doc.parent = above.page or DocPage(None, above, config)  # type: ignore[assignment]
            if page.series:
                before = last.get(page.series)
                doc.previous_page, last[page.series] = before, doc
                if before is not None:
                    before.next_page = doc

    def of(self, doc: DocPage) -> Page | None:
        """Return our page behind a page of MkDocs, None for one written by hand."""
        return self.pages.get(doc.file.src_uri)

    def describe(self, doc: DocPage, page: Page, *, shared_frames: bool) -> None:
        """Set what the theme reads from a page's front matter."""
        hidden = [] if doc.parent and doc.parent.is_section else ["navigation"]
        hidden += [] if page.path else ["toc"]
        doc.meta = {"hide": hidden}
        doc.meta["npcev_series"] = str(escape(page.series_title))
        if shared_frames and doc.file.src_uri not in self.in_nav:
            doc.meta["template"] = "npcev.html"

    def show(self, doc: DocPage, page: Page) -> str:
        """Return the HTML of a page and set its table of contents."""
        shown = self.showroom.show(page)
        doc.toc = TableOfContents(_nested(shown.headings))
        doc.present_anchor_ids = {heading.anchor for heading in shown.headings}
        if page.indexed and page.template not in OF_RECORDS:
            weight = RARELY_SOUGHT if page.template == "problem" else 1.0
            address = f"{page.path}/" if page.path else ""
            listed = page.template in EXPLAINING
            self.prose += prose(address, page.title, shown.html, weight, listed=listed)
        self.shown += 1
        if self.report is not None:
            self.report(self.shown, len(self.pages))
        return shown.html

    def read(self, doc: DocPage, html: str) -> None:
        """Let the search find a page that was written by hand."""
        self.prose += prose(doc.url, str(Markup(doc.title or "").striptags()), html, BY_HAND)

    def furnish(self, doc: DocPage, files: Files) -> None:
        """Give a page its description, its own part of the head, and its end.

        Pages written by hand are described by their first paragraph.
        """
        page = self.of(doc) or self._by_hand(doc)
        above = self._above(page, files)
        text = described(self.site, page, [crumb.title for crumb in above])
        while text in self.descriptions:
            text = f"{page.title}: {text}"
        self.descriptions.add(text)
        doc.meta["description"] = str(escape(text))
        doc.meta["npcev_head"] = self.furniture.head(page, text)
        doc.content = (doc.content or "") + self.furniture.end(page, text, above)

    def _by_hand(self, doc: DocPage) -> Page:
        """Return a page written by hand as if it were one of ours."""
        first = _PARAGRAPH.search(doc.content or "")
        said = doc.meta.get("description") or (first[1] if first else "")
        path, source = doc.url.strip("/"), f"docs/{doc.file.src_uri}"
        title, said = (unescape(Markup(text).striptags()) for text in (doc.title or "", said))
        folder = path.rpartition("/")[0] or None
        return Page(path, title, "", {}, folder, None, source, shortened(said))

    def _above(self, page: Page, files: Files) -> list[Crumb]:
        """Return the pages above a page, from the first page down."""
        crumbs: list[Crumb] = []
        parent = page.parent
        while parent:
            ours = self.pages.get(f"{parent}/index.md")
            file = files.get_file_from_path(f"{parent}/index.md")
            by_hand = file.page.title if file and file.page else None
            title = ours.title if ours else unescape(Markup(by_hand or "").striptags())
            crumbs[:0] = [Crumb(title, f"{parent}/")] if title else []
            parent = ours.parent if ours else None
        return [Crumb("Home", ""), *crumbs] if page.path else []

    def index(self, site_dir: str) -> None:
        """Write the files of the search."""
        found = (*documents(self.site), *self.prose)
        modules = {module.id: module.title for module in self.site.kb.review.modules}
        _write(Path(site_dir), Index(found, modules, synonyms(self.site, found)).files())

    def interface(self, site_dir: str) -> None:
        """Write the files of the interface, each as soon as it is made: they are many."""
        _write(Path(site_dir), api_files(self.site.downloads.whole))


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _nested(headings: tuple[Heading, ...]) -> list[AnchorLink]:
    """Put headings of level 3 under the heading of level 2 before them."""
    tops: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.text, heading.anchor, heading.level)
        if heading.level == 3 and tops:
            tops[-1].children.append(link)
        else:
            tops.append(link)
    return tops
