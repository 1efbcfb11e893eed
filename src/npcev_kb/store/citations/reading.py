"""Tells the formats apart and reads a file in its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from npcev_kb.problems import Place, Problem, citations, files
from npcev_kb.store.citations.bibtex import read_bibtex
from npcev_kb.store.citations.cited import Citations, Cited
from npcev_kb.store.citations.csl import read_csl
from npcev_kb.store.citations.nbib import read_nbib
from npcev_kb.store.citations.ris import read_ris
from npcev_kb.store.citations.text import Text
from npcev_kb.store.citations.told import Remark, Told, settle


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    endings: frozenset[str]
    begins: re.Pattern[str]
    """How an entry begins, or the whole file."""
    read: Callable[[Text], Iterator[Told | Remark]]
    has_own_keys: bool
    """Whether a key that stands twice is a mistake."""


_FORMATS = (
    _Format("nbib", frozenset({".nbib"}), re.compile(r"(?m)^PMID ?- ?[0-9]"), read_nbib, False),
    _Format("RIS", frozenset({".ris"}), re.compile(r"(?m)^TY {0,2}-"), read_ris, False),
    _Format(
        "BibTeX",
        frozenset({".bib", ".bibtex"}),
        re.compile(r"(?m)^[ \t]*@[ \t\n]*[A-Za-z]+\s*[{(]"),
        read_bibtex,
        True,
    ),
    _Format(
        "CSL-JSON",
        frozenset({".json", ".csljson"}),
        re.compile(r"\A\s*(?:\[\s*[{\]]|\{\s*\")"),
        read_csl,
        True,
    ),
)


def read_citations(name: str, body: bytes) -> Citations:
    """Read a file of a reference manager: BibTeX, RIS, nbib or CSL-JSON.

    Args:
        name: Name of the file; its ending tells the format, and problems name it.
        body: What the file holds.

    Returns:
        The works, and a problem with its place for everything that was not understood. An entry
        is either among the works, or a problem says at its place why it is not.
    """
    if not body.strip():
        return Citations(problems=(Problem.at(name, Place(), files.empty_file()),))
    text = Text(body)
    form = _format(name, text.content)
    if form is None:
        unknown = citations.citation_format_unknown(PurePath(name).name)
        return Citations(problems=(Problem.at(name, Place(), unknown),))
    works, remarks = _read(form, text)
    if not works and not remarks:
        remarks.append(Remark(Place(), citations.citation_none(form.name)))
    if form.has_own_keys:
        remarks += _repeated(works)
    problems = sorted(Problem.at(name, remark.place, remark.wording) for remark in remarks)
    return Citations(tuple(works), tuple(problems))


def _format(name: str, content: str) -> _Format | None:
    """Tell the format: what the name says, if the file looks so; else what it looks like."""
    ending = PurePath(name).suffix.lower()
    named = [form for form in _FORMATS if ending in form.endings]
    looks = [form for form in (*named, *_FORMATS) if form.begins.search(content)]
    return next(iter([*looks, *named]), None)


def _read(form: _Format, text: Text) -> tuple[list[Cited], list[Remark]]:
    works: list[Cited] = []
    remarks: list[Remark] = []
    for item in form.read(text):
        if isinstance(item, Remark):
            remarks.append(item)
            continue
        place = text.place(item.span[0])
        unfit = text.unfit_in(*item.span)
        if unfit:
            remarks.append(Remark(text.place(unfit.index), unfit.wording))
            continue
        work = settle(item)
        if work is None:
            remarks.append(Remark(place, citations.citation_without_title(item.key)))
        else:
            works.append(Cited(work, item.key, place, item.more_authors))
        remarks += (Remark(place, wording) for wording in item.left_out)
    return works, remarks


def _repeated(works: list[Cited]) -> Iterator[Remark]:
    """Yield a remark for each entry whose key another entry before it has."""
    first: dict[str, Place] = {}
    for cited in works:
        if cited.key in first:
            line = first[cited.key].line
            yield Remark(cited.place, citations.citation_repeated(cited.key, line))
        elif cited.key:
            first[cited.key] = cited.place
