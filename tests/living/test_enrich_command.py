"""`npcev enrich` as a curator meets it: what it says, what it writes, how it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import lamps
import pytest
from click.testing import CliRunner, Result

import toy
from npcev_kb.cli import main
from npcev_kb.store.project import Project
from replay import Reply, Seen, json_reply, serving, text_reply

KEY = "a-key-that-nobody-may-see"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return lamps.lay_out(tmp_path / "kb")


def enrich(project: Project, *arguments: str, **replies: object) -> Result:
    """Run the command against the services of the lamps."""
    with serving({**lamps.answers(), **replies}) as server:
        environment = lamps.configuration(project.root.parent, server) | {"NCBI_API_KEY": KEY}
        whole = ["--root", str(project.root), "enrich", *arguments]
        return CliRunner(env=environment).invoke(main, whole)


def test_it_says_each_file_that_is_new_and_counts_all(project: Project) -> None:
    run = enrich(project, "lamp-vesicles", "dim-lamps")
    assert run.stdout.splitlines()[:2] == [
        "data/metadata/lamp-vesicles.json: new",
        "data/metadata/dim-lamps.json: new",
    ]
    assert "2 works: 2 new" in run.stderr


def test_a_second_run_changes_nothing_and_says_so(project: Project) -> None:
    enrich(project, "dim-lamps")
    before = toy.files(project.data)
    run = enrich(project, "dim-lamps")
    assert (run.exit_code, run.stdout) == (0, "")
    assert "1 work: 1 unchanged" in run.stderr
    assert toy.files(project.data) == before


def test_a_retraction_is_said_when_a_service_first_tells_it(project: Project) -> None:
    run = enrich(project, "dim-lamps")
    assert "dim-lamps: retraction, 2023-05-02: Crossref, retraction-watch; " in run.stdout
    assert "see npcev impact dim-lamps" in run.stdout
    assert "retraction" not in enrich(project, "dim-lamps").stdout


def test_a_record_with_errors_is_named_and_the_others_are_asked_about(project: Project) -> None:
    path = project.data / "studies" / "lamp-vesicles.yaml"
    path.write_text(path.read_text() + "level: E5\n", encoding="utf-8")
    one = enrich(project, "lamp-vesicles")
    assert one.exit_code == 2
    assert "lamp-vesicles has errors: mend it first" in one.output
    others = {"10.5555/toy.1", "10.5555/toy.6", "10.5555/toy.later"}
    nobody = {f"/crossref/works/{doi}": text_reply("Resource not found.", 404) for doi in others}
    run = enrich(project, **nobody)
    assert run.exit_code == 1
    assert "lamp-vesicles: has errors, so nobody was asked about it" in run.stderr
    assert "data/metadata/dim-lamps.json: new" in run.stdout


def test_a_work_that_nobody_knows_is_a_problem_at_its_identifier(project: Project) -> None:
    silent = {
        "/crossref/works/10.5555/lamp.2022.7": text_reply("Resource not found.", 404),
        "/europepmc/search": json_reply({"hitCount": 0, "resultList": {"result": []}}),
        "/eutils/efetch.fcgi": text_reply("<PubmedArticleSet/>", kind="text/xml"),
    }
    run = enrich(project, "dim-lamps", **silent)
    assert run.exit_code == 1
    assert "data/studies/dim-lamps.yaml:8:8 work-not-found (warning): none of " in run.stdout


def test_what_a_service_once_knew_is_kept_when_it_forgets(project: Project) -> None:
    enrich(project, "dim-lamps")
    before = toy.files(project.data)
    forgets = {"/crossref/works/10.5555/lamp.2022.7": text_reply("Resource not found.", 404)}
    run = enrich(project, "dim-lamps", **forgets)
    assert run.exit_code == 1
    assert "Crossref does not know the work any more; what it said is kept" in run.stderr
    assert toy.files(project.data) == before


def test_check_names_what_would_change_and_writes_nothing(project: Project) -> None:
    before = toy.files(project.data)
    run = enrich(project, "lamp-vesicles", "--check")
    assert run.exit_code == 1
    assert run.stdout == "data/metadata/lamp-vesicles.json: would be new\n"
    assert toy.files(project.data) == before
    enrich(project, "lamp-vesicles")
    assert enrich(project, "lamp-vesicles", "--check").exit_code == 0


def test_only_the_named_service_is_asked(project: Project) -> None:
    enrich(project, "dim-lamps", "--service", "crossref")
    assert set(lamps.kb(project).metadata["dim-lamps"].answers) == {"crossref"}


def test_a_difference_is_a_problem_at_its_line_with_both_values(project: Project) -> None:
    path = project.data / "studies" / "dim-lamps.yaml"
    path.write_text(path.read_text().replace("year: 2022", "year: 2012"), encoding="utf-8")
    run = enrich(project, "dim-lamps")
    assert "data/studies/dim-lamps.yaml:7:9 year-differs (warning): " in run.stdout
    assert "2012" in run.stdout
    assert "2022" in run.stdout
    assert "year: 2012" in path.read_text(encoding="utf-8")


def test_a_service_that_fails_is_named_and_the_end_is_one(project: Project) -> None:
    failing = {"/crossref/works/10.5555/lamp.2022.7": text_reply("<html>Sorry</html>", 403)}
    run = enrich(project, "dim-lamps", "lamp-vesicles", **failing)
    assert run.exit_code == 1
    assert "dim-lamps: Crossref refuses the request" in run.stderr
    assert "2 works: 2 new; 1 with a service that did not answer" in run.stderr


def test_a_key_is_sent_and_never_shown(project: Project) -> None:
    failing = {"/eutils/efetch.fcgi": json_reply({"error": f"api key {KEY} is not valid"}, 400)}
    with serving({**lamps.answers(), **failing}) as server:
        environment = lamps.configuration(project.root.parent, server) | {"NCBI_API_KEY": KEY}
        arguments = ["--root", str(project.root), "enrich", "dim-lamps"]
        run = CliRunner(env=environment).invoke(main, arguments)
    assert any(seen.query.get("api_key") == KEY for seen in server.seen)
    assert "PubMed refuses the request" in run.stderr
    assert KEY not in run.output
    assert KEY not in repr(run.exception)
    assert not any(KEY.encode() in body for body in toy.files(project.data).values())


def test_a_folder_that_cannot_be_written_is_named_with_each_record(project: Project) -> None:
    shutil.rmtree(project.data / "metadata")
    (project.data / "metadata").write_text("in the way", encoding="utf-8")
    run = enrich(project, "lamp-vesicles", "dim-lamps")
    assert run.exit_code == 1
    assert "lamp-vesicles: its metadata cannot be written: " in run.stderr
    assert "dim-lamps: its metadata cannot be written: " in run.stderr


def test_ctrl_c_keeps_what_was_answered_and_says_so(project: Project, tmp_path: Path) -> None:
    asked, server_is_done = threading.Event(), threading.Event()

    def never(seen: Seen) -> Reply:
        asked.set()
        server_is_done.wait(30)
        return text_reply("too late", 404)

    answers = {**lamps.answers(), "/crossref/works/10.5555/lamp.2022.7": never}
    with serving(answers) as server:
        environment = os.environ | lamps.configuration(tmp_path, server)
        npcev = [sys.executable, "-m", "npcev_kb", "--root", str(project.root), "enrich"]
        child = subprocess.Popen(
            [*npcev, "lamp-vesicles", "dim-lamps"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert asked.wait(30)
        child.send_signal(signal.SIGINT)
        said, told = child.communicate(timeout=30)
        server_is_done.set()
    assert child.returncode == 1
    assert said == "data/metadata/lamp-vesicles.json: new\n"
    assert "stopped; what was answered is kept, and every file is whole" in told
    assert "Traceback" not in told
    assert "dim-lamps" not in lamps.kb(project).metadata


def test_without_a_configuration_it_says_what_to_set_and_does_nothing(project: Project) -> None:
    arguments = ["--root", str(project.root), "enrich"]
    empty = {"NPCEV_CONFIG": "", "NPCEV_CONTACT": "", "NPCEV_TOOL": "", "HOME": str(project.root)}
    run = CliRunner(env=empty).invoke(main, arguments)
    assert run.exit_code == 2
    assert "export NPCEV_CONTACT=" in run.output
    assert "export NPCEV_TOOL=" in run.output


def test_an_unknown_record_gets_the_nearest_name(project: Project) -> None:
    run = enrich(project, "dim-lamp")
    assert run.exit_code == 2
    assert 'there is no record "dim-lamp"; did you mean "dim-lamps"?' in run.output


def test_all_records_are_asked_about_and_orphans_go(project: Project) -> None:
    enrich(project, "dim-lamps")
    (project.data / "studies" / "dim-lamps.yaml").unlink()
    others = {"10.5555/toy.1", "10.5555/toy.6", "10.5555/toy.later"}
    nobody = {f"/crossref/works/{doi}": text_reply("Resource not found.", 404) for doi in others}
    run = enrich(project, **nobody)
    assert "data/metadata/dim-lamps.json: removed" in run.stdout
    assert not (project.data / "metadata" / "dim-lamps.json").exists()
    assert "data/metadata/overview-of-vesicles.json: new" in run.stdout


def test_accepting_writes_one_value_offline_and_names_both_files(project: Project) -> None:
    path = project.data / "studies" / "dim-lamps.yaml"
    path.write_text(path.read_text().replace("year: 2022", "year: 2012"), encoding="utf-8")
    enrich(project, "dim-lamps")
    run = enrich(project, "dim-lamps", "--accept", "year=crossref")
    assert run.exit_code == 0, run.output
    assert run.stdout.splitlines()[0] == "written: data/studies/dim-lamps.yaml"
    assert run.stdout.splitlines()[1].startswith("written: data/history/dim-lamps/")
    text = path.read_text(encoding="utf-8")
    assert "year: 2022" in text
    assert "identification: # seen in a catalogue of toys" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--accept", "year"), "name the one record that --accept is for"),
        (("dim-lamps", "--accept", "year", "--check"), "it goes without --check and --service"),
        (("dim-lamps", "--accept", "year", "--by", "a\nb"), "--by is empty, too long or more"),
        (("dim-lamps", "--accept", "colour"), '"colour" cannot be taken over'),
        (("dim-lamps", "--accept", "year"), "no service was asked about dim-lamps yet"),
    ],
)
def test_what_cannot_be_accepted_is_said(
    project: Project, arguments: tuple[str, ...], said: str
) -> None:
    run = enrich(project, *arguments)
    assert run.exit_code == 2
    assert said in run.output
