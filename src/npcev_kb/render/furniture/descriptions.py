"""One sentence or two that tell what a page holds, for those who see it in a list of results."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.model.entity import Entity, EntityKind
from npcev_kb.model.review import Module, Section
from npcev_kb.model.study import Study, Work
from npcev_kb.render.furniture.subject import subject
from npcev_kb.render.html import plural
from npcev_kb.render.page import Page
from npcev_kb.render.site import Site

_LONGEST = 300
_NAMES_SHOWN = 3


def described(site: Site, page: Page, above: Sequence[str] = ()) -> str:
    """Return the description of a page: its own, or one made of what it shows; never empty.

    Args:
        site: the site.
        page: the page.
        above: titles of the pages above it, from the first page down.
    """
    own = page.description.strip()
    return shortened(own or _of_subject(site, page) or _of_place(site, page, above))


def shortened(text: str) -> str:
    """Return a text in one line that lists of results can show, cut between two words."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    return f"{line[: _LONGEST - 1].rpartition(' ')[0] or line[: _LONGEST - 1]}…"


def _of_subject(site: Site, page: Page) -> str:
    match subject(page):
        case Study() as study:
            return _of_study(study)
        case Work() as work:
            reason = work.cited_for[0].text if work.cited_for else "no reason is told"
            return f"{work.label}, cited by the review. {reason}"
        case Module() as module:
            count = plural(len(site.places.studies_of(module)), "study", "studies")
            return f"{module.title}: {module.question} {count}, claim by claim."
        case Section() as section:
            studies = plural(len(site.places.studies_in(section.id)), "study", "studies")
            works = plural(len(site.places.works_in(section.id)), "other work")
            return f"Section {section.id} of the review, {section.title}: {studies}, {works}."
        case Entity() as entity:
            return _of_entity(site, entity)
        case EntityKind() as kind:
            return f"{kind.title}: {kind.about} {plural(len(site.entities_of(kind)), 'term')}."
    return ""


def _of_study(study: Study) -> str:
    claims = plural(len(study.claims), "claim")
    return f"{study.label}: {claims} with level and flags. Read: {study.reading_basis.label}."


def _of_entity(site: Site, entity: Entity) -> str:
    kind = site.kb.kinds[entity.kind].singular
    name = f"{entity.label}, {entity.name}" if entity.name else entity.label
    others = [other for other in entity.synonyms if other not in (entity.label, entity.name)]
    called = f", also called {', '.join(others[:_NAMES_SHOWN])}" if others else ""
    studies = plural(len(site.mentions.get(entity.key, ())), "study", "studies")
    claims = plural(len(site.evidence.naming.get(entity.key, ())), "claim")
    return f"{name} ({kind}){called}. Named by {studies} and {claims}."


def _of_place(site: Site, page: Page, above: Sequence[str]) -> str:
    """Describe a page by its name and place; no two pages share both."""
    whole = site.kb.review.subject or site.kb.review.title
    if not page.path:
        return (
            f"{whole}: what was found, study by study, how far each claim has been tested, "
            "who disagrees, and what nobody knows yet."
        )
    place = " / ".join([*above[1:], page.title])
    return f"{place}. Part of {site.settings.name}: {whole}."
