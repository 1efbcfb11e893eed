from __future__ import annotations

import re

import pytest

from npcev_kb.model.vocabulary import (
    VOCABULARIES,
    EdrnPhase,
    Level,
    Matrix,
    TechnologyRung,
    TherapyRung,
    Vocabulary,
    Voice,
)

READ_ONLY = (Level, EdrnPhase, TherapyRung, TechnologyRung)
"""Computed and shown, never typed: their values are written as people read them."""
TYPED = tuple(each for each in VOCABULARIES if each not in READ_ONLY)


def name_of(vocabulary: type[Vocabulary]) -> str:
    return vocabulary.__name__


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=name_of)
def test_each_member_has_a_definition_in_sentences(vocabulary: type[Vocabulary]) -> None:
    for member in vocabulary:
        assert re.fullmatch(r"[A-Z].{2,}\.", member.definition), member


@pytest.mark.parametrize("vocabulary", TYPED, ids=name_of)
def test_each_member_is_written_in_lower_case_words_joined_by_underscores(
    vocabulary: type[Vocabulary],
) -> None:
    for member in vocabulary:
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", member.value), member
        assert str(member) == member.value


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=name_of)
def test_each_member_has_a_label_that_people_can_read(vocabulary: type[Vocabulary]) -> None:
    for member in vocabulary:
        assert member.label == member.label.strip() != "", member
        assert "_" not in member.label, member


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=name_of)
def test_no_two_members_of_a_vocabulary_look_or_mean_the_same(
    vocabulary: type[Vocabulary],
) -> None:
    assert len(vocabulary) >= 2
    assert len({member.label.casefold() for member in vocabulary}) == len(vocabulary)
    assert len({member.definition for member in vocabulary}) == len(vocabulary)
    assert len(vocabulary.__members__) == len(vocabulary)


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=name_of)
def test_a_vocabulary_says_in_a_sentence_what_it_is_about(vocabulary: type[Vocabulary]) -> None:
    assert (vocabulary.__doc__ or "").endswith(".")
    assert vocabulary.__doc__ != Vocabulary.__doc__


def test_the_list_of_vocabularies_is_complete_and_names_each_once() -> None:
    assert len(VOCABULARIES) == len(set(VOCABULARIES))
    assert set(VOCABULARIES) == set(Vocabulary.__subclasses__())


def test_levels_are_called_e0_to_e5_and_know_their_rank() -> None:
    assert [(level.value, level.rank) for level in Level] == [(f"E{n}", n) for n in range(6)]


def test_a_member_is_found_by_its_value_and_reads_by_its_label() -> None:
    assert Matrix("serum_ev") is Matrix.SERUM_EV
    assert Matrix.SERUM_EV.label == "vesicles from serum"
    assert Voice.STUDY.label == "The study"
    assert Matrix.NOT_STATED.label == "not stated"


def test_a_word_outside_the_vocabulary_is_no_member() -> None:
    with pytest.raises(ValueError, match="blood_spot"):
        Matrix("blood_spot")
