"""Statements and facts: what is said, who says it, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StrictStr, ValidationInfo

from npcev_kb.model.ids import ClaimRef, Sentence, Text, is_web_address
from npcev_kb.model.record import Breach, Record, refuse
from npcev_kb.model.registry import ReviewRef, SectionId, known_reference, known_section
from npcev_kb.model.vocabulary import AppraisalKind, Voice
from npcev_kb.problems import facts, shapes

_REVIEW = re.compile(r"review (\d+(?:\.\d+)*|abstract)")
_REFERENCE = re.compile(r"ref ([1-9][0-9]{0,3})")
PLACES = ("title", "abstract", "full text", "record")
"""Where in a work a statement may stand; a comma and a part may follow."""
_PAPER = re.compile(rf"({'|'.join(PLACES)})(, \w[\w .,-]{{0,58}}\w)?")


def _locator(value: str, info: ValidationInfo) -> str:
    review, reference = _REVIEW.fullmatch(value), _REFERENCE.fullmatch(value)
    if review:
        if review[1] != "abstract":
            known_section(review[1], info)
    elif reference:
        known_reference(int(reference[1]), info)
    elif not _PAPER.fullmatch(value) and not is_web_address(value):
        refuse(shapes.malformed_locator(value))
    return value


Locator: TypeAlias = Annotated[StrictStr, AfterValidator(_locator)]
"""Where a statement stands: `title`, `abstract`, `full text, section 3`, `record` (the
bibliographic record), `review 3.2`, `ref 31`, or a web address."""


class Voiced(Record):
    """Something said by somebody somewhere."""

    voice: Voice
    """Who says it: the study, the review, or a curator."""
    at: Locator
    """Where: `abstract`, `title`, `full text`, `review 3.2`, `ref 31`, or an address."""

    def breaches(self) -> Iterator[Breach]:
        """The review's voice needs a place in the review."""
        if self.voice is Voice.REVIEW and not self.at.startswith("review "):
            yield Breach(("at",), facts.review_voice_without_section(self.voice, self.at))


class Finding(Voiced):
    """What the study found, in one sentence of our own words."""

    text: Sentence
    """One sentence, our own words."""


class Statement(Voiced):
    """Something worth saying about a study, in our own words."""

    text: Text
    """A few sentences of our own words."""


class Appraisal(Statement):
    """A judgement: a limitation or a strength, with the voice of whoever judges."""

    kind: AppraisalKind = AppraisalKind.LIMITATION
    """Limitation unless said otherwise."""


class ReviewRemark(Record):
    """What the review says of one work in one of its sections, in our own words."""

    section: SectionId
    """The section, in quotes."""
    text: Text
    """What the review says, in our own words; the voice is always the review's."""


class Difference(Record):
    """A place where the review and the paper do not say the same."""

    section: SectionId
    """Where in the review."""
    review: Text
    """What the review says."""
    paper: Text
    """What the paper says, or what of it was seen."""


class Fact(Record):
    """A typed fact. Without a voice of its own it speaks as the record's reading basis does."""

    voice: Voice | None = None
    """Only where it differs from the record's: a fact from the review in a study that was read."""
    at: Locator | None = None
    """Where this fact stands, if elsewhere than the record's reading basis says."""
    detail: Sentence | None = None
    """What the typed fields cannot say, in a few of our own words."""


class SectionStatement(Record):
    """A paragraph about a section or module of the review."""

    voice: Voice = Voice.REVIEW
    """Who says it."""
    text: Text
    """Our own words."""
    refs: tuple[ReviewRef, ...] = ()
    """The references it speaks of."""
    claims: tuple[ClaimRef, ...] = ()
    """The claims of studies that it speaks of; each is shown with how far to trust it."""


class SectionAppraisal(SectionStatement):
    """What the review objects to, or praises in, a group of studies."""

    kind: AppraisalKind = AppraisalKind.LIMITATION
    """Limitation unless said otherwise."""
