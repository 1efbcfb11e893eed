"""Vocabularies of debates and open questions."""

from __future__ import annotations

from npcev_kb.model.vocabulary.base import Vocabulary


class Relation(Vocabulary):
    """How the sides of a debate stand to one another."""

    DISPUTES = "disputes", "They cannot both hold under the same conditions."
    OPPOSITE_DIRECTION = (
        "opposite_direction",
        "They act on one outcome in opposite directions, by different cargo or cells.",
        "opposite directions",
    )
    QUALIFIES = "qualifies", "The first side bounds when or how far the second holds."
    REPLICATES = "replicates", "Independent groups found the same."
    EXTENDS = "extends", "The first side carries the second further."
    SAME_GROUP = "same_group", "One group of people stands behind both, so they are no two votes."
    SUPERSEDES = "supersedes", "The first side replaces the second."

    @property
    def symmetric(self) -> bool:
        """Whether the relation reads the same from each side."""
        return self not in (Relation.QUALIFIES, Relation.EXTENDS, Relation.SUPERSEDES)


class DebateStatus(Vocabulary):
    """Whether a debate is settled."""

    OPEN = "open", "Nothing seen settles it."
    EXPLAINED = "explained_by_context", "The conditions that differ explain it."
    RESOLVED = "resolved", "Later work settled it."


class ConditionKind(Vocabulary):
    """In what the sides of a debate differ."""

    MODEL = "model", "Cells, animals or patients."
    OXYGEN = "oxygen", "Supply of oxygen."
    EBV_STATUS = "ebv_status", "Infection with EBV.", "EBV status"
    HOST = "host", "Species and immune system of the animals."
    MATRIX = "matrix", "In what it was measured."
    METHOD = "method", "How it was measured or made."
    CARGO = "cargo", "What the vesicles carry."
    DOSE = "dose", "How much was given."
    CELL_SOURCE = "cell_source", "Which cells shed the vesicles."
    POPULATION = "population", "Which people were studied."
    COMPARATOR = "comparator", "With what it was compared."
    OTHER = "other", "Something else, as the values say."


class QuestionKind(Vocabulary):
    """Why a question is open."""

    CONFLICT = "conflict", "Findings disagree."
    MISSING_VALIDATION = "missing_validation", "Nobody has checked it on other people or samples."
    MECHANISM_GAP = "mechanism_gap", "A step between cause and effect is not known."
    METHOD_GAP = "method_gap", "The way of measuring or making is not settled."
    TRANSLATION = "translation", "The step towards patients is missing."
    MEASUREMENT = "measurement", "The fact was not measured, or not seen."


class QuestionStatus(Vocabulary):
    """Whether a question is answered."""

    OPEN = "open", "Nothing seen answers it."
    ANSWERED = "answered", "Later work answered it."
