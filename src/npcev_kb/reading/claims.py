"""Claims as a reader gets them: what is said, and everything that is computed on it."""

from __future__ import annotations

from dataclasses import dataclass

from npcev_kb.analysis.evidence import Judged
from npcev_kb.analysis.flag_register import Raised
from npcev_kb.analysis.groups import GroupCount
from npcev_kb.model.claim import Claim
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import EffectKind, Family, FlagState, Level, ReadingBasis
from npcev_kb.render.claim_words import in_words


@dataclass(frozen=True, repr=False)
class FoundClaim:
    """One claim with its level, flags and groups."""

    judged: Judged
    """Everything computed on it, as the pages of the site see it."""
    modules: tuple[str, ...]
    """The modules of the review in which its study stands, by id."""

    @property
    def ref(self) -> str:
        """Its address: study, a dot, and its id; permanent."""
        return self.judged.ref

    @property
    def study(self) -> Study:
        """The study that makes it."""
        return self.judged.case.study

    @property
    def claim(self) -> Claim:
        """The claim as the record has it."""
        return self.judged.case.claim

    @property
    def family(self) -> Family:
        """Mechanism, biomarker, therapy or technology."""
        return self.claim.family

    @property
    def subject(self) -> tuple[str, ...]:
        """Who acts or is measured, by keys of terms; empty for the vesicles as a whole."""
        return tuple(self.judged.case.subject)

    @property
    def cargo(self) -> tuple[str, ...]:
        """The cargo that it speaks of, by keys of terms."""
        return tuple(self.judged.case.cargo)

    @property
    def effect(self) -> EffectKind:
        """What is said of the outcome."""
        return self.claim.effect

    @property
    def outcome(self) -> str:
        """The process or outcome, by key."""
        return self.claim.outcome

    @property
    def level(self) -> Level | None:
        """How far it was tested; None where only the review speaks: that reaches no level."""
        return None if self.review_only else self.judged.grade.level

    @property
    def level_text(self) -> str:
        """The level as the site writes it, the review's included: `E2 +P(tissue)`."""
        return self.judged.grade.text

    @property
    def basis(self) -> ReadingBasis:
        """How much was read of what the level rests on."""
        return self.judged.grade.basis

    @property
    def review_only(self) -> bool:
        """Whether only the review speaks."""
        return self.judged.grade.review_only

    @property
    def trace(self) -> str:
        """Why it has its level, in one line."""
        return self.judged.grade.trace

    @property
    def in_field(self) -> bool | None:
        """Whether it is on the disease of the review; None: the disease was not seen."""
        return self.judged.in_field

    @property
    def flags(self) -> tuple[Raised, ...]:
        """Every flag that concerns it, with state and reason."""
        return self.judged.flags

    @property
    def raised(self) -> tuple[str, ...]:
        """The codes of the flags that are raised."""
        return tuple(flag.code for flag in self.judged.in_state(FlagState.RAISED))

    @property
    def not_assessable(self) -> tuple[str, ...]:
        """The codes of the flags whose fact was not seen."""
        return tuple(flag.code for flag in self.judged.in_state(FlagState.NOT_ASSESSABLE))

    @property
    def peers(self) -> GroupCount:
        """The studies that make this claim, beside the groups they come from."""
        return self.judged.peers

    def __hash__(self) -> int:
        """Return the hash of its address, for sets of claims."""
        return hash(self.ref)

    def __str__(self) -> str:
        """Return what it says and its level, in words."""
        beside = ", as stated by the review" if self.review_only else ""
        return f"{in_words(self.judged)} ({self.level_text}{beside})"

    def __repr__(self) -> str:
        """Return its address with what it says."""
        return f"<{self.ref}: {self}>"
