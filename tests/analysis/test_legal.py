"""What fits together in a claim: every combination, against the tables in `model/legal.py`."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from pydantic import ValidationError

from analysis.making import study_fields
from npcev_kb.model import legal
from npcev_kb.model.claim import Claim
from npcev_kb.model.record import Breach
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import EffectKind, Family, Manipulated, Matrix, Nature, Role

FAMILY_AND_EFFECT = list(product(Family, EffectKind))
LEGAL_PAIRS = [(f, e) for f, e in FAMILY_AND_EFFECT if e in legal.NATURES[f]]


def claim_fields(family: Family, effect: EffectKind, **more: Any) -> dict[str, Any]:
    """Return the data of a claim that is legal if its family and effect fit."""
    where = {"matrix": "tissue"} if family is Family.BIOMARKER else {}
    return {
        "id": "c1",
        "family": family.value,
        "effect": effect.value,
        "outcome": "glowing",
        **where,
        **more,
    }


def of_nature(nature: Nature) -> dict[str, Any]:
    """Return the data of some claim of a nature."""
    family, effect = next(pair for pair in LEGAL_PAIRS if legal.NATURES[pair[0]][pair[1]] is nature)
    return claim_fields(family, effect)


def breaches(model: type[Claim] | type[Study], data: dict[str, Any]) -> list[Breach]:
    """Return the rules that data break; none where they are accepted."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [breach for each in error.errors() for breach in each["ctx"]["breaches"]]
    return []


def codes(found: list[Breach]) -> list[str]:
    return [breach.wording.code for breach in found]


def lists(breach: Breach, legal_values: list[str]) -> bool:
    """Tell whether the hint of a breach lists exactly these values, in this order."""
    return f": {', '.join(legal_values)};" in f"{breach.wording.hint};"


def test_the_tables_say_what_the_design_says_of_cause_and_association() -> None:
    acts = {"promotes", "inhibits", "no_effect", "alters"}
    of = {
        (str(family), str(nature)): {str(e) for e, n in table.items() if n is nature}
        for family, table in legal.NATURES.items()
        for nature in Nature
    }
    assert {pair: effects for pair, effects in of.items() if effects} == {
        ("mechanism", "causal"): acts,
        ("mechanism", "associational"): {"associated_with"},
        ("therapy", "causal"): acts | {"enables"},
        ("therapy", "associational"): {"associated_with"},
        ("biomarker", "associational"): {
            "distinguishes",
            "predicts",
            "associated_with",
            "no_effect",
        },
        ("technology", "feasibility"): {"enables", "promotes", "inhibits", "no_effect"},
    }


def test_the_tables_leave_no_word_out() -> None:
    assert set(legal.NATURES) == set(Family)
    assert {effect for table in legal.NATURES.values() for effect in table} == set(EffectKind)
    assert set(legal.ROLES) == set(Nature)
    assert frozenset().union(*legal.ROLES.values()) == frozenset(Role)
    assert set(legal.MANIPULATIONS) == set(Role)
    assert frozenset().union(*legal.MANIPULATIONS.values()) == frozenset(Manipulated)


def test_no_association_and_no_feasibility_carries_a_cause() -> None:
    outside = {Role.ASSOCIATION, Role.PREDICTION, Role.FEASIBILITY}
    assert set(Role) - outside == legal.CAUSAL_ROLES


@pytest.mark.parametrize(("family", "effect"), FAMILY_AND_EFFECT)
def test_a_family_takes_the_effects_of_its_table_and_no_other(
    family: Family, effect: EffectKind
) -> None:
    found = breaches(Claim, claim_fields(family, effect))
    if effect in legal.NATURES[family]:
        assert found == []
    else:
        (breach,) = found
        assert (breach.loc, breach.wording.code) == (("effect",), "effect-outside-family")
        assert lists(breach, list(legal.NATURES[family]))


@pytest.mark.parametrize(("family", "effect"), LEGAL_PAIRS)
def test_the_nature_of_a_claim_is_that_of_the_table(family: Family, effect: EffectKind) -> None:
    claim = Claim.model_validate(claim_fields(family, effect))
    assert claim.nature is legal.NATURES[family][effect]


@pytest.mark.parametrize(("family", "effect"), LEGAL_PAIRS)
def test_a_marker_needs_a_matrix_and_a_cause_has_none(family: Family, effect: EffectKind) -> None:
    fields = claim_fields(family, effect)
    fields.pop("matrix", None)
    missing = ["marker-without-matrix"] if family is Family.BIOMARKER else []
    assert codes(breaches(Claim, fields)) == missing
    causal = legal.NATURES[family][effect] is Nature.CAUSAL
    for matrix in Matrix:
        found = codes(breaches(Claim, {**fields, "matrix": matrix.value}))
        assert found == (["matrix-on-causal-claim"] if causal else []), matrix


@pytest.mark.parametrize(("nature", "role"), list(product(Nature, Role)))
def test_a_claim_takes_the_roles_of_its_nature_and_no_other(nature: Nature, role: Role) -> None:
    support = {"experiment": "e1", "role": role.value}
    found = breaches(Claim, {**of_nature(nature), "support": [support]})
    if role in legal.ROLES[nature]:
        assert found == []
    else:
        (breach,) = found
        assert (breach.loc, breach.wording.code) == (("support", 0, "role"), "role-outside-nature")
        assert lists(breach, [each for each in Role if each in legal.ROLES[nature]])


@pytest.mark.parametrize(("role", "manipulated"), list(product(Role, Manipulated)))
def test_a_role_takes_the_manipulations_of_its_table_and_no_other(
    role: Role, manipulated: Manipulated
) -> None:
    nature = next(nature for nature in Nature if role in legal.ROLES[nature])
    claim = {**of_nature(nature), "support": [{"experiment": "e1", "role": role.value}]}
    experiment = {"design": "cell_culture", "manipulated": manipulated.value}
    found = breaches(Study, study_fields(experiment, claims=[claim]))
    if manipulated in legal.MANIPULATIONS[role]:
        assert found == []
    else:
        (breach,) = found
        loc = ("claims", 0, "support", 0, "role")
        assert (breach.loc, breach.wording.code) == (loc, "role-without-manipulation")
        assert lists(breach, [m for m in Manipulated if m in legal.MANIPULATIONS[role]])


def test_every_experiment_may_leave_its_role_out() -> None:
    for nature, manipulated in product(Nature, Manipulated):
        experiment = {"design": "cell_culture", "manipulated": manipulated.value}
        claim = {**of_nature(nature), "support": ["e1"]}
        assert breaches(Study, study_fields(experiment, claims=[claim])) == []


@pytest.mark.parametrize(
    ("nature", "effect", "manipulated"), list(product(Nature, EffectKind, Manipulated))
)
def test_the_usual_role_is_one_that_could_have_been_written(
    nature: Nature, effect: EffectKind, manipulated: Manipulated
) -> None:
    usual = legal.usual_role(nature, effect, manipulated)
    assert usual in legal.ROLES[nature]
    possible = {r for r in legal.ROLES[nature] if manipulated in legal.MANIPULATIONS[r]}
    assert usual in possible or not possible


def test_only_an_association_of_something_manipulated_has_no_role_to_write() -> None:
    without = {
        (nature, manipulated)
        for nature, manipulated in product(Nature, Manipulated)
        if not any(manipulated in legal.MANIPULATIONS[role] for role in legal.ROLES[nature])
    }
    changed = set(Manipulated) - {Manipulated.NONE, Manipulated.NOT_STATED}
    assert without == {(Nature.ASSOCIATIONAL, each) for each in changed}


def test_an_experiment_that_changed_nothing_is_an_association_by_itself() -> None:
    for effect in legal.NATURES[Family.MECHANISM]:
        usual = legal.usual_role(Nature.CAUSAL, effect, Manipulated.NONE)
        assert usual not in legal.CAUSAL_ROLES


@pytest.mark.parametrize("nature", Nature)
def test_a_refused_role_is_worded_in_english(nature: Nature) -> None:
    role = next(role for role in Role if role not in legal.ROLES[nature])
    support = {"experiment": "e1", "role": role.value}
    (breach,) = breaches(Claim, {**of_nature(nature), "support": [support]})
    article = "an" if nature is Nature.ASSOCIATIONAL else "a"
    assert breach.wording.message == f"{role} is no role for {article} {nature} claim"


def test_a_claim_rests_on_an_experiment_once() -> None:
    claim = {**of_nature(Nature.CAUSAL), "support": ["e1", "e1"]}
    (breach,) = breaches(Claim, claim)
    assert (breach.loc, breach.wording.code) == (("support", 1, "experiment"), "repeated-item")
