"""Warnings that were judged and let stand: they become notes until the day of their waiver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from npcev_kb.model.waiver import Waiver
from npcev_kb.problems import Complaint, Problem, Severity, curation


def waived(
    problems: Iterable[Problem], waivers: Mapping[str, Waiver], day: date | None
) -> tuple[list[Problem], list[Complaint]]:
    """Return the problems with waived warnings as notes, and what is wrong with the waivers.

    Args:
        problems: everything that was found.
        waivers: the waivers by id.
        day: today; None where nothing may depend on the day, then no waiver has ended.
    """
    problems = list(problems)
    broken = {_record(each) for each in problems if each.severity is Severity.ERROR}
    live = {id: each for id, each in waivers.items() if day is None or each.until >= day}
    by_warning = {(each.record, each.code): each for each in live.values()}
    found, used = [], set()
    for problem in problems:
        waiver = by_warning.get((_record(problem), problem.code))
        if waiver is None or problem.severity is not Severity.WARNING:
            found.append(problem)
            continue
        used.add((waiver.record, waiver.code))
        said = f"{problem.message}; let stand until {waiver.until}: {waiver.reason}"
        found.append(replace(problem, severity=Severity.INFO, message=said))
    return found, list(_complaints(waivers, live, used, broken))


def _complaints(
    waivers: Mapping[str, Waiver],
    live: Mapping[str, Waiver],
    used: set[tuple[str, str]],
    broken: set[str],
) -> Iterator[Complaint]:
    for id, waiver in waivers.items():
        path = f"data/waivers/{id}.yaml"
        if id not in live:
            wording = curation.waiver_expired(waiver.until, waiver.code)
            yield Complaint(path, ("until",), wording)
        elif (waiver.record, waiver.code) not in used and waiver.record not in broken:
            wording = curation.waiver_unused(waiver.record, waiver.code)
            yield Complaint(path, ("code",), wording)


def _record(problem: Problem) -> str:
    return PurePosixPath(problem.path).stem
