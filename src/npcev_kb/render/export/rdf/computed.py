"""What is computed on records, field by field, as linked data says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Computed:
    """A field of the document that no model has."""

    field: str
    kind: str
    about: str
    of: str = ""
    """The closed list of a word, the kind of thing pointed to, or the model of a part."""
    open: bool = False
    """True if an empty list leaves something open; else it means that there is none."""


def _int(name: str, about: str) -> Computed:
    return Computed(name, "integer", about)


_REFERENCES = _int("review_refs", "References of the studies involved.")
_PLACED = (
    Computed("source_events", "part", "What was found when somebody looked whether the work still "
             "stands, records and services together.", "SourceEvent", open=True),
    Computed("curator_is_author", "word", "Whether a curator is an author of the work.",
             "FlagState"),
    Computed("sections", "pointer", "The sections of the review where it stands.", "section"),
    Computed("modules", "pointer", "The modules of the review where it stands.", "module"),
)  # fmt: skip
COMPUTED: Mapping[str, tuple[Computed, ...]] = MappingProxyType({
    "Claim": (
        Computed("ref", "text", "Address of the claim: study, a dot, and its id; permanent."),
        Computed("nature", "word", "Causal, associational and the like.", "Nature"),
        Computed("cargo", "pointer", "The cargo that the claim speaks of.", "term",
                 open=True),
        Computed("subject", "pointer", "Who acts or is measured.", "term", open=True),
        Computed("recipients", "pointer", "The recipients that the claim speaks of.", "term",
                 open=True),
        Computed("level", "text", "Evidence level with its suffixes, as the site shows it."),
        _int("level_rank", "The level as a number from 0 to 5, for comparing."),
        Computed("level_marks", "text", "`in vivo indirect`, `contested`."),
        Computed("level_trace", "text", "Why this level."),
        Computed("level_seen", "word", "The level by what was read of the study itself.", "Level"),
        Computed("level_basis", "word", "How much was read of what the level rests on.",
                 "ReadingBasis"),
        Computed("level_without_problem_lines", "word", "The level without problematic cell lines; "
                 "not assessable without a line.", "Level FlagState"),
        Computed("ladder", "word", "How far a marker, therapy or technology is on its way to use.",
                 "EdrnPhase TherapyRung TechnologyRung"),
        Computed("flags", "part", "Each flag that concerns the claim, with its state.", "Flag"),
        Computed("independence", "part", "How many studies and groups make this claim.",
                 "Independence"),
        Computed("in_field", "boolean", "Whether it is on the disease of the review."),
        Computed("rests_on", "word", "What is known of the cell lines behind it.", "RestsOn"),
        Computed("cargo_classes", "word", "The classes of its cargo, by which the gap map counts.",
                 "CargoClass"),
    ),
    "Flag": (
        Computed("code", "word", "The flag.", "FlagCode"),
        Computed("state", "word", "Raised, cleared, or not assessable.", "FlagState"),
        Computed("reason", "text", "Why it has this state."),
    ),
    "Independence": (
        _int("studies", "Studies that make this claim."),
        _int("groups", "Independent groups behind them."),
        _int("not_known", "Studies of these whose group is not known."),
    ),
    "Study": (
        *_PLACED,
        Computed("group_partners", "pointer", "Studies known to be of the same group.", "study",
                 open=True),
        Computed("grounding", "part", "How many terms of the record title and abstract name.",
                 "Grounding"),
    ),
    "Grounding": (
        Computed("service", "word", "Whose title and abstract were read.", "Service"),
        Computed("with_abstract", "boolean", "False if only a title was at hand."),
        _int("named", "Terms that occur."),
        _int("not_named", "Terms that do not occur."),
    ),
    "Work": _PLACED,
    "Debate": (_REFERENCES,),
    "Side": (_REFERENCES,),
    "Question": (_REFERENCES,),
})  # fmt: skip
"""By model; a name that is no model is a part that is computed as a whole."""
ONLY_REVIEW = ("level", "level_rank", "level_without_problem_lines", "ladder")
"""Fields that have a property of their own where only the review speaks, so that no query by
level finds such a claim by accident."""
LEFT_OUT: Mapping[str, frozenset[str]] = MappingProxyType(
    {"Study": frozenset(("effects", "metrics", "models", "levels"))}
)
"""Views over claims and experiments that say nothing new."""
