"""What a card says: text and levels alone, so that drawing decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from npcev_kb.analysis.evidence import Judged
from npcev_kb.model.review import Module
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import FlagState, IdentificationStatus
from npcev_kb.render.furniture.subject import subject
from npcev_kb.render.html import plural
from npcev_kb.render.page import Page
from npcev_kb.render.site import Site

FOLDER = "cards"
OF_ALL = f"{FOLDER}/site.png"


@dataclass(frozen=True, slots=True)
class Rungs:
    """One ladder of a card: how far the best claim of a family has been tested."""

    rank: int
    level: str
    says: str
    by_review: bool = False
    """True if only the review speaks; then the rungs are hatched."""


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that one card says."""

    name: str
    """What the knowledge base is called."""
    over: str
    """What stands above the title: the module, or what kind of page it is."""
    title: str
    says: str
    """The finding, the question or the subject, in a sentence."""
    ladders: tuple[Rungs, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    """Claims by level, for pages on many studies."""
    foot: str = ""
    """What is sure of it, in a few words."""
    alarm: str = ""
    """That the work was retracted or is under concern."""
    open: bool = False
    """True if nobody knows which work it is; then the frame is dashed."""


def card_path(site: Site, page: Page) -> str | None:
    """Return the name of the card that a page is shared with, None if cards are not drawn.

    Studies and modules have their own; all other pages have that of the whole site.
    """
    if not site.settings.cards:
        return None
    match subject(page):
        case Study() as study:
            return f"{FOLDER}/studies/{study.id}.png"
        case Module() as module:
            return f"{FOLDER}/modules/{module.id}.png"
    return OF_ALL


def all_words(site: Site) -> Iterator[tuple[str, Words]]:
    """Yield the file name and the words of every card."""
    yield OF_ALL, of_site(site)
    for module in site.kb.review.modules:
        yield f"{FOLDER}/modules/{module.id}.png", of_module(site, module)
    for study in site.places.studies:
        yield f"{FOLDER}/studies/{study.id}.png", of_study(site, study)


def of_site(site: Site) -> Words:
    """Return the words of the card of the whole."""
    kb = site.kb
    parts = (
        plural(len(kb.studies), "study", "studies"),
        plural(len(site.evidence.judged), "claim"),
        plural(len(kb.debates), "debate"),
        plural(len(kb.questions), "open question"),
    )
    return Words(
        name=site.settings.name,
        over="Evidence base",
        title=kb.review.subject or kb.review.title,
        says="Claim by claim: what was found, how far it has been tested and why, who disagrees, "
        "and what nobody knows yet.",
        foot=f"{', '.join(parts)}. Data of {kb.updated.isoformat()}",
    )


def of_module(site: Site, module: Module) -> Words:
    """Return the words of the card of a module."""
    profile = site.level_profile(module)
    studies = plural(len(site.places.studies_of(module)), "study", "studies")
    return Words(
        name=site.settings.name,
        over="Module",
        title=module.title,
        says=module.question,
        counts=tuple(profile.items()),
        foot=f"{studies}, {plural(sum(profile.values()), 'claim')} on the disease of the review",
    )


def of_study(site: Site, study: Study) -> Words:
    """Return the words of the card of a study."""
    modules, fallen = site.places.modules(study), site.fallen(study)
    best = site.evidence.by_family(study).items()
    status = study.identification.status
    return Words(
        name=site.settings.name,
        over=modules[0].title if modules else "Study",
        title=study.label,
        says=study.finding.text if study.finding else "No finding can be told for this work alone.",
        ladders=tuple(_rungs(family.label, judged) for family, judged in best),
        foot=f"Work {status.label}. Read: {study.reading_basis.label}",
        alarm=f"{fallen.found.label}, {fallen.day.isoformat()}" if fallen else "",
        open=status is IdentificationStatus.UNRESOLVED,
    )


def _rungs(family: str, judged: Judged) -> Rungs:
    grade = judged.grade
    said = [family, judged.case.claim.effect.label, *grade.marks]
    if grade.review_only:
        said.append("as stated by the review")
    if judged.in_field is False:
        said.append("on another disease")
    elif judged.in_field is None:
        said.append("disease not known")
    raised = len(judged.in_state(FlagState.RAISED))
    said.append(f"{plural(raised, 'flag')} raised" if raised else "no flag raised")
    if unseen := len(judged.in_state(FlagState.NOT_ASSESSABLE)):
        said.append(f"{unseen} not assessable")
    return Rungs(grade.level.rank, grade.text, ", ".join(said), grade.review_only)
