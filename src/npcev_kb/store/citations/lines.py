"""Files of tagged lines: RIS and nbib."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from npcev_kb.problems import Place, Wording
from npcev_kb.store.citations.told import Remark


@dataclass(slots=True)
class Tagged:
    """One record of tagged lines."""

    start: int
    """Index of its first character in the file."""
    end: int = 0
    """Index behind its last character."""
    lines: list[tuple[str, list[str]]] = field(default_factory=list)
    """Tags with the lines of their values, in order."""
    remarks: list[Remark] = field(default_factory=list)
    """Lines that are not understood."""

    def add(self, tag: str, value: str) -> None:
        """Take up a line with a tag."""
        self.lines.append((tag, [value.strip()]))

    def carry_on(self, text: str) -> None:
        """Take up a line that carries on the one before."""
        if text.strip():
            self.lines[-1][1].append(text.strip())

    def values(self) -> Iterator[tuple[str, str]]:
        """Yield tags with their values, in order, without those that are empty."""
        for tag, lines in self.lines:
            value = "\n".join(lines).strip()
            if value:
                yield tag, value

    def wonder(self, line: int, wording: Wording) -> None:
        """Note a line that is not understood; lines are counted from 0."""
        self.remarks.append(Remark(Place(line + 1, 1), wording))

    def all(self, *tags: str) -> list[str]:
        """Return the values of tags that hold anything, those of the first tag first."""
        values = [(tag, value) for tag, value in self.values() if tag in tags]
        return [value for wanted in tags for tag, value in values if tag == wanted]

    def first(self, *tags: str) -> str:
        """Return the first value of the first tag that has one, or nothing."""
        return next(iter(self.all(*tags)), "")
