"""The names under which records and terms are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from npcev_kb.analysis.evidence import Judged
from npcev_kb.analysis.places import PlacedRecord
from npcev_kb.model.entity import Entity
from npcev_kb.model.vocabulary import IdentificationStatus
from npcev_kb.render.site import Site

_TWO_NAMES = re.compile(r"(.+) \((.+)\)")


def names_of(entity: Entity) -> tuple[str, ...]:
    """Return the names of a term without its identifiers, its label first."""
    return (entity.label, *([entity.name] if entity.name else []), *entity.synonyms)


def parts_of(label: str) -> tuple[str, ...]:
    """Return the names in a label: PD-L1 (CD274) has two."""
    both = _TWO_NAMES.fullmatch(label)
    return both.groups() if both else (label,)


def of_terms(site: Site, keys: Iterable[str]) -> str:
    """Return the names of terms, each on a line, so that no two run into one another."""
    found = (site.kb.entities[key] for key in dict.fromkeys(keys) if key in site.kb.entities)
    return "\n".join(name for entity in found for name in names_of(entity))


def keys_of(judged: Judged) -> Iterator[str]:
    """Yield the keys of the terms that a claim names."""
    claim, study = judged.case.claim, judged.case.study
    yield from judged.case.subject
    yield claim.outcome
    yield from (step.entity for step in claim.via)
    yield from study.recipients_of(claim)


def of_work(record: PlacedRecord) -> str:
    """Return title, identifiers, authors and journal of a work, each on a line."""
    who = record.identification
    identifiers = [value for _, value, _ in who.links]
    return "\n".join((who.title or "", *identifiers, *who.authors, who.journal or ""))


def numbers(record: PlacedRecord) -> tuple[str, ...]:
    """Return the identifiers of a work and its numbers among the references."""
    identifiers = [value for _, value, _ in record.identification.links]
    return (*identifiers, *(f"ref {number}" for number in record.review_refs))


def modules(site: Site, record: PlacedRecord) -> tuple[str, ...]:
    """Return the ids of the modules in which a record stands."""
    return tuple(module.id for module in site.places.modules(record))


def modules_of_claims(site: Site, refs: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the modules in which the studies of claims stand."""
    studies = {ref.partition(".")[0] for ref in refs}
    found = {m for n in studies if n in site.kb.studies for m in modules(site, site.kb.studies[n])}
    return tuple(module.id for module in site.kb.review.modules if module.id in found)


def marks(site: Site, record: PlacedRecord) -> tuple[tuple[str, str], ...]:
    """Return what has to be seen beside a work: that it has fallen, that nobody identified it."""
    event = site.fallen(record)
    fallen = (("fallen", event.found.label),) if event else ()
    unresolved = record.identification.status is IdentificationStatus.UNRESOLVED
    return (*fallen, *([("open", record.identification.status.label)] if unresolved else []))
