"""A page rendered: its HTML and its headings, ready for any builder."""

from __future__ import annotations

from dataclasses import dataclass, field

from jinja2 import Environment
from jinja2.environment import TemplateModule

from npcev_kb.render.page import Heading, Page, headings
from npcev_kb.render.site import Site
from npcev_kb.render.views import neighbourhood


@dataclass(frozen=True)
class Shown:
    """The body of a page as HTML with its headings."""

    html: str
    headings: tuple[Heading, ...]


@dataclass
class Showroom:
    """Renders the pages of one site; the macros are made once for each depth of pages."""

    site: Site
    env: Environment
    _macros: dict[str, dict[str, TemplateModule]] = field(default_factory=dict)

    def show(self, page: Page) -> Shown:
        """Render a page.

        The template sees the site, the page, its way to the root (`base`), its view, and the
        macros `w` (words), `k` (claims), `s` (parts of a study) and `n` (neighbourhoods).
        """
        template = self.env.get_template(f"pages/{page.template}.html.jinja")
        macros = self._macros.get(page.base) or self._make_macros(page.base)
        html = template.render(site=self.site, page=page, base=page.base, **macros, **page.view)
        return Shown(html, tuple(headings(html)))

    def _make_macros(self, base: str) -> dict[str, TemplateModule]:
        known: dict[str, object] = {"site": self.site, "base": base, "neighbourhood": neighbourhood}
        words = self.env.get_template("parts/words.html.jinja").make_module(known)
        known["w"] = words
        claims = self.env.get_template("parts/claims.html.jinja").make_module(known)
        known["k"] = claims
        study = self.env.get_template("parts/study.html.jinja").make_module(known)
        near = self.env.get_template("parts/neighbourhood.html.jinja").make_module(known)
        self._macros[base] = {"w": words, "k": claims, "s": study, "n": near}
        return self._macros[base]


def show(page: Page, site: Site, env: Environment) -> Shown:
    """Render a single page."""
    return Showroom(site, env).show(page)
