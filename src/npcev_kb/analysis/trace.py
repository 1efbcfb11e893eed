"""The grade of a claim with its trace: one sentence a reader can follow."""

from __future__ import annotations

from dataclasses import dataclass

from npcev_kb.analysis.case import Case, in_patients
from npcev_kb.analysis.levels import (
    Counted,
    best,
    capped,
    count,
    suffixes,
    without_problem_lines,
)
from npcev_kb.model.experiment import Experiment
from npcev_kb.model.vocabulary import (
    Design,
    Level,
    ReadingBasis,
    SourceEventKind,
    Stance,
    Voice,
)

INDIRECT = "in vivo indirect"
CONTESTED = "contested"


@dataclass(frozen=True)
class Grade:
    """How far a claim has been tested. Its trace is worked out when somebody asks for it."""

    case: Case
    level: Level
    suffixes: tuple[str, ...]
    """Patient correlations of the claim's own cargo, such as +P(tissue)."""
    marks: tuple[str, ...]
    """`in vivo indirect` and `contested`, where they apply."""
    basis: ReadingBasis
    """How much was read of what the level rests on."""
    sound_lines: Level | None
    """The level without problematic cell lines; None where that cannot be told."""
    counted: tuple[Counted, ...]
    """Each supporting experiment with its worth."""

    @property
    def text(self) -> str:
        """The level as it is written: `E2 +P(tissue)`."""
        return " ".join((self.level.value, *self.suffixes))

    @property
    def review_only(self) -> bool:
        """True if only the review speaks; such a claim never satisfies a filter by level."""
        return self.basis is ReadingBasis.REVIEW_ONLY

    @property
    def seen(self) -> Level:
        """The level by what was read of the study itself, without the review's word."""
        if self.review_only and self.case.study.reading_basis is ReadingBasis.REVIEW_ONLY:
            return Level.E0
        own = tuple(c for c in self.counted if c.test.experiment.voice is not Voice.REVIEW)
        return capped(best(own), self.case.status)

    @property
    def top(self) -> list[Counted]:
        """The experiments on which the level rests."""
        reached = best(self.counted)
        return [each for each in self.counted if each.level is reached and each.level != Level.E0]

    @property
    def trace(self) -> str:
        """Why this level, in one line."""
        return _trace(self)


def grade(case: Case) -> Grade:
    """Grade a claim: level, suffixes, marks, basis and trace.

    Args:
        case: the claim with its study and the terms it names.

    Returns:
        The grade. It depends on facts alone: order and formatting of the record never matter.
    """
    counted, status = count(case), case.status
    reached = best(counted)
    level = capped(reached, status)
    marks: tuple[str, ...] = ()
    if reached is Level.E1 and level is reached and any(each.indirect for each in counted):
        marks += (INDIRECT,)
    if any(test.stance is Stance.REFUTES for test in case.tests):
        marks += (CONTESTED,)
    sound = without_problem_lines(case, counted, reached)
    retracted = status is SourceEventKind.RETRACTION
    return Grade(
        case,
        level,
        () if retracted else tuple(suffixes(counted)),
        marks,
        _basis(case, counted, reached),
        sound if sound is None else capped(sound, status),
        counted,
    )


def _basis(case: Case, counted: tuple[Counted, ...], reached: Level) -> ReadingBasis:
    """Return how much was read of what the level rests on: the review's word may lift a level."""
    voices = {each.test.experiment.voice for each in counted if each.level is reached}
    return ReadingBasis.REVIEW_ONLY if voices == {Voice.REVIEW} else case.study.reading_basis


def _trace(grade: Grade) -> str:
    """Put the reasons into one line: what counts first, then what does not, then who disagrees."""
    case, top = grade.case, grade.top
    parts = []
    if case.status is SourceEventKind.RETRACTION:
        parts.append("the work was retracted and counts for nothing")
    elif grade.level.rank < best(grade.counted).rank:
        parts.append("held at E1 by an expression of concern")
    parts += [f"{_named(case, each.test.experiment)}, {each.why}" for each in top]
    if not grade.counted:
        against = any(test.stance is Stance.REFUTES for test in case.tests)
        parts.append("no experiment supports it" if against else _nothing_seen(case))
    elif not top:
        parts.append("no experiment tests the claim itself")
    for each in grade.counted:
        if each not in top:
            parts.append(f"{_named(case, each.test.experiment)}: {each.why}")
    for test in case.tests:
        if test.stance is Stance.REFUTES:
            parts.append(f"{_named(case, test.experiment)} speaks against it")
    return f"{grade.level.value}: " + "; ".join(parts)


def _nothing_seen(case: Case) -> str:
    if case.study.reading_basis is ReadingBasis.REVIEW_ONLY:
        return "tests not seen: known from the review only"
    if case.study.reading_basis is ReadingBasis.FULL_TEXT:
        return "no test of the claim"
    return f"tests not seen in what was read ({case.study.reading_basis.label})"


def _named(case: Case, experiment: Experiment) -> str:
    """Name an experiment in a few words with its id: zebrafish, tumour xenograft (e2)."""
    if in_patients(experiment):
        matrix = experiment.matrix.label if experiment.matrix else "matrix not seen"
        name = f"patients, {matrix}"
    elif experiment.design is Design.ANIMAL:
        hosts = [host.species for host in experiment.animals if host.species]
        name = ", ".join(sorted({case.label(key) for key in hosts})) or "animals"
    else:
        lines = sorted({case.label(line.entity) for line in experiment.cell_lines})
        kinds = sorted({case.label(cells.entity) for cells in experiment.cells})
        cells = ", ".join([*lines, *kinds])
        kind = "" if experiment.design is Design.NOT_STATED else experiment.design.label
        name = ": ".join(part for part in (kind, cells) if part) or "an experiment"
    said = ", as the review says" if experiment.voice is Voice.REVIEW else ""
    return f"{name} ({experiment.id}){said}"
