"""Deciding on candidates: each decision is written at once, what is included becomes a draft."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from npcev_kb.living.candidates import work_of
from npcev_kb.living.editing import NotWrittenError
from npcev_kb.living.screen import Desk, NotDecidedError, Verdict
from npcev_kb.model.published import tidy
from npcev_kb.model.screening import Candidate, Decision, Found, Search, SearchRun
from npcev_kb.model.vocabulary import ExclusionReason, ScreeningStatus, Service
from npcev_kb.pipeline import validate
from npcev_kb.store.project import Project
from npcev_kb.store.reader import Reader
from npcev_kb.store.screening import read_candidate, read_ledger, write_candidate, write_run
from searching import DAY, NEXT_DAY, kb, lay_out, ledger

FOUND = (Found(query="glow", service=Service.PUBMED, day="2026-11-20"),)
LAMPS = Candidate(
    id="doi-10-5555-lamps-1",
    title="Exosomes of glowing lamps in moor fever",
    authors=("Doe J", "Roe R"),
    journal="Journal of Toys",
    year=2026,
    doi="10.5555/lamps.1",
    found=FOUND,
    score=50,
    reasons=('fever: "moor fever" in the title (+20)',),
)
SHADE = Candidate(id="pmid-99000002", title="Shade", pmid="99000002", found=FOUND, score=40)
NAMELESS = Candidate(id="title-no-name", title="No: name & number", found=FOUND, score=30)
SEARCH = Search(query="glow", service="pubmed", since="2026-01-01", found=2, known=1, new=1)
INCLUDE = Verdict(ScreeningStatus.INCLUDED)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A toy knowledge base in which three candidates wait."""
    found = lay_out(tmp_path / "kb")
    for candidate in (NAMELESS, SHADE, LAMPS):
        write_candidate(found, candidate)
    return found


def desk(project: Project, day: date = DAY, by: str = "Jane Doe") -> Desk:
    return Desk(project, kb(project), by, day)


def candidate(project: Project, name: str) -> Candidate:
    found = read_candidate(project, name)
    assert found is not None
    return found


# Files


texts = st.text(min_size=1, max_size=60).map(tidy).filter(bool)
sentences = (
    st.text(min_size=1, max_size=60)
    .map(str.strip)
    .filter(lambda text: bool(text) and text.isprintable())
)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
decisions = st.one_of(
    st.builds(
        Decision,
        status=st.sampled_from([ScreeningStatus.INCLUDED, ScreeningStatus.LATER]),
        note=st.none() | sentences,
        by=sentences,
        day=days,
    ),
    st.builds(
        Decision,
        status=st.just(ScreeningStatus.EXCLUDED),
        reason=st.sampled_from(ExclusionReason),
        note=sentences,
        by=sentences,
        day=days,
    ),
)
candidates = st.builds(
    Candidate,
    id=st.sampled_from(["no", "1", "1-2", "0x1f", "null", "2026-01-01", "1e3"]),
    title=texts,
    authors=st.lists(texts, max_size=3),
    journal=st.none() | texts,
    year=st.none() | st.integers(-5, 3000),
    doi=st.sampled_from([None, "10.5555/#no:[x]", "10.5555/a'\"{b"]),
    pmid=st.sampled_from([None, "1", "99000001"]),
    pmcid=st.sampled_from([None, "PMC1"]),
    found=st.just(FOUND),
    score=st.integers(-100, 100),
    reasons=st.lists(sentences, max_size=2),
    decisions=st.lists(decisions, max_size=2),
    record=st.sampled_from([None, "no", "123"]),
)


@given(candidates)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_candidate_comes_back_as_it_was_written(tmp_path: Path, given: Candidate) -> None:
    project = Project(tmp_path)
    path = write_candidate(project, given)
    reader = Reader(project)
    found = read_ledger(reader)
    path.unlink()
    assert reader.problems == []
    assert found.candidates == {given.id: given}


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_day_of_searches_comes_back_as_it_was_written(tmp_path: Path, new: list[int]) -> None:
    searches = [
        Search(query=f"q{n}", service="pubmed", since="2026-01-01", found=9, known=0, new=count)
        for n, count in enumerate(new)
    ]
    run = SearchRun(day="2026-11-24", searches=tuple(searches))
    path = write_run(Project(tmp_path), run)
    reader = Reader(Project(tmp_path))
    assert read_ledger(reader).runs == (run,)
    assert (reader.problems, path.name) == ([], "2026-11-24.yaml")


def test_searches_are_read_oldest_first_and_what_is_broken_is_left_out(project: Project) -> None:
    for day in ("2026-11-24", "2026-02-03", "2026-11-09"):
        write_run(project, SearchRun(day=day, searches=(SEARCH,)))
    broken = project.data / "screening" / "searches" / "2026-02-04.yaml"
    broken.write_text("day: soon\nsearches: none\n", encoding="utf-8")
    reader = Reader(project)
    assert [run.day.isoformat() for run in read_ledger(reader).runs] == [
        "2026-02-03",
        "2026-11-09",
        "2026-11-24",
    ]
    assert [(p.line, p.code) for p in sorted(reader.problems)] == [
        (1, "malformed-day"),
        (2, "wrong-type"),
    ]


# Decisions


def test_a_decision_is_added_and_the_rest_of_the_file_stays(project: Project) -> None:
    path = project.data / "screening" / "candidates" / f"{LAMPS.id}.yaml"
    before = path.read_text(encoding="utf-8")
    verdict = Verdict(ScreeningStatus.EXCLUDED, ExclusionReason.OTHER, "It is a toy: no, really.")
    decided = desk(project).decide(LAMPS.id, verdict)
    assert path.read_text(encoding="utf-8") == before + (
        "decisions:\n"
        "- status: excluded\n"
        "  reason: other\n"
        "  note: 'It is a toy: no, really.'\n"
        "  by: Jane Doe\n"
        "  day: '2026-11-24'\n"
    )
    assert (decided.written, decided.draft) == ((path,), None)
    desk(project, NEXT_DAY, "Roe").decide(LAMPS.id, Verdict(ScreeningStatus.LATER))
    assert [(d.status, d.by) for d in candidate(project, LAMPS.id).decisions] == [
        ("excluded", "Jane Doe"),
        ("later", "Roe"),
    ]
    assert validate(project).errors == ()


def test_what_is_included_becomes_a_draft(project: Project) -> None:
    decided = desk(project).decide(
        LAMPS.id, Verdict(ScreeningStatus.INCLUDED, sections=("3", "2.1"))
    )
    assert decided.draft is not None
    name = "exosomes-of-glowing-lamps-in-moor"
    assert project.relative(decided.draft) == f"data/studies/{name}.yaml"
    study = kb(project).studies[name]
    assert (study.curation.status, study.sections) == ("draft", ("3", "2.1"))
    who = study.identification
    assert (who.title, who.authors, who.journal, who.year, who.doi) == (
        "Exosomes of glowing lamps in moor fever",
        ("Doe J", "Roe R"),
        "Journal of Toys",
        2026,
        "10.5555/lamps.1",
    )
    assert (candidate(project, LAMPS.id).status, candidate(project, LAMPS.id).record) == (
        "included",
        name,
    )
    assert validate(project).errors == ()


def test_a_work_without_an_identifier_becomes_an_unresolved_draft(project: Project) -> None:
    desk(project).decide(NAMELESS.id, INCLUDE)
    record = candidate(project, NAMELESS.id).record
    assert record is not None
    assert kb(project).studies[record].identification.status == "unresolved"


def test_a_work_that_is_a_record_already_is_joined_with_it(project: Project) -> None:
    write_candidate(project, LAMPS.model_copy(update={"doi": "10.5555/toy.later"}))
    before = project.names()
    decided = desk(project).decide(LAMPS.id, INCLUDE)
    assert (decided.draft, decided.candidate.record) == (None, "later-protein-a-test")
    assert project.names() == before


def test_two_candidates_that_are_one_work_become_one_draft(project: Project) -> None:
    again = LAMPS.model_copy(update={"id": "pmid-99000009", "doi": None, "pmid": "99000009"})
    write_candidate(project, again)
    session = desk(project)
    first = session.decide(LAMPS.id, INCLUDE)
    second = session.decide(again.id, INCLUDE)
    assert first.candidate.record == second.candidate.record
    assert (first.draft is None, second.draft is None) == (False, True)


def test_after_a_crash_between_draft_and_decision_the_draft_is_found_again(
    project: Project,
) -> None:
    desk(project).decide(LAMPS.id, INCLUDE)
    write_candidate(project, LAMPS)
    decided = desk(project).decide(LAMPS.id, INCLUDE)
    assert (decided.draft, decided.candidate.record) == (None, "exosomes-of-glowing-lamps-in-moor")


def test_a_decision_of_somebody_else_meanwhile_is_kept(project: Project) -> None:
    mine, other = desk(project), desk(project, by="Roe")
    other.decide(LAMPS.id, Verdict(ScreeningStatus.LATER, note="Full text asked for."))
    mine.decide(LAMPS.id, INCLUDE)
    assert [d.by for d in candidate(project, LAMPS.id).decisions] == ["Roe", "Jane Doe"]


def test_the_same_decision_again_writes_nothing_unless_the_record_is_gone(
    project: Project,
) -> None:
    desk(project).decide(LAMPS.id, INCLUDE)
    before = ledger(project)
    with pytest.raises(NotDecidedError, match="is included by Jane Doe on 2026-11-24 already"):
        desk(project, NEXT_DAY).decide(LAMPS.id, INCLUDE)
    assert ledger(project) == before
    (project.data / "studies" / "exosomes-of-glowing-lamps-in-moor.yaml").unlink()
    assert desk(project).decide(LAMPS.id, INCLUDE).draft is not None


def test_a_candidate_that_is_gone_or_broken_meanwhile_is_not_written(project: Project) -> None:
    session = desk(project)
    folder = project.data / "screening" / "candidates"
    (folder / f"{LAMPS.id}.yaml").unlink()
    (folder / f"{SHADE.id}.yaml").write_text("id: [\n", encoding="utf-8")
    for name in (LAMPS.id, SHADE.id):
        with pytest.raises(NotDecidedError, match=f"{name}.yaml is gone or cannot be read"):
            session.decide(name, INCLUDE)
    assert not (folder / f"{LAMPS.id}.yaml").exists()


def test_a_draft_that_would_be_no_valid_record_is_not_written(project: Project) -> None:
    before, drafts = ledger(project), project.names()
    with pytest.raises(NotWrittenError) as caught:
        desk(project).decide(LAMPS.id, Verdict(ScreeningStatus.INCLUDED, sections=("99", "98")))
    assert [problem.code for problem in caught.value.problems] == ["unknown-section"] * 2
    assert (ledger(project), project.names()) == (before, drafts)


def test_nobody_decides_without_a_name(project: Project) -> None:
    before = ledger(project)
    with pytest.raises(ValidationError):
        desk(project, by=" ").decide(LAMPS.id, INCLUDE)
    assert ledger(project) == before


def test_a_candidate_is_a_published_work_again(project: Project) -> None:
    work = work_of(LAMPS)
    assert [author.printed for author in work.authors] == ["Doe J", "Roe R"]
    assert (work.title, work.year, work.doi) == (LAMPS.title, 2026, "10.5555/lamps.1")
    assert work_of(SHADE).year is None


# The command


def surroundings(project: Project) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NPCEV_")}
    return kept | {"HOME": str(project.root), "TERM": "dumb", "COLUMNS": "100"}


def command(project: Project, arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "npcev_kb", "--root", str(project.root), "screen", *arguments]


def screen(
    project: Project, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(project, arguments),
        env=surroundings(project) | environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_the_list_shows_what_waits_new_ones_first_the_highest_score_first(
    project: Project,
) -> None:
    desk(project).decide(LAMPS.id, Verdict(ScreeningStatus.LATER))
    done = screen(project, "--list")
    assert done.stdout == (
        "  40  pmid-99000002: Shade\n"
        "      new; no rule\n"
        "  30  title-no-name: No: name & number\n"
        "      new; no rule\n"
        "  50  doi-10-5555-lamps-1: Exosomes of glowing lamps in moor fever (2026)\n"
        '      later; fever: "moor fever" in the title (+20)\n'
    )
    assert (done.stderr, done.returncode) == ("3 waiting: 2 new, 1 put off\n", 0)


def test_one_candidate_is_decided_without_a_dialogue(project: Project) -> None:
    done = screen(
        project, LAMPS.id, "--include", "--section", "3", "--note", "Fits.", NPCEV_CURATOR="Roe"
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout == (
        "doi-10-5555-lamps-1: included\n"
        "written: data/studies/exosomes-of-glowing-lamps-in-moor.yaml\n"
        "written: data/screening/candidates/doi-10-5555-lamps-1.yaml\n"
    )
    (decision,) = candidate(project, LAMPS.id).decisions
    assert (decision.status, decision.note, decision.by) == ("included", "Fits.", "Roe")
    done = screen(project, SHADE.id, "--exclude", "no_vesicles", "--by", "Jane Doe")
    assert done.returncode == 0
    assert candidate(project, SHADE.id).decisions[0].reason == "no_vesicles"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((LAMPS.id,), "give an ID with one of --include, --exclude REASON and --later"),
        ((LAMPS.id, "--include", "--later"), "give an ID with one of"),
        (("--include",), "give an ID with one of"),
        (("--note", "x"), "--section and --note need an ID"),
        ((LAMPS.id, "--later"), "say who decides: --by NAME, or set NPCEV_CURATOR"),
        ((LAMPS.id, "--later", "--by", "a\nb"), "--by is empty, too long or more than one line"),
        ((LAMPS.id, "--later", "--by", "A", "--note", " "), "--note is empty, too long"),
        ((LAMPS.id, "--exclude", "dull", "--by", "A"), '"dull" is no reason; choose: other_dis'),
        ((LAMPS.id, "--exclude", "other", "--by", "A"), "tell the other reason with --note"),
        ((LAMPS.id, "--later", "--section", "3", "--by", "A"), "--section is for --include"),
        (
            (LAMPS.id, "--include", "--section", "9", "--by", "A"),
            'the review has no section "9"; it has: 1, 2, 2.1, 3',
        ),
        (("doi-10-5555-lamp-1", "--later", "--by", "A"), 'did you mean "doi-10-5555-lamps-1"?'),
        (("../../x", "--later", "--by", "A"), 'there is no candidate "../../x"'),
    ],
)
def test_a_command_that_cannot_decide_says_why_and_writes_nothing(
    project: Project, arguments: tuple[str, ...], said: str
) -> None:
    before = ledger(project)
    done = screen(project, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert ledger(project) == before


class Terminal:
    """A person at a terminal: waits for a text to appear, then types."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.shown = ""
        self._read = 0

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + 60
        while text not in self.shown[self._read :]:
            ready, _, _ = select.select([self._descriptor], [], [], max(0, end - time.monotonic()))
            assert ready, f"{text!r} did not appear in {self.shown[self._read :]!r}"
            self.shown += self._more()
        self._read = self.shown.index(text, self._read) + len(text)

    def _more(self) -> str:
        try:
            piece = os.read(self._descriptor, 65536)
        except OSError:  # the program ended
            piece = b""
        assert piece, f"the program ended: {self.shown!r}"
        return re.sub(r"\x1b\[[0-9;]*m", "", piece.decode()).replace("\r", "")

    def interrupt_until(self, text: str) -> None:
        """Press Ctrl-C until a text appears.

        Python's input() does not notice the one that comes between its prompt and its reading.
        """
        for _ in range(20):
            self.type("\x03")
            end = time.monotonic() + 3
            while select.select([self._descriptor], [], [], max(0, end - time.monotonic()))[0]:
                self.shown += self._more()
                if text in self.shown[self._read :]:
                    return
        raise AssertionError(f"{text!r} did not appear in {self.shown[self._read :]!r}")

    def type(self, text: str) -> None:
        os.write(self._descriptor, text.encode())

    def rest(self) -> str:
        while True:
            try:
                piece = os.read(self._descriptor, 65536)
            except OSError:
                break
            if not piece:
                break
            self.shown += piece.decode().replace("\r", "")
        return self.shown[self._read :]


@contextmanager
def at_a_terminal(
    project: Project, *arguments: str
) -> Iterator[tuple[Terminal, subprocess.Popen[bytes]]]:
    """Run the dialogue in a terminal of its own, so that Ctrl-C reaches it as from a keyboard."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-c", IN_TERMINAL, *command(project, arguments)[1:]],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=surroundings(project),
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(ours), program
    finally:
        program.kill()
        program.wait()
        os.close(ours)


IN_TERMINAL = (
    "import fcntl, os, sys, termios\n"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])\n"
)


def test_the_dialogue_shows_asks_again_and_writes_each_decision_at_once(
    project: Project,
) -> None:
    with at_a_terminal(project, "--by", "Jane Doe") as (terminal, program):
        terminal.wait_for("1 of 3: doi-10-5555-lamps-1 (new)\n")
        terminal.wait_for(
            "Exosomes of glowing lamps in moor fever\n"
            "Doe J, Roe R\n"
            "Journal of Toys, 2026\n"
            "https://doi.org/10.5555/lamps.1\n"
            'score 50: fever: "moor fever" in the title (+20)\n'
            "found by PubMed for glow on 2026-11-20\n"
        )
        terminal.wait_for("(i, e, l, s, q): ")
        terminal.type("x\n")
        terminal.wait_for("is not one of")
        terminal.wait_for("(i, e, l, s, q): ")
        terminal.type("I\n")
        terminal.wait_for("section, or Enter for none: ")
        terminal.type("9\n")
        terminal.wait_for("there is no section 9; there are: 1, 2, 2.1, 3")
        terminal.wait_for("section, or Enter for none: ")
        terminal.type("2.1\n")
        terminal.wait_for("2 of 3: pmid-99000002 (new)")
        assert candidate(project, LAMPS.id).status == "included"
        terminal.wait_for("authors not told\njournal not told, year not told\n")
        terminal.wait_for("(i, e, l, s, q): ")
        terminal.type("e\n")
        terminal.wait_for("  6  other: ")
        terminal.wait_for("reason")
        terminal.type("6\n")
        terminal.wait_for("note: ")
        terminal.type("\n")
        terminal.wait_for("tell the reason")
        terminal.wait_for("note: ")
        terminal.type("It is: \u201cshade\u201d\n")
        terminal.wait_for("3 of 3: title-no-name (new)")
        terminal.wait_for("no address known\n")
        terminal.wait_for("(i, e, l, s, q): ")
        terminal.type("s\n")
        assert "2 of 3 decided" in terminal.rest()
        assert program.wait(60) == 0
    assert kb(project).studies["exosomes-of-glowing-lamps-in-moor"].sections == ("2.1",)
    (decision,) = candidate(project, SHADE.id).decisions
    assert (decision.reason, decision.note) == ("other", "It is: \u201cshade\u201d")
    assert candidate(project, NAMELESS.id) == NAMELESS


def test_ctrl_c_loses_no_decision_and_no_file(project: Project) -> None:
    with at_a_terminal(project, "--by", "Jane Doe") as (terminal, program):
        terminal.wait_for("(i, e, l, s, q): ")
        terminal.type("l\n")
        terminal.wait_for("2 of 3")
        terminal.wait_for("(i, e, l, s, q): ")
        terminal.type("e\n")
        terminal.wait_for("reason: ")
        terminal.interrupt_until("stopped; 1 decided, and all of it is written")
        assert program.wait(60) == 1
    assert candidate(project, LAMPS.id).status == "later"
    assert candidate(project, SHADE.id) == SHADE


def test_what_cannot_be_kept_is_told_and_the_next_one_is_shown(project: Project) -> None:
    with at_a_terminal(project, "--by", "Jane Doe") as (terminal, program):
        terminal.wait_for("(i, e, l, s, q): ")
        (project.data / "screening" / "candidates" / f"{LAMPS.id}.yaml").unlink()
        terminal.type("l\n")
        terminal.wait_for("doi-10-5555-lamps-1.yaml is gone")
        terminal.wait_for("2 of 3: pmid-99000002 (new)")
        terminal.wait_for("(i, e, l, s, q): ")
        terminal.type("q\n")
        assert "0 of 3 decided" in terminal.rest()
        assert program.wait(60) == 0
