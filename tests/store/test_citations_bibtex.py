"""BibTeX files become works; what cannot be read is told with its place, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest

from npcev_kb.store.citations import Citations, read_citations


def read(text: str | bytes, name: str = "refs.bib") -> Citations:
    return read_citations(name, text if isinstance(text, bytes) else text.encode())


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


def title_of(written: str) -> str | None:
    citations = read("@misc{k, title = {" + written + "}}")
    assert problems(citations) == []
    return citations.works[0].work.title


def authors_of(written: str) -> list[dict[str, object]]:
    citations = read("@misc{k, title = {t}, author = {" + written + "}}")
    return [author.model_dump(exclude_defaults=True) for author in citations.works[0].work.authors]


def test_an_entry_becomes_a_work() -> None:
    citations = read(
        """@Article{doe1901,
  author   = {Doe, Jane and von Roe, Richard, Jr.},
  title    = {{An {Invented} title}},
  journal  = "Journal of Invented Results",
  year     = 1901,
  month    = mar,
  volume   = {12},
  number   = {3},
  pages    = {1--22},
  doi      = {https://doi.org/10.5555/LAMP.1},
  pmid     = {10000001},
  pmcid    = {PMC2000001},
  url      = {https://journal.example/lamp},
  keywords = {invented},
  abstract = {Nothing of this is true.},
}
"""
    )
    assert works(citations) == [
        (
            "doe1901",
            1,
            {
                "title": "An Invented title",
                "authors": (
                    {"family": "Doe", "given": "Jane"},
                    {"family": "von Roe", "given": "Richard", "suffix": "Jr."},
                ),
                "journal": "Journal of Invented Results",
                "published": "1901-03",
                "volume": "12",
                "issue": "3",
                "pages": "1-22",
                "doi": "10.5555/lamp.1",
                "pmid": "10000001",
                "pmcid": "PMC2000001",
                "abstract": "Nothing of this is true.",
            },
        )
    ]
    assert problems(citations) == []


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (r"caf\'e, caf{\'e}, caf\'{e}, caf{\'{e}}", "café, café, café, café"),
        (r"{\.z}ycie {\l}adne {\ss} {\o} {\AE} \c{c} \v{s} \aa", "życie ładne ß ø Æ ç š å"),
        ("{{{N}ested} {B}races}", "Nested Braces"),
        (r"$\beta$-catenin, \ensuremath{\alpha}", "β-catenin, α"),
        (r"H$_2$O, CD8$^{+}$, 10$^{-6}$, x$_{max}$", "H₂O, CD8⁺, 10⁻⁶, xmax"),
        (r"CO\textsubscript{2} and \textit{in vitro}", "CO₂ and in vitro"),
        (r"5\% of A\&B, a\_b, \#1, \$2, \{c\}", "5% of A&B, a_b, #1, $2, {c}"),
        ("5% of A & B cost $5 and $6", "5% of A & B cost $5 and $6"),
        (r"\^{} \~{} \textasciicircum{} \textasciitilde{} \textbackslash{}", "^ ~ ^ ~ \\"),
        ("pages 1--2 --- ``quoted''", "pages 1–2 — “quoted”"),
        ("over\n   two~lines", "over two lines"),
        (r"$\less$i$\greater$Lampyris$\less$/i$\greater$ {\&}amp$\mathsemicolon$ light", None),
        (r"\href{https://journal.example/a}{linked}", "linked"),
        ("Smart “quotes” and 中文", "Smart “quotes” and 中文"),
        ("nothing \u200b between", "nothing between"),
    ],
)
def test_latex_becomes_plain_text(written: str, read_as: str | None) -> None:
    assert title_of(written) == (read_as or "Lampyris & light")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Jane Doe", [{"family": "Doe", "given": "Jane"}]),
        ("Ludwig van der Roe", [{"family": "van der Roe", "given": "Ludwig"}]),
        ("de la Roe, Jr, M.-C.", [{"family": "de la Roe", "given": "M.-C.", "suffix": "Jr"}]),
        ("{Invented Society, Inc.}", [{"name": "Invented Society, Inc."}]),
        ("{Doe and Roe Group} and Doe", [{"name": "Doe and Roe Group"}, {"name": "Doe"}]),
        (r"D{\"o}e, J{\'a}n", [{"family": "Döe", "given": "Ján"}]),
        (
            r"{\"O}e, J. AND Roe,\nR",
            [{"family": "Öe", "given": "J."}, {"family": "Roe", "given": "R"}],
        ),
        ("Doe, Jane and", [{"family": "Doe", "given": "Jane"}]),
        ("", []),
    ],
)
def test_names_fall_into_their_parts(written: str, names: list[dict[str, object]]) -> None:
    assert authors_of(written.replace(r"\n", "\n")) == names


def test_a_list_that_ends_in_others_says_that_there_are_more() -> None:
    citations = read("@misc{a, title={A}, author={Doe, J and others}}\n@misc{b, title={B}}")
    assert [
        ([author.printed for author in cited.work.authors], cited.more_authors)
        for cited in citations.works
    ] == [(["Doe J"], True), ([], False)]


def test_names_in_an_order_nobody_knows_stay_in_one_piece() -> None:
    citations = read("@misc{k, title = {t}, author = {Doe, J, Roe, R, Poe, P}}")
    assert [author.name for author in citations.works[0].work.authors] == ["Doe, J, Roe, R, Poe, P"]
    assert problems(citations) == [
        "refs.bib:1:1 citation-part-unread: the order of the name "
        '"Doe, J, Roe, R, Poe, P" is left out: too many commas'
    ]


def test_text_macros_and_joined_pieces_are_put_together() -> None:
    citations = read(
        """@string{joir = "Journal of " # results}
@STRING(results = {Invented Results})
@string{Joir2 = JoIR # ", Part 2"}
@article{k, title = "A {"}quoted{"} " # {title}, journal = joir2, month = 10 # "~" # jan,
  year = 1901, author = doe # " and " # {Roe, R}, volume = nobody, note = "x"}
"""
    )
    assert works(citations) == [
        (
            "k",
            4,
            {
                "title": 'A "quoted" title',
                "authors": ({"family": "Roe", "given": "R"},),
                "journal": "Journal of , Part 2",
                "published": "1901-01-10",
            },
        )
    ]
    assert problems(citations) == [
        'refs.bib:4:1 citation-part-unread: "doe" in author is left out: no @string explains it',
        'refs.bib:4:1 citation-part-unread: "nobody" in volume is left out: no @string explains it',
    ]


def test_macros_of_macros_do_not_grow_without_bound() -> None:
    doubling = "".join(f"@string{{m{at + 1} = m{at} # m{at}}}\n" for at in range(60))
    citations = read("@string{m0 = {lamp}}\n" + doubling + "@misc{k, title = m60 # {x}}")
    assert works(citations) == [("k", 62, {"title": "x"})]
    assert problems(citations)[0] == (
        "refs.bib:10:1 citation-part-unread: the text macro "
        '"m9" is left out: it is longer than 2,000'
    )


def test_good_entries_are_read_between_broken_ones() -> None:
    citations = read(
        """Some words of a reader, with an address: jane@roe.example

@article{open, title = {An open brace,
  year = 1901

@misc{good, title = {A good one}}
  @misc{comma title = {x}}
@misc{missing, title = {x}
  year = 1902}
@comment{@misc{no, title = {not an entry}}}
@misc{last, title = "Unclosed, year = 1903}
"""
    )
    assert works(citations) == [("good", 6, {"title": "A good one"})]
    assert problems(citations) == [
        'refs.bib:3:1 citation-broken: this entry cannot be read: unexpected block start: "@misc". '
        'Was still looking for field-value closing "}"',
        "refs.bib:7:3 citation-broken: this entry cannot be read: "
        "expected comma after entry key, but found =",
        "refs.bib:8:1 citation-broken: this entry cannot be read: "
        "a comma is missing behind the value of title",
        "refs.bib:11:1 citation-broken: this entry cannot be read: "
        "unexpectedly reached end of file",
    ]


def test_fields_behind_an_entry_that_ended_early_are_told_of() -> None:
    citations = read("@misc{k, title = {One brace too many}},\n  year = 1901\n}\nClosing words.\n")
    assert works(citations) == [("k", 1, {"title": "One brace too many"})]
    assert problems(citations) == [
        'refs.bib:1:39 citation-part-unread: ", year = 1901 } Closing words." '
        "is left out: it is outside of all entries"
    ]


def test_what_is_left_of_a_broken_entry_is_no_second_problem() -> None:
    citations = read("@misc{k title = {x},\n  author = {Doe, J}}\n@misc{l, title = {A}}\n")
    assert works(citations) == [("l", 3, {"title": "A"})]
    assert problems(citations) == [
        "refs.bib:1:1 citation-broken: this entry cannot be read: "
        "expected comma after entry key, but found ="
    ]


def test_an_entry_may_have_line_breaks_before_its_bracket() -> None:
    citations = read(
        "@article\n{a, title={A}}\n\n@ \n misc\n (b, title={B})\n@misc{c, title={C}}\n"
    )
    assert works(citations) == [
        ("a", 1, {"title": "A"}),
        ("b", 4, {"title": "B"}),
        ("c", 7, {"title": "C"}),
    ]
    assert problems(citations) == []


def test_entries_with_the_same_key_are_all_read() -> None:
    citations = read(
        "@misc{k, title={A}}\n@misc{l, title={B}} @misc{k, title={C}}\n@misc{k, title={A}}"
    )
    assert [(key, line) for key, line, _ in works(citations)] == [
        ("k", 1),
        ("l", 2),
        ("k", 2),
        ("k", 3),
    ]
    assert problems(citations) == [
        'refs.bib:2:21 citation-repeated: the key "k" already names the entry in line 1',
        'refs.bib:3:1 citation-repeated: the key "k" already names the entry in line 1',
    ]


def test_of_a_field_that_stands_twice_the_first_is_read() -> None:
    citations = read("@misc{k, Title={First}, title={Second}, note={a}, NOTE={a}}")
    assert works(citations) == [("k", 1, {"title": "First"})]
    assert problems(citations) == [
        'refs.bib:1:1 citation-part-unread: a second title "Second" is left out: '
        "the first one is read"
    ]


def test_values_that_are_not_what_their_field_says_are_left_out() -> None:
    citations = read(
        "@misc{k, title={A}, doi={see web}, pmid={12x}, year={in press}}\n"
        "@misc{l, year={1901}, doi={none}}\n"
    )
    assert works(citations) == [("k", 1, {"title": "A"})]
    assert problems(citations) == [
        'refs.bib:1:1 citation-part-unread: doi "see web" is left out: it is not a DOI',
        'refs.bib:1:1 citation-part-unread: pmid "12x" is left out: it is not a PubMed number',
        'refs.bib:1:1 citation-part-unread: the date "in press" is left out: '
        "no year can be told from it",
        'refs.bib:2:1 citation-part-unread: doi "none" is left out: it is not a DOI',
        'refs.bib:2:1 citation-without-title: the entry "l" has no title, no DOI and no '
        "PubMed number",
    ]


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ("doi = {10.5555/a\\_b}", {"doi": "10.5555/a_b"}),
        ("doi = {10.5555/a%2Fb}", {"doi": "10.5555/a/b"}),
        ("doi = {10.5555/1(9)069[05:a]2.0.CO;2}", {"doi": "10.5555/1(9)069[05:a]2.0.co;2"}),
        ("note = {10.5555/1(9)2.0.CO;2}", {"doi": "10.5555/1(9)2.0.co;2"}),
        ("doi = {http://doi.press.example/10.5555/LAMP}", {"doi": "10.5555/lamp"}),
        ("url = {https://dx.doi.org/10.5555/lamp}", {"doi": "10.5555/lamp"}),
        ("url = {\\url{https://press.example/lamp}}", {"address": "https://press.example/lamp"}),
        ("url = {not an address}", {}),
        ("note = {{PMID:} 10000001}", {"pmid": "10000001"}),
        ("note = {PMID: 10000001 PMCID: PMC2000001}", {"pmid": "10000001", "pmcid": "PMC2000001"}),
        ("note = {corrects PMID 10000001}", {}),
        ("eprint = {10000001}, eprinttype = {pubmed}", {"pmid": "10000001"}),
        ("eprint = {1901.00001}, archiveprefix = {arXiv}", {}),
        ("pmc = {2000001}", {"pmcid": "PMC2000001"}),
    ],
)
def test_identifiers_are_found_where_programs_put_them(
    fields: str, identifiers: dict[str, str]
) -> None:
    citations = read("@misc{k, title = {A}, " + fields + "}")
    assert works(citations) == [("k", 1, {"title": "A", **identifiers})]
    assert problems(citations) == []


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("year = 1901", "1901"),
        ("year = {1901}, month = {3}", "1901-03"),
        ("year = {1901}, month = {March}, day = 7", "1901-03-07"),
        ("year = {1901}, month = {7~mar}", "1901-03-07"),
        ("year = {1901}, day = 7", "1901"),
        ("year = {1901}, month = {39098 }", "1901"),
        ("date = {1901-02-30}", "1901-02"),
        ("date = {1901-03/1902-04}, year = 1900", "1901-03"),
        ("date = {soon}, year = 1901", "1901"),
    ],
)
def test_dates_tell_as_much_as_is_known(fields: str, published: str) -> None:
    citations = read("@misc{k, title = {A}, " + fields + "}")
    assert works(citations) == [("k", 1, {"title": "A", "published": published})]


def test_a_chapter_stands_in_its_book_and_a_book_without_title_is_its_book() -> None:
    citations = read(
        "@incollection{a, title={A}, subtitle={More}, booktitle={Invented Book}, eid={e7}}\n"
        "@collection{b, booktitle={Invented Book}, issue={2}}\n"
    )
    assert works(citations) == [
        ("a", 1, {"title": "A: More", "journal": "Invented Book", "pages": "e7"}),
        ("b", 2, {"title": "Invented Book", "issue": "2"}),
    ]


def test_braces_nested_without_end_are_refused() -> None:
    deep = "{" * 60 + r"\'e" + "}" * 60
    citations = read("@misc{k, title={" + deep + "}}\n@misc{l, author={" + deep + "}, title={A}}")
    assert problems(citations) == [
        "refs.bib:1:1 citation-broken: this entry cannot be read: more than 40 braces are nested",
        "refs.bib:2:1 citation-broken: this entry cannot be read: more than 40 braces are nested",
    ]


def test_no_file_of_this_machine_is_read_for_latex() -> None:
    assert title_of(r"A\input{/etc/hostname}B\include{/etc/hostname}") == "AB"


def test_broken_entries_leave_no_words_in_the_terminal() -> None:
    program = (
        "from npcev_kb.store.citations import read_citations\n"
        "print(len(read_citations('a.bib', b'@a{k, title={open\\n@a{l, title={x}}').problems))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert (ran.stdout, ran.stderr) == ("1\n", "")
