"""Fresh processes side by side: wall time, peak memory, and what a process says of itself.

The parent stays small on purpose (standard library only): on Linux a child's peak memory never
reads lower than its parent's at the moment of the start.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile


class CommandFailedError(Exception):
    """A measured command ended with an error; the message holds what it said."""


@dataclass(frozen=True)
class Candidate:
    """Something to measure."""

    command: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    """Done before each run, outside the time."""


@dataclass(frozen=True)
class Run:
    """One run of a candidate."""

    wall: float
    """Seconds from start to end of the process."""
    processor: float
    """Seconds that the processor worked for it: less disturbed by other programs than wall time."""
    memory: int
    """Peak resident memory in bytes."""
    work: tuple[float, float] | None
    """Wall and processor seconds of the work alone, if the process says so itself."""

    @property
    def times(self) -> tuple[float, float]:
        """The wall and processor seconds that count."""
        return self.work or (self.wall, self.processor)


@dataclass(frozen=True)
class Series:
    """All runs of one candidate."""

    runs: tuple[Run, ...]

    @property
    def times(self) -> tuple[float, ...]:
        """Wall seconds, round by round."""
        return tuple(run.times[0] for run in self.runs)

    @property
    def median(self) -> float:
        """Median of the times."""
        return statistics.median(self.times)

    @property
    def processor(self) -> float:
        """Median of the processor's seconds."""
        return statistics.median(run.times[1] for run in self.runs)

    @property
    def spread(self) -> float:
        """Largest minus smallest time, as a part of the median."""
        return (max(self.times) - min(self.times)) / self.median

    @property
    def memory(self) -> float:
        """Median of the peak memory, in megabytes."""
        return statistics.median(run.memory for run in self.runs) / 1e6


def interleave(candidates: Mapping[str, Candidate], rounds: int) -> dict[str, Series]:
    """Run all candidates in turn, the order reversed every second round, after one warm-up."""
    found: dict[str, list[Run]] = {name: [] for name in candidates}
    for number in range(rounds + 1):
        names = list(candidates) if number % 2 else list(reversed(candidates))
        for name in names:
            run = once(candidates[name])
            if number:
                found[name].append(run)
            print(f"  round {number} of {rounds}: {name} {run.wall:.3f} s", file=sys.stderr)
    return {name: Series(tuple(runs)) for name, runs in found.items()}


def once(candidate: Candidate) -> Run:
    """Run a candidate once in a fresh process.

    Raises:
        CommandFailedError: it ended with an exit code other than 0.
    """
    candidate.before()
    with TemporaryFile() as said, TemporaryFile() as complained:
        start = time.perf_counter()
        process = subprocess.Popen(
            candidate.command, cwd=candidate.folder, stdout=said, stderr=complained, env=_plain()
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complained.seek(0)
        if process.returncode:
            name = " ".join(map(str, candidate.command))
            raise CommandFailedError(f"{name}\n{complained.read().decode(errors='replace')}")
        memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return Run(wall, used.ru_utime + used.ru_stime, memory, _work(said.read()))


def _work(said: bytes) -> tuple[float, float] | None:
    """Return the seconds that a worker of ours states, None for any other program."""
    if not said.startswith(b'{"seconds":'):
        return None
    stated = json.loads(said)
    return float(stated["seconds"]), float(stated["processor"])


def _plain() -> dict[str, str]:
    """Return the environment without what makes runs differ."""
    return os.environ | {"PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1", "TERM": "dumb"}
