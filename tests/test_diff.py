"""`npcev diff` tells a reviewer what changed in meaning, from real revisions of git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import toy
from npcev_kb.cli import main
from revisions import change, commit, git, repository

STUDY = "data/studies/rna-b-drug.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "kb")


def add_study(root: Path, name: str) -> None:
    text = f"""id: {name}
label: Toy
sections: ["3"]
identification: {{status: unresolved}}
reading_basis: title
claims:
  - {{id: c1, family: mechanism, effect: promotes, outcome: toy-growth, whole_vesicle: true}}
curation: {{status: unreviewed, updated: 2026-01-06}}
"""
    (root / "data" / "studies" / f"{name}.yaml").write_text(text, encoding="utf-8")


def diff(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "diff", *arguments])


def part(report: str, title: str) -> list[str]:
    """The lines of one part of a report."""
    _, _, rest = report.partition(f"{title} (")
    lines = rest.partition("\n\n")[2].splitlines()
    end = next((n for n, line in enumerate(lines) if not line.startswith("- ")), len(lines))
    return lines[:end]


def test_nothing_changed_is_said_in_one_sentence(root: Path) -> None:
    result = diff(root, "HEAD")
    assert result.exit_code == 0
    assert result.output == "# What changes in meaning\n\nNothing changes in meaning.\n"


def test_layout_and_comments_are_no_change_but_the_files_are_named(root: Path) -> None:
    path = root / STUDY
    path.write_text("# a word\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    result = diff(root, "HEAD")
    assert "Nothing changes in meaning. 1 file differs in layout" in result.output
    assert part(result.output, "layout or comments only") == [f"- `{STUDY}`"]


def test_a_level_that_falls_is_told_first_and_with_its_reason(root: Path) -> None:
    change(
        root,
        STUDY,
        (
            "support: [e1, {experiment: e2, role: necessity}, {experiment: e3, stance: refutes}]",
            "support: [{experiment: e3, stance: refutes}]",
        ),
    )
    result = diff(root, "HEAD")
    assert result.exit_code == 0
    levels = part(result.output, "Levels that moved")
    assert len(levels) == 1
    assert levels[0].startswith("- `rna-b-drug.c1`")
    assert "→ E0" in levels[0]
    assert "because" in levels[0]
    assert result.output.index("Levels that moved") < result.output.index("say something else")
    restated = part(result.output, "Claims that say something else")
    assert "support:" in restated[0]
    pages = part(result.output, "Pages of the site that change")
    assert "- changed: `studies/rna-b-drug/`" in pages or "- changed: `studies/rna-b-drug`" in pages


def test_an_effect_turned_round_a_claim_gone_and_a_flag_raised_are_all_said(root: Path) -> None:
    change(
        root,
        STUDY,
        ("effect: alters", "effect: inhibits"),
        (
            "  - {id: c4, family: mechanism, effect: no_effect, outcome: toy-detection, "
            "actor: donor_cell, cargo: [rna-b], support: [e4]}\n",
            "",
        ),
        ("immune_competence: t_cell_deficient", "immune_competence: competent"),
    )
    report = diff(root, "HEAD").output
    assert any("effect: alters → inhibits" in line for line in part(report, "say something else"))
    assert part(report, "Claims taken out")[0].startswith("- `rna-b-drug.c4`")
    flags = part(report, "Flags raised and cleared")
    assert any("IMMUNE_CLAIM_T_DEFICIENT_HOST raised → **cleared**" in line for line in flags)
    fields = part(report, "Studies and other works")
    assert "experiments.e2.animals" in fields[0]
    assert "1 claim taken out; 1 claim restated; 1 study changed" in report


def test_two_revisions_are_compared_and_the_files_of_now_are_left_out(root: Path) -> None:
    change(root, STUDY, ("year: 2018", "year: 2019"))
    commit(root, "Read again")
    change(root, STUDY, ("effect: alters", "effect: inhibits"))
    report = diff(root, "HEAD~1", "HEAD", "--no-pages").output
    assert "identification.year: 2018 → 2019" in report
    assert "inhibits" not in part(report, "say something else")


def test_records_that_come_and_go_are_named_with_their_claims(root: Path) -> None:
    add_study(root, "toy-one")
    (root / "data" / "debates" / "detection-in-blood.yaml").unlink()
    report = diff(root, "HEAD", "--no-pages").output
    assert "- study `toy-one` added: Toy" in part(report, "Studies and other works")
    assert part(report, "Claims added") == [
        "- `toy-one.c1` the vesicles promotes Growth of toys (E0)"
    ]
    debates = part(report, "Debates and open questions")
    assert debates == ["- debate `detection-in-blood` taken out: Detection in blood"]


def test_debates_and_questions_are_opened_settled_and_opened_again(root: Path) -> None:
    old = root / "data" / "debates" / "detection-in-blood.yaml"
    text = old.read_text(encoding="utf-8")
    new = text.replace("id: detection-in-blood", "id: detection-again")
    old.with_stem("detection-again").write_text(new, encoding="utf-8")
    change(root, "data/debates/vesicles-and-growth.yaml", ("status: explained_by_context\n", ""))
    commit(root, "Opened")
    said = part(diff(root, "HEAD~1", "--no-pages").output, "Debates and open questions")
    assert said[0] == "- debate `detection-again` opened: Detection in blood"
    assert "**opened again**: status: explained\\_by\\_context → open" in said[1]
    back = part(diff(root, "HEAD", "HEAD~1", "--no-pages").output, "Debates and open questions")
    assert "**settled**: status: open → explained\\_by\\_context" in back[1]


def test_a_change_of_the_review_and_of_what_the_tool_keeps_is_said(root: Path) -> None:
    review = root / "data" / "review.yaml"
    text = review.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    review.write_text(text.replace(title, "title: Another title"), encoding="utf-8")
    report = diff(root, "HEAD", "--no-pages").output
    assert "title:" in part(report, "The review")[0]
    assert "Another title" in part(report, "The review")[0]
    git(root, "checkout", "--quiet", "--", ".")
    entry = next((root / "data" / "history" / "rna-b-drug").iterdir())
    entry.unlink()
    report = diff(root, "HEAD", "--no-pages").output
    assert "Nothing changes in meaning. 1 file differs in what the tool keeps." in report
    name = entry.relative_to(root).as_posix()
    assert part(report, "registers that change") == [f"- `{name}`"]


def test_attributes_and_links_of_a_revision_hide_and_lead_nothing(root: Path) -> None:
    (root / ".gitattributes").write_text("data/studies/* export-ignore\n", encoding="utf-8")
    (root / "data" / "notes").symlink_to("/etc")
    commit(root, "Attributes")
    change(root, STUDY, ("effect: alters", "effect: inhibits"))
    report = diff(root, "HEAD", "--no-pages").output
    assert "effect: alters → inhibits" in report
    assert "added" not in report


def test_a_report_is_cut_before_a_forge_cuts_it(root: Path) -> None:
    for number in range(90):
        add_study(root, f"toy-{number}")
        path = root / "data" / "studies" / f"toy-{number}.yaml"
        text = path.read_text(encoding="utf-8").replace("label: Toy", f"label: {'Toy ' * 79}x")
        path.write_text(text, encoding="utf-8")
    report = diff(root, "HEAD", "--no-pages").output
    assert "90 studies added" in report
    assert "and 30 more" in report
    assert len(report) < 70_000


def test_texts_of_records_are_texts_and_call_nobody(root: Path) -> None:
    change(
        root,
        STUDY,
        ("label: RNA b and a drug, בדיקה", "label: '@someone <img src=x> #12 [a](b) `c`'"),
    )
    report = diff(root, "HEAD", "--no-pages").output
    assert "@someone" not in report
    assert "<img" not in report.replace("\\<", "")
    assert "#12" not in report
    assert "[a](b)" not in report


def test_what_is_sound_is_compared_and_what_is_broken_is_said(root: Path) -> None:
    change(root, STUDY, ("effect: alters", "effect: altres"))
    change(
        root,
        "data/studies/protein-a-vessels.yaml",
        ("effect: promotes\n    outcome: toy-growth", "effect: inhibits\n    outcome: toy-growth"),
    )
    result = diff(root, "HEAD", "--no-pages")
    assert result.exit_code == 1
    assert "altres" in result.output
    assert "effect: promotes → inhibits" in result.output
    assert "taken out" not in result.output
    assert part(result.output, "Left out, since broken") == [f"- `{STUDY}`"]


@pytest.mark.parametrize("name", ["no-such-branch", "--output=x", "-h-", "HEAD:data", ""])
def test_what_is_no_revision_ends_the_command_with_a_sentence(name: str, root: Path) -> None:
    result = diff(root, "--", name)
    assert result.exit_code == 2
    assert f'git knows no revision "{name}" here' in result.output
    assert not (root / "x").exists()


def test_a_folder_without_git_is_said(tmp_path: Path) -> None:
    root = toy.copy(tmp_path / "kb")
    result = diff(root, "HEAD")
    assert result.exit_code == 2
    assert "git knows no revision" in result.output


def test_branches_that_add_studies_and_edit_one_record_apart_merge(root: Path) -> None:
    history = root / "data" / "history" / "rna-b-drug"
    entry = next(history.iterdir())
    git(root, "switch", "--quiet", "--create", "one")
    change(root, STUDY, ("journal: Journal of Toys", "journal: Journal of Other Toys"))
    add_study(root, "toy-one")
    (history / f"{entry.stem}-one.yaml").write_bytes(entry.read_bytes())
    commit(root, "One")
    git(root, "switch", "--quiet", "main")
    git(root, "switch", "--quiet", "--create", "two")
    change(root, STUDY, ("effect: alters", "effect: inhibits"))
    add_study(root, "toy-two")
    (history / f"{entry.stem}-two.yaml").write_bytes(entry.read_bytes())
    commit(root, "Two")
    git(root, "merge", "--quiet", "--no-edit", "one")
    report = diff(root, "main", "HEAD", "--no-pages").output
    assert "Journal of Other Toys" in report
    assert "alters → inhibits" in report
    assert "2 studies added" in report


def test_branches_that_say_two_things_of_one_fact_conflict_and_that_is_reported(root: Path) -> None:
    git(root, "switch", "--quiet", "--create", "one")
    change(root, STUDY, ("effect: alters", "effect: promotes"))
    commit(root, "One")
    git(root, "switch", "--quiet", "main")
    change(root, STUDY, ("effect: alters", "effect: inhibits"))
    commit(root, "Two")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "--quiet", "--no-edit", "one")
    result = CliRunner().invoke(main, ["--root", str(root), "validate", STUDY])
    assert result.exit_code == 1
    assert "merge-conflict" in result.output
