from __future__ import annotations

import re

import pytest

from npcev_kb.model.claim import Claim, Context, Metric, Step, Support
from npcev_kb.model.debate import Condition, Debate, DecisionRule, Question, Side
from npcev_kb.model.describe import FieldDoc, fields_of, model_at, models_under
from npcev_kb.model.entity import Entity, EntityKind, Prefix
from npcev_kb.model.evidence import Cargo
from npcev_kb.model.experiment import Arm, Experiment, Patients
from npcev_kb.model.history import HistoryEntry
from npcev_kb.model.identification import Identification, PossibleWork, SourceEvent
from npcev_kb.model.metadata import Metadata
from npcev_kb.model.record import Record
from npcev_kb.model.review import Review, Section, Window
from npcev_kb.model.screening import Candidate, Queries, SearchRun
from npcev_kb.model.statement import Appraisal, SectionAppraisal
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import (
    CargoForm,
    Column,
    EdrnPhase,
    EffectKind,
    FlagState,
    Level,
    MatrixClass,
    Nature,
    NodeKind,
    ReadingBasis,
    TechnologyRung,
    TherapyRung,
    Topic,
    Vocabulary,
)
from npcev_kb.problems import Loc

TOPS = (
    *(Study, Work, Review, Entity, EntityKind, Prefix, Debate, Question),
    *(Queries, SearchRun, Candidate, HistoryEntry, Metadata),
)
COMPUTED = {
    Nature,
    Level,
    FlagState,
    Column,
    NodeKind,
    MatrixClass,
    EdrnPhase,
    TherapyRung,
    TechnologyRung,
}
"""Words that the tool writes and no record may."""
MODELS = tuple(dict.fromkeys(model for top in TOPS for model in models_under(top)))


def field(model: type[Record], name: str) -> FieldDoc:
    return next(field for field in fields_of(model) if field.name == name)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_and_every_field_of_it_is_explained_in_sentences(model: type[Record]) -> None:
    assert (model.__doc__ or "").rstrip().endswith(".")
    assert model.__doc__ != Record.__doc__
    for each in fields_of(model):
        assert re.fullmatch(r"[A-Z\"].*[.]", each.about), each.name


def test_fields_come_in_the_order_in_which_they_are_written() -> None:
    assert [each.name for each in fields_of(Arm)] == ["label", "n"]
    assert [each.name for each in fields_of(Study)][:4] == [
        "id",
        "label",
        "review_refs",
        "sections",
    ]


def test_the_fields_of_a_part_begin_with_those_that_it_shares() -> None:
    assert [each.name for each in fields_of(Cargo)] == [
        "voice",
        "at",
        "detail",
        "entity",
        "form",
        "change",
    ]


def test_a_field_knows_whether_it_is_needed_and_whether_it_holds_many() -> None:
    assert (field(Study, "id").required, field(Study, "id").many) == (True, False)
    assert (field(Study, "cargo").required, field(Study, "cargo").many) == (False, True)
    assert (field(Entity, "traits").required, field(Entity, "traits").many) == (False, True)


def test_an_interval_that_may_be_left_out_holds_many() -> None:
    assert field(Metric, "ci95").many


def test_a_field_knows_the_model_or_the_vocabulary_that_it_holds() -> None:
    assert field(Study, "identification").model is Identification
    assert field(Study, "claims").model is Claim
    assert field(Claim, "metrics").model is Metric
    assert field(Claim, "support").model is Support
    assert field(Study, "finding").model is not None
    assert field(Study, "reading_basis").vocabulary is ReadingBasis
    assert field(Cargo, "form").vocabulary is CargoForm
    assert (field(Study, "label").model, field(Study, "label").vocabulary) == (None, None)


@pytest.mark.parametrize(
    ("loc", "model"),
    [
        ((), Study),
        (("identification",), Identification),
        (("identification", "candidates", 3), PossibleWork),
        (("identification", "source_status", 0), SourceEvent),
        (("experiments", 0), Experiment),
        (("experiments", 0, "patients", 0), Patients),
        (("experiments", 0, "patients", 0, "arms", 1), Arm),
        (("claims", 2, "context"), Context),
        (("claims", 2, "via", 0), Step),
        (("claims", 2, "support", 1), Support),
        (("appraisals", 0), Appraisal),
    ],
)
def test_the_model_at_an_address_is_found_through_lists_and_parts(
    loc: Loc, model: type[Record]
) -> None:
    assert model_at(Study, loc) is model


@pytest.mark.parametrize(
    ("top", "loc", "model"),
    [
        (Debate, ("sides", 0), Side),
        (Debate, ("conditions", 1), Condition),
        (Question, ("decision_rule",), DecisionRule),
    ],
)
def test_the_parts_of_debates_and_questions_are_found_too(
    top: type[Record], loc: Loc, model: type[Record]
) -> None:
    assert model_at(top, loc) is model


@pytest.mark.parametrize("loc", [("label",), ("label", "x"), ("nowhere",), ("cargo", 0, "entity")])
def test_there_is_no_model_where_a_plain_value_or_nothing_stands(loc: Loc) -> None:
    assert model_at(Study, loc) is None


def test_the_models_under_a_model_are_each_listed_once_and_begin_with_itself() -> None:
    found = models_under(Review)
    assert found[0] is Review
    assert len(found) == len(set(found))
    assert {Window, Section, SectionAppraisal} <= set(found)
    assert models_under(Arm) == (Arm,)


def test_every_vocabulary_that_a_field_holds_is_reached_from_some_record() -> None:
    held = {each.vocabulary for model in MODELS for each in fields_of(model)} - {None}
    assert {EffectKind, Topic} <= held
    assert held == set(Vocabulary.__subclasses__()) - COMPUTED
