"""The trace of claims as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.model.study import Study


def trace_study(evidence: Evidence, study: Study, claim: str | None = None) -> Iterator[str]:
    """Yield the lines that tell how far to trust the claims of a study.

    Args:
        evidence: the computed side of the knowledge base.
        study: the study.
        claim: the id of one claim, or None for all.
    """
    yield f"{study.label} ({study.id}), read: {study.reading_basis.label}"
    partners = evidence.groups.partners(study.id)
    if partners:
        yield f"  same group as: {', '.join(partners)}"
    elif study.id not in evidence.groups.of:
        yield "  group: not known, authors not seen"
    chosen = [j for j in evidence.of_study(study) if claim in (None, j.case.claim.id)]
    for judged in chosen:
        yield ""
        yield from _claim(evidence, judged)
    if not chosen:
        yield "  no claim: none can be told for this work alone"


def _claim(evidence: Evidence, judged: Judged) -> Iterator[str]:
    claim, case, grade = judged.case.claim, judged.case, judged.grade
    cargo = ", ".join(case.label(key) for key in case.subject) or "the vesicles"
    matrix = f" in {claim.matrix.label}" if claim.matrix else ""
    says = f"{cargo}: {claim.effect.label} {case.label(claim.outcome)}{matrix}"
    yield f"{judged.ref}  {says}"
    marks = f", {', '.join(grade.marks)}" if grade.marks else ""
    basis = "as stated by the review" if grade.review_only else f"read: {grade.basis.label}"
    yield f"  level   {grade.text}{marks} ({claim.family.label}, {claim.nature.label}; {basis})"
    yield f"  why     {grade.trace}"
    if case.laboratory:
        sound = grade.sound_lines.value if grade.sound_lines else "not assessable"
        yield f"  lines   without problematic cell lines: {sound}"
    if judged.ladder:
        yield f"  stage   {judged.ladder.label}"
    yield f"  groups  {judged.peers.text}"
    for flag in judged.flags:
        yield f"  flag    {flag.code} {flag.state.label}: {flag.reason}"
    for debate in evidence.debates_of.get(judged.ref, ()):
        yield f"  debate  {debate.id} ({debate.relation.label}, {debate.status.label})"
    for question in evidence.questions_of.get(judged.ref, ()):
        yield f"  waits   {question.id}: {question.question}"
