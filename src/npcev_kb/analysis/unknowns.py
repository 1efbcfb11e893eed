"""What is not known of a study: the facts that matter and that nobody has seen.

A fact is asked for only where it applies: the strain of an animal where there is an animal. What
a fully read paper does not report is not reported; everything else is not assessable. Both are
not known. Source of the list: MISEV2023 (source, separation, characterisation), and the
objections of the review (models without T cells, cohorts, unnamed lines).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import ImmuneCompetence


def _works_with_cells(study: Study) -> bool:
    in_culture = any(source.kind == "cell_culture" for source in study.ev.sources)
    return bool(study.cell_lines or study.cells or study.animals or in_culture)


_Test: TypeAlias = Callable[[Study], bool]

QUESTIONS: Mapping[str, tuple[_Test, _Test]] = {
    "in what it was tested": (
        lambda study: True,
        lambda study: bool(study.cell_lines or study.cells or study.animals or study.patients),
    ),
    "which cell lines were used": (
        _works_with_cells,
        lambda study: bool(study.cell_lines),
    ),
    "how the vesicles were separated": (
        lambda study: True,
        lambda study: bool(study.ev.separation),
    ),
    "how the vesicles were characterised": (
        lambda study: True,
        lambda study: bool(study.ev.characterisation),
    ),
    "what the vesicles carry": (
        lambda study: True,
        lambda study: bool(study.cargo),
    ),
    "which animals were used": (
        lambda study: bool(study.animals),
        lambda study: all(host.species for host in study.animals),
    ),
    "the immune system of the animals": (
        lambda study: bool(study.animals),
        lambda study: all(
            host.immune_competence is not ImmuneCompetence.NOT_STATED for host in study.animals
        ),
    ),
    "how many people, in some group": (
        lambda study: bool(study.patients),
        lambda study: all(group.n for group in study.patients),
    ),
    "how many centres": (
        lambda study: bool(study.patients),
        lambda study: all(group.centres for group in study.patients),
    ),
}
"""Each question with where it applies and when it is answered."""


def unknowns(study: Study) -> tuple[str, ...]:
    """Return the questions that apply to a study and that its record cannot answer."""
    return tuple(
        question
        for question, (applies, answered) in QUESTIONS.items()
        if applies(study) and not answered(study)
    )


def asked(study: Study) -> int:
    """Return how many of the questions apply to a study."""
    return sum(applies(study) for applies, _ in QUESTIONS.values())


def tally(studies: Iterable[Study]) -> Mapping[str, tuple[int, int]]:
    """Count for each question in how many studies it is open, and to how many it applies."""
    open_, applies_ = Counter[str](), Counter[str]()
    for study in studies:
        open_.update(unknowns(study))
        applies_.update(question for question, (applies, _) in QUESTIONS.items() if applies(study))
    return {question: (open_[question], applies_[question]) for question in QUESTIONS}
