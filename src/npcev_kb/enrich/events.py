"""What services call the events in the life of a work, brought to the words of this project."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from npcev_kb.enrich.described import day_in, doi, line
from npcev_kb.model.published import Notice
from npcev_kb.model.vocabulary import SourceEventKind

_RETRACTION, _CONCERN = SourceEventKind.RETRACTION, SourceEventKind.CONCERN
_CORRECTION = SourceEventKind.CORRECTION
_TITLE_WITH_COLON = re.compile(
    r"(?i)[\W_]*(?:retracted|withdrawn|removed)(?:\s+(?:article|chapter|paper|manuscript))?\s*[:\])]"
)
_TITLE_IN_CAPITALS = re.compile(r"[\W_]*(?:RETRACTED|WITHDRAWN)\b(?: ARTICLE\b)?(?P<rest>.*)")
_TITLE_WITH_REMARK = re.compile(r"(?i)[\[(]\s*retracted\b[^)\]]*[\])]\s*\.?$")
_DAY_OF_CITATION = re.compile(
    r"(?:^|[.\s])([12][0-9]{3}(?: [A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?(?: [0-9]{1,2})?)?)\s?[;:]"
)
_DOI_OF_CITATION = re.compile(r"(?i)\bdoi:\s*(10\.[0-9]{4,9}/[^\s;]+)")
_PREPRINT_SERVER = re.compile(
    r"(?i)(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|res(?:earch)? sq(?:uare)?|ssrn|preprints)\b"
)

OF_CROSSREF = MappingProxyType(
    {
        "retraction": _RETRACTION,
        "withdrawal": _RETRACTION,
        "removal": _RETRACTION,
        "partial_retraction": _CONCERN,
        "expression_of_concern": _CONCERN,
        "correction": _CORRECTION,
        "corrigendum": _CORRECTION,
        "erratum": _CORRECTION,
        "clarification": _CORRECTION,
        "addendum": _CORRECTION,
        "reinstatement": SourceEventKind.REINSTATEMENT,
    }
)
"""Kinds of update that say something about whether a work still stands.

Source: Crossref, "Registering updates", the list of update types. A new version or edition is no
event. Reinstatement is not in that list; Retraction Watch, whose entries Crossref passes on,
has it.
"""


class Direction(Enum):
    """Which of two works an entry is about."""

    HAPPENED = "happened"
    """Something happened to the work that has the entry."""
    CAUSED = "caused"
    """The work that has the entry is the notice."""


@dataclass(frozen=True)
class Relation:
    """What an entry of a list of comments and corrections means."""

    kind: SourceEventKind
    direction: Direction


_OF_LISTS = MappingProxyType(
    {
        "retractionin": Relation(_RETRACTION, Direction.HAPPENED),
        "retractedandrepublishedin": Relation(_RETRACTION, Direction.HAPPENED),
        "partialretractionin": Relation(_CONCERN, Direction.HAPPENED),
        "expressionofconcernin": Relation(_CONCERN, Direction.HAPPENED),
        "erratumin": Relation(_CORRECTION, Direction.HAPPENED),
        "correctedandrepublishedin": Relation(_CORRECTION, Direction.HAPPENED),
        "preprintof": Relation(SourceEventKind.PREPRINT_OF, Direction.HAPPENED),
        "preprintin": Relation(SourceEventKind.VERSION_OF_RECORD, Direction.HAPPENED),
        "retractionof": Relation(_RETRACTION, Direction.CAUSED),
        "partialretractionof": Relation(_CONCERN, Direction.CAUSED),
        "expressionofconcernfor": Relation(_CONCERN, Direction.CAUSED),
        "erratumfor": Relation(_CORRECTION, Direction.CAUSED),
    }
)


def in_list(name: str | None, *, preprint: bool, cited: str | None) -> Relation | None:
    """Return what an entry of PubMed's or Europe PMC's list means, None if it is no event.

    An update is an event only between a preprint and its article: Cochrane reviews have updates
    too. A corrected and republished article is a whole work and no notice.

    Source: NLM, "MEDLINE/PubMed XML Data Elements", CommentsCorrections; Europe PMC has the same
    words with spaces, and two of its own for preprints.

    Args:
        name: the type of the entry.
        preprint: whether the work that has the entry is a preprint.
        cited: the other work as the service cites it: its journal tells a preprint server.
    """
    word = re.sub(r"[\s_-]", "", name or "").lower()
    if word == "updatein" and preprint:
        word = "preprintof"
    if word == "updateof" and not preprint and _PREPRINT_SERVER.match(cited or ""):
        word = "preprintin"
    return _OF_LISTS.get(word)


def cited_day(citation: str | None) -> str | None:
    """Return the date of a MEDLINE citation, where it stands clearly before the volume."""
    found = _DAY_OF_CITATION.search(citation) if citation else None
    return day_in(found[1]) if found else None


def cited_doi(citation: str | None) -> str | None:
    """Return the DOI that a MEDLINE citation ends with."""
    found = _DOI_OF_CITATION.search(citation) if citation else None
    return doi(found[1]) if found else None


def with_retraction(
    events: Iterable[Notice | None], *, said_by: str | None = None, title: str | None = None
) -> tuple[Notice, ...]:
    """Return the events, and the retraction that is told elsewhere if none of them tells it.

    Args:
        events: what was read.
        said_by: the service, if it marks the work as retracted without saying how.
        title: the title, unless the work is a notice: older entries tell it only there.
    """
    found = [event for event in events if event]
    if not any(event.found is _RETRACTION for event in found):
        source = said_by or ("title" if _title_tells(title) else None)
        if source:
            found.append(Notice(found=_RETRACTION, source=source))
    return tuple(found)


def source_of(text: str | None, service: str) -> str:
    """Return who says something: as told, or else the service."""
    return line(text) or service


def _title_tells(title: str | None) -> bool:
    if not title:
        return False
    if _TITLE_WITH_COLON.match(title) or _TITLE_WITH_REMARK.search(title):
        return True
    capitals = _TITLE_IN_CAPITALS.match(title)
    return bool(capitals and not capitals["rest"].isupper())
