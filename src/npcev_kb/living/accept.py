"""Takes the word of services over into a record: fields chosen by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from npcev_kb.living.editing import FIELDS, Edit, facts_of, write
from npcev_kb.model.history import HistoryEntry
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import HistoryKind, Service
from npcev_kb.store.edit import Value
from npcev_kb.store.project import Project


class NothingToAcceptError(Exception):
    """No service said anything that could be taken over. The message says what is there."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to take over: a field, and whose word, if it matters."""

    field: str
    service: Service | None = None

    @classmethod
    def parse(cls, text: str) -> Wish:
        """Read `title` or `title=crossref`.

        Raises:
            NothingToAcceptError: there is no such field or service.
        """
        field, _, name = text.partition("=")
        if field not in FIELDS:
            known = ", ".join(FIELDS)
            raise NothingToAcceptError(f'"{field}" cannot be taken over; choose one of: {known}')
        if not name:
            return cls(field)
        if name not in list(Service):
            raise NothingToAcceptError(f'"{name}" is none of: {", ".join(Service)}')
        return cls(field, Service(name))


def accept(
    project: Project,
    kb: KnowledgeBase,
    record: Study | Work,
    wishes: Sequence[Wish],
    *,
    by: str | None,
    today: date,
) -> tuple[Path, Path]:
    """Write what services say of some fields into a record; return its file and its history.

    Raises:
        NothingToAcceptError: nothing was said, or services differ and none was chosen.
        NotWrittenError: the record would not be valid any more; nothing was written.
    """
    said = _facts(kb, record)
    values: dict[str, Value] = {}
    services: set[Service] = set()
    for wish in wishes:
        service, value = _choice(said, record, wish)
        values[wish.field] = value
        services.add(service)
        if wish.field == "authors":
            values["more_authors"] = said[service].get("more_authors", False)
    edit = Edit(record, values)
    if not edit.changed:
        raise NothingToAcceptError(f"{record.id} says the same already")
    return write(
        project,
        kb,
        edit,
        lambda changed: HistoryEntry.model_construct(
            day=today,
            by=by,
            kind=HistoryKind.ACCEPTED,
            service=services.pop() if len(services) == 1 else None,
            changed=changed,
        ),
        today,
    )


def _facts(kb: KnowledgeBase, record: Study | Work) -> dict[Service, dict[str, Value]]:
    known = kb.metadata.get(record.id)
    if known is None:
        raise NothingToAcceptError(
            f"no service was asked about {record.id} yet: run npcev enrich {record.id}"
        )
    return {s: facts_of(answer.work) for s, answer in known.answers.items() if answer.work}


def _choice(
    facts: Mapping[Service, Mapping[str, Value]], record: Study | Work, wish: Wish
) -> tuple[Service, Value]:
    said = {
        service: values[wish.field]
        for service, values in facts.items()
        if wish.field in values and wish.service in (None, service)
    }
    if not said:
        nobody = (
            f"{wish.service.label} says nothing" if wish.service else "no service says anything"
        )
        raise NothingToAcceptError(f"{nobody} of {wish.field} for {record.id}")
    if len({str(value) for value in said.values()}) > 1:
        differing = "; ".join(f"{service.value}: {value}" for service, value in said.items())
        example = f"--accept {wish.field}={next(iter(said))}"
        raise NothingToAcceptError(f"the services differ ({differing}): choose one, as {example}")
    return next(iter(said.items()))
