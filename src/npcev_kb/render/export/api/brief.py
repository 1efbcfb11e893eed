"""The pages of collections and the front page of the interface, as they are described."""

from __future__ import annotations

from npcev_kb.model.ids import ClaimRef, Curie, Doi, Key, RecordId
from npcev_kb.model.record import Record
from npcev_kb.model.vocabulary import (
    DebateStatus,
    EffectKind,
    Family,
    QuestionKind,
    QuestionStatus,
    ReadingBasis,
    Relation,
    WorkKind,
)
from npcev_kb.render.export.api.shapes import Link


class Linked(Record):
    """Something with a file of its own."""

    link: Link
    """The file that holds all of it."""


class PlacedBrief(Linked):
    """A study or work in a list."""

    id: RecordId
    """Name of the record; permanent."""
    label: str
    """Short name in nouns."""
    year: int | None
    """Year of publication; null: not seen."""
    doi: Doi | None
    """DOI; null: not seen."""
    modules: tuple[Key, ...]
    """The modules of the review in which it stands."""


class StudyBrief(PlacedBrief):
    """A study in a list."""

    reading_basis: ReadingBasis
    """How much of the source the record rests on."""
    levels: dict[Family, str]
    """The level in each family of claims."""


class WorkBrief(PlacedBrief):
    """Another work in a list."""

    kind: WorkKind
    """Guideline, review, primary research of another subject, or not known."""


class DebateBrief(Linked):
    """A debate in a list."""

    id: RecordId
    """Name of the record; permanent."""
    label: str
    """Short name in nouns."""
    relation: Relation
    """How the sides stand to one another."""
    status: DebateStatus
    """Open, explained by the context, or resolved."""


class QuestionBrief(Linked):
    """An open question in a list."""

    id: RecordId
    """Name of the record; permanent."""
    label: str
    """Short name in nouns."""
    kind: QuestionKind
    """Why it is open."""
    status: QuestionStatus
    """Open or answered."""


class EntityBrief(Linked):
    """A term in a list."""

    key: Key
    """Name of the term; permanent."""
    label: str
    """What the site calls it."""
    kind: Key
    """Its kind."""
    curie: Curie | None
    """The identifier of exactly this term; null: none was seen."""


class ClaimBrief(Linked):
    """A claim in a list."""

    ref: ClaimRef
    """Address of the claim; permanent."""
    family: Family
    """Mechanism, biomarker, therapy or technology."""
    subject: tuple[Key, ...]
    """Who acts or is measured, by key."""
    effect: EffectKind
    """What is said of the outcome."""
    outcome: Key
    """The process or outcome, by key."""
    level: str
    """Evidence level with its suffixes, as the site shows it."""
    level_rank: int
    """The level as a number from 0 to 5, for comparing."""
    level_basis: ReadingBasis
    """How much was read of what the level rests on; `review_only` reaches no level filter."""
    in_field: bool | None
    """Whether it is on the disease of the review; null: the disease was not seen."""


class PageOfList(Record):
    """A page of a collection."""

    total: int
    """Members of the collection."""
    page: int
    """Number of this page, from 1."""
    pages: int
    """How many pages there are; an empty collection has one."""
    next: Link | None
    """The next page; null on the last."""
    previous: Link | None
    """The page before; null on the first."""


class CollectionTold(Record):
    """A collection of the interface."""

    name: str
    """Its folder."""
    about: str
    """What is in it."""
    total: int
    """How many members it has."""
    pages: int
    """How many pages list them."""
    first: Link
    """Its first page."""


class ReviewTold(Record):
    """The review from which the knowledge base grew."""

    title: str
    """Title."""
    authors: tuple[str, ...]
    """Authors as printed."""
    pmcid: str | None
    """PubMed Central number."""
    doi: str | None
    """DOI; null: not seen."""


class LicenceTold(Record):
    """Under what the data may be used."""

    name: str
    """Its name."""
    url: str
    """Its text."""
    credit: str
    """Who is to be credited."""


class Index(Record):
    """What there is."""

    api: str
    """The version of the interface, which stands in every address."""
    schema_version: str
    """The version of the shape of the records; changes with every change in it."""
    updated: str
    """Day of the last change in content."""
    note: str
    """What a reader has to know before relying on anything."""
    licence: LicenceTold
    """Licence and credit."""
    review: ReviewTold
    """The review."""
    collections: tuple[CollectionTold, ...]
    """What can be listed."""
    description: Link
    """This interface in OpenAPI 3.1."""
    everything: Link
    """The same content in one file."""
    data: Link
    """The page of all downloads, with what the words mean."""
    schemas: tuple[Link, ...]
    """JSON Schemas of the files that people write."""


PAGES: dict[str, type[Record]] = {
    "studies": StudyBrief,
    "works": WorkBrief,
    "debates": DebateBrief,
    "questions": QuestionBrief,
    "entities": EntityBrief,
    "claims": ClaimBrief,
}
"""What a list of each collection holds."""
