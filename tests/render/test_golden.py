"""Pages of the toy knowledge base as they were last read and accepted by a person."""

from __future__ import annotations

from pathlib import Path

import pytest

import toy

GOLDEN = Path(__file__).parents[1] / "golden"
PAGES = {
    "home": "",
    "study-with-everything": "studies/protein-a-vessels",
    "study-known-from-the-review-only": "studies/unnamed-cargo-cells",
    "study-read-in-full": "studies/rna-b-drug",
    "work": "works/overview-of-vesicles",
    "entity": "entities/genes/protein-a",
    "cell-line": "entities/cell-lines/toy-line",
    "module": "modules/makers",
    "section": "sections/2",
    "references": "references",
    "coverage": "coverage",
    "debates": "debates",
    "debate": "debates/vesicles-and-growth",
    "questions": "questions",
    "question": "questions/kinds-of-vesicle",
    "evidence": "evidence",
    "quality": "quality",
    "explore": "explore",
    "timeline": "explore/timeline",
    "cell-lines": "entities/cell-lines",
    "search": "search",
    "living-search": "living",
    "table-of-claims": "explore/claims",
    "table-of-studies": "explore/studies",
    "gap-map": "explore/map",
    "biomarkers-compared": "explore/biomarkers",
    "therapies-compared": "explore/therapies",
    "technologies-compared": "explore/technologies",
    "network": "explore/network",
    "new-study-form": "contribute/new-study",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_one_that_was_accepted(name: str, request: pytest.FixtureRequest) -> None:
    shown, golden = toy.html(PAGES[name]), GOLDEN / f"{name}.html"
    if request.config.getoption("--accept"):
        golden.write_text(shown, encoding="utf-8", newline="\n")
    accepted = golden.read_text(encoding="utf-8") if golden.exists() else ""
    assert shown == accepted, "run pytest --accept, and read what changed before committing it"


def test_every_accepted_page_is_still_asked_for() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(PAGES)
