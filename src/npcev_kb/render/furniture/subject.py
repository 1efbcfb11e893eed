"""What a page is about, for everything that is said of pages beside their content."""

from __future__ import annotations

from npcev_kb.render.page import Page
from npcev_kb.render.settings import Settings

LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
"""Name and address of the licence of the data."""
_WITH_JSON = ("studies", "works", "debates", "questions")


def subject(page: Page) -> object | None:
    """Return the record, term, kind, module or section that a page shows, None for all others."""
    return page.view.get(page.template)


def address(settings: Settings, page: Page) -> str | None:
    """Return the whole address of a page, None while the site has none."""
    return f"{settings.address.rstrip('/')}/{_path(page)}" if settings.address else None


def _path(page: Page) -> str:
    return f"{page.path}/" if page.path else ""


def json_file(page: Page) -> str | None:
    """Return the name of the record as JSON beside its page, below the root of the site."""
    folder, _, name = page.path.partition("/")
    return f"{page.path}.json" if folder in _WITH_JSON and name else None
