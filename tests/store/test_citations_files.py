"""The format and the encoding of a file are told by what it holds, and every byte is accounted."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from npcev_kb.store.citations import Citations, read_citations

BIBTEX = "@misc{k,\n title = {A}}\n"
RIS = "TY  - JOUR\nTI  - A\nER  - \n"
NBIB = "PMID- 1\nTI  - A\n"
CSL = '[{"id": "k", "title": "A"}]'


def titles(citations: Citations) -> list[str | None]:
    return [cited.work.title for cited in citations.works]


def problems(citations: Citations) -> list[str]:
    return [
        f"{problem.path}:{problem.line}:{problem.column} {problem.code}: {problem.message}"
        for problem in citations.problems
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", BIBTEX),
        ("A.BIB", BIBTEX),
        ("refs/a.bibtex", BIBTEX),
        ("a.txt", "words\n\n" + BIBTEX),
        ("a", BIBTEX),
        ("a.ris", RIS),
        ("a.txt", RIS),
        ("a.bib", RIS),
        ("a.nbib", NBIB),
        ("a.txt", "\n" + NBIB),
        ("a.json", CSL),
        ("a.txt", CSL),
        ("a.json", BIBTEX),
        ("a.bib", "@misc{k, title = {A}, abstract = {one\nTY  - two\nPMID- 1\n}}"),
        ("a.ris", "TY  - JOUR\nTI  - A\nAB  - one\n@misc{k, title = {B}}\nER  - \n"),
    ],
)
def test_the_format_is_told_by_name_and_content(name: str, text: str) -> None:
    citations = read_citations(name, text.encode())
    assert titles(citations) == ["A"]
    assert problems(citations) == []


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        (
            "refs/a.xlsx",
            b"PK\x03\x04",
            'refs/a.xlsx:1:1 citation-format-unknown: "a.xlsx" is neither BibTeX nor RIS, nbib or '
            "CSL-JSON",
        ),
        (
            "a.txt",
            b"[1] Doe J. An invented title.",
            'a.txt:1:1 citation-format-unknown: "a.txt" is neither BibTeX nor RIS, nbib or '
            "CSL-JSON",
        ),
        (
            "a.bib",
            b"% only words\n@comment{none}",
            "a.bib:1:1 citation-none: no entry of the format BibTeX begins in this file",
        ),
        (
            "a.ris",
            b"<html><body>Not found</body></html>",
            "a.ris:1:1 citation-none: no entry of the format RIS begins in this file",
        ),
        ("a.nbib", b" \n\t", "a.nbib:1:1 empty-file: the file is empty"),
        (
            "a.json",
            b"\xef\xbb\xbf",
            "a.json:1:1 citation-none: no entry of the format CSL-JSON begins in this file",
        ),
    ],
)
def test_a_file_without_entries_is_one_problem(name: str, body: bytes, said: str) -> None:
    citations = read_citations(name, body)
    assert titles(citations) == []
    assert problems(citations) == [said]


@pytest.mark.parametrize(
    "body",
    [
        "@misc{k, title = {Café}}".encode(),
        "@misc{k, title = {Café}}".encode("utf-8-sig"),
        "@misc{k, title = {Café}}".encode("utf-16"),
        "% Encoding: windows-1252\n@misc{k, title = {Café}}".encode("cp1252"),
        "@comment{x-kbibtex-encoding=latin1}\n@misc{k, title = {Café}}".encode("latin-1"),
        "% Encoding: Windows-1252\n@misc{k, title = {Café}}".encode(),
        "@misc{k, title = {Cafe\u0301\u200b}}".encode(),
    ],
)
def test_letters_are_read_in_the_encoding_of_the_file(body: bytes) -> None:
    citations = read_citations("a.bib", body)
    assert titles(citations) == ["Café"]
    assert problems(citations) == []


@pytest.mark.parametrize(
    "declared", [b"", b"\xef\xbb\xbf", b"% Encoding: rot13\n", b"% Encoding: none\n"]
)
def test_only_the_entries_with_bytes_that_are_not_utf_8_are_refused(declared: bytes) -> None:
    body = (
        b"@misc{a, title = {Caf\xc3\xa9}}\r\n"
        b"@misc{b,\r\n title = {Caf\xe9, \xe9}}\r\n"
        b"caf\xe9\r\n"
        b"@string{m = {\xfc}}\r\n"
        b"@misc{c, title = {C}, journal = m}\r\n"
    )
    citations = read_citations("a.bib", declared + body)
    first, start = declared.count(b"\n"), len(declared)
    assert titles(citations) == ["Café", "C"]
    assert problems(citations) == [
        f"a.bib:{first + 3}:14 not-utf8: byte 0xe9 at offset {start + 50} is not UTF-8",
        f"a.bib:{first + 5}:14 not-utf8: byte 0xfc at offset {start + 77} is not UTF-8",
        f'a.bib:{first + 6}:1 citation-part-unread: "m" in journal is left out: '
        "no @string explains it",
    ]
    assert [body[50], body[77]] == [0xE9, 0xFC]


@pytest.mark.parametrize(
    ("name", "body", "line"),
    [
        ("a.ris", b"TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - \xe9\nER  - \n", 5),
        ("a.nbib", b"PMID- 1\nTI  - A\n\nPMID- 2\nTI  - \xe9\n", 5),
        ("a.json", b'[{"title": "A"},\n{"title":\n"\xe9"}]', 3),
    ],
)
def test_every_format_refuses_only_the_entry_with_such_a_byte(
    name: str, body: bytes, line: int
) -> None:
    citations = read_citations(name, body)
    assert titles(citations) == ["A"]
    assert [(problem.code, problem.line) for problem in citations.problems] == [("not-utf8", line)]


PIECES = st.sampled_from(
    [
        *("{", "}", '"', "@", "@misc{", "@misc{k,", "@string{m = ", "@comment{", ",", "=", "#"),
        *("\\", "\\'", "\\href{", "\\begin{", "\\verb|", "$", "%", "--", " and ", "others", "m"),
        *("title = {", "author = {", "year = ", "doi = {10.5555/", "}\n", "\n", "\r\n", "\r"),
        *("TY  - JOUR\n", "ER  - \n", "AU  - ", "TI  - ", "DO  - ", "PY  - 1901/", "PMID- ", "1"),
        *("FAU - ", "AUID- 0000-0000-0000-0001\n", "AID - ", " [doi]", "PMC", "      ", "DP  - "),
        *("[", "]", ":", '{"title": ', '"author": [', '"issued": {"date-parts": [[', "null", "9"),
        *("<i>", "</i>", "&#55296;", "&amp;", "\\ud800", "\ufeff", "\u200b", "\u0301", "\x00"),
        *("\udce9", "\udcff\udcfe", "é", "١٩٠١", "https://doi.example/10.5555/a", "Doe, J", "\x85"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)
NAMES = st.sampled_from(["a.bib", "a.ris", "a.nbib", "a.json", "a.txt"])


@settings(max_examples=400)
@given(name=NAMES, text=TEXTS)
@example(name="a.bib", text='@misc{k, title = "a" # m # {b}}')
@example(name="a.json", text="\ufeff")
def test_whatever_a_file_holds_becomes_works_or_problems_with_a_place(name: str, text: str) -> None:
    body = text.encode(errors="surrogatepass").replace(b"\xed\xb3\xa9", b"\xe9")
    citations = read_citations(name, body)
    lines = body.decode(errors="surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
    assert citations.works or citations.problems
    for problem in citations.problems:
        line = lines.split("\n")[problem.line - 1]
        assert 1 <= problem.column <= len(line) + 1
    assert read_citations(name, body) == citations


ENTRIES = {
    "a.bib": ("@misc{{k{0}, title = {{T{0}}}}}\n", "@misc{{k{0}, title {{T{0}}}\n"),
    "a.ris": ("TY  - JOUR\nTI  - T{0}\nER  - \n", "TY  - JOUR\nPY  - 1901\n"),
    "a.nbib": ("PMID- {0}\nTI  - T{0}\n", "\nVI  - {0}\n\n"),
    "a.json": ('{{"id": "{0}", "title": "T{0}"}}', '{{"id": "{0}" "title": "T{0}"}}'),
}


@pytest.mark.parametrize("name", ENTRIES)
@given(good=st.lists(st.booleans(), min_size=1, max_size=12))
def test_every_entry_is_a_work_or_a_problem(name: str, good: list[bool]) -> None:
    whole, broken = ENTRIES[name]
    entries = [(whole if fine else broken).format(at + 1) for at, fine in enumerate(good)]
    text = f"[{','.join(entries)}]" if name == "a.json" else "".join(entries)
    citations = read_citations(name, text.encode())
    assert titles(citations) == [f"T{at + 1}" for at, fine in enumerate(good) if fine]
    assert len(citations.works) + len(citations.problems) == len(good)


@given(title=st.text(min_size=1, max_size=80), surname=st.text(min_size=1, max_size=20))
def test_what_an_item_says_arrives_in_one_tidy_line(title: str, surname: str) -> None:
    item = {"DOI": "10.5555/a", "title": title, "author": [{"family": surname}]}
    citations = read_citations("a.json", json.dumps([item]).encode())
    for text in (
        *titles(citations),
        *(author.family for author in citations.works[0].work.authors),
    ):
        assert text is None or (text == " ".join(text.split()) and text.isprintable())
