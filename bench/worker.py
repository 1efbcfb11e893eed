"""What is measured, one task in a fresh process: python -m bench.worker TASK FOLDER [TARGET].

Tasks that are timed from inside state their seconds; imports are outside that time.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from npcev_kb.store.project import Project


def validate(root: Path) -> None:
    """Load and check a knowledge base as the tool does."""
    from npcev_kb.pipeline import validate

    start = _now()
    verdict = validate(Project(root))
    _say(start, len(verdict.files))
    assert not verdict.errors, verdict.errors[:3]


def grade(root: Path) -> None:
    """Compute the level of every claim; loading is outside the time."""
    from npcev_kb.analysis.evidence import Evidence
    from npcev_kb.analysis.trace import grade
    from npcev_kb.pipeline import validate

    kb = validate(Project(root)).kb
    assert kb is not None
    start = _now()
    grades = [grade(case) for case in Evidence(kb).cases.values()]
    _say(start, len(grades))


def judge(root: Path) -> None:
    """Compute level, flags, groups and ladder of every claim; loading is outside the time."""
    from npcev_kb.analysis.evidence import Evidence
    from npcev_kb.pipeline import validate

    kb = validate(Project(root)).kb
    assert kb is not None
    start = _now()
    judged = Evidence(kb).judged
    _say(start, len(judged))


def bare(root: Path) -> None:
    """Load and validate the same files with PyYAML's C loader and the models, nothing else."""
    import yaml

    from npcev_kb.model.entity import Entity, EntityKind, Prefix
    from npcev_kb.model.registry import Context, Registry
    from npcev_kb.model.review import Review
    from npcev_kb.model.study import Study, Work

    loader = _loader_without_days(yaml)

    def load(path: Path) -> Any:
        return yaml.load(path.read_bytes(), Loader=loader)

    start = _now()
    data = root / "data"
    for key, value in load(data / "prefixes.yaml").items():
        Prefix.model_validate({"prefix": key, **value})
    kinds = {
        key: EntityKind.model_validate({"id": key, **value})
        for key, value in load(data / "entities" / "kinds.yaml").items()
    }
    entities = {
        key: Entity.model_validate({"key": key, "kind": kind, **value})
        for kind in kinds
        for key, value in load(data / "entities" / f"{kind}.yaml").items()
    }
    review = Review.model_validate(load(data / "review.yaml"))
    sections = [section.id for section in review.sections]
    context = Context(Registry(kinds, entities), sections, review.references)
    studies = sorted(data.glob("studies/*.yaml"))
    works = sorted(data.glob("works/*.yaml"))
    kept = [Study.model_validate(load(path), context=context) for path in studies]
    others = [Work.model_validate(load(path), context=context) for path in works]
    _say(start, len(kept) + len(others) + len(kinds) + 3)


def _loader_without_days(yaml: Any) -> Any:
    """Return the C loader without its rule for days, which the models take as text."""

    class Loader(yaml.CSafeLoader):
        """The loader."""

        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [(tag, rule) for tag, rule in rules if not tag.endswith(":timestamp")]
            for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
        }

    return Loader


def build(root: Path) -> None:
    """Build the site of a knowledge base."""
    from npcev_kb import builder

    builder.build(Project(root), keep_going=False)


def plain(root: Path, target: Path) -> None:
    """Write the pages of a knowledge base as a plain MkDocs project."""
    from bench.plain_site import write

    print(write(root, target))


def _now() -> tuple[float, float]:
    """Return the time by the clock and by the processor."""
    return time.perf_counter(), time.process_time()


def _say(start: tuple[float, float], files: int) -> None:
    seconds, processor = (after - before for after, before in zip(_now(), start, strict=True))
    said = {"seconds": seconds, "processor": processor, "files": files}
    print(json.dumps(said, separators=(",", ":")))


if __name__ == "__main__":
    task, *folders = sys.argv[1:]
    tasks = {"validate": validate, "bare": bare, "build": build, "plain": plain}
    tasks |= {"grade": grade, "judge": judge}
    tasks[task](*map(Path, folders))
