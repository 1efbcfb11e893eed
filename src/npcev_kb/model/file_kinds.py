"""The kinds of files that people write under `data/`, and what each holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.describe import model_at
from npcev_kb.model.entity import Entity, EntityKind, Prefix
from npcev_kb.model.person import Person
from npcev_kb.model.record import Record
from npcev_kb.model.review import Review
from npcev_kb.model.screening import Queries
from npcev_kb.model.study import Study, Work
from npcev_kb.model.waiver import Waiver
from npcev_kb.problems import Loc

SCHEMA_COMMENT = "# yaml-language-server: $schema="
"""How the first line of a file begins, which leads an editor to the schema of the file."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file holds: one record, or entries of one kind by their keys."""

    name: str
    """The name of its schema."""
    pattern: str
    """Which files are of this kind, below `data/`."""
    model: type[Record]
    keyed: bool = False
    given: tuple[str, ...] = ()
    """Fields that come from the key and the file's name, and are not written."""

    def at(self, loc: Loc) -> type[Record] | None:
        """Return the model that stands at an address of the file."""
        if not self.keyed:
            return model_at(self.model, loc)
        return model_at(self.model, loc[1:]) if loc else None


FILE_KINDS = (
    FileKind("study", "studies/*.yaml", Study),
    FileKind("work", "works/*.yaml", Work),
    FileKind("debate", "debates/*.yaml", Debate),
    FileKind("question", "questions/*.yaml", Question),
    FileKind("kinds", "entities/kinds.yaml", EntityKind, keyed=True, given=("id",)),
    FileKind("entities", "entities/*.yaml", Entity, keyed=True, given=("key", "kind")),
    FileKind("prefixes", "prefixes.yaml", Prefix, keyed=True, given=("prefix",)),
    FileKind("review", "review.yaml", Review),
    FileKind("people", "people.yaml", Person, keyed=True, given=("key",)),
    FileKind("waiver", "waivers/*.yaml", Waiver),
    FileKind("queries", "screening/queries.yaml", Queries),
)
"""In this order: a file is of the first kind whose pattern it fits."""


def kind_of(name: str) -> FileKind | None:
    """Return the kind of a file by its name below `data/`, None for what the tool writes itself."""
    path = PurePosixPath(name)
    return next((kind for kind in FILE_KINDS if path.match(kind.pattern)), None)
