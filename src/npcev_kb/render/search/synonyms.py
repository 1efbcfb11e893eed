"""What else is searched for where a name of a term is typed: its other names that are in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from npcev_kb.model.entity import Entity
from npcev_kb.render.search.document import SPOKEN, Document
from npcev_kb.render.search.names import names_of, parts_of
from npcev_kb.render.search.normal import joined, pieces
from npcev_kb.render.site import Site

MOST = 3
"""Other names that are searched for at once: each costs a browser a file or two."""
_SHORTEST = 2
"""Letters of a name that stands for others; a letter alone is a part of many words."""


def synonyms(site: Site, documents: Iterable[Document]) -> Mapping[str, tuple[str, ...]]:
    """Return for each name of a term, as one token, its other names that some text uses.

    Every name is from the registry of terms. A name that no text uses would find nothing but the
    term itself, which is found without it.
    """
    used = _used(documents)
    found: dict[str, dict[str, None]] = {}
    for entity in site.kb.entities.values():
        spoken: dict[str, str] = {}
        for name in _apart(entity):
            if _steps(name) <= used:
                spoken.setdefault(joined(name), name)
        for name in dict.fromkeys((*_apart(entity), entity.label)):
            own = joined(name)
            others = [other for token, other in spoken.items() if token not in (own, "")]
            if len(own) >= _SHORTEST and others:
                found.setdefault(own, {}).update(dict.fromkeys(others))
    return {name: tuple(others)[:MOST] for name, others in sorted(found.items())}


def _apart(entity: Entity) -> tuple[str, ...]:
    """Return the names of a term, a label of two names as two."""
    return tuple(dict.fromkeys((*parts_of(entity.label), *names_of(entity)[1:])))


def _used(documents: Iterable[Document]) -> frozenset[tuple[str, ...]]:
    """Return the pieces and the pairs of neighbours in what somebody wrote, but for the terms.

    Claims are left out too: they are made of labels of terms.
    """
    found: set[tuple[str, ...]] = set()
    for document in documents:
        if document.kind not in ("term", "claim"):
            for weight, text in document.fields:
                if weight in SPOKEN:
                    found |= _steps(text)
                    found.update((piece,) for piece in pieces(text))
    return frozenset(found)


def _steps(text: str) -> set[tuple[str, ...]]:
    """Return the pairs of neighbouring pieces in a text; the piece, if it is one alone."""
    found = pieces(text)
    return set(pairwise(found)) if len(found) > 1 else {tuple(found)}
