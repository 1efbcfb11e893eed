"""Words are brought to one normal form, the same for what is indexed and for what is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npcev_kb.render.search.normal import joined, tokens

TABLE = json.loads(Path(__file__).with_name("normal.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", TABLE)
def test_a_text_becomes_these_tokens(text: str) -> None:
    assert list(tokens(text)) == TABLE[text]


@pytest.mark.parametrize(
    "forms",
    [
        ("miR-30a-5p", "miR 30a 5p", "mir30a5p", "MIR30A-5P"),
        ("TGF-β", "TGF-beta", "TGFβ", "tgf beta"),
        ("γδ T cell", "gamma delta T cells", "gamma-delta-T-cell"),
        ("naïve", "NAIVE"),
    ],
)
def test_forms_of_one_name_are_one_name(forms: tuple[str, ...]) -> None:
    assert len({joined(form) for form in forms}) == 1


def test_names_that_differ_stay_apart() -> None:
    assert len({joined(name) for name in ("miR-21", "miR-29", "miR-2 1a", "miR-21a-5p")}) == 4


@given(st.text(max_size=60))
def test_every_text_has_tokens_of_letters_and_digits_alone(text: str) -> None:
    assert all(token and not any(map(str.isspace, token)) for token in tokens(text))
