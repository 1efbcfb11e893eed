"""Facets that each claim answers for itself: how sure it is."""

from __future__ import annotations

from npcev_kb.analysis.facet_register import Answers, Row, Value, facet, word
from npcev_kb.analysis.facets_of_claims import claim_of
from npcev_kb.analysis.flag_register import flags, words
from npcev_kb.model.vocabulary import FlagState

SURE = "How sure it is"


def _danger(code: str) -> Value:
    """Return a flag as a value."""
    return Value(code.lower(), words(code), flags()[code].summary)


@facet("Flags raised", SURE, listed=lambda: map(_danger, flags()))
def flag(row: Row) -> Answers:
    """Dangers that were seen."""
    raised = claim_of(row).in_state(FlagState.RAISED)
    return [_danger(each.code) for each in raised] or (NO_FLAG,)


@facet("Flags not assessable", SURE, listed=lambda: map(_danger, flags()))
def unseen(row: Row) -> Answers:
    """Dangers that could be neither seen nor ruled out."""
    found = claim_of(row).in_state(FlagState.NOT_ASSESSABLE)
    return [_danger(each.code) for each in found] or (NONE_OPEN,)


NO_FLAG = Value("none", "no flag raised", "This is no clean bill: some may not be assessable.", 99)
NONE_OPEN = Value("none", "every flag assessable", "Each flag is raised or cleared.", 99)


@facet("Independent groups", SURE)
def independence(row: Row) -> Answers:
    """How many independent groups make the claim: same cargo, effect, outcome and matrix."""
    peers = claim_of(row).peers
    if peers.groups > 1:
        return (Value("several", "two or more groups", rank=0),)
    if peers.unknown or not peers.groups:
        return ()
    return (Value("one", "one group", rank=1),)


@facet("Read", SURE)
def basis(row: Row) -> Answers:
    """How much was read of what the level rests on."""
    return (word(claim_of(row).grade.basis),)


@facet("Debate", SURE)
def debate(row: Row) -> Answers:
    """Whether the claim stands in a debate, by how its sides stand to one another."""
    found = row.evidence.debates_of.get(claim_of(row).ref, ())
    return [word(each.relation) for each in found] or (UNDEBATED,)


UNDEBATED = Value("none", "in no debate", "No debate names the claim.", 99)
