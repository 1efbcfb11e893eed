"""Measure and print the table: python -m bench.run [--rounds 5] [--quick].

Everything is a ratio of two things run in turn on the same machine; nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Candidate, Series, interleave, once

ROOT = Path(__file__).resolve().parents[1]
HEAD = (
    "What",
    "Median",
    "Against",
    "Median",
    "Ratio",
    "CPU ratio",
    "By round",
    "Spread",
    "Memory",
    "Aim",
)


@dataclass(frozen=True)
class Sizes:
    """How many records each measurement takes."""

    validate: int
    grade: int
    build: int
    small: int
    large: int


FULL = Sizes(validate=1_000, grade=10_000, build=1_000, small=200, large=3_000)
QUICK = Sizes(validate=200, grade=1_000, build=100, small=60, large=300)


def python(*arguments: object) -> list[str]:
    """Return the command that runs this interpreter."""
    return [sys.executable, *map(str, arguments)]


def worker(*arguments: object) -> list[str]:
    """Return the command of a task of ours."""
    return python("-m", "bench.worker", *arguments)


def synthetic(folder: Path, size: int | str) -> Path:
    """Make a synthetic knowledge base once and return its folder."""
    root = folder / f"kb-{size}"
    if not root.exists():
        once(Candidate(python("-m", "bench.synthetic", size, root), ROOT))
    return root


def row(what: str, series: Series, against: str, other: Series, aim: str = "") -> list[str]:
    """Return a row of the table: two series in seconds, and their ratio, also round by round."""
    by_round = [mine / its for mine, its in zip(series.times, other.times, strict=True)]
    return [
        what,
        seconds(series.median),
        against,
        seconds(other.median),
        f"{series.median / other.median:.2f}",
        f"{series.processor / other.processor:.2f}",
        f"{min(by_round):.2f} to {max(by_round):.2f}",
        f"{series.spread:.0%}, {other.spread:.0%}",
        f"{series.memory:.0f} MB, {other.memory:.0f} MB",
        aim,
    ]


def seconds(value: float) -> str:
    """Return a time with its unit."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"


def validation(folder: Path, sizes: Sizes, rounds: int) -> Iterator[list[str]]:
    """Loading and checking against the bare parser and models, inside the process."""
    root = synthetic(folder, sizes.validate)
    tasks = {name: Candidate(worker(name, root), ROOT) for name in ("validate", "bare")}
    found = interleave(tasks, rounds)
    each = [f"{found[name].median / sizes.validate * 1e6:,.0f} µs" for name in tasks]
    what = f"validate {sizes.validate:,} records, {each[0]} each"
    yield row(what, found["validate"], f"bare loop, {each[1]} each", found["bare"])


def grading(folder: Path, sizes: Sizes, rounds: int) -> Iterator[list[str]]:
    """Levels, flags and groups of all claims against loading and checking the same records."""
    root = synthetic(folder, sizes.grade)
    tasks = {name: Candidate(worker(name, root), ROOT) for name in ("grade", "judge", "validate")}
    found = interleave(tasks, rounds)
    size = f"{sizes.grade:,} records"
    yield row(f"levels, {size}", found["grade"], "validate them", found["validate"], "0.10")
    what = f"levels, flags, groups, ladders, {size}"
    yield row(what, found["judge"], "validate them", found["validate"])


def building(folder: Path, sizes: Sizes, rounds: int) -> Iterator[list[str]]:
    """A whole build against MkDocs on the same pages as Markdown."""
    root, plain = synthetic(folder, sizes.build), folder / "plain"
    once(Candidate(worker("plain", root, plain), ROOT))
    clean = [partial(shutil.rmtree, each / "site", ignore_errors=True) for each in (root, plain)]
    candidates = {
        "npcev": Candidate(worker("build", root), ROOT, clean[0]),
        "mkdocs": Candidate(python("-m", "mkdocs", "build", "-q"), plain, clean[1]),
    }
    found = interleave(candidates, rounds)
    pages = len(list(plain.rglob("docs/**/*.md")))
    what = f"build with search, {sizes.build:,} records, {pages:,} pages"
    yield row(what, found["npcev"], "mkdocs build", found["mkdocs"], "0.35")


def starting(folder: Path, rounds: int) -> Iterator[list[str]]:
    """Small commands against the start of the interpreter."""
    tiny = synthetic(folder, "tiny")
    npcev = str(Path(sys.executable).parent / "npcev")
    commands = {
        "npcev --help": [npcev, "--help"],
        "npcev --version": [npcev, "--version"],
        "npcev explain unknown-entity": [npcev, "explain", "unknown-entity"],
        "npcev validate, one study": [npcev, "validate"],
    }
    nothing = "python -c pass"
    candidates = {name: Candidate(command, tiny) for name, command in commands.items()}
    found = interleave(candidates | {nothing: Candidate(python("-c", "pass"), tiny)}, rounds)
    for name in commands:
        line = row(name, found[name], nothing, found[nothing])
        line[HEAD.index("Memory")] = ""  # not told apart from the parent's own
        yield line


def page_sizes(folder: Path, sizes: Sizes) -> Iterator[list[str]]:
    """Bytes of the record pages that two knowledge bases share."""
    roots = [synthetic(folder, size) for size in (sizes.small, sizes.large)]
    for root in roots:
        shutil.rmtree(root / "site", ignore_errors=True)
        once(Candidate(worker("build", root), ROOT))
    names = [path.stem for path in sorted((roots[0] / "data" / "studies").glob("*.yaml"))]
    bytes_ = [
        [(root / "site" / "studies" / name / "index.html").stat().st_size for name in names]
        for root in roots
    ]
    ratios = [large / small for small, large in zip(*bytes_, strict=True)]
    small, large = (statistics.median(each) for each in bytes_)
    what, against = (f"page of a record among {n:,}" for n in (sizes.large, sizes.small))
    span = f"{min(ratios):.4f} to {max(ratios):.4f} by page"
    ratio = f"{statistics.median(ratios):.4f}"
    yield [
        what,
        f"{large:,.0f} B",
        against,
        f"{small:,.0f} B",
        ratio,
        "",
        span,
        "",
        "",
        "0.98 to 1.02",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure npcev side by side with its parts.")
    parser.add_argument("--rounds", type=int, default=5, help="rounds after one warm-up")
    parser.add_argument("--quick", action="store_true", help="fewer records")
    options = parser.parse_args()
    sizes = QUICK if options.quick else FULL
    with TemporaryDirectory(prefix="npcev-bench-") as name:
        folder = Path(name)
        rows = [
            *validation(folder, sizes, options.rounds),
            *grading(folder, sizes, options.rounds),
            *building(folder, sizes, options.rounds),
            *starting(folder, 2 * options.rounds),
            *page_sizes(folder, sizes),
        ]
    implementation = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{os.cpu_count()} cores, {implementation}, {options.rounds} rounds\n")
    for line in (HEAD, ("---",) * len(HEAD), *rows):
        print("| " + " | ".join(line) + " |")


if __name__ == "__main__":
    main()
