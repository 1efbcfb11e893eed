"""Flags of work in cells and animals, of the vesicles themselves, and of the source."""

from __future__ import annotations

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.flag_register import Answer, flag
from npcev_kb.analysis.groups import GroupCount
from npcev_kb.analysis.source_status import last_word
from npcev_kb.model.vocabulary import (
    Family,
    FlagState,
    ImmuneCompetence,
    LineIdentity,
    Manipulated,
    ReadingBasis,
    ResistanceModel,
    SourceEventKind,
    Topic,
)

RAISED, CLEARED, UNSEEN = FlagState.RAISED, FlagState.CLEARED, FlagState.NOT_ASSESSABLE
_DEFICIENT = (ImmuneCompetence.T_CELL_DEFICIENT, ImmuneCompetence.SEVERELY_DEFICIENT)


@flag
def cell_line_identity(case: Case, peers: GroupCount) -> Answer | None:
    """Many lines used as nasopharyngeal carcinoma were reported to be something else.

    Concerns: claims tested in cells or animals.
    Raised: a line that the source names is reported as contaminated or misidentified.
    Cleared: every line is named, was looked up, and no report was seen.
    Source: the registers named with each cell line (Cellosaurus, ICLAC) and a commentary that
        counted 1,159 papers with contaminated lines (PubMed 38606998).
    """
    if not case.laboratory:
        return None
    lines = [line.entity for test in case.laboratory for line in test.experiment.cell_lines]
    for key in sorted(set(lines)):
        if case.line_identity(key) is LineIdentity.REPORTED_PROBLEM:
            return RAISED, _report(case, key)
    unchecked = [
        key for key in sorted(lines) if case.line_identity(key) is LineIdentity.NOT_CHECKED
    ]
    if unchecked:
        return UNSEEN, f"{case.label(unchecked[0])} is not yet checked"
    if not lines:
        return UNSEEN, "no cell line is named in what was read"
    if any(not test.experiment.cell_lines for test in case.laboratory):
        return UNSEEN, "some experiments name no cell line in what was read"
    return CLEARED, "no report was seen on the lines named; this is no clean bill"


def _report(case: Case, key: str) -> str:
    """Word a problem as its source does: reported as ... by ..."""
    identity = case.entities[key].identity
    report = identity.reports[0] if identity and identity.reports else None
    said = f"{report.text} (source: {report.source})" if report else "reported as problematic"
    return f"{case.label(key)}: {said}"


@flag
def immune_claim_t_deficient_host(case: Case, peers: GroupCount) -> Answer | None:
    """A mouse without T cells cannot show what vesicles do to immunity.

    Concerns: claims on an immune outcome that were tested in animals.
    Raised: an animal host is described as deficient in T cells, as nude or NSG mice are.
    Cleared: every host is described as immunocompetent or humanised.
    Source: review section 3.1 (tumour growth in nude mice weakens conclusions on immunity).
    """
    if not (case.about(Topic.IMMUNITY) and case.animals):
        return None
    hosts = [host for test in case.animals for host in test.experiment.animals]
    deficient = sorted(
        f"{case.label(host.species) if host.species else 'the host'} is described as "
        f"{host.immune_competence.label}"
        for host in hosts
        if host.immune_competence in _DEFICIENT
    )
    if deficient:
        return RAISED, deficient[0]
    unseen = [h for h in hosts if h.immune_competence is ImmuneCompetence.NOT_STATED]
    if unseen or any(not test.experiment.animals for test in case.animals):
        return UNSEEN, "the immune system of the host was not seen"
    return CLEARED, "the host has a working or human immune system"


@flag
def nuclear_cargo_no_negative_marker(case: Case, peers: GroupCount) -> Answer | None:
    """A nuclear molecule found with vesicles may be debris of dying cells.

    Concerns: claims on a cargo whose usual place is the nucleus.
    Raised: the full text was read and shows no marker that must be absent from vesicles.
    Cleared: such a marker was shown to be absent.
    Source: review section 3.2 (HMGB3); MISEV2023 on proteins of other compartments.
    """
    if case.claim.subject:
        return None
    nuclear = [
        key
        for key in sorted(case.cargo)
        if key in case.entities and Topic.NUCLEAR in case.entities[key].topics
    ]
    if not nuclear:
        return None
    name = case.label(nuclear[0])
    if case.study.ev.negative_markers:
        return CLEARED, f"{name} is nuclear; a negative marker was shown to be absent"
    if "negative_markers" in case.study.ev.not_reported:
        return RAISED, f"{name} is nuclear, and the full text shows no negative marker"
    return UNSEEN, f"{name} is nuclear; whether a negative marker was tested was not seen"


@flag
def induced_resistant_line_only(case: Case, peers: GroupCount) -> Answer | None:
    """Cells made resistant in culture differ from tumours that resist in patients.

    Concerns: claims on resistance to treatment that were tested in cells or animals.
    Raised: all experiments whose origin was seen use lines made resistant in culture.
    Cleared: resistance from patients or tumours was used too.
    Source: review section 5.2 (induced lines against natural resistance).
    """
    if not (case.about(Topic.RESISTANCE) and case.laboratory):
        return None
    origins = {test.experiment.resistance_model for test in case.laboratory}
    if ResistanceModel.NATURAL in origins:
        return CLEARED, "resistance that arose in patients or tumours was used"
    if ResistanceModel.INDUCED_LINE in origins:
        return RAISED, "the resistant cells were made resistant in culture"
    return UNSEEN, "where the resistant cells come from was not seen"


@flag
def biodistribution_not_shown(case: Case, peers: GroupCount) -> Answer | None:
    """A carrier may end in the liver instead of the tumour.

    Concerns: claims of treatment for which vesicles were given to animals.
    Raised: the full text was read and does not show where the vesicles go.
    Cleared: it was shown where they go, whatever came out.
    Source: review section 6.1 (accumulation in the liver).
    """
    given = [t for t in case.animals if t.experiment.manipulated is Manipulated.VESICLES_GIVEN]
    if case.claim.family is not Family.THERAPY or not given:
        return None
    shown = [test.experiment.biodistribution for test in given]
    if True in shown:
        return CLEARED, "it was shown where the vesicles go"
    if False in shown and case.study.reading_basis is ReadingBasis.FULL_TEXT:
        return RAISED, "the full text does not show where the vesicles go"
    return UNSEEN, "whether it was shown where the vesicles go was not seen"


@flag
def single_group(case: Case, peers: GroupCount) -> Answer | None:
    """What one group alone has found may not hold elsewhere.

    Concerns: every claim.
    Raised: one study, or one group of people, makes the claim (same cargo, effect, outcome,
        matrix and disease).
        A study counts only if some test of the claim was seen.
    Cleared: two independent groups make it.
    Source: ClinGen's rule of replication; dismech's open request for independence of evidence.
    """
    if case.status is SourceEventKind.RETRACTION:
        return RAISED, f"the work was retracted; others that make the claim: {peers.text}"
    if peers.studies == 1:
        return RAISED, "only this study makes the claim"
    if peers.groups > 1:
        return CLEARED, f"{peers.studies} studies of {peers.groups} groups make the claim"
    if peers.unknown:
        return UNSEEN, f"{peers.studies} studies make the claim; not all authors were seen"
    return RAISED, f"{peers.studies} studies make the claim, all from one group"


@flag
def source_status(case: Case, peers: GroupCount) -> Answer | None:
    """A work may have been retracted or questioned since.

    Concerns: every claim.
    Raised: the last word is a retraction or an expression of concern.
    Cleared: somebody looked, on the day given, and found neither.
    Source: the registers named in the record, such as a list of retractions, and the services
        that were asked about the work.
    """
    word = last_word(case.events)
    if word is None:
        return UNSEEN, "nobody has looked for a retraction: the work or its DOI is not known"
    grave = word.found in (SourceEventKind.RETRACTION, SourceEventKind.CONCERN)
    said = f"{word.found.label}: {word.source}, {word.day.isoformat()}"
    return (RAISED if grave else CLEARED), said
