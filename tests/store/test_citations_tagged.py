"""RIS and nbib: files of tagged lines become works in all the spacings in which they are found."""

from __future__ import annotations

import pytest

from npcev_kb.store.citations import Citations, read_citations


def ris(text: str) -> Citations:
    return read_citations("refs.ris", text.encode())


def nbib(text: str) -> Citations:
    return read_citations("refs.nbib", text.encode())


def works(citations: Citations) -> list[tuple[str, int, dict[str, object]]]:
    """Key, line and everything that is known of each work."""
    return [
        (cited.key, cited.place.line, cited.work.model_dump(exclude_defaults=True))
        for cited in citations.works
    ]


def problems(citations: Citations) -> list[str]:
    return [
        f"{problem.path}:{problem.line}:{problem.column} {problem.code}: {problem.message}"
        for problem in citations.problems
    ]


WHOLE = {
    "title": "An invented title",
    "authors": (
        {"family": "Doe", "given": "Jane"},
        {"family": "Roe", "given": "R.", "suffix": "Jr."},
        {"name": "Invented Society"},
    ),
    "journal": "Journal of Invented Results",
    "published": "1901-03-07",
    "volume": "12",
    "issue": "3",
    "pages": "1-22",
    "doi": "10.5555/lamp.1",
    "pmcid": "PMC2000001",
    "abstract": "Nothing of this is true. Nothing at all.",
}


def test_a_ris_record_becomes_a_work() -> None:
    citations = ris(
        """
TY  - JOUR
ID  - lamp
AU  - Doe, Jane
AU  - Roe, R., Jr.
AU  - Invented Society
A2  - Editor, An
TI  - An invented
title
JA  - J. Inv. Res.
T2  - Journal of Invented Results
PY  - 1901
DA  - 1901/03/07/
VL  - 12
IS  - 3
SP  - 1
EP  - 22
AB  - Nothing of this is true.

Nothing at all.
C2  - PMC2000001
DO  - https://doi.org/10.5555/LAMP.1
UR  - https://journal.example/lamp
ER  -
"""
    )
    assert works(citations) == [("lamp", 2, WHOLE)]
    assert problems(citations) == []


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - A title\nPY  - 1901\nER  - \n",
        "TY  - JOUR\r\nTI  - A title\r\nPY  - 1901\r\nER  - \r\n",
        "TY  - JOUR\rTI  - A title\rPY  - 1901\rER  - \r",
        "\ufeffTY  - JOUR\nTI  - A title\nPY  - 1901\nER  -",
        "TY - JOUR\nTI - A title\nPY - 1901\nER -\n",
        "TY -  JOUR\nTI  -  A title\nPY  -1901\nER  -\n",
        "TY  - JOUR\nTI  - A title\nPY  - 1901\n",
        "TY  - NOSUCHTYPE\nTI  - A title\nPY  - 1901///\nER  - \n\nclosing words\n",
        "TI  - A title\nPY  - 1901\nER  - \n",
        "Record #1 of 1\nProvider: A press\n\nTY  - JOUR\nT1  - A title\nY1  - 1901//\nER  - \n",
        "TY  - JOUR\nTI  -\nT1  - A\n   title\nKW  - \nPY  - 1901\nER  - \n",
    ],
)
def test_ris_is_read_in_every_spacing(text: str) -> None:
    citations = ris(text)
    assert [work for _, _, work in works(citations)] == [{"title": "A title", "published": "1901"}]
    assert problems(citations) == []


def test_records_without_an_end_end_where_the_next_begins() -> None:
    citations = ris("TY  - JOUR\nTI  - A\nTY  - BOOK\nBT  - B\n\nER  - \nTI  - C\nER  - \nER  - \n")
    assert works(citations) == [
        ("", 1, {"title": "A"}),
        ("", 3, {"title": "B"}),
        ("", 7, {"title": "C"}),
    ]
    assert problems(citations) == []


def test_a_line_that_only_looks_like_a_tag_carries_on_the_line_before() -> None:
    citations = ris("TY  - JOUR\nTI  - Lamps of the\nUS - based\nand B2 - moors\nER  - \n")
    assert works(citations) == [("", 1, {"title": "Lamps of the US - based and B2 - moors"})]


@pytest.mark.parametrize(
    ("lines", "known"),
    [
        ("DO  - 10.5555/lamp\nDO  - doi:10.5555/LAMP", {"doi": "10.5555/lamp"}),
        ("N1  - doi: 10.5555/lamp", {"doi": "10.5555/lamp"}),
        ("M3  - 10.5555/lamp", {"doi": "10.5555/lamp"}),
        ("M3  - Article", {}),
        ("UR  - http://dx.doi.org/10.5555/lamp", {"doi": "10.5555/lamp"}),
        ("UR  - https://press.example/a", {"address": "https://press.example/a"}),
        ("AN  - 10000001\nDB  - PubMed", {"pmid": "10000001"}),
        ("AN  - 10000001\nDB  - Other", {}),
        ("PM  - 10000001 (https://press.example/pubmed/10000001)", {"pmid": "10000001"}),
        ("UR  - https://pubmed.press.example/10000001/", {"pmid": "10000001"}),
        ("SP  - 12-15\nEP  - 15", {"pages": "12-15"}),
        ("SP  - e7\nEP  - e7", {"pages": "e7"}),
        ("C7  - e7", {"pages": "e7"}),
        ("PY  - 1901\nDA  - September", {"published": "1901-09"}),
        ("PY  - 1901\nDA  - Mar 15", {"published": "1901-03-15"}),
        ("PY  - 1901\nDA  - 1", {"published": "1901"}),
        ("PY  - 1901\nDA  - 1902/03/04", {"published": "1901"}),
        ("Y1  - 1901/03/32", {"published": "1901-03"}),
        ("JO  - Lamps\nJF  - Lamps of the Moor", {"journal": "Lamps of the Moor"}),
        ("A1  - Doe,J.", {"authors": ({"family": "Doe", "given": "J."},)}),
        ("AU  - Doe, Jr., J.", {"authors": ({"family": "Doe", "given": "J.", "suffix": "Jr."},)}),
        ("AU  - Doe,", {"authors": ({"family": "Doe"},)}),
        ("AU  - Lamps, Moors, and Frogs", {"authors": ({"name": "Lamps, Moors, and Frogs"},)}),
    ],
)
def test_a_fact_of_ris_is_found_where_programs_put_it(lines: str, known: dict[str, object]) -> None:
    citations = ris(f"TY  - JOUR\nTI  - A\n{lines}\nER  - \n")
    assert works(citations) == [("", 1, {"title": "A", **known})]
    assert problems(citations) == []


def test_what_ris_says_wrong_is_left_out_and_told() -> None:
    citations = ris(
        "TY  - JOUR\nTI  - A\nDO  - not-a-doi\nDO  - 10.5555/a\nDO  - 10.5555/b\nPY  - in press\n"
        "ER  - \n"
        "TY  - JOUR\nPY  - 1901\nER  - \n"
        f"TY  - JOUR\nTI  - {'A' * 4001}\nDO  - 10.5555/c\nER  - \n"
    )
    assert works(citations) == [
        ("", 1, {"title": "A", "doi": "10.5555/a"}),
        ("", 11, {"doi": "10.5555/c"}),
    ]
    assert problems(citations) == [
        'refs.ris:1:1 citation-part-unread: DO "10.5555/b" is left out: it is a DOI too many',
        'refs.ris:1:1 citation-part-unread: DO "not-a-doi" is left out: it is not a DOI',
        'refs.ris:1:1 citation-part-unread: the date "in press" is left out: '
        "no year can be told from it",
        "refs.ris:8:1 citation-without-title: this entry has no title, no DOI and no PubMed number",
        "refs.ris:11:1 citation-part-unread: the title is left out: "
        "it has 4,001 characters, more than 4,000",
    ]


def test_an_nbib_record_becomes_a_work() -> None:
    citations = nbib(
        """
PMID- 10000001
STAT- MEDLINE
VI  - 12
IP  - 3
DP  - 1901 Mar 7
TI  - An invented
      title
PG  - 1-22
LID - S0000(01)1 [pii]
LID - 10.5555/LAMP.1 [doi]
AB  - Nothing of this is true.
      Nothing at all.
FAU - Doe, Jane
AU  - Doe J
AD  - An invented place
AUID- ORCID: https://orcid.press.example/0000-0000-0000-0001
FAU - Roe, R. Jr.
AU  - Roe R Jr
CN  - Invented Society
FED - Editor, An
PT  - Journal Article
PT  - Retracted Publication
TA  - J Inv Res
JT  - Journal of Invented Results
PMC - PMC2000001
AID - 10.5555/lamp.1 [doi]
"""
    )
    assert works(citations) == [
        (
            "10000001",
            2,
            {
                **WHOLE,
                "authors": (
                    {"family": "Doe", "given": "Jane", "orcid": "0000-0000-0000-0001"},
                    {"family": "Roe", "given": "R.", "suffix": "Jr."},
                    {"name": "Invented Society", "collective": True},
                ),
                "pmid": "10000001",
                "kinds": ("Journal Article", "Retracted Publication"),
            },
        )
    ]
    assert problems(citations) == []


def test_records_of_nbib_begin_at_pmid_or_behind_a_blank_line() -> None:
    citations = nbib(
        "PMID- 1\r\nTI  - A\r\n\r\n      carried on\r\nPMID-2\r\n"
        "TI  -B\r\n\r\nwords between\r\n\r\nTI- C\r\nTI- D\r\n\r\nJT  - E\r\n"
    )
    assert works(citations) == [
        ("1", 1, {"title": "A carried on", "pmid": "1"}),
        ("2", 5, {"title": "B", "pmid": "2"}),
        ("", 10, {"title": "C D"}),
    ]
    assert problems(citations) == [
        "refs.nbib:13:1 citation-without-title: this entry has no title, no DOI and no "
        "PubMed number"
    ]


def test_a_line_of_nbib_without_a_tag_is_told_of() -> None:
    citations = nbib("PMID- 1\nSO  no tag\nTI  - A\nPMC - none\nPMID- x\nTT  - B\n")
    assert works(citations) == [("1", 1, {"title": "A", "pmid": "1"}), ("x", 5, {"title": "B"})]
    assert problems(citations) == [
        'refs.nbib:1:1 citation-part-unread: PMC "none" is left out: '
        "it is not a PubMed Central number",
        'refs.nbib:2:1 citation-part-unread: the line "SO no tag" is left out: it has no tag',
        'refs.nbib:5:1 citation-part-unread: PMID "x" is left out: it is not a PubMed number',
    ]


@pytest.mark.parametrize(
    ("lines", "known"),
    [
        ("AU  - Doe JR", {"authors": ({"family": "Doe", "given": "JR"},)}),
        (
            "AU  - van der Roe J 3rd",
            {"authors": ({"family": "van der Roe", "given": "J", "suffix": "3rd"},)},
        ),
        ("AU  - Doe", {"authors": ({"name": "Doe"},)}),
        (
            "FAU - Doe\nAU  - Doe\nAU  - Roe R",
            {"authors": ({"name": "Doe"}, {"family": "Roe", "given": "R"})},
        ),
        ("AUID- 0000-0000-0000-0001\nAU  - Doe J", {"authors": ({"family": "Doe", "given": "J"},)}),
        (
            "AU  - Doe J\nAUID- ORCID: 0000-0000-0000-0002",
            {"authors": ({"family": "Doe", "given": "J"},)},
        ),
        ("DP  - 1901 May-Jun", {"published": "1901-05"}),
        ("DP  - 1901 Spring", {"published": "1901"}),
        ("DP  - 1901 06 10", {"published": "1901-06-10"}),
        ("DEP - 19010310", {"published": "1901-03-10"}),
        ("DP  - 1901 Jan 28-Feb 3\nDEP - 19001231", {"published": "1901-01-28"}),
        ("TA  - J Inv Res", {"journal": "J Inv Res"}),
        ("BTI - Invented Book", {"journal": "Invented Book"}),
        ("AID - doi:10.5555/a", {"doi": "10.5555/a"}),
    ],
)
def test_a_fact_of_nbib_is_found(lines: str, known: dict[str, object]) -> None:
    citations = nbib(f"PMID- 1\nTI  - A\n{lines}\n")
    assert works(citations) == [("1", 1, {"title": "A", "pmid": "1", **known})]
    assert problems(citations) == []
