"""The index as files: a list of all tokens, shards of postings, shards of result cards.

A browser reads the tokens once, then only the shards in which its tokens stand, then only the
cards of what it shows. The weight of a token in a document is worked out here: fields by weight,
dampened by how often it stands there and how long the field is, and rarer tokens weigh more
(BM25F; Robertson and Zaragoza 2009, section 3.6).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.search.document import KINDS, Document
from npcev_kb.render.search.normal import joined, tokens

SATURATION = 1.2
"""How soon a token that is repeated stops to count (k1)."""
SHORTENING = 0.5
"""How much a long field weakens each of its tokens (b)."""
SHARD = 12_000
"""Bytes of postings in a shard, before compression."""
CARDS = 40
"""Documents whose cards stand in one file."""
NAME = "="
"""Begins the token of a whole name."""
MOST = 255
"""The largest weight."""


@dataclass(frozen=True)
class Index:
    """The index of some documents."""

    documents: Sequence[Document]
    modules: Mapping[str, str] = field(default_factory=dict)
    """Titles of modules by id."""
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """For each name of a term, as one token, its other names."""

    @cached_property
    def postings(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """For each token the documents it stands in and its weight there, by document."""
        counted = [self._counted(document) for document in self.documents]
        spread = Counter(token for weights in counted for token in weights)
        total = len(self.documents)
        raw: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, weights in enumerate(counted):
            for token, frequency in weights.items():
                rare = math.log(1 + (total - spread[token] + 0.5) / (spread[token] + 0.5))
                raw[token].append((number, rare * frequency / (frequency + SATURATION)))
        top = max((weight for found in raw.values() for _, weight in found), default=1.0)
        found = {
            token: tuple((n, max(1, round(weight / top * MOST))) for n, weight in weights)
            for token, weights in raw.items()
        }
        return dict(sorted((found | self._names()).items()))

    def _counted(self, document: Document) -> Mapping[str, float]:
        """Return how often each token stands in a document, by the weights of its fields."""
        found: dict[str, float] = defaultdict(float)
        for weight, text in document.fields:
            counted = Counter(tokens(text))
            length = sum(counted.values())
            shortened = weight / (1 - SHORTENING + SHORTENING * math.sqrt(1 + length / 8))
            for token, times in counted.items():
                found[token] += shortened * times
        return found

    def _names(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """Return the whole names; where several documents share one, all are found."""
        found: dict[str, dict[int, int]] = defaultdict(dict)
        for number, document in enumerate(self.documents):
            for place, name in enumerate(document.names):
                if whole := joined(name):
                    weight = MOST if place == 0 else MOST - 30
                    found[NAME + whole].setdefault(number, weight)
        return {token: tuple(sorted(each.items())) for token, each in found.items()}

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield each file as its address below the site's root and its text."""
        shards = list(self._shards())
        starts = [0]
        for shard in shards[:-1]:
            starts.append(starts[-1] + len(shard))
        yield (
            "search/tokens.json",
            dumps(
                {
                    "tokens": list(self.postings),
                    "starts": list(starts),
                    "documents": len(self.documents),
                    "cards": CARDS,
                    "kinds": list(KINDS),
                    "modules": dict(self.modules),
                }
            ),
        )
        others: dict[str, Plain] = {name: list(each) for name, each in self.synonyms.items()}
        yield "search/names.json", dumps(others)
        yield (
            "search/marks.json",
            dumps(
                {
                    "kinds": [document.kind for document in self.documents],
                    "levels": [document.level for document in self.documents],
                    "modules": [list(document.modules) for document in self.documents],
                    "elsewhere": [n for n, each in enumerate(self.documents) if each.elsewhere],
                }
            ),
        )
        for number, shard in enumerate(shards):
            yield f"search/postings-{number}.json", dumps([_coded(found) for found in shard])
        for number, start in enumerate(range(0, len(self.documents), CARDS)):
            cards = self.documents[start : start + CARDS]
            yield f"search/cards-{number}.json", dumps([_card(document) for document in cards])

    def _shards(self) -> Iterator[list[tuple[tuple[int, int], ...]]]:
        """Cut the postings, in the order of their tokens, into parts of about one size."""
        part: list[tuple[tuple[int, int], ...]] = []
        size = 0
        for found in self.postings.values():
            part.append(found)
            size += 6 * len(found) + 3
            if size >= SHARD:
                yield part
                part, size = [], 0
        if part or not self.postings:
            yield part


def _coded(found: tuple[tuple[int, int], ...]) -> Plain:
    """Return postings as one list: the step to the next document, then the weight there."""
    coded: list[Plain] = []
    before = 0
    for number, weight in found:
        coded += [number - before, weight]
        before = number
    return coded


def _card(document: Document) -> Plain:
    return {
        "kind": document.kind,
        "title": document.title,
        "about": _cut(document.about),
        "url": document.url,
        "level": document.level,
        "modules": list(document.modules),
        "sign": document.sign,
        "marks": [list(mark) for mark in document.marks],
    }


def _cut(text: str, most: int = 170) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
