"""Which studies come from one group of people, so that nobody counts one voice twice.

Rule: two studies belong together if they share three authors, or two of whom one is the last
author of both; or if a debate says `same_group`. A shared name may be two people: the most common
surnames of the field with one initial stand for many, so one shared name never joins two studies.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import Relation

SHARED = 3
"""Shared authors that join two studies."""
SHARED_WITH_LAST = 2
"""Shared authors that join two studies if one of them is the last author of both."""


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Studies beside the independent groups they come from."""

    studies: int
    groups: int
    """Groups among the studies whose authors were seen."""
    unknown: int
    """Studies whose authors were not seen."""

    @property
    def text(self) -> str:
        """The count in words: 3 studies, 1 group."""
        if not self.studies:
            return "no study that stands"
        counted = f"{self.studies} {'study' if self.studies == 1 else 'studies'}"
        if self.studies == 1:
            return f"{counted}, 1 group" if self.groups else f"{counted}, group not known"
        if not self.groups:
            return f"{counted}, groups not known"
        groups = f"{counted}, {self.groups} {'group' if self.groups == 1 else 'groups'}"
        return f"{groups}, {self.unknown} not known" if self.unknown else groups


@dataclass(frozen=True)
class Groups:
    """The group of each study whose authors were seen; a group is called by its first study."""

    of: Mapping[str, str]

    def count(self, studies: Iterable[str]) -> GroupCount:
        """Count studies and the groups behind them."""
        names = set(studies)
        known = {self.of[name] for name in names if name in self.of}
        unknown = sum(name not in self.of for name in names)
        return GroupCount(len(names), len(known), unknown)

    def partners(self, study: str) -> tuple[str, ...]:
        """Return the other studies of a study's group."""
        mine = self.of.get(study)
        if mine is None:
            return ()
        return tuple(sorted(n for n, group in self.of.items() if group == mine and n != study))


def groups(kb: KnowledgeBase) -> Groups:
    """Join studies into groups."""
    parent = {name: name for name, study in kb.studies.items() if study.identification.authors}

    def top(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for first, second in [*_by_authors(kb, parent), *_by_debates(kb)]:
        for name in (first, second):
            parent.setdefault(name, name)
        low, high = sorted((top(first), top(second)))
        parent[high] = low
    return Groups({name: top(name) for name in sorted(parent)})


def _by_authors(kb: KnowledgeBase, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of studies that share enough authors, looked up by author."""
    authors = {name: dict.fromkeys(kb.studies[name].identification.authors) for name in names}
    written: dict[str, list[str]] = defaultdict(list)
    for name in authors:
        for author in authors[name]:
            written[author].append(name)
    for first, own in authors.items():
        shared = Counter(chain.from_iterable(written[author] for author in own))
        for second, number in shared.items():
            if second <= first or number < SHARED_WITH_LAST:
                continue
            if number >= SHARED or _same_last(kb.studies[first], kb.studies[second]):
                yield first, second


def _same_last(first: Study, second: Study) -> bool:
    last = _last(first)
    return last is not None and last == _last(second)


def _last(study: Study) -> str | None:
    """Return the last author, None where the list is not complete."""
    work = study.identification
    return work.authors[-1] if work.authors and not work.more_authors else None


def _by_debates(kb: KnowledgeBase) -> Iterable[tuple[str, str]]:
    for debate in kb.debates.values():
        if debate.relation is Relation.SAME_GROUP:
            studies = dict.fromkeys(
                claim.partition(".")[0] for side in debate.sides for claim in side.claims
            )
            yield from combinations([name for name in studies if name in kb.studies], 2)
