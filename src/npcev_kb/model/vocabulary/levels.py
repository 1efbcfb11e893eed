"""Vocabularies of what is computed: levels, states of flags, ladders. Never typed in a record."""

from __future__ import annotations

from npcev_kb.model.vocabulary.base import Vocabulary


class Level(Vocabulary):
    """How far a claim has been tested. The level says reach, not truth."""

    E0 = (
        "E0",
        "No test of the claim, none that was seen, or a retracted work; the trace says which.",
    )
    E1 = "E1", "Tested in cells or samples in the laboratory."
    E2 = "E2", "Tested in living animals, with the vesicles themselves as what was changed."
    E3 = "E3", "Measured in samples of patients, for the claimed analyte in the claimed matrix."
    E4 = (
        "E4",
        "Validated in patients: on a separate group, or in two or more centres that each report.",
    )
    E5 = "E5", "Prospective with an endpoint fixed before, or a trial."

    @property
    def rank(self) -> int:
        """Position on the scale, from 0 to 5."""
        return int(self[1])


class FlagState(Vocabulary):
    """What is known of a danger. Only a fact that was seen clears a flag."""

    RAISED = "raised", "The fact was seen and is a reason for care."
    CLEARED = "cleared", "The fact was seen and the danger does not apply."
    NOT_ASSESSABLE = "not_assessable", "The fact that would decide it was not seen."


class EdrnPhase(Vocabulary):
    """Phases of marker development after the Early Detection Research Network (Pepe 2001)."""

    NONE = "none", "No phase: nothing measured in patients was seen."
    ONE = "phase 1", "Exploratory: candidates were looked for."
    TWO = "phase 2", "An assay tells established disease from controls."
    THREE = "phase 3", "Samples stored before diagnosis were measured."
    FOUR = "phase 4", "People without symptoms were screened prospectively."
    FIVE = "phase 5", "The effect of screening on the burden of disease was measured."


class TherapyRung(Vocabulary):
    """How far a treatment has come."""

    NONE = "none", "No test was seen."
    CELLS = "cells", "Tested in cells."
    ANIMAL_UNKNOWN = "animal, immune system not known", "Animals whose immune system was not seen."
    ANIMAL_DEFICIENT = "immunodeficient animal", "Animals without working T cells."
    ANIMAL_COMPETENT = (
        "immunocompetent or humanised animal",
        "Animals with working immunity; where the treatment goes in the body was not shown.",
    )
    ANIMAL_WHOLE = (
        "immunocompetent or humanised animal, with biodistribution",
        "Animals with working immunity, and where the treatment goes was shown.",
    )
    HUMAN = "people", "Given to people."


class TechnologyRung(Vocabulary):
    """How far a device or assay has come."""

    NONE = "none", "No test was seen."
    SPIKED = "cell vesicles or spiked samples", "Tried on vesicles of cells or on spiked samples."
    SAMPLES = "patient samples", "Tried on samples of patients."
    REFERENCE = "against a reference method", "Compared with an established method on patients."
    SITES = "several centres", "Tried in two or more centres."
