"""The table of the real claims beside the page that shows it: what tests of the explorer share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from playwright.sync_api import Locator, Page, expect

import toy
from npcev_kb import pipeline
from npcev_kb.analysis.facet_register import facets
from npcev_kb.render.site import Site
from npcev_kb.render.views.table import Table
from npcev_kb.store.project import Project

Chosen = Mapping[str, set[str]]
Unit = Literal["claim", "study"]
Answered = Mapping[str, frozenset[str]]


@cache
def real_table() -> Table:
    """The table of the real knowledge base, computed here and not read from the site."""
    kb = pipeline.validate(Project(toy.REPOSITORY)).kb
    assert kb is not None
    return Table(Site(kb.published))


@cache
def answered(unit: Unit) -> list[tuple[str, str, Answered]]:
    """Return study, claim and answers of every row that a page on claims or studies has."""
    return [
        (
            row.study.id,
            row.judged.case.claim.id if row.judged else "",
            {name: frozenset(v.id for v in f.answers(row)) for name, f in facets().items()},
        )
        for row in real_table().rows
        if row.judged or unit == "study"
    ]


@dataclass(frozen=True)
class Expected:
    """What Python says of a choice: the units that fit, and the count of every value."""

    unit: Unit
    chosen: Chosen = field(default_factory=dict)

    def units(self, chosen: Chosen) -> list[str]:
        """Return what fits, each once, in the order of the table."""
        found = [
            f"{study}.{claim}" if self.unit == "claim" else study
            for study, claim, answers in answered(self.unit)
            if all(answers[name] & values for name, values in chosen.items())
        ]
        return list(dict.fromkeys(found))

    @property
    def shown(self) -> list[str]:
        """Return the units that fit."""
        return self.units(self.chosen)

    def count(self, name: str, value: str) -> int:
        """Return how many would fit with one value, given the choices in all other facets."""
        return len(self.units({**self.chosen, name: {value}}))


def opened(page: Page, path: str) -> Page:
    """Open a page of the explorer and wait until its script has taken over."""
    page.goto(path)
    expect(page.locator("#explorer[data-ready]")).to_be_attached()
    return page


def fold(page: Page, name: str) -> Locator:
    """Return the fold of a facet, opened."""
    details = page.locator(f'details[data-facet="{name}"]')
    if details.get_attribute("open") is None:
        details.locator("summary").first.click()
    expect(details.locator(".x-value").first).to_be_visible()
    return details


def choose(page: Page, facet: str, label: str) -> None:
    """Tick or untick a value by its label."""
    found = fold(page, facet).locator(".x-value")
    found.filter(has=page.get_by_text(label, exact=True)).get_by_role("checkbox").click()


def counts(page: Page, name: str) -> dict[str, int]:
    """Return the counts that a facet shows, by label."""
    details = page.locator(f'details[data-facet="{name}"]')
    details.evaluate("details => { details.open = true; }")
    expect(details.locator(".x-value").first).to_be_attached()
    told: list[list[str]] = details.evaluate(
        """details => [...details.querySelectorAll(".x-value")].map((value) =>
        [value.querySelector(".x-label").textContent, value.querySelector(".x-n").textContent])"""
    )
    return {label: int(number.replace(",", "")) for label, number in told}


def refs(page: Page) -> list[str]:
    """Return what the rows on the page stand for."""
    found: list[str] = page.locator("tr[data-ref]").evaluate_all(
        "rows => rows.map((row) => row.dataset.ref)"
    )
    return found


def number_shown(page: Page) -> Locator:
    """Return the sentence that counts what is shown."""
    return page.locator("#x-count")
