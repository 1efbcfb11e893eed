"""Our pages as MkDocs sees them: files without Markdown, placed, titled, shown and indexed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as DocPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from npcev_kb.render.downloads import downloads
from npcev_kb.render.page import Heading, Page
from npcev_kb.render.pages import pages
from npcev_kb.render.search.documents import Document, documents
from npcev_kb.render.search.index import Index
from npcev_kb.render.search.prose import prose
from npcev_kb.render.show import Showroom
from npcev_kb.render.views.files import view_files

OF_RECORDS = frozenset({"study", "work", "entity", "debate", "question"})
"""Templates of pages that the search knows from their records."""
RARELY_SOUGHT = 0.4
"""The weight of pages on problem codes."""


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
        doc.meta = {"hide": hidden}
        doc.meta["description"] = str(page.safe_description)
        if shared_frames and doc.file.src_uri not in self.in_nav:
            doc.meta["template"] = "npcev.html"

    def show(self, doc: DocPage, page: Page) -> str:
        """Return the HTML of a page and set its table of contents."""
        shown = self.showroom.show(page)
        doc.toc = TableOfContents(_nested(shown.headings))
        doc.present_anchor_ids = {heading.anchor for heading in shown.headings}
        if page.indexed and page.template not in OF_RECORDS:
            weight = RARELY_SOUGHT if page.template == "problem" else 1.0
            self.prose += prose(
                f"{page.path}/" if page.path else "", page.title, shown.html, weight
            )
        self.shown += 1
        if self.report is not None:
            self.report(self.shown, len(self.pages))
        return shown.html

    def read(self, doc: DocPage, html: str) -> None:
        """Let the search find a page that was written by hand."""
        self.prose += prose(doc.url, str(Markup(doc.title or "").striptags()), html)

    def index(self, site_dir: str) -> None:
        """Write the files of the search."""
        found = (*documents(self.site), *self.prose)
        modules = {module.id: module.title for module in self.site.kb.review.modules}
        for name, text in Index(found, modules).files():
            path = Path(site_dir) / name
            path.parent.mkdir(exist_ok=True)
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
