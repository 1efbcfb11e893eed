"""Whether title and abstract of a work name what its record names: a hint for the curator.

A name is found as whole words, whatever its case, and however its parts are joined: `PDL1` and
`PD L1` are PD-L1, `TGF-beta1` is TGF-β1, `microRNA 30a 5p` is miR-30a-5p. It is not found in a
longer name: neither CA1 in CA19-9 nor miR-30a in miR-30a-5p, since an arm is another molecule than
the precursor; a record that means either has both names as synonyms. A word behind a hyphen makes
no longer name: HMGB3 is found in `HMGB3-rich`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from npcev_kb.model.entity import Entity
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.metadata import Asked, Grounding
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import Service

SHORTEST = 3
"""Synonyms of fewer letters and digits, such as ON for SPARC, say nothing and are left out."""
_GREEK = {
    char: unicodedata.name(char).split()[-1].lower().replace("lamda", "lambda")
    for char in map(chr, range(ord("α"), ord("ω") + 1))
}
_PIECE = re.compile(r"[α-ω]|[^\W_α-ω]+", re.IGNORECASE)
_HYPHEN = re.compile(r"[-\u2010-\u2015\u2212]")
_AND_ALSO = re.compile(r"(.+?) \(([^()]+)\)")
"""A label with other names behind it: PD-L1 (CD274)."""
_LONGER_BEHIND_HYPHEN = re.compile(rf"[0-9].*|[a-z][0-9]*|{'|'.join(_GREEK.values())}")
_LONGER_BEHIND_SPACE = re.compile(rf"[35]p|{'|'.join(_GREEK.values())}")


@dataclass(frozen=True, slots=True)
class _Word:
    """A run of letters and digits, or one Greek letter spelled out."""

    text: str
    gap: str
    """What stands between it and the word before; empty where the two are one word."""
    small: bool
    """True if it has letters and none of them is a capital."""


@dataclass(frozen=True)
class _Name:
    """A name as it is looked for."""

    joined: str
    """All its words in one."""
    gaps: Mapping[int, str]
    """What stands between its words, by the place in `joined`."""
    shouted: bool
    """True for capitals alone, such as TRAIL or CAGE: it is not found in a small word."""

    @classmethod
    def of(cls, text: str) -> _Name:
        """Take a name apart."""
        words, joined, gaps = tuple(_words(text)), "", {}
        for word in words:
            gaps[len(joined)] = word.gap
            joined += word.text
        return cls(joined, gaps, len(words) == 1 and text.isalpha() and text.isupper())

    def allows(self, gap: str, place: int, after: str) -> bool:
        """Tell whether a gap of the text may stand at a place of this name.

        `after` is the word that follows it. A space may stand where the name has a gap of its
        own or beside a digit, so that nobody finds ITC in "it cures".
        """
        if not gap or _HYPHEN.fullmatch(gap) or gap == self.gaps.get(place):
            return True
        by_digit = self.joined[place - 1].isdigit() or after[0].isdigit()
        return gap.isspace() and (place in self.gaps or by_digit)

    def is_joined(self, joined: str) -> bool:
        """Tell whether words in one are this name, or its plural."""
        plural = len(self.joined) > SHORTEST and self.joined[-1].isalpha()
        return joined == self.joined or (plural and joined == f"{self.joined}s")


def ground(
    kb: KnowledgeBase, study: Study, title: str, abstract: str | None, service: Service
) -> Grounding:
    """Look for the cargo, cell lines and targets of a study in title and abstract.

    Args:
        kb: the knowledge base, for what terms are called.
        study: the study.
        title: the title as a service gives it.
        abstract: the abstract as plain text, None where the service gives none.
        service: whose title and abstract they are.

    Returns:
        The keys of the terms that are named, and of those that are not, sorted.
    """
    words = tuple(_words(f"{title} | {abstract or ''}"))
    found: dict[bool, list[str]] = {True: [], False: []}
    for key in terms(study):
        entity = kb.entities.get(key)
        named = entity is not None and _is_named(entity, words)
        found[named].append(key)
    return Grounding(
        service=service,
        with_abstract=bool(abstract),
        found=tuple(found[True]),
        missing=tuple(found[False]),
    )


def occurs(entity: Entity, text: str) -> bool:
    """Tell whether a text names a term by its label, its full name or a synonym."""
    return _is_named(entity, tuple(_words(text)))


def terms(study: Study) -> tuple[str, ...]:
    """Return the keys of the cargo, cell lines and targets of a study, sorted, each once."""
    cargo = {part.entity for part in study.cargo}
    lines = {part.entity for part in study.cell_lines}
    return tuple(sorted(cargo | lines | {part.entity for part in study.targets}))


def grounding_of(kb: KnowledgeBase, study: Study) -> Grounding | None:
    """Return what was found of a study's terms, as far as it still bears on the record.

    Terms that the record no longer names are left out. None where nobody looked, or where the
    record has got other identifiers since, so that another work was looked at.
    """
    said, who = kb.metadata.get(study.id), study.identification
    if said is None or said.grounding is None:
        return None
    if said.asked != Asked(doi=who.doi, pmid=who.pmid, pmcid=who.pmcid):
        return None
    own, old = terms(study), said.grounding
    return old.model_copy(
        update={
            "found": tuple(key for key in old.found if key in own),
            "missing": tuple(key for key in old.missing if key in own),
        }
    )


def _names(entity: Entity) -> Iterator[_Name]:
    """Yield every name of a term that is long enough to say something."""
    also = _AND_ALSO.fullmatch(entity.label)
    labels = (also[1], *also[2].split(", ")) if also else (entity.label,)
    others = (entity.label, entity.name or "", *entity.synonyms)
    for text in dict.fromkeys((*labels, *others)):
        name = _Name.of(text)
        if name.joined and (len(name.joined) >= SHORTEST or text == labels[0]):
            yield name


def _words(text: str) -> Iterator[_Word]:
    """Yield the words of a text in small letters, without accents and invisible characters."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "β"))
    plain = "".join(char for char in plain if unicodedata.category(char) not in {"Mn", "Cf"})
    end = 0
    for found in _PIECE.finditer(plain):
        piece = found[0].casefold()
        spelled = _GREEK.get(piece) or ("mir" if piece == "microrna" else piece)
        yield _Word(spelled, plain[end : found.start()], found[0].islower())
        end = found.end()


def _is_named(entity: Entity, words: tuple[_Word, ...]) -> bool:
    """Tell whether any name of a term occurs among words."""
    starts = [place for place, word in enumerate(words) if place == 0 or word.gap]
    return any(_begins(name, words, start) for name in _names(entity) for start in starts)


def _begins(name: _Name, words: tuple[_Word, ...], start: int) -> bool:
    """Tell whether a name begins with the word at a place."""
    joined = ""
    for place in range(start, len(words)):
        word = words[place]
        if joined and not name.allows(word.gap, len(joined), word.text):
            return False
        joined += word.text
        if name.is_joined(joined) and not _goes_on(words, place + 1):
            return not (name.shouted and word.small)
        if not name.joined.startswith(joined):
            return False
    return False


def _goes_on(words: tuple[_Word, ...], place: int) -> bool:
    """Tell whether the word at a place makes what stands before it a longer name."""
    if place >= len(words):
        return False
    word, longer = words[place], None
    if _HYPHEN.fullmatch(word.gap):
        longer = _LONGER_BEHIND_HYPHEN.fullmatch(word.text)
    elif word.gap.isspace():
        longer = _LONGER_BEHIND_SPACE.fullmatch(word.text)
    return not word.gap or longer is not None
