"""The knowledge base from its folder: good records are in, everything wrong is reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from npcev_kb.model.entity import Entity, EntityKind, Prefix
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.outline import Outline
from npcev_kb.model.record import Record
from npcev_kb.model.registry import Context, Registry, suggest
from npcev_kb.model.review import Review
from npcev_kb.model.study import Study, Work
from npcev_kb.problems import Complaint, Loc, Place, Problem, fields, pointers, records, text
from npcev_kb.store import wording
from npcev_kb.store.project import Project
from npcev_kb.store.source import Data, Source, read

R = TypeVar("R", bound=Record)
P = TypeVar("P", Study, Work)


@dataclass(frozen=True)
class Loaded:
    """What was read, and the sources that tell where a complaint belongs.

    The knowledge base is None without a valid review; outlines are there for all records.
    """

    kb: KnowledgeBase | None
    outlines: tuple[Outline, ...]
    problems: tuple[Problem, ...]
    sources: Mapping[str, Source] = field(repr=False)

    def place(self, complaint: Complaint) -> Problem:
        """Turn a complaint about a record into a problem in a file."""
        return place(complaint, self.sources)


def place(complaint: Complaint, sources: Mapping[str, Source]) -> Problem:
    """Find the place of a complaint; the start of the file where the source has no such part."""
    source = sources.get(complaint.path)
    found = source.locate(complaint.loc, on_key=complaint.on_key) if source else Place()
    return Problem.at(complaint.path, found, complaint.wording)


class _Reader:
    """Reads files and models and keeps their sources and problems together."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.sources: dict[str, Source] = {}
        self.problems: list[Problem] = []

    def open(self, path: Path) -> Source:
        """Read a file as a mapping; its text problems are noted."""
        source = read(path, self.project.relative(path))
        self.sources[source.path] = source
        if source.tree is not None and not isinstance(source.data, dict):
            source.refuse(Place(), text.not_a_mapping(wording.describe(source.data)))
        self.problems += source.problems
        return source

    def model(
        self, source: Source, model: type[R], data: Any, context: Context | None, under: Loc = ()
    ) -> R | None:
        """Validate data as a model; what is wrong is noted, with its place under an address."""
        try:
            return model.model_validate(data, context=context)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        for found in wording.complaints(source.path, model, errors):
            moved = Complaint(found.path, under + found.loc, found.wording, found.on_key)
            self.problems.append(place(moved, self.sources))
        return None

    def entries(self, source: Source) -> Iterable[tuple[str, dict[str, Data]]]:
        """Yield the entries of a file that maps keys to fields, skipping what is no mapping."""
        if isinstance(source.data, dict):
            for key, value in source.data.items():
                if isinstance(value, dict):
                    yield key, value
                else:
                    wrong = fields.wrong_type(
                        "a mapping of fields",
                        wording.describe(value),
                        "indent the entry's fields under it",
                    )
                    self.complain(Complaint(source.path, (key,), wrong))

    def complain(self, complaint: Complaint) -> None:
        """Note a complaint."""
        self.problems.append(place(complaint, self.sources))


def load(project: Project) -> Loaded:
    """Read everything under `data/`; never raises for bad data."""
    reader = _Reader(project)
    prefixes = _prefixes(reader)
    registry = _registry(reader, prefixes)
    review = _review(reader)
    context = _context(reader, registry, review)
    studies = _records(reader, "studies", Study, context)
    works = _records(reader, "works", Work, context)
    for path in project.misplaced():
        name = project.relative(path)
        reader.complain(Complaint(name, (), records.misplaced_file(path.name)))
    kb = None
    if review is not None:
        terms, kinds = registry.entities, registry.kinds
        kb = KnowledgeBase(review, studies, works, terms, kinds, prefixes)
    outlines = tuple(
        Outline.of(path, Path(path).stem, source.data)
        for path, source in reader.sources.items()
        if path.startswith(("data/studies/", "data/works/"))
    )
    return Loaded(kb, outlines, tuple(sorted(reader.problems)), reader.sources)


def _prefixes(reader: _Reader) -> dict[str, Prefix]:
    path = reader.project.data / "prefixes.yaml"
    if not path.is_file():
        return {}
    source = reader.open(path)
    found = {
        key: reader.model(source, Prefix, {"prefix": key, **value}, None, (key,))
        for key, value in reader.entries(source)
    }
    return {key: prefix for key, prefix in sorted(found.items()) if prefix is not None}


def _registry(reader: _Reader, prefixes: Mapping[str, Prefix]) -> Registry:
    folder = reader.project.data / "entities"
    if not (folder / "kinds.yaml").is_file():
        return Registry()
    source = reader.open(folder / "kinds.yaml")
    kinds = {
        key: kind
        for key, value in reader.entries(source)
        if (kind := reader.model(source, EntityKind, {"id": key, **value}, None, (key,)))
    }
    entities: dict[str, Entity] = {}
    home: dict[str, str] = {}
    broken: set[str] = set()
    for path in reader.project.records("entities"):
        if path.stem == "kinds":
            continue
        source = reader.open(path)
        if path.stem not in kinds:
            reader.complain(
                Complaint(
                    source.path, (), pointers.unknown_kind(path.stem, suggest(path.stem, kinds))
                )
            )
        for key, value in reader.entries(source):
            if key in home:
                taken = records.duplicate_entity(key, home[key])
                reader.complain(Complaint(source.path, (key,), taken, on_key=True))
                continue
            home[key] = source.path
            whole = {"key": key, "kind": path.stem, **value}
            entity = reader.model(source, Entity, whole, None, (key,))
            if entity is None or path.stem not in kinds:
                broken.add(key)
                continue
            entities[key] = entity
            _check_prefixes(reader, source, entity, prefixes)
    return Registry(kinds, dict(sorted(entities.items())), broken)


def _check_prefixes(
    reader: _Reader, source: Source, entity: Entity, prefixes: Mapping[str, Prefix]
) -> None:
    places: list[tuple[Loc, str]] = [(("curie",), entity.curie)] if entity.curie else []
    places += [(("xrefs", index), curie) for index, curie in enumerate(entity.xrefs)]
    for loc, curie in places:
        prefix = curie.split(":")[0]
        if prefix not in prefixes:
            unknown = pointers.unknown_prefix(prefix, suggest(prefix, prefixes))
            reader.complain(Complaint(source.path, (entity.key, *loc), unknown))


def _review(reader: _Reader) -> Review | None:
    path = reader.project.data / "review.yaml"
    if not path.is_file():
        return None
    source = reader.open(path)
    return (
        reader.model(source, Review, source.data, None) if isinstance(source.data, dict) else None
    )


def _context(reader: _Reader, registry: Registry, review: Review | None) -> Context:
    """Build the context of records; without a valid review its parts are taken as they stand."""
    if review is not None:
        return Context(registry, [section.id for section in review.sections], review.references)
    return Context(registry, None, None)


def _records(reader: _Reader, folder: str, model: type[P], context: Context) -> dict[str, P]:
    found: dict[str, P] = {}
    for path in reader.project.records(folder):
        source = reader.open(path)
        if not isinstance(source.data, dict):
            continue
        record = reader.model(source, model, source.data, context)
        if record is not None and not source.problems:
            found[path.stem] = record
    return found
