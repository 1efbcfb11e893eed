"""Which records name which terms, and in which role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A study that names a term, with the roles in which it does, in a fixed order."""

    study: str
    roles: tuple[str, ...]


def named_by(study: Study) -> Iterator[tuple[str, str]]:
    """Yield each term of a study with its role, as (key, role)."""
    for disease in (study.disease, *(claim.context.disease for claim in study.claims)):
        if disease:
            yield disease, "disease"
    for source in study.ev.sources:
        if source.cell:
            yield source.cell, "vesicle source"
    for cargo in study.cargo:
        yield cargo.entity, "cargo"
    for recipient in study.recipients:
        yield recipient.entity, "recipient"
    for target in study.targets:
        yield target.entity, "target"
    for pathway in study.pathways:
        yield pathway.entity, "pathway"
    for claim in study.claims:
        yield claim.outcome, "outcome"
        for key in claim.subject:
            yield key, "subject"
        for step in claim.via:
            yield step.entity, "step"
    for line in study.cell_lines:
        yield line.entity, "cell line"
    for cells in study.cells:
        yield cells.entity, "cells"
    for host in study.animals:
        if host.species:
            yield host.species, "animal host"
    for method in (*study.ev.separation, *study.ev.characterisation):
        yield method, "method"
    for method in study.measured_by:
        yield method, "measurement"
    for experiment in study.experiments:
        for analyte in experiment.measured:
            yield analyte, "measured"
        for marker in experiment.reference_markers:
            yield marker.entity, "reference marker"
    for metric in study.metrics:
        for analyte in metric.analytes:
            yield analyte, "measured"


def mentions(kb: KnowledgeBase) -> Mapping[str, tuple[Mention, ...]]:
    """Map each term that some study names to its mentions, sorted by study."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    for study in kb.studies.values():
        for key, role in named_by(study):
            found.setdefault(key, {}).setdefault(study.id, {})[role] = None
    return {
        key: tuple(Mention(study, tuple(roles)) for study, roles in sorted(studies.items()))
        for key, studies in sorted(found.items())
    }
