"""Where records and services differ: told with both values, and no false alarms."""

from __future__ import annotations

import json
from typing import Any

import pytest
from making import knowledge_base, study

from npcev_kb.analysis.authors import family_of, is_printed_as
from npcev_kb.analysis.conflicts import check_metadata, conflicts
from npcev_kb.analysis.titles import announces, are_comparable, likeness
from npcev_kb.model.metadata import Metadata
from npcev_kb.model.outline import Outline
from npcev_kb.model.published import Author
from npcev_kb.problems import Complaint, explanations, metadata

IDS = {"doi": "10.5555/glim.1", "pmid": "7"}
TITLE = "Vesicles of the moor carry GLIM1 and make lanterns glow at dusk"


def answer(**work: Any) -> dict[str, Any]:
    """The answer of a service that describes a work so."""
    return {"day": "2026-02-03", "found": True, "work": work}


def found(who: dict[str, Any], asked: dict[str, str] | None = None, **answers: Any) -> list[str]:
    """Every difference between a record and what services said, one a line."""
    identification = {"status": "confirmed", "seen_at": ["https://example.org/g"], **IDS, **who}
    given = {key: value for key, value in identification.items() if value is not None}
    made = study(identification=given)
    told = {"asked": IDS if asked is None else asked, "answers": answers}
    said = Metadata.model_validate_json(json.dumps(told))
    return [line(each) for each in conflicts(made, said, "glim.yaml")]


def line(complaint: Complaint) -> str:
    place = ".".join(map(str, complaint.loc))
    wording = complaint.wording
    return f"{place} {wording.code} {wording.severity}: {wording.message}; {wording.hint}"


def codes(who: dict[str, Any], **answers: Any) -> list[str]:
    return [each.split()[1] for each in found(who, **answers)]


def author(family: str, given: str = "Jane") -> dict[str, Any]:
    return {"authors": [{"family": family, "given": given}]}


def test_what_agrees_is_no_conflict() -> None:
    work = {"title": TITLE, "published": "2021-03-04", **author("Doe"), **IDS}
    who = {"title": TITLE, "year": 2021, "authors": ["Doe J", "Roe R"]}
    assert found(who, crossref=answer(**work), pubmed=answer(**work)) == []


def test_differences_of_one_record_are_all_told_with_their_places() -> None:
    work = {"title": "On stones and how they fall", "published": "2019", **author("Roe")}
    who = {"title": TITLE, "year": 2021, "authors": ["Doe J"]}
    assert found(who, crossref=answer(**work), pubmed=answer(**work)) == [
        f'identification.title title-differs warning: the title is "{TITLE}", but Crossref and '
        'PubMed say "On stones and how they fall"; check the identifiers first; if the service is '
        "right, run npcev enrich glim --accept title=crossref",
        "identification.year year-differs warning: the year is 2021, but Crossref and PubMed say "
        '"2019"; check it; if the service is right, run npcev enrich glim --accept year=crossref',
        'identification.authors.0 first-author-differs warning: the first author is "Doe J", but '
        'Crossref and PubMed say "Roe J"; check the identifiers first; if the service is right, '
        "run npcev enrich glim --accept authors=crossref",
    ]


# Titles.


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TITLE, f"{TITLE}."),
        (TITLE, TITLE.upper()),
        (TITLE, f"  {TITLE.replace(' ', '  ')} "),
        ("The <i>glim</i> of CO<sub>2</sub>", "The glim of CO2"),
        ("The glim of CO₂", "The glim of CO2"),
        ("Moss &amp; fern", "Moss & fern"),
        ("TGF-β1 makes glim", "TGF-beta1 makes glim"),
        ("TGF-ß1 makes glim", "TGF beta 1 makes glim"),
        ("αB-glim", "Alpha B-glim"),
        ("Glow at 5 μm", "Glow at 5 µm"),
        ("RETRACTED: The glow of the moor", "The glow of the moor"),
        ("Retracted article: The glow of the moor", "The glow of the moor"),
        ("Erratum: The glow of the moor", "The glow of the moor"),
        ("The glow of the moor: a study", "The glow of the moor - a study"),
        ("The glow of the moor: a study in lanterns of two kinds", "The glow of the moor"),
        ("The glow of the moor", "The glow of the moor. A study in lanterns of two kinds"),
        ("Épsilin’s glow “at” dusk", 'Epsilin\'s glow "at" dusk'),
        ("Sound‐bearing vesicles", "Sound-bearing vesicles"),
    ],
)
def test_titles_that_differ_in_writing_only_are_one(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == 100
    assert codes({"title": one}, crossref=answer(title=" ".join(other.split()))) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("Vesicles of the moor carry GLIM1 and make lanterns glows at dusk", []),
        ("Vesicles of the marsh carry BROL2 and keep lanterns dark at dawn", ["title-differs"]),
        ("Vesicles of the moor", ["title-differs"]),
    ],
)
def test_a_slight_difference_is_let_through_and_a_real_one_is_not(
    other: str, expected: list[str]
) -> None:
    assert codes({"title": TITLE}, pubmed=answer(title=other)) == expected


def test_the_beginning_of_a_title_is_no_title_unless_a_subtitle_follows() -> None:
    whole = "The glow of the moor in lanterns of two kinds"
    assert codes({"title": "The glow of the moor"}, pubmed=answer(title=whole)) == ["title-differs"]
    assert likeness("Glow: a study in lanterns of two kinds", "Glow") < 60


@pytest.mark.parametrize(
    "title", ["[Lanterns of the moor in spring and autumn].", "月光下的灯笼", "Фонарь болота"]
)
def test_a_translated_title_and_one_in_another_script_cannot_be_compared(title: str) -> None:
    assert not are_comparable(TITLE, title)
    assert codes({"title": TITLE}, pubmed=answer(title=title)) == []
    assert codes({}, pubmed=answer(title=title), crossref=answer(title=TITLE)) == []


# Years.


def test_a_year_that_one_service_gives_is_right() -> None:
    said = {"crossref": answer(published="2020-12-30"), "pubmed": answer(published="2021")}
    assert codes({"year": 2021}, **said) == codes({"year": 2020}, **said) == []
    assert found({"year": 2022}, **said) == [
        'identification.year year-differs warning: the year is 2022, but Crossref says "2020"; '
        'PubMed says "2021"; check it; if the service is right, run npcev enrich glim --accept '
        "year=crossref"
    ]


def test_where_the_record_has_no_year_services_may_differ_by_one() -> None:
    said = {"crossref": answer(published="2020"), "pubmed": answer(published="2021")}
    assert found({}, **said) == []
    assert found({}, **said, europepmc=answer(published="2023")) == [
        "identification services-disagree warning: the services differ in year: "
        'Crossref says "2020"; PubMed says "2021"; Europe PMC says "2023"; look which is '
        "right; what the record says counts"
    ]


# Authors.


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ("Liu YW", {"family": "Liu", "given": "Yi-Wen"}),
        ("LIU Y.-W.", {"family": "Liu"}),
        ("Liu, Yi-Wen", {"family": "Liu"}),
        ("Doe J Jr", {"family": "Doe", "suffix": "Jr"}),
        ("Garcia-Doe M", {"family": "García Doe"}),
        ("Doe M", {"family": "Garcia Doe"}),
        ("van der Doe J", {"family": "Doe", "given": "J van der"}),
        ("Müller J", {"family": "Mueller"}),
        ("Soerensen A", {"family": "Sørensen"}),
        ("Łoś A", {"family": "Los"}),
        ("Ouyang L", {"family": "Ou-Yang"}),
        ("Wang Y", {"family": "Yi", "given": "Wang"}),
        ("Moor Consortium", {"name": "The Moor Consortium", "collective": True}),
        ("Liu YW", {"family": "刘"}),
        ("Liu", {"family": "Liu"}),
    ],
)
def test_one_first_author_may_be_written_in_many_ways(printed: str, named: dict[str, Any]) -> None:
    assert is_printed_as(Author(**named), printed)
    assert codes({"authors": [printed]}, crossref=answer(authors=[named])) == []


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ("Liu YW", {"family": "Li", "given": "YW"}),
        ("Xu L", {"family": "Xue", "given": "L"}),
        ("Wei X", {"family": "Li", "given": "Wei"}),
        ("Doe J", {"family": "Roe", "given": "Jane"}),
        ("Moor Consortium", {"name": "Marsh Consortium", "collective": True}),
    ],
)
def test_another_first_author_is_told(printed: str, named: dict[str, Any]) -> None:
    assert codes({"authors": [printed]}, crossref=answer(authors=[named])) == [
        "first-author-differs"
    ]


def test_the_family_name_of_a_printed_name_is_what_stands_before_the_initials() -> None:
    assert family_of("van der Doe JW III") == "van der Doe"
    assert family_of("LI WU") == "LI"
    assert family_of("van Doe") == "van Doe"
    assert family_of("Doe") == "Doe"


def test_only_the_first_author_is_compared_and_only_if_both_name_one() -> None:
    assert codes({"authors": ["Doe J", "Roe R"]}, crossref=answer(**author("Doe"))) == []
    assert codes({"authors": ["Doe J"]}, crossref=answer(title=TITLE)) == []
    assert codes({}, crossref=answer(**author("Doe"))) == []


# Identifiers.


def test_another_identifier_than_the_records_is_an_error_at_that_identifier() -> None:
    said = {"crossref": answer(**IDS), "pubmed": answer(doi="10.5555/other", pmid="7")}
    assert found({}, **said) == [
        "identification.doi identifiers-disagree warning: the DOI is 10.5555/glim.1, but PubMed "
        'says "10.5555/other"; open both works, and correct or remove the identifier that is wrong'
    ]


def test_two_wrong_identifiers_are_two_errors() -> None:
    said = answer(doi="10.5555/glim.1", pmid="8", pmcid="PMC8")
    assert [each.split(":")[0] for each in found({"pmcid": "PMC9"}, europepmc=said)] == [
        "identification.pmid identifiers-disagree warning",
        "identification.pmcid identifiers-disagree warning",
    ]


def test_an_identifier_that_the_record_lacks_is_no_conflict_until_services_differ() -> None:
    said = {"pubmed": answer(pmcid="PMC8")}
    assert found({}, **said) == []
    assert found({}, **said, europepmc=answer(pmcid="PMC9")) == [
        "identification services-disagree warning: the services differ in pmcid: "
        'PubMed says "PMC8"; Europe PMC says "PMC9"; look which is '
        "right; what the record says counts"
    ]


def test_titles_with_nothing_in_common_are_two_works_and_that_is_said_once() -> None:
    said = {"crossref": answer(title=TITLE), "pubmed": answer(title="On stones and their fall")}
    assert found({"title": TITLE}, **said) == [
        "identification.doi identifiers-disagree warning: the identifiers lead to different works: "
        f'Crossref says "{TITLE}"; PubMed says "On stones and their fall"; open both works, and '
        "correct or remove the identifier that is wrong"
    ]
    said["pubmed"]["work"]["doi"] = "10.5555/stones"
    assert [each.split(":")[0] for each in found({"title": TITLE}, **said)] == [
        "identification.doi identifiers-disagree warning"
    ]


def test_titles_that_are_somewhat_alike_are_a_warning_where_the_record_has_none() -> None:
    other = "Vesicles of the marsh carry BROL2 and keep lanterns dark at dawn"
    assert 60 < likeness(TITLE, other) < 90
    assert codes({}, crossref=answer(title=TITLE), pubmed=answer(title=other)) == [
        "services-disagree"
    ]


# Notices.


@pytest.mark.parametrize(
    "work",
    [
        {"kinds": ["Published Erratum"]},
        {"kinds": ["Retraction of Publication", "English Abstract"]},
        {"kinds": ["retraction"]},
        {"kinds": ["Expression of Concern"]},
        {"notice_of": [{"found": "correction", "source": "publisher"}]},
    ],
)
def test_a_notice_is_told_by_its_kind_or_by_what_it_is_about(work: dict[str, Any]) -> None:
    said = answer(title="On stones and their fall", published="1999", **author("Roe"), **work)
    who = {"title": TITLE, "year": 2021, "authors": ["Doe J"]}
    assert codes(who, pubmed=said) == ["notice-instead-of-work"]


def test_a_notice_says_which_work_it_is_about_and_stands_at_the_identifier() -> None:
    about = [{"found": "retraction", "source": "PubMed", "doi": "10.5555/glim.0"}]
    assert found({}, pubmed=answer(title="Notice", notice_of=about)) == [
        "identification.pmid notice-instead-of-work warning: the PMID 7 leads to a notice "
        '(retraction) and not to a work: PubMed says "Notice"; write the identifier of the work '
        "that the notice is about: doi 10.5555/glim.0"
    ]


def test_a_notice_of_one_service_leaves_the_words_of_others_to_be_compared() -> None:
    notice = answer(title="Erratum", kinds=["Published Erratum"])
    assert codes({"year": 2021}, pubmed=notice, crossref=answer(published="2019")) == [
        "notice-instead-of-work",
        "year-differs",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Erratum: Glow",
        "Corrigendum to “Glow”",
        "Publisher Correction: Glow",
        "Retraction note: Glow",
    ],
)
def test_a_title_tells_a_notice_only_where_no_index_tells_the_kind(title: str) -> None:
    assert announces(title)
    assert codes({}, crossref=answer(title=title)) == ["notice-instead-of-work"]
    index = answer(title=title, kinds=["Corrected and Republished Article"])
    assert codes({}, crossref=answer(title=title), pubmed=index) == []


@pytest.mark.parametrize(
    "work",
    [
        {"kinds": ["Journal Article", "Retracted Publication"]},
        {"kinds": ["Corrected and Republished Article"], "title": f"Erratum: {TITLE}"},
        {"events": [{"found": "correction", "source": "PubMed", "pmid": "9"}]},
        {"title": "Correction of the glow of lanterns"},
        {"title": "Retraction of lanterns in the moor"},
    ],
)
def test_a_work_that_was_corrected_or_retracted_is_no_notice(work: dict[str, Any]) -> None:
    assert codes({}, pubmed=answer(**work)) == []


def test_a_record_that_is_on_a_notice_itself_may_lead_to_it() -> None:
    notice = answer(title="Erratum: Glow", kinds=["Published Erratum"])
    assert codes({"title": "Erratum: Glow"}, pubmed=notice) == []


# Answers that no longer count.


def test_answers_to_old_identifiers_are_told_and_not_compared() -> None:
    work = answer(title="On stones and their fall", published="1999")
    asked = {"doi": "10.5555/old", "pmid": "7", "pmcid": "PMC7"}
    assert found({"title": TITLE, "year": 2021}, asked, crossref=work) == [
        "identification.doi metadata-outdated warning: services were asked for the DOI 10.5555/old "
        "and the record has 10.5555/glim.1 now, so their answers do not count; run npcev enrich "
        "glim",
        "identification metadata-outdated warning: services were asked for the PMCID PMC7 and the "
        "record has none now, so their answers do not count; run npcev enrich glim",
    ]


def test_an_identifier_that_was_added_since_changes_nothing() -> None:
    said = answer(title="On stones and their fall")
    assert [each.split()[1] for each in found({"title": TITLE}, {"pmid": "7"}, pubmed=said)] == [
        "title-differs"
    ]


def test_answers_to_nothing_are_compared_with_nothing() -> None:
    nobody = {"doi": None, "pmid": None, "title": TITLE}
    assert found(nobody, {}, crossref=answer(title="On stones and their fall")) == []


def test_a_service_that_does_not_know_the_work_contradicts_nothing() -> None:
    unknown = {"day": "2026-02-03", "found": False}
    assert found({"title": TITLE}, crossref=unknown, pubmed=answer(title=TITLE)) == []


# The whole.


def test_metadata_of_a_broken_record_waits_for_it_and_that_of_a_missing_one_is_told() -> None:
    said = Metadata.model_validate_json(json.dumps({"asked": IDS, "answers": {}}))
    kb = knowledge_base(metadata={"broken": said, "gone": said})
    outlines = (Outline.of("data/studies/broken.yaml", "broken", None),)
    assert [(each.path, each.wording.code) for each in check_metadata(kb, outlines)] == [
        ("data/metadata/gone.json", "metadata-without-record")
    ]


def test_the_codes_of_differences_are_all_codes_of_metadata_but_those_of_its_files() -> None:
    prefix = metadata.__name__
    own = {
        name.replace("_", "-")
        for name, value in vars(metadata).items()
        if getattr(value, "__module__", "") == prefix and name.replace("_", "-") in explanations()
    }
    assert own - metadata.CODES == {"metadata-broken", "metadata-without-record"}
    assert metadata.CODES - own == set()


def test_a_hostile_title_is_quoted_in_one_line_and_cut() -> None:
    (said,) = found({"title": TITLE}, crossref=answer(title="<script>evil()</script> " + "x" * 900))
    assert "\n" not in said
    assert len(said) < 600
