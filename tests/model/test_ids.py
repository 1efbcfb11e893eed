from __future__ import annotations

import pytest

from npcev_kb.model.ids import Curie, Doi, Key, Pmcid, Pmid, slug
from validating import accepted, refused


@pytest.mark.parametrize(
    "doi",
    [
        "10.5555/lamp",
        "10.123456789/a.b-c_d;e:(f)/g",
        "10.1002/(sici)1097-0142(1999)85:1<1::aid-lamp1>3.0.co;2-#",
    ],
)
def test_a_doi_in_normal_form_is_kept_as_it_is(doi: str) -> None:
    assert accepted(Doi, doi) == doi


@pytest.mark.parametrize(
    "given",
    [
        "https://doi.org/10.5555/lamp.1",
        "http://doi.org/10.5555/lamp.1",
        "http://dx.doi.org/10.5555/lamp.1",
        "HTTPS://DOI.ORG/10.5555/LAMP.1",
        "doi.org/10.5555/lamp.1",
        "doi:10.5555/lamp.1",
        "DOI: 10.5555/Lamp.1",
        "10.5555/LAMP.1",
        "10.5555/lamp.1.",
        "10.5555/lamp.1,",
        " 10.5555/lamp.1 ",
    ],
)
def test_a_doi_in_another_form_is_refused_with_the_bare_doi_as_hint(given: str) -> None:
    wording = refused(Doi, given)
    assert (wording.code, wording.hint) == ("malformed-doi", "write 10.5555/lamp.1")


@pytest.mark.parametrize(
    "given", ["", "lamp", "11.5555/lamp", "10.5555", "10.5555/", "10.55/lamp", "10.5555/la mp"]
)
def test_what_cannot_become_a_doi_is_refused_with_an_example(given: str) -> None:
    assert refused(Doi, given).hint == "it should look like 10.1038/s41419-021-03845-y"


@pytest.mark.parametrize("given", ["10.５５５５/lamp", "10.5555/lámp", "10.٥٥٥٥/lamp"])
def test_a_doi_has_plain_letters_and_digits_only(given: str) -> None:
    assert refused(Doi, given).code == "malformed-doi"


@pytest.mark.parametrize("pmid", ["1", "12345678"])
def test_a_pubmed_number_is_one_to_eight_digits_in_quotes(pmid: str) -> None:
    assert accepted(Pmid, pmid) == pmid


@pytest.mark.parametrize(
    "given", [12345, "PMID: 12345", "pmid12345", "https://pubmed.ncbi.nlm.nih.gov/12345/", "012345"]
)
def test_a_pubmed_number_in_another_form_is_refused_with_the_number_in_quotes(
    given: object,
) -> None:
    wording = refused(Pmid, given)
    assert (wording.code, wording.hint) == ("malformed-pmid", 'write "12345"')


@pytest.mark.parametrize(
    "given",
    [
        "PMC12345",
        "pmc12345",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC12345",
        "10.5555/12345",
        "123456789",
        "0",
        "none",
        "1٢3",
    ],
)
def test_a_number_of_another_register_is_never_proposed_as_a_pubmed_number(given: str) -> None:
    wording = refused(Pmid, given)
    assert (wording.code, wording.hint) == ("malformed-pmid", 'it should look like "34050127"')


@pytest.mark.parametrize("pmcid", ["PMC1", "PMC123456789"])
def test_a_pubmed_central_number_is_pmc_and_digits(pmcid: str) -> None:
    assert accepted(Pmcid, pmcid) == pmcid


@pytest.mark.parametrize(
    "given",
    [12345, "12345", "pmc12345", "PMC 12345", "https://pmc.ncbi.nlm.nih.gov/articles/PMC12345/"],
)
def test_a_pubmed_central_number_in_another_form_is_refused_with_its_normal_form(
    given: object,
) -> None:
    wording = refused(Pmcid, given)
    assert (wording.code, wording.hint) == ("malformed-pmcid", "write PMC12345")


@pytest.mark.parametrize("given", ["PMC", "PMC0", "1234567890", "PMC1234567890", "PMC1٢"])
def test_what_cannot_become_a_pubmed_central_number_is_refused_with_an_example(given: str) -> None:
    assert refused(Pmcid, given).hint == "it should look like PMC8163785"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("HMGB3 Angiogenesis", "hmgb3-angiogenesis"),
        ("IFN-γ / TGF-β1", "ifn-gamma-tgf-beta1"),
        ("  --Café_au lait-- ", "cafe-au-lait"),
        ("ΔNp63κ", "deltanp63kappa"),
        ("ﬁbre²", "fibre2"),
        ("光", ""),
    ],
)
def test_a_name_becomes_an_id_of_lower_case_words(name: str, made: str) -> None:
    assert slug(name) == made


@pytest.mark.parametrize("key", ["a", "1", "glim1", "a-1-b2", "g" * 80])
def test_a_key_is_lower_case_words_joined_by_hyphens(key: str) -> None:
    assert accepted(Key, key) == key


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("GLIM1", 'write "glim1"'),
        ("a_b", 'write "a-b"'),
        ("a--b", 'write "a-b"'),
        ("-a-", 'write "a"'),
        ("β", 'write "beta"'),
        ("", "use nouns, such as hmgb3-angiogenesis"),
        ("光", "use nouns, such as hmgb3-angiogenesis"),
        ("g" * 81, f'write "{"g" * 80}"'),
        ("g" * 79 + "-glow", f'write "{"g" * 79}"'),
    ],
)
def test_a_malformed_key_is_refused_with_one_that_would_be_accepted(given: str, hint: str) -> None:
    wording = refused(Key, given)
    assert (wording.code, wording.hint) == ("malformed-id", hint)


@pytest.mark.parametrize("curie", ["LAMP:1", "kegg.pathway:hsa04110", "cas:50-00-0", "GO:0001525"])
def test_a_compact_identifier_is_a_prefix_a_colon_and_a_local_part(curie: str) -> None:
    assert accepted(Curie, curie) == curie


@pytest.mark.parametrize(
    "given", ["LAMP", "LAMP:", ":1", "LAMP 1", "LAMP: 1", "1LAMP:1", "LAMP:1\n"]
)
def test_anything_else_is_no_compact_identifier(given: str) -> None:
    assert refused(Curie, given).code == "malformed-curie"


@pytest.mark.parametrize("given", ["page-1", "page-20"])
def test_the_address_of_a_list_is_no_name_of_a_record_or_term(given: str) -> None:
    wording = refused(Key, given)
    assert (wording.code, wording.message) == (
        "malformed-id",
        f'"{given}" is the address of a list',
    )
    assert accepted(Key, f"{given}-lamp") == f"{given}-lamp"
