"""How far a claim has been tested: its level, what lifts it there, and why not higher.

Source of the scale: the design of this knowledge base, after the objections of the review
(section 3.1: clinical correlation does not carry a mechanism; 3.1: mice without T cells; 4.2:
external validation), CIViC's levels and ClinGen's rule that contradiction must show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from npcev_kb.analysis.case import (
    BLOOD,
    EV_MATRICES,
    LABORATORY,
    NO_TEST,
    Case,
    Test,
    in_patients,
)
from npcev_kb.model import legal
from npcev_kb.model.experiment import Experiment
from npcev_kb.model.vocabulary import (
    Actor,
    Design,
    Level,
    LineIdentity,
    Manipulated,
    Matrix,
    Nature,
    SourceEventKind,
    Timing,
    Validation,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What one supporting experiment is worth for a claim."""

    test: Test
    level: Level | None
    """None where it does not count."""
    why: str
    """What it is, or why it does not count, in a few words."""
    indirect: bool = False
    """True for animal work that did not change the vesicles themselves."""
    suffix: str = ""
    """What it adds to a causal claim as patient correlation."""


def count(case: Case) -> tuple[Counted, ...]:
    """Return what each supporting experiment of a claim is worth, in their order."""
    worth = {
        Nature.CAUSAL: _causal,
        Nature.ASSOCIATIONAL: _associational,
        Nature.FEASIBILITY: _feasible,
    }[case.claim.nature]
    return tuple(worth(case, test) for test in case.tests if test.supports)


def best(counted: tuple[Counted, ...]) -> Level:
    """Return the highest level among experiments, E0 where none counts."""
    return max((each.level for each in counted if each.level is not None), default=Level.E0)


def capped(level: Level, status: SourceEventKind | None) -> Level:
    """Return a level as far as the standing of the work allows."""
    if status is SourceEventKind.RETRACTION:
        return Level.E0
    if status is SourceEventKind.CONCERN and level.rank > Level.E1.rank:
        return Level.E1
    return level


def _causal(case: Case, test: Test) -> Counted:
    """Value an experiment for a claim of cause and effect."""
    experiment = test.experiment
    if experiment.design in NO_TEST:
        return Counted(test, None, "finds candidates and tests none")
    if in_patients(experiment) and experiment.design is not Design.CLINICAL_TRIAL:
        return _correlation(case, test)
    if test.role not in legal.CAUSAL_ROLES:
        return Counted(test, None, "only observed, so no test of cause and effect")
    if experiment.design is Design.CLINICAL_TRIAL:
        if experiment.manipulated is Manipulated.VESICLES_GIVEN:
            return Counted(test, Level.E5, "vesicles given to people")
        return Counted(test, None, "in people, but not the vesicles were changed")
    if experiment.design is not Design.ANIMAL:
        return Counted(test, Level.E1, _changed(experiment))
    if _changes_the_vesicles(case, experiment):
        return Counted(test, Level.E2, _changed(experiment))
    return Counted(test, Level.E1, f"in vivo indirect: {_changed(experiment)}", indirect=True)


def _changes_the_vesicles(case: Case, experiment: Experiment) -> bool:
    """Tell whether animal work tests what the claim says of vesicles, and not something near it."""
    in_donor = experiment.manipulated in (Manipulated.CARGO_IN_DONOR, Manipulated.SECRETION)
    if case.claim.actor is Actor.DONOR_CELL:
        return in_donor
    given = experiment.manipulated is Manipulated.VESICLES_GIVEN
    return given or (in_donor and experiment.rescue)


def _changed(experiment: Experiment) -> str:
    """Say in a few words what was changed."""
    words = {
        Manipulated.VESICLES_GIVEN: "vesicles given",
        Manipulated.CARGO_IN_DONOR: "cargo changed in the cells that shed the vesicles",
        Manipulated.SECRETION: "release of vesicles changed",
        Manipulated.RECIPIENT_PATHWAY: "a pathway of the recipient changed, not the vesicles",
        Manipulated.WHOLE_ORGANISM: "a drug or condition for all cells, not the vesicles",
        Manipulated.NONE: "nothing changed",
        Manipulated.NOT_STATED: "what was changed was not seen",
    }
    back = ", vesicles given back" if experiment.rescue else ""
    return words[experiment.manipulated] + back


def _correlation(case: Case, test: Test) -> Counted:
    """Patient data beside a causal claim: a suffix if they are on the claim's own cargo."""
    experiment = test.experiment
    if not case.measures_subject(experiment):
        return Counted(test, None, _something_else(case, experiment))
    if experiment.matrix in EV_MATRICES:
        return Counted(test, None, "shown as +P(EV)", suffix="+P(EV)")
    if experiment.matrix is Matrix.TISSUE:
        return Counted(test, None, "shown as +P(tissue)", suffix="+P(tissue)")
    if experiment.matrix in BLOOD:
        return Counted(test, None, "shown as +P(blood)", suffix="+P(blood)")
    return Counted(test, None, "patient data in a matrix that was not seen or gives no suffix")


def _something_else(case: Case, experiment: Experiment) -> str:
    measured = experiment.measured or [cargo.entity for cargo in case.study.cargo]
    named = ", ".join(sorted(case.label(key) for key in measured))
    what = "subject" if case.claim.subject else "cargo"
    return f"measured {named}, not the claim's own {what}"


def _associational(case: Case, test: Test) -> Counted:
    """Value an experiment for a claim that two things go together."""
    experiment = test.experiment
    if experiment.design in NO_TEST:
        return Counted(test, None, "finds candidates and tests none")
    if experiment.design is Design.ANIMAL:
        return Counted(test, None, "animals do not count for an association")
    if not case.in_own_matrix(experiment):
        return Counted(test, None, _another_matrix(case, experiment))
    if not case.measures_subject(experiment):
        return Counted(test, None, _something_else(case, experiment))
    if in_patients(experiment):
        return _in_patients(test)
    return Counted(test, Level.E1, "cells or samples in the laboratory")


def _another_matrix(case: Case, experiment: Experiment) -> str:
    found, claimed = experiment.matrix or Matrix.NOT_STATED, case.claim.matrix or Matrix.NOT_STATED
    return f"measured in {found.label}, the claim is on {claimed.label}"


def _in_patients(test: Test) -> Counted:
    """Tell samples of patients (E3), validation (E4) and prospective work (E5) apart."""
    experiment = test.experiment
    if experiment.design is Design.CLINICAL_TRIAL:
        return Counted(test, Level.E5, "a trial")
    if experiment.timing is Timing.PROSPECTIVE:
        return Counted(test, Level.E5, "prospective, endpoint fixed before")
    if experiment.validation in (Validation.INTERNAL_SEPARATE, Validation.EXTERNAL):
        kind = experiment.validation.label.replace("internal separate", "separate")
        return Counted(test, Level.E4, f"{kind} validation of a fixed marker")
    if experiment.per_centre and any((group.centres or 0) > 1 for group in experiment.patients):
        return Counted(test, Level.E4, "two or more centres, each with results")
    reason = {
        Validation.RANDOM_SPLIT: "a random split is no separate validation",
        Validation.NONE: "not validated",
    }.get(experiment.validation, "no separate validation seen")
    return Counted(test, Level.E3, f"patient samples, {reason}")


def _feasible(case: Case, test: Test) -> Counted:
    """Value an experiment for a claim that a procedure works."""
    experiment = test.experiment
    if experiment.design in NO_TEST:
        return Counted(test, None, "finds candidates and tests none")
    if experiment.design is Design.ANIMAL:
        return Counted(test, Level.E2, "in animals")
    if in_patients(experiment) or experiment.matrix not in LABORATORY:
        if not case.in_own_matrix(experiment):
            return Counted(test, None, _another_matrix(case, experiment))
        return _in_patients(test)
    return Counted(test, Level.E1, "cell vesicles, spiked or unnamed samples")


def without_problem_lines(case: Case, counted: tuple[Counted, ...], reached: Level) -> Level | None:
    """Return the level without cell lines reported as problematic, None where not assessable.

    An experiment that names no line, or only lines that nobody checked, cannot be told.
    """
    if reached is Level.E0:
        return None
    clean = unclear = Level.E0
    for each in counted:
        if each.level is None:
            continue
        sound = _rests_on_sound_cells(case, each)
        if sound:
            clean = max(clean, each.level)
        elif sound is None:
            unclear = max(unclear, each.level)
    return clean if clean >= unclear else None


def _rests_on_sound_cells(case: Case, counted: Counted) -> bool | None:
    experiment = counted.test.experiment
    if in_patients(experiment):
        return True
    found = {case.line_identity(line.entity) for line in experiment.cell_lines}
    if LineIdentity.NO_REPORT_SEEN in found:
        return True
    return False if found == {LineIdentity.REPORTED_PROBLEM} else None


def suffixes(counted: tuple[Counted, ...]) -> Iterator[str]:
    """Yield the patient correlations of a claim, each once, vesicles first."""
    found = {each.suffix for each in counted if each.suffix}
    yield from (each for each in ("+P(EV)", "+P(tissue)", "+P(blood)") if each in found)
