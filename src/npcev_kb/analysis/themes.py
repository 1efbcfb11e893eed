"""In which modules of the review debates and open questions stand, by what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from npcev_kb.analysis.evidence import Evidence, Judged
from npcev_kb.analysis.places import Places
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.review import Module
from npcev_kb.model.study import Study

_BY_REVIEW = "review "


@dataclass(frozen=True)
class Themes:
    """Debates and questions by the claims, studies and modules that they concern."""

    evidence: Evidence
    places: Places

    def claims(self, record: Debate | Question) -> tuple[Judged, ...]:
        """Return the claims of all sides, or those that wait for an answer, in their order.

        Claims of studies that are left out of a build are not among them.
        """
        refs = (
            [ref for side in record.sides for ref in side.claims]
            if isinstance(record, Debate)
            else record.blocks
        )
        return tuple(self.evidence.judged[ref] for ref in refs if ref in self.evidence.judged)

    def studies(self, record: Debate | Question) -> tuple[Study, ...]:
        """Return the studies whose claims or reference numbers a record names, each once."""
        found = [judged.case.study for judged in self.claims(record)]
        for number in self.evidence.references_of(record):
            placed = self.places.by_reference.get(number)
            found += [placed] if isinstance(placed, Study) else []
        return tuple({study.id: study for study in found}.values())

    def modules(self, record: Debate | Question) -> tuple[Module, ...]:
        """Return the modules of those studies and of the section that raises the record.

        They stand in the order of the review. A record on works outside of all modules has none.
        """
        found = {each.id for study in self.studies(record) for each in self.places.modules(study)}
        for section in _sections(record.at):
            module = self.places.module_of_section.get(section)
            found |= {module.id} if module else set()
        return tuple(each for each in self.places.review.modules if each.id in found)

    def debates_of(self, module: Module) -> Sequence[Debate]:
        """Return the debates that concern a module."""
        return [each for each in self.evidence.kb.debates.values() if module in self.modules(each)]

    def questions_of(self, module: Module) -> Sequence[Question]:
        """Return the open questions that concern a module."""
        questions = self.evidence.kb.questions.values()
        return [each for each in questions if module in self.modules(each)]


def _sections(at: str | None) -> list[str]:
    """Return the sections of the review that a place names, such as `review 3.1, 4`."""
    if not at or not at.startswith(_BY_REVIEW):
        return []
    return [part.strip() for part in at.removeprefix(_BY_REVIEW).split(",")]
