"""`npcev new` begins a study: from options, from a dialogue in a terminal, from an issue form."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import toy
from npcev_kb import pipeline
from npcev_kb.cli import main
from npcev_kb.living.issue_form import FIELDS, FormError, told_in
from npcev_kb.living.new_study import NewStudy, draft
from npcev_kb.store.project import Project

FORM = toy.REPOSITORY / ".github" / "ISSUE_TEMPLATE" / "propose-a-study.yml"
TOLD = (
    "--title", "An invented work on toys that nobody has recorded", "--pmid", "88888888",
    "--read", "abstract", "--section", "3", "--finding", "Protein A makes toys grow.",
    "--at", "abstract", "--cargo", "protein-a", "--family", "mechanism",
    "--effect", "promotes", "--outcome", "toy-growth",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return toy.copy(tmp_path / "kb")


def new(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "new", *arguments])


def errors(root: Path) -> list[str]:
    return [str(problem) for problem in pipeline.validate(Project(root)).errors]


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_options_alone_begin_a_draft_that_is_sound_and_in_its_form(root: Path) -> None:
    before = files(root)
    result = new(root, "--no-input", *TOLD)
    assert result.exit_code == 0, result.output
    assert files(root) - before == {"data/studies/protein-a-toy-growth.yaml"}
    assert errors(root) == []
    checked = CliRunner().invoke(
        main,
        [
            "--root",
            str(root),
            "fmt",
            "--check",
            str(root / "data/studies/protein-a-toy-growth.yaml"),
        ],
    )
    assert "protein-a-toy-growth" not in checked.output


def test_label_year_voice_form_and_an_experiment_can_be_told_too(root: Path) -> None:
    told = ("--label", "Protein A in toys", "--year", "2021", "--voice", "curator", "--form",
            "protein", "--design", "cell_culture", "--manipulated", "secretion")  # fmt: skip
    result = new(root, "--no-input", *TOLD, *told)
    assert result.exit_code == 0, result.output
    text = (root / "data" / "studies" / "protein-a-toy-growth.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    assert data["label"] == "Protein A in toys"
    assert data["identification"]["year"] == 2021
    assert data["finding"]["voice"] == "curator"
    assert data["cargo"] == [{"entity": "protein-a", "form": "protein"}]
    assert data["experiments"] == [
        {"id": "e1", "design": "cell_culture", "manipulated": "secretion"}
    ]
    assert data["claims"][0]["support"] == ["e1"]
    assert errors(root) == []


def test_two_mistakes_are_said_at_once_and_nothing_is_written(root: Path) -> None:
    before = files(root)
    told = [*TOLD, "--effect", "promotse", "--outcome", "toy-grwth"]
    result = new(root, "--no-input", *told)
    assert result.exit_code == 1
    assert 'did you mean "promotes"' in result.output
    assert 'did you mean "toy-growth"' in result.output
    assert "nothing was written" in result.output
    assert files(root) == before


def test_what_a_claim_lacks_is_named(root: Path) -> None:
    result = new(root, "--no-input", "--title", "An invented work on toys", "--family", "mechanism")
    assert result.exit_code == 1
    assert "missing-field" in result.output
    assert "effect" in result.output
    assert "outcome" in result.output


def test_a_work_that_has_a_record_is_named(root: Path) -> None:
    result = new(root, "--no-input", "--doi", "https://doi.org/10.5555/TOY.1")
    assert result.exit_code == 2
    assert "there is a record of this work: protein-a-vessels" in result.output


@pytest.mark.parametrize("name", ["../../escape", "/etc/x", "a/b", "..", "A b", "x" * 300])
def test_an_id_that_is_no_id_writes_nothing_anywhere(name: str, root: Path) -> None:
    before = files(root.parent)
    result = new(root, "--no-input", *TOLD, "--id", name)
    assert result.exit_code == 1
    assert "malformed-id" in result.output
    assert files(root.parent) == before


LINES = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(deadline=None)
@given(title=LINES, finding=LINES, cargo=LINES, at=LINES)
def test_what_was_typed_comes_back_or_is_refused(
    title: str, finding: str, cargo: str, at: str
) -> None:
    project, kb = Project(toy.FOLDER), toy.knowledge_base()
    told = NewStudy(title=title, finding=finding, cargo=(cargo,), at=at, pmid="88888888")
    made = draft(project, kb, told, kb.updated)
    if made.problems:
        return
    data = yaml.safe_load(made.text)
    assert set(data) <= {
        "id",
        "label",
        "identification",
        "reading_basis",
        "finding",
        "cargo",
        "curation",
    }
    if finding:
        assert data["finding"]["text"] == finding.strip()
    assert data["identification"].get("title", "") == title.strip()


def body(**answers: str) -> str:
    """The body of an issue as a forge writes it from the form."""
    form = yaml.safe_load(FORM.read_text(encoding="utf-8"))
    fields = [each for each in form["body"] if each["type"] != "markdown"]
    return "\n\n".join(
        f"### {each['attributes']['label']}\n\n{answers.get(each['id'], '_No response_')}"
        for each in fields
    )


def test_the_form_and_its_reader_know_the_same_questions() -> None:
    form = yaml.safe_load(FORM.read_text(encoding="utf-8"))
    asked = {e["attributes"]["label"]: e["id"] for e in form["body"] if e["type"] != "markdown"}
    assert set(asked) == set(FIELDS)
    assert {asked[label] for label, name in FIELDS.items() if name != "detail"} == {
        name for name in FIELDS.values() if name != "detail"
    }


def test_a_filled_form_becomes_a_draft(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        body(
            title="An invented work on toys from a form", pmid="77777777", reading_basis="abstract",
            finding="Protein A makes toys grow.", cargo="Protein A, rna-b", family="mechanism",
            effect="promotes", outcome="toy-growth", experiments="given to cells",
        ),
        encoding="utf-8",
    )  # fmt: skip
    result = new(root, "--from-form", str(path))
    assert result.exit_code == 0, result.output
    text = (root / "data" / "studies" / "protein-a-toy-growth.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    assert [each["entity"] for each in data["cargo"]] == ["protein-a", "rna-b"]
    assert data["claims"] == [
        {"id": "c1", "family": "mechanism", "effect": "promotes", "outcome": "toy-growth",
         "detail": "given to cells"}
    ]  # fmt: skip
    assert errors(root) == []


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"cargo": "HМGB3"}, "look alike"),  # the second letter is Cyrillic
        ({"title": "a\u202egnp.exe"}, "U+202E"),
        ({"finding": "x" * 5000}, "5,000 characters"),
        ({"outcome": "zero\u200bwidth", "cargo": "РD-L1"}, "U+200B"),
    ],
)
def test_hostile_answers_are_named_and_nothing_is_written(
    answers: dict[str, str], says: str, root: Path, tmp_path: Path
) -> None:
    before, path = files(root), tmp_path / "form.md"
    path.write_text(body(**{"title": "A title", **answers}), encoding="utf-8")
    result = new(root, "--from-form", str(path))
    assert result.exit_code == 1
    assert says in result.output
    if len(answers) == 2:
        assert "look alike" in result.output
    assert files(root) == before


def test_a_form_of_a_megabyte_and_one_without_headings_are_refused() -> None:
    with pytest.raises(FormError, match="characters"):
        told_in(body(title="x" * 1_000_000))
    with pytest.raises(FormError, match="no heading"):
        told_in("- !!python/object:os.system rm\n")


@pytest.mark.parametrize(
    "text",
    ["*anchor", "&a b", "!!python/object/apply:os.system [x]", "- x", "a: b", "<<: *x", "---"],
)
def test_signs_of_yaml_in_an_answer_are_letters(text: str) -> None:
    project, kb = Project(toy.FOLDER), toy.knowledge_base()
    told = told_in(body(title=f"An invented title {text}", finding=text, reading_basis="abstract"))
    made = draft(project, kb, told, kb.updated)
    assert made.problems == ()
    assert yaml.safe_load(made.text)["finding"]["text"] == text


class Terminal:
    """The command in a real pseudo-terminal."""

    def __init__(self, root: Path) -> None:
        self.ours, theirs = pty.openpty()
        code = "import sys; from npcev_kb.cli import main; main(sys.argv[1:])"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "--root", str(root), "new"],
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, close_fds=True,
            env={**os.environ, "TERM": "dumb"},
        )  # fmt: skip
        os.close(theirs)
        self.said = ""

    def until(self, words: str) -> None:
        """Read until the terminal shows some words."""
        end = time.monotonic() + 60
        while words not in self.said and time.monotonic() < end:
            if select.select([self.ours], [], [], 0.2)[0]:
                try:
                    self.said += os.read(self.ours, 4096).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in self.said, self.said
        self.said = self.said.partition(words)[2]

    def type(self, text: str) -> None:
        os.write(self.ours, text.encode())

    def ended(self) -> int:
        code = self.process.wait(60)
        os.close(self.ours)
        return code


def test_the_dialogue_leads_to_a_draft_with_a_mistake_on_the_way(root: Path) -> None:
    terminal = Terminal(root)
    answers = (
        ("title of the work", "An invented work told in a terminal"),
        ("DOI", ""),
        ("PubMed number", "66666666"),
        ("how much of it did you read", "9"),  # there is no ninth
        ("how much of it did you read", "5"),
        ("section it belongs to", "3"),
        ("the finding in one sentence", "Protein A makes toys grow."),
        ("where it stands", "abstract"),
        ("cargo of the vesicles", "protein a"),
        ("number, or 0", "1"),
        ("cargo of the vesicles", ""),
        ("kind of claim", "1"),
        ("what the vesicles do", "1"),
        ("to what", "growth"),
        ("number, or 0", "1"),
    )
    for asked, answer in answers:
        terminal.until(asked)
        terminal.type(f"{answer}\n")
    terminal.until("is begun")
    assert terminal.ended() == 0
    assert errors(root) == []


def test_ctrl_c_in_the_dialogue_writes_nothing(root: Path) -> None:
    before = files(root)
    terminal = Terminal(root)
    terminal.until("title of the work")
    terminal.type("An invented work\n")
    terminal.until("DOI")
    while terminal.process.poll() is None:  # as somebody presses it until it is heard
        os.killpg(terminal.process.pid, 2)
        time.sleep(0.5)
    assert terminal.ended() != 0
    assert files(root) == before


def test_a_newcomer_gets_from_a_clone_to_a_page_and_every_mistake_explains_itself(
    tmp_path: Path,
) -> None:
    root = toy.copy_real(tmp_path / "clone")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--root", str(root), *arguments])

    told = ("--title", "An invented work for newcomers", "--pmid", "99999998", "--read", "abstract",
            "--section", "3.2", "--finding", "HMGB3 makes vessels grow.", "--at", "abstract",
            "--family", "mechanism", "--effect", "promotes")  # fmt: skip
    first = run(
        "new", "--no-input", *told, "--cargo", "HMGB-3 protein", "--outcome", "angiogenesis"
    )
    assert first.exit_code == 1
    assert "unknown-entity" in first.output
    assert (
        run("new", "--no-input", *told, "--cargo", "HMGB3", "--outcome", "angiogenesis").exit_code
        == 0
    )
    path = root / "data" / "studies" / "hmgb3-angiogenesis-2.yaml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(
        sound.replace('pmid: "99999998"', "pmid: 99999998")
        .replace("entity: hmgb3", "entity: hmbg3")
        .replace("effect: promotes", "effect: promote"),
        encoding="utf-8",
    )
    broken = run("validate", str(path))
    assert broken.exit_code == 1
    for words in ('"99999998"', 'did you mean "hmgb3"', 'did you mean "promotes"'):
        assert words in broken.output
    path.write_text(sound.replace("status: draft", "status: unreviewed"), encoding="utf-8")
    assert run("validate", str(path)).exit_code == 0
    traced = run("trace", "hmgb3-angiogenesis-2")
    assert "level   E0" in traced.output
    site = toy.build(root)
    page = (site / "studies" / "hmgb3-angiogenesis-2" / "index.html").read_text(encoding="utf-8")
    assert "HMGB3 makes vessels grow." in page
