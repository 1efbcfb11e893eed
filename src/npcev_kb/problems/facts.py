"""Codes of what the fields of one record say together."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.problems.codes import code


@code()
def percentage_above_100(found: float) -> tuple[str, str]:
    """A share above the whole.

    Bad:

        metrics: [{name: sensitivity, value: 841, unit: percent, matrix: serum_ev}]

    Good:

        metrics: [{name: sensitivity, value: 84.1, unit: percent, matrix: serum_ev}]
    """
    return f"{found} percent is not possible", "check the value and its unit"


@code()
def ratio_outside_0_to_1(name: str, found: float) -> tuple[str, str]:
    """A ratio such as an AUC that is below 0 or above 1.

    Bad:

        metrics: [{name: auc, value: 98.09, unit: ratio, matrix: plasma_ev}]

    Good:

        metrics: [{name: auc, value: 0.9809, unit: ratio, matrix: plasma_ev}]
    """
    return f"{name} is a ratio from 0 to 1, found {found}", "divide by 100 if it was a percentage"


@code()
def unit_does_not_fit(name: str, unit: str, units: Sequence[str]) -> tuple[str, str]:
    """A measure in a unit that it is never given in.

    Bad:

        metrics: [{name: auc, value: 0.9, unit: particles_per_ml, matrix: plasma_ev}]

    Good:

        metrics: [{name: auc, value: 0.9, unit: ratio, matrix: plasma_ev}]
    """
    return f"{name} is not given in {unit}", f"use {' or '.join(units)}"


@code()
def interval_misses_value(value: float, low: float, high: float) -> tuple[str, str]:
    """An interval that is upside down or does not hold its value.

    Bad:

        metrics: [{name: auc, value: 0.93, unit: ratio, ci95: [0.95, 1.0], matrix: serum_ev}]

    Good:

        metrics: [{name: auc, value: 0.93, unit: ratio, ci95: [0.87, 1.0], matrix: serum_ev}]
    """
    return f"{value} does not lie in the interval {low} to {high}", "check the three numbers"


@code()
def identifier_on_unresolved(field: str) -> tuple[str, str]:
    """A work that is not identified carries an identifier.

    A DOI that only may be the right one belongs under `candidates`, where it is shown as a guess.

    Bad:

        identification: {status: unresolved, doi: 10.1007/s00262-025-04047-7}

    Good:

        identification: {status: unresolved, candidates: [{doi: 10.1007/s00262-025-04047-7}]}
    """
    return (
        f'"{field}" on a work whose status is unresolved',
        "move it under candidates, or set the status to probable or confirmed",
    )


@code()
def identified_by_nothing(status: str) -> tuple[str, str]:
    """A work is called confirmed or probable but nothing identifies it.

    Bad:

        identification: {status: confirmed}

    Good:

        identification: {status: confirmed, doi: 10.1038/s41419-021-03845-y}
    """
    return (
        f"the status is {status}, but there is no title, DOI, PMID or PMCID",
        "add what identifies the work, or set the status to unresolved",
    )


@code()
def identification_not_seen(status: str) -> tuple[str, str]:
    """A work is identified, but nobody says where the identification was seen.

    Bad:

        identification: {status: confirmed, doi: 10.1038/s41419-021-03845-y}

    Good:

        identification:
          status: confirmed
          doi: 10.1038/s41419-021-03845-y
          seen_at: ["https://www.nature.com/articles/s41419-021-03845-y"]
    """
    return f"the status is {status}, but seen_at is empty", "say where the work was seen"


@code()
def not_reported_needs_full_text(field: str, basis: str) -> tuple[str, str]:
    """Something is called not reported by somebody who did not read the whole paper.

    Absent from an abstract is not absent from the paper: leave the field out, and it counts as
    not assessable.

    Bad:

        reading_basis: abstract
        ev: {not_reported: [separation]}

    Good:

        reading_basis: full_text
        ev: {not_reported: [separation]}
    """
    return (
        f'"{field}" is called not reported, but the reading basis is {basis}',
        "leave it out: it then counts as not assessable",
    )


@code()
def reported_and_not_reported(field: str) -> tuple[str, str]:
    """A field is given and is called not reported at the same time.

    Bad:

        ev: {separation: [ultracentrifugation], not_reported: [separation]}

    Good:

        ev: {separation: [ultracentrifugation]}
    """
    return f'"{field}" is given and is called not reported', "keep one of the two"


@code()
def unknown_cohort(cohort: str, cohorts: Sequence[str]) -> tuple[str, str]:
    """A measure names a group of patients that the record does not describe.

    Bad:

        experiments: [{id: e1, design: diagnostic_accuracy, patients: [{cohort: discovery}]}]
        claims: [{..., metrics: [{..., cohort: validation}]}]

    Good: the same word in both places.
    """
    listed = ", ".join(cohorts) or "none"
    return (
        f'"{cohort}" is not a cohort of this record',
        f"cohorts under experiments.patients: {listed}",
    )


@code()
def review_voice_without_section(voice: str, at: str) -> tuple[str, str]:
    """A statement of the review that does not say where in the review.

    Bad:

        - {voice: review, at: abstract, text: The model is short-lived.}

    Good:

        - {voice: review, at: review 3.2, text: The model is short-lived.}
    """
    return f"the voice is {voice}, but the place is {at}", "write at: review and the section"


@code()
def study_voice_unread(basis: str) -> tuple[str, str]:
    """A statement in the study's voice, though nobody has seen the study.

    Bad:

        reading_basis: review_only
        finding: {voice: study, at: abstract, text: Vesicles make vessels grow.}

    Good:

        reading_basis: review_only
        finding: {voice: review, at: review 3.2, text: Vesicles are said to make vessels grow.}
    """
    return (
        f"the voice is study, but the reading basis is {basis}",
        "use voice: review, or raise the reading basis if the study was read",
    )
