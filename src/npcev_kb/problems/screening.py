"""Codes of the screening ledger: saved queries, searches and candidates."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.problems.codes import code
from npcev_kb.problems.problem import Severity


@code()
def unknown_word_group(group: str, known: Sequence[str]) -> tuple[str, str]:
    """A saved query names a group of words that is not there.

    Bad:

        words: {vesicles: [exosome]}
        queries:
          - {id: immune, title: Immunity, groups: [vesicle]}

    Good:

        groups: [vesicles]
    """
    return (
        f'there is no group of words "{group}"',
        "use one of: " + (", ".join(known) or "none yet") + ", or add the group under words",
    )


@code()
def reason_does_not_fit(status: str) -> tuple[str, str]:
    """A candidate was excluded without a reason, or has a reason and was not excluded.

    Bad: `{status: excluded, by: A curator, day: 2026-11-24}`

    Good: `{status: excluded, reason: other_disease, by: A curator, day: 2026-11-24}`
    """
    return (
        f"the status is {status}, which does not fit the reason",
        "give a reason with excluded, and only there",
    )


@code()
def decided_as_new() -> tuple[str, str]:
    """A decision says that a candidate is new.

    A candidate is new as long as nobody decided anything.

    Bad: `decisions: [{status: new, by: A curator, day: 2026-11-24}]`

    Good: no decision yet, or `status: later`.
    """
    return 'a decision cannot be "new"', "use included, excluded or later, or take it out"


@code()
def other_reason_untold() -> tuple[str, str]:
    """A candidate was excluded for another reason, and nobody says which.

    Bad: `{status: excluded, reason: other, by: A curator, day: 2026-11-24}`

    Good:

        - status: excluded
          reason: other
          note: Withdrawn by its authors.
          by: A curator
          day: 2026-11-24
    """
    return "the reason is other, without a note", "tell the reason in note"


@code()
def counts_exceed_found(known: int, new: int, found: int) -> tuple[str, str]:
    """A search has more known and new works than it found.

    Each work that a search finds is known or new, so that the two cannot exceed what was found.

    Bad: `{found: 3, known: 2, new: 2}`

    Good: `{found: 4, known: 2, new: 2}`
    """
    return (
        f"{known} known and {new} new works are more than {found} found",
        "take the file back as npcev discover wrote it",
    )


@code()
def query_of_unknown_module(module: str, known: Sequence[str]) -> tuple[str, str]:
    """A saved query is for a module that the review does not have.

    Bad: `module: imunity`

    Good: the id of a module of `data/review.yaml`, or no `module` at all.
    """
    return (
        f'the review has no module "{module}"',
        "use one of: " + ", ".join(known) + ", or leave module out",
    )


@code(Severity.WARNING)
def unknown_query(query: str) -> tuple[str, str]:
    """A search or candidate comes from a query that is not saved any more.

    The entry stays as it is: it tells what was asked on that day.

    Bad: `query: immune` where `data/screening/queries.yaml` has no query of this id.

    Good: the query kept under its id; for another question, a query with another id.
    """
    return (
        f'no saved query is called "{query}"',
        "put it back under this id in data/screening/queries.yaml",
    )


@code()
def day_differs_from_file(found: str, expected: str) -> tuple[str, str]:
    """The day of a search is not the name of its file.

    Bad: `day: 2026-11-24` in `data/screening/searches/2026-11-23.yaml`

    Good: `day: 2026-11-24` in `data/screening/searches/2026-11-24.yaml`
    """
    return f'the day is {found}, the file "{expected}.yaml"', "make the two the same"


@code(Severity.WARNING)
def candidate_is_a_record(candidate: str, record: str) -> tuple[str, str]:
    """A candidate waits for a decision, but its work is a record already.

    The two share a DOI, a PubMed or PubMed Central number, or their title.

    Bad: a candidate without a decision whose DOI is in `data/studies/x.yaml`.

    Good:

        npcev screen doi-10-5555-x --include
    """
    return (
        f'the work of this candidate is the record "{record}"',
        f"run npcev screen {candidate} --include, which joins the two and begins no draft",
    )


@code(Severity.WARNING)
def candidate_repeated(candidate: str, other: str) -> tuple[str, str]:
    """Two candidates are the same work.

    This happens when two branches that each searched are merged.

    Bad: the same DOI in two files of `data/screening/candidates/`, none of them excluded.

    Good:

        npcev screen pmid-1234 --exclude duplicate
    """
    return (
        f'the candidate "{other}" is the same work',
        f"run npcev screen {candidate} --exclude duplicate",
    )


@code(Severity.WARNING)
def included_without_record(record: str | None) -> tuple[str, str]:
    """A candidate was included, but its record is not there.

    Bad: `record: x` without `data/studies/x.yaml` or `data/works/x.yaml`, or no `record`.

    Good: the name of a record; after a record was renamed, its new name.
    """
    if record is None:
        return "the candidate is included and names no record", "name its record under record"
    return f'there is no record "{record}"', "write its new name, or decide on the candidate again"
