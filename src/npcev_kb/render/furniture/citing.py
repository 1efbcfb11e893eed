"""Citations of a page, and of the work behind it, in the forms that the exports have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from npcev_kb.model.published import Author, PublishedWork, tidy
from npcev_kb.model.study import Study, Work
from npcev_kb.render.export.bibliography import Entry, bibliography
from npcev_kb.render.export.bibtex import as_bibtex
from npcev_kb.render.export.ris import as_ris
from npcev_kb.render.export.text import as_text
from npcev_kb.render.furniture.subject import LICENCE, address, subject
from npcev_kb.render.page import Page
from npcev_kb.render.site import Site

_NO_KEY = re.compile(r"[^A-Za-z0-9.]+")
"""What does not belong into the key of a citation, nor into the name of a file."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing to cite, written three times."""

    key: str
    """The key in BibTeX and the name of a downloaded file."""
    text: str
    bibtex: str
    ris: str


def of_work(site: Site, page: Page) -> Citation | None:
    """Return the citation of the work behind a page; None if there is none that can be cited."""
    record = subject(page)
    if not isinstance(record, Study | Work):
        return None
    entries = bibliography([record], site.evidence.events).entries
    return _written(entries[0]) if entries else None


def of_page(site: Site, page: Page) -> Citation:
    """Return the citation of a page as a part of the knowledge base, with the day of the data."""
    name = tidy(site.settings.name)
    whole = tidy(f"{name}: {site.kb.review.subject or site.kb.review.title}")
    title = f"{tidy(page.title)}. In: {whole}" if page.path else whole
    day = site.kb.updated.isoformat()
    work = PublishedWork(
        title=title,
        authors=(Author(name=f"{name} contributors", collective=True),),
        published=day,
        address=address(site.settings, page),
    )
    key = _NO_KEY.sub("-", f"{name} {page.path}").strip("-")
    return _written(Entry(key, work, note=f"Data of {day}, {LICENCE[0]}."))


def _written(entry: Entry) -> Citation:
    return Citation(entry.key, as_text(entry), as_bibtex([entry]), as_ris([entry]))
