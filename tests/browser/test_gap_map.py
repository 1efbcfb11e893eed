"""The evidence-gap map in a real browser: its numbers, its keys, its address, its files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import toy
from npcev_kb import pipeline
from npcev_kb.render.site import Site
from npcev_kb.render.views.gap_map import MOST_ROWS, MapView, capped
from npcev_kb.render.views.gap_map_files import as_csv
from npcev_kb.store.project import Project
from serving import served

pytestmark = pytest.mark.browser

MAP = "explore/map/"
GRID = "table[role=grid]"
SVG = "{http://www.w3.org/2000/svg}"


@cache
def site() -> Site:
    kb = pipeline.validate(Project.find(toy.REPOSITORY, toy.REPOSITORY)).kb
    assert kb is not None
    return Site(kb.published)


@cache
def view(down: str = "outcome", across: str = "cargo_class") -> MapView:
    return MapView(site(), down, across)


def shown(page: Page, address: str) -> Locator:
    """Open the map at an address and return its grid, once the script has made it."""
    page.goto(address)
    grid = page.locator(GRID)
    expect(grid).to_be_visible()
    return grid


def ends(end: str) -> re.Pattern[str]:
    return re.compile(re.escape(end) + "$")


def control(page: Page, name: str) -> Locator:
    return page.locator(f'#map-controls [name="{name}"]')


def cells(grid: Locator) -> list[list[tuple[str, str]]]:
    """Return what each cell says and where it leads, row by row."""
    found: list[list[tuple[str, str]]] = grid.evaluate(
        """grid => [...grid.tBodies[0].rows].map(row => [...row.cells].slice(1).map(cell => {
          const inside = cell.firstElementChild ?? cell;
          return [inside.getAttribute("aria-label"), inside.getAttribute("href") ?? ""];
        }))"""
    )
    return [[tuple(cell) for cell in row] for row in found]  # type: ignore[misc]


def expected(of: MapView) -> list[list[tuple[str, str]]]:
    """Return the same from Python's side."""
    lines = []
    for row in of.map.rows:
        line = []
        for column in of.map.columns:
            cell = of.map.cell(row, column)
            asked, said = of.ask(cell), of.sentence(cell)
            if asked:
                address = f"../../questions/{asked.question.id}/"
                line.append((f"{said}. Question: {asked.question.label}", address))
            elif not cell.count and cell.could_be_filled:
                line.append((f"{said}. No question asks this yet", ""))
            else:
                line.append((said, ""))
        lines.append(line)
    return lines


@pytest.mark.parametrize(
    ("down", "across"),
    [
        ("outcome", "cargo_class"),
        ("module", "level"),
        ("cargo", "recipient"),
        ("flag", "model"),
        ("year", "module"),
        ("section", "effect"),
        ("cargo_class", "outcome"),
        ("level", "flag"),
    ],
)
def test_every_cell_says_what_python_counted(down: str, across: str, page: Page) -> None:
    grid = shown(page, f"{MAP}?rows={down}&columns={across}&all=1")
    of = view(down, across)
    heads = grid.locator("thead th").all_inner_texts()[1:]
    assert [head.strip() for head in heads] == [column.label for column in of.map.columns]
    assert cells(grid) == expected(of)


def test_the_map_that_scripts_make_looks_like_the_one_without(page: Page) -> None:
    grid = shown(page, MAP)
    of = view()
    assert len(cells(grid)) == len(capped(of.map.rows, MOST_ROWS))
    expect(page.locator("#map-count")).to_contain_text(
        f"{len(of.map.empty)} of {of.map.asked} cells are empty"
    )
    page.get_by_role("button", name=f"Show all {len(of.map.rows)} rows").click()
    expect(grid.locator("tbody tr")).to_have_count(len(of.map.rows))


def test_other_axes_are_a_choice_and_swap_and_stand_in_the_address(page: Page) -> None:
    shown(page, MAP)
    control(page, "rows").select_option("module")
    expect(page).to_have_url(ends("?rows=module"))
    expect(page.locator(".corner")).to_contain_text("Module")
    page.get_by_role("button", name="Swap rows and columns").click()
    expect(page).to_have_url(ends("?rows=cargo_class&columns=module"))
    control(page, "rows").select_option("module")  # both alike: they change places
    expect(page).to_have_url(ends("?rows=module"))


def test_a_level_filter_lets_through_what_reaches_it_and_never_the_review_alone(
    page: Page,
) -> None:
    grid = shown(page, f"{MAP}?least=E2&all=1")
    enough = [e for e in view().map.entries if e.level.id in ("E2", "E3", "E4", "E5")]
    expect(page.locator("#map-count")).to_contain_text(
        f"{len(enough)} of {len(view().map.entries)} claims pass the filters"
    )
    said = [label for row in cells(grid) for label, _ in row]
    assert not [label for label in said if "review" in label or "E1" in label or "E0" in label]
    assert [label for label in said if "passes the filters" in label]
    empty = f"{len(view().map.empty)} of {view().map.asked} cells are empty"
    expect(page.locator("#map-count")).to_contain_text(empty)


def test_direction_and_module_filter_too_and_can_be_cleared(page: Page) -> None:
    shown(page, MAP)
    control(page, "effect").select_option(label="inhibits")
    control(page, "module").select_option("treatment-resistance")
    enough = [
        entry
        for entry in view().map.entries
        if entry.effect.id == "inhibits"
        and any(m.id == "treatment-resistance" for m in site().places.modules(entry.row.study))
    ]
    assert enough
    expect(page.locator("#map-count")).to_contain_text(
        f"{len(enough)} of {len(view().map.entries)} claims pass the filters"
    )
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#map-count")).to_contain_text(f"{len(view().map.entries)} claims counted")


def focused(page: Page) -> str:
    read = "at => at.getAttribute('aria-label') ?? at.textContent"
    return str(page.locator("*:focus").evaluate(read))


def test_arrow_keys_walk_the_map_and_one_cell_stops_the_tab_key(page: Page) -> None:
    grid = shown(page, MAP)
    of = view()
    expect(grid.locator('[tabindex="0"]')).to_have_count(1)
    grid.locator('[tabindex="0"]').focus()
    rows, columns = capped(of.map.rows, MOST_ROWS), of.map.columns
    start = of.map.cell(rows[0], columns[0])
    assert focused(page) == of.sentence(start)
    page.keyboard.press("ArrowDown")
    assert focused(page) == of.sentence(of.map.cell(rows[1], columns[0]))
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith(f"{rows[1].label} by {columns[1].label}:")
    page.keyboard.press("End")
    assert focused(page).startswith(f"{rows[1].label} by {columns[-1].label}:")
    page.keyboard.press("Home")
    assert focused(page) == rows[1].label
    page.keyboard.press("Control+End")
    assert focused(page).startswith(f"{rows[-1].label} by {columns[-1].label}:")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith(f"{rows[-1].label} by {columns[-1].label}:")
    page.keyboard.press("Control+Home")
    assert "Outcome" in focused(page)
    expect(grid.locator('[tabindex="0"]')).to_have_count(1)
    expect(page.locator("#map-said")).to_contain_text(f"{rows[-1].label} by {columns[-1].label}")


def test_enter_opens_the_claims_of_a_cell_and_escape_leads_back(page: Page) -> None:
    grid = shown(page, MAP)
    of = view()
    cell = of.map.cell(of.map.rows[0], of.map.columns[0])
    grid.locator('[tabindex="0"]').focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Claims of the cell")
    expect(panel.get_by_role("heading")).to_be_focused()
    expect(panel.get_by_role("listitem")).to_have_count(cell.count)
    links = panel.get_by_role("listitem").get_by_role("link")
    found = {link.split("studies/")[1] for link in attributes(links, "href")}
    assert found == {entry.ref.replace(".", "/#") for entry in cell.entries}
    expect(panel.locator(".found .level")).to_have_count(cell.count)
    table = panel.get_by_role("link", name="Open in the table of claims")
    address = of.link((of.down, cell.row), (of.across, cell.column))
    assert table.get_attribute("href") == f"../../explore/{address}"
    expect(page).to_have_url(ends(f"?row={cell.row.id}&column={cell.column.id}"))
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert focused(page) == of.sentence(cell)
    expect(page).to_have_url(ends(MAP))


def attributes(found: Locator, name: str) -> list[str]:
    values: list[str] = found.evaluate_all(
        "(all, name) => all.map(one => one.getAttribute(name))", name
    )
    return values


def test_an_empty_cell_leads_to_its_question(page: Page) -> None:
    grid = shown(page, MAP)
    of = view()
    gap = next(each for each in of.map.empty if of.ask(each))
    asked = of.ask(gap)
    assert asked is not None
    grid.get_by_role("link", name=f"{gap.row.label} by {gap.column.label}: no claim").click()
    expect(page.locator(".md-content h1")).to_contain_text(asked.question.label)


def test_an_empty_cell_that_no_question_asks_says_so_and_how_to_ask(page: Page) -> None:
    grid = shown(page, MAP)
    of = view()
    shown_rows = capped(of.map.rows, MOST_ROWS)
    gap = next(each for each in of.map.empty if not of.ask(each) and each.row in shown_rows)
    grid.get_by_role("button", name=f"{gap.row.label} by {gap.column.label}: no claim").click()
    panel = page.get_by_role("region", name="Claims of the cell")
    expect(panel).to_contain_text("No question asks this yet")
    expect(panel.get_by_role("link", name="All open questions")).to_be_visible()
    panel.get_by_role("link", name="How to add one").click()
    expect(page).to_have_url(ends("/curate/"))


def test_the_list_of_empty_cells_holds_each_of_them_once_with_its_question(page: Page) -> None:
    shown(page, MAP)
    page.get_by_role("radio", name="Empty cells").check()
    page.get_by_role("button", name="Show all").click()
    table = page.locator("table.map-empty")
    expect(table).to_be_visible()
    of = view()
    lines: list[list[str]] = table.evaluate(
        """table => { let name = ""; return [...table.tBodies[0].rows].map(row => {
          const cells = [...row.cells];
          if (cells.length === 3) name = cells.shift().firstChild.textContent;
          return [name, cells[0].textContent, cells[1].querySelector("a").getAttribute("href")];
        }); }"""
    )
    listed = {
        (name, column): link for name, columns, link in lines for column in columns.split(", ")
    }
    expected_links = {}
    for gap in of.map.empty:
        asked = of.ask(gap)
        where = f"../../questions/{asked.question.id}/" if asked else "../../questions/"
        expected_links[gap.row.label, gap.column.label] = where
    assert listed == expected_links


def test_the_numbers_are_a_plain_table_of_the_same_cells(page: Page) -> None:
    page.goto(f"{MAP}?view=numbers&all=1")
    table = page.locator("table.map-numbers")
    expect(table).to_be_visible()
    lines = table.evaluate("t => [...t.rows].map(r => [...r.cells].map(c => c.textContent))")
    head, body = lines[0], lines[1:]
    of = view()
    filled = [of.map.cell(row, column) for row in of.map.rows for column in of.map.columns]
    filled = [cell for cell in filled if cell.count]
    assert head[:6] == ["Outcome", "Cargo class", "claims", "studies", "groups", "group not known"]
    assert head[6:] == [value.label for value in (*of.map.effects, *of.map.levels)]
    assert body == [
        [
            cell.row.label,
            cell.column.label,
            *map(str, (cell.count, cell.groups.studies, cell.groups.groups, cell.groups.unknown)),
            *(str(cell.effects.get(effect, 0)) for effect in of.map.effects),
            *(str(cell.levels.get(level, 0)) for level in of.map.levels),
        ]
        for cell in filled
    ]


def downloaded(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_csv_of_the_first_map_is_the_file_that_the_build_made(page: Page) -> None:
    shown(page, MAP)
    name, content = downloaded(page, "CSV")
    assert name == "gap-map-outcome-by-cargo_class.csv"
    assert content.decode() == as_csv(view())


def test_the_csv_follows_axes_and_filters(page: Page) -> None:
    shown(page, f"{MAP}?rows=module&columns=level&effect=inhibits")
    _, content = downloaded(page, "CSV")
    lines = list(csv.DictReader(io.StringIO(content.decode())))
    of = view("module", "level")
    assert len(lines) == len(of.map.rows) * len(of.map.columns)
    assert sum(int(line["claims"]) for line in lines) == sum(
        cell.effects.get(effect, 0)
        for cell in of.map.cells.values()
        for effect in of.map.effects
        if effect.id == "inhibits"
    )
    assert {line["promotes"] for line in lines} == {"0"}


def test_the_drawing_has_its_texts_and_needs_nothing_else(page: Page) -> None:
    shown(page, f"{MAP}?least=E1")
    name, content = downloaded(page, "SVG")
    assert name.endswith(".svg")
    root = ElementTree.fromstring(content)
    texts = [node.text for node in root.iter(f"{SVG}text")]
    assert {"diagnosis", "protein", "6", "E4", "0 of 1"} <= set(texts)
    assert any("least: E1" in (text or "") for text in texts)
    assert not list(root.iter(f"{SVG}image"))
    assert b"href" not in content
    assert content.count(b"http") == content.count(b"http://www.w3.org/")


def test_the_picture_is_a_png_of_twice_the_size_of_the_drawing(page: Page) -> None:
    shown(page, f"{MAP}?rows=module")
    root = ElementTree.fromstring(downloaded(page, "SVG")[1])
    name, content = downloaded(page, "PNG")
    assert name == "gap-map-module-by-cargo_class.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert (wide, high) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))


def test_an_address_brings_the_same_view_back(page: Page) -> None:
    shown(page, MAP)
    control(page, "order").select_option("own")
    control(page, "least").select_option("E1")
    page.get_by_role("button", name="angiogenesis by protein").click()
    panel = page.get_by_role("region", name="Claims of the cell")
    expect(panel).to_be_visible()
    before, said = page.url, panel.inner_text()
    page.goto("questions/")
    page.go_back()
    expect(panel).to_be_visible()
    assert panel.inner_text() == said
    page.reload()
    expect(panel).to_be_visible()
    assert page.url == before
    assert control(page, "least").input_value() == "E1"
    expect(page.locator(f"{GRID} [aria-expanded=true]")).to_have_count(1)


def test_what_an_address_asks_and_nobody_knows_is_told(page: Page) -> None:
    grid = shown(page, f"{MAP}?rows=colour&least=E9&effect=promotes")
    expect(page.locator("#map-problem")).to_contain_text("rows=colour, least=E9")
    expect(grid.locator(".corner")).to_contain_text("Outcome")
    assert control(page, "effect").input_value() == "promotes"


@pytest.mark.parametrize("window_name", ["without scripts"])
def test_the_map_can_be_read_without_scripts(page: Page) -> None:
    page.goto(MAP)
    of = view()
    expect(page.locator("#map-controls")).to_be_hidden()
    expect(page.locator("table.gapmap")).to_be_visible()
    first = of.map.cell(of.map.rows[0], of.map.columns[0])
    expect(page.get_by_label(of.sentence(first))).to_be_visible()
    expect(page.get_by_text("more rows with fewer claims")).to_be_visible()
    gap = next(each for each in of.map.empty if of.ask(each))
    asked = of.ask(gap)
    assert asked is not None
    page.get_by_role("link", name=f"{gap.row.label} by {gap.column.label}: no claim").click()
    expect(page.locator(".md-content h1")).to_contain_text(asked.question.label)


@pytest.mark.parametrize("window_name", ["phone"])
def test_on_a_phone_names_of_rows_and_columns_stay_in_sight(page: Page) -> None:
    grid = shown(page, MAP)
    scroller = page.locator("#map-view")
    scroller.evaluate("box => box.scrollTo(400, 400)")
    box = scroller.bounding_box()
    head = grid.locator("thead th").nth(1).bounding_box()
    name = grid.locator("tbody th").nth(8).bounding_box()
    assert box
    assert head
    assert name
    assert abs(head["y"] - box["y"]) < 3
    assert abs(name["x"] - box["x"]) < 3


@pytest.fixture(scope="module")
def moved_toys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy knowledge base with one study moved to another disease."""
    folder = toy.copy(tmp_path_factory.mktemp("gaps") / "kb")
    moved = folder / "data/studies/rna-b-drug.yaml"
    text = moved.read_text(encoding="utf-8")
    moved.write_text(text.replace("disease: toy-disease", "disease: fever"), encoding="utf-8")
    with (folder / "data/entities/diseases.yaml").open("a", encoding="utf-8") as terms:
        terms.write("fever:\n  label: '=Fever <x-evil onclick=\"evil()\">'\n")
    return folder


@pytest.fixture(scope="module")
def toy_address(moved_toys: Path) -> Iterator[str]:
    """The address of its site, served on this machine."""
    with served(toy.build(moved_toys)) as address:
        yield address


def test_claims_on_other_diseases_come_by_a_switch_and_texts_stay_texts(
    browser: Browser, toy_address: str
) -> None:
    window = browser.new_context(base_url=toy_address)
    page = window.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    grid = shown(page, f"{MAP}?rows=disease&columns=outcome&all=1")
    expect(page.locator("#map-count")).to_contain_text("Claims on other diseases left out: 5")
    expect(grid).not_to_contain_text("Fever")
    control(page, "other").check()
    expect(grid).to_contain_text('Fever <x-evil onclick="evil()">')
    expect(page).to_have_url(re.compile("[?&]other=1"))
    grid.locator("td.held button", has_text="1").last.click()
    expect(page.get_by_role("region", name="Claims of the cell")).to_be_visible()
    for shape in ("numbers", "empty"):
        page.locator(f'input[value="{shape}"]').check()
        expect(page.locator(".map-list")).to_contain_text('Fever <x-evil onclick="evil()">')
    assert b"\n\"'=Fever <x-evil" in downloaded(page, "CSV")[1]
    ElementTree.fromstring(downloaded(page, "SVG")[1])
    assert page.locator(".md-content x-evil, .md-content script:not([src], [type])").count() == 0
    assert errors == []
    window.close()


@pytest.mark.parametrize("down", ["outcome", "disease", "lines", "unseen"])
def test_cells_of_the_toy_site_say_what_python_counted(
    down: str, browser: Browser, toy_address: str, moved_toys: Path
) -> None:
    kb = pipeline.validate(Project.find(moved_toys, moved_toys)).kb
    assert kb is not None
    page = browser.new_page(base_url=toy_address)
    grid = shown(page, f"{MAP}?rows={down}&all=1")
    assert cells(grid) == expected(MapView(Site(kb.published), down))
    page.close()
