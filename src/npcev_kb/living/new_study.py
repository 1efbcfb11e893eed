"""A new study from what somebody typed: a draft that validates, or what is wrong with it.

Whatever is typed is text and nothing else: the file's name is made of letters, digits and hyphens,
values are written as YAML by our own writer, and the record is checked before a file appears.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from npcev_kb.living.known import Known
from npcev_kb.model.ids import slug
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.published import PublishedWork
from npcev_kb.model.registry import Context, Registry
from npcev_kb.model.sameness import signs
from npcev_kb.model.study import Study
from npcev_kb.problems import Problem
from npcev_kb.store.drafts import as_draft, draft_id
from npcev_kb.store.edit import problems_of
from npcev_kb.store.project import Project
from npcev_kb.store.write import write_atomically

_DOI_ADDRESS = re.compile(r"(?i)^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)")


class AlreadyKnownError(Exception):
    """The work has a record."""

    def __init__(self, record: str) -> None:
        super().__init__(record)
        self.record = record


@dataclass(frozen=True)
class NewStudy:
    """What somebody told of a study; empty where they told nothing."""

    title: str = ""
    label: str = ""
    """Its short name; the title, if none was chosen."""
    doi: str = ""
    pmid: str = ""
    year: int | None = None
    name: str = ""
    """The id, if it was chosen; otherwise it is made from cargo and outcome, or from the title."""
    reading_basis: str = "title"
    sections: tuple[str, ...] = ()
    finding: str = ""
    voice: str = "study"
    at: str = ""
    """Where the finding stands in the work."""
    cargo: tuple[str, ...] = ()
    """Keys or names of terms."""
    form: tuple[str, ...] = ()
    """The molecular form of each cargo, in the same order; those left out are not stated."""
    family: str = ""
    effect: str = ""
    outcome: str = ""
    matrix: str = ""
    detail: str = ""
    design: str = ""
    """What kind of experiment tested the claim; empty where no test is told."""
    manipulated: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft before it is written."""

    name: str
    text: str
    problems: tuple[Problem, ...]


def key_of(registry: Registry, named: str) -> str:
    """Return the key of a term by its key or one of its names; what names none stays as it is."""
    named = named.strip()
    return named if named in registry.entities else registry.named(named) or named


def draft(project: Project, kb: KnowledgeBase, told: NewStudy, day: date) -> Draft:
    """Make the draft of a study and check it; nothing is written.

    Args:
        project: where it would be written.
        kb: the knowledge base as it is.
        told: what somebody told of the study.
        day: the day on which it is begun.

    Raises:
        AlreadyKnownError: there is a record of this work.
    """
    doi = _DOI_ADDRESS.sub("", told.doi.strip()).lower()
    found = signs(doi=doi or None, pmid=told.pmid or None, pmcid=None, title=told.title or None)
    known = Known.of(kb).record(found)
    if known is not None:
        raise AlreadyKnownError(known)
    registry = Registry(kb.kinds, kb.entities)
    cargo = [key_of(registry, each) for each in told.cargo]
    outcome = key_of(registry, told.outcome)
    name = told.name or _name(project, told, cargo, outcome)
    record = {
        "id": name,
        "label": told.label.strip() or told.title.strip()[:320] or name,
        **({"sections": list(told.sections)} if told.sections else {}),
        "identification": _identification(told, doi),
        "reading_basis": told.reading_basis,
        **_finding(told),
        **_cargo(told, cargo),
        **_experiments(told),
        **_claims(told, outcome),
        "curation": {"status": "draft", "updated": day},
    }
    text = as_draft(record)
    context = Context(registry, [each.id for each in kb.review.sections], kb.review.references)
    path = f"data/studies/{slug(name) or 'draft'}.yaml"
    return Draft(name, text, problems_of(project, path, text, Study, context))


def write(project: Project, made: Draft) -> Path:
    """Write a draft that has no problems, and return its file.

    Raises:
        FileExistsError: there is such a record.
        OSError: the file cannot be written.
    """
    assert not made.problems
    path = project.data / "studies" / f"{made.name}.yaml"
    if made.name in project.names():
        raise FileExistsError(path)
    write_atomically(path, made.text)
    return path


def _name(project: Project, told: NewStudy, cargo: list[str], outcome: str) -> str:
    """Return an id: cargo and outcome as nouns, otherwise the first words of the title."""
    base = slug(f"{cargo[0]} {outcome}")[:80].strip("-") if cargo and outcome else ""
    if base and base not in project.names():
        return base
    return draft_id(PublishedWork.model_construct(title=base or told.title), project.names())


def _identification(told: NewStudy, doi: str) -> Mapping[str, object]:
    """Return which work it is: probable with an identifier, otherwise a hint."""
    title = told.title.strip()
    if doi or told.pmid:
        address = f"https://doi.org/{quote(doi, safe='/:;,()')}" if doi else ""
        seen = address or f"https://pubmed.ncbi.nlm.nih.gov/{quote(told.pmid)}"
        facts = {"title": title, "year": told.year, "doi": doi, "pmid": told.pmid}
        return {
            "status": "probable",
            **{name: value for name, value in facts.items() if value},
            "seen_at": [seen],
        }
    hint = {"title": title, "why": "Given without an identifier"} if title else None
    year = {"year": told.year} if told.year else {}
    return {"status": "unresolved", **year, **({"candidates": [hint]} if hint else {})}


def _finding(told: NewStudy) -> Mapping[str, object]:
    if not told.finding:
        return {}
    return {"finding": {"voice": told.voice, "at": told.at, "text": told.finding.strip()}}


def _cargo(told: NewStudy, keys: list[str]) -> Mapping[str, object]:
    forms = (*told.form, *["not_stated"] * (len(keys) - len(told.form)))
    carried = [{"entity": key, "form": form} for key, form in zip(keys, forms, strict=False)]
    return {"cargo": carried} if carried else {}


def _experiments(told: NewStudy) -> Mapping[str, object]:
    facts = {"design": told.design, "manipulated": told.manipulated}
    seen = {name: value for name, value in facts.items() if value}
    return {"experiments": [{"id": "e1", **seen}]} if seen else {}


def _claims(told: NewStudy, outcome: str) -> Mapping[str, object]:
    """Return the claim, if one was told; what is missing of it is left for the check to name."""
    facts = {"family": told.family, "effect": told.effect, "outcome": outcome,
             "matrix": told.matrix, "detail": told.detail}  # fmt: skip
    claim: dict[str, object] = {name: value for name, value in facts.items() if value}
    if claim and _experiments(told):
        claim["support"] = ["e1"]
        claim |= {"detail": claim.pop("detail")} if "detail" in claim else {}
    return {"claims": [{"id": "c1", **claim}]} if claim else {}
