"""Texts, names and dates of works as services give them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from npcev_kb.model.normal import doi_in, orcid_in, plain_words, pmcid_in, pmid_in
from npcev_kb.model.published import Author, PublishedWork, tidy


@given(st.text())
def test_tidying_twice_is_tidying_once_and_leaves_one_visible_line(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert once.isprintable()
    assert "  " not in once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("text", "line"),
    [("a \u200b b", "a b"), (" a\n\tb\u2028c ", "a b c"), ("e\u0301", "é"), ("\x00\ufeff", "")],
)
def test_what_cannot_be_seen_goes(text: str, line: str) -> None:
    assert tidy(text) == line


@pytest.mark.parametrize(
    ("author", "printed"),
    [
        ({"family": "Doe", "given": "Jane Quill"}, "Doe JQ"),
        ({"family": "Doe", "given": "J.Q."}, "Doe JQ"),
        ({"family": "Doe", "given": "JQ", "suffix": "Jr"}, "Doe JQ Jr"),
        ({"family": "van der Toy", "given": "Anne-Marie"}, "van der Toy A-M"),
        ({"family": "Mononym"}, "Mononym"),
        ({"name": "The Toy Group", "collective": True}, "The Toy Group"),
    ],
)
def test_authors_are_printed_as_in_reference_lists(author: dict[str, object], printed: str) -> None:
    assert Author.model_validate(author).printed == printed


def test_an_author_has_a_family_name_or_a_whole_name_and_not_both() -> None:
    for author in ({}, {"family": "Doe", "name": "Jane Doe"}):
        with pytest.raises(ValidationError):
            Author.model_validate(author)


@pytest.mark.parametrize("day", ["2024", "2024-03", "2024-03-07"])
def test_a_date_may_be_known_in_part(day: str) -> None:
    assert PublishedWork(published=day).year == 2024


@pytest.mark.parametrize("day", ["24", "2024-13", "2024-00", "2024-3", "2024-03-32", "03/2024"])
def test_what_is_no_date_is_refused(day: str) -> None:
    with pytest.raises(ValidationError):
        PublishedWork(published=day)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.5555/ABC", "10.5555/abc"),
        ("doi: 10.5555/a(b)<1>c;2-d.", "10.5555/a(b)<1>c;2-d"),
        ("http://dx.doi.org/10.5555%2Fa", "10.5555/a"),
        ("10.5555/", None),
        ("11.5555/a", None),
        ("10.5555/ä", None),
        ("", None),
    ],
)
def test_a_doi_is_brought_to_its_normal_form_or_left_out(text: str, doi: str | None) -> None:
    assert doi_in(text) == doi


def test_pubmed_numbers_come_with_prefixes_and_addresses() -> None:
    assert pmid_in("PMID: 012345") == "12345"
    assert pmid_in("https://pubmed.ncbi.nlm.nih.gov/12345/") == "12345"
    assert pmid_in("PMC12345") is None
    assert pmcid_in("https://pmc.ncbi.nlm.nih.gov/articles/PMC12345/") == "PMC12345"
    assert pmcid_in("pmc12345.2") == "PMC12345"
    assert pmcid_in("12345") is None


def test_an_orcid_with_a_wrong_check_digit_is_none() -> None:
    assert orcid_in("https://orcid.org/0000-0000-0000-0001") == "0000-0000-0000-0001"
    assert orcid_in("0000-0000-0000-0002") is None


def test_titles_are_compared_without_case_accents_and_signs() -> None:
    assert plain_words("Étude: of “TGF-β1”, (part II)") == "etude of tgf β1 part ii"
