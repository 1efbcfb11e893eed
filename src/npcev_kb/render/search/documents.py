"""What can be found: studies, claims, works, terms, debates and questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.entity import Entity
from npcev_kb.model.statement import ReviewRemark, Statement
from npcev_kb.model.study import Study, Work
from npcev_kb.render.search import names
from npcev_kb.render.search.claims import claim
from npcev_kb.render.search.document import ALIAS, BODY, NAMED, SAID, TITLE, Document
from npcev_kb.render.site import Site

DEBATED = "Debate: where studies disagree, a disagreement, dispute, controversy."
"""Words by which a reader asks for debates."""


def documents(site: Site) -> Iterator[Document]:
    """Yield everything that the records say, without pages of prose."""
    parts = _parts(site)
    for kind in site.kb.kinds.values():
        for entity in site.entities_of(kind):
            yield _term(site, entity, parts.get(entity.key, ()))
    for study in site.places.studies:
        yield _study(site, study)
        for judged in site.evidence.of_study(study):
            yield claim(site, judged)
    for debate in site.kb.debates.values():
        yield _debate(site, debate)
    for question in site.kb.questions.values():
        yield _question(site, question)
    for work in site.places.works:
        yield _work(site, work)


def _parts(site: Site) -> Mapping[str, list[str]]:
    """Return the keys of the terms that are part of each term."""
    found: dict[str, list[str]] = defaultdict(list)
    for entity in site.kb.entities.values():
        if entity.part_of:
            found[entity.part_of].append(entity.key)
    return found


def _term(site: Site, entity: Entity, parts: Iterable[str]) -> Document:
    """Return a term; who looks for a part of it finds it too, after the part itself."""
    known = names.names_of(entity)
    curies = [*([entity.curie] if entity.curie else []), *entity.xrefs]
    fields = (
        (TITLE, entity.label),
        (ALIAS, "\n".join((*known[1:], *curies, entity.key))),
        (NAMED, names.of_terms(site, parts)),
        (BODY, entity.note or ""),
    )
    about = ", ".join((site.kb.kinds[entity.kind].singular, *known[1:5]))
    found = tuple(dict.fromkeys((*known, *names.parts_of(entity.label), *curies)))
    return Document("term", entity.label, about, site.path(entity), fields, found)


def _work(site: Site, work: Work) -> Document:
    said = " ".join(remark.text for remark in work.cited_for)
    fields = ((TITLE, work.label), (ALIAS, names.of_work(work)), (BODY, said))
    return Document(
        "work", work.label, work.identification.title or said, site.path(work), fields,
        (work.label, *names.numbers(work)), "", names.modules(site, work),
        marks=names.marks(site, work),
    )  # fmt: skip


def _study(site: Site, study: Study) -> Document:
    who = study.identification
    said = study.finding.text if study.finding else ""
    keys = [key for judged in site.evidence.of_study(study) for key in names.keys_of(judged)]
    keys += [cargo.entity for cargo in study.cargo]
    keys += [line.entity for line in study.cell_lines]
    remarks: list[Statement | ReviewRemark] = [
        *study.details, *study.review_says, *study.appraisals, *study.notes,
    ]  # fmt: skip
    fields = (
        (TITLE, study.label),
        (SAID, said),
        (NAMED, names.of_terms(site, keys)),
        (NAMED, names.of_work(study)),
        (BODY, " ".join(remark.text for remark in remarks)),
    )
    best = [judged.grade for judged in site.evidence.by_family(study).values()]
    level = " / ".join(dict.fromkeys("review" if g.review_only else g.level.value for g in best))
    return Document(
        "study", study.label, said or who.title or "", site.path(study), fields,
        (study.label, *names.numbers(study)), level, names.modules(site, study),
        marks=names.marks(site, study),
    )  # fmt: skip


def _debate(site: Site, debate: Debate) -> Document:
    refs = [ref for side in debate.sides for ref in side.claims]
    sides = " ".join(f"{side.label} {side.says}" for side in debate.sides)
    fields = (
        (TITLE, debate.label),
        (SAID, debate.question),
        (NAMED, names.of_terms(site, _of_claims(site, refs))),
        (BODY, f"{sides} {debate.settle or ''} {debate.relation.definition} {DEBATED}"),
    )
    return Document(
        "debate", debate.label, debate.question, site.path(debate), fields, (debate.label,),
        "", names.modules_of_claims(site, refs),
    )  # fmt: skip


def _question(site: Site, question: Question) -> Document:
    fields = (
        (TITLE, question.label),
        (SAID, question.question),
        (NAMED, names.of_terms(site, _of_claims(site, question.blocks))),
    )
    return Document(
        "question", question.label, question.question, site.path(question), fields,
        (question.label,), "", names.modules_of_claims(site, question.blocks),
    )  # fmt: skip


def _of_claims(site: Site, refs: Iterable[str]) -> Iterator[str]:
    for ref in refs:
        if ref in site.evidence.judged:
            yield from names.keys_of(site.evidence.judged[ref])
