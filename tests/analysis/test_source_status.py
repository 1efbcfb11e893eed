"""Whether a work still stands: what curators noted and services said, in one dated list."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from making import cells, knowledge_base, looked, study

import toy
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.places import Places
from npcev_kb.analysis.quality import work_lists
from npcev_kb.analysis.source_status import last_look, last_word, outdated, source_events, standing
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.metadata import Asked, Metadata
from npcev_kb.model.study import Study
from npcev_kb.render.export.document import SCHEMA_VERSION
from npcev_kb.render.export.json import as_json
from parsed import Parsed

ASKED = {"doi": "10.5555/glim.1"}
CLAIM = {"id": "c1", "family": "mechanism", "effect": "promotes", "outcome": "glowing"}


def glim(*noted: Any, **identifiers: str) -> Study:
    """A study with a test in cells; `noted` is what a curator found of its standing."""
    who = {
        "status": "confirmed",
        "title": "Glim",
        "seen_at": ["https://example.org/glim"],
        "source_status": list(noted),
        **(identifiers or ASKED),
    }
    given = cells("sound-line", manipulated="vesicles_given")
    return study(given, claims=[{**CLAIM, "support": ["e1"]}], identification=who)


def answer(*events: dict[str, Any], day: str = "2026-02-03") -> dict[str, Any]:
    """What a service says that knows the work and tells these events."""
    return {"day": day, "found": True, "work": {"title": "Glim", "events": list(events)}}


UNKNOWN = {"day": "2026-02-03", "found": False}


def event(found: str, day: str | None = None, source: str = "publisher", **more: str) -> Any:
    return {"found": found, "source": source, **({"day": day} if day else {}), **more}


def told(made: Study, asked: dict[str, str] | None = None, **answers: Any) -> KnowledgeBase:
    """A knowledge base of a study of which services said something."""
    said = Metadata.model_validate_json(
        json.dumps({"asked": ASKED if asked is None else asked, "answers": answers})
    )
    return knowledge_base(made, metadata={made.id: said})


def events(made: Study | None = None, **answers: Any) -> list[str]:
    """Every event of a study as one line."""
    made = made or glim()
    return lines(source_events(told(made, **answers), made))


def lines(found: tuple[SourceEvent, ...]) -> list[str]:
    return [f"{each.day.isoformat()} {each.found.label}: {each.source}" for each in found]


def level(made: Study, **answers: Any) -> str:
    return Evidence(told(made, **answers)).judged["glim.c1"].grade.text


def flag(made: Study, **answers: Any) -> tuple[str, str]:
    found = Evidence(told(made, **answers)).judged["glim.c1"].flags
    return next((each.state.value, each.reason) for each in found if each.code == "SOURCE_STATUS")


NO_DAY = "2026-02-03 correction: Crossref, publisher; the day is that of the answer, none is told"
RETRACTED = event("retraction", "2024-05-17", "retraction-watch", doi="10.5555/glim.notice")


def test_a_day_and_the_month_it_lies_in_are_one_event() -> None:
    month = event("retraction", "2024-05", "PubMed", pmid="7")
    assert events(crossref=answer(RETRACTED), pubmed=answer(month)) == [
        "2024-05-17 retraction: Crossref, retraction-watch; PubMed; "
        "notice doi 10.5555/glim.notice, PMID 7"
    ]
    other = event("retraction", "2024-06", "PubMed", pmid="7")
    assert len(events(crossref=answer(RETRACTED), pubmed=answer(other))) == 2


def test_a_retracted_study_is_no_voice_for_its_own_claims() -> None:
    judged = Evidence(told(glim(), crossref=answer(RETRACTED))).judged["glim.c1"]
    assert judged.peers.studies == 0
    assert judged.peers.text == "no study that stands"


def test_an_event_names_the_service_who_says_so_and_the_notice() -> None:
    assert events(crossref=answer(RETRACTED)) == [
        "2024-05-17 retraction: Crossref, retraction-watch; notice doi 10.5555/glim.notice"
    ]


def test_a_service_that_speaks_for_itself_is_named_once() -> None:
    assert events(pubmed=answer(event("retraction", "2024-05-17", "PubMed", pmid="7"))) == [
        "2024-05-17 retraction: PubMed; notice PMID 7"
    ]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2024", "2024-01-01 correction: Crossref, publisher; told as 2024"),
        ("2024-05", "2024-05-01 correction: Crossref, publisher; told as 2024-05"),
        ("2024-05-01", "2024-05-01 correction: Crossref, publisher"),
        ("2024-02-31", "2024-02-01 correction: Crossref, publisher; told as 2024-02-31"),
        ("0000", NO_DAY),
        (None, NO_DAY),
    ],
)
def test_what_is_not_told_of_a_day_is_its_first_or_the_day_of_the_answer(
    day: str | None, shown: str
) -> None:
    assert shown in events(crossref=answer(event("correction", day)))


def test_a_work_that_a_service_knows_without_anything_grave_was_looked_up() -> None:
    assert events(pubmed=answer(day="2026-02-01"), crossref=answer(day="2026-01-30")) == [
        "2026-01-30 nothing found: Crossref",
        "2026-02-01 nothing found: PubMed",
    ]


def test_services_that_found_nothing_on_one_day_stand_in_one_line() -> None:
    noted = looked("nothing_found", "2026-02-03", "Invented register")
    assert events(glim(noted), pubmed=answer(), crossref=answer()) == [
        "2026-02-03 nothing found: Invented register; Crossref; PubMed"
    ]


def test_a_correction_is_nothing_grave_and_is_not_denied() -> None:
    assert events(crossref=answer(event("correction", "2024-05-17")), pubmed=answer()) == [
        "2024-05-17 correction: Crossref, publisher",
        "2026-02-03 nothing found: Crossref, apart from the correction; PubMed",
    ]


def test_a_service_that_does_not_know_the_work_says_nothing_of_it() -> None:
    assert events(crossref=UNKNOWN) == []
    assert flag(glim(), crossref=UNKNOWN)[0] == "not_assessable"


def test_the_same_day_told_twice_is_one_event_with_both_sources() -> None:
    noted = looked("retraction", "2024-05-17", "Notice of the journal")
    pubmed = event("retraction", "2024-05-17", "PubMed", pmid="7")
    assert events(glim(noted), crossref=answer(RETRACTED), pubmed=answer(pubmed)) == [
        "2024-05-17 retraction: Notice of the journal; Crossref, retraction-watch; PubMed; "
        "notice doi 10.5555/glim.notice, PMID 7"
    ]


def test_the_same_notice_told_twice_is_one_event_and_the_whole_day_counts() -> None:
    vague = event("retraction", "2024", "PubMed", doi="10.5555/glim.notice")
    assert events(pubmed=answer(vague), crossref=answer(RETRACTED)) == [
        "2024-05-17 retraction: Crossref, retraction-watch; PubMed; notice doi 10.5555/glim.notice"
    ]


def test_a_retraction_without_a_day_is_taken_for_the_one_that_has_one() -> None:
    vague = event("retraction", None, "OpenAlex")
    assert events(openalex=answer(vague), crossref=answer(RETRACTED)) == [
        "2024-05-17 retraction: Crossref, retraction-watch; OpenAlex; "
        "notice doi 10.5555/glim.notice"
    ]


def test_two_corrections_on_different_days_are_two() -> None:
    one, other = event("correction", "2024-05-17"), event("correction", "2025-01-02")
    assert events(crossref=answer(other, one))[:2] == [
        "2024-05-17 correction: Crossref, publisher",
        "2025-01-02 correction: Crossref, publisher",
    ]


def test_events_of_different_kinds_on_one_day_stay_apart() -> None:
    one, other = event("correction", "2024-05-17"), event("retraction", "2024-05-17")
    assert events(crossref=answer(other, one)) == [
        "2024-05-17 correction: Crossref, publisher",
        "2024-05-17 retraction: Crossref, publisher",
    ]


def test_a_source_without_end_is_cut() -> None:
    (found,) = source_events(
        told(made := glim(), crossref=answer(event("retraction", "2024-05-17", "x" * 4000))), made
    )
    assert len(found.source) == 320
    assert found.source.endswith("x…")
    assert SourceEvent.model_validate_json(found.model_dump_json()) == found


# What it means for claims.


def test_a_retraction_told_by_a_service_leaves_nothing_of_a_claim() -> None:
    assert level(glim()) == "E1"
    assert level(glim(), crossref=answer(RETRACTED)) == "E0"
    assert flag(glim(), crossref=answer(RETRACTED)) == (
        "raised",
        "retraction: Crossref, retraction-watch; notice doi 10.5555/glim.notice, 2024-05-17",
    )


def test_a_retraction_of_one_service_stands_though_others_know_of_none() -> None:
    said = {"crossref": answer(RETRACTED), "pubmed": answer(day="2026-03-01")}
    noted = looked("nothing_found", "2026-03-02")
    assert level(glim(noted), **said) == "E0"
    assert flag(glim(noted), **said)[0] == "raised"


def test_a_concern_caps_at_e1_and_is_raised() -> None:
    given = {"design": "animal", "animals": [{"species": "moor-mouse"}]}
    made = study(
        {**given, "manipulated": "vesicles_given"},
        claims=[{**CLAIM, "support": ["e1"]}],
        identification=glim().identification.model_dump(mode="json"),
    )
    concern = answer(event("expression_of_concern", "2024-05-17"))
    assert level(made) == "E2"
    assert level(made, europepmc=concern) == "E1"
    assert flag(made, europepmc=concern)[0] == "raised"


def test_a_reinstatement_after_a_retraction_lifts_it_and_before_it_does_not() -> None:
    after = answer(RETRACTED, event("reinstatement", "2025-01-02"))
    before = answer(RETRACTED, event("reinstatement", "2023-01-02"))
    assert (level(glim(), crossref=after), flag(glim(), crossref=after)[0]) == ("E1", "cleared")
    assert (level(glim(), crossref=before), flag(glim(), crossref=before)[0]) == ("E0", "raised")


def test_a_reinstatement_holds_against_a_service_that_knows_only_of_a_retraction() -> None:
    whole = answer(RETRACTED, event("reinstatement", "2025-01-02"))
    vague = answer(event("retraction", None, "OpenAlex"))
    assert level(glim(), crossref=whole, openalex=vague) == "E1"


@pytest.mark.parametrize("kind", ["preprint_of", "version_of_record"])
def test_another_version_says_nothing_of_whether_the_work_stands(kind: str) -> None:
    other = event(kind, "2027-01-01", doi="10.5555/glim.other")
    found = source_events(told(made := glim(), crossref=answer(other)), made)
    label = kind.replace("_", " ")
    assert lines(found) == [
        "2026-02-03 nothing found: Crossref",
        f"2027-01-01 {label}: Crossref, publisher; other version doi 10.5555/glim.other",
    ]
    assert lines((last_word(found),)) == ["2026-02-03 nothing found: Crossref"]
    assert last_look(found).isoformat() == "2026-02-03"
    assert standing(found[1:]) is None
    assert last_look(found[1:]) is None


def test_another_version_after_a_retraction_does_not_hide_it() -> None:
    said = answer(RETRACTED, event("version_of_record", "2025-01-01"))
    assert level(glim(), crossref=said) == "E0"


# Answers about another work.


@pytest.mark.parametrize(
    ("now", "old"),
    [
        ({"doi": "10.5555/glim.1"}, ()),
        ({"doi": "10.5555/glim.1", "pmid": "8"}, ()),
        ({"doi": "10.5555/glim.2"}, ("doi",)),
        ({"pmid": "8"}, ("doi",)),
    ],
)
def test_answers_count_as_long_as_the_identifiers_asked_for_are_those_of_the_record(
    now: dict[str, str], old: tuple[str, ...]
) -> None:
    made = glim(**now)
    kb = told(made, crossref=answer(RETRACTED))
    assert outdated(kb.metadata["glim"], made.identification) == old
    assert len(source_events(kb, made)) == (0 if old else 1)
    assert Evidence(kb).judged["glim.c1"].grade.text == ("E1" if old else "E0")


def test_two_identifiers_that_were_asked_for_may_both_be_old() -> None:
    said = Metadata(asked=Asked(doi="10.5555/old", pmid="9", pmcid="PMC9"), answers={})
    assert outdated(said, glim(doi="10.5555/new", pmcid="PMC9").identification) == ("doi", "pmid")


def test_answers_to_no_identifier_at_all_count_for_nothing() -> None:
    made = glim()
    assert source_events(told(made, asked={}, crossref=answer(RETRACTED)), made) == ()


# Where it is shown.


def toy_told(name: str, **answers: Any) -> KnowledgeBase:
    """The toy knowledge base with other answers about one of its records."""
    kb = toy.knowledge_base().published
    who = {**kb.studies, **kb.works}[name].identification
    asked = {key: value for key in ("doi", "pmid", "pmcid") if (value := getattr(who, key))}
    said = Metadata.model_validate_json(json.dumps({"asked": asked, "answers": answers}))
    return replace(kb, metadata={name: said})


def never_looked_up(kb: KnowledgeBase) -> list[str]:
    lists = work_lists(Places(kb), Evidence(kb))
    return [r.id for found in lists if found.id == "source-not-checked" for r in found.records]


def test_what_a_service_looked_up_leaves_the_list_of_works_that_nobody_looked_up() -> None:
    assert "rna-b-drug" in never_looked_up(replace(toy.knowledge_base(), metadata={}))
    assert "rna-b-drug" in never_looked_up(toy_told("rna-b-drug", pubmed=UNKNOWN))
    assert "rna-b-drug" not in never_looked_up(toy_told("rna-b-drug", pubmed=answer()))


@pytest.mark.parametrize(
    ("name", "folder"), [("rna-b-drug", "studies"), ("overview-of-vesicles", "works")]
)
def test_the_page_of_a_study_or_work_shows_the_events_and_escapes_them(
    name: str, folder: str
) -> None:
    hostile = event("retraction", "2024-05-17", 'Fern <x-evil> & "moss"')
    shown = toy.html(f"{folder}/{name}", toy_told(name, crossref=answer(hostile)))
    parsed = Parsed(shown)
    assert "x-evil" not in {tag for _, tag, *_ in parsed.shape}
    assert 'retraction: Crossref, Fern <x-evil> & "moss"' in parsed.text


def test_the_trust_strip_says_what_a_service_found() -> None:
    gone = toy.html("studies/rna-b-drug", toy_told("rna-b-drug", crossref=answer(RETRACTED)))
    fine = toy.html("studies/rna-b-drug", toy_told("rna-b-drug", crossref=answer()))
    assert "<b>source: retraction, 2024-05-17</b>" in gone
    assert "source stands, 2026-02-03" in fine


def test_the_export_holds_the_events_beside_what_was_typed() -> None:
    kb = toy_told("overview-of-vesicles", crossref=answer(RETRACTED), pubmed=answer())
    document = json.loads(as_json(kb))
    assert document["schema_version"] == SCHEMA_VERSION
    work = next(each for each in document["works"] if each["id"] == "overview-of-vesicles")
    assert work["identification"]["source_status"] == []
    assert work["source_events"] == [
        {
            "found": "retraction",
            "day": "2024-05-17",
            "source": "Crossref, retraction-watch; notice doi 10.5555/glim.notice",
        },
        {"found": "nothing_found", "day": "2026-02-03", "source": "PubMed"},
    ]
