"""What a study says twice: parts of its claims and experiments, gathered in one place."""

from __future__ import annotations

from npcev_kb.model.claim import Metric
from npcev_kb.model.experiment import CellsUsed, Host, LineUsed, Patients
from npcev_kb.model.ids import Key, PartId
from npcev_kb.model.record import Record
from npcev_kb.model.statement import Fact
from npcev_kb.model.vocabulary import EffectKind, Matrix


class EffectTold(Fact):
    """The effect of a claim, repeated from it."""

    claim: PartId
    """The claim in which it stands."""
    outcome: Key
    """The process or outcome, by key."""
    effect: EffectKind
    """What is said of it."""


class MetricTold(Metric):
    """A number of a claim, repeated from it."""

    claim: PartId
    """The claim in which it stands."""


class LineTold(LineUsed):
    """A cell line of an experiment, repeated from it."""

    experiment: PartId
    """The experiment in which it was used."""


class CellsTold(CellsUsed):
    """Cells of an experiment, repeated from it."""

    experiment: PartId
    """The experiment in which they were used."""


class HostTold(Host):
    """An animal model of an experiment, repeated from it."""

    experiment: PartId
    """The experiment in which it was used."""


class PatientsTold(Patients):
    """A group of people of an experiment, repeated from it."""

    experiment: PartId
    """The experiment that they were part of."""
    matrix: Matrix | None
    """In what it was measured."""


class Models(Record):
    """The models of all experiments of a study."""

    cell_lines: tuple[LineTold, ...]
    """Cell lines."""
    cells: tuple[CellsTold, ...]
    """Cells without the name of a line."""
    animals: tuple[HostTold, ...]
    """Animals."""
    patients: tuple[PatientsTold, ...]
    """People and samples of people."""
