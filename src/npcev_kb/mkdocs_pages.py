"""Our pages as MkDocs sees them: files without Markdown, placed, titled, shown and indexed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as DocPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from npcev_kb.render.downloads import downloads
from npcev_kb.render.page import Heading, Page
from npcev_kb.render.pages import pages
from npcev_kb.render.search import SearchEntry, search_entries
from npcev_kb.render.show import Showroom
from npcev_kb.render.views.files import view_files


class MadePages:
    """The pages of one build that are made from the knowledge base."""

    def __init__(self, showroom: Showroom, report: Callable[[int, int], None] | None) -> None:
        self.showroom = showroom
        self.report = report
        self.site = showroom.site
        self.pages = {page.src_uri: page for page in pages(self.site)}
        self.entries: list[SearchEntry] = []
        self.shown = 0
        self.in_nav: set[str] = set()

    def add_to(self, files: Files, config: MkDocsConfig) -> None:
        """Add a file for each page and each download."""
        for uri in self.pages:
            if files.get_file_from_path(uri) is None:
                outside = InclusionLevel.NOT_IN_NAV
                files.append(File.generated(config, uri, content="", inclusion=outside))
        for uri, text in downloads(self.site.kb, self.site.evidence):
            files.append(File.generated(config, uri, content=text))
        for uri, content in view_files(self.site):
            files.append(File.generated(config, uri, content=content))

    def place(self, nav: Navigation, files: Files, config: MkDocsConfig) -> None:
        """Give each page its title, the page above it, its edit link, and its neighbours."""
        self.in_nav = {page.file.src_uri for page in nav.pages}
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
        doc.meta = {"hide": hidden, "search": {"exclude": True}}  # indexed by `index`
        doc.meta["description"] = str(page.safe_description)
        if shared_frames and doc.file.src_uri not in self.in_nav:
            doc.meta["template"] = "npcev.html"

    def show(self, doc: DocPage, page: Page) -> str:
        """Return the HTML of a page and set its table of contents."""
        shown = self.showroom.show(page)
        doc.toc = TableOfContents(_nested(shown.headings))
        doc.present_anchor_ids = {heading.anchor for heading in shown.headings}
        self.entries += search_entries(page, shown.html)
        self.shown += 1
        if self.report is not None:
            self.report(self.shown, len(self.pages))
        return shown.html

    def index(self, site_dir: str) -> None:
        """Add our entries to the search index that the theme's search wrote."""
        path = Path(site_dir) / "search" / "search_index.json"
        if path.is_file():
            index = json.loads(path.read_text(encoding="utf-8"))
            index["docs"] += self.entries
            path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")


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
