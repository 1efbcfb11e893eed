"""The knowledge base from its folder: good records are in, everything wrong is reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.outline import Outline
from npcev_kb.model.person import Person
from npcev_kb.model.registry import Context, Registry
from npcev_kb.model.review import Review
from npcev_kb.model.study import Study, Work
from npcev_kb.model.waiver import Waiver
from npcev_kb.problems import Complaint, Problem, records
from npcev_kb.store.history import read_history
from npcev_kb.store.metadata import read_metadata
from npcev_kb.store.project import Project
from npcev_kb.store.reader import Reader, place
from npcev_kb.store.screening import read_ledger
from npcev_kb.store.source import Source
from npcev_kb.store.terms import check_wider_terms, read_prefixes, read_terms

P = TypeVar("P", Study, Work, Debate, Question, Waiver)


@dataclass(frozen=True)
class Loaded:
    """What was read, and the sources that tell where a complaint belongs.

    The knowledge base is None without a valid review; outlines are there for all records.
    """

    kb: KnowledgeBase | None
    outlines: tuple[Outline, ...]
    problems: tuple[Problem, ...]
    sources: Mapping[str, Source] = field(repr=False)

    @property
    def debates(self) -> frozenset[str]:
        """Names of all files of debates, also of those that are broken."""
        return frozenset(Path(p).stem for p in self.sources if p.startswith("data/debates/"))

    @property
    def people(self) -> frozenset[str]:
        """Keys of all entries of people, also of those that are broken."""
        source = self.sources.get("data/people.yaml")
        data = source.data if source else None
        return frozenset(data) if isinstance(data, dict) else frozenset()

    def place(self, complaint: Complaint) -> Problem:
        """Turn a complaint about a record into a problem in a file."""
        problem = place(complaint, self.sources)
        if complaint.path in self.sources:
            self.sources[complaint.path].forget()
        return problem


def load(project: Project) -> Loaded:
    """Read everything under `data/`; never raises for bad data."""
    reader = Reader(project)
    prefixes = read_prefixes(reader)
    registry = read_terms(reader, prefixes)
    check_wider_terms(reader, registry)
    review = _review(reader)
    context = _context(registry, review)
    studies = _records(reader, "studies", Study, context)
    works = _records(reader, "works", Work, context)
    debates = _records(reader, "debates", Debate, context)
    questions = _records(reader, "questions", Question, context)
    people, waivers = _people(reader), _records(reader, "waivers", Waiver, context)
    kept = read_metadata(reader), read_history(reader, project.names()), read_ledger(reader)
    for path in project.misplaced():
        name = project.relative(path)
        reader.complain(Complaint(name, (), records.misplaced_file(path.name)))
    kb = None
    if review is not None:
        terms = registry.entities, registry.kinds, prefixes.valid
        kb = KnowledgeBase(
            review, studies, works, *terms, debates, questions, *kept, people, waivers
        )
    outlines = tuple(
        Outline.of(path, Path(path).stem, source.data)
        for path, source in reader.sources.items()
        if path.startswith(("data/studies/", "data/works/"))
    )
    return Loaded(kb, outlines, tuple(sorted(reader.problems)), reader.sources)


def _review(reader: Reader) -> Review | None:
    path = reader.project.data / "review.yaml"
    if not path.is_file():
        return None
    source = reader.open(path)
    return reader.model(source, Review, source.data) if isinstance(source.data, dict) else None


def _people(reader: Reader) -> dict[str, Person]:
    path = reader.project.data / "people.yaml"
    if not path.is_file():
        return {}
    source = reader.open(path)
    found = {
        key: reader.entry(source, Person, key, value, {"key": key})
        for key, value in reader.entries(source)
    }
    return {key: person for key, person in sorted(found.items()) if person is not None}


def _context(registry: Registry, review: Review | None) -> Context:
    """Build what records are validated against; without a review every part is let through."""
    if review is None:
        return Context(registry, None, None)
    return Context(registry, [section.id for section in review.sections], review.references)


def _records(reader: Reader, folder: str, model: type[P], context: Context) -> dict[str, P]:
    found: dict[str, P] = {}
    for path in reader.project.records(folder):
        source = reader.open(path)
        if not isinstance(source.data, dict):
            continue
        record = reader.model(source, model, source.data, context)
        if record is not None and not source.problems:
            found[path.stem] = record
        source.forget()
    return found
