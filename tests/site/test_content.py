"""Built pages: hostile texts stay text, search finds records, pages of records are small."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import toy
from npcev_kb.analysis.places import Places
from npcev_kb.pipeline import validate
from npcev_kb.store.project import Project
from parsed import Parsed

pytestmark = pytest.mark.site

KINDS = ("studies", "works", "debates", "questions")
LARGEST_RECORD_PAGE = 80_000
"""30,000 of it are the theme's frame, 7,000 citations and linked data; the rest are claims."""


def pages(site: Path) -> dict[str, Parsed]:
    return {
        path.relative_to(site).as_posix(): Parsed(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def page(site: Path, name: str) -> Parsed:
    return Parsed((site / name / "index.html").read_text(encoding="utf-8"))


def index(site: Path) -> list[dict[str, Any]]:
    """Return the cards of everything that the search finds."""
    files = (site / "search").glob("cards-*.json")
    return [card for path in files for card in json.loads(path.read_text(encoding="utf-8"))]


def is_data(script: str) -> bool:
    """Tell whether the text of a script element is linked data, which nobody runs."""
    try:
        return json.loads(script)["@context"] == "https://schema.org" and "<" not in script
    except ValueError:
        return False


def test_no_element_of_the_toy_site_stems_from_its_hostile_texts(toy_site: Path) -> None:
    leaks = []
    for name, parsed in pages(toy_site).items():
        leaks += [name for element in parsed.shape if element[1:2] == ("x-evil",)]
        scripts = [text for tag, text in parsed.words if tag == "script" and "evil" in text]
        leaks += [name for text in scripts if not is_data(text)]
    assert leaks == []


def test_no_attribute_of_the_toy_site_stems_from_its_hostile_texts(toy_site: Path) -> None:
    for name, parsed in pages(toy_site).items():
        for tag, attribute, value in parsed.attributes:
            assert not attribute.startswith("on"), (name, tag, attribute)
            assert not value.lower().startswith("javascript:"), (name, tag, value)


def test_cards_of_the_search_lead_to_pages_of_the_site_alone(toy_site: Path) -> None:
    cards = index(toy_site)
    assert len(cards) > 50
    for card in cards:
        address = card["url"].partition("#")[0]
        assert (toy_site / address / "index.html").is_file(), card["url"]


def test_the_title_of_a_page_is_the_label_of_its_record(toy_site: Path) -> None:
    for name, study in toy.knowledge_base().published.studies.items():
        words = page(toy_site, f"studies/{name}").words
        title = next(text for tag, text in words if tag == "title")  # pictures have titles too
        assert title == f"{study.label} - toy-kb"


def test_the_description_of_a_study_page_is_its_finding(toy_site: Path) -> None:
    finding = toy.knowledge_base().studies["protein-a-vessels"].finding
    assert finding is not None
    assert ("meta", "content", finding.text) in page(
        toy_site, "studies/protein-a-vessels"
    ).attributes


def test_neighbours_are_those_of_the_module_and_are_named_by_their_labels(real_site: Path) -> None:
    kb = validate(Project(toy.REPOSITORY)).kb
    assert kb is not None
    module, (first, second, *_) = Places(kb.published).studies_by_module[0]
    assert module is not None
    parsed = page(real_site, f"studies/{second.id}")
    assert f"Previous in {module.title}: {first.label}" in parsed.values("aria-label")
    assert first.label in "".join(parsed.text.split(f"Previous in {module.title}")[-1:])
    parsed = page(real_site, f"studies/{first.id}")
    assert f"Next in {module.title}: {second.label}" in parsed.values("aria-label")
    ways = [value for value in parsed.values("aria-label") if value.startswith("Previous")]
    assert ways == [], "nothing comes before the first study of a module"


def test_a_study_alone_in_its_module_has_no_neighbours(toy_site: Path) -> None:
    parsed = page(toy_site, "studies/rna-b-drug")
    assert {"prev", "next"}.isdisjoint(parsed.values("rel"))


@pytest.mark.parametrize("name", ["toy_site", "real_site"])
def test_the_search_index_holds_every_page_of_a_record(
    name: str, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(name)
    found = {entry["url"] for entry in index(site)}
    records = [*site.glob("studies/*/index.html"), *site.glob("works/*/index.html")]
    assert len(records) >= 6
    expected = {f"{path.parent.relative_to(site).as_posix()}/" for path in records}
    assert expected - found == set()


def test_the_search_index_holds_what_a_study_found(toy_site: Path) -> None:
    texts = {entry["url"]: entry["about"] for entry in index(toy_site)}
    assert "Protein A of vesicles tells toys from games." in "".join(
        text
        for location, text in texts.items()
        if location.startswith("studies/later-protein-a-test/")
    )


def test_a_draft_has_no_page_no_download_and_no_entry_in_the_search(toy_site: Path) -> None:
    (draft,) = toy.knowledge_base().drafts
    assert list(toy_site.glob(f"**/{draft.id}*")) == []
    assert [entry for entry in index(toy_site) if draft.id in entry["url"]] == []
    assert draft.id not in (toy_site / "data/npcev-kb.json").read_text(encoding="utf-8").replace(
        f'"{draft.id}.c1"', ""
    )


def test_a_draft_is_named_among_the_work_lists_and_where_a_debate_points_to_its_claim(
    toy_site: Path,
) -> None:
    (draft,) = toy.knowledge_base().drafts
    listed = page(toy_site, "quality/records-draft").text
    assert draft.label in listed
    assert f"data/studies/{draft.id}.yaml" in listed
    assert f"claim left out of this build: {draft.id}.c1" in (
        page(toy_site, "debates/vesicles-and-growth").text
    )


def test_every_record_of_the_real_site_has_a_page_below_80_kb(real_site: Path) -> None:
    records = [path for kind in KINDS for path in real_site.glob(f"{kind}/*/index.html")]
    written = [path for kind in KINDS for path in toy.REPOSITORY.glob(f"data/{kind}/*.yaml")]
    assert len(records) == len(written)
    too_large = {
        path.parent.name: path.stat().st_size
        for path in records
        if path.stat().st_size > LARGEST_RECORD_PAGE
    }
    assert too_large == {}


def test_the_downloads_of_the_built_site_are_those_of_the_export(toy_site: Path) -> None:
    from npcev_kb.analysis.evidence import Evidence
    from npcev_kb.render.downloads import SUMS, Downloads
    from npcev_kb.render.export.whole import Whole

    kb = toy.knowledge_base().published
    offer = Downloads(Whole(kb, Evidence(kb)))
    for name, text in offer.of_records():
        assert (toy_site / name).read_text(encoding="utf-8") == text, name
    for file in offer.files:
        assert (toy_site / file.path).read_bytes() == file.file.content, file.path
    assert (toy_site / SUMS).read_text(encoding="utf-8") == offer.sums
