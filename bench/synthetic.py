"""Knowledge bases of any size for measuring: wholly invented, the same bytes every time.

A record has the shape of one of the real studies (same fields, same lengths of text), with terms
of the same kind, and prose of shuffled words that says nothing. Terms, works and the review are
the real ones. Run it as: python -m bench.synthetic 1000 FOLDER, or with tiny for a number.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
_PROSE = frozenset(
    ("text", "detail", "condition", "note", "why", "comparison", "model", "review", "paper")
) | {"title", "label", "readout"}
"""Fields of free text."""
_TERMS = frozenset(
    ("entity", "outcome", "cell", "species", "analytes", "separation", "characterisation")
) | {"cargo", "recipients", "measured", "negative_markers"}
"""Fields that name terms."""
_TINY = {
    "data/review.yaml": """\
title: An invented review
authors: [Example A]
references: 1
updated: 2026-01-01
method:
  window: {first: 2020, last: 2025}
  sources: [PubMed]
  search: Invented.
  selection: Invented.
modules:
  - {id: all, title: All, question: Which?, sections: ["1"]}
sections:
  - {id: "1", title: All, cites: [1]}
""",
    "data/entities/kinds.yaml": """\
genes: {title: Genes, singular: gene, about: Invented., roles: [cargo]}
""",
    "data/entities/genes.yaml": "invented: {label: INV1}\n",
    "data/studies/invented.yaml": """\
id: invented
label: An invented study
review_refs: [1]
identification: {status: unresolved}
reading_basis: review_only
cargo:
  - {entity: invented, form: protein}
curation: {status: draft, updated: 2026-01-01}
""",
}


@dataclass(frozen=True)
class Model:
    """What synthetic records are made from."""

    studies: tuple[dict[str, Any], ...]
    sections: tuple[str, ...]
    neighbours: dict[str, tuple[str, ...]]
    """For each term, all terms of its kind."""
    words: tuple[str, ...]


def read(path: Path) -> Any:
    """Read a file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def real() -> Model:
    """Return the model taken from the real knowledge base."""
    data = ROOT / "data"
    studies = tuple(read(path) for path in sorted(data.glob("studies/*.yaml")))
    review = read(data / "review.yaml")
    sections = tuple(each["id"] for each in review["sections"] if each.get("cites"))
    neighbours: dict[str, tuple[str, ...]] = {}
    for path in sorted(data.glob("entities/*.yaml")):
        if path.stem != "kinds":
            keys = tuple(read(path))
            neighbours |= dict.fromkeys(keys, keys)
    prose = [
        study.get(field) for study in studies for field in ("finding", "details", "review_says")
    ]
    words = {word for text in _texts(prose) for word in text.split()}
    lower = sorted(word for word in words if word.isalpha() and word.islower())
    return Model(studies, sections, neighbours, tuple(lower))


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from (text for value in data.values() for text in _texts(value))
    elif isinstance(data, list | tuple):
        yield from (text for value in data for text in _texts(value))


class _Maker:
    """Makes one record: the shape of a study, everything in it invented."""

    def __init__(self, model: Model, number: int) -> None:
        self.model = model
        self.number = number
        self.random = Random(number)

    def record(self) -> dict[str, Any]:
        """Return the record."""
        shape = self.model.studies[self.number % len(self.model.studies)]
        made: dict[str, Any] = {"id": f"synthetic-{self.number:05d}"}
        made |= {key: self.value(key, shape[key]) for key in shape if key != "id"}
        made["label"] = f"Invented study {self.number:05d}"
        made["identification"] = self.identification(shape["identification"])
        if self.number < len(self.model.studies):
            made["review_refs"] = shape["review_refs"]
        else:
            del made["review_refs"]
            sections = self.model.sections
            made["sections"] = [sections[self.number % len(sections)]]
        made["curation"] = {"status": "unreviewed", "updated": "2026-01-01"}
        return made

    def identification(self, shape: dict[str, Any]) -> dict[str, Any]:
        """Return an identification whose numbers lead nowhere."""
        made = {key: self.value(key, value) for key, value in shape.items()}
        invented = {
            "authors": [self.author(n) for n, _ in enumerate(made.get("authors", []))],
            "doi": f"10.5555/npcev.{self.number}",
            "pmid": str(90_000_000 + self.number),
            "pmcid": f"PMC{900_000_000 + self.number}",
            "journal": "Journal of Invented Examples",
            "seen_at": [f"https://example.org/works/{self.number}"],
            "candidates": [{"title": self.prose(80), "why": self.prose(60)}],
        }
        return made | {key: value for key, value in invented.items() if key in made}

    def author(self, place: int) -> str:
        """Return an invented author: five studies share most of theirs; some names are common."""
        if place % 4 == 3:
            return f"Example {chr(65 + self.random.randrange(26))}{chr(65 + place % 26)}"
        return f"Example-{self.number // 5:04d} {chr(65 + place % 26)}"

    def value(self, key: str, shape: Any) -> Any:
        """Return a value of the same shape for a field."""
        if isinstance(shape, dict):
            return {name: self.value(name, value) for name, value in shape.items()}
        if isinstance(shape, list):
            return [self.value(key, value) for value in shape]
        if key in _PROSE:
            return self.prose(len(shape))
        if key in _TERMS and shape in self.model.neighbours:
            terms = self.model.neighbours[shape]
            return terms[(terms.index(shape) + self.number) % len(terms)]
        if isinstance(shape, str) and shape.startswith("http"):
            return f"https://example.org/works/{self.number}"
        return shape

    def prose(self, length: int) -> str:
        """Return shuffled words of about this length."""
        words: list[str] = []
        while sum(map(len, words)) + len(words) < max(length - 4, 1):
            words.append(self.random.choice(self.model.words))
        return " ".join(words).capitalize()


class _Settings(yaml.CSafeLoader):
    """Reads `mkdocs.yml` with its tags for paths, which are not needed here."""


_Settings.add_multi_constructor("!", lambda loader, suffix, node: None)


def settings() -> dict[str, Any]:
    """Return our settings of MkDocs without hand-written pages, and without pictures of pages.

    Pictures are drawn once for each record and kept; what is measured is the making of pages.
    """
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config: dict[str, Any] = yaml.load(text, Loader=_Settings)
    parts = [each for each in config["markdown_extensions"] if "pymdownx.snippets" not in each]
    for plugin in config["plugins"]:
        if isinstance(plugin, dict) and "npcev" in plugin:
            plugin["npcev"]["cards"] = False
    return config | {"markdown_extensions": parts, "nav": _made(config["nav"])}


def _made(nav: list[Any]) -> list[Any]:
    """Return the entries of a navigation whose pages are made from the data."""
    kept: list[Any] = []
    for entry in nav:
        if isinstance(entry, dict):
            (title, inner), *_ = entry.items()
            inner = _made(inner) if isinstance(inner, list) else _made([inner])[:1]
            kept += [{title: inner[0] if len(inner) == 1 else inner}] if inner else []
        elif not (ROOT / "docs" / entry).exists():
            kept.append(entry)
    return kept


def build(root: Path, count: int) -> None:
    """Write a knowledge base with so many studies, ready to be validated and built."""
    model = real()
    left_out = shutil.ignore_patterns("studies", "debates", "questions")
    shutil.copytree(ROOT / "data", root / "data", ignore=left_out)
    _without_claims(root / "data" / "review.yaml")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(yaml.dump(settings(), sort_keys=False), encoding="utf-8")
    studies = root / "data" / "studies"
    studies.mkdir()
    for number in range(count):
        made = _Maker(model, number).record()
        text = yaml.dump(
            made,
            Dumper=yaml.CSafeDumper,
            sort_keys=False,
            allow_unicode=True,
            width=10_000,
            default_flow_style=False,
        )
        text = text.replace("updated: '2026-01-01'", "updated: 2026-01-01")
        (studies / f"{made['id']}.yaml").write_text(text, encoding="utf-8")


def _without_claims(path: Path) -> None:
    """Take out of the review the claims that its stories rest on: their studies are not there."""
    review = read(path)
    for part in (*review["modules"], *review["sections"]):
        for statement in part.get("story", ()):
            statement.pop("claims", None)
    review.pop("worked_examples", None)
    text = yaml.dump(review, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")


def tiny(root: Path) -> None:
    """Write a knowledge base with a single study."""
    for name, text in _TINY.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    size, folder = sys.argv[1], Path(sys.argv[2])
    if size == "tiny":
        tiny(folder)
    else:
        build(folder, int(size))
