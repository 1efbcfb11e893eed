"""Reads files and models, and keeps their sources and problems together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from npcev_kb.model.record import Record
from npcev_kb.model.registry import Context
from npcev_kb.problems import Complaint, Place, Problem, fields, text
from npcev_kb.store import wording
from npcev_kb.store.parse import read
from npcev_kb.store.project import Project
from npcev_kb.store.source import Data, Source

R = TypeVar("R", bound=Record)


def place(complaint: Complaint, sources: Mapping[str, Source]) -> Problem:
    """Find the place of a complaint; the start of the file where the source has no such part."""
    source = sources.get(complaint.path)
    found = source.locate(complaint.loc, on_key=complaint.on_key) if source else Place()
    return Problem.at(complaint.path, found, complaint.wording)


class Reader:
    """What a run of loading has read so far, and what was wrong with it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.sources: dict[str, Source] = {}
        self.problems: list[Problem] = []

    def open(self, path: Path) -> Source:
        """Read a file as a mapping; its text problems are noted."""
        source = read(path, self.project.relative(path))
        self.sources[source.path] = source
        if not source.problems and not isinstance(source.data, dict):
            source.refuse(Place(), text.not_a_mapping(wording.describe(source.data)))
        self.problems += source.problems
        return source

    def model(
        self, source: Source, model: type[R], data: Any, context: Context | None = None
    ) -> R | None:
        """Validate the data of a whole file as a model; what is wrong is noted."""
        try:
            return model.model_validate(data, context=context)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        for complaint in wording.complaints(source.path, model, errors, source.raw):
            self.complain(complaint)
        return None

    def entry(
        self,
        source: Source,
        model: type[R],
        key: str,
        value: dict[str, Data],
        given: dict[str, str],
    ) -> R | None:
        """Validate one entry of a file that maps keys to fields.

        Args:
            source: the file.
            model: what an entry is.
            key: the entry's key.
            value: its fields.
            given: fields that come from the key and the file's name, and may not be typed.
        """
        names = [name for name in model.model_fields if name not in given]
        for name in given.keys() & value.keys():
            unknown = fields.unknown_field(name, key, None, names)
            self.complain(Complaint(source.path, (key, name), unknown, on_key=True))
        try:
            return model.model_validate({**value, **given})
        except ValidationError as error:
            errors = error.errors(include_url=False)
        for found in wording.complaints(
            source.path, model, errors, lambda loc: source.raw((key, *loc))
        ):
            on_key = found.on_key or bool(found.loc and found.loc[0] in given)
            loc = (key,) if found.loc and found.loc[0] in given else (key, *found.loc)
            self.complain(Complaint(found.path, loc, found.wording, on_key))
        return None

    def entries(self, source: Source) -> Iterable[tuple[str, dict[str, Data]]]:
        """Yield the entries of a file that maps keys to fields; what is no mapping is noted."""
        if not isinstance(source.data, dict):
            return
        for key, value in source.data.items():
            if isinstance(value, dict):
                yield key, value
                continue
            found, hint = wording.describe(value), "indent the entry's fields under it"
            wrong = fields.wrong_type("a mapping of fields", found, hint)
            self.complain(Complaint(source.path, (key,), wrong))

    def complain(self, complaint: Complaint) -> None:
        """Note a complaint, unless the text itself was found wrong at that very place."""
        problem = place(complaint, self.sources)
        source = self.sources.get(problem.path)
        wrong = {(known.line, known.column) for known in source.problems} if source else set()
        if (problem.line, problem.column) not in wrong:
            self.problems.append(problem)
