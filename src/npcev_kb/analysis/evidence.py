"""Everything computed on claims, once for a knowledge base: grades, flags, groups, debates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.flag_register import Raised, raise_flags
from npcev_kb.analysis.groups import GroupCount, Groups, groups
from npcev_kb.analysis.ladders import ladder
from npcev_kb.analysis.places import PlacedRecord
from npcev_kb.analysis.source_status import source_events
from npcev_kb.analysis.trace import Grade, grade
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import (
    Family,
    FlagState,
    Level,
    Nature,
    SourceEventKind,
    Vocabulary,
)

Statement = tuple[frozenset[str], str, str, str | None, str | None]
"""What a claim says, for finding others that say the same: subject, effect, outcome, matrix,
disease."""


@dataclass(frozen=True)
class Judged:
    """A claim with everything computed on it."""

    case: Case
    grade: Grade
    flags: tuple[Raised, ...]
    peers: GroupCount
    ladder: Vocabulary | None
    in_field: bool | None
    """Whether it is on the disease of the review; None where the disease was not seen."""

    @property
    def ref(self) -> str:
        """The claim's address."""
        return self.case.ref

    def in_state(self, state: FlagState) -> tuple[Raised, ...]:
        """Return the flags in one state."""
        return tuple(flag for flag in self.flags if flag.state is state)


@dataclass(frozen=True)
class Evidence:
    """The computed side of a knowledge base. Every value is worked out once, when asked for."""

    kb: KnowledgeBase

    @cached_property
    def groups(self) -> Groups:
        """Studies by the people behind them."""
        return groups(self.kb)

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """Every claim of every study by its address."""
        return {
            case.ref: case
            for study in self.kb.studies.values()
            for case in (
                Case(study, claim, self.kb.entities, self.events[study.id])
                for claim in study.claims
            )
        }

    @cached_property
    def events(self) -> Mapping[str, tuple[SourceEvent, ...]]:
        """What is known of whether each study and work still stands, by its id."""
        records: tuple[PlacedRecord, ...] = (*self.kb.works.values(), *self.kb.studies.values())
        return {record.id: source_events(self.kb, record) for record in records}

    @cached_property
    def grades(self) -> Mapping[str, Grade]:
        """The grade of every claim, by its address."""
        return {ref: grade(case) for ref, case in self.cases.items()}

    @cached_property
    def judged(self) -> Mapping[str, Judged]:
        """Every claim with its grade and flags, by its address."""
        return {ref: self._judge(case) for ref, case in self.cases.items()}

    def of_study(self, study: Study) -> tuple[Judged, ...]:
        """Return the claims of a study, in its order."""
        return tuple(self.judged[f"{study.id}.{claim.id}"] for claim in study.claims)

    def by_family(self, study: Study) -> Mapping[Family, Judged]:
        """Return for each family of claims of a study the one that reaches furthest.

        Levels are never mixed: a tissue marker does not lift a mechanism, and within a family
        a claim that things go together never stands before one of cause and effect.
        """
        best: dict[Family, Judged] = {}
        for judged in sorted(self.of_study(study), key=_by_number):
            family = judged.case.claim.family
            if family not in best or _reach(judged) > _reach(best[family]):
                best[family] = judged
        return best

    def _judge(self, case: Case) -> Judged:
        peers = self.groups.count(self._same_claim(case))
        found = raise_flags(case, peers)
        disease, field = case.study.disease_of(case.claim), self.kb.review.disease
        in_field = None if disease is None or field is None else disease == field
        return Judged(case, self.grades[case.ref], found, peers, ladder(case), in_field)

    @cached_property
    def _by_statement(self) -> Mapping[Statement, set[str]]:
        """Studies in which a test of a claim was seen and that stand, by what the claim says."""
        found: dict[Statement, set[str]] = defaultdict(set)
        for ref, case in self.cases.items():
            if self.grades[ref].level is not Level.E0 and case.subject:
                found[_statement(case)].add(case.study.id)
        return found

    def _same_claim(self, case: Case) -> set[str]:
        """Return the studies that make the claim; a retracted one makes none, not even its own."""
        own = set() if case.status is SourceEventKind.RETRACTION else {case.study.id}
        return own | self._by_statement.get(_statement(case), set())

    @cached_property
    def debates_of(self) -> Mapping[str, tuple[Debate, ...]]:
        """The debates in which each claim stands, by the claim's address."""
        found: dict[str, list[Debate]] = defaultdict(list)
        for debate in self.kb.debates.values():
            for side in debate.sides:
                for ref in side.claims:
                    found[ref].append(debate)
        return {ref: tuple(debates) for ref, debates in found.items()}

    @cached_property
    def questions_of(self) -> Mapping[str, tuple[Question, ...]]:
        """The open questions that block each claim, by the claim's address."""
        found: dict[str, list[Question]] = defaultdict(list)
        for question in self.kb.questions.values():
            for ref in question.blocks:
                found[ref].append(question)
        return {ref: tuple(questions) for ref, questions in found.items()}

    @cached_property
    def naming(self) -> Mapping[str, tuple[Judged, ...]]:
        """The claims that name each term as cargo, outcome, step or recipient of their own."""
        found: dict[str, dict[str, Judged]] = defaultdict(dict)
        for judged in self.judged.values():
            claim = judged.case.claim
            steps = [step.entity for step in claim.via]
            for key in (*judged.case.subject, claim.outcome, *steps, *(claim.recipients or ())):
                found[key][judged.ref] = judged
        return {key: tuple(claims.values()) for key, claims in found.items()}

    def references(self, claims: Iterable[str], refs: Iterable[int] = ()) -> tuple[int, ...]:
        """Return the reference numbers behind claims, with others given, sorted."""
        numbers = set(refs)
        for ref in claims:
            study = self.kb.studies.get(ref.partition(".")[0])
            numbers.update(study.review_refs if study else ())
        return tuple(sorted(numbers))

    def references_of(self, record: Debate | Question) -> tuple[int, ...]:
        """Return the reference numbers of all studies and works that a record involves."""
        if isinstance(record, Question):
            return self.references(record.blocks, record.refs)
        claims = [ref for side in record.sides for ref in side.claims]
        return self.references(claims, [number for side in record.sides for number in side.refs])


def _statement(case: Case) -> Statement:
    claim, disease = case.claim, case.study.disease_of(case.claim)
    return frozenset(case.subject), claim.effect, claim.outcome, claim.matrix, disease


def _reach(judged: Judged) -> tuple[bool, int]:
    return judged.case.claim.nature is not Nature.ASSOCIATIONAL, judged.grade.level.rank


def _by_number(judged: Judged) -> tuple[int, str]:
    name = judged.case.claim.id
    return int(name[1:]), name
