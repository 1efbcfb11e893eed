"""Vocabularies of models and numbers."""

from __future__ import annotations

from npcev_kb.model.vocabulary.base import Vocabulary


class MatrixClass(Vocabulary):
    """What kind of thing a matrix is. Numbers of two kinds are never put together."""

    VESICLES = "vesicles", "Vesicles from blood of people.", "vesicles from people"
    FLUID = "fluid", "A fluid as a whole, vesicles and all else.", "whole fluids"
    SWAB = "swab", "What a brush or swab takes up.", "swabs"
    TISSUE = "tissue", "Tumour or other tissue."
    CELL_VESICLES = "cell_vesicles", "Vesicles from cells in culture.", "vesicles from cells"
    CELLS = "cells", "Cells in culture."
    NOT_STATED = "not_stated", "The source seen does not say.", "matrix not known"


class Matrix(Vocabulary):
    """In what something was measured. A fluid and the vesicles from it are two matrices."""

    TISSUE = "tissue", "Tumour or other tissue."
    SERUM = "serum", "Serum as a whole."
    PLASMA = "plasma", "Plasma as a whole."
    SERUM_EV = "serum_ev", "Vesicles from serum.", "vesicles from serum"
    PLASMA_EV = "plasma_ev", "Vesicles from plasma.", "vesicles from plasma"
    BLOOD_EV = (
        "blood_ev",
        "Vesicles from blood; serum or plasma is not said.",
        "vesicles from blood",
    )
    SALIVA = "saliva", "Saliva."
    URINE = "urine", "Urine."
    SWAB = "swab", "Nasopharyngeal brushing or swab.", "nasopharyngeal swab"
    CELLS = "cells", "Cells in culture."
    CELL_EV = "cell_ev", "Vesicles from cells in culture.", "vesicles from cells"
    NOT_STATED = "not_stated", "The source seen does not say in what it was measured."

    @property
    def kind(self) -> MatrixClass:
        """What kind of thing it is: a fluid and the vesicles from it are two kinds."""
        return _KINDS.get(self.value, MatrixClass.FLUID)


_KINDS = {
    "tissue": MatrixClass.TISSUE,
    "serum_ev": MatrixClass.VESICLES,
    "plasma_ev": MatrixClass.VESICLES,
    "blood_ev": MatrixClass.VESICLES,
    "swab": MatrixClass.SWAB,
    "cells": MatrixClass.CELLS,
    "cell_ev": MatrixClass.CELL_VESICLES,
    "not_stated": MatrixClass.NOT_STATED,
}


class ImmuneCompetence(Vocabulary):
    """The immune system of an animal host."""

    COMPETENT = "competent", "Intact."
    T_CELL_DEFICIENT = (
        "t_cell_deficient",
        "Without working T cells, such as a nude mouse.",
        "T-cell-deficient",
    )
    SEVERELY_DEFICIENT = "severely_deficient", "Without T and B cells or worse, such as NSG."
    HUMANISED = "humanised", "With human immune cells."
    NOT_STATED = "not_stated", "The source seen does not say."


class LineRole(Vocabulary):
    """What cells do in an experiment."""

    SOURCE = "source", "They give off the vesicles."
    RECIPIENT = "recipient", "They take the vesicles up."
    BOTH = "both", "They do both."
    NOT_STATED = "not_stated", "The source seen does not say."


class MetricName(Vocabulary):
    """What a number measures."""

    AUC = "auc", "Area under the receiver operating characteristic curve.", "AUC"
    SENSITIVITY = "sensitivity", "Share of the diseased that the test finds."
    SPECIFICITY = "specificity", "Share of the others that the test leaves out."
    ACCURACY = "accuracy", "Share of all that are classified rightly."
    POSITIVE_RATE = "positive_rate", "Share of a group in which the test is positive."
    RECLASSIFICATION = (
        "net_reclassification_improvement",
        "Net share of people whom a new test classifies better than the old one.",
    )
    LIMIT_OF_DETECTION = "limit_of_detection", "The least that the assay can tell from nothing."
    RANGE_LOW = (
        "linear_range_low",
        "Lower end of the assay's linear range.",
        "linear range, lower end",
    )
    RANGE_HIGH = (
        "linear_range_high",
        "Upper end of the assay's linear range.",
        "linear range, upper end",
    )
    SAMPLE_VOLUME = "sample_volume", "Volume of sample that the assay needs."
    P_VALUE_BELOW = "p_value_below", "Upper bound of a p value as stated.", "p below"
    HAZARD_RATIO = "hazard_ratio", "Hazard ratio."


class Unit(Vocabulary):
    """The unit of a number."""

    RATIO = "ratio", "A number from 0 to 1, or a ratio without unit."
    PERCENT = "percent", "Parts of a hundred.", "%"
    PARTICLES_PER_ML = "particles_per_ml", "Particles in a millilitre.", "particles/mL"
    MICROLITRE = "microlitre", "Microlitres.", "µL"
