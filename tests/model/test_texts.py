from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from npcev_kb.model.ids import Address, Day, Sentence, Sighting, Text, is_web_address
from validating import accepted, refused


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org:8080/lamp?a=b#c", "https://[2001:db8::1]/"],
)
def test_a_whole_http_or_https_address_is_a_web_address(address: str) -> None:
    assert accepted(Address, address) == address


@pytest.mark.parametrize(
    "given",
    [
        "",
        "example.org",
        "https://",
        "https:///lamp",
        "ftp://example.org",
        "javascript:alert(1)",
        "data:text/html,lamp",
        "https://user@example.org",
        "https://user:word@example.org",
        "https://example.org/a b",
        'https://example.org/"onclick=',
        "https://example.org/<b>",
        "https://example.org\\lamp",
        "https://example.org/\n",
        "https://example.org/\u200b",
        "https://[example.org",
        " https://example.org",
    ],
)
def test_what_could_lead_elsewhere_or_nowhere_is_no_web_address(given: str) -> None:
    assert not is_web_address(given)
    assert refused(Address, given).code == "malformed-address"


def test_the_words_for_the_review_s_own_list_stand_for_a_sighting_but_are_no_address() -> None:
    assert accepted(Sighting, "review reference list") == "review reference list"
    assert refused(Address, "review reference list").code == "malformed-address"
    assert refused(Sighting, "Review reference list").code == "malformed-address"


def test_a_day_is_year_month_and_day() -> None:
    assert accepted(Day, "2024-02-29") == datetime.date(2024, 2, 29)


@pytest.mark.parametrize(
    "given",
    [
        "2023-02-29",
        "2026-13-01",
        "29.02.2024",
        "2024-2-29",
        "20240229",
        "2024-W09-4",
        "2024-02-29T10:00:00",
        "2024",
        "",
        20240229,
        None,
        datetime.date(2024, 2, 29),
    ],
)
def test_anything_else_is_no_day(given: object) -> None:
    wording = refused(Day, given)
    assert (wording.code, wording.hint) == ("malformed-day", "write it as 2026-11-23")


@pytest.mark.parametrize("text", ["g", "β-glow", "It glows: <b>&amp;</b>", "no\u00a0break", "👩🏽"])
def test_a_text_of_visible_signs_is_kept_as_it_is(text: str) -> None:
    assert accepted(Text, text) == text


@pytest.mark.parametrize("given", ["", " ", "\u00a0", "\t\n"])
def test_a_text_without_a_visible_sign_is_empty(given: str) -> None:
    assert refused(Text, given).code == "empty-value"


@pytest.mark.parametrize(
    "given", [" g", "g ", "g\u00a0", "a\nb", "a\tb", "a\u200bb", "a\u202eb", "a\x7fb", "a\ue000b"]
)
def test_a_text_with_signs_that_cannot_be_seen_is_untidy(given: str) -> None:
    assert refused(Text, given).code == "untidy-text"


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\r"])
def test_a_line_break_of_any_kind_is_untidy(separator: str) -> None:
    assert refused(Text, f"dusk{separator}dawn").code == "untidy-text"


@pytest.mark.parametrize(("kind", "limit"), [(Sentence, 320), (Text, 1200)])
def test_a_text_has_room_for_so_many_characters_and_not_one_more(kind: object, limit: int) -> None:
    assert accepted(kind, "β" * limit) == "β" * limit
    with pytest.raises(ValidationError) as caught:
        accepted(kind, "β" * (limit + 1))
    assert [error["type"] for error in caught.value.errors()] == ["string_too_long"]
