"""The files of the Data page as an RO-Crate 1.2: what each is, how large, under which licence.

The crate is the folder of the downloads; `ro-crate-metadata.json` describes it and is no data of
its own. `SHA256SUMS` lies in it undescribed, since it holds the digest of this very file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from npcev_kb.model.identification import REGISTERS
from npcev_kb.render.export.formats import File
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables.table import Data
from npcev_kb.render.export.whole import Whole
from npcev_kb.render.furniture.subject import LICENCE

if TYPE_CHECKING:
    from npcev_kb.render.downloads import Download

NAME = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.2"
MEDIA_TYPES = {
    ".cff": "application/yaml",
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".csv": "text/csv",
    ".bib": "application/x-bibtex",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".nbib": "text/plain",
    ".parquet": "application/vnd.apache.parquet",
    ".ris": "application/x-research-info-systems",
    ".sqlite": "application/vnd.sqlite3",
    ".trig": "application/trig",
    ".tsv": "text/tab-separated-values",
    ".ttl": "text/turtle",
    ".yaml": "application/yaml",
    "LICENSE": "text/plain",
}
"""By the end of a file's name; the first that fits. Not all are registered."""
_US, _REVIEW = "#contributors", "#review"


def metadata(whole: Whole, offers: Iterable[Download]) -> File:
    """Return the file that describes a crate.

    Args:
        whole: the knowledge base.
        offers: every other file of the crate, such as those of the Data page.
    """
    described = list(offers)
    graph: list[Plain] = [
        {
            "@id": NAME,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": SPECIFICATION},
        },
        _root(whole, described),
        *map(_file, described),
        {"@id": LICENCE[1], "@type": "CreativeWork", "name": LICENCE[0], "identifier": LICENCE[1]},
        {"@id": _US, "@type": "Organization", "name": whole.contributors},
        *_review(whole),
    ]
    text = json.dumps({"@context": f"{SPECIFICATION}/context", "@graph": graph},
                      ensure_ascii=False, indent=1)  # fmt: skip
    about = "The folder of these files as an RO-Crate: type, size, digest and licence of each."
    return File(NAME, about, f"{text}\n".encode())


def media_type(name: str) -> str:
    """Return the media type of a file by its name.

    Raises:
        KeyError: no type is known for it.
    """
    for end, found in MEDIA_TYPES.items():
        if name.endswith(end):
            return found
    raise KeyError(name)


def _root(whole: Whole, offers: list[Download]) -> Data:
    """Return the dataset itself. Its day is that of the data, since no clock is read."""
    day = whole.kb.updated.isoformat()
    data: Data = {
        "@id": "./",
        "@type": "Dataset",
        "name": whole.title,
        "description": whole.about,
        "license": {"@id": LICENCE[1]},
        "author": {"@id": _US},
        "datePublished": day,
        "dateModified": day,
        "schemaVersion": whole.document["schema_version"],
        "isBasedOn": {"@id": _review_id(whole)},
        "hasPart": [{"@id": _path(offer)} for offer in offers],
    }
    if whole.settings.address:
        data["url"] = f"{whole.settings.address.rstrip('/')}/data/"
    return data


def _path(offer: Download) -> str:
    return quote(offer.file.name, safe="/-._~")


def _file(offer: Download) -> Data:
    return {
        "@id": _path(offer),
        "@type": "File",
        "name": offer.name,
        "description": offer.file.about,
        "encodingFormat": media_type(offer.name),
        "contentSize": str(len(offer.file.content)),
        "sha256": offer.sha256,
        "license": {"@id": LICENCE[1]},
    }


def _review_id(whole: Whole) -> str:
    told = ((base, getattr(whole.kb.review, field)) for field, (_, base) in REGISTERS.items())
    return next((f"{base}{quote(value, safe='/-._~()')}" for base, value in told if value), _REVIEW)


def _review(whole: Whole) -> Iterator[Data]:
    """Yield the review on which the dataset is based, and its authors as printed."""
    review = whole.kb.review
    names = list(enumerate(review.authors, 1))
    yield {
        "@id": _review_id(whole),
        "@type": "ScholarlyArticle",
        "name": review.title,
        "author": [{"@id": f"{_REVIEW}-author-{number}"} for number, _ in names],
    }
    for number, name in names:
        yield {"@id": f"{_REVIEW}-author-{number}", "@type": "Person", "name": name}
