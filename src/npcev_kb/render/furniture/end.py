"""The head and the end of a page: what is said of it to machines, and how it is cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment

from npcev_kb.model.study import Study
from npcev_kb.render.cards.words import card_path
from npcev_kb.render.furniture import citing
from npcev_kb.render.furniture.linked import Crumb, as_script, linked_data
from npcev_kb.render.furniture.subject import address, json_file, subject
from npcev_kb.render.page import Page
from npcev_kb.render.site import Site


@dataclass(frozen=True)
class Furniture:
    """Makes the head and the end of the pages of one site."""

    site: Site
    env: Environment

    def head(self, page: Page, description: str) -> str:
        """Return the elements of the head that are the page's own, beside title and description."""
        own = self.site.settings.address
        card = card_path(self.site, page)
        return self.env.get_template("parts/head.html.jinja").render(
            page=page,
            base=page.base,
            name=self.site.settings.name,
            description=description,
            url=address(self.site.settings, page),
            card=f"{own.rstrip('/')}/{card}" if own and card else None,
            is_record=subject(page) is not None,
        )

    def end(self, page: Page, description: str, above: Sequence[Crumb]) -> str:
        """Return the end of a page: citations, permanent link, ways to correct it, linked data."""
        site, settings = self.site, self.site.settings
        return self.env.get_template("parts/page_end.html.jinja").render(
            site=site,
            page=page,
            base=page.base,
            url=address(settings, page),
            work=citing.of_work(site, page),
            itself=citing.of_page(site, page),
            edit=settings.edit(page.source),
            report=settings.report(*self._report(page)),
            json_file=json_file(page),
            card=card_path(site, page) if subject(page) is not None else None,
            linked=as_script(linked_data(site, page, description, above)),
        )

    def _report(self, page: Page) -> tuple[str, str]:
        """Return title and text of an issue about a page."""
        record = subject(page)
        named = f"Record: {page.source}\n" if page.source else ""
        level = "Claim, if it is about one:\n" if isinstance(record, Study) else ""
        where = address(self.site.settings, page) or f"{page.path}/"
        body = (
            f"{named}Page: {where}\nData of: {self.site.kb.updated.isoformat()}\n{level}\n"
            "What is wrong:\n\nWhere the right thing can be seen:\n"
        )
        return f"{page.path or 'home'}: ", body
