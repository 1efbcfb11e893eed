"""Technology claims as assays: how the signal is made, how little is enough, on what it was tried.

Which step amplifies, which material is of nanometres and how the signal is read follows from the
topics of the techniques that a study names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.analysis.marker_relations import MarkerRelation, Standing, relation
from npcev_kb.model.claim import Metric
from npcev_kb.model.experiment import Patients
from npcev_kb.model.vocabulary import (
    Comparator,
    Family,
    Matrix,
    MetricName,
    ReadingBasis,
    Topic,
)

STEPS = (Topic.AMPLIFICATION, Topic.NANOMATERIAL, Topic.READOUT)
"""What is told apart among the techniques of an assay."""


@dataclass(frozen=True)
class Assay:
    """One technology claim."""

    judged: Judged
    methods: Mapping[str, frozenset[Topic]]
    """The techniques that the study names, with their topics."""

    @property
    def case(self) -> Case:
        """The claim."""
        return self.judged.case

    @property
    def key(self) -> str:
        """Address of the row."""
        return self.judged.ref

    def of_topic(self, topic: Topic) -> tuple[str, ...]:
        """Return the techniques of a topic."""
        return tuple(key for key, topics in self.methods.items() if topic in topics)

    @property
    def other_methods(self) -> tuple[str, ...]:
        """Return the techniques that are none of the steps told apart."""
        return tuple(key for key, topics in self.methods.items() if not topics.intersection(STEPS))

    def number(self, name: MetricName) -> Metric | None:
        """Return the number of a measure, None where none was seen."""
        return next((m for m in self.case.claim.metrics if m.name is name), None)

    @cached_property
    def samples(self) -> tuple[Matrix, ...]:
        """In what it was tried, as far as it was seen."""
        found = dict.fromkeys(t.experiment.matrix for t in self.case.tests if t.supports)
        return tuple(m for m in found if m and m is not Matrix.NOT_STATED)

    @property
    def people(self) -> tuple[Patients, ...]:
        """The people whose samples were tried."""
        tests = (test for test in self.case.tests if test.supports)
        return tuple(group for test in tests for group in test.experiment.patients)

    @cached_property
    def relation(self) -> MarkerRelation:
        """How it stands to established markers."""
        return relation(self.case)

    @property
    def reference(self) -> Standing:
        """Whether it was set against an established method on the same samples."""
        tests = [test.experiment for test in self.case.tests if test.supports]
        if self.relation.entries or any(
            Comparator.REFERENCE_METHOD in e.comparators for e in tests
        ):
            return Standing.SET
        read = self.case.study.reading_basis is ReadingBasis.FULL_TEXT
        return Standing.NOT_SET if read else Standing.UNKNOWN


def assays(evidence: Evidence) -> tuple[Assay, ...]:
    """Return all technology claims, in the order of the claims."""
    judged = evidence.judged.values()
    found = (each for each in judged if each.case.claim.family is Family.TECHNOLOGY)
    return tuple(Assay(each, _methods(each.case)) for each in found)


def _methods(case: Case) -> Mapping[str, frozenset[Topic]]:
    """Return the techniques of a study in the order in which an assay uses them."""
    study = case.study
    named = (*study.ev.separation, *study.measured_by, *study.ev.characterisation)
    return {
        key: frozenset(case.entities[key].topics if key in case.entities else ()) for key in named
    }
