"""CSL-JSON becomes works, item by item, also when one of the items is broken."""

from __future__ import annotations

import json

import pytest

from npcev_kb.store.citations import Citations, read_citations

ITEM = {
    "id": "lamp",
    "type": "article-journal",
    "title": "An <i>invented</i> title &amp; H<sub>2</sub>O",
    "author": [
        {
            "family": "Doe",
            "given": "Jane",
            "ORCID": "https://orcid.press.example/0000-0000-0000-0001",
        },
        {"family": "Roe", "given": "R.", "non-dropping-particle": "van der", "suffix": "Jr."},
        {"literal": "Invented Society"},
    ],
    "container-title": "Journal of Invented Results",
    "issued": {"date-parts": [["1901", 3, 7], [1902]]},
    "volume": 12,
    "issue": "3",
    "page": "1–22",
    "DOI": "10.5555/LAMP.1",
    "PMID": "10000001",
    "PMCID": "PMC2000001",
    "URL": "https://journal.example/lamp",
    "abstract": "Nothing of this is true.",
}
WORK = {
    "title": "An invented title & H2O",
    "authors": (
        {"family": "Doe", "given": "Jane", "orcid": "0000-0000-0000-0001"},
        {"family": "van der Roe", "given": "R.", "suffix": "Jr."},
        {"name": "Invented Society"},
    ),
    "journal": "Journal of Invented Results",
    "published": "1901-03-07",
    "volume": "12",
    "issue": "3",
    "pages": "1-22",
    "doi": "10.5555/lamp.1",
    "pmid": "10000001",
    "pmcid": "PMC2000001",
    "abstract": "Nothing of this is true.",
}


def read(text: str) -> Citations:
    return read_citations("refs.json", text.encode())


def works(citations: Citations) -> list[tuple[str, int, dict[str, object]]]:
    """Key, line and everything that is known of each work."""
    return [
        (cited.key, cited.place.line, cited.work.model_dump(exclude_defaults=True))
        for cited in citations.works
    ]


def problems(citations: Citations) -> list[str]:
    return [
        f"{problem.path}:{problem.line}:{problem.column} {problem.code}: {problem.message}"
        for problem in citations.problems
    ]


@pytest.mark.parametrize(
    "written",
    [
        json.dumps([ITEM]),
        json.dumps(ITEM),
        json.dumps({"items": [ITEM]}),
        "\ufeff" + json.dumps([ITEM], ensure_ascii=False),
    ],
)
def test_an_item_becomes_a_work(written: str) -> None:
    citations = read(written)
    assert works(citations) == [("lamp", 1, WORK)]
    assert problems(citations) == []


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({"issued": {"raw": "7 March 1901"}}, {"published": "1901-03-07"}),
        ({"issued": {"literal": "1901"}}, {"published": "1901"}),
        ({"issued": {"date-parts": [[1901]]}}, {"published": "1901"}),
        ({"issued": "1901-03"}, {"published": "1901-03"}),
        ({"issued": {"date-parts": [[]]}}, {}),
        ({"issued": None, "volume": None, "page": True, "author": "Doe", "DOI": {}}, {}),
        ({"container-title": ["Lamps", "Moors"]}, {"journal": "Lamps"}),
        ({"author": [{"given": "Jane"}, "Roe"]}, {"authors": ({"name": "Jane"}, {"name": "Roe"})}),
        (
            {"note": "PMID: 10000001\nPMCID: PMC2000001"},
            {"pmid": "10000001", "pmcid": "PMC2000001"},
        ),
        (
            {"author": [{"literal": "A", "ORCID": "٠٠٠٠-٠٠٠٠-٠٠٠٠-٠٠٠1"}]},
            {"authors": ({"name": "A"},)},
        ),
        ({"URL": "https://journal.example/a"}, {"address": "https://journal.example/a"}),
        ({"article-number": "e7"}, {"pages": "e7"}),
    ],
)
def test_a_fact_is_found_in_each_of_its_forms(
    fields: dict[str, object], known: dict[str, object]
) -> None:
    citations = read(json.dumps([{"id": 7, "title": ["A"], **fields}]))
    assert works(citations) == [("7", 1, {"title": "A", **known})]
    assert problems(citations) == []


def test_good_items_are_read_between_broken_ones() -> None:
    citations = read(
        """[
  {"id": "a", "title": "A"},
  {"id": "b", "title": "B" "author": [{"family": "Doe"}, {"family": "Roe"}]},
  {"id": "c", "title": "C", "author": [{"family": "Doe"}, {}]}, 7
  {"id": "d", "type": "book"},
  {"id": "a", "title": "E", "issued": {"raw": "soon"}}
"""
    )
    assert works(citations) == [
        ("a", 2, {"title": "A"}),
        ("c", 4, {"title": "C", "authors": ({"family": "Doe"},)}),
        ("a", 6, {"title": "E"}),
    ]
    assert problems(citations) == [
        "refs.json:3:28 citation-broken: this entry cannot be read: "
        "it is not JSON (expecting ',' delimiter)",
        "refs.json:4:3 citation-part-unread: an author is left out: "
        "a name has 1 to 4,000 visible characters",
        "refs.json:4:65 citation-broken: this entry cannot be read: "
        "an item is an object, in curly brackets",
        'refs.json:5:3 citation-without-title: the entry "d" has no title, no DOI and no '
        "PubMed number",
        'refs.json:6:3 citation-part-unread: the date "soon" is left out: '
        "no year can be told from it",
        'refs.json:6:3 citation-repeated: the key "a" already names the entry in line 2',
        "refs.json:6:54 citation-broken: this entry cannot be read: "
        "the file ends before the list of items does",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", ["refs.json:1:1 empty-file: the file is empty"]),
        (
            "[]",
            ["refs.json:1:1 citation-none: no entry of the format CSL-JSON begins in this file"],
        ),
        (
            "true",
            [
                "refs.json:1:1 citation-broken: this entry cannot be read: "
                "an item is an object, in curly brackets"
            ],
        ),
        (
            '{"id": "a",',
            [
                "refs.json:1:11 citation-broken: this entry cannot be read: it is not JSON "
                "(expecting property name enclosed in double quotes)"
            ],
        ),
        (
            "[" * 100_000,
            [
                "refs.json:1:2 citation-broken: this entry cannot be read: "
                "its lists are nested too deep"
            ],
        ),
    ],
)
def test_what_is_no_list_of_items_is_told(written: str, said: list[str]) -> None:
    citations = read(written)
    assert works(citations) == []
    assert problems(citations) == said


def test_numbers_too_long_to_be_numbers_are_text() -> None:
    assert works(read('[{"id": 1, "title": "A", "volume": ' + "9" * 5000 + "}]")) == [
        ("1", 1, {"title": "A"})
    ]
