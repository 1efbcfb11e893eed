"""Asking the services about the works behind records, and what becomes of the metadata files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import lamps
import pytest

import toy
from npcev_kb.living.refresh import USUAL, Outcome, Refresh, State, keep, orphans
from npcev_kb.model.vocabulary import Service, SourceEventKind
from npcev_kb.store.project import Project
from replay import Answer, json_reply, text_reply

CROSSREF = "/crossref/works/10.5555/lamp.2022.7"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return lamps.lay_out(tmp_path / "kb")


def refresh(
    project: Project,
    replies: Mapping[str, Answer],
    *,
    day: date = lamps.DAY,
    names: tuple[str, ...] = ("lamp-vesicles", "dim-lamps"),
) -> dict[str, Outcome]:
    """Ask about the two studies, keep what is said, and return the outcomes by record."""
    kb = lamps.kb(project)
    records = [kb.studies[name] for name in names]
    with lamps.asked(replies) as (services, _):
        found = {each.record: each for each in Refresh(kb, services, USUAL, day).run(records)}
    for outcome in found.values():
        keep(project, outcome)
    return found


def states(outcomes: Mapping[str, Outcome]) -> dict[str, State]:
    return {name: outcome.state for name, outcome in outcomes.items()}


def metadata(project: Project) -> dict[str, bytes]:
    folder = project.data / "metadata"
    return toy.files(folder) if folder.is_dir() else {}


def test_each_service_is_asked_and_its_answer_kept_with_the_day(project: Project) -> None:
    before = toy.files(project.data / "studies")
    assert states(refresh(project, lamps.answers())) == {
        "lamp-vesicles": State.NEW,
        "dim-lamps": State.NEW,
    }
    said = lamps.kb(project).metadata["lamp-vesicles"]
    assert set(said.answers) == set(USUAL)
    assert {answer.day for answer in said.answers.values()} == {lamps.DAY}
    work = said.answers[Service.CROSSREF].work
    assert work is not None
    assert (work.doi, work.published, work.authors[0].printed) == (
        "10.5555/lamp.2024.1",
        "2024-03-07",
        "Doe J",
    )
    assert toy.files(project.data / "studies") == before


def test_a_retraction_is_kept_as_dated_events_of_each_service(project: Project) -> None:
    refresh(project, lamps.answers())
    said = lamps.kb(project).metadata["dim-lamps"]
    crossref = said.answers[Service.CROSSREF].work
    assert crossref is not None
    assert [(e.found, e.day, e.source) for e in crossref.events] == [
        (SourceEventKind.RETRACTION, "2023-05-02", "retraction-watch"),
        (SourceEventKind.RETRACTION, "2023-05-02", "publisher"),
    ]


def test_the_text_of_an_abstract_is_in_no_file(project: Project) -> None:
    refresh(project, lamps.answers())
    text = metadata(project)["lamp-vesicles.json"].decode()
    assert "glow" not in text
    told = json.loads(text)["answers"]["pubmed"]["abstract"]
    assert set(told) == {"sha256", "length"}
    assert told["length"] > 40


def test_the_terms_of_the_record_are_looked_for_and_kept_without_text(project: Project) -> None:
    refresh(project, lamps.answers())
    grounding = lamps.kb(project).metadata["lamp-vesicles"].grounding
    assert grounding is not None
    assert (grounding.service, grounding.with_abstract) == (Service.PUBMED, True)
    assert (grounding.found, grounding.missing) == ((), ("protein-a",))


def test_the_same_answers_change_no_byte_on_any_later_day(project: Project) -> None:
    refresh(project, lamps.answers())
    before = metadata(project)
    again = refresh(project, lamps.answers(), day=lamps.LATER)
    assert set(states(again).values()) == {State.UNCHANGED}
    assert metadata(project) == before


def test_files_have_sorted_keys_and_end_with_a_line(project: Project) -> None:
    refresh(project, lamps.answers())
    for body in metadata(project).values():
        data = json.loads(body)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
        assert body.decode() == text


def test_only_the_answer_that_changed_gets_a_new_day(project: Project) -> None:
    refresh(project, lamps.answers())
    retracted_no_more = lamps.reply("crossref/work-reinstated.json")
    again = refresh(project, {**lamps.answers(), CROSSREF: retracted_no_more}, day=lamps.LATER)
    assert states(again)["dim-lamps"] == State.CHANGED
    said = lamps.kb(project).metadata["dim-lamps"].answers
    assert said[Service.CROSSREF].day == lamps.LATER
    assert said[Service.PUBMED].day == lamps.DAY


def test_a_service_that_fails_keeps_what_it_said_before(project: Project) -> None:
    refresh(project, lamps.answers())
    before = metadata(project)
    broken = {**lamps.answers(), CROSSREF: text_reply("<html>Sorry</html>", 200, "text/html")}
    again = refresh(project, broken, day=lamps.LATER)
    assert states(again)["dim-lamps"] == State.UNCHANGED
    (failure,) = again["dim-lamps"].failures
    assert failure == "Crossref sent a web page instead of data"
    assert metadata(project) == before


def test_one_record_that_fails_does_not_stop_the_others(project: Project) -> None:
    broken = {**lamps.answers(), CROSSREF: json_reply({"status": "failed"}, 400)}
    found = refresh(project, broken, names=("dim-lamps", "lamp-vesicles"))
    assert found["lamp-vesicles"].failures == ()
    assert len(found["dim-lamps"].failures) == 1
    assert Service.CROSSREF not in lamps.kb(project).metadata["dim-lamps"].answers


def test_a_service_that_is_down_is_not_asked_again_in_the_same_run(project: Project) -> None:
    down = {path: text_reply("down", 503) for path in lamps.answers()}
    with lamps.asked({**lamps.answers(), **down}) as (services, server):
        kb = lamps.kb(project)
        records = [kb.studies[name] for name in ("lamp-vesicles", "dim-lamps")]
        found = list(Refresh(kb, services, USUAL, lamps.DAY).run(records))
    assert [outcome.state for outcome in found] == [State.FAILED, State.FAILED]
    assert [len(outcome.failures) for outcome in found] == [3, 3]
    assert "not asked again" in found[1].failures[-1]
    assert sum(seen.path.startswith("/crossref/") for seen in server.seen) == 5


def test_a_work_that_a_service_does_not_know_is_an_answer(project: Project) -> None:
    unknown = {**lamps.answers(), CROSSREF: text_reply("Resource not found.", 404)}
    refresh(project, unknown)
    answer = lamps.kb(project).metadata["dim-lamps"].answers[Service.CROSSREF]
    assert (answer.found, answer.work) == (False, None)


def test_records_without_an_identifier_are_not_asked_about(project: Project) -> None:
    found = refresh(project, {}, names=("unnamed-cargo-cells",))
    assert states(found) == {"unnamed-cargo-cells": State.UNIDENTIFIED}


def test_answers_under_other_identifiers_are_dropped(project: Project) -> None:
    refresh(project, lamps.answers())
    path = project.data / "studies" / "dim-lamps.yaml"
    path.write_text(path.read_text().replace('  pmid: "99000002"\n', ""), encoding="utf-8")
    nothing = {**lamps.answers(), "/idconv/": json_reply({"status": "ok", "records": []})}
    refresh(project, nothing, day=lamps.LATER)
    said = lamps.kb(project).metadata["dim-lamps"]
    assert said.asked.pmid is None
    assert Service.PUBMED not in said.answers


def test_a_work_known_by_its_doi_alone_is_found_in_pubmed_through_the_converter(
    project: Project,
) -> None:
    path = project.data / "studies" / "lamp-vesicles.yaml"
    path.write_text(path.read_text().replace('  pmid: "99000001"\n', ""), encoding="utf-8")
    refresh(project, lamps.answers(), names=("lamp-vesicles",))
    answer = lamps.kb(project).metadata["lamp-vesicles"].answers[Service.PUBMED]
    assert answer.work is not None
    assert answer.work.pmid == "99000001"


def test_metadata_of_a_record_that_is_gone_is_removed(project: Project) -> None:
    refresh(project, lamps.answers())
    (project.data / "studies" / "dim-lamps.yaml").unlink()
    gone = list(orphans(project))
    assert [(outcome.record, outcome.state) for outcome in gone] == [("dim-lamps", State.REMOVED)]
    keep(project, gone[0])
    assert set(metadata(project)) == {"lamp-vesicles.json", "protein-a-vessels.json"}


def test_the_report_tells_service_count_and_total(project: Project) -> None:
    kb, told = lamps.kb(project), []
    records = [kb.studies[name] for name in ("lamp-vesicles", "dim-lamps")]
    with lamps.asked(lamps.answers()) as (services, _):
        report = lambda service, done, total: told.append((service.value, done, total))  # noqa: E731
        list(Refresh(kb, services, USUAL, lamps.DAY, report).run(records))
    assert told == [
        ("pubmed", 2, 2),
        ("europepmc", 1, 2),
        ("crossref", 1, 2),
        ("europepmc", 2, 2),
        ("crossref", 2, 2),
    ]
