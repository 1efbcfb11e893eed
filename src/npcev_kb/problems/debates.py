"""Codes of debates and open questions."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.problems.codes import code


@code()
def unknown_debate(found: str, suggestion: str | None) -> tuple[str, str]:
    """A question names a debate that does not exist.

    Bad:

        debates: [angiogenesis]

    Good: the name of a file in `data/debates/`.
    """
    meant = f'; did you mean "{suggestion}"?' if suggestion else ""
    return f'there is no debate "{found}"{meant}', "see the file names in data/debates/"


@code()
def side_without_evidence(label: str) -> tuple[str, str]:
    """A side of a debate that names neither a claim nor a reference.

    Bad:

        sides: [{label: Promotes, says: Vessels grow.}]

    Good:

        sides: [{label: Promotes, says: Vessels grow., claims: [hmgb3-angiogenesis.c1]}]
    """
    return f'the side "{label}" rests on nothing', "add claims, or refs for works without a study"


@code()
def debate_with_one_side(count: int) -> tuple[str, str]:
    """A debate that has fewer than two sides.

    Bad:

        sides: [{label: Promotes, says: Vessels grow., refs: [30]}]

    Good: two sides or more.
    """
    return f"a debate has two sides or more, found {count}", "add the other side"


@code()
def values_do_not_fit_sides(found: int, sides: int) -> tuple[str, str]:
    """A condition has more or fewer values than the debate has sides.

    Both examples have two sides.

    Bad:

        conditions: [{kind: oxygen, values: [hypoxia]}]

    Good:

        conditions: [{kind: oxygen, values: [hypoxia, not known]}]
    """
    return (
        f"found values: {found}, sides: {sides}",
        "write one value for each side, in their order; not known where it was not seen",
    )


@code()
def claim_on_two_sides(claim: str) -> tuple[str, str]:
    """One claim stands on two sides of a debate.

    Bad: `hmgb3-angiogenesis.c1` under two sides.

    Good: each claim on one side.
    """
    return f"{claim} stands on two sides", "keep it on the side that it supports"


@code()
def replication_within_one_group(first: str, second: str) -> tuple[str, str]:
    """A replication by the people who made the first finding.

    Bad: `relation: replicates` between two studies that share authors.

    Good: `relation: same_group`, or a replication by others.
    """
    return (
        f"{first} and {second} come from one group, so neither replicates the other",
        "use same_group, or name an independent study",
    )


@code()
def superseding_in_a_circle(circle: Sequence[str]) -> tuple[str, str]:
    """Claims that supersede one another in a circle.

    Bad: a supersedes b, and b supersedes a.

    Good: the later one supersedes the earlier one, once.
    """
    return f"{' supersedes '.join(circle)}", "take one of these debates out"
