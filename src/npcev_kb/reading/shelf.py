"""Records of one folder, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.registry import suggest
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import CurationStatus
from npcev_kb.reading.errors import BrokenDataError, UnknownNameError, unknown
from npcev_kb.store.one import read_one
from npcev_kb.store.project import Project

R = TypeVar("R", bound=Study | Work | Debate | Question)


class Shelf(Mapping[str, R]):
    """A mapping from ids to records, sorted by id. Drafts are not in it.

    One record that is asked for by its id is read alone and validated by its own rules; going
    through all of them, or counting them, reads and checks the whole knowledge base.
    """

    def __init__(
        self, project: Project, folder: str, model: type[R], whole: Callable[[], Mapping[str, R]]
    ) -> None:
        self._project = project
        self._folder = folder
        self._model = model
        self._whole = whole
        self._read: dict[str, R] = {}

    @cached_property
    def _files(self) -> Mapping[str, Path]:
        return {path.stem: path for path in self._project.records(self._folder)}

    def __getitem__(self, name: str) -> R:
        """Return a record by its id.

        Raises:
            UnknownNameError: there is none of this id, or it is a draft.
            BrokenDataError: its file has errors.
        """
        if name not in self._read:
            self._read[name] = self._found(name)
        return self._read[name]

    def _found(self, name: str) -> R:
        path = self._files.get(name)
        if path is None:
            near = suggest(str(name), self._files)
            said = unknown(f"record in {self._folder}", str(name), near, self._files)
            raise UnknownNameError(said)
        record, problems = read_one(self._project, path, self._model)
        if record is None:
            raise BrokenDataError(problems)
        if record.id != name:
            return self._whole()[name]  # which tells that id and file differ
        status = record.curation.status
        if status is CurationStatus.DRAFT and isinstance(record, Study | Work):
            raise UnknownNameError(f'"{name}" is a draft: it is not published')
        return record

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, sorted."""
        return iter(self._whole())

    def __len__(self) -> int:
        """Return how many records are published."""
        return len(self._whole())

    def __repr__(self) -> str:
        """Name the folder; nothing is read for it."""
        return f"<{self._folder} of {self._project.root.name}>"
