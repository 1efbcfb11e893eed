"""Importing: every entry is matched with a record or becomes a draft, and nothing is lost."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import hostile
import toy
from npcev_kb.cli import main
from npcev_kb.living.importing import Drafted, Imported, Matched, import_works, read_file
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.published import PublishedWork
from npcev_kb.pipeline import validate
from npcev_kb.problems import Place
from npcev_kb.store.citations import Cited
from npcev_kb.store.project import Project

BASE = Path(__file__).parent / "stories" / "base"
DAY = date(2026, 11, 23)
REFERENCES = """\
@article{lamp, title = {Lamps of an invented kind}, author = {Doe, Jane and others},
  year = 2021, doi = {10.5555/NEW.1}}
@article{known, title = {Whatever it is called}, doi = {https://doi.org/10.5555/lamp.1}}
@article{nowhere, title = {A lamp that no register knows}, author = {Roe, Rita}, year = 1901}
@article{nothing, year = 2021}
@article{lamp, title = {Lamps of an invented kind.}, year = 2021}
@article{cut, title = {Cut off
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "kb"
    shutil.copytree(BASE, root)
    return Project.find(root, root)


def knowledge_base(project: Project) -> KnowledgeBase:
    """The knowledge base as it stands, which has no errors."""
    verdict = validate(project)
    assert verdict.errors == ()
    assert verdict.kb is not None
    return verdict.kb


def imported(project: Project, *works: PublishedWork, write: bool = True) -> Imported:
    cited = [Cited(work, "", Place()) for work in works]
    return import_works(project, knowledge_base(project), cited, DAY, write=write)


def in_short(done: Imported) -> list[str]:
    return [
        f"{each.record} by {each.by}" if isinstance(each, Matched) else f"drafted {each.record}"
        for each in done.outcomes
    ]


def files_in(project: Project) -> dict[str, bytes]:
    return {
        project.relative(path): path.read_bytes()
        for path in project.data.rglob("*")
        if path.is_file()
    }


def run(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project.root), *arguments])


def write(project: Project, name: str, text: str) -> str:
    path = project.root / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_an_entry_is_matched_by_identifier_before_title(project: Project) -> None:
    glim = knowledge_base(project).studies["glim1-glowing"].identification
    assert (glim.doi, glim.title, glim.year) == (
        "10.5555/lamp.1",
        "An invented paper on lanterns",
        2021,
    )
    done = imported(
        project,
        PublishedWork(title="Another title", doi="10.5555/lamp.1"),
        PublishedWork(title="an Invented paper—on “LANTERNS”", published="2021-03"),
        PublishedWork(title="An invented paper on lanterns", published="2021", doi="10.5555/other"),
        PublishedWork(title="An invented paper on lanterns"),
        PublishedWork(title="An invented paper on lanterns", published="2020"),
    )
    assert in_short(done) == [
        "glim1-glowing by DOI",
        "glim1-glowing by title and year",
        "glim1-glowing by title and year, though its DOI is another",
        "glim1-glowing by title",
        "drafted an-invented-paper-on-lanterns",
    ]


def test_entries_of_one_import_are_matched_with_one_another(project: Project) -> None:
    done = imported(
        project,
        PublishedWork(title="A lamp that no register knows", pmid="31"),
        PublishedWork(title="Something else", pmid="31", pmcid="PMC7"),
        PublishedWork(title="Note", published="2020"),
        PublishedWork(title="Note", published="2021"),
        PublishedWork(title="Note"),
        PublishedWork(title="Note.", published="2021"),
    )
    assert in_short(done) == [
        "drafted a-lamp-that-no-register-knows",
        "a-lamp-that-no-register-knows by PMID",
        "drafted note",
        "drafted note-2",
        "drafted note-3",
        "note-2 by title and year",
    ]
    assert [each.path for each in done.drafts][1] == "data/studies/note.yaml"


def test_guesses_noted_in_a_record_of_the_review_are_not_its_work(project: Project) -> None:
    path = project.data / "works" / "moor-overview.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("identification:"), text.index("kind:")
    guess = (
        "identification:\n  status: unresolved\n  candidates: [{title: A guess at an overview}]\n"
    )
    text = (text[:start] + guess + text[end:]).replace("status: unreviewed", "status: draft")
    path.write_text(text, encoding="utf-8")
    done = imported(project, PublishedWork(title="A guess at an overview"))
    assert in_short(done) == ["drafted a-guess-at-an-overview"]


def test_a_title_without_a_word_is_recognised_when_it_comes_again(project: Project) -> None:
    assert in_short(imported(project, PublishedWork(title="~"))) == ["drafted draft"]
    again = in_short(imported(project, PublishedWork(title="~"), PublishedWork(title="—")))
    assert again == ["draft by title and year", "drafted draft-2"]


@settings(deadline=None, derandomize=True, database=None, max_examples=25)
@given(works=st.lists(hostile.works(hostile.LINES | hostile.LONG_LINES), max_size=4))
def test_importing_twice_is_importing_once(
    tmp_path_factory: pytest.TempPathFactory, works: list[PublishedWork]
) -> None:
    root = tmp_path_factory.mktemp("twice") / "kb"
    shutil.copytree(BASE, root)
    project = Project.find(root, root)
    nameable = [work for work in works if work.title or work.doi or work.pmid or work.pmcid]
    planned = imported(project, *nameable, write=False)
    assert len(files_in(project)) == len(list(BASE.rglob("*.yaml")))
    first = imported(project, *nameable)
    assert in_short(planned) == in_short(first)
    before = files_in(project)
    second = imported(project, *nameable)
    assert [type(each) for each in second.outcomes] == [Matched] * len(nameable)
    assert files_in(project) == before


def test_each_entry_is_told_with_its_line_and_each_problem_with_its_place(project: Project) -> None:
    name = write(project, "refs.bib", REFERENCES)
    result = run(project, "import", name, "--section", "2")
    assert result.stdout.replace(name, "refs.bib").splitlines() == [
        "refs.bib:1 drafted data/studies/lamps-of-an-invented-kind.yaml: Lamps of an invented kind",
        "refs.bib:3 matched glim1-glowing by DOI: Whatever it is called",
        "refs.bib:4 drafted data/studies/a-lamp-that-no-register-knows.yaml:"
        " A lamp that no register knows",
        "refs.bib:6 matched lamps-of-an-invented-kind by title and year:"
        " Lamps of an invented kind.",
        'refs.bib:5:1 citation-without-title: the entry "nothing" has no title, no DOI and no'
        " PubMed number (add one of them and import the file once more)",
        'refs.bib:6:1 citation-repeated (warning): the key "lamp" already names the entry in line 1'
        " (give one of the two another key, or delete it if both are the same work)",
        "refs.bib:7:1 citation-broken: this entry cannot be read: unexpectedly reached end of file"
        " (mend it here, or export it again, and import the file once more)",
    ]
    assert result.stderr.splitlines() == [
        "4 entries: 2 drafted, 2 matched with records",
        "the ids of drafts are made from titles: rename a file and the id in it before something"
        " points there",
    ]
    assert result.exit_code == 1
    drafts = {each.id: each for each in knowledge_base(project).drafts}
    assert sorted(drafts) == ["a-lamp-that-no-register-knows", "lamps-of-an-invented-kind"]
    lamp = drafts["lamps-of-an-invented-kind"]
    assert (lamp.sections, lamp.identification.more_authors) == (("2",), True)
    again = run(project, "import", name)
    assert "4 entries: 0 drafted, 4 matched with records" in again.stderr


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(project: Project) -> None:
    name = write(project, "refs.ris", "TY  - JOUR\nTI  - A lamp\nER  - \n")
    before = files_in(project)
    result = run(project, "import", name, "--dry-run")
    assert result.stdout == f"{name}:1 would be drafted data/studies/a-lamp.yaml: A lamp\n"
    assert result.stderr == "1 entry: 1 would be drafted, 0 matched with records\n"
    assert result.exit_code == 0
    assert files_in(project) == before


def test_files_that_cannot_be_read_do_not_keep_others_from_being_read(
    project: Project, tmp_path: Path
) -> None:
    name = write(project, "refs.json", '[{"title": "A lamp"}]')
    result = run(project, "import", str(tmp_path / "no.bib"), str(tmp_path), name)
    assert result.stdout.replace(str(tmp_path), "") == (
        "/kb/refs.json:1 drafted data/studies/a-lamp.yaml: A lamp\n"
        "/no.bib:1:1 unreadable-file: the file cannot be read: No such file or directory"
        " (check that it exists and may be read)\n"
        ":1:1 unreadable-file: the file cannot be read: it is no ordinary file"
        " (check that it exists and may be read)\n"
    )
    assert result.exit_code == 1


def test_where_nothing_is_read_the_exit_code_is_2(project: Project) -> None:
    result = run(project, "import", write(project, "refs.bib", "nothing at all"))
    assert "Error: no entry was read" in result.stderr
    assert result.exit_code == 2


def test_an_unknown_section_is_refused_before_anything_is_written(project: Project) -> None:
    before = files_in(project)
    name = write(project, "refs.json", '[{"title": "A lamp"}]')
    result = run(project, "import", name, "--section", "2.2")
    assert 'Error: there is no section "2.2"' in result.stderr
    assert result.exit_code == 2
    assert files_in(project) == before


def test_nothing_is_imported_into_a_knowledge_base_with_errors(project: Project) -> None:
    (project.data / "studies" / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    before = files_in(project)
    result = run(project, "import", write(project, "refs.json", '[{"title": "A lamp"}]'))
    assert "data/studies/broken.yaml:1:1 missing-field" in result.stderr
    assert result.exit_code == 1
    assert files_in(project) == before


def test_a_folder_that_cannot_be_written_ends_the_import_with_a_sentence(
    project: Project, tmp_path: Path
) -> None:
    studies = project.data / "studies"
    studies.rename(tmp_path / "studies")
    studies.symlink_to(tmp_path / "studies")
    kb = knowledge_base(project)
    studies.unlink()
    studies.write_text("", encoding="utf-8")
    cited = [Cited(PublishedWork(title="A lamp"), "", Place())]
    with pytest.raises(OSError, match="exists"):
        import_works(project, kb, cited, DAY)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    (problem,) = read_file(path, "refs.bib").problems
    assert problem.message == (
        "the file cannot be read: it has 50,000,001 bytes, more than the 50,000,000 allowed"
    )


def test_outcomes_are_told_apart(project: Project) -> None:
    done = imported(project, PublishedWork(doi="10.5555/lamp.1"), PublishedWork(doi="10.5555/x"))
    assert [type(each) for each in done.outcomes] == [Matched, Drafted]
    assert (len(done.drafts), len(done.matched)) == (1, 1)


@pytest.mark.parametrize(
    ("form", "ending"), [("bibtex", "bib"), ("ris", "ris"), ("csl-json", "json"), ("nbib", "nbib")]
)
def test_what_is_exported_is_matched_when_it_is_imported(
    tmp_path: Path, form: str, ending: str
) -> None:
    project = Project.find(tmp_path, toy.copy(tmp_path / "kb"))
    name = str(tmp_path / f"all.{ending}")
    assert run(project, "export", "--format", form, "-o", name).exit_code == 0
    result = run(project, "import", name)
    assert result.stderr == "5 entries: 0 drafted, 5 matched with records\n"
    assert [line.split()[2] for line in result.stdout.splitlines()] == [
        "cell-death-elsewhere",
        "later-protein-a-test",
        "overview-of-vesicles",
        "protein-a-vessels",
        "rna-b-drug",
    ]
    assert result.exit_code == 0
