"""Runs `npcev enrich` again and again in children that are killed at random moments.

Called as: python killing.py FOLDER SEED TIMES, with the services in the configuration that
NPCEV_CONFIG names. Everything is imported once; each run is a fork of this process.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from npcev_kb.cli import main
from npcev_kb.enrich import fetch, services  # noqa: F401  (imported before the first fork)
from npcev_kb.living import refresh  # noqa: F401
from npcev_kb.model.metadata import Metadata
from npcev_kb.store.metadata import as_json


def run(folder: str) -> None:
    """Run the command in this process and leave it without any clean-up."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    arguments = ["--root", folder, "enrich", "lamp-vesicles", "dim-lamps"]
    main(arguments, standalone_mode=False)


def killed(folder: str, after: float) -> bool:
    """Fork a run and kill it after some seconds; return whether it was still at work."""
    child = os.fork()
    if child == 0:
        try:
            run(folder)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def is_whole(path: Path) -> bool:
    """Tell whether a metadata file is just as it is written."""
    text = path.read_text(encoding="utf-8")
    try:
        return as_json(Metadata.model_validate_json(text)) == text
    except ValueError:
        return False


def all_runs(folder: Path, seed: int, times: int) -> tuple[int, list[str]]:
    """Return how many of the runs were killed at work, and every file that was torn by one."""
    chance, metadata = random.Random(seed), folder / "data" / "metadata"
    caught, torn = 0, []
    for _ in range(times):
        for path in metadata.glob("*.json"):
            if chance.random() < 0.5:
                path.unlink()  # so that there is something to write
        caught += killed(str(folder), chance.uniform(0.02, 0.35))
        torn += [path.name for path in metadata.glob("*.json") if not is_whole(path)]
    return caught, torn


if __name__ == "__main__":
    print(json.dumps(all_runs(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201
