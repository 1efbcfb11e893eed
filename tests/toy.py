"""The toy knowledge base of the tests: loaded, shown page by page, copied and built."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from jinja2 import Environment

from npcev_kb import builder, pipeline
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.registry import Context, Registry
from npcev_kb.render.html import environment, template_folders
from npcev_kb.render.page import Page
from npcev_kb.render.pages import pages
from npcev_kb.render.show import show
from npcev_kb.render.site import Site
from npcev_kb.store.project import Project

FOLDER = Path(__file__).parent / "kb"
REPOSITORY = Path(__file__).parents[1]


@cache
def knowledge_base() -> KnowledgeBase:
    """Return the toy knowledge base, which has no errors."""
    verdict = pipeline.validate(Project(FOLDER))
    assert verdict.errors == ()
    assert verdict.kb is not None
    return verdict.kb


def context(kb: KnowledgeBase) -> Context:
    """Return what a record of a knowledge base is validated against."""
    sections = [section.id for section in kb.review.sections]
    return Context(Registry(kb.kinds, kb.entities), sections, kb.review.references)


@cache
def templates() -> Environment:
    """Return the environment of the templates that come with the tool."""
    return environment(template_folders(None))


def page(path: str, site: Site) -> Page:
    """Return one page of the site map."""
    return {page.path: page for page in pages(site)}[path]


def html(path: str, kb: KnowledgeBase | None = None) -> str:
    """Return the body of one page, of the toy knowledge base unless another is given."""
    site = Site(kb or knowledge_base())
    return show(page(path, site), site, templates()).html


def copy(folder: Path) -> Path:
    """Copy the toy knowledge base into a new folder and return the folder."""
    return Path(shutil.copytree(FOLDER, folder))


def copy_real(folder: Path) -> Path:
    """Copy what the real knowledge base is made of into a new folder and return the folder."""
    folder.mkdir(parents=True)
    for name in ("data", "docs", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)
    for path in REPOSITORY.iterdir():
        if path.is_file():  # mkdocs.yml, and what pages include, such as the changelog
            shutil.copy(path, folder)
    return folder


def build(folder: Path, *, keep_going: bool = False) -> Path:
    """Build the site of a knowledge base and return its folder."""
    return builder.build(Project.find(folder, folder), keep_going=keep_going)


def files(site: Path) -> dict[str, bytes]:
    """Return every file of a folder by its name."""
    found = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}
