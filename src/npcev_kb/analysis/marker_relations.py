"""How a marker stands to established ones: compared, not compared, or not known.

Rule: a claim is set against the established markers that its supporting experiments in its own
matrix name. A claim without any is "not compared" only if the full text of its study was read;
otherwise nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.evidence import Judged
from npcev_kb.model.claim import Metric
from npcev_kb.model.experiment import Experiment, ReferenceMarker
from npcev_kb.model.vocabulary import EffectKind, Family, MetricName, ReadingBasis


class Standing(Enum):
    """What is known of a claim beside established markers."""

    SET = "compared"
    NOT_SET = "not compared"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class SetAgainst:
    """One established marker beside a claim: the entry, its experiment, and what came out."""

    marker: ReferenceMarker
    experiment: Experiment
    results: tuple[Metric, ...]
    """Numbers of the claim that tell how the two compare."""


@dataclass(frozen=True)
class MarkerRelation:
    """Everything known of a claim beside established markers."""

    standing: Standing
    entries: tuple[SetAgainst, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The established markers, each once."""
        return tuple(dict.fromkeys(entry.marker.entity for entry in self.entries))


@dataclass(frozen=True)
class Answer:
    """One established marker with the claims of diagnosis set against it."""

    key: str
    claims: tuple[tuple[Judged, MarkerRelation], ...]

    @property
    def studies(self) -> frozenset[str]:
        """The studies behind the claims."""
        return frozenset(judged.case.study.id for judged, _ in self.claims)


@dataclass(frozen=True)
class Answers:
    """Which markers that tell groups apart were set against which established ones."""

    by_marker: tuple[Answer, ...]
    claims: int
    not_set: int
    unknown: int


def relation(case: Case) -> MarkerRelation:
    """Return how a claim stands to established markers."""
    named = [
        (marker, test.experiment)
        for test in case.tests
        if test.supports and case.in_own_matrix(test.experiment)
        for marker in test.experiment.reference_markers
    ]
    keys = {marker.entity for marker, _ in named}
    told: set[str] = set()
    entries = []
    for marker, experiment in named:
        found = () if marker.entity in told else _results(case, marker.entity, alone=len(keys) == 1)
        told.add(marker.entity)
        entries.append(SetAgainst(marker, experiment, found))
    read = case.study.reading_basis is ReadingBasis.FULL_TEXT
    empty = Standing.NOT_SET if read else Standing.UNKNOWN
    return MarkerRelation(Standing.SET if entries else empty, tuple(entries))


def is_comparing(metric: Metric, keys: Iterable[str]) -> bool:
    """Tell whether a number is that of an established marker alone, or of the step away from it."""
    known = set(keys)
    if not known:
        return False
    alone = bool(metric.analytes) and known.issuperset(metric.analytes)
    return alone or metric.name is MetricName.RECLASSIFICATION


def _results(case: Case, key: str, *, alone: bool) -> tuple[Metric, ...]:
    """Return the numbers on a marker; a reclassification has no analyte for the old test."""
    return tuple(
        metric
        for metric in case.claim.metrics
        if metric.analytes == (key,) or (alone and metric.name is MetricName.RECLASSIFICATION)
    )


def answers(judged: Iterable[Judged]) -> Answers:
    """Return the answer to: which markers were compared with which established ones.

    Only claims that tell groups apart are asked, those on other diseases left out.
    """
    asked = [
        (each, relation(each.case))
        for each in judged
        if each.case.claim.family is Family.BIOMARKER
        and each.case.claim.effect is EffectKind.DISTINGUISHES
        and each.in_field is not False
    ]
    keys = dict.fromkeys(key for _, found in asked for key in found.keys)
    by_marker = tuple(
        Answer(key, tuple((each, found) for each, found in asked if key in found.keys))
        for key in keys
    )
    count = [found.standing for _, found in asked]
    return Answers(
        tuple(sorted(by_marker, key=lambda answer: (-len(answer.claims), answer.key))),
        len(asked),
        count.count(Standing.NOT_SET),
        count.count(Standing.UNKNOWN),
    )
