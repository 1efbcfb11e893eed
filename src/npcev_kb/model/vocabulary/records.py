"""Vocabularies of a record as such: who says it, how much was read, where it stands."""

from __future__ import annotations

from npcev_kb.model.vocabulary.base import Vocabulary


class Voice(Vocabulary):
    """Who says a thing."""

    STUDY = "study", "The study itself reports it.", "The study"
    REVIEW = "review", "The review says it of the study.", "The review"
    CURATOR = (
        "curator",
        "A curator of this knowledge base infers or remarks it.",
        "A curator",
    )


class ReadingBasis(Vocabulary):
    """How much of the source was read by whoever wrote the record."""

    REVIEW_ONLY = "review_only", "Only what the review says; the work itself was not seen."
    TITLE = "title", "Only the title and the bibliographic record were seen."
    SECONDARY_SOURCE = "secondary_source", "A report about the work was seen, not the work."
    ABSTRACT_PART = "abstract_part", "The abstract was seen in part.", "part of abstract"
    ABSTRACT = "abstract", "The whole abstract was seen."
    FULL_TEXT = "full_text", "The full text was read."


class IdentificationStatus(Vocabulary):
    """How sure it is which work stands behind a reference of the review."""

    CONFIRMED = (
        "confirmed",
        "The work was seen and fits everything the review says.",
        "identified",
    )
    PROBABLE = (
        "probable",
        "A work was seen that fits, but something is open: see the note.",
        "probably identified",
    )
    UNRESOLVED = (
        "unresolved",
        "Nobody knows yet which work it is; no identifier is given.",
        "not identified",
    )


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

    DRAFT = "draft", "Being written; checked, but left out of site and exports."
    UNREVIEWED = "unreviewed", "Complete, not yet read by a second person."
    REVIEWED = "reviewed", "Read by a second person."


class LineIdentity(Vocabulary):
    """What is known of the identity of a cell line."""

    REPORTED_PROBLEM = "reported_problem", "Somebody reported it as contaminated or misidentified."
    NO_REPORT_SEEN = "no_report_seen", "The sources checked carry no report; not a clean bill."
    NOT_CHECKED = "not_checked", "Nobody has looked yet."


class Service(Vocabulary):
    """A service that is asked about published works."""

    CROSSREF = "crossref", "Crossref, the register of DOIs of journals.", "Crossref"
    PUBMED = "pubmed", "PubMed, asked through NCBI's E-utilities.", "PubMed"
    EUROPEPMC = "europepmc", "Europe PMC, which holds preprints too.", "Europe PMC"
    OPENALEX = "openalex", "OpenAlex; asked only when named.", "OpenAlex"


class ScreeningStatus(Vocabulary):
    """Where a candidate of the living search stands."""

    NEW = "new", "Nobody has looked at it."
    INCLUDED = "included", "It belongs here; a record was begun."
    EXCLUDED = "excluded", "It does not belong here, for the reason given."
    LATER = "later", "To be looked at again."


class ExclusionReason(Vocabulary):
    """Why a candidate does not belong here."""

    OTHER_DISEASE = "other_disease", "It is about another disease."
    NO_VESICLES = "no_vesicles", "It is not about extracellular vesicles."
    NO_PRIMARY_DATA = "no_primary_data", "A review, comment, protocol or notice."
    DUPLICATE = "duplicate", "Another version of a work that is known."
    NOT_ACCESSIBLE = "not_accessible", "Not enough of it can be read to judge it."
    OTHER = "other", "Another reason, told in the note."


class HistoryKind(Vocabulary):
    """What was decided on a record with the tool's help."""

    IDENTIFIED = "identified", "A work was chosen as the one that the review cites."
    NONE_FITS = "none_fits", "None of the works that were found is the one that the review cites."
    ACCEPTED = "accepted", "The word of a service was taken over."
