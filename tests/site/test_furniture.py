"""What stands around the content of pages in a built site: head, end, linked data, pictures."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import toy
from parsed import Parsed
from schema_org import faults

pytestmark = pytest.mark.site

SITES = ["toy_site", "real_site"]
NO_PAGE = "404.html"


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Parsed]:
    return {
        path.relative_to(site).as_posix(): Parsed(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if path.name != NO_PAGE
    }


def described(parsed: Parsed, name: str) -> list[str]:
    """Return the contents of the meta elements of a name or property."""
    at, found = parsed.attributes, []
    for number, (tag, key, value) in enumerate(at[:-1]):
        if tag == "meta" and key in ("name", "property") and value == name:
            found.append(at[number + 1][2])
    return found


def linked(parsed: Parsed) -> list[str]:
    return [text for tag, text in parsed.words if tag == "script" and "schema.org" in text]


def test_every_page_has_one_description_and_no_two_pages_have_the_same(
    pages: dict[str, Parsed],
) -> None:
    said = {name: described(parsed, "description") for name, parsed in pages.items()}
    assert [name for name, texts in said.items() if len(texts) != 1 or not texts[0].strip()] == []
    counted = Counter(texts[0] for texts in said.values())
    assert [text for text, times in counted.items() if times > 1] == []


def test_every_page_has_a_title_and_says_it_to_those_who_share_it(pages: dict[str, Parsed]) -> None:
    for name, parsed in pages.items():
        assert parsed.text_of("title").strip(), name
        (shared,) = described(parsed, "og:title")
        (data,) = linked(parsed)
        assert shared == json.loads(data)["name"] or name == "index.html", name


def test_every_page_has_linked_data_of_schema_org(pages: dict[str, Parsed]) -> None:
    for name, parsed in pages.items():
        scripts = linked(parsed)
        assert len(scripts) == 1, name
        data = json.loads(scripts[0])
        assert faults(data) == [], name
        assert data["description"] == described(parsed, "description")[0], name
        assert ("breadcrumb" in data) == (name != "index.html"), name


def test_every_page_can_be_cited_and_linked(pages: dict[str, Parsed]) -> None:
    for name, parsed in pages.items():
        assert "this page as BibTeX" in parsed.values("data-copy"), name
        assert "bookmark" in parsed.values("rel"), name


def test_where_the_site_has_an_address_every_page_says_its_own(toy_site: Path) -> None:
    for path in sorted(toy_site.rglob("index.html")):
        folder = path.parent.relative_to(toy_site).as_posix()
        own = f"https://toy.example/kb/{'' if folder == '.' else f'{folder}/'}"
        parsed = Parsed(path.read_text(encoding="utf-8"))
        assert ("link", "href", own) in parsed.attributes
        assert described(parsed, "og:url") == [own]
        (picture,) = described(parsed, "og:image")
        assert (toy_site / picture.removeprefix("https://toy.example/kb/")).is_file()
        (data,) = linked(parsed)
        assert json.loads(data)["@id"] == own


def test_where_it_has_none_nothing_makes_one_up(real_site: Path) -> None:
    for path in sorted(real_site.rglob("index.html")):
        parsed = Parsed(path.read_text(encoding="utf-8"))
        assert "canonical" not in parsed.values("rel")
        assert described(parsed, "og:url") + described(parsed, "og:image") == []
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        listed = (real_site / name).read_bytes()
        text = (gzip.decompress(listed) if name.endswith(".gz") else listed).decode()
        assert "None" not in text
        assert "<loc>" not in text


def test_the_site_map_names_every_page_with_the_day_of_the_data(toy_site: Path) -> None:
    listed = (toy_site / "sitemap.xml").read_text(encoding="utf-8")
    places = re.findall(r"<loc>https://toy.example/kb/([^<]*)</loc>", listed)
    assert {f"{place}index.html" for place in places} == {
        path.relative_to(toy_site).as_posix() for path in toy_site.rglob("index.html")
    }
    day = toy.knowledge_base().published.updated.isoformat()
    assert set(re.findall(r"<lastmod>([^<]*)</lastmod>", listed)) == {day}


def test_pictures_of_the_site_for_tabs_and_telephones_exist(site: Path) -> None:
    home = Parsed((site / "index.html").read_text(encoding="utf-8"))
    for relation, size in (("apple-touch-icon", 180), ("icon", 32)):
        number = max(
            n for n, (tag, key, value) in enumerate(home.attributes)
            if (tag, key, value) == ("link", "rel", relation)
        )  # fmt: skip
        link = next(value for tag, key, value in home.attributes[number:] if key == "href")
        with Image.open(site / link) as image:
            assert image.size == (size, size)
    assert len(described(home, "theme-color")) == 2


def test_every_study_and_module_has_a_card_and_its_page_leads_to_it(site: Path) -> None:
    for kind in ("studies", "modules"):
        names = {path.parent.name for path in site.glob(f"{kind}/*/index.html")}
        assert {path.stem for path in (site / "cards" / kind).glob("*.png")} == names
        assert names
        for name in names:
            parsed = Parsed((site / kind / name / "index.html").read_text(encoding="utf-8"))
            assert f"../../cards/{kind}/{name}.png" in parsed.values("href")
    with Image.open(BytesIO((site / "cards" / "site.png").read_bytes())) as image:
        assert image.size == (1200, 630)


def test_the_words_of_the_end_are_not_what_the_search_finds(site: Path) -> None:
    files = sorted((site / "search").glob("*.json"))
    index = "".join(path.read_text(encoding="utf-8") for path in files)
    assert "studies/" in index
    assert "Cite this page" not in index
    assert "schema.org" not in index


def test_cards_can_be_left_out(tmp_path: Path) -> None:
    folder = toy.copy(tmp_path / "kb")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("      branch: main\n", "      branch: main\n      cards: false\n"),
        encoding="utf-8",
    )
    built = toy.build(folder)
    assert not (built / "cards").exists()
    assert not (folder / ".cache").exists()
    home = Parsed((built / "index.html").read_text(encoding="utf-8"))
    assert described(home, "og:image") == []


def test_a_second_build_draws_no_card_again(tmp_path: Path) -> None:
    folder = toy.copy(tmp_path / "kb")
    toy.build(folder)
    store = folder / ".cache" / "npcev" / "cards"
    before = {path.name: path.stat().st_mtime_ns for path in store.iterdir()}
    assert before
    toy.build(folder)
    assert {path.name: path.stat().st_mtime_ns for path in store.iterdir()} == before


def test_pages_written_by_hand_end_like_all_others_and_lead_to_their_file(tmp_path: Path) -> None:
    folder = toy.copy(tmp_path / "kb")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    home = "https://example.org/group/project"
    config.write_text(text.replace('repository: ""', f"repository: {home}"), encoding="utf-8")
    built = toy.build(folder)
    page = Parsed((built / "about" / "decisions" / "index.html").read_text(encoding="utf-8"))
    assert f"{home}/edit/main/docs/about/decisions.md" in page.values("href")
    assert [link for link in page.values("href") if link.startswith(f"{home}/issues/new?")] != []
