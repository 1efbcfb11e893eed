"""Codes that need more than one record: names, duplicates, coverage of the review."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.problems.codes import code
from npcev_kb.problems.problem import Severity


@code()
def misplaced_file(name: str) -> tuple[str, str]:
    """A file under `data/` that would never be read.

    Bad: `data/studies/x.yml` or `data/hmgb3.yaml`

    Good: `data/studies/x.yaml`
    """
    return (
        f'"{name}" is in no place where records are read',
        "records are data/studies/<id>.yaml and data/works/<id>.yaml",
    )


@code()
def id_differs_from_file(found: str, expected: str) -> tuple[str, str]:
    """The id in the record is not the name of its file.

    The id is the file's name and the page's address.

    Bad: `id: hmgb3` in `data/studies/hmgb3-angiogenesis.yaml`

    Good: `id: hmgb3-angiogenesis` there.
    """
    return f'the id is "{found}", the file "{expected}.yaml"', "make the two the same"


@code()
def duplicate_id(found: str, other: str) -> tuple[str, str]:
    """Two records have one id.

    Studies and works share one set of ids, since a work may become a study.

    Bad: `data/studies/x.yaml` beside `data/works/x.yaml`

    Good: two different names.
    """
    return f'the id "{found}" is taken by {other}', "rename one of the two"


@code()
def duplicate_identifier(name: str, found: str, other: str) -> tuple[str, str]:
    """Two records have the same DOI, PMID or PMCID.

    Bad: the same `doi` in two files.

    Good: one record with both reference numbers.
    """
    return f"the {name} {found} is also in {other}", "merge the records or correct the identifier"


@code()
def duplicate_entity(key: str, other: str) -> tuple[str, str]:
    """Two terms have one key.

    Keys are unique over all files of `data/entities/`.

    Bad: `tdt` in `genes.yaml` and in `techniques.yaml`

    Good: `dntt` in the first and `tdt-tailing` in the second.
    """
    return f'the key "{key}" is taken in {other}', "rename one of the two"


@code()
def reference_taken(number: int, other: str) -> tuple[str, str]:
    """Two records stand for the same reference of the review.

    Bad: `review_refs: [30]` in two files.

    Good: each number in one record.
    """
    return (
        f"reference {number} is already in {other}",
        "keep it in one of the two; a work that the review does not cite has sections",
    )


@code()
def reference_without_record(number: int, sections: Sequence[str]) -> tuple[str, str]:
    """A reference of the review that no record stands for.

    Bad: 91 references and 90 records.

    Good: each number from 1 to the last in exactly one record.
    """
    cited = ", ".join(sections) or "no section"
    return (
        f"reference {number} (cited in {cited}) has no record",
        "add data/studies/<id>.yaml or data/works/<id>.yaml with this number in review_refs",
    )


@code()
def reference_never_cited(number: int) -> tuple[str, str]:
    """A reference of the review that no section cites.

    Bad: number 91 in no `cites` list of `data/review.yaml`.

    Good: each number in the list of each section where it occurs.
    """
    return f"reference {number} is in no section's cites", "add it to the section that cites it"


@code()
def record_without_place(found: str) -> tuple[str, str]:
    """A record that the review does not cite and nobody placed.

    Bad: neither `review_refs` nor `sections`.

    Good:

        sections: ["5.1"]
    """
    return f'"{found}" has neither review_refs nor sections', "add one of the two"


@code(Severity.INFO)
def draft_without_place(found: str) -> tuple[str, str]:
    """A draft that nobody placed yet.

    Drafts are begun by `npcev screen` and `npcev import`, which know no section. They are checked
    as every record is, but neither site nor exports show them.

    Bad: `status: unreviewed` with neither `review_refs` nor `sections`.

    Good:

        sections: ["5.1"]
        curation: {status: unreviewed, updated: 2026-11-23}
    """
    return (
        f'the draft "{found}" has neither review_refs nor sections',
        "add one of the two when it is complete",
    )


@code()
def work_without_reason(section: str) -> tuple[str, str]:
    """A work cited in the body of the review that is no study, without a word why.

    Every citation in a section that belongs to a module is a study or a work with a reason.

    Bad: a work cited in section 5.1 without `reason`.

    Good:

        reason: A general statement on radioresistance; no vesicle study stands behind it.
    """
    return f"cited in section {section}, but no reason why it is no study", "add reason"


@code(Severity.WARNING)
def outside_window(year: int, first: int, last: int) -> tuple[str, str]:
    """A study from outside the years that the review says it searched.

    It stays in; the site says so beside it. A warning, since it is the review that differs.

    Bad: a study of 2018 where the review's window is 2020 to 2025.

    Good: nothing to do if the year is right.
    """
    return (
        f"published in {year}, outside the review's stated window {first} to {last}",
        "check the year; if it is right, nothing has to be done",
    )


@code(Severity.WARNING)
def identification_probable(label: str) -> tuple[str, str]:
    """The work behind a reference is probable, not sure.

    It is shown as probable wherever the record appears.

    Bad: `status: probable` for years.

    Good: `status: confirmed`, once the reference list or the full text was seen.
    """
    return f'the identification of "{label}" is only probable', "confirm it or look further"


@code(Severity.INFO)
def identification_unresolved(label: str) -> tuple[str, str]:
    """Nobody knows yet which work a reference is.

    The record holds what the review says of it and the hints for finding it.

    Bad: an identifier that was guessed.

    Good: an unresolved record with candidates.
    """
    return (
        f'the work behind "{label}" is not identified',
        "name works that may be meant under candidates; they are hints, not facts",
    )


@code()
def no_records() -> tuple[str, str]:
    """There is nothing to check.

    Bad: an empty `data/` folder.

    Good: `data/review.yaml` and at least one record.
    """
    return "no records were found", "run npcev in a knowledge base, or give --root"


@code()
def no_review() -> tuple[str, str]:
    """The knowledge base has no `data/review.yaml`.

    Bad: studies without the review they come from.

    Good: `data/review.yaml` with its sections and modules.
    """
    return "the review is missing", "write data/review.yaml: records find their place through it"
