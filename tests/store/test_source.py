from __future__ import annotations

from pathlib import Path

import pytest

from npcev_kb.problems import Loc, Place
from npcev_kb.store.parse import MAX_BYTES, read
from npcev_kb.store.source import Source

RECORD = """\
# an invented record
id: lamp
cargo:
  - {entity: glim1, form: protein}
  - entity: brol2
    form: mrna
ci95: [0.8, [0.9, 1.0]]
experiments:
  - patients:
      - arms:
          - label: dusk
"""


def source_of(folder: Path, content: str | bytes) -> Source:
    path = folder / "record.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path, "data/record.yaml")


def spot(source: Source, *loc: str | int, on_key: bool = False) -> tuple[int, int]:
    place = source.locate(loc, on_key=on_key)
    return place.line, place.column


def found_in(source: Source) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in source.problems]


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("id",), (2, 5)),
        (("cargo",), (4, 3)),
        (("cargo", 0), (4, 5)),
        (("cargo", 0, "form"), (4, 27)),
        (("cargo", 1), (5, 5)),
        (("cargo", 1, "form"), (6, 11)),
        (("ci95", 1, 0), (7, 14)),
        (("experiments", 0, "patients", 0, "arms", 0, "label"), (11, 20)),
    ],
)
def test_a_value_is_found_at_its_address(tmp_path: Path, loc: Loc, place: tuple[int, int]) -> None:
    assert spot(source_of(tmp_path, RECORD), *loc) == place


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("cargo",), (3, 1)),
        (("cargo", 0, "form"), (4, 21)),
        (("cargo", 1, "form"), (6, 5)),
        (("experiments", 0, "patients", 0, "arms", 0, "label"), (11, 13)),
    ],
)
def test_a_field_s_name_is_found_where_the_name_is_asked_for(
    tmp_path: Path, loc: Loc, place: tuple[int, int]
) -> None:
    assert spot(source_of(tmp_path, RECORD), *loc, on_key=True) == place


def test_an_item_of_a_list_has_no_name_so_its_own_place_is_given(tmp_path: Path) -> None:
    assert spot(source_of(tmp_path, RECORD), "cargo", 1, on_key=True) == (5, 5)


@pytest.mark.parametrize(
    ("loc", "parent"),
    [
        (("label",), (2, 1)),
        (("cargo", 0, "change"), (4, 5)),
        (("cargo", 2), (4, 3)),
        (("cargo", 2, "form"), (4, 3)),
        (("cargo", "form"), (4, 3)),
        (("id", "inside", 0), (2, 5)),
        (("experiments", 0, "animals", 0, "species"), (9, 5)),
    ],
)
def test_a_missing_part_gives_the_nearest_thing_above_it(
    tmp_path: Path, loc: Loc, parent: tuple[int, int]
) -> None:
    assert spot(source_of(tmp_path, RECORD), *loc) == parent


def test_a_missing_part_gives_the_name_of_the_nearest_part_above_it(tmp_path: Path) -> None:
    source = source_of(tmp_path, RECORD)
    assert spot(source, "experiments", "animals", on_key=True) == (8, 1)
    assert spot(source, "cargo", 0, "change", on_key=True) == (4, 5)


def test_the_whole_file_is_found_at_its_first_field_below_comments(tmp_path: Path) -> None:
    assert spot(source_of(tmp_path, RECORD)) == (2, 1)


@pytest.mark.parametrize("content", ["", "# only a remark\n", "id: [\n", b"\xff"])
def test_a_file_without_a_tree_gives_its_beginning(tmp_path: Path, content: str | bytes) -> None:
    source = source_of(tmp_path, content)
    assert source.locate(("id",)) == Place(1, 1)
    assert source.data is None


@pytest.mark.parametrize(
    "loc", [("cargo", 0, "form"), ("ci95", 1, 0), ("experiments", 0, "patients", 0)]
)
def test_line_ends_of_windows_move_nothing(tmp_path: Path, loc: Loc) -> None:
    unix = source_of(tmp_path, RECORD)
    windows = source_of(tmp_path, RECORD.replace("\n", "\r\n"))
    assert windows.locate(loc) == unix.locate(loc)
    assert windows.data == unix.data
    assert windows.problems == []


def test_a_byte_order_mark_moves_nothing(tmp_path: Path) -> None:
    source = source_of(tmp_path, b"\xef\xbb\xbfid: &a lamp\nlabel: Lamp\n")
    assert spot(source, "id", on_key=True) == (1, 1)
    assert spot(source, "label") == (2, 8)
    assert found_in(source) == [("anchor-or-alias", 1, 5)]


@pytest.mark.parametrize("before", ["β", "é", "e\u0301", "光", "😀", "\u00a0"])
def test_columns_count_characters_and_not_bytes(tmp_path: Path, before: str) -> None:
    line = f'row: {{a: "{before}", b: !x z}}'
    source = source_of(tmp_path, f"{line}\n")
    assert spot(source, "row", "b") == (1, line.index("!") + 1)
    assert found_in(source) == [("explicit-tag", 1, line.index("!") + 1)]


@pytest.mark.parametrize("separator", ["\u0085", "\u2028", "\u2029"])
def test_a_rare_separator_inside_a_text_moves_no_line_below_it(
    tmp_path: Path, separator: str
) -> None:
    source = source_of(tmp_path, f'label: "dusk{separator}dawn"\nyear: 2021\n')
    assert spot(source, "year") == (2, 7)


def test_a_block_text_stands_at_its_sign_and_what_follows_below_it(tmp_path: Path) -> None:
    source = source_of(
        tmp_path, "text: |\n  first\n\n  second: no key\nnext: >-\n  folded\n  on\nlast: 1\n"
    )
    assert source.data == {"text": "first\n\nsecond: no key\n", "next": "folded on", "last": 1}
    assert spot(source, "text") == (1, 7)
    assert spot(source, "next") == (5, 7)
    assert spot(source, "last") == (8, 7)


def test_a_text_over_several_lines_stands_where_it_begins(tmp_path: Path) -> None:
    source = source_of(tmp_path, 'a: one\n  two\nb: "one\n\n  two"\nc: 1\n')
    assert source.data == {"a": "one two", "b": "one\ntwo", "c": 1}
    assert [spot(source, key) for key in "abc"] == [(1, 4), (3, 4), (6, 4)]


def test_names_in_quotes_with_signs_or_digits_are_found_by_what_they_say(tmp_path: Path) -> None:
    source = source_of(tmp_path, "\"a: b\": 1\n'it''s': 2\n3: 4\n")
    assert source.data == {"a: b": 1, "it's": 2, "3": 4}
    assert [spot(source, key) for key in source.data] == [(1, 9), (2, 10), (3, 4)]


def test_of_a_repeated_name_the_first_is_kept_and_found(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a: 1\nb: 2\na: 3\n")
    assert source.data == {"a": 1, "b": 2}
    assert spot(source, "a") == (1, 4)
    assert found_in(source) == [("duplicate-key", 3, 1)]


def test_a_value_that_is_not_written_stands_behind_its_colon(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a:\nb: 1\n")
    assert source.data == {"a": None, "b": 1}
    assert spot(source, "a") == (1, 3)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_byte_that_is_not_utf8_is_found_in_its_line(tmp_path: Path, end: str) -> None:
    source = source_of(tmp_path, f"id: lamp{end}label: é".encode() + b"\xe9\n")
    assert found_in(source) == [("not-utf8", 2, 9)]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\ufffe"])
def test_a_sign_that_yaml_refuses_is_found_at_its_character(tmp_path: Path, sign: str) -> None:
    source = source_of(tmp_path, f"id: lamp\nlabel: β{sign}\n")
    assert found_in(source) == [("yaml-syntax", 2, 9)]


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    source = read(tmp_path / "nowhere.yaml", "data/nowhere.yaml")
    assert found_in(source) == [("unreadable-file", 1, 1)]


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    comment = "# " + "x" * (MAX_BYTES - 11)
    source = source_of(tmp_path, f"{comment}\nid: lamp")
    assert len(comment) + 9 == MAX_BYTES
    assert (source.data, source.problems) == ({"id": "lamp"}, [])
