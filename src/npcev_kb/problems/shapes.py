"""Codes of the shapes of identifiers, days, addresses and locators."""

from __future__ import annotations

from npcev_kb.problems.codes import Said, code
from npcev_kb.problems.problem import Remedy


@code()
def malformed_id(found: str, suggestion: str, *, taken: bool = False) -> tuple[str, str]:
    """An id or key that is not lower-case words joined by hyphens, or is the name of a list.

    It is a file name and an address at the same time, so it has to be the same on every disk.
    `page-1` and the like are the addresses of lists.

    Bad:

        id: HMGB3_Angiogenesis

    Good:

        id: hmgb3-angiogenesis
    """
    if taken:
        return f'"{found}" is the address of a list', "use nouns, such as hmgb3-angiogenesis"
    return (
        f'"{found}" is not an id: lower-case letters, digits and single hyphens only',
        f'write "{suggestion}"' if suggestion else "use nouns, such as hmgb3-angiogenesis",
    )


@code()
def malformed_doi(found: str, normal: str | None) -> Said:
    """A DOI that is not in its normal form.

    The normal form begins with `10.`, is lower case, and has neither a link before it nor a dot
    behind it.

    Bad:

        doi: https://doi.org/10.1038/S41419-021-03845-Y

    Good:

        doi: 10.1038/s41419-021-03845-y
    """
    hint = _normal(normal, "10.1038/s41419-021-03845-y")
    return f'"{found}" is not a DOI in normal form', hint, _remedy(found, normal)


@code()
def malformed_pmid(found: str, written: str, normal: str | None) -> Said:
    """A PubMed number that is not one to eight digits in quotes.

    Bad:

        pmid: 34050127

    Good:

        pmid: "34050127"
    """
    hint = _normal(f'"{normal}"' if normal else None, '"34050127"')
    message = f"{written} is not a PubMed number in normal form"
    return message, hint, _remedy(found, normal)


@code()
def malformed_pmcid(found: str, normal: str | None) -> Said:
    """A PubMed Central number that is not PMC and digits.

    Bad:

        pmcid: "8163785"

    Good:

        pmcid: PMC8163785
    """
    hint = _normal(normal, "PMC8163785")
    return f'"{found}" is not a PubMed Central number', hint, _remedy(found, normal)


def _normal(normal: str | None, example: str) -> str:
    return f"write {normal}" if normal else f"it should look like {example}"


def _remedy(found: str, normal: str | None) -> Remedy | None:
    return Remedy(found, normal) if normal else None


@code()
def malformed_curie(found: str) -> tuple[str, str]:
    """A term identifier that is not a prefix, a colon and a local part.

    Bad:

        curie: HGNC 5004

    Good:

        curie: HGNC:5004
    """
    return f'"{found}" is not a compact identifier', "write prefix:number, such as HGNC:5004"


@code()
def malformed_address(found: str) -> tuple[str, str]:
    """An address that is not http or https, or has no host.

    Bad:

        seen_at: ["javascript:alert(1)"]

    Good:

        seen_at: ["https://pmc.ncbi.nlm.nih.gov/articles/PMC8163785"]
    """
    return (
        f'"{found}" is not a web address',
        "give a whole http or https address, or: review reference list",
    )


@code()
def malformed_locator(found: str) -> tuple[str, str]:
    """A locator that says nowhere.

    A locator is a part of the paper (`title`, `abstract`, `full text`, with a section if known),
    a section of the review (`review 3.2`), a cited work (`ref 31`) or a web address.

    Bad:

        at: page 3

    Good:

        at: review 3.2
    """
    return (
        f'"{found}" is not a locator',
        "write title, abstract, full text, review 3.2, ref 31 or a web address",
    )


@code()
def malformed_day(found: str) -> tuple[str, str]:
    """A day that is not year, month and day.

    Bad:

        updated: 23.11.2026

    Good:

        updated: 2026-11-23
    """
    return f'"{found}" is not a day', "write it as 2026-11-23"


@code()
def impossible_year(year: int, earliest: int, latest: int) -> tuple[str, str]:
    """A year before science journals on vesicles or after today.

    Bad:

        year: 20021

    Good:

        year: 2021
    """
    return f"{year} is not a possible year", f"years run from {earliest} to {latest}"


@code()
def malformed_part(found: str) -> tuple[str, str]:
    """The id of a claim or experiment that is not a letter and a number.

    Bad:

        claims: [{id: first-claim, ...}]

    Good:

        claims: [{id: c1, ...}]
    """
    return f'"{found}" is not such an id', "write c1, c2 for claims and e1, e2 for experiments"


@code()
def malformed_claim_reference(found: str) -> tuple[str, str]:
    """A pointer to a claim that is not a study id, a dot and a claim id.

    Bad:

        claims: [hmgb3-angiogenesis]

    Good:

        claims: [hmgb3-angiogenesis.c1]
    """
    return f'"{found}" does not name a claim', "write <study id>.<claim id>, such as lbh-x.c1"
