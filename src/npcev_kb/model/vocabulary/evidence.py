"""Vocabularies of experiments and claims: what was done, and what is said to follow."""

from __future__ import annotations

from npcev_kb.model.vocabulary.base import Vocabulary


class Design(Vocabulary):
    """What kind of experiment it was."""

    CELL_CULTURE = "cell_culture", "Cells in culture, one kind of cell at a time."
    CO_CULTURE = "co_culture", "Several kinds of cells together in culture.", "co-culture"
    EX_VIVO = "ex_vivo", "Living cells or tissue taken from people or animals."
    ANIMAL = "animal", "Living animals."
    PATIENT_ASSOCIATION = "patient_association", "Samples of people, compared or correlated."
    DIAGNOSTIC_ACCURACY = (
        "diagnostic_accuracy",
        "Samples of people with and without a disease, told apart by a test.",
    )
    PROGNOSTIC_COHORT = "prognostic_cohort", "Samples of patients set against what happened later."
    CLINICAL_TRIAL = "clinical_trial", "An intervention in patients."
    OMICS_DISCOVERY = (
        "omics_discovery",
        "A search through many molecules; it finds candidates and tests none.",
    )
    IN_SILICO = "in_silico", "Computation or databases only; no test of its own.", "in silico"
    ASSAY_DEVELOPMENT = "assay_development", "A device or assay tried on vesicles."
    NOT_STATED = "not_stated", "The source seen does not say."


class Manipulated(Vocabulary):
    """What the experimenters changed."""

    VESICLES_GIVEN = "vesicles_given", "Isolated vesicles were added to cells or given to animals."
    CARGO_IN_DONOR = (
        "cargo_in_donor",
        "The cargo was raised, lowered or removed in the cells that shed the vesicles.",
    )
    SECRETION = "secretion", "The release of vesicles was blocked or raised."
    RECIPIENT_PATHWAY = (
        "recipient_pathway",
        "A molecule or pathway of the recipient was changed.",
    )
    WHOLE_ORGANISM = (
        "whole_organism",
        "A drug or condition acted on the whole animal, or on all cells at once.",
    )
    NONE = "none", "Nothing: it was only observed."
    NOT_STATED = "not_stated", "The source seen does not say."


class Role(Vocabulary):
    """What an experiment can tell about a claim."""

    NECESSITY = "necessity", "Without the thing the effect is lost or weaker."
    SUFFICIENCY = "sufficiency", "The thing alone brings the effect about."
    RESCUE = "rescue", "Given back, the thing restores the lost effect."
    DIRECT_PHYSICAL = "direct_physical", "Two molecules were shown to touch."
    TESTED = "tested", "The effect was tested; how was not seen."
    ASSOCIATION = "association", "The two go along with one another."
    PREDICTION = "prediction", "The thing goes along with what happens later."
    FEASIBILITY = "feasibility", "The procedure works."


class Stance(Vocabulary):
    """On which side of a claim an experiment stands."""

    SUPPORTS = "supports", "The result speaks for the claim."
    REFUTES = "refutes", "The result speaks against the claim."
    UNINFORMATIVE = "uninformative", "The result speaks for neither side."


class Comparator(Vocabulary):
    """What a group or sample was compared with."""

    HEALTHY = "healthy", "Healthy people."
    BENIGN_DISEASE = "benign_disease", "People with a benign disease, such as nasopharyngitis."
    OTHER_CANCER = "other_cancer", "People with another cancer."
    EBV_CARRIER = "ebv_carrier", "Healthy carriers of EBV.", "EBV carriers"
    ADJACENT_TISSUE = "adjacent_tissue", "Tissue beside the tumour, or normal tissue."
    SAME_DISEASE = (
        "same_disease",
        "Patients with the same disease who differ in stage, level or outcome.",
    )
    UNTREATED = "untreated", "The same without the manipulation."
    REFERENCE_METHOD = "reference_method", "An established method on the same samples."


class MarkerRelation(Vocabulary):
    """How a marker stands to an established one."""

    COMPARED = "compared", "Both were measured, and one was set against the other."
    COMBINED = "combined", "Both were taken together into one test.", "combined with"
    INDEPENDENT = (
        "independent",
        "The source says that the one does not depend on the other.",
        "independent of",
    )
    NOT_STATED = "not_stated", "The source seen names both and does not say how they stand."


class Validation(Vocabulary):
    """How a marker or model was checked on people other than those it was made from."""

    NONE = "none", "Not at all, as far as the whole paper says."
    RANDOM_SPLIT = "random_split", "One group of people was split at random."
    INTERNAL_SEPARATE = (
        "internal_separate",
        "A separate group of the same centre, with the marker fixed before.",
    )
    EXTERNAL = "external", "A group of another centre, with the marker fixed before."
    NOT_STATED = "not_stated", "The source seen does not say, or does not say of which kind."


class Timing(Vocabulary):
    """When samples were taken and the question was asked."""

    RETROSPECTIVE = "retrospective", "The samples were there before the question."
    PREDIAGNOSTIC = "prediagnostic", "Samples stored before the diagnosis was made."
    PROSPECTIVE = "prospective", "The endpoint was fixed before people were taken in."
    NOT_STATED = "not_stated", "The source seen does not say."


class Adjustment(Vocabulary):
    """Whether a prognosis was adjusted for what else bears on it."""

    ADJUSTED = "adjusted", "Stage, treatment or the like were taken into account."
    UNADJUSTED = "unadjusted", "Nothing else was taken into account."
    NOT_STATED = "not_stated", "The source seen does not say."


class ResistanceModel(Vocabulary):
    """Where resistant cells come from."""

    INDUCED_LINE = "induced_line", "Made resistant in culture.", "line made resistant in culture"
    NATURAL = "natural", "From patients or tumours that resisted treatment."
    NOT_STATED = "not_stated", "The source seen does not say."


class Result(Vocabulary):
    """What came out of an experiment, for its readout."""

    INCREASE = "increase", "More of it."
    DECREASE = "decrease", "Less of it."
    NO_CHANGE = "no_change", "No difference."
    DIFFERENCE = "difference", "The groups differ; the direction is not stated or has no meaning."
    MIXED = "mixed", "More in one condition, less in another."
    NOT_STATED = "not_stated", "The source seen does not say."


class Family(Vocabulary):
    """What kind of question a claim answers; levels are never mixed between families."""

    MECHANISM = "mechanism", "What vesicles or their cargo do."
    BIOMARKER = "biomarker", "What a measurement tells about patients."
    THERAPY = "therapy", "What happens when vesicles are used or hit as a treatment."
    TECHNOLOGY = "technology", "What a device or assay can do."


class Nature(Vocabulary):
    """What a claim says of cause and effect; follows from its family and effect."""

    CAUSAL = "causal", "One thing brings another about."
    ASSOCIATIONAL = "associational", "Two things go along with one another."
    FEASIBILITY = "feasibility", "A procedure works."


class Actor(Vocabulary):
    """Who acts in a claim."""

    VESICLES = "vesicles", "The vesicles, on the cells that receive them."
    DONOR_CELL = (
        "donor_cell",
        "A molecule inside the cell that sheds the vesicles: on release, sorting and the like.",
    )


class EbvStatus(Vocabulary):
    """Infection with the Epstein-Barr virus, where a claim depends on it."""

    POSITIVE = "positive", "Infected cells or patients."
    NEGATIVE = "negative", "Cells or patients without infection."
    MIXED = "mixed", "Both."


class Oxygen(Vocabulary):
    """Supply of oxygen, where a claim depends on it."""

    HYPOXIA = "hypoxia", "Low oxygen."
    NORMOXIA = "normoxia", "Normal oxygen."


class Topic(Vocabulary):
    """What a term is about, as far as flags and comparisons ask for it."""

    IMMUNITY = "immunity", "An outcome that needs immune cells."
    PROGNOSIS = "prognosis", "An outcome of patients over time."
    RESISTANCE = "resistance", "Resistance to a treatment."
    DIAGNOSIS = "diagnosis", "Telling the diseased from others."
    NUCLEAR = "nuclear", "A molecule whose usual place is the cell nucleus."
    AMPLIFICATION = "amplification", "A step of an assay that makes a weak signal strong."
    NANOMATERIAL = "nanomaterial", "A material of nanometres that an assay rests on."
    READOUT = "readout", "A way in which an assay is read."


class SourceEventKind(Vocabulary):
    """What was found when somebody looked whether a work still stands."""

    NOTHING_FOUND = "nothing_found", "The register was asked and has no entry."
    CORRECTION = "correction", "A correction was published."
    CONCERN = "expression_of_concern", "The journal expressed concern."
    RETRACTION = "retraction", "The work was retracted."
    REINSTATEMENT = "reinstatement", "A retraction or concern was taken back."
    PREPRINT_OF = "preprint_of", "The work is a preprint; its version of record was published."
    VERSION_OF_RECORD = "version_of_record", "The work was published before as a preprint."
