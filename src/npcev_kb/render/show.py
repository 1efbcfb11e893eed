"""A page rendered: its HTML and its headings, ready for any builder."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment

from npcev_kb.render.page import Heading, Page, headings
from npcev_kb.render.site import Site


@dataclass(frozen=True)
class Shown:
    """The body of a page as HTML with its headings."""

    html: str
    headings: tuple[Heading, ...]


def show(page: Page, site: Site, env: Environment) -> Shown:
    """Render a page. The template sees the site, the page, its way to the root, and its view."""
    template = env.get_template(f"pages/{page.template}.html.jinja")
    html = template.render(site=site, page=page, base=page.base, **page.view)
    return Shown(html, tuple(headings(html)))
