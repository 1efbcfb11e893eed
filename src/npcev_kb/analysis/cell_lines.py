"""Which claims rest on a cell line: on it alone, on it among others, or on lines nobody named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from npcev_kb.analysis.case import Case
from npcev_kb.analysis.evidence import Judged


def lines_used(case: Case) -> frozenset[str]:
    """Return the keys of the lines that the supporting work in cells and animals names."""
    return frozenset(line.entity for test in case.laboratory for line in test.experiment.cell_lines)


def every_line_named(case: Case) -> bool:
    """Tell whether each supporting experiment in cells or animals names its lines."""
    return all(test.experiment.cell_lines for test in case.laboratory)


@dataclass(frozen=True)
class Resting:
    """The claims that were tested in cells or animals, as one line sees them."""

    alone: tuple[Judged, ...]
    """Every supporting experiment names this line and no other."""
    among: tuple[Judged, ...]
    """It is named, beside other lines or experiments that name none."""
    not_named: int
    """Claims of which no line is known: any of them may rest on this one."""
    tested: int
    """Claims tested in cells or animals at all."""


def resting_on(line: str, claims: Iterable[Judged]) -> Resting:
    """Sort claims by how they rest on a line; claims without work in cells are left out."""
    tested = [judged for judged in claims if judged.case.laboratory]
    named = [judged for judged in tested if line in lines_used(judged.case)]
    alone = tuple(
        judged
        for judged in named
        if lines_used(judged.case) == {line} and every_line_named(judged.case)
    )
    own = {judged.ref for judged in alone}
    among = tuple(judged for judged in named if judged.ref not in own)
    return Resting(alone, among, sum(not lines_used(each.case) for each in tested), len(tested))
