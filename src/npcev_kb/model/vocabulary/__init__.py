"""Closed vocabularies: each member carries the definition that docs and editors show."""

from npcev_kb.model.vocabulary.base import Vocabulary
from npcev_kb.model.vocabulary.measures import ImmuneCompetence, LineRole, Matrix, MetricName, Unit
from npcev_kb.model.vocabulary.records import (
    AppraisalKind,
    CurationStatus,
    IdentificationStatus,
    LineIdentity,
    ReadingBasis,
    Voice,
    WorkKind,
)
from npcev_kb.model.vocabulary.vesicles import (
    CargoChange,
    CargoForm,
    EffectKind,
    EvSourceKind,
    EvTerm,
    TargetChange,
    TumourEffect,
)

VOCABULARIES: tuple[type[Vocabulary], ...] = (
    ReadingBasis, Voice, IdentificationStatus, EvTerm, EvSourceKind, Matrix, CargoForm,
    CargoChange, TargetChange, EffectKind, TumourEffect, ImmuneCompetence, LineRole, MetricName,
    Unit, WorkKind, AppraisalKind, CurationStatus, LineIdentity,
)  # fmt: skip
"""All of them, in the order in which the documentation shows them."""

__all__ = [
    "VOCABULARIES",
    "AppraisalKind",
    "CargoChange",
    "CargoForm",
    "CurationStatus",
    "EffectKind",
    "EvSourceKind",
    "EvTerm",
    "IdentificationStatus",
    "ImmuneCompetence",
    "LineIdentity",
    "LineRole",
    "Matrix",
    "MetricName",
    "ReadingBasis",
    "TargetChange",
    "TumourEffect",
    "Unit",
    "Vocabulary",
    "Voice",
    "WorkKind",
]
