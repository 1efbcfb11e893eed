"""Codes of the screening ledger: saved queries, searches and candidates."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.problems.codes import code


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
