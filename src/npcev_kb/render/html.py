"""Templates to HTML: one Jinja environment that escapes everything and forgives nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from npcev_kb.model.ids import is_web_address
from npcev_kb.render.signs import sign

_IDENTIFIER = re.compile(r"\b(?:doi (10\.[0-9]{4,9}/[^\s,;]+)|PMID ([1-9][0-9]{0,7}))\b")
_PACKAGED = Path(__file__).parents[1] / "templates"
_CHECKOUT = Path(__file__).parents[3] / "templates"


def packaged_templates() -> Path:
    """Return the templates that come with the tool: in the package, or beside its source."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def template_folders(root: Path | None) -> tuple[Path, ...]:
    """Return where templates are looked for: first the knowledge base's own, then ours."""
    own = (root / "templates",) if root is not None and (root / "templates").is_dir() else ()
    return tuple(dict.fromkeys((*own, packaged_templates())))


def environment(folders: Sequence[Path]) -> Environment:
    """Build the environment: autoescape always on, undefined names are errors.

    Templates are few and change only with the tool, so one environment serves a whole build.
    """
    env = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["plural"] = plural
    env.filters["sentence"] = sentence
    env.filters["external"] = external
    env.filters["number"] = number
    env.filters["identifiers"] = identifiers
    env.filters["sign"] = sign
    return env


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: 1 study, 2 studies."""
    noun = one if count == 1 else many or f"{one}s"
    return f"{count:,} {noun}"


def sentence(text: str) -> str:
    """Return a text that begins with a capital and keeps those it has."""
    return text[:1].upper() + text[1:]


def number(value: float) -> str:
    """Return a number as it was stated: no trailing zero, thousands grouped."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text or "0"


def external(address: str, label: str) -> Markup:
    """Return a link to another site, or the label alone if the address is no web address."""
    if not is_web_address(address):
        return Markup("{}").format(label)
    return Markup('<a class="out" href="{}" rel="noopener">{}</a>').format(address, label)


def identifiers(text: str) -> Markup:
    """Return a text in which each `doi 10....` and `PMID ...` is a link to where it leads."""
    done, at = Markup(""), 0
    for found in _IDENTIFIER.finditer(text):
        doi, pmid = found.groups()
        address = f"https://doi.org/{doi}" if doi else f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
        done += escape(text[at : found.start()]) + external(address, found[0])
        at = found.end()
    return done + escape(text[at:])
