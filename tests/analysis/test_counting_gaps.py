"""The gap map counts each claim where it stands; an empty cell asks the nearest question."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

import toy
from analysis.making import CURATION, cells, knowledge_base, looked, study
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.facet_register import NOT_KNOWN, Row, Value, facets
from npcev_kb.analysis.gap_map import MANY, Cell, GapMap, gap_map, in_order
from npcev_kb.analysis.gap_questions import gap_questions
from npcev_kb.analysis.places import Places
from npcev_kb.model.debate import Question
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study

ROWS, COLUMNS = facets()["outcome"], facets()["cargo_class"]


def rows(kb: KnowledgeBase) -> list[Row]:
    evidence, places = Evidence(kb), Places(kb)
    return [
        Row(evidence, places, each, judged)
        for each in kb.studies.values()
        for judged in (evidence.of_study(each) or (None,))
    ]


def counted(kb: KnowledgeBase, **more: Any) -> GapMap:
    return gap_map(rows(kb), ROWS, COLUMNS, **more)


def says(name: str, *claims: dict[str, Any], form: str = "protein", **more: Any) -> Study:
    """A study whose claims rest on one experiment in cells, on protein A in some form."""
    told = [
        {"id": f"c{n}", "family": "mechanism", "effect": "promotes", "support": ["e1"], **claim}
        for n, claim in enumerate(claims, start=1)
    ]
    cargo = [{"entity": "protein-a", "form": form}]
    return study(cells("sound-line"), claims=told, id=name, label=name, **{"cargo": cargo, **more})


GLOWS, HUSHES = {"outcome": "glowing"}, {"outcome": "hushing", "effect": "inhibits"}


def cell(found: GapMap, row: str, column: str) -> Cell:
    return found.cells[row, column]


def test_a_claim_stands_in_the_cell_of_its_outcome_and_its_cargo() -> None:
    found = counted(knowledge_base(says("one", GLOWS, HUSHES), says("two", GLOWS, form="mirna")))
    assert {key: held.count for key, held in found.cells.items()} == {
        ("glowing", "protein"): 1,
        ("hushing", "protein"): 1,
        ("glowing", "mirna"): 1,
    }
    assert [(gap.row.id, gap.column.id) for gap in found.empty] == [("hushing", "mirna")]
    assert found.asked == 4


def test_a_cell_splits_its_claims_by_direction_and_by_level() -> None:
    found = counted(
        knowledge_base(
            says("one", GLOWS, {**GLOWS, "effect": "inhibits"}, {**GLOWS, "support": []})
        )
    )
    here = cell(found, "glowing", "protein")
    assert {value.id: n for value, n in here.effects.items()} == {"promotes": 2, "inhibits": 1}
    assert {value.id: n for value, n in here.levels.items()} == {"E1": 2, "E0": 1}
    assert here.best is not None
    assert here.best.id == "E1"


def test_what_only_the_review_says_has_no_level_and_is_counted_apart() -> None:
    told = says("one", GLOWS, reading_basis="review_only")
    here = cell(counted(knowledge_base(told)), "glowing", "protein")
    assert {value.id: n for value, n in here.levels.items()} == {"review": 1}
    assert here.best is None


def test_groups_stand_beside_studies_and_those_not_known_are_counted() -> None:
    authors = ["Moss A", "Fern B", "Reed C"]
    work = {"status": "unresolved", "authors": authors, "more_authors": False}
    team = (says(name, GLOWS, identification=work) for name in ("one", "two"))
    found = counted(knowledge_base(*team, says("three", GLOWS)))
    groups = cell(found, "glowing", "protein").groups
    assert (groups.studies, groups.groups, groups.unknown) == (3, 1, 1)


def test_a_retracted_work_stands_in_its_cell_and_speaks_for_no_group() -> None:
    gone = says(
        "one",
        GLOWS,
        identification={
            "status": "unresolved",
            "source_status": [looked("retraction", "2025-01-01")],
        },
    )
    here = cell(counted(knowledge_base(gone)), "glowing", "protein")
    assert here.count == 1
    assert here.groups.studies == 0
    assert here.best is None


def test_what_is_not_known_has_a_column_of_its_own_and_is_no_gap() -> None:
    unknown = says("two", HUSHES, cargo=[])
    found = counted(knowledge_base(says("one", GLOWS), unknown))
    assert found.columns[-1] == NOT_KNOWN
    assert found.unknown(across=True) == 1
    assert [(gap.row.id, gap.column.id) for gap in found.empty] == [("hushing", "protein")]


def test_claims_on_other_diseases_are_left_out_and_told_until_asked_for() -> None:
    kb = knowledge_base(
        says("one", GLOWS, disease="glowing"),
        says("two", HUSHES, disease="survival"),
        says("three", HUSHES),
    )
    kb = replace(kb, review=kb.review.model_copy(update={"disease": "glowing"}))
    found = counted(kb)
    assert (len(found.entries), found.elsewhere) == (2, 1)  # one of them on a disease not known
    everything = counted(kb, other_diseases=True)
    assert (len(everything.entries), everything.elsewhere) == (3, 1)


def test_a_study_without_claims_stands_nowhere_and_is_told() -> None:
    found = counted(knowledge_base(says("one", GLOWS), says("two")))
    assert (len(found.entries), found.without_claims) == (1, 1)


@pytest.mark.parametrize("down", list(facets()))
@pytest.mark.parametrize("across", ["cargo_class", "flag", "module"])
def test_every_claim_of_the_toy_knowledge_base_is_counted_once_for_each_pair_of_its_values(
    down: str, across: str
) -> None:
    asked = rows(toy.knowledge_base())
    found = gap_map(asked, facets()[down], facets()[across], other_diseases=True)
    claims = [row for row in asked if row.judged]
    assert len(found.entries) + found.without_claims == len(asked)
    assert sum(held.count for held in found.cells.values()) == sum(
        len(facets()[down].answers(row)) * len(facets()[across].answers(row)) for row in claims
    )
    for held in found.cells.values():
        assert sum(held.effects.values()) == sum(held.levels.values()) == held.count
    filled = [held for held in found.cells.values() if held.could_be_filled]
    assert len(found.empty) + len(filled) == found.asked


def test_the_order_of_the_records_changes_nothing() -> None:
    asked = rows(toy.knowledge_base())
    mixed = random.Random(7).sample(asked, len(asked))
    one, other = (gap_map(each, ROWS, COLUMNS) for each in (asked, mixed))
    assert one.rows == other.rows
    assert one.columns == other.columns
    assert [summary(each) for each in ordered(one)] == [summary(each) for each in ordered(other)]


def ordered(found: GapMap) -> Iterable[Cell]:
    return [found.cell(row, column) for row in found.rows for column in found.columns]


def summary(held: Cell) -> object:
    refs = sorted(entry.ref for entry in held.entries)
    return refs, dict(held.effects), list(held.levels.items()), held.groups


def test_a_few_values_keep_their_order_and_many_stand_by_number() -> None:
    few = [Value(str(n), f"v{n}", rank=n) for n in range(MANY)]
    many = [*few, Value("last", "last", rank=99)]
    answers = [NOT_KNOWN, *few, *many, many[-1], many[-1], many[-1]]
    assert in_order([*few, few[-1], NOT_KNOWN]) == (*few, NOT_KNOWN)
    assert in_order(answers) == (many[-1], *few, NOT_KNOWN)


def question(name: str, *blocks: str, status: str = "open") -> Question:
    known = {"label": name, "question": "Why?", "kind": "mechanism_gap", "curation": CURATION}
    told = {
        "id": name,
        "blocks": list(blocks),
        "status": status,
        "voice": "curator",
        "at": "record",
    }
    return Question.model_validate({**known, **told})


STUDIES = (says("one", GLOWS, HUSHES), says("two", HUSHES, form="mirna"), says("three", GLOWS))


def asked(*questions: Question) -> tuple[str, bool] | None:
    """What the one empty cell asks: whether protein A as miRNA lets anything glow."""
    kb = knowledge_base(*STUDIES)
    (gap,) = counted(kb).empty
    assert (gap.row.id, gap.column.id) == ("glowing", "mirna")
    for each in (questions, questions[::-1]):
        found = gap_questions(rows(kb), each, ROWS, COLUMNS).ask(gap.row, gap.column)
    return (found.question.id, found.of_both) if found else None


def test_a_gap_asks_nothing_if_no_question_blocks_a_claim_of_its_row() -> None:
    assert asked() is None
    assert asked(question("column-only", "two.c1")) is None


def test_a_question_of_row_and_column_comes_before_one_of_the_row_alone() -> None:
    both = question("z-both", "one.c1", "two.c1", "three.c1", status="answered")
    assert asked(question("a-row", "one.c1"), both) == ("z-both", True)


def test_an_open_question_comes_before_an_answered_one() -> None:
    done = question("a-done", "one.c1", status="answered")
    assert asked(done, question("z-open", "one.c1", "three.c1")) == ("z-open", False)


def test_the_question_that_blocks_the_fewest_claims_comes_first_then_the_first_id() -> None:
    wide = question("a-wide", "one.c1", "three.c1")
    assert asked(wide, question("c", "one.c1"), question("b", "three.c1")) == ("b", False)
