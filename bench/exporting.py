"""Measure what each format of the exports costs: python -m bench.exporting [--sizes 1000 10000].

A format is written in a fresh process from a loaded and judged knowledge base; loading is outside
the time. It stands against writing the same bytes, and against the smaller knowledge base.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
HEAD = ("Format", "Records", "Bytes", "Seconds", "Same bytes", "Ratio", "Peak over base", "Growth")


@dataclass(frozen=True)
class Cost:
    """What one format cost in one process."""

    seconds: float
    plain: float
    """Seconds for writing the same bytes."""
    size: int
    base: float
    """Peak memory in megabytes before the format was begun."""
    peak: float


def measured(root: Path, form: str) -> Cost:
    """Write one format of a knowledge base in this process and return what it cost."""
    from npcev_kb.analysis.evidence import Evidence
    from npcev_kb.pipeline import validate
    from npcev_kb.render.export.formats import FORMATS
    from npcev_kb.render.export.whole import Whole
    from npcev_kb.store.project import Project

    verdict = validate(Project(root))
    assert verdict.kb is not None
    kb = verdict.kb.published
    whole = Whole(kb, Evidence(kb))
    assert whole.evidence.judged
    base, written = _peak(), []
    with TemporaryDirectory() as folder:
        start = time.process_time()
        for number, file in enumerate(FORMATS[form].files(whole)):
            path = Path(folder) / str(number)
            path.write_bytes(file.content)
            written.append(path)
        seconds, peak = time.process_time() - start, _peak()
        contents = [path.read_bytes() for path in written]
        start = time.process_time()
        for number, content in enumerate(contents):
            (Path(folder) / f"plain-{number}").write_bytes(content)
        plain = time.process_time() - start
    return Cost(seconds, plain, sum(map(len, contents)), base, peak)


def _peak() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used * (1 if sys.platform == "darwin" else 1024) / 1e6


def apart(root: Path, form: str) -> Cost:
    """Measure in a fresh process."""
    command = [sys.executable, "-m", "bench.exporting", "--one", str(root), form]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Cost(**json.loads(done.stdout))


def row(form: str, records: int, cost: Cost, smaller: Cost | None) -> list[str]:
    """Return one line of the table."""
    growth = f"{cost.seconds / smaller.seconds:.1f}" if smaller else ""
    ratio = f"{cost.seconds / max(cost.plain, 1e-4):.0f}"
    over = f"{cost.peak - cost.base:.0f} MB over {cost.base:.0f} MB"
    size, written = f"{cost.size / 1e6:.1f} MB", f"{cost.plain * 1000:.0f} ms"
    return [form, f"{records:,}", size, f"{cost.seconds:.2f} s", written, ratio, over, growth]


def main() -> None:
    """Print the table."""
    from npcev_kb.render.export.formats import FORMATS

    parser = argparse.ArgumentParser(description="Measure the formats of the exports.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--one", nargs=2, metavar=("FOLDER", "FORMAT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(vars(measured(Path(options.one[0]), options.one[1]))))
        return
    implementation = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{os.cpu_count()} cores, {implementation}\n")
    for line in (HEAD, ("---",) * len(HEAD)):
        print("| " + " | ".join(line) + " |")
    with TemporaryDirectory(prefix="npcev-bench-") as name:
        roots = {size: Path(name) / str(size) for size in options.sizes}
        for size, root in roots.items():
            made = [sys.executable, "-m", "bench.synthetic", str(size), str(root)]
            subprocess.run(made, cwd=ROOT, check=True, capture_output=True)
        for form in FORMATS:
            smaller = None
            for size, root in roots.items():
                cost = apart(root, form)
                print("| " + " | ".join(row(form, size, cost, smaller)) + " |", flush=True)
                smaller = cost


if __name__ == "__main__":
    main()
