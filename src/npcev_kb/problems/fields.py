"""Codes of single fields and of the parts of one record."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.problems.codes import code


def _meant(suggestion: str | None) -> str:
    return f'; did you mean "{suggestion}"?' if suggestion else ""


@code()
def missing_field(field: str, owner: str, about: str) -> tuple[str, str]:
    """A required field is not there.

    Bad:

        metrics:
          - {name: auc, value: 0.7}

    Good:

        metrics:
          - {name: auc, value: 0.7, unit: ratio, matrix: tissue}
    """
    return f'{owner} needs the field "{field}"', f"{field}: {about}" if about else f"add {field}"


@code()
def unknown_field(
    field: str, owner: str, suggestion: str | None, fields: Sequence[str]
) -> tuple[str, str]:
    """A field that the record does not have.

    Bad:

        carg:
          - {entity: hmgb3, form: protein}

    Good:

        cargo:
          - {entity: hmgb3, form: protein}
    """
    return (
        f'"{field}" is not a field of {owner}{_meant(suggestion)}',
        f"the fields are {', '.join(fields)}" if fields else "remove it",
    )


@code()
def wrong_type(expected: str, found: str, hint: str) -> tuple[str, str]:
    """A value of another kind than the field holds.

    Numbers are strict: text in quotes is not a number, and `true` is not one.

    Bad:

        n: "129"
        cargo: hmgb3

    Good:

        n: 129
        cargo: [{entity: hmgb3, form: protein}]
    """
    return f"expected {expected}, found {found}", hint


@code()
def not_in_vocabulary(
    found: str, suggestion: str | None, members: Sequence[str]
) -> tuple[str, str]:
    """A value that is not a member of the field's vocabulary.

    Every member has a definition: see the page on the record's vocabularies.

    Bad:

        reading_basis: abstracts

    Good:

        reading_basis: abstract
    """
    return f"{found} is not in the vocabulary{_meant(suggestion)}", f"one of: {', '.join(members)}"


@code()
def empty_value(what: str) -> tuple[str, str]:
    """A value is there but empty.

    What is not known is left out; an empty text or list says nothing.

    Bad:

        label: ""

    Good: the text, or no such line.
    """
    return f"{what} is empty", "write it, or leave the whole field out"


@code()
def untidy_text(what: str) -> tuple[str, str]:
    """A text with control characters or with spaces around it.

    Bad:

        label: " HMGB3 "

    Good:

        label: HMGB3
    """
    return f"the text {what}", "remove what cannot be seen"


@code()
def out_of_range(found: str, expected: str) -> tuple[str, str]:
    """A number outside what is possible.

    Bad:

        n: 0

    Good:

        n: 51
    """
    return f"{found} is not possible: expected {expected}", "check the number in the source"


@code()
def text_too_long(length: int, limit: int) -> tuple[str, str]:
    """A text longer than its place.

    A finding is one sentence and a statement a few: what is longer belongs into two statements.

    Bad: a finding of 600 characters.

    Good: one sentence, and the rest in `details`.
    """
    return (
        f"{length} characters, more than the {limit} that fit",
        "shorten it or split it into several statements",
    )


@code()
def malformed_id(found: str, suggestion: str) -> tuple[str, str]:
    """An id or key that is not lower-case words joined by hyphens.

    It is a file name and an address at the same time, so it has to be the same on every disk.

    Bad:

        id: HMGB3_Angiogenesis

    Good:

        id: hmgb3-angiogenesis
    """
    return (
        f'"{found}" is not an id: lower-case letters, digits and single hyphens only',
        f'write "{suggestion}"' if suggestion else "use nouns, such as hmgb3-angiogenesis",
    )


@code()
def malformed_doi(found: str, normal: str | None) -> tuple[str, str]:
    """A DOI that is not in its normal form.

    The normal form begins with `10.`, is lower case, and has neither a link before it nor a dot
    behind it.

    Bad:

        doi: https://doi.org/10.1038/S41419-021-03845-Y

    Good:

        doi: 10.1038/s41419-021-03845-y
    """
    return f'"{found}" is not a DOI in normal form', _normal(normal, "10.1038/s41419-021-03845-y")


@code()
def malformed_pmid(found: str, normal: str | None) -> tuple[str, str]:
    """A PubMed number that is not one to eight digits in quotes.

    Bad:

        pmid: 34050127

    Good:

        pmid: "34050127"
    """
    return f"{found} is not a PubMed number in normal form", _normal(normal, '"34050127"')


@code()
def malformed_pmcid(found: str, normal: str | None) -> tuple[str, str]:
    """A PubMed Central number that is not PMC and digits.

    Bad:

        pmcid: "8163785"

    Good:

        pmcid: PMC8163785
    """
    return f'"{found}" is not a PubMed Central number', _normal(normal, "PMC8163785")


def _normal(normal: str | None, example: str) -> str:
    return f"write {normal}" if normal else f"it should look like {example}"


@code()
def malformed_curie(found: str) -> tuple[str, str]:
    """A term identifier that is not a prefix, a colon and a local part.

    Bad:

        curie: HGNC 5004

    Good:

        curie: HGNC:5004
    """
    return f'"{found}" is not a compact identifier', "write prefix:number, such as HGNC:5004"


@code()
def malformed_address(found: str) -> tuple[str, str]:
    """An address that is not http or https, or has no host.

    Bad:

        seen_at: ["javascript:alert(1)"]

    Good:

        seen_at: ["https://pmc.ncbi.nlm.nih.gov/articles/PMC8163785"]
    """
    return (
        f'"{found}" is not a web address',
        "give a whole http or https address, or: review reference list",
    )


@code()
def malformed_locator(found: str) -> tuple[str, str]:
    """A locator that says nowhere.

    A locator is a part of the paper (`title`, `abstract`, `full text`, with a section if known),
    a section of the review (`review 3.2`), a cited work (`ref 31`) or a web address.

    Bad:

        at: page 3

    Good:

        at: review 3.2
    """
    return (
        f'"{found}" is not a locator',
        "write title, abstract, full text, review 3.2, ref 31 or a web address",
    )


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
def impossible_year(year: int, earliest: int, latest: int) -> tuple[str, str]:
    """A year before science journals on vesicles or after today.

    Bad:

        year: 20021

    Good:

        year: 2021
    """
    return f"{year} is not a possible year", f"years run from {earliest} to {latest}"


@code()
def malformed_day(found: str) -> tuple[str, str]:
    """A day that is not year, month and day.

    Bad:

        updated: 23.11.2026

    Good:

        updated: 2026-11-23
    """
    return f'"{found}" is not a day', "write it as 2026-11-23"


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
    """A field has methods and is called not reported at the same time.

    Bad:

        ev: {separation: [ultracentrifugation], not_reported: [separation]}

    Good:

        ev: {separation: [ultracentrifugation]}
    """
    return f'"{field}" has methods and is called not reported', "keep one of the two"


@code()
def unknown_cohort(cohort: str, cohorts: Sequence[str]) -> tuple[str, str]:
    """A measure names a group of patients that the record does not describe.

    Bad:

        models: {patients: [{cohort: discovery, matrix: plasma}]}
        metrics: [{name: auc, value: 0.9, unit: ratio, matrix: plasma_ev, cohort: validation}]

    Good: the same word in both places.
    """
    listed = ", ".join(cohorts) or "none"
    return f'"{cohort}" is not a cohort of this record', f"cohorts under models.patients: {listed}"


@code()
def repeated_item(what: str) -> tuple[str, str]:
    """The same item stands twice in one list.

    Bad:

        review_refs: [30, 30]

    Good:

        review_refs: [30]
    """
    return f"{what} stands twice in the list", "keep one of the two"


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
