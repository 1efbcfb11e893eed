"""What a table is: columns with a type and a meaning, and rows that follow them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from npcev_kb.model.record import Record
from npcev_kb.render.export.plain import Plain

Cell: TypeAlias = "str | int | float | bool | None"
"""One value; None stands for what was not seen, is not known or does not apply."""
Data: TypeAlias = "dict[str, Plain]"
"""A record of the document as plain data."""
LIST = "; "
"""What parts the members of a list in one cell; such lists have a table of their own too."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    about: str
    """What a value means; an empty cell stands for not known, or for what does not apply."""
    kind: Kind = Kind.TEXT
    refers: str = ""
    """The table and column whose values stand here, such as `claims.ref`."""
    unit: str = ""
    """The unit, or the column that tells it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, what a row stands for, its columns, and how rows are made."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that together name a row."""
    made: Callable[[Data], Iterable[Mapping[str, Plain]]]
    """Makes the rows from the whole document; what is no column is left out."""

    def rows(self, document: Data) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows, each in the order of the columns, in the order of the document."""
        for made in self.made(document):
            yield tuple(cell(made.get(column.name)) for column in self.columns)


def cell(value: Plain) -> Cell:
    """Return a value as a cell: a list becomes one text, an empty one is empty."""
    if isinstance(value, list):
        return LIST.join(str(each) for each in value) or None
    if isinstance(value, dict):
        return (
            LIST.join(f"{key}: {each}" for key, each in value.items() if each is not None) or None
        )
    return value


def fields(model: type[Record], *names: str, **kinds: Kind) -> tuple[Column, ...]:
    """Return columns that are fields of a model; their docstrings say what they mean.

    Args:
        model: the model.
        names: fields that hold texts.
        kinds: further fields with what they hold.
    """
    wanted = {**dict.fromkeys(names, Kind.TEXT), **kinds}
    return tuple(
        Column(name, " ".join((model.model_fields[name].description or "").split()), kind)
        for name, kind in wanted.items()
    )


def items(data: Data, name: str) -> list[Data]:
    """Return the list of records that stands in a field."""
    found = data[name]
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def part(data: Data, name: str) -> Data:
    """Return the record that stands in a field, empty where there is none."""
    found = data[name]
    return found if isinstance(found, dict) else {}
