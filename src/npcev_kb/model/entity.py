"""Terms: what cargo, cells, pathways, methods and the like are called, once for all records."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictStr

from npcev_kb.model.ids import Curie, Day, Key, Sentence, Text
from npcev_kb.model.record import Record
from npcev_kb.model.vocabulary import LineIdentity, Topic


class EntityKind(Record):
    """A kind of term, such as genes: one file in `data/entities/` and one index on the site."""

    id: Key
    """Name of the kind in the plural; also the name of its file."""
    title: Sentence
    """Heading of its index."""
    singular: Sentence
    """What one of them is called."""
    about: Text
    """What belongs here, in one or two sentences."""
    roles: tuple[StrictStr, ...]
    """The fields of a record that may point to this kind, by their role."""
    biolink: Annotated[StrictStr, Field(pattern=r"^biolink:[A-Z][A-Za-z]+$")] | None = None
    """The class of Biolink to which all of them belong, such as `biolink:Gene`, if there is one."""
    nomenclature: StrictBool = False
    """True if the page on nomenclature shows all terms of this kind with their notes."""


class IdentityReport(Record):
    """One report on the identity of a cell line."""

    text: Text
    """What is reported, in our own words, as "reported as ... by ..."."""
    source: Text
    """The register, release and paper that report it."""


class Identity(Record):
    """What is known of the identity of a cell line; the wording is the source's, never ours."""

    status: LineIdentity
    """Whether a report was seen, none was seen, or nobody looked."""
    reports: tuple[IdentityReport, ...] = ()
    """The reports, each with its source."""
    checked: Text | None = None
    """What was looked at, for a line without a report."""


class Entity(Record):
    """A term of the registry. Its key is its name in the file; keys are unique over all kinds."""

    key: Key
    """The key, taken from the file."""
    kind: Key
    """The kind, taken from the file's name."""
    label: Sentence
    """What the site calls it: the approved symbol or the usual name."""
    name: Sentence | None = None
    """The full name, where it differs from the label."""
    curie: Curie | None = None
    """The identifier of exactly this term; left out where none was seen."""
    xrefs: tuple[Curie, ...] = ()
    """Further identifiers: the same thing elsewhere, or the nearest wider term."""
    synonyms: tuple[Sentence, ...] = ()
    """Other names under which readers may look for it."""
    part_of: Key | None = None
    """The key of the wider term it belongs to."""
    sources: tuple[Text, ...] = ()
    """Where the identifiers and names were seen, with release or commit."""
    checked: Day | None = None
    """When they were seen."""
    note: Text | None = None
    """What a reader must know, in our own words."""
    traits: dict[Annotated[StrictStr, Field(max_length=40)], Sentence] = Field(default={})
    """Facts about the thing itself, such as the EBV status of a line, by name."""
    topics: tuple[Topic, ...] = ()
    """What flags must know of it: an outcome of immunity, a nuclear protein and so on."""
    identity: Identity | None = None
    """Only for cell lines: what is known of their identity."""


class Prefix(Record):
    """Where the identifiers of one register lead, and under which terms it is used."""

    prefix: StrictStr
    """The prefix, taken from the file."""
    registry: Sentence
    """Name of the register."""
    url: Annotated[StrictStr, Field(pattern=r"^https://[^\s]+\{id\}[^\s]*$")] | None = None
    """Address pattern with `{id}`; left out where the register has no stable page."""
    licence: Sentence | None = None
    """Licence of the register's data, where it was seen."""
    attribution: Sentence | None = None
    """The credit that the licence asks for."""
    homepage: Annotated[StrictStr, Field(pattern=r"^https://[^\s]+$")] | None = None
    """The register's own page."""
