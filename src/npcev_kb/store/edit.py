"""Changing single values of a YAML file: comments, order and every other line stay as they are."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from npcev_kb.model.record import Record
from npcev_kb.model.registry import Context
from npcev_kb.model.vocabulary import CurationStatus
from npcev_kb.problems import Problem
from npcev_kb.store.parse import parse
from npcev_kb.store.project import Project
from npcev_kb.store.reader import Reader
from npcev_kb.store.scalars import read_scalar
from npcev_kb.store.source import Source

Value: TypeAlias = str | int | bool | Sequence[str]


def round_trip() -> YAML:
    """Return a reader and writer that keeps comments, in the form in which records are written."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    return yaml


def edited(
    path: Path,
    part: str,
    values: Mapping[str, Value],
    order: Sequence[str],
    *,
    remove: Collection[str] = (),
    drop: Mapping[str, Callable[[Mapping[str, object]], bool]] | None = None,
    updated: date | None = None,
) -> str:
    """Return the text of a file with some fields of one part set.

    Args:
        path: a YAML file that was read without problems.
        part: name of the mapping whose fields are set, such as `identification`.
        values: what to set, by field.
        order: the fields of the part in their usual order: a new one is put in its place.
        remove: fields that are taken out, where they stand there.
        drop: lists of the part from which those items are taken that the function is true for.
        updated: the day of the change, written into `curation.updated`; a reviewed record is
            unreviewed again.

    Raises:
        OSError: the file cannot be read.
    """
    yaml = round_trip()
    record = yaml.load(path.read_text(encoding="utf-8"))
    target = record[part]
    for name, value in values.items():
        _set(target, name, _written(value), order)
    for name in remove:
        target.pop(name, None)
    for name, unwanted in (drop or {}).items():
        _drop(target, name, unwanted)
    if updated is not None:
        _changed_on(record["curation"], updated)
    out = io.StringIO()
    yaml.dump(record, out)
    return out.getvalue()


def _changed_on(curation: CommentedMap, day: date) -> None:
    """Write the day of a change; a second reading was of what no longer stands there."""
    curation["updated"] = day
    if curation.pop("reviewer", None) is not None:
        curation.pop("reviewed", None)
        curation["status"] = CurationStatus.UNREVIEWED.value


def _drop(
    target: CommentedMap, name: str, unwanted: Callable[[Mapping[str, object]], bool]
) -> None:
    """Take items out of a list; a list that becomes empty goes too."""
    items = target.get(name, [])
    for index in reversed(range(len(items))):
        if unwanted(items[index]):
            del items[index]
    if name in target and not items:
        del target[name]


def _set(target: CommentedMap, name: str, value: Value, order: Sequence[str]) -> None:
    """Set a field, a new one behind the last field that usually stands before it."""
    if name in target:
        target[name] = value
        return
    before = order[: order.index(name)]
    place = max((list(target).index(field) + 1 for field in before if field in target), default=0)
    target.insert(place, name, value)


def _written(value: Value) -> Value:
    """Return a value as it is to be written: a text that could be taken for something else quoted.

    Numbers, truth words and the like are what a reader of YAML 1.1 or 1.2 would not take for text.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool | int):
        return value
    return [_text(item) for item in value]


def _text(value: str) -> str:
    meaning, surprise = read_scalar(value, plain=True)
    return DoubleQuotedScalarString(value) if surprise or meaning != value else value


def problems_of(
    project: Project, name: str, text: str, model: type[Record], context: Context
) -> tuple[Problem, ...]:
    """Return what would be wrong with a record if its file held this text."""
    reader, source = Reader(project), parse(text, Source(name))
    reader.sources[name] = source
    reader.problems += source.problems
    if source.data is not None:
        reader.model(source, model, source.data, context)
    return tuple(sorted(reader.problems))
