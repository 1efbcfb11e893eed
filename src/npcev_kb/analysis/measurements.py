"""Biomarker claims as measurements: one for each cohort, comparison, matrix and set of analytes.

A number stays with the people, the matrix and the analytes it was measured with, so that tissue,
vesicles and whole fluids never stand in one row. Nothing is pooled: groups differ in people,
comparison and method, and a mean over them would be a number of nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.analysis.marker_relations import MarkerRelation, is_comparing, relation
from npcev_kb.model.claim import Metric
from npcev_kb.model.experiment import Experiment, Patients
from npcev_kb.model.vocabulary import (
    Comparator,
    Family,
    Matrix,
    MetricName,
    Timing,
    Unit,
    Validation,
)

MatrixKey = tuple[str | None, str | None, Matrix, tuple[str, ...]]
SHARES = (
    MetricName.AUC,
    MetricName.SENSITIVITY,
    MetricName.SPECIFICITY,
    MetricName.ACCURACY,
    MetricName.POSITIVE_RATE,
)
"""Measures from 0 to 1, in the order in which they are shown."""


def share(metric: Metric, value: float) -> float:
    """Return a value of a metric as a share of one."""
    return value / 100 if metric.unit is Unit.PERCENT else value


@dataclass(frozen=True)
class Measurement:
    """One row: a claim with the numbers of one cohort, comparison, matrix and set of analytes."""

    judged: Judged
    place: int
    """Which measurement of its claim it is, from 1."""
    matrix: Matrix
    metrics: tuple[Metric, ...]
    """Its numbers, each measure once; empty where none was seen."""
    relation: MarkerRelation

    @property
    def case(self) -> Case:
        """The claim."""
        return self.judged.case

    @property
    def key(self) -> str:
        """Address of the row."""
        return f"{self.judged.ref}-{self.place}"

    @property
    def analytes(self) -> tuple[str, ...]:
        """What was measured: as the numbers say, otherwise what the claim is about."""
        return (self.metrics[0].analytes if self.metrics else ()) or self.case.subject

    @property
    def comparison(self) -> str | None:
        """Who is told from whom, in the record's words."""
        return self.metrics[0].comparison if self.metrics else None

    @cached_property
    def by_name(self) -> Mapping[MetricName, Metric]:
        """The number of each measure."""
        return {metric.name: metric for metric in self.metrics}

    @property
    def has_interval(self) -> bool:
        """Whether any number has an interval."""
        return any(metric.ci95 for metric in self.metrics)

    @property
    def cohort(self) -> str | None:
        """The group of people that its numbers point to."""
        return self.metrics[0].cohort if self.metrics else None

    @cached_property
    def experiments(self) -> tuple[Experiment, ...]:
        """The supporting experiments of the claim in its matrix, those with its cohort if any."""
        here = [
            test.experiment
            for test in self.case.tests
            if test.supports and (test.experiment.matrix or Matrix.NOT_STATED) is self.matrix
        ]
        own = [e for e in here if self.cohort in {group.cohort for group in e.patients}]
        return tuple(own if self.cohort and own else here)

    @cached_property
    def people(self) -> tuple[Patients, ...]:
        """The people measured: the cohort of its numbers; without numbers those of experiments.

        Numbers that point to no cohort have no people: nobody knows how many they stand on.
        """
        if not self.metrics:
            return tuple(group for e in self.experiments for group in e.patients)
        return tuple(g for g in self.case.study.patients if self.cohort and g.cohort == self.cohort)

    @property
    def n(self) -> int | None:
        """The largest group of people that was counted."""
        return max((group.n for group in self.people if group.n), default=None)

    @property
    def comparators(self) -> tuple[Comparator, ...]:
        """Who stands on the other side."""
        return tuple(dict.fromkeys(c for e in self.experiments for c in e.comparators))

    @property
    def validation(self) -> tuple[Validation, ...]:
        """How it was checked on other people, as far as it was seen."""
        found = dict.fromkeys(e.validation for e in self.experiments)
        return tuple(each for each in found if each is not Validation.NOT_STATED)

    @property
    def timing(self) -> tuple[Timing, ...]:
        """When samples were taken, as far as it was seen."""
        found = dict.fromkeys(e.timing for e in self.experiments)
        return tuple(each for each in found if each is not Timing.NOT_STATED)


def measurements(evidence: Evidence) -> tuple[Measurement, ...]:
    """Return the measurements of all biomarker claims, in the order of the claims."""
    found = (j for j in evidence.judged.values() if j.case.claim.family is Family.BIOMARKER)
    return tuple(row for judged in found for row in _of_claim(judged))


def _of_claim(judged: Judged) -> Iterator[Measurement]:
    claim, known = judged.case.claim, relation(judged.case)
    own = [metric for metric in claim.metrics if not is_comparing(metric, known.keys)]
    rows = _rows(own) or [[]]
    for place, metrics in enumerate(rows, 1):
        matrix = metrics[0].matrix if metrics else claim.matrix or Matrix.NOT_STATED
        yield Measurement(judged, place, matrix, tuple(metrics), known)


def _rows(metrics: list[Metric]) -> list[list[Metric]]:
    """Put numbers of one cohort, comparison, matrix and analytes together, each measure once."""
    rows: list[tuple[MatrixKey, list[Metric]]] = []
    for metric in metrics:
        key = (metric.cohort, metric.comparison, metric.matrix, metric.analytes)
        for other, row in rows:
            if other == key and metric.name not in {each.name for each in row}:
                row.append(metric)
                break
        else:
            rows.append((key, [metric]))
    return [row for _, row in rows]
