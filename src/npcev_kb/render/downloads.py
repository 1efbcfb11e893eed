"""The files that lie beside the pages for machines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from npcev_kb.render.export.crate import metadata
from npcev_kb.render.export.formats import CRATE, FORMATS, File
from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.whole import Whole

FOLDER = "data"
SUMS = f"{FOLDER}/SHA256SUMS"
PARTS = {
    "Everything in one file": ("json", "sqlite"),
    "Tables": ("csv", "tsv", "jsonl", "parquet"),
    "Knowledge graph": ("kgx",),
    "Linked data": ("turtle", "json-ld", "nanopub", CRATE),
    "For reference managers": ("bibtex", "ris", "csl-json", "nbib"),
}
"""The headings of the Data page with the formats below each."""


@dataclass(frozen=True)
class Download:
    """One file that is offered."""

    form: str
    """Name of its format."""
    file: File

    @property
    def path(self) -> str:
        """Address below the site's root."""
        return f"{FOLDER}/{self.file.name}"

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]

    @property
    def title(self) -> str:
        """The format's name in the field."""
        return FORMATS[self.form].title

    @cached_property
    def sha256(self) -> str:
        """The digest of the file."""
        return hashlib.sha256(self.file.content).hexdigest()


@dataclass(frozen=True)
class Downloads:
    """Every file for machines, made once from one knowledge base."""

    whole: Whole

    @cached_property
    def files(self) -> tuple[Download, ...]:
        """The files of the Data page, the one that describes all others last."""
        made = [
            Download(form, file)
            for names in PARTS.values()
            for form in names
            if form != CRATE
            for file in FORMATS[form].files(self.whole)
        ]
        return (*made, Download(CRATE, metadata(self.whole, made)))

    @property
    def forms(self) -> tuple[str, ...]:
        """The names of all formats, as the command line takes them."""
        return tuple(FORMATS)

    @property
    def parts(self) -> Mapping[str, list[tuple[Download, ...]]]:
        """The same under their headings, one entry for the same content in several formats."""
        found: dict[str, dict[str, list[Download]]] = {}
        for part, names in PARTS.items():
            lines = found.setdefault(part, {})
            for offer in (each for each in self.files if each.form in names):
                stem = offer.name.rpartition(".")[0] if FORMATS[offer.form].folder else offer.name
                lines.setdefault(stem, []).append(offer)
        return {part: list(map(tuple, lines.values())) for part, lines in found.items()}

    @property
    def sums(self) -> str:
        """The digests of these files as `sha256sum --check` reads them, beside them."""
        return "".join(f"{offer.sha256}  {offer.file.name}\n" for offer in self.files)

    def of_records(self) -> Iterator[tuple[str, str]]:
        """Yield for each record its address below the site's root and its JSON."""
        for folder in ("studies", "works", "debates", "questions"):
            records = self.whole.document[folder]
            for record in records if isinstance(records, list) else ():
                if isinstance(record, dict):
                    yield f"{folder}/{record['id']}.json", dumps(record) + "\n"
