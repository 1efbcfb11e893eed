"""The tables of claims and studies on the real data: counts, filters, order, columns, address."""

from __future__ import annotations

import re

import pytest
import real_tables
from playwright.sync_api import Page, expect
from real_tables import Expected, choose, counts, fold, number_shown, opened, refs

from npcev_kb.analysis.facet_register import facets

pytestmark = pytest.mark.browser

CLAIMS, STUDIES = "explore/claims/", "explore/studies/"
CHOICES = [
    {},
    {"outcome": {"radioresistance"}},
    {"level": {"E2", "E3"}, "family": {"mechanism", "biomarker"}},
    {"level": {"review"}},
    {"lines": {"not_named", "some_disputed"}, "cargo_class": {"protein"}},
    {"module": {"biomarkers"}, "matrix": {"not_known"}},
]


def query(chosen: dict[str, set[str]]) -> str:
    return "&".join(
        f"{name}={value}" for name, values in chosen.items() for value in sorted(values)
    )


@pytest.mark.parametrize("chosen", CHOICES, ids=query)
@pytest.mark.parametrize(("path", "unit"), [(CLAIMS, "claim"), (STUDIES, "study")])
def test_counts_are_those_that_python_computes(
    path: str, unit: real_tables.Unit, chosen: dict[str, set[str]], page: Page
) -> None:
    expected = Expected(unit, chosen)
    opened(page, f"{path}?{query(chosen)}")
    expect(number_shown(page)).to_contain_text(f"{len(expected.shown)} of ")
    assert refs(page) == expected.shown[:50]
    for name, coded in real_tables.real_table().coded.items():
        shown = counts(page, name)
        for value in coded.values:
            assert shown.get(value.label, 0) == expected.count(name, value.id), (name, value.id)


def test_every_facet_of_the_register_is_in_the_panel(page: Page) -> None:
    opened(page, CLAIMS)
    shown = page.locator("details[data-facet]").evaluate_all(
        "all => all.map((details) => details.dataset.facet)"
    )
    assert shown == list(facets())


def test_which_cargo_is_tested_in_animals_for_radioresistance_is_found_by_clicking(
    page: Page,
) -> None:
    opened(page, CLAIMS)
    choose(page, "outcome", "radioresistance")
    choose(page, "model", "animal")
    expected = Expected("claim", {"outcome": {"radioresistance"}, "model": {"animal"}}).shown
    assert expected
    expect(number_shown(page)).to_contain_text(f"{len(expected)} of ")
    assert refs(page) == expected
    expect(page.locator("tr[data-ref]").first).to_contain_text("radioresistance")
    at_e2 = Expected("claim", {"outcome": {"radioresistance"}, "level": {"E2"}}).shown
    assert counts(page, "level")["E2"] == len(at_e2)


def test_which_claims_rest_on_disputed_lines_only_and_for_how_many_that_is_not_known(
    page: Page,
) -> None:
    opened(page, CLAIMS)
    told, expected = counts(page, "lines"), Expected("claim")
    assert told["only disputed lines"] == expected.count("lines", "only_disputed")
    assert told["lines not known"] == expected.count("lines", "not_named") > 50
    assert told["not known"] == expected.count("lines", "not_known")
    unseen = fold(page, "lines").locator(".is-unseen")
    expect(unseen.filter(has_text="lines not known")).to_have_count(1)
    choose(page, "lines", "lines not known")
    expect(number_shown(page)).to_contain_text(f"{told['lines not known']} of ")


def test_a_value_with_no_row_shows_zero_and_can_still_be_chosen_and_left(page: Page) -> None:
    opened(page, f"{CLAIMS}?outcome=radioresistance")
    assert counts(page, "level")["E5"] == 0
    choose(page, "level", "E5")
    expect(page.locator(".x-empty")).to_contain_text("No claim satisfies all of these together")
    expect(page.locator("#x-table")).to_be_hidden()
    page.get_by_role("button", name="Drop “Level: E5”").click()
    expect(page.locator(".x-empty")).to_have_count(0)
    assert refs(page) == Expected("claim", {"outcome": {"radioresistance"}}).shown


def test_at_least_a_level_never_takes_in_what_only_the_review_says(page: Page) -> None:
    opened(page, CLAIMS)
    fold(page, "level").get_by_label("At least").select_option(label="E2")
    expected = Expected("claim", {"level": {"E2", "E3", "E4", "E5"}}).shown
    expect(number_shown(page)).to_contain_text(f"{len(expected)} of ")
    assert "review" not in page.url
    expect(page.locator("tr[data-ref]").first).to_be_visible()
    expect(page.locator("tr[data-ref]").filter(has_text="as stated by the review")).to_have_count(0)


def test_words_find_synonyms_whatever_their_hyphens_and_greek_letters(page: Page) -> None:
    opened(page, CLAIMS)
    box = page.get_by_label("Words in all columns")
    box.fill("PD-L1")
    first = number_shown(page).inner_text()
    assert not first.startswith("0 ")
    for other in ("CD274", "pdl1", "Pd L1"):
        box.fill(other)
        expect(number_shown(page)).not_to_contain_text("0 of 188")
    box.fill("hif-1alpha")
    by_name = refs(page)
    box.fill("HIF-1α")
    assert refs(page) == by_name != []


def test_a_number_finds_the_reference_and_all_words_must_be_found(page: Page) -> None:
    opened(page, CLAIMS)
    box = page.get_by_label("Words in all columns")
    box.fill("30 hmgb3")
    assert refs(page)
    assert {ref.partition(".")[0] for ref in refs(page)} == {"hmgb3-angiogenesis"}
    whole = refs(page)
    box.fill("30 hmgb3 metastasis")
    assert set(refs(page)) < set(whole)
    assert refs(page)
    box.fill("31 hmgb3")
    expect(page.locator(".x-empty")).to_be_visible()
    box.fill("30 nosuchword")
    expect(page.locator(".x-empty")).to_contain_text("nosuchword")


def test_a_range_of_years_leaves_out_what_is_not_known_until_asked(page: Page) -> None:
    opened(page, CLAIMS)
    year = fold(page, "year")
    year.get_by_label("from").fill("2021")
    year.get_by_label("to", exact=True).fill("2022")
    known = Expected("claim", {"year": {"2021", "2022"}}).shown
    expect(number_shown(page)).to_contain_text(f"{len(known)} of ")
    assert "year_from=2021" in page.url
    unknown = len(Expected("claim", {"year": {"not_known"}}).shown)
    expect(year.locator(".x-range .x-n")).to_have_text(str(unknown))
    year.get_by_label("and not known").check()
    expect(number_shown(page)).to_contain_text(f"{len(known) + unknown} of ")
    expect(page.locator("#x-chips")).to_contain_text("2021 to 2022 or not known")


def test_columns_sort_and_the_word_of_the_review_stands_last_either_way(page: Page) -> None:
    opened(page, CLAIMS)
    head = page.locator('th[data-column="level"]')
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(page.locator('td[data-column="level"]').first).to_contain_text("E4")
    expect(head.get_by_role("button")).to_be_focused()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.locator('td[data-column="level"]').first).to_contain_text("E0")
    assert "sort=level" in page.url
    last = opened(page, f"{CLAIMS}?sort=level&page=4").locator('td[data-column="level"]').last
    expect(last).to_contain_text("as stated by the review")
    last = opened(page, f"{CLAIMS}?sort=-level&page=4").locator('td[data-column="level"]').last
    expect(last).to_contain_text("as stated by the review")


def test_years_sort_as_numbers_and_unknown_ones_stand_last(page: Page) -> None:
    opened(page, f"{STUDIES}?sort=-year")
    years = page.locator('td[data-column="year"]').all_inner_texts()
    known = [int(year) for year in years if year != "not known"]
    assert known == sorted(known, reverse=True)
    assert "not known" not in years[: len(known)]


def test_columns_can_be_chosen_and_the_address_remembers_them(page: Page) -> None:
    opened(page, CLAIMS)
    page.get_by_text("Columns", exact=True).click()
    page.locator(".x-sheet").get_by_label("Section", exact=True).check()
    page.locator(".x-sheet").get_by_label("Year", exact=True).uncheck()
    expect(page.locator('th[data-column="section"]')).to_be_visible()
    expect(page.locator('th[data-column="year"]')).to_have_count(0)
    assert "columns=claim+study" in page.url
    page.reload()
    expect(page.locator('td[data-column="section"]').first).to_contain_text("3.1")


def test_an_address_says_everything_and_reads_back_the_same(page: Page) -> None:
    said = (
        "?level=E1&level=E2&family=mechanism&year_from=2019&year_unknown=1&text=cell&sort=-year"
        "&columns=claim+level+host"
    )
    opened(page, CLAIMS + said)
    first = (refs(page), number_shown(page).inner_text())
    assert first[0]
    choose(page, "family", "mechanism")
    choose(page, "family", "mechanism")
    query = page.url.partition("?")[2]
    opened(page, f"{CLAIMS}?{query}")
    assert (refs(page), number_shown(page).inner_text()) == first
    assert set(query.split("&")) == set(said[1:].split("&"))


def test_back_and_forward_walk_through_the_choices(page: Page) -> None:
    opened(page, CLAIMS)
    everything = number_shown(page).inner_text()
    choose(page, "family", "biomarker")
    markers = number_shown(page).inner_text()
    choose(page, "level", "E3")
    both = number_shown(page).inner_text()
    assert len({everything, markers, both}) == 3
    page.go_back()
    expect(number_shown(page)).to_have_text(markers)
    page.go_back()
    expect(number_shown(page)).to_have_text(everything)
    page.go_forward()
    expect(number_shown(page)).to_have_text(markers)
    expect(fold(page, "family").get_by_label("biomarker")).to_be_checked()


def test_what_an_address_asks_in_vain_is_told_and_ignored(page: Page) -> None:
    opened(page, f"{CLAIMS}?cargo=nobody&colour=red&sort=taste&page=0&level=E2")
    told = page.locator("#x-told")
    for part in ("cargo=nobody", "colour=red", "sort=taste", "page=0"):
        expect(told).to_contain_text(part)
    assert refs(page) == Expected("claim", {"level": {"E2"}}).shown
    choose(page, "level", "E3")
    assert "nobody" not in page.url


def test_chips_name_what_is_chosen_and_take_it_away(page: Page) -> None:
    opened(page, f"{CLAIMS}?level=E2&level=E3&outcome=metastasis")
    chips = page.locator("#x-chips button")
    expect(chips).to_have_text(["Level: E2 ×", "Level: E3 ×", "Outcome: metastasis ×", "Clear all"])
    page.get_by_role("button", name="Remove filter Level: E2").click()
    assert refs(page) == Expected("claim", {"level": {"E3"}, "outcome": {"metastasis"}}).shown
    page.get_by_role("button", name="Clear all").click()
    expect(number_shown(page)).to_contain_text(f"{len(Expected('claim').shown)} of ")
    assert "?" not in page.url


def test_fifty_rows_stand_on_a_page_and_the_pages_hold_all(page: Page) -> None:
    opened(page, CLAIMS)
    found = refs(page)
    assert len(found) == 50
    pager = page.get_by_role("navigation", name="Pages of the table")
    expect(pager.get_by_role("button", name="Previous")).to_be_disabled()
    while pager.get_by_role("button", name="Next").get_attribute("disabled") is None:
        pager.get_by_role("button", name="Next").click()
        found += refs(page)
    assert found == Expected("claim").shown
    assert re.search(r"page=\d", page.url)


def test_the_link_to_the_other_table_keeps_the_choices(page: Page) -> None:
    opened(page, f"{CLAIMS}?level=E2")
    page.get_by_role("link", name="The same filters, study by study").click()
    expect(number_shown(page)).to_contain_text(" studies")
    expected = Expected("study", {"level": {"E2"}}).shown
    assert refs(page) == expected


def test_the_static_rows_say_what_the_rows_of_the_script_say(page: Page, address: str) -> None:
    for path in (CLAIMS, STUDIES):
        opened(page, path)
        read = """rows => rows.map((row) => [...row.cells].slice(1).map((cell) =>
            cell.textContent.replace(/\\s+/g, " ").trim()))"""
        by_script = page.locator("tr.x-row").evaluate_all(read)
        static = page.evaluate(
            f"""async (path) => {{
            const html = await (await fetch(path)).text();
            const made = new DOMParser().parseFromString(html, "text/html");
            return ({read})([...made.querySelectorAll("tr.x-row")]); }}""",
            address + path,
        )
        assert len(by_script) == 50
        assert by_script == static[:50]


def test_the_keyboard_alone_chooses_sorts_and_selects(page: Page) -> None:
    opened(page, CLAIMS)
    page.get_by_label("Words in all columns").focus()
    page.keyboard.type("metastasis")
    expect(page.locator("#x-chips")).to_contain_text("Words: metastasis")
    page.locator('details[data-facet="year"] > summary').focus()
    page.keyboard.press("Enter")
    expect(page.locator('details[data-facet="year"]').get_by_label("from")).to_be_visible()
    page.keyboard.press("Tab")
    expect(fold(page, "year").get_by_label("from")).to_be_focused()
    page.locator('details[data-facet="level"]').get_by_role("checkbox", name="E3").focus()
    page.keyboard.press("Space")
    expect(page.locator("#x-chips")).to_contain_text("Level: E3")
    expect(
        page.locator('details[data-facet="level"]').get_by_role("checkbox", name="E3")
    ).to_be_focused()
    page.locator("tr[data-ref] input").first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Download 1 selected")).to_be_visible()
    page.get_by_text("Columns", exact=True).focus()
    page.keyboard.press("Enter")
    expect(
        page.locator(".x-sheet").get_by_role("checkbox", name="Host", exact=True)
    ).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".x-sheet").get_by_role("checkbox", name="Host", exact=True)).to_be_hidden()


def test_meanings_are_reached_without_hovering(page: Page) -> None:
    opened(page, CLAIMS)
    level = fold(page, "level")
    meaning = level.get_by_text("Tested in cells or samples in the laboratory.")
    expect(meaning).to_be_hidden()
    level.get_by_role("button", name="What these mean").click()
    expect(meaning).to_be_visible()


def test_a_long_facet_has_a_field_that_finds_its_values(page: Page) -> None:
    opened(page, CLAIMS)
    cargo = fold(page, "cargo")
    cargo.get_by_label("Find in Cargo or subject").fill("cd274")
    expect(cargo.locator(".x-value:visible")).to_have_count(1)
    expect(cargo.locator(".x-value:visible")).to_contain_text("PD-L1")


@pytest.mark.parametrize("window_name", ["phone"])
def test_on_a_telephone_the_filters_are_a_drawer_and_rows_are_cards(page: Page) -> None:
    opened(page, CLAIMS)
    panel, button = page.locator("#x-panel"), page.get_by_role("button", name="Filters")
    expect(panel).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(panel).to_be_visible()
    expect(panel).to_be_focused()
    choose(page, "level", "E2")
    expect(page.get_by_role("button", name="Filters (1)")).to_have_attribute(
        "aria-expanded", "true"
    )
    page.get_by_role("button", name="Show the table").click()
    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="Filters (1)")).to_be_focused()
    card = page.locator("tr[data-ref]").first
    assert card.evaluate("row => getComputedStyle(row).display") == "block"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.get_by_label("Order").select_option("-year")
    assert "sort=-year" in page.url


@pytest.mark.parametrize("window_name", ["without scripts"])
@pytest.mark.parametrize("path", [CLAIMS, STUDIES])
def test_without_scripts_the_table_can_be_read_part_by_part(path: str, page: Page) -> None:
    page.goto(path)
    expect(page.locator("#x-panel")).to_be_hidden()
    expect(page.locator("#x-tools")).to_be_hidden()
    unit: real_tables.Unit = "claim" if path == CLAIMS else "study"
    expected = Expected(unit).shown
    expect(page.locator("tr.x-row")).to_have_count(min(100, len(expected)))
    seen = page.locator("tr.x-row").count()
    while page.locator("#x-parts a[rel=next]").count():
        page.locator("#x-parts a[rel=next]").click()
        expect(page.locator(".md-content h1")).to_contain_text("page")
        seen += page.locator("tr.x-row").count()
    assert seen == len(expected)
