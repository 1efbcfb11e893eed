"""Closed vocabularies: each member carries the definition that docs and editors show."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of words. A member is written as its value and knows its definition."""

    definition: str
    label: str

    def __new__(cls, value: str, definition: str = "", label: str = "") -> Self:
        """Make a member of its value, its definition and, where it differs, its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        member.label = label or value.replace("_", " ")
        return member


class Voice(Vocabulary):
    """Who says a thing."""

    STUDY = "study", "The study itself reports it."
    REVIEW = "review", "The review says it of the study."
    CURATOR = "curator", "A curator of this knowledge base infers or remarks it."


class ReadingBasis(Vocabulary):
    """How much of the source was read by whoever wrote the record."""

    REVIEW_ONLY = "review_only", "Only what the review says; the work itself was not seen."
    TITLE = "title", "Only the title and the bibliographic record were seen."
    SECONDARY_SOURCE = "secondary_source", "A report about the work was seen, not the work."
    ABSTRACT_PART = "abstract_part", "The abstract was seen in part."
    ABSTRACT = "abstract", "The whole abstract was seen."
    FULL_TEXT = "full_text", "The full text was read."


class IdentificationStatus(Vocabulary):
    """How sure it is which work stands behind a reference of the review."""

    CONFIRMED = "confirmed", "The work was seen and fits everything the review says."
    PROBABLE = "probable", "A work was seen that fits, but something is open: see the note."
    UNRESOLVED = "unresolved", "Nobody knows yet which work it is; no identifier is given."


class EvTerm(Vocabulary):
    """What the vesicles are, in the operational terms of MISEV2023."""

    SMALL_EV = (
        "small_ev",
        "Small vesicles, a size statement of the study (often below 200 nm).",
        "small vesicles",
    )
    LARGE_EV = (
        "large_ev",
        "Large vesicles, a size statement of the study (often above 200 nm).",
        "large vesicles",
    )
    EV_UNSPECIFIED = (
        "ev_unspecified",
        "Vesicles whose size or origin was not established, whatever word the study uses.",
        "vesicles, not specified further",
    )
    ENGINEERED_EV = (
        "engineered_ev",
        "Vesicles changed on purpose: loaded, decorated or from changed cells.",
        "engineered vesicles",
    )
    EV_MIMETIC = "ev_mimetic", "Vesicle-like particles made artificially.", "vesicle mimetics"
    NON_VESICULAR = "non_vesicular_particle", "Particles outside cells that are not vesicles."


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


class EvSourceKind(Vocabulary):
    """What gives off the vesicles."""

    CULTURE = "cell_culture", "Cells in culture, by their medium."
    PLASMA = "plasma", "Plasma."
    SERUM = "serum", "Serum."
    BLOOD = "blood", "Blood; serum or plasma is not said."
    TISSUE = "tissue", "Tissue."
    ENGINEERED = "engineered", "A preparation made for delivery."
    NOT_STATED = "not_stated", "The source seen does not say."


class CargoForm(Vocabulary):
    """The molecular form in which a cargo was found or loaded."""

    PROTEIN = "protein", "Protein of the host."
    PHOSPHOPROTEIN = "phosphoprotein", "Phosphorylated protein of the host."
    VIRAL_PROTEIN = "viral_protein", "Protein of a virus."
    MRNA = "mrna", "Messenger RNA.", "mRNA"
    MIRNA = "mirna", "MicroRNA of the host.", "miRNA"
    VIRAL_MIRNA = "viral_mirna", "MicroRNA of a virus.", "viral miRNA"
    LNCRNA = "lncrna", "Long non-coding RNA.", "lncRNA"
    CIRCRNA = "circrna", "Circular RNA.", "circRNA"
    DNA = "dna", "DNA.", "DNA"
    LIPID = "lipid", "Lipid."
    DRUG = "drug", "Small-molecule drug loaded into vesicles."
    PEPTIDE = "peptide", "Peptide, such as one for targeting on the vesicle's surface."
    OLIGONUCLEOTIDE = "oligonucleotide", "Made oligonucleotide, such as an antagomiR."
    NOT_STATED = "not_stated", "The source seen does not say whether protein or RNA was meant."


class CargoChange(Vocabulary):
    """How a cargo differs in the vesicles studied."""

    INCREASED = "increased", "Higher than in the comparator."
    DECREASED = "decreased", "Lower than in the comparator."
    PRESENT = "present", "Found; no comparison is stated."
    ENGINEERED = "engineered", "Brought in on purpose."
    NOT_STATED = "not_stated", "The source seen does not say."


class TargetChange(Vocabulary):
    """What happens to a target or pathway in the recipient."""

    INCREASED = "increased", "More of it."
    DECREASED = "decreased", "Less of it."
    ACTIVATED = "activated", "Switched on."
    INHIBITED = "inhibited", "Held back."
    BOUND = "bound", "Bound; the consequence is stated elsewhere."
    MODIFIED = "modified", "Chemically modified, such as ubiquitinated."
    INVOLVED = "involved", "Named as part of the mechanism, without a direction."


class EffectKind(Vocabulary):
    """What the vesicles or their cargo do to an outcome, or how they relate to it."""

    PROMOTES = "promotes", "Raises or speeds the outcome."
    INHIBITS = "inhibits", "Lowers or slows the outcome."
    NO_EFFECT = "no_effect", "Was tested and does not change the outcome."
    ALTERS = "alters", "Changes the outcome; the direction was not seen."
    ASSOCIATED_WITH = "associated_with", "Goes along with the outcome in patients or samples."
    DISTINGUISHES = "distinguishes", "Tells groups of people or samples apart.", "marker for"
    PREDICTS = "predicts", "Goes along with what happens later."
    ENABLES = "enables", "Makes a procedure possible, such as detection or delivery."


class TumourEffect(Vocabulary):
    """Which side the vesicles take."""

    PRO_TUMOUR = "pro_tumour", "They help the tumour.", "pro-tumour"
    ANTI_TUMOUR = "anti_tumour", "They act against the tumour.", "anti-tumour"
    CONTEXT_DEPENDENT = "context_dependent", "Both, depending on conditions.", "depends on context"
    NOT_APPLICABLE = "not_applicable", "They are a marker or a tool, not an actor."


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


class WorkKind(Vocabulary):
    """What kind of work a reference is that is not a study record."""

    GUIDELINE = "guideline", "Guideline or consensus of a society."
    REVIEW = "review", "Review article."
    PRIMARY = "primary", "Primary research that is not about vesicles in the reviewed field."
    NOT_KNOWN = "not_known", "Not identified, so its kind is not known."


class AppraisalKind(Vocabulary):
    """What an appraisal says of a study or of a group of studies."""

    LIMITATION = "limitation", "Something that weakens or bounds the finding."
    STRENGTH = "strength", "Something that supports it."
    GAP = "gap", "Something that nobody has looked at."
    DISPUTE = "dispute", "A disagreement between studies."


class CurationStatus(Vocabulary):
    """Where a record stands in the work of the curators."""

    DRAFT = "draft", "Being written; left out of default exports."
    UNREVIEWED = "unreviewed", "Complete, not yet read by a second person."
    REVIEWED = "reviewed", "Read by a second person."


class LineIdentity(Vocabulary):
    """What is known of the identity of a cell line."""

    REPORTED_PROBLEM = "reported_problem", "Somebody reported it as contaminated or misidentified."
    NO_REPORT_SEEN = "no_report_seen", "The sources checked carry no report; not a clean bill."
    NOT_CHECKED = "not_checked", "Nobody has looked yet."


VOCABULARIES: tuple[type[Vocabulary], ...] = (
    ReadingBasis, Voice, IdentificationStatus, EvTerm, EvSourceKind, Matrix, CargoForm,
    CargoChange, TargetChange, EffectKind, TumourEffect, ImmuneCompetence, LineRole, MetricName,
    Unit, WorkKind, AppraisalKind, CurationStatus, LineIdentity,
)  # fmt: skip
"""All of them, in the order in which the documentation shows them."""
