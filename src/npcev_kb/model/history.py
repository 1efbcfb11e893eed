"""What was decided on a record by somebody with the tool's help, one file for each decision.

Files of their own, so that two branches that each decide something never conflict.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import StrictInt

from npcev_kb.model.ids import Day, Doi, Pmid, Sentence
from npcev_kb.model.published import Line
from npcev_kb.model.record import Breach, Record
from npcev_kb.model.vocabulary import HistoryKind, Service
from npcev_kb.problems import fields


class Considered(Record):
    """A work that was shown when somebody decided which one a reference is."""

    title: Line | None = None
    """Its title."""
    doi: Doi | None = None
    """Its DOI."""
    pmid: Pmid | None = None
    """Its PubMed number."""
    score: StrictInt
    """How well it seemed to fit, of 100."""
    reasons: tuple[Sentence, ...] = ()
    """What the score was made of."""


class ChangedField(Record):
    """One field that was changed."""

    field: Sentence
    """Name of the field."""
    before: Line | None = None
    """What stood there; left out where nothing did."""
    after: Line | None = None
    """What stands there now; left out where the field was taken out."""


class HistoryEntry(Record):
    """`data/history/<record>/<name>.yaml`: one decision. It is added and never changed."""

    day: Day
    """When."""
    by: Sentence | None = None
    """Who decided, if they gave a name."""
    kind: HistoryKind
    """What kind of decision it was."""
    service: Service | None = None
    """The service whose word was taken."""
    changed: tuple[ChangedField, ...] = ()
    """What was changed in the record."""
    chosen: Considered | None = None
    """The work that was chosen."""
    rejected: tuple[Considered, ...] = ()
    """The works that were shown and not chosen."""

    def breaches(self) -> Iterator[Breach]:
        """A choice names what was chosen, a rejection what was rejected."""
        if self.kind is HistoryKind.IDENTIFIED and self.chosen is None:
            yield Breach((), fields.missing_field("chosen", "an entry of this kind", ""))
        if self.kind is HistoryKind.NONE_FITS and not self.rejected:
            yield Breach((), fields.missing_field("rejected", "an entry of this kind", ""))
