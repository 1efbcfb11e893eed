"""Every recorded file of a reference manager becomes works or problems with a place.

The files are other people's: they are read where NPCEV_RECORDED points, with the list in
INDEX.yaml that says of each what it is. A folder with other files is run through the same test;
the table below holds for the set that was at hand when it was written.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from npcev_kb.store.citations import read_citations
from npcev_kb.store.citations.text import Text

SERVICES = ("bibtex", "nbib", "ris")


@dataclass(frozen=True)
class Holds:
    """What is expected: how many works, what tells the first one, and every problem."""

    works: int
    title: str | None = None
    first_author: str | None = None
    published: str | None = None
    identifier: str | None = None
    """The last characters of its DOI or PubMed number."""
    problems: tuple[str, ...] = ()


KNOWN: dict[str, Holds] = {
    "bibtex/crossref-transform-sici.bib": Holds(
        1,
        "EVOLUTIONARY DIVERGENCES IN LE",
        "Cunningham",
        "1999-11",
        "2.0.co;2",
    ),
    "bibtex/encoding-windows-1252.bib": Holds(0, problems=("3:1 citation-without-title",)),
    "bibtex/jabref-braced-letters.bib": Holds(
        2, "Pi Calculus Versus Petri Nets:", "Aalst", "2005-05", None
    ),
    "bibtex/jabref-complex.bib": Holds(
        20, "The postcranial anatomy of Pro", "deBraga", "2001", None
    ),
    "bibtex/jabref-mixed-content.bib": Holds(
        1, "From the Resource to the Busin", "Fenz", "2010-01", None
    ),
    "bibtex/jabref-months.bib": Holds(
        0, problems=("1:1 citation-without-title", "5:1 citation-without-title")
    ),
    "bibtex/manubot-bibliography.bib": Holds(
        2, "Sci-Hub provides access to nea", "Himmelstein", "2018-03", "fe.32822"
    ),
    "bibtex/mendeley-export-file-field.bib": Holds(
        1, "The physical volcanology of th", "Adams", "2001", None
    ),
    "bibtex/polish-accents-crlf.bib": Holds(
        1, "Poczucie jakości życia a swobo", "Derbis", "1998", None
    ),
    "bibtex/stanford-publications.bib": Holds(
        4,
        "Systematic Review: The Safety ",
        "Liu",
        "2007",
        None,
        problems=("35:1 citation-part-unread",),
    ),
    "bibtex/string-macros-concatenation.bib": Holds(
        1, "The impossible TEL—book", "Swe ig", "1942-03", None
    ),
    "bibtex/string-macros.bib": Holds(
        1, "Zotero's Homepage", "for Digital Scholarship", "2019", None
    ),
    "bibtex/zotero-export-pmid.bib": Holds(
        1, "Increasing cardiopulmonary res", "Sasson", "2013-03", "8288b4dd"
    ),
    "nbib/ahead-of-print-crlf.nbib": Holds(
        1, "Lichtenberg Figures: How a Cut", "Manoubi", "2022-10-07", "2.07.008"
    ),
    "nbib/malformed-lines.nbib": Holds(
        2, "This is a test title", None, None, "27433151", problems=("3:1 citation-part-unread",)
    ),
    "nbib/manubot-pubmed.nbib": Holds(
        2, "Sci-Hub provides access to nea", "Himmelstein", "2018-03-01", "fe.32822"
    ),
    "nbib/medline-four-records.nbib": Holds(
        4, "A high level interface to SCOP", "Casbon", "2006", "105-7-10"
    ),
    "nbib/multiple-entries.nbib": Holds(
        7, "From danger and motherhood to ", "Long", "2009", "20481061"
    ),
    "nbib/proteomics-cancer.nbib": Holds(
        1, "Proteomics: A new perspective ", "Shruthi", "2016", "5.180636"
    ),
    "ris/byte-order-mark.ris": Holds(1, None, None, None, "0-0316-0"),
    "ris/caplus-endnote.ris": Holds(
        1, "Release profile of ibuprofen i", "Salustio", "2012", "2.01.008"
    ),
    "ris/corrupted-no-type.ris": Holds(
        1, "Editorial: Open Source and Emp", "Harrison", "2001-09-01", "79030770"
    ),
    "ris/dataset-long-abstract.ris": Holds(
        1, "Moving language: Mothers’ verb", "West", "2021", "/b7.1322"
    ),
    "ris/doi-forms.ris": Holds(
        3, "Valid", "Valid", "2001", "6/b36c36", problems=("23:1 citation-part-unread",)
    ),
    "ris/empty-er.ris": Holds(1, "Length scales and interfacial ", "Shi", "2013-07-22", ".4814070"),
    "ris/empty-tag.ris": Holds(
        1, "Outcome Measures After Shoulde", "Fanning E.", "2020", "20950040"
    ),
    "ris/endnote-hawc-many.ris": Holds(
        10, "p-Nitrophenol and glutathione ", "Geter", "2003", ")00003-6"
    ),
    "ris/extraneous-lines.ris": Holds(2, "Title of reference", "Marx", "2014", None),
    "ris/multiline-fields.ris": Holds(
        0,
        problems=(
            "1:1 citation-without-title",
            "8:1 citation-without-title",
            "17:1 citation-without-title",
        ),
    ),
    "ris/reference-manager-old.ris": Holds(
        1, "Blood-brain barrier breach fol", "Baldwin", "1996", None
    ),
    "ris/scopus.ris": Holds(1, "A transversely isotropic compo", "Federico", "2004", "4.03.010"),
    "ris/single-blank-after-tag.ris": Holds(
        1, "Rapid identification of thousa", "CASTOE", "2009", ".02750.x"
    ),
    "ris/tag-spacing-bug.ris": Holds(
        1, "Validation of an Image-based S", "Balakrishnan", "2018", "rnk-6431"
    ),
}


def listed() -> list[str]:
    """The files of reference managers that INDEX.yaml lists; none where it is not given."""
    folder = os.environ.get("NPCEV_RECORDED")
    if not folder:
        return []
    index = yaml.safe_load((Path(folder) / "INDEX.yaml").read_text(encoding="utf-8"))
    return [entry["file"] for entry in index["entries"] if entry["service"] in SERVICES]


LISTED = listed()
pytestmark = pytest.mark.skipif(
    "NPCEV_RECORDED" not in os.environ,
    reason="NPCEV_RECORDED names no folder of recorded files: they are not part of the project",
)
known_set = pytest.mark.skipif(
    2 * len(KNOWN.keys() & set(LISTED)) <= len(KNOWN),
    reason="NPCEV_RECORDED is unset, or names another set than the one of the table",
)


def body(name: str) -> bytes:
    """Return a recorded file; one that is missing fails the test."""
    return (Path(os.environ["NPCEV_RECORDED"]) / name).read_bytes()


@pytest.mark.parametrize("name", LISTED)
def test_a_recorded_file_becomes_works_or_problems_with_a_place(name: str) -> None:
    citations = read_citations(name, body(name))
    lines = Text(body(name)).content.split("\n")
    assert citations.works or citations.problems
    for cited in citations.works:
        work = cited.work
        assert work.title or work.doi or work.pmid or work.pmcid
        assert lines[cited.place.line - 1].strip()
        assert 1 <= cited.place.column <= len(lines[cited.place.line - 1])
    for problem in citations.problems:
        assert problem.path == name
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@known_set
@pytest.mark.parametrize("name", KNOWN)
def test_a_known_file_holds_what_it_is_known_to_hold(name: str) -> None:
    citations = read_citations(name, body(name))
    first = citations.works[0].work if citations.works else None
    assert KNOWN[name] == Holds(
        len(citations.works),
        first.title[:30] if first and first.title else None,
        first.first_author if first else None,
        first.published if first else None,
        (first.doi or first.pmid or "")[-8:] or None if first else None,
        tuple(f"{problem.line}:{problem.column} {problem.code}" for problem in citations.problems),
    )
