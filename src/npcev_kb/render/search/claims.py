"""A claim as something that can be found, with what has to be seen wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.analysis.evidence import Judged
from npcev_kb.model.vocabulary import FlagState
from npcev_kb.render.claim_words import in_words
from npcev_kb.render.search import names
from npcev_kb.render.search.document import BODY, NAMED, SAID, Document
from npcev_kb.render.signs import sign
from npcev_kb.render.site import Site

Marks = Iterator[tuple[str, str]]


def claim(site: Site, judged: Judged) -> Document:
    """Return a claim as a document; its address is its place on the page of its study."""
    case, said = judged.case, judged.case.claim
    title = in_words(judged)
    animals = [host.species for t in case.tests for host in t.experiment.animals if host.species]
    fields = (
        (SAID, title),
        (NAMED, names.of_terms(site, names.keys_of(judged))),
        (BODY, " ".join((*_tested(judged), case.study.label, said.detail or ""))),
        (BODY, names.of_terms(site, animals)),
    )
    level = "review" if judged.grade.review_only else judged.grade.text
    return Document(
        "claim", title, case.study.label, f"{site.path(case.study)}#{said.id}", fields, (), level,
        names.modules(site, case.study), sign(said.effect), tuple(_marks(site, judged)),
        judged.in_field is False,
    )  # fmt: skip


def _tested(judged: Judged) -> Iterator[str]:
    """Yield words for what a claim is and how it was tested."""
    case, said = judged.case, judged.case.claim
    yield from (said.family.label, *(("cargo",) if case.cargo and not said.subject else ()))
    yield from sorted({t.experiment.design.label for t in case.tests if t.supports})
    yield from (("in vivo",) if case.animals else ())
    yield from (("patients",) if case.patients else ())


def _marks(site: Site, judged: Judged) -> Marks:
    """Yield what stands beside a claim: a fallen source, another disease, its flags."""
    yield from names.marks(site, judged.case.study)
    disease = judged.case.study.disease_of(judged.case.claim)
    if judged.in_field is False and disease:
        yield "elsewhere", f"on {judged.case.label(disease)}"
    if judged.in_field is None:
        yield "unseen", "disease not known"
    raised = judged.in_state(FlagState.RAISED)
    yield from (("flag", flag.label) for flag in raised)
    if not raised:
        yield "clear", "no flag raised"
    if unseen := judged.in_state(FlagState.NOT_ASSESSABLE):
        yield "unseen", f"{len(unseen)} not assessable"
