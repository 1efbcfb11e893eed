"""Small makers of studies for tests. What a test does not name is left out, or invented here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.flag_register import raise_flags
from npcev_kb.analysis.groups import GroupCount
from npcev_kb.analysis.trace import Grade, grade
from npcev_kb.model.debate import Debate
from npcev_kb.model.entity import Entity
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.review import Review
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import FlagState

Fields = Mapping[str, Any]
ALONE = GroupCount(studies=1, groups=1, unknown=0)
CURATION = {"status": "draft", "updated": "2026-01-01"}


def _term(key: str, label: str, **more: Any) -> Entity:
    return Entity.model_validate({"key": key, "kind": "things", "label": label, **more})


def _reported(status: str, **more: Any) -> dict[str, Any]:
    return {"identity": {"status": status, **more}}


TERMS = {
    term.key: term
    for term in (
        _term("glowing", "Glowing"),
        _term("hushing", "Hushing of T cells", topics=["immunity"]),
        _term("survival", "Survival", topics=["prognosis"]),
        _term("stubbornness", "Stubbornness", topics=["resistance"]),
        _term("protein-a", "Protein A"),
        _term("protein-b", "Protein B"),
        _term("histone-a", "Histone A", topics=["nuclear"]),
        _term("histone-b", "Histone B", topics=["nuclear"]),
        _term("moor-cell", "Moor cell"),
        _term("moor-mouse", "Moor mouse"),
        _term("pond-fish", "Pond fish"),
        _term("sound-line", "SND-1", **_reported("no_report_seen")),
        _term("sound-line-two", "SND-2", **_reported("no_report_seen")),
        _term("unchecked-line", "UNC-1", **_reported("not_checked")),
        _term("unchecked-line-two", "UNC-2"),
        _term(
            "doubted-line",
            "DBT-1",
            **_reported(
                "reported_problem",
                reports=[{"text": "Reported as moss by Fern 2020", "source": "Invented register"}],
            ),
        ),
        _term("doubted-line-two", "DBT-2", **_reported("reported_problem")),
    )
}
"""Invented terms: outcomes with their topics, cargo, cells, and lines of each kind of identity."""


def cells(*lines: str, **fields: Any) -> Fields:
    """An experiment in cells of these lines."""
    return {"design": "cell_culture", "cell_lines": [{"entity": line} for line in lines], **fields}


def animal(immune: str | None = None, species: str = "moor-mouse", **fields: Any) -> Fields:
    """An experiment in one kind of animal; `immune` says what is known of its immune system."""
    host = {"species": species} | ({"immune_competence": immune} if immune else {})
    return {"design": "animal", "animals": [host], **fields}


def patients(matrix: str | None = "serum_ev", **fields: Any) -> Fields:
    """An observation in people, in a matrix."""
    where = {"matrix": matrix} if matrix else {}
    return {"design": "patient_association", "manipulated": "none", **where, **fields}


def numbered(experiments: tuple[Fields, ...]) -> list[dict[str, Any]]:
    """Give experiments their ids, in order, where they have none."""
    return [{"id": f"e{place}", **each} for place, each in enumerate(experiments, start=1)]


def study_fields(*experiments: Fields, claims: list[Fields], **more: Any) -> dict[str, Any]:
    """Return the data of a study as a file would hold them."""
    known = {
        "id": "glim",
        "label": "Glim",
        "identification": {"status": "unresolved"},
        "reading_basis": "abstract",
        "cargo": [{"entity": "protein-a", "form": "protein"}],
        "curation": CURATION,
    }
    return {**known, "experiments": numbered(experiments), "claims": claims, **more}


def study(*experiments: Fields, claims: list[Fields] | None = None, **more: Any) -> Study:
    """Make a study with these experiments and claims."""
    return Study.model_validate(study_fields(*experiments, claims=claims or [], **more))


def case(*experiments: Fields, in_study: Fields | None = None, **claim: Any) -> Case:
    """Make a claim that rests on all experiments given, with the study around it.

    Unless told otherwise the claim is that protein A promotes glowing; `in_study` holds fields of
    the study, every other name is a field of the claim.
    """
    told = {
        "id": "c1",
        "family": "mechanism",
        "effect": "promotes",
        "outcome": "glowing",
        "support": [each["id"] for each in numbered(experiments)],
        **claim,
    }
    around = study(*experiments, claims=[told], **(in_study or {}))
    return Case(around, around.claims[0], TERMS, around.identification.source_status)


def marker(*experiments: Fields, **claim: Any) -> Case:
    """Make a claim that a marker in vesicles from serum tells people apart."""
    usual = {"family": "biomarker", "effect": "distinguishes", "matrix": "serum_ev"}
    return case(*experiments, **{**usual, **claim})


def device(*experiments: Fields, **claim: Any) -> Case:
    """Make a claim that a device makes something possible."""
    return case(*experiments, **{"family": "technology", "effect": "enables", **claim})


def against(experiment: str) -> Fields:
    """Return a support that speaks against the claim."""
    return {"experiment": experiment, "stance": "refutes"}


def text(made: Case) -> str:
    """Return the level of a claim as it is written, with its suffixes."""
    return grade(made).text


def trace(made: Case) -> str:
    """Return the trace of a claim."""
    return grade(made).trace


def graded(made: Case) -> Grade:
    """Return the whole grade of a claim."""
    return grade(made)


def flag(code: str, made: Case, peers: GroupCount = ALONE) -> FlagState | None:
    """Return the state of one flag, None where it does not concern the claim."""
    return states(made, peers).get(code)


def states(made: Case, peers: GroupCount = ALONE) -> dict[str, FlagState]:
    """Return the state of every flag that concerns a claim."""
    return {found.code: found.state for found in raise_flags(made, peers)}


def reason(code: str, made: Case, peers: GroupCount = ALONE) -> str:
    """Return why one flag is in its state."""
    return next(found.reason for found in raise_flags(made, peers) if found.code == code)


def looked(found: str, on: str, source: str = "Invented register") -> Fields:
    """Return the note of somebody who looked whether a work still stands."""
    return {"found": found, "day": on, "source": source}


def standing(*events: Fields) -> Fields:
    """Return the fields of a study of which these notes were made."""
    return {"identification": {"status": "unresolved", "source_status": list(events)}}


def written_by(name: str, *authors: str, more: bool = False, **fields: Any) -> Study:
    """Make a study of these authors; with `more`, there are others who were not seen."""
    work = {"status": "unresolved", "authors": list(authors), "more_authors": more}
    return study(id=name, label=name, identification=work, **fields)


def knowledge_base(*studies: Study, debates: tuple[Debate, ...] = (), **more: Any) -> KnowledgeBase:
    """Make a knowledge base of these studies under an invented review."""
    method = {
        "window": {"first": 2020, "last": 2025},
        "sources": ["Invented index"],
        "search": "Glim.",
        "selection": "All.",
    }
    review = Review.model_validate(
        {
            "title": "On glim",
            "authors": ["Moss A"],
            "references": 9,
            "method": method,
            "modules": [],
            "sections": [],
            "updated": "2026-01-01",
        }
    )
    return KnowledgeBase(
        review,
        {each.id: each for each in studies},
        {},
        TERMS,
        {},
        {},
        {each.id: each for each in debates},
        **more,
    )


def debate(*sides: Any, relation: str = "disputes", **more: Any) -> Debate:
    """Make a debate; a side is a list of claims."""
    told = [
        {"label": f"Side {n}", "says": "It glows.", "claims": list(claims)}
        for n, claims in enumerate(sides, start=1)
    ]
    known = {"id": "glim-debate", "label": "Glim", "question": "Does it glow?"}
    voice = {"voice": "review", "at": "review 3.1"}
    return Debate.model_validate(
        {**known, **voice, "relation": relation, "sides": told, "curation": CURATION, **more}
    )
