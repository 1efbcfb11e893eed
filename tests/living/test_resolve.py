"""Looking for the work behind a reference: shown with reasons, written only when picked."""

from __future__ import annotations

import shutil
from pathlib import Path

import lamps
import pytest
from click.testing import CliRunner, Result

import toy
from npcev_kb.cli import main
from npcev_kb.living.resolve import look_for
from npcev_kb.model.vocabulary import HistoryKind, IdentificationStatus
from npcev_kb.store.project import Project
from replay import serving, text_reply

UNRESOLVED = """\
id: lamp-idea
label: An idea on lamps
review_refs: [8]
identification:
  status: unresolved # for now
  candidates:
    - {title: Vesicles of Lampyris inventa carry lamp RNA}
    - {title: Something else}
reading_basis: review_only
cargo: [{entity: protein-a, form: protein}]
curation: {status: unreviewed, updated: 2026-01-06}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The toy knowledge base with one study whose work nobody knows."""
    project = Project(toy.copy(tmp_path / "kb"))
    text = UNRESOLVED.replace("review_refs: [8]", 'sections: ["4"]')
    (project.data / "studies" / "lamp-idea.yaml").write_text(text, encoding="utf-8")
    return project


def resolve(project: Project, *options: str, **replies: object) -> Result:
    """Run the command on the one study against the services of the lamps."""
    with serving({**lamps.answers(), **replies}) as server:
        environment = lamps.configuration(project.root.parent, server) | {"COLUMNS": "160"}
        arguments = ["--root", str(project.root), "resolve", "lamp-idea", *options]
        return CliRunner(env=environment).invoke(main, arguments)


def test_candidates_are_shown_with_their_reasons_and_nothing_is_written(project: Project) -> None:
    before = toy.files(project.data)
    shown = resolve(project)
    assert shown.exit_code == 0, shown.output
    assert "lamp-idea (reference not in the list; not identified): An idea" in shown.output
    assert "doi 10.5555/lamp.2024.1 PMID 99000001" in shown.output
    assert "found in Crossref and PubMed" in shown.output
    assert "title 100 % like a noted one" in shown.output
    assert "Retraction of" not in shown.output
    assert toy.files(project.data) == before


def test_a_picked_work_is_written_as_probable_with_its_sources(project: Project) -> None:
    picked = resolve(project, "--pick", "1")
    assert picked.exit_code == 0, picked.output
    who = lamps.kb(project).studies["lamp-idea"].identification
    assert who.status is IdentificationStatus.PROBABLE
    assert (who.doi, who.year, who.authors[0]) == ("10.5555/lamp.2024.1", 2024, "Doe J")
    assert "https://doi.org/10.5555/lamp.2024.1" in who.seen_at
    assert [candidate.title for candidate in who.candidates] == ["Something else"]
    text = (project.data / "studies" / "lamp-idea.yaml").read_text(encoding="utf-8")
    assert "status: probable   # for now" in text


def test_a_work_can_be_picked_by_its_identifier_and_confirmed(project: Project) -> None:
    picked = resolve(project, "--pick", "https://doi.org/10.5555/LAMP.2024.1", "--confirmed")
    assert picked.exit_code == 0, picked.output
    who = lamps.kb(project).studies["lamp-idea"].identification
    assert (who.status, who.doi) == (IdentificationStatus.CONFIRMED, "10.5555/lamp.2024.1")


def test_what_was_said_of_another_work_is_taken_out_so_that_two_works_never_mix(
    project: Project,
) -> None:
    path = project.data / "studies" / "lamp-idea.yaml"
    other = (
        "  status: probable\n  title: Another lamp\n  journal: J\n  volume: '99'\n"
        "  pmid: '99009999'\n  seen_at: [https://mirror.example/another]\n"
        "  source_status: [{found: retraction, day: 2020-01-01, source: A register}]\n"
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  status: unresolved # for now\n", other), encoding="utf-8")
    picked = resolve(project, "--pick", "10.5555/lamp.2024.1")
    assert picked.exit_code == 0, picked.output
    who = lamps.kb(project).studies["lamp-idea"].identification
    assert (who.doi, who.pmid, who.source_status) == ("10.5555/lamp.2024.1", "99000001", ())
    assert (who.volume, "https://mirror.example/another" in who.seen_at) == ("7", False)
    (entry,) = lamps.kb(project).history["lamp-idea"]
    changed = {change.field: (change.before, change.after) for change in entry.changed}
    assert changed["pmid"] == ("99009999", "99000001")
    assert changed["source_status"] == ("retraction, 2020-01-01, A register", None)


def test_a_work_that_is_the_same_keeps_what_was_seen_of_it(project: Project) -> None:
    path = project.data / "studies" / "lamp-idea.yaml"
    same = (
        "  status: probable\n  doi: 10.5555/lamp.2024.1\n  note: Seen.\n"
        "  seen_at: [https://mirror.example/lamp]\n"
        "  source_status: [{found: nothing_found, day: 2020-01-01, source: A register}]\n"
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  status: unresolved # for now\n", same), encoding="utf-8")
    assert resolve(project, "--pick", "1", "--confirmed").exit_code == 0
    who = lamps.kb(project).studies["lamp-idea"].identification
    assert who.seen_at[0] == "https://mirror.example/lamp"
    assert len(who.source_status) == 1


def test_the_decision_is_in_the_history_with_what_was_turned_down(project: Project) -> None:
    resolve(project, "--pick", "1", "--by", "Another curator")
    (entry,) = lamps.kb(project).history["lamp-idea"]
    assert (entry.kind, entry.by) == (HistoryKind.IDENTIFIED, "Another curator")
    assert entry.chosen is not None
    assert entry.chosen.doi == "10.5555/lamp.2024.1"
    assert entry.chosen.reasons
    assert entry.rejected


def test_works_that_none_fit_do_not_come_again(project: Project) -> None:
    aside = resolve(project, "--none")
    assert aside.exit_code == 0, aside.output
    (entry,) = lamps.kb(project).history["lamp-idea"]
    assert (entry.kind, entry.by) == (HistoryKind.NONE_FITS, "A curator")
    again = resolve(project)
    assert "10.5555/lamp.2024.1" not in again.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--pick", "99"), "99 is no candidate of lamp-idea"),
        (("--pick", "10.5555/other"), "10.5555/other is no candidate of lamp-idea"),
        (("--confirmed",), "--confirmed goes with --pick"),
        (("--none", "--by", " "), "--by is empty, too long or more than one line"),
        (("--pick", "2", "--rows", "1"), "2 is no candidate of lamp-idea"),
        (("--pick", "1", "--none"), "choose one of --pick and --none"),
        (("dim-lamp", "--pick", "1"), 'there is no record "dim-lamp"'),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    project: Project, options: tuple[str, ...], said: str
) -> None:
    before = toy.files(project.data)
    refused = resolve(project, *options)
    assert refused.exit_code == 2
    assert said in refused.output
    assert toy.files(project.data) == before


def test_only_what_was_shown_is_set_aside_and_an_identifier_brings_it_back(
    project: Project,
) -> None:
    assert resolve(project, "--none", "--rows", "1").exit_code == 0
    (entry,) = lamps.kb(project).history["lamp-idea"]
    assert [work.doi for work in entry.rejected] == ["10.5555/lamp.2024.1"]
    picked = resolve(project, "--pick", "10.5555/lamp.2024.1")
    assert picked.exit_code == 0, picked.output
    assert "next: npcev enrich lamp-idea" in picked.output


def test_a_number_is_not_taken_when_a_service_failed(project: Project) -> None:
    before = toy.files(project.data)
    failing = {"/crossref/works": text_reply("no", 400)}
    refused = resolve(project, "--pick", "1", **failing)
    assert refused.exit_code == 2
    assert "pick by DOI or PubMed number" in refused.output
    assert toy.files(project.data) == before


def test_an_identified_record_is_not_decided_on_again(project: Project) -> None:
    assert resolve(project, "--pick", "1", "--confirmed").exit_code == 0
    before = toy.files(project.data)
    again = resolve(project, "--pick", "1")
    assert again.exit_code == 2
    assert "lamp-idea is identified already" in again.output
    assert toy.files(project.data) == before


def test_a_folder_in_the_way_is_said_and_the_record_stays(project: Project) -> None:
    shutil.rmtree(project.data / "history")
    (project.data / "history").write_text("in the way", encoding="utf-8")
    before = toy.files(project.data)
    refused = resolve(project, "--pick", "1")
    assert refused.exit_code == 2
    assert "it could not be written: " in refused.output
    assert toy.files(project.data) == before


def test_a_service_that_fails_is_named_and_the_other_is_shown(project: Project) -> None:
    failing = {"/crossref/works": text_reply("no", 400)}
    shown = resolve(project, **failing)
    assert shown.exit_code == 1
    assert "lamp-idea: Crossref refuses the request" in shown.output
    assert "PMID 99000001" in shown.output


def test_a_service_that_is_down_is_not_asked_about_the_next_record(project: Project) -> None:
    kb, down = lamps.kb(project), dict[str, str]()
    answers = {**lamps.answers(), "/crossref/works": text_reply("down", 503)}
    with lamps.asked(answers) as (services, server):
        records = [kb.studies["lamp-idea"], kb.studies["rna-b-drug"]]
        found = [look_for(kb, services, record, down=down) for record in records]
    assert sum(seen.path.startswith("/crossref/") for seen in server.seen) == 5
    assert [len(each.failures) for each in found] == [1, 1]
    assert "not asked again in this run" in found[1].failures[0]
