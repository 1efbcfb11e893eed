"""Whether a work still stands: what curators noted and what services said, in one dated list."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from npcev_kb.analysis.places import PlacedRecord
from npcev_kb.model.identification import Identification, SourceEvent
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.metadata import Answer, Metadata
from npcev_kb.model.published import Notice, PublishedWork
from npcev_kb.model.vocabulary import Service, SourceEventKind

GRAVE = (
    SourceEventKind.REINSTATEMENT,
    SourceEventKind.CONCERN,
    SourceEventKind.RETRACTION,
)
"""Events that bear on whether a work stands, the graver the later."""
FALLEN = (SourceEventKind.RETRACTION, SourceEventKind.CONCERN)
"""Last words under which a work does not stand as it was published."""
OTHER_VERSION = (SourceEventKind.PREPRINT_OF, SourceEventKind.VERSION_OF_RECORD)
"""Events that name another version of the work and say nothing of whether it stands."""
IDENTIFIERS = ("doi", "pmid", "pmcid")
_LONGEST = 320
"""The length to which the source of an event is cut: services may write anything."""


@dataclass(frozen=True)
class _Told:
    """One event as one place tells it."""

    found: SourceEventKind
    day: datetime.date
    whole: bool
    """True if the day itself was told; otherwise it is the first that is possible."""
    dated: bool
    """False if nothing was told of the day: then it is the day of the answer."""
    said_by: str
    remark: str = ""
    """How the day was told, where it was not told in full."""
    part: str = ""
    """The day as far as it was told: 2024, 2024-03 or 2024-03-07."""
    notices: tuple[str, ...] = ()
    """Identifiers of the notice, or of the other version."""


def source_events(kb: KnowledgeBase, record: PlacedRecord) -> tuple[SourceEvent, ...]:
    """Return everything known of whether a work stands, by day.

    To what curators noted come the events that services tell, and the day of each service that
    knows the work and tells neither retraction, concern nor reinstatement. What is told twice,
    of the same kind and with the same day or notice, is one event with both sources. A retraction,
    concern or reinstatement told without a day is taken for the last one of its kind.

    Args:
        kb: the knowledge base, for its metadata.
        record: the study or work. Answers about another work than its own do not count.
    """
    told = [
        _Told(
            event.found,
            event.day,
            whole=True,
            dated=True,
            said_by=event.source,
            part=event.day.isoformat(),
        )
        for event in record.identification.source_status
    ]
    said = kb.metadata.get(record.id)
    if said is not None and bears_on(said, record.identification):
        for service in Service:
            if service in said.answers:
                told += _of_answer(service, said.answers[service])
    return tuple(sorted((_joined(same) for same in _once(told)), key=_by_day))


def outdated(said: Metadata, who: Identification) -> tuple[str, ...]:
    """Return which identifiers a record no longer has as they were asked for.

    If there are any, the answers may be about another work. An identifier that was added since
    changes nothing: the others still lead to the same work.
    """
    pairs = {name: (getattr(said.asked, name), getattr(who, name)) for name in IDENTIFIERS}
    return tuple(name for name, (asked, now) in pairs.items() if asked is not None and asked != now)


def bears_on(said: Metadata, who: Identification) -> bool:
    """Tell whether what services said is about the work that a record stands for."""
    asked = any(getattr(said.asked, name) is not None for name in IDENTIFIERS)
    return asked and not outdated(said, who)


def last_word(events: Iterable[SourceEvent]) -> SourceEvent | None:
    """Return the event that says whether a work stands; None where nobody looked.

    A retraction ends only by a reinstatement: neither a correction, nor a concern, nor a register
    without an entry ends it. Of events of one day the graver counts.
    """
    last: SourceEvent | None = None
    for event in sorted(events, key=_by_day):
        if event.found in OTHER_VERSION:
            continue
        ended = event.found is SourceEventKind.REINSTATEMENT
        free = last is None or _gravity(last.found) <= 0
        if free or ended or (last and _gravity(event.found) >= _gravity(last.found)):
            last = event
    return last


def standing(events: Iterable[SourceEvent]) -> SourceEventKind | None:
    """Return the kind of the last word on whether a work stands; None where nobody looked."""
    word = last_word(events)
    return word.found if word else None


def last_look(events: Iterable[SourceEvent]) -> datetime.date | None:
    """Return the last day of which something is known on whether a work stands."""
    return max((each.day for each in events if each.found not in OTHER_VERSION), default=None)


def _by_day(event: SourceEvent) -> tuple[datetime.date, int, str, str]:
    return event.day, _gravity(event.found), event.found.value, event.source


def _gravity(found: SourceEventKind) -> int:
    """Return -1 for an event that leaves a work standing as it stood."""
    return GRAVE.index(found) if found in GRAVE else -1


def _of_answer(service: Service, answer: Answer) -> Iterator[_Told]:
    """Yield what a service tells of a work that it knows."""
    if answer.work is None:
        return
    yield from (_of_notice(service, answer, notice) for notice in answer.work.events)
    if not any(notice.found in GRAVE for notice in answer.work.events):
        beside = f", {_corrections(answer.work)}" if _corrections(answer.work) else ""
        found = SourceEventKind.NOTHING_FOUND
        yield _Told(found, answer.day, True, True, f"{service.label}{beside}")


def _corrections(work: PublishedWork) -> str:
    found = any(notice.found is SourceEventKind.CORRECTION for notice in work.events)
    return "apart from the correction" if found else ""


def _of_notice(service: Service, answer: Answer, notice: Notice) -> _Told:
    day = _first_day(notice.day) if notice.day else None
    whole = day is not None and day.isoformat() == notice.day
    remark = ""
    if day is None:
        remark = "the day is that of the answer, none is told"
    elif not whole:
        remark = f"told as {notice.day}"
    known = notice.source.casefold() == service.label.casefold()
    return _Told(
        notice.found,
        day or answer.day,
        whole,
        day is not None,
        service.label if known else f"{service.label}, {notice.source}",
        remark,
        notice.day or "",
        tuple(
            f"{name} {value}"
            for name, value in (("doi", notice.doi), ("PMID", notice.pmid))
            if value
        ),
    )


def _first_day(text: str) -> datetime.date | None:
    """Return the first day that a year, month or day stands for; None if there is none."""
    year, month, day = (int(part) for part in [*text.split("-"), "1", "1"][:3])
    for possible in (day, 1):
        try:
            return datetime.date(year, month, possible)
        except ValueError:
            continue
    return None


def _once(told: Sequence[_Told]) -> list[tuple[_Told, ...]]:
    """Put together what is told of the same event, in the order in which it was given."""
    events: list[tuple[_Told, ...]] = []
    for each in sorted(told, key=lambda one: (not one.dated, one.day)):
        same = [event for event in events if any(_same(each, other) for other in event)]
        if not same and not each.dated and each.found in GRAVE:
            same = [event for event in events if event[0].found is each.found][-1:]
        others = [event for event in events if event not in same]
        events = [*others, (*(one for event in same for one in event), each)]
    return [tuple(one for one in told if one in event) for event in events]


def _same(one: _Told, other: _Told) -> bool:
    if one.found is not other.found:
        return False
    same_day = one.day == other.day and one.dated == other.dated
    short, long = sorted((one.part, other.part), key=len)
    told_in_part = len(short) >= len("2024-03") and long.startswith(short)
    return same_day or told_in_part or bool(set(one.notices).intersection(other.notices))


def _joined(same: tuple[_Told, ...]) -> SourceEvent:
    """Return one event with everybody who tells it; a whole day counts before a part of one."""
    best = min(same, key=lambda one: (not one.dated, not one.whole, one.day))
    notices = dict.fromkeys(name for one in same for name in one.notices)
    what = "other version" if best.found in OTHER_VERSION else "notice"
    parts = [*dict.fromkeys(one.said_by for one in same)]
    parts += [best.remark] if best.remark else []
    parts += [f"{what} {', '.join(notices)}"] if notices else []
    source = "; ".join(parts)
    if len(source) > _LONGEST:
        source = f"{source[: _LONGEST - 1]}…"
    return SourceEvent.model_construct(found=best.found, day=best.day, source=source)
