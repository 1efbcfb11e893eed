"""What holds of every study: more support never lowers, refutation shows, order never matters."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import toy
from analysis.making import CURATION, TERMS, knowledge_base
from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.analysis.flag_register import flags
from npcev_kb.model import legal
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import (
    Adjustment,
    Comparator,
    Design,
    Family,
    FlagState,
    ImmuneCompetence,
    Level,
    Manipulated,
    Matrix,
    Nature,
    ReadingBasis,
    ResistanceModel,
    Role,
    SourceEventKind,
    Stance,
    Timing,
    Validation,
)
from npcev_kb.pipeline import validate
from npcev_kb.store.parse import parse
from npcev_kb.store.project import Project
from npcev_kb.store.source import Source

Data = dict[str, Any]
LINES = [key for key in TERMS if "-line" in key]
CARGO = ["protein-a", "protein-b", "histone-a", "histone-b"]
OUTCOMES = ["glowing", "hushing", "survival", "stubbornness"]
PAIRS = [(f, e) for f in Family for e in legal.NATURES[f]]
CENTRES = st.integers(1, 3).map(lambda n: [{"centres": n}])


@cache
def real() -> KnowledgeBase:
    """Return the real knowledge base."""
    kb = validate(Project(toy.REPOSITORY)).kb
    assert kb is not None
    return kb


def words(vocabulary: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([each.value for each in vocabulary])


def some(items: list[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(items), min_size=1, max_size=most, unique=True)


def entities(keys: list[str]) -> st.SearchStrategy[list[Data]]:
    return some(keys).map(lambda found: [{"entity": key} for key in found])


HOSTS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "species": st.sampled_from(["moor-mouse", "pond-fish"]),
            "immune_competence": words(ImmuneCompetence),
        },
    ),
    min_size=1,
    max_size=2,
)
EXPERIMENTS = st.fixed_dictionaries(
    {"design": words(Design)},
    optional={
        "manipulated": words(Manipulated),
        "rescue": st.booleans(),
        "cell_lines": entities(LINES),
        "cells": entities(["moor-cell"]),
        "animals": HOSTS,
        "patients": CENTRES,
        "matrix": words(Matrix),
        "measured": some(CARGO),
        "comparators": some([each.value for each in Comparator]),
        "validation": words(Validation),
        "per_centre": st.booleans(),
        "timing": words(Timing),
        "adjustment": words(Adjustment),
        "resistance_model": words(ResistanceModel),
        "biodistribution": st.booleans(),
    },
)
EVENTS = st.lists(
    st.tuples(words(SourceEventKind), st.integers(1, 28)), max_size=3, unique_by=lambda e: e[1]
).map(
    lambda events: [
        {"found": found, "day": f"2024-05-{day:02}", "source": "Some list"} for found, day in events
    ]
)


@st.composite
def supports(draw: st.DrawFn, experiment: Data, nature: Nature) -> Any:
    """An experiment in the short form, or with a stance and a role that it may play."""
    manipulated = Manipulated(experiment.get("manipulated", "not_stated"))
    roles = [r for r in Role if r in legal.ROLES[nature] and manipulated in legal.MANIPULATIONS[r]]
    more: Data = {}
    if roles and draw(st.booleans()):
        more["role"] = draw(st.sampled_from(roles)).value
    if draw(st.booleans()):
        more["stance"] = draw(words(Stance))
    return {"experiment": experiment["id"], **more} if more else experiment["id"]


@st.composite
def claims(draw: st.DrawFn, name: str, experiments: list[Data], carried: list[str]) -> Data:
    family, effect = draw(st.sampled_from(PAIRS))
    nature = legal.NATURES[family][effect]
    used = [each for each in experiments if draw(st.booleans())]
    claim: Data = {
        "id": name,
        "family": family.value,
        "effect": effect.value,
        "outcome": draw(st.sampled_from(OUTCOMES)),
    }
    if family is Family.BIOMARKER or (nature is not Nature.CAUSAL and draw(st.booleans())):
        claim["matrix"] = draw(words(Matrix))
        numbers = draw(st.lists(words(Matrix), max_size=2))
        claim["metrics"] = [
            {"name": "auc", "value": 0.5, "unit": "ratio", "matrix": matrix} for matrix in numbers
        ]
    if draw(st.booleans()):
        claim["actor"] = draw(st.sampled_from(["vesicles", "donor_cell"]))
    if draw(st.booleans()):
        claim["cargo"] = draw(some(carried))
    elif draw(st.booleans()):
        claim["subject"] = draw(some(CARGO))
    claim["support"] = [draw(supports(each, nature)) for each in used]
    return {key: value for key, value in claim.items() if value != []}


@st.composite
def studies(draw: st.DrawFn) -> Data:
    """The data of a valid study, as a file would hold them."""
    carried = draw(some(CARGO))
    experiments: list[Data] = []
    for number, each in enumerate(draw(st.lists(EXPERIMENTS, min_size=1, max_size=4)), start=1):
        experiments.append({"id": f"e{number * 3}", **deepcopy(each)})
    basis = draw(words(ReadingBasis))
    if basis != "review_only":
        for each in experiments:
            if draw(st.integers(0, 4)) == 0:
                each |= {"voice": "review", "at": "review 3.1"}
    identification: Data = {"status": "unresolved"}
    events = draw(EVENTS)
    if events:
        identification["source_status"] = events
    ev = {}
    if basis == "full_text" and draw(st.booleans()):
        ev = {"ev": {"not_reported": ["negative_markers"]}}
    return {
        "id": "glim",
        "label": "Glim",
        "identification": identification,
        "reading_basis": basis,
        **ev,
        "cargo": [{"entity": key, "form": "protein"} for key in carried],
        "experiments": experiments,
        "claims": [draw(claims(f"c{n}", experiments, carried)) for n in (1, 2)],
        "curation": CURATION,
    }


@st.composite
def one_more(draw: st.DrawFn, stance: str) -> tuple[Data, Data]:
    """A study, and the same with one more experiment for or against its first claim."""
    before = draw(studies())
    after = deepcopy(before)
    extra = {"id": draw(st.sampled_from(["e1", "e4", "e99"])), **deepcopy(draw(EXPERIMENTS))}
    after["experiments"].append(extra)
    support = {"experiment": extra["id"], "stance": stance}
    after["claims"][0].setdefault("support", []).append(support)
    return before, after


def judge(data: Data) -> dict[str, Judged]:
    """Return everything computed on the claims of a study, by claim."""
    evidence = Evidence(knowledge_base(Study.model_validate(data)))
    return {judged.case.claim.id: judged for judged in evidence.judged.values()}


def result(judged: Judged) -> tuple[object, ...]:
    """Return all that a reader sees of a judgement."""
    grade = judged.grade
    seen = (grade.text, grade.marks, grade.basis, grade.sound_lines, grade.trace)
    return (*seen, judged.flags, judged.ladder, judged.peers.text)


def results(data: Data) -> dict[str, tuple[object, ...]]:
    return {name: result(judged) for name, judged in judge(data).items()}


@settings(max_examples=150)
@given(pair=one_more("supports"))
def test_one_more_experiment_that_supports_a_claim_never_lowers_it(pair: tuple[Data, Data]) -> None:
    before, after = (judge(data)["c1"] for data in pair)
    assert after.grade.level.rank >= before.grade.level.rank
    assert set(after.grade.suffixes) >= set(before.grade.suffixes)
    assert ("contested" in after.grade.marks) is ("contested" in before.grade.marks)


@settings(max_examples=150)
@given(pair=one_more("refutes"))
def test_one_more_experiment_that_refutes_a_claim_never_lifts_it_and_always_shows(
    pair: tuple[Data, Data],
) -> None:
    before, after = (judge(data)["c1"] for data in pair)
    extra = pair[1]["experiments"][-1]["id"]
    assert after.grade.level.rank <= before.grade.level.rank
    assert set(after.grade.suffixes) <= set(before.grade.suffixes)
    assert "contested" in after.grade.marks
    said = after.grade.trace.split("; ")
    assert any(f"({extra})" in part and part.endswith("speaks against it") for part in said)


@settings(max_examples=150)
@given(pair=one_more("refutes"))
def test_one_more_experiment_that_refutes_a_claim_clears_no_flag(pair: tuple[Data, Data]) -> None:
    before, after = (judge(data)["c1"] for data in pair)
    cleared = [{flag.code for flag in j.in_state(FlagState.CLEARED)} for j in (before, after)]
    assert cleared[1] <= cleared[0]


@settings(max_examples=150)
@given(pair=one_more("supports"))
def test_what_happens_to_one_claim_never_changes_another(pair: tuple[Data, Data]) -> None:
    before, after = (results(data)["c2"] for data in pair)
    assert before == after


def shuffled(data: Data, dice: random.Random, names: set[str]) -> Data:
    """Return a study with the lists of these names in another order."""

    def again(part: Any, name: str = "") -> Any:
        if isinstance(part, dict):
            return {key: again(value, key) for key, value in part.items()}
        if isinstance(part, list):
            items = [again(item) for item in part]
            if name in names:
                dice.shuffle(items)
            return items
        return part

    found: Data = again(data)
    return found


@pytest.mark.parametrize("name", ["experiments", "support", "claims", "source_status"])
@settings(max_examples=100)
@given(data=studies(), dice=st.randoms(use_true_random=False))
def test_the_order_of_parts_changes_nothing(name: str, data: Data, dice: random.Random) -> None:
    assert results(shuffled(data, dice, {name})) == results(data)


@pytest.mark.parametrize(
    "name", ["cell_lines", "animals", "cargo", "measured", "comparators", "metrics"]
)
@settings(max_examples=100)
@given(data=studies(), dice=st.randoms(use_true_random=False))
def test_the_order_inside_parts_changes_nothing(name: str, data: Data, dice: random.Random) -> None:
    assert results(shuffled(data, dice, {name})) == results(data)


@settings(max_examples=80)
@given(data=studies(), dice=st.randoms(use_true_random=False))
def test_no_order_changes_levels_marks_or_the_states_of_flags(
    data: Data, dice: random.Random
) -> None:
    def states(found: Data) -> dict[str, object]:
        return {
            name: (
                judged.grade.text,
                judged.grade.marks,
                judged.grade.basis,
                judged.grade.sound_lines,
                judged.ladder,
                [(flag.code, flag.state) for flag in judged.flags],
            )
            for name, judged in judge(found).items()
        }

    lists = {"experiments", "support", "claims", "source_status", "cell_lines", "animals"}
    lists |= {"cargo", "measured", "comparators", "metrics", "patients"}
    assert states(shuffled(data, dice, lists)) == states(data)


class Value(str):
    """A text that stands as a value, so that it may be written in any style."""

    __slots__ = ()


class Writer(yaml.SafeDumper):
    """Writes values in the style of the day; names and numbers stay plain."""

    style: str | None = None

    def ignore_aliases(self, data: object) -> bool:
        return True


def write_value(writer: Writer, value: Value) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:str", str(value), style=writer.style)


Writer.add_representer(Value, write_value)


def written(data: Data, dice: random.Random, *, flow: bool | None, style: str | None) -> str:
    """Return a study as a file, with its names in any order."""

    def again(part: Any) -> Any:
        if isinstance(part, dict):
            fields = list(part.items())
            dice.shuffle(fields)
            return {key: again(value) for key, value in fields}
        if isinstance(part, list):
            return [again(item) for item in part]
        return Value(part) if isinstance(part, str) else part

    class Styled(Writer):
        pass

    Styled.style = style
    width, indent = dice.choice([40, 80, 500]), dice.choice([2, 4, 7])
    return yaml.dump(
        again(data),
        Dumper=Styled,
        default_flow_style=flow,
        sort_keys=False,
        width=width,
        indent=indent,
        allow_unicode=True,
    )


@settings(max_examples=150)
@given(
    data=studies(),
    dice=st.randoms(use_true_random=False),
    flow=st.sampled_from([True, False, None]),
    style=st.sampled_from([None, "'", '"', ">", "|"]),
)
def test_the_way_a_record_is_written_changes_nothing(
    data: Data, dice: random.Random, flow: bool | None, style: str | None
) -> None:
    assume(not (flow and style in (">", "|")))
    source = parse(written(data, dice, flow=flow, style=style), Source("data/studies/glim.yaml"))
    assert source.problems == []
    assert isinstance(source.data, dict)
    assert results(source.data) == results(data)


@settings(max_examples=100)
@given(data=studies())
def test_the_same_record_is_always_judged_the_same(data: Data) -> None:
    assert results(data) == results(deepcopy(data))


@pytest.mark.parametrize("hashed", ["1", "2"])
def test_no_order_of_sets_changes_what_is_computed_of_the_real_records(hashed: str) -> None:
    told = "; ".join(
        [
            "import sys; from pathlib import Path; from npcev_kb.pipeline import validate",
            "from npcev_kb.store.project import Project",
            "from npcev_kb.analysis.evidence import Evidence",
            "kb = validate(Project(Path(sys.argv[1]))).kb",
            "found = Evidence(kb).judged.values()",
            "print([(j.ref, j.grade.text, j.grade.marks, j.grade.trace, j.flags) for j in found])",
        ]
    )
    command = [sys.executable, "-c", told, str(toy.REPOSITORY)]
    env = {**os.environ, "PYTHONHASHSEED": hashed}
    said = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    found = Evidence(real()).judged.values()
    here = [(j.ref, j.grade.text, j.grade.marks, j.grade.trace, j.flags) for j in found]
    assert said.strip() == str(here)


@settings(max_examples=80)
@given(data=studies())
def test_every_trace_is_one_line_that_begins_with_its_level_and_names_every_experiment(
    data: Data,
) -> None:
    for judged in judge(data).values():
        trace = judged.grade.trace
        assert re.fullmatch(rf"{judged.grade.level}: \S[^\n]*[^\n.;, ]", trace)
        assert not re.search(r"[a-z]_[a-z]", trace)
        spoken = [test for test in judged.case.tests if test.stance is not Stance.UNINFORMATIVE]
        for test in spoken:
            assert f"({test.experiment.id})" in trace


@settings(max_examples=80)
@given(data=studies())
def test_no_cause_reaches_patients_and_nothing_is_higher_without_doubted_lines(
    data: Data,
) -> None:
    for judged in judge(data).values():
        level, sound = judged.grade.level, judged.grade.sound_lines
        assert sound is None or sound.rank <= level.rank
        if judged.case.claim.nature is Nature.CAUSAL:
            assert level not in (Level.E3, Level.E4)
        else:
            assert "in vivo indirect" not in judged.grade.marks


@settings(max_examples=80)
@given(data=studies())
def test_flags_are_known_stand_once_and_in_order(data: Data) -> None:
    for judged in judge(data).values():
        found = [flag.code for flag in judged.flags]
        assert found == [code for code in flags() if code in found]
        assert all(flag.reason for flag in judged.flags)
