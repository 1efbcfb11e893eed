"""What would change if a work were retracted: claims, debates, questions and pages.

The pages are not guessed: every page is rendered from the knowledge base as it is and as it would
be, and the two are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jinja2 import Environment

from npcev_kb.analysis.impact import ClaimChange, Impact, if_retracted, impact
from npcev_kb.analysis.places import PlacedRecord
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.pages import pages
from npcev_kb.render.show import Showroom
from npcev_kb.render.site import Site


class PageState(StrEnum):
    """What would become of a page."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, order=True)
class ChangedPage:
    """A page of the site that would not stay as it is."""

    path: str
    """Address below the site's root; empty for the home page."""
    title: str
    state: PageState


@dataclass(frozen=True)
class Report:
    """Everything that hangs on one work."""

    impact: Impact
    pages: tuple[ChangedPage, ...]
    """By address."""


def impact_of(kb: KnowledgeBase, record: PlacedRecord, day: date, templates: Environment) -> Report:
    """Work out what would change if a study or work were retracted.

    Args:
        kb: the knowledge base as it is published.
        record: one of its studies or works.
        day: the day of the supposed retraction.
        templates: the environment that the site is rendered with.
    """
    now, then = Site(kb), Site(if_retracted(kb, record, day))
    found = impact(now.evidence, then.evidence, record)
    return Report(found, changed_pages(now, then, templates))


def changed_pages(now: Site, then: Site, templates: Environment) -> tuple[ChangedPage, ...]:
    """Render two sites and return the pages in which they differ, by address."""
    before, after = _shown(now, templates), _shown(then, templates)
    found = []
    for path in before.keys() | after.keys():
        if path not in after:
            found.append(ChangedPage(path, before[path][0], PageState.GONE))
        elif path not in before:
            found.append(ChangedPage(path, after[path][0], PageState.NEW))
        elif before[path] != after[path]:
            found.append(ChangedPage(path, after[path][0], PageState.CHANGED))
    return tuple(sorted(found))


def _shown(site: Site, templates: Environment) -> dict[str, tuple[str, str, str]]:
    """Return title, description and HTML of every page, by address."""
    room = Showroom(site, templates)
    return {page.path: (page.title, page.description, room.show(page).html) for page in pages(site)}


def as_text(report: Report) -> Iterator[str]:
    """Yield the lines that say what would change, part by part; an empty part says so."""
    found = report.impact
    yield f"If {found.record.label} ({found.record.id}) were retracted:"
    parts = (
        ("its own claims", [line for change in found.own for line in _lines(change)]),
        ("claims of other studies", [line for change in found.others for line in _lines(change)]),
        ("debates to look at", [f"  {each.id}  {each.label}" for each in found.debates]),
        ("questions to look at", [f"  {each.id}  {each.label}" for each in found.questions]),
        ("pages", [f"  {page.state:7}  {page.path or '(home)'}" for page in report.pages]),
    )
    counts = (len(found.own), len(found.others), len(found.debates), len(found.questions))
    for (title, lines), count in zip(parts, (*counts, len(report.pages)), strict=True):
        yield ""
        yield f"{title}: {count}"
        yield from lines


def _lines(change: ClaimChange) -> Iterator[str]:
    """Yield what would change for one claim: level, groups and flags."""
    now, then = change.now, change.then
    level, after = now.grade.text, then.grade.text
    yield (
        f"  {change.ref}  {level}, unchanged"
        if level == after
        else (f"  {change.ref}  {level} -> {after}")
    )
    if now.peers != then.peers:
        yield f"    groups  {now.peers.text} -> {then.peers.text}"
    for flag, other in change.flags:
        yield f"    flag    {flag.code} {flag.state.label} -> {other.state.label}: {other.reason}"


def as_json(report: Report) -> str:
    """Return the same as JSON with sorted keys."""
    found = report.impact
    data: dict[str, Plain] = {
        "record": found.record.id,
        "claims": [_plain(change) for change in found.own],
        "claims_of_other_studies": [_plain(change) for change in found.others],
        "debates": [each.id for each in found.debates],
        "questions": [each.id for each in found.questions],
        "pages": [
            {"path": page.path, "title": page.title, "state": page.state.value}
            for page in report.pages
        ],
    }
    return dumps(data)


def _plain(change: ClaimChange) -> Plain:
    now, then = change.now, change.then
    return {
        "ref": change.ref,
        "level": {"now": now.grade.text, "then": then.grade.text},
        "groups": {"now": now.peers.text, "then": then.peers.text},
        "flags": [
            {
                "code": flag.code,
                "now": {"state": flag.state.value, "reason": flag.reason},
                "then": {"state": other.state.value, "reason": other.reason},
            }
            for flag, other in change.flags
        ],
    }
