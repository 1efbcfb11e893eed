"""Citations of all studies in small files: what a script fetches for a download of its choice."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.render.export.bibliography import Entry, bibliography
from npcev_kb.render.export.bibtex import as_bibtex
from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.ris import as_ris
from npcev_kb.render.site import Site

SHARD = 100
"""Studies in one file, in the order of the table; the script counts with the same number."""


def citation_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield `explore/citations/<n>.json`: by id of a study its BibTeX and its RIS.

    The texts are those of `npcev export`: joined with an empty line, in the order of their ids,
    they are the same bytes. A study that says nothing that could be cited is left out.
    """
    studies = site.places.studies
    for start in range(0, len(studies), SHARD):
        found = bibliography(studies[start : start + SHARD], site.evidence.events)
        texts: dict[str, Plain] = {entry.key: _texts(entry) for entry in found.entries}
        yield f"explore/citations/{start // SHARD}.json", dumps(texts)


def _texts(entry: Entry) -> dict[str, Plain]:
    return {"bibtex": as_bibtex([entry]), "ris": as_ris([entry])}
