"""The pages and files of the three comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from npcev_kb.analysis.marker_relations import answers
from npcev_kb.model.vocabulary import Topic
from npcev_kb.render.page import Page
from npcev_kb.render.site import Site
from npcev_kb.render.views import comparison_of_assays as of_assays
from npcev_kb.render.views import comparison_of_markers as of_markers
from npcev_kb.render.views import comparison_of_treatments as of_treatments
from npcev_kb.render.views.comparison import Choice, Column, Row, as_csv, path, sheets
from npcev_kb.render.views.forest import WIDTH, mark

MOST_ANSWERS = 10
"""Claims that are named for each established marker above the table."""


@dataclass(frozen=True)
class Comparison:
    """One comparison: where it is, what it is called, and what it is made of."""

    path: str
    title: str
    template: str
    about: str
    columns: tuple[Column, ...]
    head: tuple[str, ...]
    rows: Callable[[Site], tuple[Row, ...]]
    choices: Callable[[Site, Sequence[Row]], tuple[Choice, ...]]

    @property
    def file(self) -> str:
        """Address of its table for downloading."""
        return f"{self.path}.csv"


COMPARISONS = (
    Comparison(
        "explore/biomarkers",
        "Biomarkers compared",
        "views/biomarkers",
        "Every biomarker claim with its numbers, its people, and the markers it was set against.",
        of_markers.COLUMNS,
        of_markers.HEAD,
        of_markers.marker_rows,
        of_markers.marker_choices,
    ),
    Comparison(
        "explore/therapies",
        "Therapies compared",
        "views/therapies",
        "Every therapy claim: carrier, load, whom it was tried in, and where it goes in the body.",
        of_treatments.COLUMNS,
        of_treatments.HEAD,
        of_treatments.treatment_rows,
        of_treatments.treatment_choices,
    ),
    Comparison(
        "explore/technologies",
        "Technologies compared",
        "views/technologies",
        "Every technology claim: how the signal is made, how little is enough, on which samples.",
        of_assays.COLUMNS,
        of_assays.HEAD,
        of_assays.assay_rows,
        of_assays.assay_choices,
    ),
)


def comparison_pages(site: Site) -> Iterator[Page]:
    """Yield the pages of each comparison; a long one has several."""
    for each in COMPARISONS:
        rows = each.rows(site)
        shared: dict[str, object] = {
            "comparison": each,
            "choices": each.choices(site, rows),
            "measures": of_markers.measured(rows),
            "answers": answers(site.evidence.judged.values()),
            "most_answers": MOST_ANSWERS,
            "mark": mark,
            "plot_width": WIDTH,
            "topics": Topic,
            "limits": of_assays.LIMITS,
        }
        for sheet in sheets(rows):
            title = each.title if sheet.number == 1 else f"{each.title}, part {sheet.number}"
            parent = "explore" if sheet.number == 1 else each.path
            view = {**shared, "sheet": sheet}
            yield Page(
                path(each.path, sheet.number), title, each.template, view, parent,
                each.path if sheet.last > 1 else None, description=each.about,
            )  # fmt: skip


def comparison_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the table of each comparison for downloading, with all its rows."""
    for each in COMPARISONS:
        yield each.file, as_csv(each.head, each.rows(site))
