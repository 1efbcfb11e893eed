"""Odd things that reference managers write, of which nothing may be lost."""

from __future__ import annotations

import pytest

from npcev_kb.store.citations import read_citations


def bibtex(fields: str):  # type: ignore[no-untyped-def]
    (cited,) = read_citations("refs.bib", f"@article{{x, {fields}}}".encode()).works
    return cited


def test_a_latex_command_that_begins_a_name_is_kept() -> None:
    work = bibtex(r"title={T}, author={A B and \'Elie Cartan and \O{}rsted, H}").work
    assert [author.printed for author in work.authors] == ["B A", "Cartan É", "Ørsted H"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"\texttt{edgeR}: a \textsf{R} package", "edgeR: a R package"),
        (r"TNF-\textalpha{} signalling", "TNF-α signalling"),
        (r"Read \today or never", "Read or never"),
    ],
)
def test_the_words_in_a_command_are_kept(written: str, title: str) -> None:
    assert bibtex(f"title={{{written}}}").work.title == title


def test_a_command_that_nobody_knows_is_told_where_it_would_vanish() -> None:
    body = rb"@article{x, title={\bf T of \TeX}, journal={\aap}, author={Doe, J}}"
    found = read_citations("x.bib", body)
    assert [problem.message for problem in found.problems] == [
        r'the command "\TeX" in title is left out: it is not known',
        r'the command "\aap" in journal is left out: it is not known',
    ]


def test_a_year_behind_a_sorting_command_is_the_year() -> None:
    assert bibtex(r'title={T}, year="{\noopsort{1973c}}1981"').work.year == 1981


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("x.bib", "@article{x, title={T}, author={Doe, Jane and et al.}}"),
        ("x.ris", "TY  - JOUR\nTI  - T\nAU  - Doe, Jane\nAU  - et al.\nER  - \n"),
        ("x.nbib", "PMID- 99000001\nTI  - T\nFAU - Doe, Jane\nAU  - Doe J\nAU  - et al.\n"),
        ("x.json", '[{"title": "T", "author": [{"family": "Doe"}, {"literal": "et al."}]}]'),
    ],
)
def test_et_al_is_no_author_and_says_that_there_are_more(name: str, body: str) -> None:
    (cited,) = read_citations(name, body.encode()).works
    assert [author.family for author in cited.work.authors] == ["Doe"]
    assert cited.more_authors


def test_a_tag_that_ris_does_not_know_is_no_part_of_the_line_before() -> None:
    text = "TY  - JOUR\nTI  - T\nAU  - Doe, J\nPMID  - 77777\nXYZ  - nothing\nER  - \n"
    (cited,) = read_citations("x.ris", text.encode()).works
    assert ([author.given for author in cited.work.authors], cited.work.pmid) == (["J"], "77777")


def test_a_date_without_a_readable_year_is_told() -> None:
    found = read_citations("x.bib", b"@article{x, title={T}, date={199X}}")
    assert [problem.code for problem in found.problems] == ["citation-part-unread"]
    assert "199X" in found.problems[0].message
