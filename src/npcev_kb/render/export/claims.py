"""Claims, debates and questions as plain data, with everything that is computed on them."""

from __future__ import annotations

from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.study import Study
from npcev_kb.render.export.plain import Plain, plain


def claim(judged: Judged, data: dict[str, Plain]) -> dict[str, Plain]:
    """Return a claim's own data with its level, trace, basis, flags and groups."""
    grade, case = judged.grade, judged.case
    study, said = case.study, case.claim
    derived: dict[str, Plain] = {
        "ref": judged.ref,
        "nature": said.nature.value,
        "cargo": list(case.cargo),
        "subject": list(case.subject),
        "recipients": list(study.recipients_of(said)),
        "level": grade.text,
        "level_rank": grade.level.rank,
        "level_marks": list(grade.marks),
        "level_trace": grade.trace,
        "level_seen": grade.seen.value,
        "level_basis": grade.basis.value,
        "level_without_problem_lines": (
            grade.sound_lines.value if grade.sound_lines else "not_assessable"
        ),
        "ladder": judged.ladder.value if judged.ladder else None,
        "flags": [
            {"code": flag.code, "state": flag.state.value, "reason": flag.reason}
            for flag in judged.flags
        ],
        "independence": {
            "studies": judged.peers.studies,
            "groups": judged.peers.groups,
            "not_known": judged.peers.unknown,
        },
        "in_field": judged.in_field,
    }
    context = data["context"]
    if isinstance(context, dict):
        context["disease"] = study.disease_of(said)
    side = said.tumour_effect or study.tumour_effect
    return data | derived | {"tumour_effect": side.value if side else None}


def derived_views(study: Study, data: dict[str, Plain]) -> dict[str, Plain]:
    """Return a study's effects, numbers and models over all claims and experiments.

    They say nothing new: each item names the claim or experiment it stands in.
    """
    claims, experiments = data["claims"], data["experiments"]
    assert isinstance(claims, list)
    assert isinstance(experiments, list)
    effects: list[Plain] = []
    metrics: list[Plain] = []
    models: dict[str, list[Plain]] = {
        name: [] for name in ("cell_lines", "cells", "animals", "patients")
    }
    for each in claims:
        assert isinstance(each, dict)
        shared = {key: each[key] for key in ("outcome", "effect", "voice", "at", "detail")}
        effects.append({"claim": each["id"], **shared})
        numbers = each["metrics"]
        assert isinstance(numbers, list)
        metrics += [{"claim": each["id"], **n} for n in numbers if isinstance(n, dict)]
    for each in experiments:
        assert isinstance(each, dict)
        for name, found in models.items():
            parts = each[name]
            assert isinstance(parts, list)
            extra: dict[str, Plain] = {"experiment": each["id"]}
            extra |= {"matrix": each["matrix"]} if name == "patients" else {}
            found += [{**part, **extra} for part in parts if isinstance(part, dict)]
    return {"effects": effects, "metrics": metrics, "models": dict(models)}


def levels(evidence: Evidence, study: Study) -> dict[str, Plain]:
    """Return the level of a study in each family of claims; never one across families."""
    return {family.value: judged.grade.text for family, judged in evidence.by_family(study).items()}


def debate(evidence: Evidence, record: Debate) -> dict[str, Plain]:
    """Return a debate with the reference numbers of all its sides."""
    data = plain(record)
    data["review_refs"] = list(evidence.references_of(record))
    sides = data["sides"]
    assert isinstance(sides, list)
    for side, model in zip(sides, record.sides, strict=True):
        assert isinstance(side, dict)
        side["review_refs"] = list(evidence.references(model.claims, model.refs))
    return data


def question(evidence: Evidence, record: Question) -> dict[str, Plain]:
    """Return a question with the reference numbers of all studies involved."""
    return plain(record) | {"review_refs": list(evidence.references_of(record))}
