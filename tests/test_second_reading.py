"""A second person read the sources and graded by hand; the tool must come to the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import toy
from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.analysis.flag_register import flags
from npcev_kb.pipeline import validate
from npcev_kb.store.project import Project

READING = Path(__file__).parent / "fixtures" / "second-reading.yaml"
NEEDED = ("reference", "family", "effect", "outcome", "level", "level_basis", "reasoning")
KNOWN = (*NEEDED, "cargo", "matrix", "flags", "first_read", "settled")
DECISIONS = toy.REPOSITORY / "docs" / "about" / "decisions.md"
FEWEST = 20
"""So many studies at least were read twice."""


@cache
def evidence() -> Evidence:
    """Return what is computed of the real knowledge base."""
    kb = validate(Project(toy.REPOSITORY)).kb
    assert kb is not None
    return Evidence(kb)


@cache
def entries() -> list[dict[str, Any]]:
    """Return the second reading, one claim an entry, references as numbers."""
    read = yaml.load(READING.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    found = (
        read if isinstance(read, list) else next(v for v in read.values() if isinstance(v, list))
    )
    return [{**each, "reference": int(each["reference"])} for each in found]


def listed(value: Any) -> list[str]:
    """Return a value of the file as a list: one word, several, or none."""
    if value in (None, "", "none"):
        return []
    return [value] if isinstance(value, str) else list(value)


def states(entry: dict[str, Any]) -> dict[str, str]:
    """Return the flags of an entry with their states: a mapping, or the names of raised ones."""
    told = entry.get("flags") or {}
    return dict(told) if isinstance(told, dict) else dict.fromkeys(told, "raised")


def meant(entry: dict[str, Any]) -> list[Judged]:
    """Return the claims of the knowledge base that an entry may mean."""
    of_reference = [
        judged
        for study in evidence().kb.studies.values()
        if entry["reference"] in study.review_refs
        for judged in evidence().of_study(study)
    ]
    found = [
        judged
        for judged in of_reference
        if (claim := judged.case.claim)
        and (claim.family, claim.effect, claim.outcome)
        == (entry["family"], entry["effect"], entry["outcome"])
        and entry.get("matrix") in (None, "", "none", claim.matrix)
    ]
    cargo = set(listed(entry.get("cargo")))
    if len(found) > 1 and cargo:
        exact = [judged for judged in found if set(judged.case.cargo) == cargo]
        found = exact or [judged for judged in found if cargo <= set(judged.case.cargo)]
    return found


def differences(entry: dict[str, Any]) -> Iterator[str]:
    """Yield in what the tool comes to something else than the second reader."""
    found = meant(entry)
    if len(found) != 1:
        yield f"{len(found)} claims fit it: {', '.join(each.ref for each in found) or 'none'}"
        return
    grade, raised = found[0].grade, {f.code: f.state.value for f in found[0].flags}
    marks = [mark for mark in grade.marks if mark in entry["level"]]
    computed = " ".join([grade.text, *marks])
    if computed != entry["level"]:
        yield f"level {computed}, read as {entry['level']} ({grade.trace})"
    if grade.basis != entry["level_basis"]:
        yield f"basis {grade.basis}, read as {entry['level_basis']}"
    for code, state in states(entry).items():
        if raised.get(code, "does not concern it") != state:
            yield f"{code} {raised.get(code, 'does not concern it')}, read as {state}"


@pytest.mark.parametrize("part", NEEDED)
def test_every_entry_is_told_in_full(part: str) -> None:
    assert [entry for entry in entries() if not entry.get(part)] == []


def test_an_entry_says_nothing_that_is_not_compared() -> None:
    assert {name for entry in entries() for name in entry} <= set(KNOWN)
    assert {code for entry in entries() for code in states(entry)} <= set(flags())


def test_what_was_read_differently_is_settled_with_a_reason_and_in_the_decisions() -> None:
    decided = DECISIONS.read_text(encoding="utf-8").partition("**Second readings")[2]
    for entry in entries():
        assert bool(entry.get("first_read")) == bool(entry.get("settled")), entry["reference"]
        if entry.get("first_read"):
            assert len(entry["settled"]) > 40
            assert str(entry["reference"]) in decided.partition("\n\n")[0]


def test_at_least_twenty_studies_were_read_twice() -> None:
    assert len({entry["reference"] for entry in entries()}) >= FEWEST


def test_the_tool_comes_to_what_a_second_reader_came_to() -> None:
    found = [
        f"[{entry['reference']}] {entry['family']}: {entry['effect']} {entry['outcome']}: {said}"
        for entry in entries()
        for said in differences(entry)
    ]
    assert not found, f"{len(found)} differences:\n" + "\n".join(found)
