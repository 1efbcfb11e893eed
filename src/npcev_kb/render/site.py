"""The site as templates see it: records, terms and counts, with the way to each of their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from npcev_kb.analysis import coverage, unknowns
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.grounding import grounding_of
from npcev_kb.analysis.interests import curator_is_author
from npcev_kb.analysis.mechanism import Mechanism
from npcev_kb.analysis.mentions import Mention, mentions
from npcev_kb.analysis.places import PlacedRecord, Places
from npcev_kb.analysis.provenance import Spoken, of_fact, of_record
from npcev_kb.analysis.quality import WorkList, work_lists
from npcev_kb.analysis.source_status import FALLEN, last_word
from npcev_kb.analysis.themes import Themes
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.entity import Entity, EntityKind
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.metadata import Grounding
from npcev_kb.model.review import Module
from npcev_kb.model.statement import Fact, Voiced
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import (
    CurationStatus,
    FlagState,
    IdentificationStatus,
    Level,
    ReadingBasis,
)
from npcev_kb.problems import Explanation, explanations
from npcev_kb.render.downloads import Downloads
from npcev_kb.render.export.whole import Whole
from npcev_kb.render.settings import Settings


def _stands_in(at: str, section: str) -> bool:
    return at == f"review {section}"


@dataclass(frozen=True)
class Site:
    """One knowledge base with everything that is counted once for all pages."""

    kb: KnowledgeBase
    settings: Settings = field(default_factory=Settings)
    left_out: Sequence[str] = ()
    """Files left out of this build because they are broken."""

    @cached_property
    def places(self) -> Places:
        """Sections and modules of records."""
        return Places(self.kb)

    @cached_property
    def evidence(self) -> Evidence:
        """Levels, flags, groups, debates: everything computed on claims."""
        return Evidence(self.kb)

    @cached_property
    def mechanism(self) -> Mechanism:
        """The network of mechanisms."""
        return Mechanism(self.evidence)

    @cached_property
    def themes(self) -> Themes:
        """Debates and questions by what they concern."""
        return Themes(self.evidence, self.places)

    @cached_property
    def mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        """Studies by the terms they name."""
        return mentions(self.kb)

    @cached_property
    def references(self) -> tuple[coverage.Reference, ...]:
        """The review's references with their records."""
        return coverage.references(self.places)

    @cached_property
    def module_counts(self) -> tuple[coverage.ModuleCount, ...]:
        """Studies in each module beside the stated count."""
        return coverage.module_counts(self.places)

    @cached_property
    def identification(self) -> Mapping[IdentificationStatus, int]:
        """Records by status of identification."""
        return coverage.identification(self.places)

    @cached_property
    def reading(self) -> Mapping[ReadingBasis, int]:
        """Studies by reading basis."""
        return coverage.reading(self.places)

    @property
    def reviewed(self) -> int:
        """Records that a second person has read."""
        records = (*self.kb.studies.values(), *self.kb.works.values())
        return sum(record.curation.status is CurationStatus.REVIEWED for record in records)

    def interest(self, record: PlacedRecord) -> FlagState:
        """Whether a curator of a record is an author of its work."""
        return curator_is_author(self.kb, record)

    @cached_property
    def newest(self) -> tuple[PlacedRecord | Debate | Question, ...]:
        """The records of the last day on which any was changed; studies first, in their order."""
        records: tuple[PlacedRecord | Debate | Question, ...] = (
            *self.places.studies,
            *self.places.works,
            *self.kb.debates.values(),
            *self.kb.questions.values(),
        )
        last = max((each.curation.updated for each in records), default=None)
        return tuple(each for each in records if each.curation.updated == last)

    @cached_property
    def open_facts(self) -> Mapping[str, tuple[int, int]]:
        """For each question: in how many studies it is open, and to how many it applies."""
        return unknowns.tally(self.kb.studies.values())

    @cached_property
    def problems(self) -> Mapping[str, Explanation]:
        """The explanation of each problem code."""
        return explanations()

    @cached_property
    def work_lists(self) -> tuple[WorkList, ...]:
        """Everything that somebody could make better."""
        return work_lists(self.places, self.evidence)

    @property
    def quality(self) -> Mapping[str, tuple[WorkList, ...]]:
        """The work lists by the part of the quality page in which they stand, in its order."""
        parts = dict.fromkeys(each.part for each in self.work_lists)
        return {part: tuple(w for w in self.work_lists if w.part == part) for part in parts}

    @cached_property
    def downloads(self) -> Downloads:
        """The files that lie beside the pages for machines."""
        return Downloads(Whole(self.kb, self.evidence, settings=self.settings))

    def level_profile(self, module: Module) -> Mapping[str, int]:
        """Count the claims of a module by level, but those on other diseases.

        Claims on a disease that was not seen are counted, as everywhere. Claims known from the
        review only are counted apart, under "review", and those of retracted works under
        "retracted", which is there only if there are any.
        """
        counted = Counter(
            coverage.level_row(judged)
            for study in self.places.studies_of(module)
            for judged in self.evidence.of_study(study)
            if judged.in_field is not False
        )
        names = (*reversed(Level), *(["retracted"] if counted["retracted"] else []), "review")
        return {name: counted[name] for name in names}

    def debates_in(self, section: str) -> tuple[Debate, ...]:
        """Return the debates that a section of the review names."""
        return tuple(d for d in self.kb.debates.values() if _stands_in(d.at, section))

    def questions_in(self, section: str) -> tuple[Question, ...]:
        """Return the open questions that a section of the review raises."""
        return tuple(q for q in self.kb.questions.values() if _stands_in(q.at, section))

    def unknowns(self, study: Study) -> tuple[str, ...]:
        """Return what is not known of a study."""
        return unknowns.unknowns(study)

    def fallen(self, record: PlacedRecord) -> SourceEvent | None:
        """Return the retraction or concern under which a work stands, None if there is none."""
        word = last_word(self.evidence.events[record.id])
        return word if word and word.found in FALLEN else None

    @cached_property
    def fallen_records(self) -> tuple[PlacedRecord, ...]:
        """The works that are retracted or under concern."""
        records: tuple[PlacedRecord, ...] = (*self.places.studies, *self.places.works)
        return tuple(record for record in records if self.fallen(record))

    @property
    def looked_up(self) -> int:
        """How many works were looked up for a retraction."""
        records = (*self.places.studies, *self.places.works)
        return sum(last_word(self.evidence.events[each.id]) is not None for each in records)

    def grounding(self, study: Study) -> Grounding | None:
        """Return which terms of a study its title and abstract name, None if nobody looked."""
        return grounding_of(self.kb, study)

    def mentions_in_order(self, key: str) -> list[Mention]:
        """Return the mentions of a term in the order of the review's references."""
        order = {study.id: place for place, study in enumerate(self.places.studies)}
        return sorted(self.mentions.get(key, ()), key=lambda mention: order[mention.study])

    def asked(self, study: Study) -> int:
        """Return how many questions are asked of a study."""
        return unknowns.asked(study)

    def spoken(self, study: Study, said: Fact | Voiced) -> Spoken:
        """Return who says something of a study, and where."""
        return of_fact(of_record(self.places, study), said)

    def basis(self, study: Study) -> Spoken:
        """Return the voice of a study's facts."""
        return of_record(self.places, study)

    def entities_of(self, kind: EntityKind) -> tuple[Entity, ...]:
        """Return the terms of a kind, by label."""
        found = (entity for entity in self.kb.entities.values() if entity.kind == kind.id)
        return tuple(sorted(found, key=lambda entity: (entity.label.casefold(), entity.key)))

    def curie_link(self, curie: str) -> str | None:
        """Return the address that an identifier leads to, None if its register has no page."""
        prefix, _, local = curie.partition(":")
        pattern = self.kb.prefixes[prefix].url if prefix in self.kb.prefixes else None
        return pattern.replace("{id}", local) if pattern else None

    def record_of(self, number: int) -> PlacedRecord | None:
        """Return the record of a reference number."""
        return self.places.by_reference.get(number)

    def path(self, thing: object) -> str:
        """Return the address of the page of a record or term, with its closing slash."""
        match thing:
            case Entity():
                return f"entities/{thing.kind}/{thing.key}/"
            case EntityKind():
                return f"entities/{thing.id}/"
            case Study():
                return f"studies/{thing.id}/"
            case Debate():
                return f"debates/{thing.id}/"
            case Question():
                return f"questions/{thing.id}/"
            case _:
                return f"works/{thing.id}/"  # type: ignore[attr-defined]
