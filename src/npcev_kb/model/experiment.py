"""What was done in a study, as far as it was seen: one experiment, one matrix, one manipulation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypeAlias

from pydantic import Field, StrictBool, StrictInt

from npcev_kb.model.ids import Key, PartId, Sentence
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.registry import AnalyteKey, CellKey, CellLineKey, HostKey
from npcev_kb.model.statement import Fact
from npcev_kb.model.vocabulary import (
    Adjustment,
    Comparator,
    Design,
    ImmuneCompetence,
    LineRole,
    Manipulated,
    MarkerRelation,
    Matrix,
    ResistanceModel,
    Result,
    Timing,
    Validation,
)
from npcev_kb.problems import fields

Count: TypeAlias = Annotated[StrictInt, Field(ge=1)]
"""A number of people, animals or samples."""


class LineUsed(Fact):
    """A cell line that the source names."""

    entity: CellLineKey
    """The line, by key."""
    role: LineRole = LineRole.NOT_STATED
    """Source or recipient of vesicles."""


class CellsUsed(Fact):
    """Cells whose line is not named, or primary cells."""

    entity: CellKey
    """Type of cell, by key."""
    role: LineRole = LineRole.NOT_STATED
    """Source or recipient of vesicles."""


class Host(Fact):
    """An animal model."""

    species: HostKey | None = None
    """The species or strain, by key; left out where not seen."""
    immune_competence: ImmuneCompetence = ImmuneCompetence.NOT_STATED
    """State of its immune system, as the source says."""
    model: Sentence | None = None
    """The kind of model, such as: lung metastasis."""


class Arm(Record):
    """One group of people within a cohort."""

    label: Sentence
    """Who they are."""
    n: Count | None = None
    """How many; left out where not seen."""


class Patients(Fact):
    """A group of people or samples of people."""

    cohort: Key | None = None
    """Name of the group within this record, for the numbers to point to."""
    n: Count | None = None
    """How many people or samples; left out where not seen."""
    centres: Count | None = None
    """In how many centres; left out where not seen."""
    arms: tuple[Arm, ...] = ()
    """The groups compared."""

    def breaches(self) -> Iterator[Breach]:
        """The arms do not add up to more than the whole."""
        counted = sum(arm.n or 0 for arm in self.arms)
        if self.n is not None and counted > self.n:
            wording = fields.out_of_range(f"n {self.n}", f"at least {counted}, the sum of the arms")
            yield Breach(("n",), wording)


class ReferenceMarker(Fact):
    """An established marker beside the one that was measured, and how the two stand."""

    entity: AnalyteKey
    """The established marker, by key, such as EBV DNA."""
    relation: MarkerRelation = MarkerRelation.NOT_STATED
    """Compared, combined, or said to be independent; one entry for each."""


class Experiment(Fact):
    """One experiment: what was changed, in what, against what, and how it was read."""

    id: PartId
    """Letter and number, such as e1; permanent, never used again."""
    design: Design
    """What kind of experiment it was."""
    manipulated: Manipulated = Manipulated.NOT_STATED
    """What was changed; left out where not seen."""
    rescue: StrictBool = False
    """True if vesicles that were given back restored the effect."""
    matrix: Matrix | None = None
    """In what it was measured; left out for effects on cells and animals."""
    measured: tuple[AnalyteKey, ...] = ()
    """What was measured, by key; left out where it is the cargo of the study."""
    cell_lines: tuple[LineUsed, ...] = ()
    """Cell lines named in the source. Never those that are usual in the field."""
    cells: tuple[CellsUsed, ...] = ()
    """Cells whose line is not named, or primary cells."""
    animals: tuple[Host, ...] = ()
    """Animal models."""
    patients: tuple[Patients, ...] = ()
    """People and samples of people."""
    readout: Sentence | None = None
    """What was read, in a few of our own words."""
    comparators: tuple[Comparator, ...] = ()
    """With what it was compared; left out where not seen."""
    reference_markers: tuple[ReferenceMarker, ...] = ()
    """Established markers that it was set against or combined with, such as plasma EBV DNA; left
    out where none was seen."""
    validation: Validation = Validation.NOT_STATED
    """Whether a marker was checked on people other than those it was made from."""
    per_centre: StrictBool = False
    """True if two or more centres report results of their own."""
    timing: Timing = Timing.NOT_STATED
    """Retrospective or prospective, as the source says."""
    adjustment: Adjustment = Adjustment.NOT_STATED
    """For prognosis: whether stage, treatment and the like were taken into account."""
    resistance_model: ResistanceModel = ResistanceModel.NOT_STATED
    """For resistance: where the resistant cells come from."""
    biodistribution: StrictBool | None = None
    """For vesicles given to animals: whether it was shown where they go; left out if not seen."""
    result: Result = Result.NOT_STATED
    """What came out, for the readout."""
