"""Vocabularies of vesicles: what they are, what they carry, and what they do."""

from __future__ import annotations

from npcev_kb.model.vocabulary.base import Vocabulary


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
