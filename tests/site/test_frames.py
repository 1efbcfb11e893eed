"""The fast path of the theme gives the bytes that the theme itself gives."""

from __future__ import annotations

from pathlib import Path

import pytest

import toy

pytestmark = pytest.mark.site

COPIES = {"toy": toy.copy, "real": toy.copy_real}
ADDRESSES = {
    "no address": "",
    "an address of its own": "site_url: https://kb.example.org/below/\n",
}


def build(folder: Path, *, shared: bool, address: str) -> Path:
    """Build a copy with or without shared frames, with edit links and the address given."""
    path = folder / "mkdocs.yml"
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("site_url:") and "repository:" not in line and "branch:" not in line
    ]
    at = next(index for index, line in enumerate(lines) if line.strip().startswith("- npcev"))
    lines[at] = lines[at].rstrip(":") + ":"
    lines[at + 1 : at + 1] = [
        f"      shared_frames: {str(shared).lower()}",
        "      repository: https://example.org/group/project",
    ]
    path.write_text(address + "\n".join(lines) + "\n", encoding="utf-8")
    return toy.build(folder)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.parametrize("name", COPIES)
def test_pages_that_share_a_frame_are_those_of_the_theme_byte_for_byte(
    name: str, address: str, tmp_path: Path
) -> None:
    fast = toy.files(build(COPIES[name](tmp_path / "fast"), shared=True, address=address))
    plain = toy.files(build(COPIES[name](tmp_path / "plain"), shared=False, address=address))
    assert [page for page in plain if fast.get(page) != plain[page]] == []
    assert fast.keys() == plain.keys()


def test_a_page_in_the_navigation_is_left_to_the_theme(toy_site: Path) -> None:
    inside = (toy_site / "studies" / "index.html").read_text(encoding="utf-8")
    assert "md-nav__link--active" in inside
    assert "npcevmark" not in "".join(
        path.read_text(encoding="utf-8") for path in toy_site.rglob("*.html")
    )
