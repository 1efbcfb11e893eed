"""Citations for reference managers: what our readers and those of others make of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import bibtexparser
import pytest
import rispy
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

import hostile
import toy
from npcev_kb.cli import main
from npcev_kb.model.identification import Identification, SourceEvent
from npcev_kb.model.published import Author, PublishedWork
from npcev_kb.model.vocabulary import SourceEventKind
from npcev_kb.render.export.bibliography import Entry, bibliography, cited, printed_author
from npcev_kb.render.export.bibtex import as_bibtex
from npcev_kb.render.export.csl import as_csl_json
from npcev_kb.render.export.nbib import as_nbib
from npcev_kb.render.export.ris import as_ris
from npcev_kb.store.citations import read_citations
from npcev_kb.store.citations.plain import plain

ALWAYS = settings(deadline=None, derandomize=True, database=None, max_examples=100)
WRITERS: dict[str, Callable[[Iterable[Entry]], str]] = {
    "bib": as_bibtex,
    "ris": as_ris,
    "json": as_csl_json,
    "nbib": as_nbib,
}
WORK = PublishedWork(
    title="{5 %} & γδ_T^2 $#",
    authors=(
        Author(family="van Doe", given="JA", suffix="Jr"),
        Author(family="Roe and Co", given="Rita"),
        Author(name="Lamp Study Group, North", collective=True),
    ),
    journal="Journal of Lamps & Lights~\\",
    published="2021-03-07",
    volume="12",
    issue="3",
    pages="1-9",
    doi="10.5555/(sici)1<a_b>3.0;2-{",
    pmid="31",
    pmcid="PMC7",
)
ENTRY = Entry("lamp-title", WORK, more_authors=True, doubt="Only probable.")
BARE = Entry("bare", PublishedWork(doi="10.5555/bare"))


def read_back(form: str, text: str) -> list[PublishedWork]:
    """What our own reader makes of an export; it has to understand all of it."""
    found = read_citations(f"refs.{form}", text.encode())
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    return [each.work for each in found.works]


def comparable(work: PublishedWork) -> dict[str, Any]:
    """A work as formats can tell it: not whether a name in one piece is that of a group."""
    data = work.model_dump(exclude_defaults=True, exclude={"address"})
    for author in data.get("authors", ()):
        author.pop("collective", None)
    return data


def test_bibtex_is_written_so_that_latex_prints_just_what_was_there() -> None:
    assert (
        as_bibtex([ENTRY, BARE])
        == r"""@article{lamp-title,
  title = {{{$\lbrace$}5 \%{$\rbrace$} \& γδ\_T\textasciicircum{}2 \$\#}},
  author = {van Doe, Jr, JA and {Roe and Co}, Rita and {Lamp Study Group, North} and others},
  journal = {Journal of Lamps \& Lights\textasciitilde{}\textbackslash{}},
  year = {2021},
  month = mar,
  day = {7},
  volume = {12},
  number = {3},
  pages = {1-9},
  doi = {10.5555/(sici)1<a_b>3.0;2-%7B},
  pmid = {31},
  pmcid = {PMC7},
  note = {Only probable.},
}

@misc{bare,
  doi = {10.5555/bare},
}
"""
    )


def test_ris_has_a_line_for_each_fact() -> None:
    assert as_ris([ENTRY, BARE]).split("\n") == [
        "TY  - JOUR",
        "ID  - lamp-title",
        "TI  - {5 %} & γδ_T^2 $#",
        "AU  - van Doe, JA, Jr",
        "AU  - Roe and Co, Rita",
        "AU  - Lamp Study Group, North",
        "T2  - Journal of Lamps & Lights~\\",
        "PY  - 2021",
        "DA  - 2021/03/07/",
        "VL  - 12",
        "IS  - 3",
        "SP  - 1",
        "EP  - 9",
        "DO  - 10.5555/(sici)1<a_b>3.0;2-{",
        "AN  - 31",
        "DB  - PubMed",
        "C2  - PMC7",
        "N1  - Only probable.",
        "N1  - The work has more authors than are listed.",
        "ER  - ",
        "",
        "TY  - GEN",
        "ID  - bare",
        "DO  - 10.5555/bare",
        "ER  - ",
        "",
    ]


def test_nbib_names_persons_twice_and_marks_groups() -> None:
    assert (
        as_nbib([ENTRY, BARE])
        == """\
PMID- 31
DP  - 2021 Mar 7
TI  - {5 %} & γδ_T^2 $#
VI  - 12
IP  - 3
PG  - 1-9
LID - 10.5555/(sici)1<a_b>3.0;2-{ [doi]
FAU - van Doe, JA Jr
AU  - van Doe JA Jr
FAU - Roe and Co, Rita
AU  - Roe and Co R
CN  - Lamp Study Group, North
JT  - Journal of Lamps & Lights~\\
PMC - PMC7
GN  - Only probable.
GN  - The work has more authors than are listed.

LID - 10.5555/bare [doi]
"""
    )


def test_nbib_carries_long_values_on_in_indented_lines() -> None:
    title = "An invented title " + "of many words " * 6 + "w" * 90
    assert as_nbib([Entry("long", PublishedWork(title=title))]) == (
        "TI  - An invented title of many words of many words of many words of many words of many\n"
        "      words of many words\n"
        f"      {'w' * 90}\n"
    )


def test_csl_json_is_a_list_with_one_item_to_a_line() -> None:
    text = as_csl_json([ENTRY, BARE])
    assert len(text.splitlines()) == 4
    assert json.loads(text) == [
        {
            "id": "lamp-title",
            "type": "article-journal",
            "title": WORK.title,
            "author": [
                {"family": "van Doe", "given": "JA", "suffix": "Jr"},
                {"family": "Roe and Co", "given": "Rita"},
                {"literal": "Lamp Study Group, North"},
            ],
            "container-title": "Journal of Lamps & Lights~\\",
            "issued": {"date-parts": [[2021, 3, 7]]},
            "volume": "12",
            "issue": "3",
            "page": "1-9",
            "DOI": "10.5555/(sici)1<a_b>3.0;2-{",
            "PMID": "31",
            "PMCID": "PMC7",
            "note": "Only probable. The work has more authors than are listed.",
        },
        {"id": "bare", "type": "document", "DOI": "10.5555/bare"},
    ]
    assert as_csl_json([]) == "[]\n"


@pytest.mark.parametrize("form", WRITERS)
def test_our_reader_reads_an_export_back(form: str) -> None:
    entries = bibliography([*toy.knowledge_base().studies.values()]).entries
    assert len(entries) > 1
    text = WRITERS[form](entries)
    expected = [comparable(each.work) for each in entries]
    for work in expected:  # the texts of the toy hold markup, which readers take out
        work |= {name: plain(work[name]) for name in ("title", "journal") if name in work}
        for author in work.get("authors", ()):
            author.update({name: plain(value) for name, value in author.items()})
    assert [comparable(work) for work in read_back(form, text)] == expected
    assert WRITERS[form](entries) == text


def _names_a_person(text: str) -> bool:
    return not re.search(r"[,; ]", text) and text.strip("{}").casefold() not in ("others", "and")


WORDS = hostile.PLAIN_LINES.filter(_names_a_person)
NAMES = hostile.PLAIN_LINES.filter(lambda text: "," not in text)
AUTHORS = st.builds(
    Author, family=WORDS, given=WORDS, suffix=st.sampled_from([None, "Jr", "III"])
) | st.builds(Author, name=NAMES.filter(_names_a_person) | NAMES.map("x {} y".format))
PAGES = st.sampled_from(["1-9", "e12", "S1-S9", "12, 14"])


@st.composite
def citations(draw: st.DrawFn) -> list[Entry]:
    """Entries with texts that mean something to one of the formats.

    Left out is what no format can say: a name in one piece with a comma, and a DOI with a per
    cent sign, which stands in addresses for another sign.
    """
    works = draw(st.lists(hostile.works(hostile.PLAIN_LINES), min_size=1, max_size=3))
    entries = []
    for number, work in enumerate(works):
        changes: dict[str, Any] = {
            "title": work.title or "Untitled",
            "authors": tuple(draw(st.lists(AUTHORS, max_size=3))),
            "journal": None if work.journal == work.title else work.journal,
            "pages": draw(st.none() | PAGES),
            "doi": None if work.doi and "%" in work.doi else work.doi,
            "address": None,
        }
        more = draw(st.booleans())
        entries.append(Entry(f"key-{number}", work.model_copy(update=changes), more_authors=more))
    return entries


@pytest.mark.parametrize("form", WRITERS)
@ALWAYS
@given(entries=citations())
def test_our_reader_reads_any_export_back(form: str, entries: list[Entry]) -> None:
    text = WRITERS[form](entries)
    assert [comparable(work) for work in read_back(form, text)] == [
        comparable(each.work) for each in entries
    ]


def unescaped(latex: str) -> str:
    """What LaTeX prints for the few commands that an export holds: a reading of its own."""
    signs = {
        r"\textasciitilde{}": "~",
        r"\textasciicircum{}": "^",
        r"\textbackslash{}": "\\",
        r"{$\lbrace$}": "{",
        r"{$\rbrace$}": "}",
        "{}": "",
    } | {f"\\{sign}": sign for sign in "&%$#_"}
    pattern = "|".join(map(re.escape, signs))
    return re.sub(pattern, lambda match: signs[match[0]], latex)


def without_braces(text: str) -> str:
    while text.startswith("{") and text.endswith("}") and not text.startswith(("{$", "{}")):
        text = text[1:-1]
    return text


@ALWAYS
@given(entries=citations())
def test_bibtexparser_and_pybtex_read_bibtex_as_it_was_meant(entries: list[Entry]) -> None:
    text = as_bibtex(entries)
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    others = parse_string(text, "bibtex").entries
    assert [each.key for each in library.entries] == list(others) == [each.key for each in entries]
    for entry, first, second in zip(entries, library.entries, others.values(), strict=True):
        expected = {
            "title": entry.work.title,
            "journal": entry.work.journal,
            "year": str(entry.work.year) if entry.work.year else None,
            "volume": entry.work.volume,
            "number": entry.work.issue,
            "pages": entry.work.pages,
        }
        for name, value in expected.items():
            for found in (first.get(name), second.fields.get(name)):
                raw = getattr(found, "value", found)
                assert (raw and unescaped(without_braces(raw))) == value
        people = second.persons.get("author", [])
        said = [unescaped(without_braces(" ".join(_last(person)))) for person in people]
        names = [author.family or author.name for author in entry.work.authors]
        assert said == names + ["others"] * (entry.more_authors and bool(names))


def _last(person: Any) -> list[str]:
    names: list[str] = [*person.prelast_names, *person.last_names]
    return names


@ALWAYS
@given(entries=citations())
def test_rispy_reads_ris_as_it_was_meant(entries: list[Entry]) -> None:
    found = rispy.loads(as_ris(entries))
    assert len(found) == len(entries)
    for entry, said in zip(entries, found, strict=True):
        work = entry.work
        pages = "-".join(said[name] for name in ("start_page", "end_page") if name in said)
        told = (said["id"], said["title"], said.get("secondary_title"), said.get("volume"))
        assert told == (entry.key, work.title, work.journal, work.volume)
        assert (said.get("number"), pages or None, said.get("doi")) == (
            work.issue,
            work.pages,
            work.doi,
        )
        assert said.get("year") == (str(work.year) if work.year else None)
        assert [name.split(",")[0] for name in said.get("authors", [])] == [
            author.family or author.name for author in work.authors
        ]


@ALWAYS
@given(entries=citations())
def test_nbib_can_be_read_by_its_columns(entries: list[Entry]) -> None:
    for entry, record in zip(entries, as_nbib(entries).split("\n\n"), strict=True):
        lines = record.rstrip("\n").replace("\n      ", " ").split("\n")
        assert {line[4:6] for line in lines} == {"- "}
        said = [(line[:4].rstrip(), line[6:]) for line in lines]
        assert ("TI", entry.work.title) in said
        assert [value for tag, value in said if tag in ("AU", "CN")] == [
            author.printed for author in entry.work.authors
        ]


@pytest.mark.parametrize(
    ("printed", "author"),
    [
        ("Liu YW", Author(family="Liu", given="YW")),
        ("Li B", Author(family="Li", given="B")),
        ("van der Berg J", Author(family="van der Berg", given="J")),
        ("Koppers-Lalic D", Author(family="Koppers-Lalic", given="D")),
        ("Chen Y-L", Author(family="Chen", given="Y-L")),
        ("O'Doe JA Jr", Author(family="O'Doe", given="JA", suffix="Jr")),
        ("Müller É", Author(family="Müller", given="É")),
        ("Chen, Lin", Author(family="Chen", given="Lin")),
        ("Lamp Study Group", Author(name="Lamp Study Group", collective=True)),
        ("Society of Lamps, North", Author(name="Society of Lamps, North", collective=True)),
        ("WHO IARC", Author(name="WHO IARC")),
        ("Guidelines for Lamps NPC", Author(name="Guidelines for Lamps NPC")),
        ("Doe Jane", Author(name="Doe Jane")),
        ("Doe, Jane, Jr", Author(name="Doe, Jane, Jr")),
        ("Doe", Author(name="Doe")),
        ("王伟", Author(name="王伟")),
    ],
)
def test_a_printed_name_is_taken_apart_only_where_it_surely_fits(
    printed: str, author: Author
) -> None:
    assert printed_author(printed) == author


@ALWAYS
@given(printed=hostile.LINES)
def test_no_printed_name_loses_a_letter(printed: str) -> None:
    author = printed_author(printed)
    parts = (author.name, author.family, author.given, author.suffix)
    assert " ".join(part for part in parts if part) == printed.replace(
        ", ", " " * bool(author.family) or ", "
    )


def test_a_record_says_of_its_work_what_is_known_and_no_more() -> None:
    study = toy.knowledge_base().studies["rna-b-drug"]
    who = Identification.model_validate(
        {
            "status": "probable",
            "title": "An invented title",
            "authors": ["Doe J"],
            "more_authors": True,
            "seen_at": ["https://lamps.example/1"],
        }
    )
    record = study.model_copy(update={"identification": who})
    work = PublishedWork(title="An invented title", authors=(Author(family="Doe", given="J"),))
    assert cited(record) == work
    (entry,) = bibliography([record]).entries
    assert entry == Entry(
        "rna-b-drug",
        work,
        more_authors=True,
        doubt="Probably identified: it is not sure that this work is meant.",
    )


def test_a_retracted_work_says_so_in_every_format() -> None:
    study = toy.knowledge_base().studies["rna-b-drug"]
    event = SourceEvent.model_construct(
        found=SourceEventKind.RETRACTION, day=date(2026, 2, 3), source="A register"
    )
    chosen = bibliography([study], {study.id: (event,)})
    for write in (as_bibtex, as_ris, as_nbib, as_csl_json):
        assert "Retraction, 2026-02-03: A register." in " ".join(write(chosen.entries).split())


def test_records_without_title_and_identifier_are_left_out_and_named() -> None:
    kb = toy.knowledge_base()
    found = bibliography([*kb.works.values(), *kb.studies.values()])
    assert found.left_out == ("guideline-of-naming", "unnamed-cargo-cells")
    assert [each.key for each in found.entries] == sorted(
        {*kb.studies, *kb.works} - set(found.left_out)
    )


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(toy.FOLDER), "export", *arguments])


def test_the_command_writes_all_works_and_counts_what_it_leaves_out() -> None:
    result = run("--format", "csl-json")
    keys = [item["id"] for item in json.loads(result.stdout)]
    assert keys == [
        "cell-death-elsewhere",
        "later-protein-a-test",
        "overview-of-vesicles",
        "protein-a-vessels",
        "rna-b-drug",
    ]
    assert "1 record is left out, since nobody knows yet which work is meant" in result.stderr
    assert result.exit_code == 0
    assert run("--format", "csl-json").stdout == result.stdout


def test_the_command_writes_a_module_and_named_records() -> None:
    kb = toy.knowledge_base()
    module = kb.review.modules[0]
    cited_there = {n for s in kb.review.sections if s.id in module.sections for n in s.cites}
    records = (*kb.studies.values(), *kb.works.values())
    expected = {each.id for each in records if cited_there & set(each.review_refs)}
    shown = re.findall(r"@\w+{([^,]+),", run("--format", "bibtex", "--module", module.id).stdout)
    assert set(shown) == expected - {"guideline-of-naming", "unnamed-cargo-cells"}
    assert 0 < len(shown) < 5
    named = run("--format", "bibtex", "--id", "rna-b-drug", "--id", "protein-a-vessels").stdout
    assert re.findall(r"@\w+{([^,]+),", named) == ["protein-a-vessels", "rna-b-drug"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--format", "ris", "--id", "rna-b-drugs"],
            'no record "rna-b-drugs"; did you mean "rna-b',
        ),
        (["--format", "ris", "--module", "xyz"], 'there is no module "xyz"; there are: '),
        (["--format", "json", "--id", "rna-b-drug"], "json holds the whole knowledge base"),
        (["--format", "json", "--module", "xyz"], "json holds the whole knowledge base"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_a_sentence(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert said in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")
