"""The facts of a study: vesicles, cargo, recipients, effects, models and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import AllowInfNan, Field, StrictBool, StrictFloat, StrictInt

from npcev_kb.model.ids import Key, Sentence
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.registry import (
    AnalyteKey,
    CargoKey,
    CellKey,
    CellLineKey,
    EvSourceKey,
    HostKey,
    MethodKey,
    OutcomeKey,
    PathwayKey,
    RecipientKey,
    TargetKey,
)  # fmt: skip
from npcev_kb.model.statement import Fact
from npcev_kb.model.vocabulary import (
    CargoChange,
    CargoForm,
    EffectKind,
    EvSourceKind,
    EvTerm,
    ImmuneCompetence,
    LineRole,
    Matrix,
    MetricName,
    TargetChange,
    Unit,
)  # fmt: skip
from npcev_kb.problems import facts, fields

UNITS: dict[MetricName, tuple[Unit, ...]] = {
    MetricName.AUC: (Unit.RATIO,),
    MetricName.SENSITIVITY: (Unit.RATIO, Unit.PERCENT),
    MetricName.SPECIFICITY: (Unit.RATIO, Unit.PERCENT),
    MetricName.ACCURACY: (Unit.RATIO, Unit.PERCENT),
    MetricName.POSITIVE_RATE: (Unit.RATIO, Unit.PERCENT),
    MetricName.RECLASSIFICATION: (Unit.RATIO, Unit.PERCENT),
    MetricName.LIMIT_OF_DETECTION: (Unit.PARTICLES_PER_ML,),
    MetricName.RANGE_LOW: (Unit.PARTICLES_PER_ML,),
    MetricName.RANGE_HIGH: (Unit.PARTICLES_PER_ML,),
    MetricName.SAMPLE_VOLUME: (Unit.MICROLITRE,),
    MetricName.P_VALUE_BELOW: (Unit.RATIO,),
    MetricName.HAZARD_RATIO: (Unit.RATIO,),
}
"""The units in which each measure may be given."""

Number: TypeAlias = Annotated[StrictFloat, AllowInfNan(False)]
"""A finite number, written as one."""
Count: TypeAlias = Annotated[StrictInt, Field(ge=1)]
"""A number of people, animals or samples."""


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
    not_reported: tuple[Literal["separation", "characterisation"], ...] = ()
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


class Effect(Fact):
    """What the vesicles do to an outcome, or how they relate to it."""

    outcome: OutcomeKey
    """The process or outcome, by key."""
    effect: EffectKind
    """Promotes, inhibits, distinguishes and so on."""


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
    matrix: Matrix
    """What was taken from them."""
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


class ModelSystems(Record):
    """In what the study was done."""

    cell_lines: tuple[LineUsed, ...] = ()
    """Cell lines named in the source. Never those that are usual in the field."""
    cells: tuple[CellsUsed, ...] = ()
    """Cells whose line is not named, or primary cells."""
    animals: tuple[Host, ...] = ()
    """Animal models."""
    patients: tuple[Patients, ...] = ()
    """People and samples of people."""


class Metric(Fact):
    """A number that the source states."""

    name: MetricName
    """What it measures."""
    value: Number
    """The number."""
    unit: Unit
    """Its unit."""
    matrix: Matrix
    """In what it was measured; a tissue number never stands for vesicles."""
    ci95: tuple[Number, Number] | None = None
    """The 95 % confidence interval, low and high, if stated."""
    analytes: tuple[AnalyteKey, ...] = ()
    """What was measured, by key."""
    comparison: Sentence | None = None
    """Who is told from whom, or what the number compares."""
    cohort: Key | None = None
    """The group of patients it was measured in, by its name in this record."""

    def breaches(self) -> Iterator[Breach]:
        """The unit fits the measure, and the value fits the unit and the interval."""
        if self.unit not in UNITS[self.name]:
            yield Breach(("unit",), facts.unit_does_not_fit(self.name, self.unit, UNITS[self.name]))
        bounded = self.name not in (MetricName.HAZARD_RATIO, MetricName.RECLASSIFICATION)
        if self.unit is Unit.PERCENT and self.value > 100:
            yield Breach(("value",), facts.percentage_above_100(self.value))
        elif self.unit is Unit.RATIO and bounded and not 0 <= self.value <= 1:
            yield Breach(("value",), facts.ratio_outside_0_to_1(self.name, self.value))
        elif self.value < 0 and bounded:
            yield Breach(("value",), fields.out_of_range(str(self.value), "no negative number"))
        if self.ci95 and not self.ci95[0] <= self.value <= self.ci95[1]:
            yield Breach(("ci95",), facts.interval_misses_value(self.value, *self.ci95))
