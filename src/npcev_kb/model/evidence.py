"""The vesicles of a study, what they carry, and whom they act upon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import StrictBool

from npcev_kb.model.ids import Sentence
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.registry import (
    AnalyteKey,
    CargoKey,
    EvSourceKey,
    MethodKey,
    PathwayKey,
    RecipientKey,
    TargetKey,
)
from npcev_kb.model.statement import Fact
from npcev_kb.model.vocabulary import CargoChange, CargoForm, EvSourceKind, EvTerm, TargetChange
from npcev_kb.problems import facts


class EvSource(Fact):
    """What gives off the vesicles."""

    kind: EvSourceKind
    """Culture, plasma, serum, tissue, or a made preparation."""
    cell: EvSourceKey | None = None
    """Type of cell or cell line, by key."""
    condition: Sentence | None = None
    """State of the source, such as: hypoxic, EBV-positive, overexpressing LBH."""


class EvPreparation(Record):
    """The vesicles and how they were prepared."""

    sources: tuple[EvSource, ...] = ()
    """Where they come from."""
    term_used: Sentence | None = None
    """The study's own word, such as exosome."""
    term_operational: EvTerm | None = None
    """What they are by MISEV2023; ev_unspecified unless size or engineering was stated."""
    separation: tuple[MethodKey, ...] = ()
    """Methods of separation, in order; left out where not seen."""
    characterisation: tuple[MethodKey, ...] = ()
    """Methods that show what the vesicles are, such as electron microscopy."""
    negative_markers: tuple[AnalyteKey, ...] = ()
    """Molecules shown to be absent, such as a nuclear or mitochondrial protein."""
    not_reported: tuple[Literal["separation", "characterisation", "negative_markers"], ...] = ()
    """Only after reading the full text: what it does not report."""

    def breaches(self) -> Iterator[Breach]:
        """Nothing is both given and called not reported."""
        for index, field in enumerate(self.not_reported):
            if getattr(self, field):
                yield Breach(("not_reported", index), facts.reported_and_not_reported(field))


class Cargo(Fact):
    """Something the vesicles carry."""

    entity: CargoKey
    """The term, by key."""
    form: CargoForm
    """Protein, mRNA, miRNA, drug and so on."""
    change: CargoChange = CargoChange.NOT_STATED
    """How it differs in the vesicles."""


class Recipient(Fact):
    """A cell that takes the vesicles up or is acted upon."""

    entity: RecipientKey
    """Type of cell or cell line, by key."""
    indirect: StrictBool = False
    """True if the vesicles act on it through another cell."""


class Target(Fact):
    """A molecule acted upon."""

    entity: TargetKey
    """The term, by key."""
    change: TargetChange = TargetChange.INVOLVED
    """What happens to it."""


class Pathway(Fact):
    """A pathway named for the mechanism."""

    entity: PathwayKey
    """The term, by key."""
    change: TargetChange = TargetChange.INVOLVED
    """What happens to it."""
