"""The tables of claims and of studies as pages that can be read without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from npcev_kb.analysis.facet_register import Facet, Row, Value, facets, in_order
from npcev_kb.model.study import Study
from npcev_kb.render.page import Page
from npcev_kb.render.site import Site
from npcev_kb.render.views.citations import SHARD
from npcev_kb.render.views.table import Table

PART = 100
"""Rows on one page without scripts."""
MOST = 4
"""Claims of a study that are shown in its row."""
OPEN = ("family", "level", "effect")
"""Facets that stand open at first: short, and asked most often."""
OTHERS = "other-diseases"
"""Where claims on other diseases stand for readers without scripts."""
COMPOSED = {"claim": "Claim", "claims": "Claims that fit", "study": "Study"}
"""Columns that are more than the answers of one facet."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of a table as its page shows it: a claim, or a study with its claims."""

    rows: tuple[Row, ...]
    single: bool
    """Whether it stands for one claim."""

    @property
    def study(self) -> Study:
        """The study."""
        return self.rows[0].study

    @property
    def claims(self) -> tuple[Shown, ...]:
        """The claims that stand in the row, each as a row of its own."""
        return tuple(Shown((row,), single=True) for row in self.rows if row.judged)

    @property
    def judged(self) -> object:
        """The claim of a row that stands for one."""
        return self.rows[0].judged

    def answers(self, name: str) -> tuple[Value, ...]:
        """Return what a facet answers, each value once, in the order of its values."""
        asked = facets()[name]
        return in_order({value for row in self.rows for value in asked.answers(row)})


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the tables: its address, title, columns, and what it says of itself."""

    name: str
    title: str
    columns: tuple[str, ...]
    about: str


CLAIMS = Kind(
    "claims",
    "Claims",
    ("claim", "study", "level", "recipient", "model", "flag", "independence", "basis", "year"),
    "Every claim with its level, direction, flags and groups, by any facet.",
)
STUDIES = Kind(
    "studies",
    "Studies as a table",
    ("study", "claims", "recipient", "model", "basis", "year"),
    "Every study with the claims that fit, by any facet.",
)


def table_pages(site: Site) -> Iterator[Page]:
    """Yield the table of claims and that of studies, each with its further parts.

    Claims on other diseases stand on pages of their own, so that nobody takes them in unasked.
    """
    rows = Table(site).rows
    silent = sum(row.judged is None for row in rows)
    for kind in (CLAIMS, STUDIES):
        here = list(_shown(kind, [row for row in rows if not _elsewhere(row)]))
        others = list(_shown(kind, [row for row in rows if _elsewhere(row)]))
        yield from _parts(kind, f"explore/{kind.name}", kind.title, here, (len(others), silent))
        if others:
            title = f"{kind.title}: other diseases"
            yield from _parts(kind, f"explore/{kind.name}/{OTHERS}", title, others)


def _elsewhere(row: Row) -> bool:
    """Tell whether a row is a claim on another disease; one whose disease is not known is not."""
    return row.judged is not None and row.judged.in_field is False


def _shown(kind: Kind, rows: list[Row]) -> Iterator[Shown]:
    """Yield what stands in the rows of a table: claims, or studies with those of their claims."""
    if kind is CLAIMS:
        yield from (Shown((row,), single=True) for row in rows if row.judged)
    else:
        by_study = groupby(rows, key=lambda row: row.study.id)
        yield from (Shown(tuple(found), single=False) for _, found in by_study)


def _parts(
    kind: Kind, path: str, title: str, rows: list[Shown], beside: tuple[int, int] | None = None
) -> Iterator[Page]:
    """Yield the pages of a table.

    The first page is for scripts too if it says what stands beside: how many rows on other
    diseases, and how many studies without claims.
    """
    columns = {c: COMPOSED[c] if c in COMPOSED else facets()[c].label for c in kind.columns}
    last = max(1, -(-len(rows) // PART))
    for number in range(1, last + 1):
        view: dict[str, object] = {
            "rows": rows[(number - 1) * PART : number * PART],
            "first": (number - 1) * PART + 1,
            "number": number,
            "last": last,
            "total": len(rows),
            "home": path,
            "whole": number == 1 and beside is not None,
            "others": beside[0] if beside else 0,
            "silent": beside[1] if beside else 0,
            "elsewhere": OTHERS,
            "columns": columns,
            "most": MOST,
            "panel": panel(),
            "open_facets": OPEN,
            "shard": SHARD,
        }
        called = title if number == 1 else f"{title}, page {number}"
        part = path if number == 1 else f"{path}/page-{number}"
        above = "explore" if view["whole"] else f"explore/{kind.name}"
        about = kind.about if view["whole"] else ""
        template = f"views/{kind.name}"
        yield Page(part, called, template, view, above, description=about, indexed=False)


def panel() -> Mapping[str, tuple[Facet, ...]]:
    """Return the facets by the part of the panel in which they stand."""
    parts = groupby(facets().values(), key=lambda each: each.group)
    return {name: tuple(found) for name, found in parts}
