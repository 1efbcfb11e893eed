"""What is known of a record even when it is broken: enough for checks across records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

IDENTIFIERS = ("doi", "pmid", "pmcid")


@dataclass(frozen=True, slots=True)
class Outline:
    """Id, reference numbers and identifiers of a file, read without judging the rest of it."""

    path: str
    stem: str
    id: str | None
    review_refs: tuple[int, ...]
    identifiers: tuple[tuple[str, str], ...]
    claims: tuple[str, ...] = ()
    """Ids of its claims."""
    readable: bool = True
    """False if nothing at all could be read."""

    @classmethod
    def of(cls, path: str, stem: str, data: object) -> Outline:
        """Take from the raw data of a file what has the right shape."""
        record = data if isinstance(data, Mapping) else {}
        refs = record.get("review_refs")
        work = record.get("identification")
        work = work if isinstance(work, Mapping) else {}
        return cls(
            path,
            stem,
            record["id"] if isinstance(record.get("id"), str) else None,
            tuple(n for n in refs if type(n) is int) if isinstance(refs, list) else (),
            tuple((k, work[k]) for k in IDENTIFIERS if isinstance(work.get(k), str)),
            _ids(record.get("claims")),
            isinstance(data, Mapping),
        )


def _ids(parts: object) -> tuple[str, ...]:
    found = (
        [part.get("id") for part in parts if isinstance(part, Mapping)]
        if isinstance(parts, list)
        else []
    )
    return tuple(part for part in found if isinstance(part, str))
