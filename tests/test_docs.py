"""The documentation cannot lie: what it shows of the tool is compared with the tool."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
import yaml

from npcev_kb.cli import main
from npcev_kb.model.study import Study
from npcev_kb.problems import explanations

ROOT = Path(__file__).parents[1]
CLI_PAGE = ROOT / "docs" / "curate" / "cli.md"


def command_page() -> str:
    """The page on the command line, written from the commands' own help."""
    parts = [
        "# Command line\n",
        "`npcev` finds the knowledge base upwards from the current folder, or through `--root`.",
        "Exit codes: 0 clean, 1 problems, 2 nothing could be done.\n",
        "<!-- Made from the commands' own help: run `make accept` after a change. -->\n",
    ]
    top = click.Context(main, info_name="npcev", **main.context_settings)
    for name in main.list_commands(top):
        command = main.get_command(top, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=top, max_content_width=78)
        parts.append(f"## npcev {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def test_every_command_and_option_is_documented_as_its_help_says(
    pytestconfig: pytest.Config,
) -> None:
    if pytestconfig.getoption("--accept"):
        CLI_PAGE.write_text(command_page(), encoding="utf-8")
    assert CLI_PAGE.read_text(encoding="utf-8") == command_page(), "run: make accept"


def test_every_command_and_option_has_a_help_text() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("code", sorted(explanations()))
def test_every_problem_code_has_a_summary_and_a_bad_and_a_good_example(code: str) -> None:
    explanation = explanations()[code]
    assert explanation.summary.endswith(".")
    assert re.search(r"^Bad:", explanation.body, re.MULTILINE)
    assert re.search(r"^Good:", explanation.body, re.MULTILINE)


def test_the_example_of_the_contribution_guide_is_a_valid_record_of_under_25_lines() -> None:
    guide = (ROOT / "docs" / "curate" / "index.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n( +id:.*?)```", guide, re.DOTALL)
    assert block is not None
    assert block[1].count("\n") < 25
    record = yaml.load(block[1], Loader=yaml.BaseLoader)
    record["review_refs"] = [int(number) for number in record["review_refs"]]
    assert Study.model_validate(record).id == "ddx53-paclitaxel"


def test_the_readme_begins_with_what_it_is_a_picture_and_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    order = ["# npcev-kb", "docs/images/home.png", "make site", "make test", "## Add a study"]
    positions = [readme.index(part) for part in order]
    assert positions == sorted(positions)
    for picture in re.findall(r"\((docs/images/[^)]+)\)", readme):
        assert (ROOT / picture).is_file(), picture


def test_every_command_named_in_readme_and_guide_exists() -> None:
    for page in ("README.md", "docs/curate/index.md", "docs/about/decisions.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for name in re.findall(r"`npcev (\w+)", text):
            assert name in main.commands, f"{page}: npcev {name}"
