from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from npcev_kb.model.identification import EARLIEST_YEAR, Identification, PossibleWork
from npcev_kb.problems import Loc

SEEN = ("https://example.org/lamp",)


def codes(**fields: object) -> list[tuple[Loc, str]]:
    """Return the address and code of every rule that an identification breaks."""
    with pytest.raises(ValidationError) as caught:
        Identification.model_validate(fields)
    (error,) = caught.value.errors()
    if error["type"] == "worded":
        return [(error["loc"], error["ctx"]["wording"].code)]
    return [(breach.loc, breach.wording.code) for breach in error["ctx"]["breaches"]]


@pytest.mark.parametrize("status", ["confirmed", "probable"])
@pytest.mark.parametrize(
    "identifier",
    [{"title": "Lamps"}, {"doi": "10.5555/lamp"}, {"pmid": "12345"}, {"pmcid": "PMC12345"}],
)
def test_one_thing_that_identifies_a_work_and_one_sighting_are_enough(
    status: str, identifier: dict[str, str]
) -> None:
    work = Identification(status=status, seen_at=SEEN, **identifier)
    assert work.status == status


@pytest.mark.parametrize("status", ["confirmed", "probable"])
def test_an_identified_work_is_identified_by_something_and_was_seen_somewhere(status: str) -> None:
    assert codes(status=status, year=2021, journal="Lamps") == [
        (("status",), "identified-by-nothing"),
        (("status",), "identification-not-seen"),
    ]
    assert codes(status=status, title="Lamps") == [(("status",), "identification-not-seen")]


def test_an_unresolved_work_carries_no_identifier_of_any_register() -> None:
    assert codes(status="unresolved", doi="10.5555/lamp", pmid="12345", pmcid="PMC12345") == [
        (("doi",), "identifier-on-unresolved"),
        (("pmid",), "identifier-on-unresolved"),
        (("pmcid",), "identifier-on-unresolved"),
    ]


def test_an_unresolved_work_needs_neither_identifier_nor_sighting_and_may_have_candidates() -> None:
    work = Identification(status="unresolved", candidates=[PossibleWork(doi="10.5555/lamp")])
    assert work.candidates[0].doi == "10.5555/lamp"
    assert work.link is None


def test_a_work_may_be_of_the_coming_year_but_not_of_the_one_after_it() -> None:
    coming = datetime.datetime.now(tz=datetime.UTC).year + 1
    assert Identification(status="unresolved", year=coming).year == coming
    assert codes(status="unresolved", year=coming + 1) == [(("year",), "impossible-year")]


def test_the_earliest_year_is_the_earliest() -> None:
    assert Identification(status="unresolved", year=EARLIEST_YEAR).year == EARLIEST_YEAR
    assert codes(status="unresolved", year=EARLIEST_YEAR - 1) == [(("year",), "impossible-year")]


def test_the_best_link_is_the_doi_then_pubmed_then_pubmed_central() -> None:
    work = Identification(
        status="confirmed", doi="10.5555/lamp", pmid="12345", pmcid="PMC67", seen_at=SEEN
    )
    assert work.links == (
        ("DOI", "10.5555/lamp", "https://doi.org/10.5555/lamp"),
        ("PubMed", "12345", "https://pubmed.ncbi.nlm.nih.gov/12345"),
        ("PMC", "PMC67", "https://pmc.ncbi.nlm.nih.gov/articles/PMC67"),
    )
    assert work.link == "https://doi.org/10.5555/lamp"
    assert work.model_copy(update={"doi": None}).link == "https://pubmed.ncbi.nlm.nih.gov/12345"
    only = work.model_copy(update={"doi": None, "pmid": None})
    assert only.link == "https://pmc.ncbi.nlm.nih.gov/articles/PMC67"


def test_a_work_that_was_identified_cannot_be_changed() -> None:
    work = Identification(status="confirmed", title="Lamps", seen_at=SEEN)
    with pytest.raises(ValidationError, match="frozen"):
        work.title = "Other lamps"
