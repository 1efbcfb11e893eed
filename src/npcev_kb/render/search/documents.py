"""What can be found: studies, claims, works, terms, debates, questions, and pages of prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from npcev_kb.analysis.evidence import Judged
from npcev_kb.analysis.places import PlacedRecord
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.entity import Entity
from npcev_kb.model.statement import ReviewRemark, Statement
from npcev_kb.model.study import Study
from npcev_kb.render.site import Site

KINDS = ("term", "study", "claim", "debate", "question", "work", "page")
"""Kinds of results, in the order in which their groups stand."""
DEBATED = "Debate: where studies disagree, a disagreement, dispute, controversy."
"""Words by which a reader asks for debates."""
TITLE, ALIAS, NAMED, SAID, BODY = 10.0, 8.0, 3.0, 4.0, 1.0
"""Weights of the fields: a name weighs most, the aliases of terms that are only named less."""


@dataclass(frozen=True)
class Document:
    """One thing that can be found."""

    kind: str
    title: str
    about: str
    """One line on it."""
    url: str
    """Its address below the site's root."""
    fields: tuple[tuple[float, str], ...]
    """Texts with their weights; the title is one of them."""
    names: tuple[str, ...] = ()
    """Whole names under which it is known: who types one of them means it."""
    level: str = ""
    """Level as text; `review` for a claim that only the review states."""
    modules: tuple[str, ...] = ()
    """Ids of its modules."""


def documents(site: Site) -> Iterator[Document]:
    """Yield everything that the records say, without pages of prose."""
    for kind in site.kb.kinds.values():
        for entity in site.entities_of(kind):
            yield _term(site, entity)
    for study in site.places.studies:
        yield _study(site, study)
        for judged in site.evidence.of_study(study):
            yield _claim(site, judged)
    for debate in site.kb.debates.values():
        yield _debate(site, debate)
    for question in site.kb.questions.values():
        yield _question(site, question)
    for work in site.places.works:
        said = " ".join(remark.text for remark in work.cited_for)
        fields = ((TITLE, work.label), (ALIAS, _work_names(work)), (BODY, said))
        names = (work.label, *_numbers(work))
        about = work.identification.title or said
        yield Document(
            "work", work.label, about, site.path(work), fields, names, "", _modules(site, work)
        )


def _term(site: Site, entity: Entity) -> Document:
    kind = site.kb.kinds[entity.kind]
    names = (entity.label, *([entity.name] if entity.name else []), *entity.synonyms)
    curies = [*([entity.curie] if entity.curie else []), *entity.xrefs]
    about = ", ".join((kind.singular, *names[1:5]))
    fields = (
        (TITLE, entity.label),
        (ALIAS, "\n".join((*names[1:], *curies, entity.key))),
        (BODY, entity.note or ""),
    )
    found = tuple(dict.fromkeys((*names, *curies)))
    return Document("term", entity.label, about, site.path(entity), fields, found)


def _study(site: Site, study: Study) -> Document:
    who = study.identification
    said = study.finding.text if study.finding else ""
    keys = [key for judged in site.evidence.of_study(study) for key in _keys(judged)]
    keys += [cargo.entity for cargo in study.cargo]
    keys += [line.entity for line in study.cell_lines]
    remarks: list[Statement | ReviewRemark] = [
        *study.details, *study.review_says, *study.appraisals, *study.notes,
    ]  # fmt: skip
    fields = (
        (TITLE, study.label),
        (SAID, said),
        (NAMED, _names(site, keys)),
        (NAMED, _work_names(study)),
        (BODY, " ".join(remark.text for remark in remarks)),
    )
    best = [judged.grade for judged in site.evidence.by_family(study).values()]
    level = " / ".join(dict.fromkeys("review" if g.review_only else g.level.value for g in best))
    return Document(
        "study", study.label, said or who.title or "", site.path(study), fields,
        (study.label, *_numbers(study)), level, _modules(site, study),
    )  # fmt: skip


def _claim(site: Site, judged: Judged) -> Document:
    case, claim = judged.case, judged.case.claim
    subject = ", ".join(map(case.label, case.subject))
    subject = subject or ("the vesicles" if claim.whole_vesicle else "cargo not known")
    title = f"{subject} {claim.effect.label} {case.label(claim.outcome)}"
    if claim.matrix:
        title += f", {claim.matrix.label}"
    tested = {test.experiment.design.label for test in case.tests if test.supports}
    tested |= {"in vivo"} if case.animals else set()
    tested |= {"patients"} if case.patients else set()
    fields = (
        (SAID, title),
        (NAMED, _names(site, _keys(judged))),
        (BODY, " ".join((*sorted(tested), case.study.label, claim.detail or ""))),
    )
    level = "review" if judged.grade.review_only else judged.grade.text
    address = f"{site.path(case.study)}#{claim.id}"
    modules = _modules(site, case.study)
    return Document("claim", title, case.study.label, address, fields, (), level, modules)


def _debate(site: Site, debate: Debate) -> Document:
    refs = [ref for side in debate.sides for ref in side.claims]
    sides = " ".join(f"{side.label} {side.says}" for side in debate.sides)
    fields = (
        (TITLE, debate.label),
        (SAID, debate.question),
        (NAMED, _names(site, _of_claims(site, refs))),
        (BODY, f"{sides} {debate.settle or ''} {debate.relation.definition} {DEBATED}"),
    )
    return Document(
        "debate", debate.label, debate.question, site.path(debate), fields, (debate.label,),
        "", _modules_of_claims(site, refs),
    )  # fmt: skip


def _question(site: Site, question: Question) -> Document:
    fields = (
        (TITLE, question.label),
        (SAID, question.question),
        (NAMED, _names(site, _of_claims(site, question.blocks))),
    )
    return Document(
        "question", question.label, question.question, site.path(question), fields,
        (question.label,), "", _modules_of_claims(site, question.blocks),
    )  # fmt: skip


def _keys(judged: Judged) -> Iterator[str]:
    claim, study = judged.case.claim, judged.case.study
    yield from judged.case.subject
    yield claim.outcome
    yield from (step.entity for step in claim.via)
    yield from study.recipients_of(claim)


def _of_claims(site: Site, refs: Iterable[str]) -> Iterator[str]:
    for ref in refs:
        if ref in site.evidence.judged:
            yield from _keys(site.evidence.judged[ref])


def _names(site: Site, keys: Iterable[str]) -> str:
    """Return the names of terms, each on a line, so that no two run into one another."""
    found = (site.kb.entities[key] for key in dict.fromkeys(keys) if key in site.kb.entities)
    return "\n".join(
        "\n".join((entity.label, entity.name or "", *entity.synonyms)) for entity in found
    )


def _work_names(record: PlacedRecord) -> str:
    who = record.identification
    identifiers = [value for _, value, _ in who.links]
    return "\n".join((who.title or "", *identifiers, *who.authors, who.journal or ""))


def _numbers(record: PlacedRecord) -> tuple[str, ...]:
    identifiers = [value for _, value, _ in record.identification.links]
    refs = (f"{word} {n}" for n in record.review_refs for word in ("ref", "reference"))
    return (*identifiers, *refs)


def _modules(site: Site, record: PlacedRecord) -> tuple[str, ...]:
    return tuple(module.id for module in site.places.modules(record))


def _modules_of_claims(site: Site, refs: Iterable[str]) -> tuple[str, ...]:
    studies = {ref.partition(".")[0] for ref in refs}
    found = {m for n in studies if n in site.kb.studies for m in _modules(site, site.kb.studies[n])}
    return tuple(module.id for module in site.kb.review.modules if module.id in found)
