"""The knowledge base as plain data: what every download is made from."""

from __future__ import annotations

from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.facet_register import Row, facets
from npcev_kb.analysis.grounding import grounding_of
from npcev_kb.analysis.interests import curator_is_author
from npcev_kb.analysis.places import PlacedRecord, Places
from npcev_kb.analysis.provenance import of_fact, of_record
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.record import Record
from npcev_kb.model.statement import Fact
from npcev_kb.model.study import Study
from npcev_kb.render.export import claims
from npcev_kb.render.export.plain import Plain, plain

SCHEMA_VERSION = "0.6"
"""Changes with every change in the shape of the document."""


def document(kb: KnowledgeBase, evidence: Evidence | None = None) -> dict[str, Plain]:
    """Return the whole knowledge base; records sorted by id, derived values written out.

    Args:
        kb: the knowledge base.
        evidence: its computed side, if it was worked out already.
    """
    places, evidence = Places(kb), evidence or Evidence(kb)
    return {
        "schema_version": SCHEMA_VERSION,
        "updated": kb.updated.isoformat(),
        "review": plain(kb.review),
        "studies": [record(places, evidence, study) for _, study in sorted(kb.studies.items())],
        "works": [record(places, evidence, work) for _, work in sorted(kb.works.items())],
        "entities": [plain(entity) for _, entity in sorted(kb.entities.items())],
        "debates": [claims.debate(evidence, each) for _, each in sorted(kb.debates.items())],
        "questions": [claims.question(evidence, each) for _, each in sorted(kb.questions.items())],
        "people": [plain(person) for _, person in sorted(kb.people.items())],
        "waivers": [plain(waiver) for _, waiver in sorted(kb.waivers.items())],
    }


def record(places: Places, evidence: Evidence, placed: PlacedRecord) -> dict[str, Plain]:
    """Return a study or work with its sections, modules, and what services say of its standing.

    Each fact of a study has its voice and place.
    """
    data = plain(placed)
    if isinstance(placed, Study):
        _voice_facts(places, placed, data)
        _add_derived(places, evidence, placed, data)
    data["source_events"] = [plain(event) for event in evidence.events[placed.id]]
    data["curator_is_author"] = curator_is_author(places.kb, placed).value
    data["sections"] = list(places.sections(placed))
    data["modules"] = [module.id for module in places.modules(placed)]
    return data


def _add_derived(places: Places, evidence: Evidence, study: Study, data: dict[str, Plain]) -> None:
    """Write what is computed into the data of a study."""
    said = data["claims"]
    assert isinstance(said, list)
    data["claims"] = [
        claims.claim(judged, each) | _answers(Row(evidence, places, study, judged))
        for judged, each in zip(evidence.of_study(study), said, strict=True)
        if isinstance(each, dict)
    ]
    data["levels"] = claims.levels(evidence, study)
    data["group_partners"] = list(evidence.groups.partners(study.id))
    data["grounding"] = _grounding(evidence, study)
    data |= claims.derived_views(study, data)


def _answers(row: Row) -> dict[str, Plain]:
    """Return what only the facets of the table of claims tell of a claim."""
    asked = facets()
    return {
        "rests_on": next((value.id for value in asked["lines"].answers(row)), None),
        "cargo_classes": [value.id for value in asked["cargo_class"].answers(row)],
    }


def _grounding(evidence: Evidence, study: Study) -> Plain:
    """Return how many terms of a study title and abstract name, None where nobody looked."""
    said = grounding_of(evidence.kb, study)
    if said is None:
        return None
    return {
        "service": said.service.value,
        "with_abstract": said.with_abstract,
        "named": len(said.found),
        "not_named": len(said.missing),
    }


def _voice_facts(places: Places, study: Study, data: dict[str, Plain]) -> None:
    """Write into each fact who says it and where, where the record leaves it to its basis."""
    basis = of_record(places, study)

    def walk(model: Record, plain_model: Plain) -> None:
        if not isinstance(plain_model, dict):
            return
        if isinstance(model, Fact):
            spoken = of_fact(basis, model)
            plain_model |= {"voice": str(spoken.voice), "at": spoken.at}
        for name in type(model).model_fields:
            value, inner = getattr(model, name), plain_model[name]
            if isinstance(value, Record):
                walk(value, inner)
            elif isinstance(value, tuple) and isinstance(inner, list):
                for part, plain_part in zip(value, inner, strict=True):
                    if isinstance(part, Record):
                        walk(part, plain_part)

    walk(study, data)
