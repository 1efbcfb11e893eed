"""What the files of the interface hold beside the fields of records: everything computed.

Models here validate nothing. They give names, types and meanings to what `export.document`
writes, and the descriptions of the interface are made from them.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from npcev_kb.model.claim import Claim
from npcev_kb.model.debate import Debate, Question, Side
from npcev_kb.model.entity import Entity
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.ids import ClaimRef, Key, RecordId
from npcev_kb.model.record import Record
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import (
    EdrnPhase,
    Family,
    FlagState,
    Level,
    Nature,
    ReadingBasis,
    Service,
    TechnologyRung,
    TherapyRung,
)
from npcev_kb.render.export.api.repeated import EffectTold, MetricTold, Models

Link: TypeAlias = str
"""An address relative to the file that holds it."""
Lines: TypeAlias = Literal[
    "only_disputed", "some_disputed", "none_disputed", "not_named", "not_applicable", "not_known"
]


class FlagTold(Record):
    """A flag of a claim."""

    code: str
    """The flag."""
    state: FlagState
    """Raised, cleared, or not assessable: the fact was not seen."""
    reason: str
    """Why it has this state."""


class Independence(Record):
    """Who makes a claim: studies beside the groups of people they come from."""

    studies: int
    """Studies that make this claim."""
    groups: int
    """Independent groups behind them."""
    not_known: int
    """Studies of these whose group is not known."""


class ClaimComputed(Record):
    """What is computed on a claim."""

    ref: ClaimRef
    """Address of the claim: study, a dot, and its id; permanent."""
    nature: Nature
    """Causal, associational or feasibility."""
    cargo: tuple[Key, ...]
    """The cargo that the claim speaks of, by key."""
    subject: tuple[Key, ...]
    """Who acts or is measured, by key."""
    recipients: tuple[Key, ...]
    """The recipients that the claim speaks of, by key."""
    level: str
    """Evidence level with its suffixes, as the site shows it."""
    level_rank: int
    """The level as a number from 0 to 5, for comparing."""
    level_marks: tuple[str, ...]
    """`in vivo indirect`, `contested`."""
    level_trace: str
    """Why this level."""
    level_seen: Level
    """The level by what was read of the study itself."""
    level_basis: ReadingBasis
    """How much was read of what the level rests on; `review_only` reaches no level filter."""
    level_without_problem_lines: Level | Literal["not_assessable"]
    """The level without problematic cell lines; `not_assessable` without a line."""
    ladder: EdrnPhase | TherapyRung | TechnologyRung | None
    """How far a marker, therapy or technology is on its way to use; null: there is no ladder."""
    flags: tuple[FlagTold, ...]
    """Every flag that concerns the claim, in every state."""
    independence: Independence
    """The studies that make the claim, and their groups."""
    in_field: bool | None
    """Whether it is on the disease of the review; null: the disease was not seen."""
    rests_on: Lines
    """What is known of the cell lines behind it; `not_named`: tested, but no line was seen."""
    cargo_classes: tuple[str, ...]
    """The classes of its cargo, by which the gap map counts: forms of cargo, `whole_vesicle`,
    `not_known`, or `not_applicable` where something else than the cargo acts or is measured."""


class GroundingTold(Record):
    """How many terms of a study the services' title and abstract name."""

    service: Service
    """Who was asked."""
    with_abstract: bool
    """Whether there was an abstract to look through."""
    named: int
    """Terms that are named."""
    not_named: int
    """Terms that are not."""


class PlacedComputed(Record):
    """What is computed on studies and works alike."""

    source_events: tuple[SourceEvent, ...]
    """What is known of retractions and corrections, in the order of days."""
    curator_is_author: FlagState
    """Whether a curator is an author of the work."""
    sections: tuple[str, ...]
    """The sections of the review in which it stands."""
    modules: tuple[Key, ...]
    """The modules of the review in which it stands."""


class StudyComputed(PlacedComputed):
    """What is computed on a study."""

    levels: dict[Family, str]
    """The level in each family of claims; never one across families."""
    group_partners: tuple[RecordId, ...]
    """Studies known to be of the same group."""
    grounding: GroundingTold | None
    """What title and abstract name; null: nobody looked."""
    effects: tuple[EffectTold, ...]
    """The effects of all claims, in one list."""
    metrics: tuple[MetricTold, ...]
    """The numbers of all claims, in one list."""
    models: Models
    """The models of all experiments, in one place."""


class RefsComputed(Record):
    """What is computed on debates, their sides, and questions."""

    review_refs: tuple[int, ...]
    """The reference numbers of the studies and works involved."""


class PageLink(Record):
    """Where a record has its page."""

    page: Link
    """The page of the site that shows it."""


class StudyLinks(PageLink):
    """Where a study has its page and its claims."""

    claims: tuple[Link, ...]
    """The files of its claims, in their order."""


class ClaimLinks(PageLink):
    """Where a claim stands."""

    study: Link
    """The file of the study that makes it."""


class EntityLinks(PageLink):
    """Where a term has its page and its claims."""

    claims: tuple[Link, ...]
    """The claims that name it as cargo, outcome, step or recipient of their own, by address."""


class WithLinks(Record):
    """A record with its page."""

    links: PageLink
    """Related addresses."""


class StudyPlaced(Record):
    """A study with its page and claims."""

    links: StudyLinks
    """Related addresses."""


class ClaimPlaced(Record):
    """A claim outside of its study."""

    study: RecordId
    """The study that makes it."""
    links: ClaimLinks
    """Related addresses."""


class EntityPlaced(Record):
    """A term with its page and claims."""

    links: EntityLinks
    """Related addresses."""


MERGED: dict[str, tuple[type[Record], ...]] = {
    "Claim": (Claim, ClaimComputed),
    "ClaimFile": (Claim, ClaimComputed, ClaimPlaced),
    "Side": (Side, RefsComputed),
    "Study": (Study, StudyComputed, StudyPlaced),
    "Work": (Work, PlacedComputed, WithLinks),
    "Debate": (Debate, RefsComputed, WithLinks),
    "Question": (Question, RefsComputed, WithLinks),
    "Entity": (Entity, EntityPlaced),
}
"""What is served under one name: fields of records, and what is computed on them."""
