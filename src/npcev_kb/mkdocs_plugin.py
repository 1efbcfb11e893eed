"""The thin plugin: MkDocs keeps the look, the search and the server; we give it pages.

Only public events are used and nothing of MkDocs is changed: data are validated before anything
is cleaned, record pages enter as generated files outside the navigation, and their HTML comes
straight from Jinja.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from pathlib import Path

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from npcev_kb import pipeline
from npcev_kb.mkdocs_frames import Frames
from npcev_kb.mkdocs_pages import MadePages
from npcev_kb.problems import formats
from npcev_kb.render.html import environment, template_folders
from npcev_kb.render.settings import Settings
from npcev_kb.render.show import Showroom
from npcev_kb.render.site import Site
from npcev_kb.store.project import Project

log = logging.getLogger("mkdocs.plugins.npcev")


class NpcevConfig(Config):
    """Settings of the plugin in `mkdocs.yml`."""

    repository = config_options.Type(str, default="")
    branch = config_options.Type(str, default="main")
    keep_going = config_options.Type(bool, default=False)
    shared_frames = config_options.Type(bool, default=True)
    cards = config_options.Type(bool, default=True)


class NpcevPlugin(BasePlugin[NpcevConfig]):
    """Brings the knowledge base into a MkDocs site."""

    verdict: pipeline.Verdict | None = None
    """A verdict that was reached just before, so that the first build need not repeat it."""
    serving: bool = False
    """While serving, broken records are left out and named, so that the page stays alive."""
    only: Collection[str] | None = None
    """Files of the pages to be built, such as `studies/x/index.md`; None stands for all."""
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
        for problem in () if self.verdict else verdict.errors:
            log.error("%s", formats.as_text(problem))
        self.verdict = None
        going = self.config.keep_going or self.serving
        if verdict.kb is None or (verdict.errors and not going):
            raise PluginError("there are errors in data/: nothing was built")
        settings = Settings(
            self.config.repository,
            self.config.branch,
            config.site_url or "",
            config.site_name,
            self.config.cards,
        )
        self.site = Site(verdict.kb.published, settings, tuple(sorted(verdict.broken)))
        self.folders = template_folders(root)
        self.showroom = Showroom(self.site, environment(self.folders))
        themes = [str(folder / "theme") for folder in self.folders]
        config.theme.dirs[:0] = [theme for theme in themes if theme not in config.theme.dirs]
        config.extra["updated"] = self.site.kb.updated.isoformat()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and downloads."""
        self.made = MadePages(self.showroom, self.report)
        if self.only is None:
            self.made.add_to(files, config)
        else:
            self.made.add_some(files, config, self.only)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put our pages in their places."""
        self.made.place(nav, files, config)
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Date every page by the last change of the data, so that builds are reproducible."""
        page.update_date = self.site.kb.updated.isoformat()
        return page

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Describe our pages to the theme; they have no Markdown."""
        if ours := self.made.of(page):
            self.made.describe(page, ours, shared_frames=self.config.shared_frames)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return the HTML of our pages, and that of others as it is."""
        ours = self.made.of(page)
        if ours:
            return self.made.show(page, ours)
        self.made.read(page, html)
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put head and end around the content of a page, after the search has read it."""
        self.made.furnish(page, self.files)
        return context

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let our pages share the frame that the theme makes around them."""
        self.files = files
        Frames(env).register()
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Let the search find our pages, and lay the interface beside them."""
        if self.only is None:
            self.made.index(config.site_dir)
            self.made.interface(config.site_dir)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Rebuild when data or templates change."""
        for folder in (self.project.data, *self.folders):
            server.watch(str(folder))
        return server
