"""Codes of the curators' work: who wrote, who read again, what was judged and let stand."""

from __future__ import annotations

from datetime import date

from npcev_kb.problems.codes import Said, code
from npcev_kb.problems.problem import Severity


@code()
def unknown_person(key: str, suggestion: str | None) -> Said:
    """A record names somebody who is not in `data/people.yaml`.

    People enter themselves there, or agree to be entered, with their interests.

    Bad: `curator: jd` without an entry `jd`

    Good:

        jd: {name: A name, interests: [None to declare.]}
    """
    meant = f'; did you mean "{suggestion}"?' if suggestion else ""
    return f'"{key}" is not in data/people.yaml{meant}', "use a key of that file, or add the person"


@code()
def reviewer_is_curator(key: str) -> Said:
    """The same person wrote a record and read it a second time.

    A second reading finds mistakes because it is done by somebody else.

    Bad:

        curator: jd
        reviewer: jd

    Good:

        curator: jd
        reviewer: ab
    """
    return f'"{key}" is curator and reviewer', "somebody else has to read the record again"


@code()
def reading_not_counted(status: str) -> Said:
    """A second reading is told of a record that is not called reviewed.

    Bad:

        curation: {status: unreviewed, updated: 2026-11-23, reviewer: ab}

    Good:

        curation: {status: reviewed, updated: 2026-11-23, reviewer: ab, reviewed: 2026-11-24}
    """
    return (
        f"a second reading is told, but the record is {status}",
        "set status to reviewed, or take the reading out",
    )


@code()
def changed_after_reading(updated: date, reviewed: date) -> Said:
    """A record was changed after its second reading.

    What was read again is no longer what stands there.

    Bad:

        curation: {status: reviewed, updated: 2026-11-25, reviewer: ab, reviewed: 2026-11-24}

    Good:

        curation: {status: unreviewed, updated: 2026-11-25}
    """
    return (
        f"read again on {reviewed}, changed on {updated}",
        "read it again, or set status to unreviewed and take reviewer and reviewed out",
    )


@code()
def malformed_orcid(found: str) -> Said:
    """An ORCID iD that is not one: four groups of four, the last sign a check digit.

    Bad:

        orcid: https://orcid.org/0000-0002-1825-0098

    Good:

        orcid: 0000-0002-1825-0097
    """
    return (
        f'"{found}" is not an ORCID iD',
        "copy the sixteen signs with their hyphens from the person's page",
    )


@code(Severity.WARNING)
def waiver_expired(until: date, code: str) -> Said:
    """The day of a waiver is over, and the warning is back.

    Bad: `until: 2026-11-01` after that day.

    Good: a later day and the reason looked at again, or no such file.
    """
    return (
        f"the waiver of {code} ended on {until}",
        "look at the reason again: set a later day, or mend the record and delete the file",
    )


@code(Severity.WARNING)
def waiver_unused(record: str, code: str) -> Said:
    """A waiver of a warning that is not said.

    Bad: a waiver of `outside-window` for a record that lies inside.

    Good: no such file.
    """
    return f'"{record}" has no warning {code}', "delete the file, or name the record that has it"
