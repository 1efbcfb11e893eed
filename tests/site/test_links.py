"""Every link of the built sites leads somewhere, and nothing is loaded from elsewhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from links import BuiltSite

TOY_ADDRESS = "https://toy.example"


@cache
def toy_links(folder: Path) -> BuiltSite:
    return BuiltSite(folder, below="/kb/", own=(TOY_ADDRESS,))


@cache
def real_links(folder: Path) -> BuiltSite:
    return BuiltSite(folder)


LINKS_OF = {"toy_site": toy_links, "real_site": real_links}


def written(folder: Path, **pages: str) -> BuiltSite:
    """Write pages by name, `_` for `/`, into a folder and return it as a site."""
    for name, html in pages.items():
        path = folder / f"{name.replace('_', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    return BuiltSite(folder)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<a href="b/">b</a>', "b/ leads to no file (a/b/index.html)"),
        ('<a href="../a/index.html#no">a</a>', "../a/index.html#no leads to no anchor of"),
        ('<a href="#no">a</a>', "#no leads to no anchor of"),
        ('<img src="/x.png">', "/x.png leads to no file (x.png)"),
        ('<form action="../no/">', "../no/ leads to no file (no/index.html)"),
        ('<p style="background: url(x.svg)">', "x.svg leads to no file (a/x.svg)"),
        ('<script type="application/json">{"search": "s.js"}</script>', "s.js leads to no file"),
        ('<a href="../a">a</a>', "../a leads to no file (a)"),
        ('<img srcset="/x.png 2x" alt="">', "/x.png leads to no file (x.png)"),
        ('<div data-src="../x.json"></div>', "../x.json leads to no file (x.json)"),
    ],
)
def test_the_checker_finds_a_link_that_leads_nowhere(html: str, said: str, tmp_path: Path) -> None:
    found = list(written(tmp_path, a_index=html, index="").broken())
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../#top">', '<a href="?q=x">', '<a id="here" href="#here">', '<a href="..">',
        '<a href="https://elsewhere.example/">', '<a href="/index.html">', '<a href="mailto:x@y">',
    ],
)  # fmt: skip
def test_the_checker_lets_a_link_pass_that_leads_somewhere(html: str, tmp_path: Path) -> None:
    home = '<h1 id="top">Home</h1>'
    assert list(written(tmp_path, a_index=html, index=home).broken()) == []


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        '<link rel="preconnect" href="https://cdn.example">',
        '<img src="/x.png" srcset="https://cdn.example/x.png 2x">',
        '<iframe src="http://cdn.example/">',
        "<p style=\"background: url('https://cdn.example/x.png')\">",
        '<style>@import "https://cdn.example/x.css";</style>',
        '<meta http-equiv="refresh" content="0; url=https://cdn.example/">',
        '<base href="https://cdn.example/">',
    ],
)
def test_the_checker_finds_what_is_loaded_from_another_host(html: str, tmp_path: Path) -> None:
    found = list(written(tmp_path, index=html).foreign_loads())
    assert len(found) == 1
    assert "cdn.example" in found[0]


def test_the_checker_finds_what_a_style_sheet_loads(tmp_path: Path) -> None:
    sheet = '@import "https://cdn.example/a.css"; p { background: url(b.png) }'
    (tmp_path / "x.css").write_text(sheet, encoding="utf-8")
    site = BuiltSite(tmp_path)
    assert list(site.foreign_loads()) == ["x.css loads https://cdn.example/a.css"]
    assert list(site.broken()) == ["x.css: b.png leads to no file (b.png)"]


def test_the_checker_finds_what_a_script_imports_and_reads(tmp_path: Path) -> None:
    site = written(tmp_path, index="")
    script = tmp_path / "assets" / "npcev" / "x.js"
    script.parent.mkdir(parents=True)
    script.write_text(
        """import { a } from "./a.js";
        const b = await import("../b.js");
        await fetch(`${root}explore/claims.json`);""",
        encoding="utf-8",
    )
    assert list(site.broken()) == [
        "assets/npcev/x.js: ./a.js leads to no file (assets/npcev/a.js)",
        "assets/npcev/x.js: ../b.js leads to no file (assets/b.js)",
        "index.html: explore/claims.json leads to no file (explore/claims.json)",
    ]


def test_the_checker_finds_a_result_of_the_search_that_leads_nowhere(tmp_path: Path) -> None:
    site = written(tmp_path, index="")
    (tmp_path / "search").mkdir()
    cards = '[{"url": "studies/no/#c1"}, {"url": ""}]'
    (tmp_path / "search" / "cards-0.json").write_text(cards, encoding="utf-8")
    assert list(site.broken()) == [
        "index.html: studies/no/#c1 leads to no file (studies/no/index.html)"
    ]


@pytest.mark.site
def test_every_script_and_every_result_of_the_search_is_followed(real_site: Path) -> None:
    site = real_links(real_site)
    found = {site.target(name, link) for name, link in site.every_link()}
    assert ("explore/claims.json", "") in found
    assert ("assets/npcev/elements.js", "") in found
    assert ("studies/hmgb3-angiogenesis/index.html", "c1") in found


@pytest.mark.site
def test_every_link_inside_the_toy_site_leads_to_a_file_and_an_anchor(toy_site: Path) -> None:
    site = toy_links(toy_site)
    assert list(site.broken()) == []


@pytest.mark.site
def test_every_link_inside_the_real_site_leads_to_a_file_and_an_anchor(real_site: Path) -> None:
    site = real_links(real_site)
    assert sum(len(document.links) for document in site.documents.values()) > 10_000
    assert list(site.broken()) == []


@pytest.mark.site
@pytest.mark.parametrize("name", LINKS_OF)
def test_no_page_loads_anything_from_another_host(
    name: str, request: pytest.FixtureRequest
) -> None:
    site = LINKS_OF[name](request.getfixturevalue(name))
    assert list(site.foreign_loads()) == []


@pytest.mark.site
@pytest.mark.parametrize("name", LINKS_OF)
def test_every_page_is_reached_from_the_first_by_clicking(
    name: str, request: pytest.FixtureRequest
) -> None:
    site = LINKS_OF[name](request.getfixturevalue(name))
    assert set(site.documents) - site.reached() == {"404.html"}


@pytest.mark.site
def test_the_site_map_lists_every_page_of_the_toy_site(toy_site: Path) -> None:
    site = toy_links(toy_site)
    listed = {site.target(name, link) for name, link in site.every_link() if name == "sitemap.xml"}
    assert listed == {(name, "") for name in site.documents if name != "404.html"}
