"""Codes of a file as such: found before its text is read as YAML."""

from __future__ import annotations

from npcev_kb.problems.codes import code
from npcev_kb.problems.problem import Severity


@code()
def unreadable_file(reason: str) -> tuple[str, str]:
    """The file could not be opened.

    Bad: a broken link, or a file without read permission.

    Good: a plain file that the account running `npcev` may read.
    """
    return f"the file cannot be read: {reason}", "check that it exists and may be read"


@code()
def not_utf8(offset: int, byte: int) -> tuple[str, str]:
    """The file holds bytes that are not UTF-8.

    Every file of the knowledge base is UTF-8. The place given is that of the first byte that
    does not fit.

    Bad: a file saved as Windows-1252, in which é is the single byte E9.

    Good: the same file saved as UTF-8.
    """
    return (
        f"byte {byte:#04x} at offset {offset} is not UTF-8",
        "save the file as UTF-8 in your editor",
    )


@code()
def file_too_large(size: int, limit: int) -> tuple[str, str]:
    """The file is larger than any record can be.

    A record has about a hundred lines. A file over the limit is not read at all.

    Bad: a PDF or a data table saved as `data/studies/x.yaml`.

    Good: one record of a few kilobytes.
    """
    return (
        f"the file has {size:,} bytes, more than the {limit:,} allowed",
        "keep one record to a file, and tables out of data/",
    )


@code()
def empty_file() -> tuple[str, str]:
    """The file has no content.

    Bad: a file of no bytes, or of comments only.

    Good: a record, or no file.
    """
    return "the file is empty", "fill it in or delete it"


@code()
def merge_conflict(marker: str) -> tuple[str, str]:
    """A conflict marker of git was left in the file.

    Bad:

        <<<<<<< HEAD
        label: HMGB3 and angiogenesis
        =======
        label: HMGB3, vessels
        >>>>>>> branch

    Good:

        label: HMGB3 and angiogenesis
    """
    return (
        f"the conflict marker {marker} was left in the file",
        "choose one side, delete the marker lines, and save",
    )


@code(Severity.WARNING)
def history_without_record(name: str) -> tuple[str, str]:
    """Decisions whose record is gone.

    Bad: `data/history/x/` without `data/studies/x.yaml` or `data/works/x.yaml`

    Good: a folder named as the record is.
    """
    return f'there is no record "{name}"', "rename the folder as the record was renamed"
