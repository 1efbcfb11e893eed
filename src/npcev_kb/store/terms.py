"""Prefixes, kinds and terms: what records may point to.

An entry that is broken still stands for its key, and a file that cannot be read stands for all
its keys, so that one mistake is said once and not again at every pointer to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from npcev_kb.model.entity import Entity, EntityKind, Prefix
from npcev_kb.model.registry import Registry, suggest
from npcev_kb.problems import Complaint, Loc, pointers, records
from npcev_kb.store.reader import Reader
from npcev_kb.store.source import Source


@dataclass(frozen=True)
class Prefixes:
    """The prefixes that validated, and all that are written in the file."""

    valid: Mapping[str, Prefix]
    written: frozenset[str] | None
    """None where the file could not be read."""


def read_prefixes(reader: Reader) -> Prefixes:
    """Read `data/prefixes.yaml`."""
    path = reader.project.data / "prefixes.yaml"
    if not path.is_file():
        return Prefixes({}, frozenset())
    source = reader.open(path)
    found = {
        key: reader.entry(source, Prefix, key, value, {"prefix": key})
        for key, value in reader.entries(source)
    }
    valid = {key: prefix for key, prefix in sorted(found.items()) if prefix is not None}
    return Prefixes(valid, _keys(source))


@dataclass
class _Terms:
    """The registry while it is being read."""

    kinds: dict[str, EntityKind]
    known_kinds: frozenset[str] | None
    entities: dict[str, Entity] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    complete: bool = True

    def registry(self) -> Registry:
        """Return what was read."""
        broken = self.home.keys() - self.entities.keys()
        return Registry(self.kinds, dict(sorted(self.entities.items())), broken, self.complete)


def read_terms(reader: Reader, prefixes: Prefixes) -> Registry:
    """Read `data/entities/`."""
    folder = reader.project.data / "entities"
    if not (folder / "kinds.yaml").is_file():
        if reader.project.records("entities"):
            reader.complain(Complaint("data/entities/kinds.yaml", (), pointers.no_kinds()))
        return Registry(complete=not reader.project.records("entities"))
    source = reader.open(folder / "kinds.yaml")
    kinds = {
        key: kind
        for key, value in reader.entries(source)
        if (kind := reader.entry(source, EntityKind, key, value, {"id": key}))
    }
    terms = _Terms(kinds, _keys(source))
    for path in reader.project.records("entities"):
        if path.stem != "kinds":
            _read_file(reader, terms, path, prefixes)
    return terms.registry()


def _read_file(reader: Reader, terms: _Terms, path: Path, prefixes: Prefixes) -> None:
    source = reader.open(path)
    keys = _keys(source)
    terms.complete = terms.complete and keys is not None
    if terms.known_kinds is not None and path.stem not in terms.known_kinds:
        unknown = pointers.unknown_kind(path.stem, suggest(path.stem, terms.known_kinds))
        reader.complain(Complaint(source.path, (), unknown))
    kind = path.stem if path.stem in terms.kinds else "not-known"
    fresh = {key for key in keys or () if key not in terms.home}
    for key, value in reader.entries(source):
        if key not in fresh:
            taken = records.duplicate_entity(key, terms.home[key])
            reader.complain(Complaint(source.path, (key,), taken, on_key=True))
            continue
        entity = reader.entry(source, Entity, key, value, {"key": key, "kind": kind})
        if entity is not None:
            _check_prefixes(reader, source, entity, prefixes)
            if kind in terms.kinds:
                terms.entities[key] = entity
    terms.home |= dict.fromkeys(fresh, source.path)


def _check_prefixes(reader: Reader, source: Source, entity: Entity, prefixes: Prefixes) -> None:
    if prefixes.written is None:
        return
    places: list[tuple[Loc, str]] = [(("curie",), entity.curie)] if entity.curie else []
    places += [(("xrefs", index), curie) for index, curie in enumerate(entity.xrefs)]
    for loc, curie in places:
        prefix = curie.split(":")[0]
        if prefix not in prefixes.written:
            unknown = pointers.unknown_prefix(prefix, suggest(prefix, prefixes.written))
            reader.complain(Complaint(source.path, (entity.key, *loc), unknown))


def check_wider_terms(reader: Reader, registry: Registry) -> None:
    """Check that each term's wider term is a term."""
    for entity in registry.entities.values():
        wider = entity.part_of
        if wider and wider not in registry.entities and not registry.lets_through(wider):
            wording = pointers.unknown_entity(wider, registry.suggest(wider), registry.named(wider))
            path = f"data/entities/{entity.kind}.yaml"
            reader.complain(Complaint(path, (entity.key, "part_of"), wording))


def _keys(source: Source) -> frozenset[str] | None:
    return frozenset(source.data) if isinstance(source.data, dict) else None
