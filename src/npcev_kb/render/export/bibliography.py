"""Works as reference managers know them: what a record says of its work, and nothing more.

The four formats are written by `bibtex`, `ris`, `csl` and `nbib`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from npcev_kb.analysis.source_status import FALLEN, last_word
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.published import Author, PublishedWork, tidy
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import IdentificationStatus

MORE_AUTHORS = "The work has more authors than are listed."
"""What a citation says that lists only the first authors."""
DOUBTS = {
    IdentificationStatus.PROBABLE: "Probably identified: it is not sure that this work is meant.",
    IdentificationStatus.UNRESOLVED: "Not identified: nobody knows yet which work is meant.",
}
"""What a citation says where it is not sure which work stands behind a record."""
_GROUP = re.compile(
    r"(?i)\b(?:association|authors|board|centre|center|collaboration|collaborators|committee"
    r"|commission|consortium|council|department|federation|foundation|group|initiative|institute"
    r"|investigators|network|organi[sz]ation|panel|program|programme|project|society|team|union"
    r"|university|working|force)\b"
)
_SHORT = re.compile(
    r"(?P<family>[^\d,]+?) (?P<given>[^\W\d_a-z](?:-?[^\W\d_a-z]){0,3})"
    r"(?: (?P<suffix>Jr|Sr|II|III|IV|2nd|3rd))?"
)
_LONG = re.compile(r"(?P<family>[^\d,]+), (?P<given>[^\d,]+)")
_PARTICLES = frozenset((
    "'t", "al", "bin", "da", "das", "de", "degli", "del", "della", "den", "der", "di", "do", "dos",
    "du", "e", "el", "ibn", "la", "le", "lo", "ten", "ter", "van", "von", "y", "zu", "zum", "zur",
))  # fmt: skip
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One citation: the id of its record, the work, and remarks on it in sentences."""

    key: str
    work: PublishedWork
    more_authors: bool = False
    """True if the work has more authors than those listed."""
    doubt: str | None = None
    """What is not sure about it."""
    fallen: str | None = None
    """That it was retracted or is under concern."""
    note: str | None = None
    """Anything else that belongs to the citation."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader has to know of it, for formats that have a field for remarks."""
        return tuple(
            said
            for said in (
                self.fallen,
                self.doubt,
                MORE_AUTHORS if self.more_authors else None,
                self.note,
            )
            if said
        )


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Citations sorted by key, and the ids of records that say nothing that could be cited."""

    entries: tuple[Entry, ...]
    left_out: tuple[str, ...]


def bibliography(
    records: Iterable[Study | Work], events: Mapping[str, Sequence[SourceEvent]] | None = None
) -> Bibliography:
    """Return the citations of records; a record without title and identifier is left out.

    Args:
        records: studies and works.
        events: what is known of whether each still stands, by its id.
    """
    entries, left_out = [], []
    for record in sorted(records, key=lambda record: record.id):
        work, who = cited(record), record.identification
        if work.title or work.doi or work.pmid or work.pmcid:
            fallen = _fallen((events or {}).get(record.id, ()))
            doubt = DOUBTS.get(who.status)
            entries.append(Entry(record.id, work, who.more_authors, doubt, fallen))
        else:
            left_out.append(record.id)
    return Bibliography(tuple(entries), tuple(left_out))


def _fallen(events: Sequence[SourceEvent]) -> str | None:
    word = last_word(events)
    if word is None or word.found not in FALLEN:
        return None
    return f"{word.found.label.capitalize()}, {word.day.isoformat()}: {word.source}."


def cited(record: Study | Work) -> PublishedWork:
    """Return the work of a record in the type that services and reference managers speak."""
    who = record.identification
    lines = {
        name: tidy(value) or None
        for name in ("title", "journal", "volume", "issue", "pages")
        if (value := getattr(who, name))
    }
    return PublishedWork(
        title=lines.get("title"),
        authors=tuple(printed_author(tidy(name)) for name in who.authors if tidy(name)),
        journal=lines.get("journal"),
        published=str(who.year) if who.year else None,
        volume=lines.get("volume"),
        issue=lines.get("issue"),
        pages=lines.get("pages"),
        doi=who.doi,
        pmid=who.pmid,
        pmcid=who.pmcid,
    )


def printed_author(name: str) -> Author:
    """Take a printed name apart; what does not surely fit a person stays in one piece.

    Liu YW and Chen, Lin become family and given names. A name with a word of groups in it, such
    as Society, is a group.
    """
    if _GROUP.search(name):
        return Author(name=name, collective=True)
    short, long = _SHORT.fullmatch(name), _LONG.fullmatch(name)
    if short and _is_family(short["family"]) and short["given"].isupper():
        family, given, suffix = short.group("family", "given", "suffix")
        person = Author(family=family, given=given, suffix=suffix)
        if person.printed == name:
            return person
    if long and _is_family(long["family"]) and _is_given(long["given"]):
        return Author(family=long["family"], given=long["given"])
    return Author(name=name)


def _is_family(text: str) -> bool:
    """Tell whether a text looks like a family name: particles, and a word or two or three.

    In capitals it could as well be the short name of a group.
    """
    words = text.split(" ")
    own = [word for word in words if word not in _PARTICLES]
    capital = all(word and any(map(str.isupper, word)) for word in own)
    return 0 < len(own) <= _MOST_WORDS and capital and not (len(text) > 1 and text.isupper())


def _is_given(text: str) -> bool:
    words = text.split(" ")
    return len(words) <= _MOST_WORDS and all(word[:1].isupper() for word in words)
