"""The examples of a page of the docs, run one after another as a reader would run them."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n^```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)
DAY = re.compile(r"results for the data of\s+(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Example:
    """One block of code, what the page says that it prints, and what it printed."""

    code: str
    told: str | None
    printed: str


def run(page: Path) -> tuple[list[Example], dict[str, object]]:
    """Run the blocks of a page in one namespace and return them with the names they left."""
    names: dict[str, object] = {}
    found = []
    for code, told in BLOCK.findall(page.read_text(encoding="utf-8")):
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile(code, page.name, "exec"), names)
        found.append(Example(code, told, out.getvalue()))
    return found, names


def accept(page: Path, examples: list[Example], day: str) -> None:
    """Write what was printed, and the day of the data, into a page."""
    text = page.read_text(encoding="utf-8")
    told = DAY.search(text)
    assert told is not None
    text = text[: told.start(1)] + day + text[told.end(1) :]
    left = iter(examples)
    text = BLOCK.sub(lambda _: written(next(left)), text)
    page.write_text(text, encoding="utf-8")


def written(example: Example) -> str:
    shown = f"\n```text\n{example.printed}```\n" if example.printed else ""
    return f"```python\n{example.code}```\n{shown}"
