"""Codes of what services said: files of `data/metadata/` and where they differ from a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from npcev_kb.problems.codes import code
from npcev_kb.problems.problem import Severity

Told: TypeAlias = Mapping[str, Sequence[str]]
"""What services say of one thing: each value with the names of those who say it."""
CODES = frozenset(
    {
        "metadata-outdated",
        "title-differs",
        "year-differs",
        "first-author-differs",
        "identifiers-disagree",
        "services-disagree",
        "notice-instead-of-work",
        "work-not-found",
    }
)
"""Codes of differences between a record and what services said of its work."""
_LONGEST = 240


def _said(told: Told) -> str:
    """Word what services say: Crossref and PubMed say "A"; Europe PMC says "B"."""
    parts = []
    for value, services in told.items():
        names = " and ".join(filter(None, [", ".join(services[:-1]), services[-1]]))
        says = "say" if len(services) > 1 else "says"
        parts.append(f"{names} {says} {_quoted(value)}")
    return "; ".join(parts)


def _quoted(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f'"{short}"'


@code()
def metadata_broken() -> tuple[str, str]:
    """A metadata file that no machine wrote in this form.

    Files of `data/metadata/` are written by `npcev enrich` and by nothing else.

    Bad: a file that was edited by hand or by another program.

    Good: the file as `npcev enrich` writes it.
    """
    return "the file is not as npcev enrich writes it", "delete it and run npcev enrich again"


@code(Severity.WARNING)
def metadata_without_record(name: str) -> tuple[str, str]:
    """A metadata file whose record is gone.

    Bad: `data/metadata/x.json` without `data/studies/x.yaml` or `data/works/x.yaml`

    Good: one metadata file for a record that exists.
    """
    return f'there is no record "{name}"', "run npcev enrich, which removes it, or delete it"


@code(Severity.WARNING)
def metadata_outdated(name: str, asked: str, now: str | None, record: str) -> tuple[str, str]:
    """An identifier of the record was changed after the services were asked.

    Their answers are about another work, so they no longer count: neither for whether the work
    stands nor for any comparison.

    Bad: `doi: 10.5555/new`, where `data/metadata/` holds answers about 10.5555/old.

    Good:

        npcev enrich hmgb3-angiogenesis
    """
    has = f"has {now}" if now else "has none"
    return (
        f"services were asked for the {name} {asked} and the record {has} now, so their answers "
        "do not count",
        f"run npcev enrich {record}",
    )


@code(Severity.WARNING)
def title_differs(found: str, told: Told, accept: str) -> tuple[str, str]:
    """A service gives the work another title than the record.

    Case, accents, markup, punctuation, Greek letters spelled out, a missing subtitle and slight
    differences do not count.

    Bad: `title: Glow of the moor` where the DOI belongs to a work on lanterns.

    Good: the title of the work to which the identifiers belong.
    """
    return (
        f"the title is {_quoted(found)}, but {_said(told)}",
        f"check the identifiers first; if the service is right, run {accept}",
    )


@code(Severity.WARNING)
def year_differs(found: int, told: Told, accept: str) -> tuple[str, str]:
    """No service gives the year that the record gives.

    Services differ by a year where one counts from online and one from printed publication; one
    that agrees with the record is enough.

    Bad: `year: 2021` where Crossref says 2023 and PubMed 2024.

    Good: `year: 2023`
    """
    return (
        f"the year is {found}, but {_said(told)}",
        f"check it; if the service is right, run {accept}",
    )


@code(Severity.WARNING)
def first_author_differs(found: str, told: Told, accept: str) -> tuple[str, str]:
    """A service names another first author than the record.

    Family names are compared, without accents, hyphens and particles.

    Bad: `authors: [Doe J]` where Crossref names Roe first.

    Good: the authors in the order of the work.
    """
    return (
        f"the first author is {_quoted(found)}, but {_said(told)}",
        f"check the identifiers first; if the service is right, run {accept}",
    )


@code(Severity.WARNING)
def identifiers_disagree(found: str | None, told: Told) -> tuple[str, str]:
    """The identifiers of a record lead to different works.

    Either a service gives the work another DOI, PMID or PMCID than the record, or services that
    were asked for different identifiers tell of works with nothing alike in their titles.

    Bad: a `doi` and a `pmid` copied from two works.

    Good: identifiers of one work; the one that nobody checked left out.
    """
    begin = f"the {found}, but" if found else "the identifiers lead to different works:"
    return (
        f"{begin} {_said(told)}",
        "open both works, and correct or remove the identifier that is wrong",
    )


@code(Severity.WARNING)
def services_disagree(name: str, told: Told) -> tuple[str, str]:
    """Services differ among themselves.

    Years may differ by one: online and printed publication.

    For titles only where the record gives none: it decides otherwise.

    Bad: one service says 2020, another 2025.

    Good: one year, or two that follow one another.
    """
    return (
        f"the services differ in {name}: {_said(told)}",
        "look which is right; what the record says counts",
    )


@code(Severity.WARNING)
def notice_instead_of_work(
    found: str, told: Told, about: str | None, kind: str | None
) -> tuple[str, str]:
    """An identifier leads to a notice of retraction or correction and not to the work itself.

    Bad: the PMID of `Erratum: Glow of the moor`.

    Good: the PMID of `Glow of the moor`; its errata are found by `npcev enrich`.
    """
    what = f"a notice ({kind})" if kind else "a notice"
    hint = "write the identifier of the work that the notice is about"
    return (
        f"the {found} leads to {what} and not to a work: {_said(told)}",
        f"{hint}: {about}" if about else hint,
    )


@code(Severity.WARNING)
def work_not_found(name: str, found: str, who: str) -> tuple[str, str]:
    """No service knows a work under the identifiers of its record.

    Bad: a DOI with a slip of the pen, which Crossref has never heard of.

    Good: the DOI as the publisher prints it.
    """
    return f"{who} knows a work with {name} {found}", "check it against the work itself"
