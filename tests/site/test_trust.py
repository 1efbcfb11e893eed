"""Wherever a claim is shown, a reader sees how far to trust it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
TOLD = {"level", "why", "facts-in-line", "flags"}
"""Parts of a trust strip: the level, its reason, direction and groups and basis, the flags."""


class Claims(HTMLParser):
    """Finds what a page says as a claim, and what stands inside each."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[tuple[str, set[str]]] = []
        """Address and classes inside of each claim."""
        self.bare: list[str] = []
        """Effects that are said outside of any claim."""
        self._open: list[tuple[str, set[str], int | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = set((values.get("class") or "").split())
        inside = next((c for _, _, c in reversed(self._open) if c is not None), None)
        if inside is not None:
            self.shown[inside][1].update(classes)
        elif "verb" in classes:
            self.bare.append(str(attrs))
        started = None
        if "claim" in classes:
            started = len(self.shown)
            self.shown.append((values.get("data-claim") or "", set()))
        if tag not in VOID:
            self._open.append((tag, classes, started))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass


@pytest.fixture(scope="module", params=["toy_site", "real_site"])
def pages(request: pytest.FixtureRequest) -> dict[str, str]:
    site: Path = request.getfixturevalue(request.param)
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }


def test_every_claim_on_every_page_carries_its_trust_strip(pages: dict[str, str]) -> None:
    without = [
        f"{name}: {claim} lacks {sorted(TOLD - inside)}"
        for name, html in pages.items()
        for claim, inside in Claims(html).shown
        if inside & TOLD != TOLD
    ]
    assert without == []
    assert sum(len(Claims(html).shown) for html in pages.values()) > 20


def test_no_effect_is_claimed_outside_of_a_claim(pages: dict[str, str]) -> None:
    assert {name: bare for name, html in pages.items() if (bare := Claims(html).bare)} == {}


def test_every_claim_shown_says_which_it_is(pages: dict[str, str]) -> None:
    unnamed = [n for n, html in pages.items() if "" in [c for c, _ in Claims(html).shown]]
    assert unnamed == []


def test_every_kind_of_page_that_speaks_of_studies_shows_claims(pages: dict[str, str]) -> None:
    kinds = {name.partition("/")[0] for name, html in pages.items() if Claims(html).shown}
    assert kinds >= {"studies", "modules", "sections", "entities", "debates", "evidence", "quality"}


def test_a_page_that_drops_the_strip_is_caught() -> None:
    bare = Claims('<p class="claim" data-claim="a.c1"><span class="verb">promotes</span></p>')
    assert bare.shown == [("a.c1", {"verb"})]
    assert Claims('<p><span class="verb">promotes</span></p>').bare != []
