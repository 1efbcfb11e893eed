"""A page does not grow with the number of records: what it cannot name it counts and links."""

from __future__ import annotations

from dataclasses import replace

import pytest

import toy
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.pages import pages
from npcev_kb.render.show import Showroom
from npcev_kb.render.site import Site
from parsed import Parsed

COPIES = 220


def many(copies: int) -> KnowledgeBase:
    """The toy knowledge base with so many copies of a study, none cited by the review."""
    kb = toy.knowledge_base()
    study = kb.studies["protein-a-vessels"]
    unknown = study.identification.model_copy(update={"doi": None, "pmid": None, "pmcid": None})
    update = {"review_refs": (), "sections": ("2",), "identification": unknown}
    copied = {
        f"copy-{n:04d}": study.model_copy(update={**update, "id": f"copy-{n:04d}"})
        for n in range(copies)
    }
    return replace(kb, studies={**copied, **kb.studies})


def shown(copies: int) -> dict[str, str]:
    """The text of every page that is not of one study."""
    site = Site(many(copies).published)
    room = Showroom(site, toy.templates())
    found = (page for page in pages(site) if not page.path.startswith("studies/"))
    return {page.path: room.show(page).html for page in found}


@pytest.fixture(scope="module")
def large() -> dict[str, str]:
    return shown(2 * COPIES)


def test_twice_as_many_studies_make_no_page_larger_by_a_twentieth(large: dict[str, str]) -> None:
    small = shown(COPIES)
    larger = {
        path: (len(html), len(large[path]))
        for path, html in small.items()
        if len(large[path]) > 1.05 * len(html) and not path[-1].isdigit()
    }
    assert larger == {}


def test_what_a_module_does_not_name_is_counted_and_linked(large: dict[str, str]) -> None:
    page = Parsed(large["sections/2"])
    more = [link for link in page.values("href") if "explore/studies/?section=2" in link]
    assert more
    assert "more in the table of studies" in page.text
