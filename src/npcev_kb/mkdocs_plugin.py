"""The thin plugin: MkDocs keeps the look, the search and the server; we give it pages.

Only public events are used and nothing of MkDocs is changed: data are validated before anything
is cleaned, record pages enter as generated files outside the navigation, and their HTML comes
straight from Jinja.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from html import escape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as DocPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from npcev_kb import pipeline
from npcev_kb.mkdocs_splice import Frames
from npcev_kb.render.downloads import downloads
from npcev_kb.render.html import environment, template_folders
from npcev_kb.render.page import Heading
from npcev_kb.render.pages import pages
from npcev_kb.render.search import SearchEntry, search_entries
from npcev_kb.render.show import Showroom
from npcev_kb.render.site import Settings, Site
from npcev_kb.store.project import Project

log = logging.getLogger("mkdocs.plugins.npcev")


class NpcevConfig(Config):
    """Settings of the plugin in `mkdocs.yml`."""

    repository = config_options.Type(str, default="")
    branch = config_options.Type(str, default="main")
    keep_going = config_options.Type(bool, default=False)
    shared_frames = config_options.Type(bool, default=True)


class NpcevPlugin(BasePlugin[NpcevConfig]):
    """Brings the knowledge base into a MkDocs site."""

    verdict: pipeline.Verdict | None = None
    """A verdict that was reached just before, so that the first build need not repeat it."""
    serving: bool = False
    """While serving, broken records are left out and named, so that the page stays alive."""
    report: Callable[[int, int], None] | None = None
    """Called with pages made and pages in all; set by whoever shows progress."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether the site is being served: then a broken record does not stop it."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Validate the data before `site/` is touched, and bring our templates in."""
        root = Path(config.config_file_path or ".").resolve().parent
        self.project = Project.find(root, root)
        verdict = self.verdict or pipeline.validate(self.project)
        self.verdict = None
        for problem in verdict.errors:
            log.error("%s:%d:%d %s: %s", *problem.headline)
        going = self.config.keep_going or self.serving
        if verdict.kb is None or (verdict.errors and not going):
            raise PluginError(f"{len(verdict.errors)} errors in data/: nothing was built")
        settings = Settings(self.config.repository, self.config.branch)
        self.site = Site(verdict.kb, settings, tuple(sorted(verdict.broken)))
        self.folders = template_folders(root)
        self.showroom = Showroom(self.site, environment(self.folders))
        themes = [str(folder / "theme") for folder in self.folders]
        config.theme.dirs[:0] = [theme for theme in themes if theme not in config.theme.dirs]
        config.extra["updated"] = self.site.kb.updated.isoformat()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a file for each page and each download that is made from the data."""
        self.made = 0
        self.entries: list[SearchEntry] = []
        self.pages = {page.src_uri: page for page in pages(self.site)}
        for uri in self.pages:
            if files.get_file_from_path(uri) is None:
                inclusion = InclusionLevel.NOT_IN_NAV
                files.append(File.generated(config, uri, content="", inclusion=inclusion))
        for uri, text in downloads(self.site.kb):
            files.append(File.generated(config, uri, content=text))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give each generated page its title, the page above it, and its neighbours."""
        self.in_nav = {page.file.src_uri for page in nav.pages}
        last: dict[str, DocPage] = {}
        for uri, page in self.pages.items():
            file = files.src_uris[uri]
            doc = file.page or DocPage(None, file, config)
            if file.page is None or doc.title is None:
                doc.title = page.safe_title
            above = files.get_file_from_path(f"{page.parent}/index.md") if page.parent else None
            if above is not None and doc.parent is None:
                doc.parent = above.page or DocPage(None, above, config)  # type: ignore[assignment]
            doc.edit_url = self.site.settings.edit(page.source)
            if page.series:
                before = last.get(page.series)
                doc.previous_page, last[page.series] = before, doc
                if before is not None:
                    before.next_page = doc
        return nav

    def on_pre_page(self, page: DocPage, *, config: MkDocsConfig, files: Files) -> DocPage:
        """Date every page by the last change of the data, so that builds are reproducible."""
        page.update_date = self.site.kb.updated.isoformat()
        return page

    def on_page_markdown(
        self, markdown: str, *, page: DocPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Set what the theme reads from a page's front matter."""
        made = self.pages.get(page.file.src_uri)
        if made is not None:
            page.meta = {"hide": ["navigation"], "description": escape(made.description)}
            page.meta["search"] = {"exclude": True}  # it is indexed in on_post_build
            if made.path == "":
                page.meta["hide"].append("toc")
            if self.config.shared_frames and page.file.src_uri not in self.in_nav:
                page.meta["template"] = "npcev.html"
        return markdown

    def on_page_content(
        self, html: str, *, page: DocPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Return the HTML of a generated page and set its table of contents."""
        made = self.pages.get(page.file.src_uri)
        if made is None:
            return html
        shown = self.showroom.show(made)
        self.entries += search_entries(made, shown.html)
        self.made += 1
        if self.report is not None:
            self.report(self.made, len(self.pages))
        page.toc = TableOfContents(_nested(shown.headings))
        page.present_anchor_ids = {heading.anchor for heading in shown.headings}
        return shown.html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let our pages share the frame that the theme makes around them."""
        Frames(env).register()
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add our entries to the search index that the theme's search wrote."""
        path = Path(config.site_dir) / "search" / "search_index.json"
        if path.is_file():
            index = json.loads(path.read_text(encoding="utf-8"))
            index["docs"] += self.entries
            text = json.dumps(index, separators=(",", ":"))
            path.write_text(text, encoding="utf-8")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Rebuild when data or templates change."""
        for folder in (self.project.data, *self.folders):
            server.watch(str(folder))
        return server


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
