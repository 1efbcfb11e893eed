"""One claim as levels and flags see it: with its study, its experiments and the terms named."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from npcev_kb.analysis.source_status import last_look, standing
from npcev_kb.model import legal
from npcev_kb.model.claim import Claim, Support
from npcev_kb.model.entity import Entity
from npcev_kb.model.experiment import Experiment
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import (
    Design,
    LineIdentity,
    Matrix,
    Role,
    SourceEventKind,
    Stance,
    Topic,
)

PATIENT_DESIGNS = frozenset(
    {
        Design.PATIENT_ASSOCIATION,
        Design.DIAGNOSTIC_ACCURACY,
        Design.PROGNOSTIC_COHORT,
        Design.CLINICAL_TRIAL,
    }
)
"""Designs that measure people or their samples."""
NO_TEST = frozenset({Design.OMICS_DISCOVERY, Design.IN_SILICO})
"""Designs that find candidates and test none of them."""
NOT_LABORATORY = PATIENT_DESIGNS | NO_TEST
"""Designs that are no work in cells or animals."""
EV_MATRICES = frozenset({Matrix.SERUM_EV, Matrix.PLASMA_EV, Matrix.BLOOD_EV})
"""Vesicles from patients."""
BLOOD = frozenset({Matrix.SERUM, Matrix.PLASMA})
"""Blood as a whole."""
LABORATORY = frozenset({Matrix.CELLS, Matrix.CELL_EV, Matrix.NOT_STATED, None})
"""What does not come from patients, or is not said to."""


@dataclass(frozen=True, slots=True)
class Test:
    """An experiment in the role that it plays for a claim."""

    experiment: Experiment
    role: Role
    stance: Stance

    @property
    def supports(self) -> bool:
        """True if the experiment speaks for the claim."""
        return self.stance is Stance.SUPPORTS


@dataclass(frozen=True)
class Case:
    """A claim with everything that its level and flags are computed from."""

    study: Study
    claim: Claim
    entities: Mapping[str, Entity]
    events: tuple[SourceEvent, ...]
    """What is known of whether the work still stands, as `source_events` says."""

    @cached_property
    def status(self) -> SourceEventKind | None:
        """The last word on whether the work still stands; None where nobody looked."""
        return standing(self.events)

    @property
    def last_look(self) -> datetime.date | None:
        """The last day of which something is known on whether the work still stands."""
        return last_look(self.events)

    @property
    def ref(self) -> str:
        """The claim's address: study id, dot, claim id."""
        return f"{self.study.id}.{self.claim.id}"

    @cached_property
    def tests(self) -> tuple[Test, ...]:
        """The experiments that the claim names, by their id."""
        if not self.claim.support:
            return ()
        known = {experiment.id: experiment for experiment in self.study.experiments}
        found = [
            self._test(known[support.experiment], support)
            for support in self.claim.support
            if support.experiment in known
        ]
        return tuple(sorted(found, key=lambda test: _number(test.experiment.id)))

    def _test(self, experiment: Experiment, support: Support) -> Test:
        claim = self.claim
        usual = legal.usual_role(claim.nature, claim.effect, experiment.manipulated)
        return Test(experiment, support.role or usual, support.stance)

    @cached_property
    def cargo(self) -> tuple[str, ...]:
        """The cargo that the claim speaks of."""
        return self.study.cargo_of(self.claim)

    @property
    def subject(self) -> tuple[str, ...]:
        """Who acts or is measured: the claim's own subject, otherwise its cargo."""
        return self.claim.subject or self.cargo

    def measures_subject(self, experiment: Experiment) -> bool:
        """Tell whether an experiment measured what the claim is about."""
        measured = experiment.measured or tuple(cargo.entity for cargo in self.study.cargo)
        return not (self.subject and measured) or bool(set(self.subject).intersection(measured))

    @cached_property
    def laboratory(self) -> tuple[Test, ...]:
        """The supporting tests in cells or animals."""
        return tuple(
            test
            for test in self.tests
            if test.supports
            and test.experiment.design not in NOT_LABORATORY
            and not in_patients(test.experiment)
        )

    @cached_property
    def animals(self) -> tuple[Test, ...]:
        """The supporting tests in animals."""
        return tuple(t for t in self.laboratory if t.experiment.design is Design.ANIMAL)

    @cached_property
    def patients(self) -> tuple[Test, ...]:
        """The supporting tests on samples of people, in the claim's own matrix and subject."""
        return tuple(
            test
            for test in self.tests
            if test.supports
            and in_patients(test.experiment)
            and self.in_own_matrix(test.experiment)
            and self.measures_subject(test.experiment)
        )

    def in_own_matrix(self, experiment: Experiment) -> bool:
        """Tell whether an experiment measured in the matrix of the claim, if it has one."""
        found = experiment.matrix or Matrix.NOT_STATED
        return self.claim.matrix is None or found is self.claim.matrix

    def about(self, topic: Topic) -> bool:
        """Tell whether the outcome is about a topic."""
        outcome = self.entities.get(self.claim.outcome)
        return outcome is not None and topic in outcome.topics

    def label(self, key: str) -> str:
        """Return what a term is called."""
        entity = self.entities.get(key)
        return entity.label if entity else key

    def line_identity(self, key: str) -> LineIdentity:
        """Return what is known of the identity of a cell line."""
        entity = self.entities.get(key)
        return entity.identity.status if entity and entity.identity else LineIdentity.NOT_CHECKED


def in_patients(experiment: Experiment) -> bool:
    """Tell whether an experiment measured samples of people, by design, matrix or cohort."""
    if experiment.design in PATIENT_DESIGNS:
        return True
    if experiment.design is not Design.ASSAY_DEVELOPMENT:
        return False
    return bool(experiment.patients) or experiment.matrix not in LABORATORY


def _number(part: str) -> tuple[int, str]:
    return int(part[1:]), part
