"""Facets that each claim answers for itself: what it says, and how far it was tested."""

from __future__ import annotations

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.cell_lines import every_line_named, lines_used
from npcev_kb.analysis.evidence import Judged
from npcev_kb.analysis.facet_register import (
    NOT_APPLICABLE,
    NOT_KNOWN,
    Answers,
    Row,
    Value,
    facet,
    word,
)
from npcev_kb.analysis.trace import CONTESTED, INDIRECT
from npcev_kb.model.vocabulary import (
    EffectKind,
    Family,
    Level,
    LineIdentity,
    SourceEventKind,
    TumourEffect,
)

WHAT, TESTED = "What is claimed", "How far it was tested"
WHOLE = Value("whole_vesicle", "the vesicles as a whole", "The claim is on no single cargo.", 800)
REVIEW = Value(
    "review",
    "as stated by the review",
    "Only the review speaks: the claim satisfies no level.",
    50,
)
RETRACTED = Value("retracted", "retracted", "The work was retracted and counts for nothing.", 51)


def claim_of(row: Row) -> Judged:
    """Return the claim of a row that has one."""
    assert row.judged is not None
    return row.judged


@facet("Family", WHAT, listed=lambda: map(word, Family))
def family(row: Row) -> Answers:
    """What kind of question the claim answers; levels are never mixed between families."""
    return (word(claim_of(row).case.claim.family),)


@facet("Cargo class", WHAT)
def cargo_class(row: Row) -> Answers:
    """In which molecular form the cargo of the claim is carried."""
    case = claim_of(row).case
    if case.claim.whole_vesicle:
        return (WHOLE,)
    if case.claim.subject and not case.claim.cargo:
        return (NOT_APPLICABLE,)
    return [word(cargo.form) for cargo in row.study.cargo if cargo.entity in case.cargo]


@facet("Cargo or subject", WHAT)
def cargo(row: Row) -> Answers:
    """What acts or is measured: the cargo, or the molecule inside the shedding cell."""
    case = claim_of(row).case
    if case.claim.whole_vesicle and not case.claim.subject:
        return (WHOLE,)
    return [row.term(key) for key in case.subject]


@facet("Direction", WHAT, listed=lambda: map(word, EffectKind))
def effect(row: Row) -> Answers:
    """What it does to the outcome, or how it relates to it."""
    return (word(claim_of(row).case.claim.effect),)


@facet("Outcome", WHAT)
def outcome(row: Row) -> Answers:
    """The process or outcome of the claim."""
    return (row.term(claim_of(row).case.claim.outcome),)


@facet("Recipient", WHAT)
def recipient(row: Row) -> Answers:
    """Which cells take the vesicles up or are acted upon."""
    judged = claim_of(row)
    keys = row.study.recipients_of(judged.case.claim)
    if not keys and judged.case.claim.family in (Family.BIOMARKER, Family.TECHNOLOGY):
        return (NOT_APPLICABLE,)
    return [row.term(key) for key in keys]


@facet("On the tumour", WHAT)
def tumour_effect(row: Row) -> Answers:
    """Which side the vesicles take."""
    side = claim_of(row).case.claim.tumour_effect or row.study.tumour_effect
    if side is TumourEffect.NOT_APPLICABLE:
        return (NOT_APPLICABLE,)
    return (word(side),) if side else ()


@facet("Disease", WHAT)
def disease(row: Row) -> Answers:
    """The disease that the claim is on."""
    key = row.study.disease_of(claim_of(row).case.claim)
    return (row.term(key),) if key else ()


def _step(found: Level) -> Value:
    """Return a level as a step of the ladder, the highest first among the values."""
    top = len(Level) - found.rank
    return Value(found.value, found.value, found.definition, top, rung=found.rank)


@facet("Level", TESTED, scale="ladder", listed=lambda: (*map(_step, Level), REVIEW))
def level(row: Row) -> Answers:
    """How far the claim was tested. What only the review says reaches no level here."""
    judged = claim_of(row)
    if judged.case.status is SourceEventKind.RETRACTION:
        return (RETRACTED,)
    return (REVIEW if judged.grade.review_only else _step(judged.grade.level),)


@facet("Beside the level", TESTED)
def mark(row: Row) -> Answers:
    """What stands beside the level: patient data on the claim's own cargo, and marks."""
    grade = claim_of(row).grade
    found = [Value(each, each, BESIDE[each], place) for place, each in enumerate(BESIDE)
             if each in (*grade.suffixes, *grade.marks)]  # fmt: skip
    return found or (NOTHING_BESIDE,)


BESIDE = {
    "+P(EV)": "Patient data on the claim's own cargo in vesicles; they never lift the level.",
    "+P(tissue)": "Patient data on the claim's own cargo in tissue; they never lift the level.",
    "+P(blood)": "Patient data on the claim's own cargo in blood; they never lift the level.",
    INDIRECT: "Animal work that did not change the vesicles themselves.",
    CONTESTED: "An experiment of the same study speaks against it.",
}
NOTHING_BESIDE = Value("none", "nothing", "No patient data on the own cargo, no mark.", 99)


@facet("Model system", TESTED)
def model(row: Row) -> Answers:
    """In what the claim was tested, by the designs of the experiments that support it."""
    tests = claim_of(row).case.tests
    return [word(test.experiment.design) for test in tests if test.supports]


@facet("Host", TESTED)
def host(row: Row) -> Answers:
    """Species and strains in which the claim was tested."""
    animals = claim_of(row).case.animals
    if not animals:
        return _no_test(claim_of(row).case)
    hosts = [each.species for test in animals for each in test.experiment.animals]
    return [row.term(key) for key in hosts if key]


@facet("Immune system of the host", TESTED)
def immunity(row: Row) -> Answers:
    """Whether the animals had working T cells."""
    animals = claim_of(row).case.animals
    if not animals:
        return _no_test(claim_of(row).case)
    return [word(each.immune_competence) for t in animals for each in t.experiment.animals]


@facet("Measured in", TESTED)
def matrix(row: Row) -> Answers:
    """In what it was measured. A tissue number is never one of vesicles."""
    claim = claim_of(row).case.claim
    return (word(claim.matrix) if claim.matrix else NOT_APPLICABLE,)


ONLY_DISPUTED = Value(
    "only_disputed", "only disputed lines", "Every line named is reported as a problem.", 0
)
SOME_DISPUTED = Value(
    "some_disputed", "disputed and other lines", "A line is reported as a problem; others are "
    "not, or are not named.", 1,
)  # fmt: skip
NONE_DISPUTED = Value(
    "none_disputed", "no disputed line", "Every experiment names its lines; no report was seen "
    "on them, or nobody looked.", 2,
)  # fmt: skip
LINES_NOT_KNOWN = Value(
    "not_named", "lines not known", "Tested, but no line is named in what was read.", 3, "not_known"
)


@facet(
    "Cell lines",
    TESTED,
    listed=lambda: (ONLY_DISPUTED, SOME_DISPUTED, NONE_DISPUTED, LINES_NOT_KNOWN),
)
def lines(row: Row) -> Answers:
    """Whether the claim rests on cell lines whose identity is disputed."""
    case = claim_of(row).case
    if not case.laboratory:
        return _no_test(case)
    used = lines_used(case)
    disputed = {k for k in used if case.line_identity(k) is LineIdentity.REPORTED_PROBLEM}
    if not every_line_named(case):
        return (SOME_DISPUTED,) if disputed else (LINES_NOT_KNOWN,)
    if disputed == used:
        return (ONLY_DISPUTED,)
    return (SOME_DISPUTED,) if disputed else (NONE_DISPUTED,)


def _no_test(case: Case) -> Answers:
    """Return what a question on tests gets where there was none: was any test seen at all?"""
    return (NOT_APPLICABLE if case.tests else NOT_KNOWN,)
