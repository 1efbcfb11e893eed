"""Checks of pointers to claims, and of debates and questions against the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from npcev_kb.analysis.groups import groups
from npcev_kb.model.debate import Debate
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.outline import Outline
from npcev_kb.model.registry import suggest
from npcev_kb.model.statement import SectionStatement
from npcev_kb.model.vocabulary import Relation
from npcev_kb.problems import Complaint, Loc, debates, evidence, records

REVIEW = "data/review.yaml"


def check_claims(
    kb: KnowledgeBase, outlines: Sequence[Outline], debates_written: Collection[str]
) -> Iterator[Complaint]:
    """Yield every complaint about debates, questions and pointers to claims.

    Args:
        kb: what validated.
        outlines: what is known of every study, also of broken ones.
        debates_written: names of all files of debates, also of broken ones.
    """
    yield from _names(kb)
    yield from _pointers(kb, outlines)
    yield from _debates_named(kb, debates_written)
    yield from replications(kb)
    yield from circles(kb.debates)


def _names(kb: KnowledgeBase) -> Iterator[Complaint]:
    """The name of a file is the id of its debate or question."""
    for folder in ("debates", "questions"):
        for stem, record in getattr(kb, folder).items():
            if record.id != stem:
                wording = records.id_differs_from_file(record.id, stem)
                yield Complaint(f"data/{folder}/{stem}.yaml", ("id",), wording)


def _pointers(kb: KnowledgeBase, outlines: Sequence[Outline]) -> Iterator[Complaint]:
    """Each claim pointed to is made by some study; unreadable studies are let through."""
    known = {f"{each.stem}.{claim}" for each in outlines for claim in each.claims}
    unread = {each.stem for each in outlines if not each.readable}
    for path, loc, claim in _pointed(kb):
        if claim not in known and claim.partition(".")[0] not in unread:
            yield Complaint(path, loc, evidence.unknown_claim(claim, suggest(claim, known)))


def _pointed(kb: KnowledgeBase) -> Iterator[tuple[str, Loc, str]]:
    """Yield every pointer to a claim with its place."""
    for stem, debate in kb.debates.items():
        for index, side in enumerate(debate.sides):
            for place, claim in enumerate(side.claims):
                yield f"data/debates/{stem}.yaml", ("sides", index, "claims", place), claim
    for stem, question in kb.questions.items():
        for place, claim in enumerate(question.blocks):
            yield f"data/questions/{stem}.yaml", ("blocks", place), claim
    for number, example in enumerate(kb.review.worked_examples):
        for place, claim in enumerate(example.claims):
            yield REVIEW, ("worked_examples", number, "claims", place), claim
    for name in ("modules", "sections"):
        for index, part in enumerate(getattr(kb.review, name)):
            said: Iterable[SectionStatement] = part.story
            for number, statement in enumerate(said):
                for place, claim in enumerate(statement.claims):
                    yield REVIEW, (name, index, "story", number, "claims", place), claim


def _debates_named(kb: KnowledgeBase, written: Collection[str]) -> Iterator[Complaint]:
    """Each debate that a question names exists."""
    for stem, question in kb.questions.items():
        for place, name in enumerate(question.debates):
            if name not in kb.debates and name not in written:
                wording = debates.unknown_debate(name, suggest(name, kb.debates))
                yield Complaint(f"data/questions/{stem}.yaml", ("debates", place), wording)


def replications(kb: KnowledgeBase) -> Iterator[Complaint]:
    """A replication comes from another group than the first finding."""
    replicating = {
        stem: debate
        for stem, debate in kb.debates.items()
        if debate.relation is Relation.REPLICATES
    }
    if not replicating:
        return
    of = groups(kb).of
    for stem, debate in replicating.items():
        for first, second in combinations(debate.sides, 2):
            for one in _studies(first.claims):
                for other in _studies(second.claims):
                    if one in of and of.get(one) == of.get(other):
                        wording = debates.replication_within_one_group(one, other)
                        path = f"data/debates/{stem}.yaml"
                        yield Complaint(path, ("relation",), wording)


def _studies(claims: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.partition(".")[0] for claim in claims))


def circles(found: Mapping[str, Debate]) -> Iterator[Complaint]:
    """No claim supersedes itself, by whatever way."""
    after: dict[str, list[tuple[str, str]]] = {}
    for stem, debate in found.items():
        if debate.relation is Relation.SUPERSEDES:
            for newer in debate.sides[0].claims:
                for side in debate.sides[1:]:
                    after.setdefault(newer, []).extend((old, stem) for old in side.claims)
    said: set[str] = set()
    for start in sorted(after):
        circle = _way_back(start, after)
        if circle and not said.intersection(circle):
            said.update(circle)
            stem = next(stem for old, stem in after[start] if old == circle[1])
            path = f"data/debates/{stem}.yaml"
            yield Complaint(path, ("sides",), debates.superseding_in_a_circle(circle))


def _way_back(start: str, after: dict[str, list[tuple[str, str]]]) -> list[str]:
    """Return a way of superseding from a claim back to itself, empty where there is none."""
    ways, seen = [[start]], set[str]()
    while ways:
        way = ways.pop()
        for old, _ in after.get(way[-1], ()):
            if old == start:
                return [*way, start]
            if old not in seen:
                seen.add(old)
                ways.append([*way, old])
    return []
