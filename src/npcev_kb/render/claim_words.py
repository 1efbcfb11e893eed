"""A claim in a few words, as lists, search results and reports name it."""

from __future__ import annotations

from npcev_kb.analysis.evidence import Judged
from npcev_kb.model.vocabulary import Matrix


def in_words(judged: Judged) -> str:
    """Return what a claim says: subject, effect, outcome, and in what it was measured."""
    case, said = judged.case, judged.case.claim
    subject = ", ".join(map(case.label, case.subject))
    subject = subject or ("the vesicles" if said.whole_vesicle else "cargo not known")
    title = f"{subject} {said.effect.label} {case.label(said.outcome)}"
    if said.matrix is Matrix.NOT_STATED:
        return f"{title}, matrix not known"
    return f"{title}, in {said.matrix.label}" if said.matrix else title
