"""Therapy claims as treatments: what carries what, whom it was tried in, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.model.evidence import Cargo, EvPreparation
from npcev_kb.model.experiment import CellsUsed, Host, LineUsed
from npcev_kb.model.vocabulary import Design, Family, ImmuneCompetence, Manipulated


class Biodistribution(Enum):
    """Whether it was shown where a treatment goes in the body."""

    SHOWN = "shown"
    NOT_SHOWN = "not shown"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Treatment:
    """One therapy claim."""

    judged: Judged

    @property
    def case(self) -> Case:
        """The claim."""
        return self.judged.case

    @property
    def key(self) -> str:
        """Address of the row."""
        return self.judged.ref

    @property
    def carrier(self) -> EvPreparation:
        """The vesicles of the study."""
        return self.case.study.ev

    @property
    def load(self) -> tuple[Cargo, ...]:
        """The cargo that the claim speaks of, with its form."""
        return tuple(c for c in self.case.study.cargo if c.entity in self.case.cargo)

    @cached_property
    def hosts(self) -> tuple[Host, ...]:
        """The animals of its supporting experiments, each once."""
        return tuple(dict.fromkeys(h for t in self.case.animals for h in t.experiment.animals))

    @cached_property
    def cells(self) -> tuple[LineUsed | CellsUsed, ...]:
        """Cells and lines of its supporting experiments in the laboratory, each term once."""
        found: dict[str, LineUsed | CellsUsed] = {}
        for test in self.case.laboratory:
            for line in test.experiment.cell_lines:
                found.setdefault(line.entity, line)
            for cells in test.experiment.cells:
                found.setdefault(cells.entity, cells)
        return tuple(found.values())

    @property
    def tried_in_cells(self) -> bool:
        """Whether a supporting experiment in cells was seen."""
        return any(t.experiment.design is not Design.ANIMAL for t in self.case.laboratory)

    @property
    def immune_known(self) -> bool:
        """Whether the immune system of some host was seen."""
        return any(h.immune_competence is not ImmuneCompetence.NOT_STATED for h in self.hosts)

    @property
    def biodistribution(self) -> Biodistribution:
        """Whether an experiment on animals shows where the treatment goes."""
        said = {test.experiment.biodistribution for test in self.case.animals}
        if True in said:
            return Biodistribution.SHOWN
        return Biodistribution.NOT_SHOWN if said == {False} else Biodistribution.UNKNOWN

    @property
    def manipulated(self) -> tuple[Manipulated, ...]:
        """What was changed in its supporting experiments, as far as it was seen."""
        found = dict.fromkeys(t.experiment.manipulated for t in self.case.tests if t.supports)
        return tuple(m for m in found if m is not Manipulated.NOT_STATED)


def treatments(evidence: Evidence) -> tuple[Treatment, ...]:
    """Return all therapy claims, in the order of the claims."""
    judged = evidence.judged.values()
    return tuple(Treatment(each) for each in judged if each.case.claim.family is Family.THERAPY)
