"""What is said to follow: one effect on one outcome, and the experiments it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypeAlias

from pydantic import AllowInfNan, BeforeValidator, StrictBool, StrictFloat

from npcev_kb.model import legal
from npcev_kb.model.ids import Key, PartId, Sentence
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.registry import (
    AnalyteKey,
    CargoKey,
    DiseaseKey,
    OutcomeKey,
    RecipientKey,
    StepKey,
)
from npcev_kb.model.statement import Fact
from npcev_kb.model.vocabulary import (
    Actor,
    EbvStatus,
    EffectKind,
    Family,
    Matrix,
    MetricName,
    Nature,
    Oxygen,
    Role,
    Stance,
    TumourEffect,
    Unit,
)
from npcev_kb.problems import evidence, facts, fields

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


class Support(Record):
    """An experiment that a claim rests on. The short form is the experiment's id alone."""

    experiment: PartId
    """The experiment of this record, such as e1."""
    role: Role | None = None
    """What it can tell; left out, it follows from what was manipulated."""
    stance: Stance = Stance.SUPPORTS
    """For or against the claim."""


def _long_form(value: Any) -> Any:
    return {"experiment": value} if isinstance(value, str) else value


SupportItem: TypeAlias = Annotated[
    Support, BeforeValidator(_long_form, json_schema_input_type=PartId | Support)
]


class Step(Record):
    """A molecule or pathway between the cargo and the outcome."""

    entity: StepKey
    """The target or pathway, by key."""
    tested: StrictBool = False
    """True if an experiment changed it; otherwise it is proposed."""


class Context(Record):
    """The conditions under which a claim is made, where it depends on them."""

    disease: DiseaseKey | None = None
    """The disease, where it is not that of the study."""
    ebv: EbvStatus | None = None
    """Infection with EBV."""
    oxygen: Oxygen | None = None
    """Supply of oxygen."""
    detail: Sentence | None = None
    """Other conditions, in a few of our own words."""


class Claim(Fact):
    """One effect on one outcome. Its level, flags and groups are computed, never typed."""

    id: PartId
    """Letter and number, such as c1; permanent, never used again."""
    family: Family
    """Mechanism, biomarker, therapy or technology."""
    effect: EffectKind
    """Promotes, inhibits, distinguishes and so on."""
    outcome: OutcomeKey
    """The process or outcome, by key."""
    cargo: tuple[CargoKey, ...] | None = None
    """Which cargo of the study; left out where it is all of it."""
    whole_vesicle: StrictBool = False
    """True if the claim is on the vesicles as a whole and not on any cargo."""
    subject: tuple[StepKey, ...] = ()
    """Who acts or is measured, where it is not the vesicles or their cargo: a molecule or
    pathway inside the shedding cell, a drug that is given, a marker that vesicles do not carry."""
    recipients: tuple[RecipientKey, ...] | None = None
    """Which cells take it up; left out where they are those of the study."""
    actor: Actor = Actor.VESICLES
    """The vesicles, or a molecule inside the cell that sheds them."""
    via: tuple[Step, ...] = ()
    """Molecules and pathways on the way to the outcome."""
    matrix: Matrix | None = None
    """In what it is measured: for associations; a biomarker must say it."""
    tumour_effect: TumourEffect | None = None
    """Which side it takes, where this differs from the study as a whole."""
    context: Context = Context()
    """Disease, EBV status, oxygen and other conditions."""
    support: tuple[SupportItem, ...] = ()
    """The experiments that test it; empty where no test was seen."""
    metrics: tuple[Metric, ...] = ()
    """The numbers that the source gives for this claim."""

    @property
    def nature(self) -> Nature:
        """Causal, associational or feasibility: from family and effect."""
        return legal.NATURES[self.family].get(self.effect, Nature.CAUSAL)

    def breaches(self) -> Iterator[Breach]:
        """Family, effect, matrix and roles fit together, as the tables in `legal` say."""
        legal_effects = legal.NATURES[self.family]
        if self.effect not in legal_effects:
            wording = evidence.effect_outside_family(self.effect, self.family, list(legal_effects))
            yield Breach(("effect",), wording)
            return
        if self.family is Family.BIOMARKER and self.matrix is None:
            yield Breach((), evidence.marker_without_matrix(self.id))
        if self.nature is Nature.CAUSAL and self.matrix is not None:
            yield Breach(("matrix",), evidence.matrix_on_causal_claim(self.matrix))
        for index, support in enumerate(self.support):
            earlier = [other.experiment for other in self.support[:index]]
            if support.experiment in earlier:
                wording = fields.repeated_item(support.experiment)
                yield Breach(("support", index, "experiment"), wording)
            if support.role is not None and support.role not in legal.ROLES[self.nature]:
                allowed = [role for role in Role if role in legal.ROLES[self.nature]]
                wording = evidence.role_outside_nature(support.role, self.nature, allowed)
                yield Breach(("support", index, "role"), wording)
