"""A knowledge base opened for reading: typed, frozen objects, made when they are asked for."""

from __future__ import annotations

import datetime
import gc
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.registry import suggest
from npcev_kb.model.study import Study, Work
from npcev_kb.reading.errors import BrokenDataError, UnknownNameError, unknown
from npcev_kb.reading.shelf import Shelf
from npcev_kb.store.project import Project, ProjectNotFoundError

if TYPE_CHECKING:
    import networkx
    import pandas

    from npcev_kb.model.entity import Entity
    from npcev_kb.model.knowledge_base import KnowledgeBase
    from npcev_kb.model.review import Review
    from npcev_kb.reading.claims import FoundClaim
    from npcev_kb.reading.selection import Asked, Selector
    from npcev_kb.render.site import Site


def load(path: str | os.PathLike[str] | None = None) -> EvidenceBase:
    """Open a knowledge base; nothing is read yet.

    Args:
        path: its folder, which holds `data/`; None looks for it here and upwards.

    Raises:
        ProjectNotFoundError: there is no knowledge base; the message says where it was looked for.
    """
    if path is not None and Path(path).is_file():
        raise ProjectNotFoundError(f"{path} is a file; load takes the folder of a knowledge base")
    try:
        return EvidenceBase(Project.find(Path.cwd(), None if path is None else Path(path)))
    except ProjectNotFoundError as error:
        if path is not None:
            raise
        where = str(error).partition(":")[0]
        raise ProjectNotFoundError(f"{where}: name its folder, load('folder')") from None


@dataclass(frozen=True)
class EvidenceBase:
    """A knowledge base for reading, as it is published: drafts are left out.

    A single study, work, debate or question is read alone. All else reads everything, once.
    """

    project: Project
    """Where it lies."""

    @cached_property
    def _published(self) -> KnowledgeBase:
        """Everything, checked as `npcev validate` does."""
        from npcev_kb import pipeline

        verdict = pipeline.validate(self.project)
        gc.unfreeze()  # what the pipeline sets aside belongs to whoever called us
        if verdict.kb is None or verdict.errors:
            raise BrokenDataError(verdict.errors)
        return verdict.kb.published

    @cached_property
    def _site(self) -> Site:
        """Everything that is computed, as the pages of the site see it."""
        from npcev_kb.render.site import Site

        return Site(self._published)

    @cached_property
    def _selector(self) -> Selector:
        from npcev_kb.reading.selection import Selector

        return Selector(self._site)

    @cached_property
    def studies(self) -> Mapping[str, Study]:
        """The reviewed primary studies, by id."""
        return Shelf(self.project, "studies", Study, lambda: self._published.studies)

    @cached_property
    def works(self) -> Mapping[str, Work]:
        """Other works that the review cites, by id."""
        return Shelf(self.project, "works", Work, lambda: self._published.works)

    @cached_property
    def debates(self) -> Mapping[str, Debate]:
        """Where studies disagree, by id."""
        return Shelf(self.project, "debates", Debate, lambda: self._published.debates)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """What nobody knows yet, by id."""
        return Shelf(self.project, "questions", Question, lambda: self._published.questions)

    @property
    def entities(self) -> Mapping[str, Entity]:
        """The terms that records name, by key."""
        return self._published.entities

    @property
    def review(self) -> Review:
        """The review from which the knowledge base grew: sections, modules, references."""
        return self._published.review

    @property
    def updated(self) -> datetime.date:
        """The day of the last change in content."""
        return self._published.updated

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables that `to_pandas` takes."""
        from npcev_kb.render.export.tables.texts import TABLES

        return tuple(table.name for table in TABLES)

    def claims(
        self,
        *,
        in_field: bool | None = True,
        review_only: bool | None = None,
        **conditions: Asked,
    ) -> tuple[FoundClaim, ...]:
        """Return the claims that meet all conditions, by study and number.

        A condition is a facet of the site's table of claims: `effect="promotes"`,
        `module="treatment-resistance"`, `flag="CELL_LINE_IDENTITY"`. Several values mean any of
        them. `level` and `year` have an order: `level__at_least="E2"`, `year__at_most=2020`. What
        only the review says, and a retracted work, reach no level.

        Args:
            in_field: True for claims on the disease of the review, or of which the disease was
                not seen, as the site counts; False for those on other diseases; None for all.
            review_only: True for claims that only the review makes, False for all others.
            conditions: facets with what is asked of them.

        Raises:
            UnknownNameError: a facet or value is not there; the message tells each, and what is.
            BrokenDataError: the data have errors.
        """
        rows = self._selector.select(conditions, in_field, review_only)
        return tuple(self._claim(row.judged.ref) for row in rows if row.judged is not None)

    def claim(self, ref: str) -> FoundClaim:
        """Return a claim by its address, such as `hmgb3-angiogenesis.c1`.

        Raises:
            UnknownNameError: there is no such claim.
            BrokenDataError: the data have errors.
        """
        known = self._site.evidence.judged
        if ref not in known:
            raise UnknownNameError(unknown("claim", ref, suggest(ref, known), known))
        return self._claim(ref)

    def _claim(self, ref: str) -> FoundClaim:
        from npcev_kb.reading.claims import FoundClaim

        judged = self._site.evidence.judged[ref]
        modules = self._site.places.modules(judged.case.study)
        return FoundClaim(judged, tuple(module.id for module in modules))

    def to_pandas(self, table: str) -> pandas.DataFrame:
        """Return a table as a data frame; NA stands for not known, or does not apply.

        Args:
            table: its name, one of `tables`.

        Raises:
            UnknownNameError: there is no such table.
            MissingExtraError: pandas is not installed.
            BrokenDataError: the data have errors.
        """
        from npcev_kb.reading.frames import frame

        return frame(self._site.downloads.whole, table)

    def to_networkx(self, *, in_field: bool | None = True) -> networkx.MultiDiGraph[str]:
        """Return the network of mechanisms: nodes in five columns, an edge for each claim.

        Args:
            in_field: which claims, as `claims` takes it.

        Raises:
            MissingExtraError: networkx is not installed.
            BrokenDataError: the data have errors.
        """
        from npcev_kb.reading.graph import graph

        return graph(self._site, in_field)
