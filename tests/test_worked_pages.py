"""Pages with examples cannot lie: their code runs, prints what they show, and is the site's."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

import toy
import worked
from npcev_kb import pipeline
from npcev_kb.analysis.facet_register import Row, facets
from npcev_kb.cli import main
from npcev_kb.model.study import Study
from npcev_kb.model.vocabulary import Column
from npcev_kb.render.site import Site
from npcev_kb.render.views.lines import rests
from npcev_kb.store.project import Project

DOCS = toy.REPOSITORY / "docs" / "about"
PAGES = [DOCS / "python.md", DOCS / "examples.md"]


@cache
def site() -> Site:
    kb = pipeline.validate(Project(toy.REPOSITORY)).kb
    assert kb is not None
    return Site(kb.published)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with the tables and the graph of its site."""
    root = toy.copy_real(tmp_path_factory.mktemp("worked") / "kb")
    for form, name in (("parquet", "tables"), ("kgx", "kgx")):
        target = root / "site" / "data" / name
        given = ["--root", str(root), "export", "--format", form, "-o", str(target)]
        assert CliRunner().invoke(main, given).exit_code == 0
    return root


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_run_and_print_what_the_page_shows(
    page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.chdir(folder)
    examples, _ = worked.run(page)
    assert len(examples) >= 3
    today = site().kb.updated.isoformat()
    if pytestconfig.getoption("--accept"):
        worked.accept(page, examples, today)
        examples, _ = worked.run(page)
    day = worked.DAY.search(page.read_text(encoding="utf-8"))
    assert day is not None
    assert all(example.printed for example in examples)
    assert day[1] <= today
    if day[1] < today:
        pytest.skip(f"{page.name} shows results of {day[1]}, the data are of {today}: make accept")
    assert [example.told for example in examples] == [example.printed for example in examples]


@pytest.fixture(scope="module")
def printed(folder: Path) -> list[str]:
    """What the worked examples print today."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return [example.printed for example in worked.run(DOCS / "examples.md")[0]]


def answers(row: Row, facet: str) -> set[str]:
    return {value.id for value in facets()[facet].answers(row)}


def rows() -> list[Row]:
    evidence, places = site().evidence, site().places
    return [
        Row(evidence, places, judged.case.study, judged)
        for judged in evidence.judged.values()
        if judged.in_field is not False
    ]


def test_the_cargos_that_act_in_animals_are_those_of_the_table_of_claims(
    printed: list[str],
) -> None:
    wanted = {"radioresistance", "radiosensitivity"}
    expected = {
        row.judged.ref: row
        for row in rows()
        if row.judged and answers(row, "outcome") & wanted and "animal" in answers(row, "model")
    }
    assert expected
    lines = printed[0].splitlines()[1:]
    assert {line.split()[0] for line in lines} == set(expected)
    for line in lines:
        row = expected[line.split()[0]]
        cargo = answers(row, "cargo")
        assert cargo == {"whole_vesicle"} or all(key in line for key in cargo)
        assert row.judged is not None
        assert row.judged.grade.level.value in line
        assert row.judged.grade.basis.value in line


def test_the_claims_on_disputed_lines_are_counted_as_on_the_page_of_cell_lines(
    printed: list[str],
) -> None:
    parts = rests(site(), site().kb.kinds["cell-lines"])
    counts = {part.value.id: len(part.claims) for part in parts}
    told = [int(number) for number in re.findall(r": (\d+)$", printed[1], re.MULTILINE)]
    names = ("only_disputed", "some_disputed", "not_named", "not_known")
    assert told == [counts.get(name, 0) for name in names]
    assert told[2] + told[3] > 0


def test_the_terms_that_join_modules_are_those_through_which_the_ways_of_claims_lead(
    printed: list[str],
) -> None:
    passing: dict[tuple[str, str], dict[str, Study]] = {}
    for path in site().mechanism.paths:
        for column in (Column.CARGO, Column.STEP):
            for node in path.stops.get(column, ()):
                if node.key in site().kb.entities:
                    study = path.judged.case.study
                    passing.setdefault((node.key, column.value), {})[study.id] = study
    expected = set()
    for (key, column), studies in passing.items():
        own = [{module.id for module in site().places.modules(s)} for s in studies.values()]
        together = set().union(*own)
        if len(together) > 1 and together not in own:
            label = site().kb.entities[key].label
            modules = ", ".join(sorted(together))
            expected.add(f"{label} ({column}): {modules}; {len(studies)} studies")
    assert expected
    assert set(printed[2].splitlines()) == expected


def test_the_graph_names_those_who_act_or_are_measured_in_claims_of_several_modules(
    printed: list[str],
) -> None:
    acting: dict[str, dict[str, set[str]]] = {}
    for judged in site().evidence.judged.values():
        case = judged.case
        whole = ("extracellular-vesicle",) if case.claim.whole_vesicle else ()
        for key in case.subject or whole:
            if judged.in_field is not False:
                modules = {module.id for module in site().places.modules(case.study)}
                acting.setdefault(key, {})[case.study.id] = modules
    expected = set()
    for key, studies in acting.items():
        together = set().union(*studies.values())
        if len(together) > 1 and together not in studies.values():
            label = site().kb.entities[key].label
            expected.add(f"{label}: {', '.join(sorted(together))}; {len(studies)} studies")
    assert expected
    assert set(printed[3].splitlines()) == expected
