"""Codes of files from reference managers, as `npcev import` finds them."""

from __future__ import annotations

from npcev_kb.problems.codes import code
from npcev_kb.problems.problem import Severity


@code()
def citation_format_unknown(name: str) -> tuple[str, str]:
    """A file that is none of the formats that can be imported.

    The format is told by the ending of the name and by what the file holds: BibTeX (`.bib`),
    RIS (`.ris`), PubMed's format (`.nbib`, `.txt`) and CSL-JSON (`.json`).

    Bad: a spreadsheet, a PDF, or the library file of a reference manager itself.

    Good: what the reference manager writes with "Export" as one of the four formats.
    """
    return (
        f'"{name}" is neither BibTeX nor RIS, nbib or CSL-JSON',
        "export the references in one of these formats and import that file",
    )


@code()
def citation_none(form: str) -> tuple[str, str]:
    """A file of a known format in which no entry begins.

    Bad: a `.bib` file that holds comments only, or an error page saved as `.ris`.

    Good: a file with at least one entry.
    """
    return f"no entry of the format {form} begins in this file", "export the references again"


@code()
def citation_broken(reason: str) -> tuple[str, str]:
    """An entry that cannot be read; the other entries of the file are.

    Bad:

        @article{doe-1901,
          title = {An invented title,
        }

    Good:

        @article{doe-1901,
          title = {An invented title},
        }
    """
    return (
        f"this entry cannot be read: {reason}",
        "mend it here, or export it again, and import the file once more",
    )


@code()
def citation_without_title(key: str) -> tuple[str, str]:
    """An entry that has neither a title nor an identifier: no work can be found by it.

    A DOI, a PubMed number or a PubMed Central number is enough.

    Bad:

        TY  - JOUR
        PY  - 1901
        ER  -

    Good:

        TY  - JOUR
        TI  - An invented title
        PY  - 1901
        ER  -
    """
    named = f'the entry "{key}"' if key else "this entry"
    return (
        f"{named} has no title, no DOI and no PubMed number",
        "add one of them and import the file once more",
    )


@code(Severity.WARNING)
def citation_repeated(key: str, line: int) -> tuple[str, str]:
    """Two entries of one file have the same key. Both are read.

    Programs that read BibTeX take the first of the two and say nothing.

    Bad:

        @article{doe, title = {An invented title}}
        @article{doe, title = {Another invented title}}

    Good:

        @article{doe-1901, title = {An invented title}}
        @article{doe-1902, title = {Another invented title}}
    """
    return (
        f'the key "{key}" already names the entry in line {line}',
        "give one of the two another key, or delete it if both are the same work",
    )


@code(Severity.WARNING)
def citation_part_unread(what: str, reason: str) -> tuple[str, str]:
    """A part of an entry that is not understood and left out; the rest of the entry is read.

    Bad:

        DO  - see the web page

    Good:

        DO  - 10.5555/lamp.1
    """
    return f"{what} is left out: {reason}", "correct it here, or add what it says to the record"
