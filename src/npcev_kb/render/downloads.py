"""The files that lie beside the pages for machines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from npcev_kb.analysis.evidence import Evidence
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study, Work
from npcev_kb.render.export.bibliography import bibliography
from npcev_kb.render.export.document import document
from npcev_kb.render.export.json import dumps, lines
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables.sqlite import as_sqlite
from npcev_kb.render.export.tables.texts import DICTIONARY, TABLES, as_csv
from npcev_kb.render.export.writers import WRITERS

SUMS = "data/SHA256SUMS"
PARTS = ("Everything in one file", "Tables as CSV", "For reference managers")


@dataclass(frozen=True)
class Download:
    """One file that is offered."""

    path: str
    """Address below the site's root."""
    part: str
    """Heading under which it is offered."""
    about: str
    content: bytes
    rows: int | None = None
    """How many rows a table has."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]

    @cached_property
    def sha256(self) -> str:
        """The digest of the file."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Downloads:
    """Every file for machines, made once from one knowledge base."""

    kb: KnowledgeBase
    evidence: Evidence

    @cached_property
    def document(self) -> dict[str, Plain]:
        """The whole knowledge base as plain data."""
        return document(self.kb, self.evidence)

    @cached_property
    def files(self) -> tuple[Download, ...]:
        """The files of the Data page."""
        return (*self._whole(), *self._tables(), *self._works())

    @property
    def parts(self) -> dict[str, list[Download]]:
        """The same files under their headings."""
        return {part: [file for file in self.files if file.part == part] for part in PARTS}

    @property
    def sums(self) -> str:
        """The digests of these files as `sha256sum --check` reads them, beside them."""
        told = ((file.sha256, file.path.removeprefix("data/")) for file in self.files)
        return "".join(f"{digest}  {name}\n" for digest, name in told)

    def of_records(self) -> Iterator[tuple[str, str]]:
        """Yield for each record its address below the site's root and its JSON."""
        for folder in ("studies", "works", "debates", "questions"):
            records = self.document[folder]
            for record in records if isinstance(records, list) else ():
                if isinstance(record, dict):
                    yield f"{folder}/{record['id']}.json", dumps(record) + "\n"

    def _whole(self) -> Iterator[Download]:
        about = "The review, all records with what is computed on them, and all terms."
        yield Download("data/npcev-kb.json", PARTS[0], about, lines(self.document).encode())
        about = "All tables with keys, views for usual questions, and full-text search."
        yield Download("data/npcev-kb.sqlite", PARTS[0], about, as_sqlite(self.document))

    def _tables(self) -> Iterator[Download]:
        for table in (*TABLES, DICTIONARY):
            path, text = f"data/tables/{table.name}.csv", as_csv(table, self.document)
            rows = sum(1 for _ in table.rows(self.document))
            yield Download(path, PARTS[1], table.about, text.encode(), rows)

    def _works(self) -> Iterator[Download]:
        records: list[Study | Work] = [*self.kb.studies.values(), *self.kb.works.values()]
        found = bibliography(records, self.evidence.events)
        for name, (about, write) in WRITERS.items():
            text = write(found.entries)
            yield Download(f"data/{name}", PARTS[2], about, text.encode(), len(found.entries))
