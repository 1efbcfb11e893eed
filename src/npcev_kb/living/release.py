"""A release: one archive from which each claim can be traced to its sources, and its notes.

Version, archive and notes follow from the data and the code alone: whoever has the same two makes
the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from npcev_kb.living.comparison import Comparison
from npcev_kb.living.release_notes import notes
from npcev_kb.model.ids import slug
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.downloads import Download
from npcev_kb.render.export.crate import metadata
from npcev_kb.render.export.formats import CRATE, FORMATS, File
from npcev_kb.render.export.schemas import schemas
from npcev_kb.render.export.whole import Whole
from npcev_kb.render.settings import Settings
from npcev_kb.render.site import Site
from npcev_kb.store.archive import zipped
from npcev_kb.store.citation_file import with_release
from npcev_kb.store.project import Project

CITATION, NOTES, SUMS = "CITATION.cff", "NOTES.md", "SHA256SUMS"
NAMELESS = "knowledge-base"
KEPT = ("LICENSE", "LICENSE-DATA.md")
"""Files of the project that go with the data."""
OF_DRAFTS = ("studies", "works", "metadata", "history")
"""Folders in which a file or folder is called as its record."""
PARTS = {
    "records": "A record as it was written.",
    "exports": "The knowledge base in a format of the field.",
    "schema": "The JSON Schema of a kind of record.",
}
"""What the files below a folder are."""


@dataclass(frozen=True)
class Release:
    """What is published: everything by its name in the archive's folder."""

    name: str
    """Name of the knowledge base."""
    version: str
    day: date
    """The day of the data."""
    notes: str
    files: Mapping[str, bytes]

    @property
    def title(self) -> str:
        """The name of the archive without its end, and of the folder in it."""
        return f"{self.name}-{self.version}"

    @property
    def archive(self) -> bytes:
        """The archive; its last file holds the digests of all others."""
        told = {**self.files, SUMS: sums(self.files).encode()}
        return zipped({f"{self.title}/{name}": text for name, text in told.items()}, self.day)


def version(day: date, code: str, content: Mapping[str, bytes]) -> str:
    """Return the version of data and code: the data's day, the tool's version, a digest.

    Args:
        day: the day of the data.
        code: version of the tool.
        content: the records as they were written, and what is computed on them. Two states of one
            day have two versions, and so has one state that another tool judges otherwise.
    """
    digest = hashlib.sha256(sums(content).encode()).hexdigest()
    return f"{day.year}.{day.month}.{day.day}-{code}-{digest[:8]}"


def release(
    project: Project,
    kb: KnowledgeBase,
    settings: Settings,
    code: str,
    since: Comparison | None,
) -> Release:
    """Return the release of a knowledge base without errors.

    Args:
        project: its files.
        kb: what they hold.
        settings: what its site is called and where it is published.
        code: version of the tool.
        since: the release before beside this state; None for the first.

    Raises:
        OSError: a file cannot be read.
        ValueError: the project's citation file is none.
    """
    site, name = Site(kb.published, settings), slug(settings.name) or NAMELESS
    records, exports = dict(_records(project, kb)), dict(_exports(site.downloads.whole))
    day, computed = site.kb.updated, {"document": exports["exports/npcev-kb.json"]}
    made = version(day, code, records | computed)
    said = notes(f"{name} {made}", site, code, since)
    files = {
        **dict(_project_files(project, made, day)),
        **records,
        **{f"schema/{each}": text.encode() for each, text in schemas(site.kb)},
        **exports,
        NOTES: said.encode(),
        "README.md": _readme(f"{name} {made}").encode(),
    }
    crate = metadata(site.downloads.whole, map(_described, *zip(*files.items(), strict=True)))
    return Release(name, made, day, said, files | {crate.name: crate.content})


def _described(name: str, content: bytes) -> Download:
    """Return a file of the archive as the description of the crate takes it."""
    part = name.partition("/")[0] if "/" in name else ""
    return Download(part, File(name, PARTS.get(part, "About the whole."), content))


def sums(files: Mapping[str, bytes]) -> str:
    """Return the digests of files as `sha256sum --check` reads them."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    )


def _project_files(project: Project, made: str, day: date) -> Iterator[tuple[str, bytes]]:
    for name in KEPT:
        if (project.root / name).is_file():
            yield name, (project.root / name).read_bytes()
    citation = project.root / CITATION
    if citation.is_file():
        text = citation.read_text(encoding="utf-8")
        yield CITATION, with_release(text, made, day).encode()


def _records(project: Project, kb: KnowledgeBase) -> Iterator[tuple[str, bytes]]:
    """Yield the files that people and services wrote, but those of drafts."""
    drafts, stray = {each.id for each in kb.drafts}, set(project.misplaced())
    let_stand = {id for id, waiver in kb.waivers.items() if waiver.record in drafts}
    for path in sorted(project.data.rglob("*")):
        name = path.relative_to(project.data)
        hidden = any(part.startswith(".") for part in name.parts)
        if hidden or path in stray or path.is_symlink() or not path.is_file():
            continue
        own = name.parts[1] if name.parts[0] == "history" else path.stem
        left = {**dict.fromkeys(OF_DRAFTS, drafts), "waivers": let_stand}
        if own not in left.get(name.parts[0], ()):
            yield f"records/{name.as_posix()}", path.read_bytes()


def _exports(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the Data page, which together are an RO-Crate."""
    for file in FORMATS[CRATE].files(whole):
        yield f"exports/{file.name}", file.content


def _readme(title: str) -> str:
    return f"""# {title}

| Here | What it is |
|---|---|
| `NOTES.md` | what moved since the release before |
| `exports/` | everything in the formats of the field; `tables/dictionary.csv` has all columns |
| `records/` | the files that people wrote, one for each study, work, debate and question |
| `schema/` | JSON Schemas of those files |
| `CITATION.cff`, `LICENSE-DATA.md` | how to cite it, and under which licence it may be used |
| `ro-crate-metadata.json` | type, size, digest and licence of every file, as an RO-Crate 1.2 |
| `SHA256SUMS` | digests of all files: `sha256sum --check SHA256SUMS` |

## From a claim to its sources

A claim has an address, such as `some-study.c1`. Its row in `exports/tables/claims.csv` names the
study, the level and why it has it (`level_trace`), who says it (`voice`) and where (`at`).
`claim_support.csv` leads to the experiments that were made, `records.csv` to the work itself: DOI,
PubMed number, and how surely it is the work that is meant (`status`). The same in
one file: `exports/npcev-kb.json`; as it was written: `records/studies/some-study.yaml`.

An empty cell and `null` mean not known or does not apply, never no. A claim with `review_only` is
known from the review only, and its level satisfies no filter by level.
"""
