"""A researcher compares markers, treatments and assays: sees, sorts, filters, shares, keeps."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

import toy
from serving import served

pytestmark = pytest.mark.browser

MARKERS = "explore/biomarkers/"
ALL = ["explore/biomarkers/", "explore/therapies/", "explore/technologies/"]
ROW = "tr[data-row]"
LACKING = """[...document.querySelectorAll("tr[data-row]")].filter((row) =>
    [".trust .level", ".trust .flags", ".says .sign", '.origin a[href*="studies/"]']
        .some((part) => !row.querySelector(part))
    || !/stud(y|ies)/.test(row.querySelector(".trust").textContent)
    || !/source/.test(row.querySelector(".trust").textContent)).map((row) => row.id)"""
every_comparison = pytest.mark.parametrize("path", ALL)


def rows(page: Page) -> Locator:
    """Return the rows that are shown."""
    return page.locator(f"{ROW}:not([hidden])")


def choice(page: Page, name: str) -> Locator:
    """Return the list from which a filter is chosen."""
    return page.get_by_role("combobox", name=name, exact=True)


def keys(page: Page) -> list[str]:
    return [str(row.get_attribute("data-row")) for row in rows(page).all()]


def opened(page: Page, path: str) -> None:
    """Open a comparison and wait until its script has run."""
    page.goto(path)
    expect(page.get_by_label("Words in a row")).to_be_visible()


def told(page: Page, name: str) -> str:
    return page.locator(f'[data-shown="{name}"]').inner_text()


@pytest.mark.parametrize("window_name", ["light", "without scripts"])
def test_which_markers_were_compared_with_ebv_dna_stands_above_the_table(page: Page) -> None:
    page.goto(MARKERS)
    answer = page.get_by_role("region", name="Which diagnostic markers were set against")
    expect(answer).to_be_in_viewport()
    ebv_dna = answer.locator("dl > div").filter(has=page.get_by_role("link", name="EBV DNA"))
    expect(ebv_dna).to_contain_text("carbonic anhydrase 1 (CA1)")
    expect(ebv_dna).to_contain_text("net reclassification improvement 27.61 %")
    expect(ebv_dna).not_to_contain_text("cyclophilin A")
    vca = answer.locator("dl > div").filter(has=page.get_by_role("link", name="VCA"))
    expect(vca.first).to_contain_text("cyclophilin A (PPIA)")
    expect(answer).to_contain_text("it is not known")


def test_one_click_shows_the_rows_set_against_ebv_dna(page: Page) -> None:
    opened(page, MARKERS)
    answer = page.get_by_role("region", name="Which diagnostic markers were set against")
    entry = answer.locator("dl > div").filter(has=page.get_by_role("link", name="EBV DNA"))
    entry.get_by_role("link", name="show these rows").click()
    expect(rows(page)).to_have_count(2)
    assert keys(page) == ["ca1-diagnosis.c1-1", "ca1-diagnosis.c2-1"]
    expect(page).to_have_url(re.compile(r"\?beside=ebv-dna$"))
    expect(page.locator(".compare").get_by_role("status").first).to_have_text(
        re.compile(r"2 of \d+ rows: 2 claims from 1 study, 1 group")
    )


def test_the_three_states_of_a_comparison_are_told_apart(page: Page) -> None:
    opened(page, MARKERS)
    cell = page.locator("#ca1-diagnosis\\.c1-1 td.c-markers")
    expect(cell).to_contain_text("compared with EBV DNA")
    expect(cell).to_contain_text("as stated by the review")
    unknown = page.locator("#three-mirna-panel-diagnosis\\.c1-1 td.c-markers .unknown")
    expect(unknown).to_have_text("not known")
    choice(page, "Established marker").select_option("unknown")
    expect(rows(page).first).to_be_visible()
    assert "ca1-diagnosis.c1-1" not in keys(page)


def test_tissue_fluids_and_vesicles_stand_in_groups_of_their_own(page: Page) -> None:
    opened(page, MARKERS)
    words = {
        "vesicles": "vesicles from (serum|plasma|blood)",
        "fluid": "(serum|plasma|saliva|urine)",
        "tissue": "tissue",
    }
    for group, pattern in words.items():
        body = page.locator(f'tbody[data-group="{group}"]')
        found = body.locator("td.c-matrix > p:first-child").all_inner_texts()
        assert found
        assert [text for text in found if not re.fullmatch(pattern, text.strip())] == []
    sorting = page.get_by_role("button", name="Sort by marker")
    sorting.click()
    for group, pattern in words.items():
        body = page.locator(f'tbody[data-group="{group}"]')
        texts = body.locator("td.c-matrix > p:first-child").all_inner_texts()
        assert all(re.fullmatch(pattern, text.strip()) for text in texts)
    expect(page.locator(".compare")).to_contain_text("Nothing is pooled")


def values(page: Page, group: str, measure: str) -> list[str]:
    shown = page.locator(f'tbody[data-group="{group}"] {ROW}').all()
    return [str(row.get_attribute(f"data-s-{measure}")) for row in shown]


def test_rows_are_sorted_by_value_both_ways_with_the_unknown_last(page: Page) -> None:
    opened(page, MARKERS)
    before = keys(page)
    button = page.get_by_role("button", name="Sort by value")
    head = page.get_by_role("columnheader").filter(has=button)
    for direction in ("descending", "ascending"):
        button.click()
        expect(head).to_have_attribute("aria-sort", direction)
        found = values(page, "vesicles", "auc")
        known = [float(value) for value in found if value]
        assert len(known) > 3
        assert known == sorted(known, reverse=direction == "descending")
        assert found == [value for value in found if value] + [""] * found.count("")
    button.click()
    expect(head).not_to_have_attribute("aria-sort", re.compile(".*"))
    assert keys(page) == before


def test_the_reader_chooses_the_measure_that_is_drawn_and_sorted_by(page: Page) -> None:
    opened(page, MARKERS)
    plots = page.locator("#cd109-egfr-cas12a-detection\\.c2-1 td.c-plot")
    expect(plots.get_by_role("img", name="AUC 0.934, 95 % interval 0.868 to 1")).to_be_visible()
    page.get_by_role("radio", name="sensitivity").check()
    expect(
        plots.get_by_role("img", name=re.compile("^sensitivity 0.841, interval not"))
    ).to_be_visible()
    expect(plots.get_by_role("img", name=re.compile("^AUC"))).to_be_hidden()
    page.get_by_role("button", name="Sort by value").click()
    assert keys(page)[0] == "cd109-egfr-cas12a-detection.c2-1"
    expect(page).to_have_url(re.compile("plot=sensitivity"))


def test_filters_narrow_the_rows_and_every_count_follows(page: Page) -> None:
    opened(page, MARKERS)
    whole = rows(page).count()
    page.get_by_label("only with a stated interval").check()
    expect(rows(page)).to_have_count(1)
    assert told(page, "rows") == "1"
    assert page.locator('tfoot [data-unknown="interval"]').inner_text() == "0"
    page.get_by_role("button", name="Show all again").click()
    expect(rows(page)).to_have_count(whole)
    choice(page, "Measured in").select_option("tissue")
    groups = page.locator("tbody[data-group]:visible")
    expect(groups).to_have_count(1)
    assert told(page, "rows") == str(rows(page).count())
    unknown = sum("n" in str(row.get_attribute("data-open")).split() for row in rows(page).all())
    expect(page.locator('tfoot [data-unknown="n"]')).to_have_text(str(unknown))


def test_a_synonym_finds_a_row(page: Page) -> None:
    opened(page, MARKERS)
    page.get_by_label("Words in a row").fill("cd274")
    expect(rows(page).first).to_contain_text("PD-L1")
    page.get_by_label("Words in a row").fill("no such word at all")
    expect(rows(page)).to_have_count(0)
    assert told(page, "peers") == "no study"


@every_comparison
def test_claims_of_the_review_alone_never_answer_to_a_level(path: str, page: Page) -> None:
    opened(page, path)
    levels = choice(page, "Level")
    for option in levels.locator("option").all():
        name = str(option.get_attribute("value"))
        if not name:
            continue
        levels.select_option(name)
        by_review = page.locator(f"{ROW}:not([hidden]) td.c-trust").filter(
            has=page.locator(".level-review")
        )
        expect(by_review).to_have_count(rows(page).count() if name == "review" else 0)


@every_comparison
def test_every_row_shows_level_direction_groups_source_and_flags(path: str, page: Page) -> None:
    opened(page, path)
    lacking = page.evaluate(LACKING)
    assert rows(page).count() > 5
    assert lacking == []


def test_what_is_chosen_is_kept_by_reload_and_by_going_back(page: Page) -> None:
    opened(page, MARKERS)
    choice(page, "Outcome").select_option("prognosis")
    page.get_by_role("button", name="Sort by level").click()
    kept = keys(page)
    page.reload()
    expect(choice(page, "Outcome")).to_have_value("prognosis")
    expect(rows(page)).to_have_count(len(kept))
    assert keys(page) == kept
    rows(page).first.locator(".origin a").first.click()
    page.wait_for_url("**/studies/**")
    page.go_back()
    expect(choice(page, "Outcome")).to_have_value("prognosis")
    expect(rows(page)).to_have_count(len(kept))


def test_nonsense_in_the_address_shows_everything(page: Page) -> None:
    opened(page, f"{MARKERS}?beside=<img src=x onerror=alert(1)>&sort=-constructor&plot=__proto__")
    expect(page.locator(ROW)).to_have_count(rows(page).count())
    expect(page.get_by_role("radio", name="AUC")).to_be_checked()


@every_comparison
def test_the_file_holds_exactly_the_rows_shown_in_their_order(
    path: str, page: Page, tmp_path: Path
) -> None:
    opened(page, path)
    choice(page, "Level").select_option("E1")
    page.get_by_role("button", name="Sort by level").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as CSV").click()
    saved = tmp_path / "rows.csv"
    waiting.value.save_as(saved)
    with saved.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(io.StringIO(file.read(), newline="")))
    assert [each["row"] for each in read] == keys(page)
    assert 0 < len(read) < page.locator(ROW).count()


@pytest.mark.parametrize("window_name", ["without scripts"])
@every_comparison
def test_all_rows_can_be_read_without_scripts(path: str, page: Page) -> None:
    page.goto(path)
    assert page.locator(ROW).count() > 5
    expect(page.locator(f"{ROW}:visible")).to_have_count(page.locator(ROW).count())
    expect(page.get_by_label("Words in a row")).to_be_hidden()
    expect(page.locator("[data-sort]:visible")).to_have_count(0)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as CSV").click()
    assert waiting.value.suggested_filename.endswith(".csv")


@pytest.mark.parametrize("window_name", ["without scripts"])
def test_another_measure_is_drawn_without_scripts_too(page: Page) -> None:
    page.goto(MARKERS)
    row = page.locator("#cd109-egfr-cas12a-detection\\.c2-1")
    expect(row.get_by_role("img", name=re.compile("^AUC"))).to_be_visible()
    expect(row.get_by_role("img", name=re.compile("^specificity"))).to_be_hidden()
    page.get_by_role("radio", name="specificity").check()
    expect(row.get_by_role("img", name=re.compile("^specificity"))).to_be_visible()
    expect(row.get_by_role("img", name=re.compile("^AUC"))).to_be_hidden()


def test_print_keeps_the_plots_and_leaves_the_filters_out(
    windows: dict[str, BrowserContext],
) -> None:
    page = windows["light"].new_page()
    opened(page, MARKERS)
    page.emulate_media(media="print")
    expect(page.get_by_label("Words in a row")).to_be_hidden()
    expect(page.locator("[data-sort]:visible")).to_have_count(0)
    expect(page.get_by_role("img", name="AUC 0.934, 95 % interval 0.868 to 1")).to_be_visible()
    expect(page.locator(f"{ROW}:visible")).to_have_count(page.locator(ROW).count())
    page.close()


def test_a_table_is_sorted_and_filtered_by_keyboard_alone(page: Page) -> None:
    opened(page, MARKERS)
    page.get_by_label("Words in a row").focus()
    page.keyboard.type("ebv dna")
    expect(rows(page)).not_to_have_count(page.locator(ROW).count())
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.sort") == "level":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader").last).to_have_attribute("aria-sort", "descending")


def test_a_treatment_tells_whether_it_was_shown_where_it_goes(page: Page) -> None:
    opened(page, "explore/therapies/")
    choice(page, "Biodistribution").select_option("shown")
    expect(rows(page)).to_have_count(2)
    expect(rows(page).first).to_contain_text("TMTP1")
    expect(rows(page).first).to_contain_text("as stated by the review")
    expect(page.locator('tfoot [data-unknown="biodistribution"]')).to_have_text("0")
    expect(page.locator('tfoot [data-unknown="dose"]')).to_have_text("2")


def test_an_assay_tells_how_its_signal_is_made_and_how_little_is_enough(page: Page) -> None:
    opened(page, "explore/technologies/")
    row = page.locator("#tdt-cas14a-ev-detection\\.c1")
    expect(row.locator("td.c-signal")).to_contain_text("amplification terminal deoxynucleotidyl")
    expect(row.locator("td.c-signal")).to_contain_text("magnetic nanoparticle separation")
    expect(row.locator("td.c-limits")).to_contain_text("80 particles/mL")
    expect(row.locator("td.c-limits")).to_contain_text("600 to 100,000 particles/mL")
    choice(page, "Beside an established method").select_option("set")
    expect(rows(page)).to_have_count(2)


@pytest.fixture(scope="module")
def site_with_another_disease(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the toy site, in which one study of markers is on another disease."""
    folder = toy.copy(tmp_path_factory.mktemp("elsewhere") / "kb")
    with (folder / "data/entities/diseases.yaml").open("a", encoding="utf-8") as file:
        file.write("other-disease:\n  label: Other disease\n")
    study = folder / "data/studies/rna-b-drug.yaml"
    text = study.read_text(encoding="utf-8")
    study.write_text(text.replace("disease: toy-disease", "disease: other-disease"), "utf-8")
    with served(toy.build(folder)) as address:
        yield address


@pytest.mark.parametrize("window_name", ["light", "without scripts"])
def test_claims_on_other_diseases_come_by_a_switch_that_tells_their_number(
    page: Page, site_with_another_disease: str
) -> None:
    page.goto(f"{site_with_another_disease}{MARKERS}")
    foreign = page.locator("#rna-b-drug\\.c5-1")
    expect(page.locator(f"{ROW}:visible").first).to_be_visible()
    expect(foreign).to_be_hidden()
    switch = page.get_by_role("checkbox", name="also 1 row on other diseases")
    switch.check()
    expect(foreign).to_be_visible()
    expect(foreign).to_contain_text("on Other disease")
    switch.uncheck()
    expect(foreign).to_be_hidden()


def test_the_switch_to_other_diseases_moves_counts_and_address(
    page: Page, site_with_another_disease: str
) -> None:
    opened(page, f"{site_with_another_disease}{MARKERS}")
    before = int(told(page, "rows"))
    page.get_by_role("checkbox", name="also 1 row on other diseases").check()
    expect(page.locator('[data-shown="rows"]')).to_have_text(str(before + 1))
    page.reload()
    expect(page.locator('[data-shown="rows"]')).to_have_text(str(before + 1))
