"""Published works as nobody wants them: texts that look like the notation of some format."""

from __future__ import annotations

from hypothesis import strategies as st

from npcev_kb.model.published import Author, PublishedWork, tidy
from npcev_kb.store.citations.plain import plain

NOTATION = (
    "no", "Yes", "~", "null", "0x1F", "012", "1e3", "1:30", "2021-03-07", "5.1", "=", "<<", "- a",
    "a: b", "a #b", "#", "'", '"', "''", "``", "\\", "{", "}", "{}", "\\textbf{a}", "$x$", "$", "%",
    "&", "_", "~", "^", "@article{doe,", "@", "--", "---", "?`", "<<<<<<< HEAD", "=======", ">>>",
    "[", "]", "&a", "*a", "!b", "|", ">-", "TY  - JOUR", "ER  - ", "ER  -", "PMID- 1", "TI  -",
    "//", "γδ", "é", "中文", "𝒜", ",,", "…", ".", ",", ";", "\u0301", "{\\'e}", "%41", "A", "b",
)  # fmt: skip
"""What means something to YAML, LaTeX, BibTeX, RIS, nbib or JSON, and signs of all planes."""

_PIECES = st.lists(st.sampled_from(NOTATION) | st.text(max_size=6), min_size=1, max_size=6)


def _in_one_line(separator: str, pieces: list[str]) -> str:
    return tidy(separator.join(pieces))


LINES = st.builds(_in_one_line, st.sampled_from(["", " "]), _PIECES).filter(bool)
"""Any text in one line."""
PLAIN_LINES = LINES.filter(lambda text: plain(text) == text)
"""Texts without markup of letters and entities, which readers take out."""
LONG_LINES = st.builds(
    lambda text, times: tidy((f"{text} " * times)[:4000]), LINES, st.integers(50, 300)
)
"""Texts that may be longer than a record allows."""
DAYS = st.sampled_from(["1899", "1931", "2021", "2024-03", "2024-03-07", "2999-12-31"])
DOIS = st.from_regex(r"10\.[0-9]{4,9}/[!-@\[-~]{0,20}[a-z0-9]", fullmatch=True)
PMIDS = st.integers(1, 99_999_999).map(str)
PMCIDS = st.integers(1, 999_999_999).map("PMC{}".format)
ADDRESSES = st.sampled_from(["https://lamps.example/1", "https://lamps.example/#a'b?c=d&e"])


def authors(lines: st.SearchStrategy[str]) -> st.SearchStrategy[Author]:
    """Return persons in parts and names in one piece, made of such texts."""
    maybe = st.none() | lines
    return st.builds(Author, family=lines, given=maybe, suffix=maybe) | st.builds(
        Author, name=lines, collective=st.booleans()
    )


def works(lines: st.SearchStrategy[str]) -> st.SearchStrategy[PublishedWork]:
    """Return works of which anything may be missing, made of such texts."""
    maybe = st.none() | lines
    return st.builds(
        PublishedWork,
        title=maybe,
        authors=st.lists(authors(lines), max_size=12).map(tuple),
        journal=maybe,
        published=st.none() | DAYS,
        volume=maybe,
        issue=maybe,
        pages=maybe,
        doi=st.none() | DOIS,
        pmid=st.none() | PMIDS,
        pmcid=st.none() | PMCIDS,
        address=st.none() | ADDRESSES,
    )


EVIL = "<img src=x onerror=evil()> =1+1"
"""A label that a page would run, and a spreadsheet too."""
