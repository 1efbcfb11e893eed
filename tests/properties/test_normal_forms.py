"""A normal form is accepted as it is, and every hint leads to one."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from npcev_kb.model.ids import Doi, Key, Pmcid, Pmid, Text, is_web_address, slug
from npcev_kb.problems import Wording

ADAPTERS = {kind: TypeAdapter(kind) for kind in (Doi, Key, Pmcid, Pmid, Text)}
WORDS = st.text(st.sampled_from("abcXYZ019 -_./αβγΔéß²ﬁİ光,;"), max_size=120)
SUFFIX = st.text(st.sampled_from("abcXYZ019.-_;()/:<>%2F3B,é "), min_size=1, max_size=30)
BEFORE = st.sampled_from(
    ["", " ", "doi:", "DOI: ", "https://doi.org/", "http://dx.doi.org/", "HTTPS://DOI.ORG/"]
)
BEHIND = st.sampled_from(["", ".", ",", ";", " ", "..", ".,"])
NUMBERS = st.from_regex(
    r"(PMC|pmc|PMID:? |https://example\.org/)?[0-9٠-٩ ]{0,12}/?", fullmatch=True
)


def hint_for(kind: object, value: object) -> str | None:
    """Return the normal form that a refusal proposes; None where the value is accepted.

    A refusal that proposes nothing gives the empty text.
    """
    try:
        ADAPTERS[kind].validate_python(value)
    except ValidationError as error:
        (one,) = error.errors()
        wording = one.get("ctx", {}).get("wording")
        hint = wording.hint if isinstance(wording, Wording) else ""
        written = re.fullmatch(r'write "?([^"]*)"?', hint)
        return written[1] if written else ""
    return None


@settings(max_examples=150)
@given(text=st.text(max_size=60) | WORDS)
def test_a_slug_of_a_slug_is_itself_and_a_key_unless_empty_or_too_long(text: str) -> None:
    made = slug(text)
    assert slug(made) == made
    if 0 < len(made) <= 80:
        assert hint_for(Key, made) is None


@settings(max_examples=150)
@given(text=st.text(max_size=120) | WORDS)
def test_the_key_proposed_for_any_text_is_a_key(text: str) -> None:
    proposed = hint_for(Key, text)
    assume(proposed)
    assert hint_for(Key, proposed) is None


@settings(max_examples=200)
@given(before=BEFORE, suffix=SUFFIX, behind=BEHIND, code=st.integers(0, 10**10))
def test_the_doi_proposed_for_any_text_is_a_doi_in_normal_form(
    before: str, suffix: str, behind: str, code: int
) -> None:
    proposed = hint_for(Doi, f"{before}10.{code}/{suffix}{behind}")
    assume(proposed)
    assert hint_for(Doi, proposed) is None
    assert proposed == proposed.lower()


@settings(max_examples=200)
@given(suffix=st.from_regex(r"[a-z0-9()/:_-]{1,20}[a-z0-9]", fullmatch=True), before=BEFORE)
def test_what_is_put_before_a_doi_is_taken_off_again(suffix: str, before: str) -> None:
    normal = f"10.5555/{suffix}"
    assert hint_for(Doi, normal) is None
    assert hint_for(Doi, f"{before}{normal.upper()}.") == normal


@settings(max_examples=150)
@given(value=NUMBERS | st.integers(-(10**12), 10**12) | st.text(max_size=12))
def test_the_pubmed_numbers_proposed_for_any_text_are_in_normal_form(value: object) -> None:
    for kind in (Pmid, Pmcid):
        proposed = hint_for(kind, value)
        if proposed:
            assert hint_for(kind, proposed) is None


@settings(max_examples=150)
@given(text=st.text(max_size=40))
def test_any_text_is_kept_as_it_is_or_refused(text: str) -> None:
    try:
        kept = ADAPTERS[Text].validate_python(text)
    except ValidationError:
        return
    assert kept == text
    assert text == text.strip() != ""
    assert text.isprintable() or not text.isascii()


@settings(max_examples=150)
@given(text=st.text(max_size=40) | st.text(st.sampled_from("htps:/[]@.#?a1%\\ "), max_size=30))
def test_whether_any_text_is_a_web_address_can_be_told(text: str) -> None:
    assert is_web_address(text) in (True, False)
    if is_web_address(text):
        assert text.lower().startswith(("http://", "https://"))
        assert not re.search(r"[\s<>\"]", text)
