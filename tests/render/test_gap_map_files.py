"""The gap map as files: every cell as CSV, a drawing that needs nothing else, a small map."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import toy
from npcev_kb.render.site import Site
from npcev_kb.render.views.gap_map import MapView, bars, gaps, small_map
from npcev_kb.render.views.gap_map_files import as_csv, as_svg, as_text
from parsed import Parsed

SITE = Site(toy.knowledge_base())
VIEW = MapView(SITE)


def test_the_file_has_a_line_for_each_cell_and_its_numbers_add_up() -> None:
    lines = list(csv.DictReader(io.StringIO(as_csv(VIEW))))
    assert len(lines) == len(VIEW.map.rows) * len(VIEW.map.columns)
    assert sum(int(line["claims"]) for line in lines) == sum(
        cell.count for cell in VIEW.map.cells.values()
    )
    for line in lines:
        for parts in (VIEW.map.effects, VIEW.map.levels):
            assert sum(int(line[part.id]) for part in parts) == int(line["claims"])
        assert not (line["question"] and int(line["claims"]))


def test_the_file_names_the_question_of_each_gap() -> None:
    lines = {
        (line["outcome"], line["cargo_class"]): line["question"]
        for line in csv.DictReader(io.StringIO(as_csv(VIEW)))
    }
    for cell in VIEW.map.empty:
        asked = VIEW.ask(cell)
        expected = f"questions/{asked.question.id}/" if asked else ""
        assert lines[as_text(cell.row.label), cell.column.label] == expected
    assert any(lines.values())


def test_no_label_begins_as_a_formula() -> None:
    assert [as_text(label) for label in ("=1+1", "+1", "-1", "@sum", "a=b")] == [
        "'=1+1", "'+1", "'-1", "'@sum", "a=b",
    ]  # fmt: skip


def test_the_drawing_is_well_formed_says_its_texts_and_loads_nothing() -> None:
    drawing = as_svg(VIEW)
    root = ElementTree.fromstring(drawing)
    texts = [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]
    counts = [cell.count for cell in map(VIEW.map.cells.get, VIEW.map.cells) if cell]
    for cell in counts:
        assert str(cell) in texts
    assert "Guard <b>against</b> toys & games" in " ".join(texts)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|<script|<image|url\((?!#u)", drawing)


def test_a_glyph_has_a_bar_for_each_claim() -> None:
    for cell in VIEW.map.cells.values():
        drawn = [bar for _, each in bars(cell) for bar in each]
        assert sum(bar.count for bar in drawn) == cell.count


def test_a_sentence_says_what_a_cell_shows() -> None:
    said = {VIEW.sentence(cell) for cell in VIEW.map.cells.values()}
    assert any(
        re.fullmatch(
            r"Growth of toys by .*: \d+ claims? of .*(study|studies)\b.*; \d+ .*; best E\d.*", each
        )
        for each in said
    ), said
    assert VIEW.sentence(VIEW.map.empty[0]).endswith(": no claim")


def test_the_page_without_scripts_shows_every_count_and_leads_on() -> None:
    page = Parsed(toy.html("explore/map"))
    links = page.values("href")
    for cell in VIEW.map.cells.values():
        address = VIEW.link((VIEW.down, cell.row), (VIEW.across, cell.column))
        assert f"../{address}" in links
        assert VIEW.sentence(cell) in page.values("aria-label")
    for cell in VIEW.map.empty:
        asked = VIEW.ask(cell)
        assert (f"../../questions/{asked.question.id}/" if asked else "../../questions/") in links
    assert f"{len(VIEW.map.empty)} of {VIEW.map.asked} cells are empty" in page.text


def test_questions_for_the_script_are_those_that_block_a_claim() -> None:
    data = gaps(SITE)
    questions = data["questions"]
    assert isinstance(questions, list)
    found = {each["id"] for each in questions if isinstance(each, dict)}
    assert found == {q.id for q in SITE.kb.questions.values() if q.blocks}
    assert json.loads(json.dumps(data)) == data


def test_the_small_map_counts_each_module_and_leads_into_the_big_one() -> None:
    view = small_map(SITE)
    macros = toy.templates().get_template("parts/small_map.html.jinja")
    page = Parsed(str(macros.make_module({"base": "", "site": SITE}).small_map(view)))  # type: ignore[attr-defined]
    links = page.values("href")
    for cell in view.map.cells.values():
        assert f"explore/map/{view.open(cell)}" in links
        assert f"{cell.count} {view.best(cell)}" in page.text
    assert f"{len(view.map.empty)} of {view.map.asked} cells are empty" in page.text
