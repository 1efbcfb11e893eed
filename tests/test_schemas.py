"""The JSON Schemas agree with the models, with the records, and with what is written in docs/."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

import toy
from npcev_kb import pipeline
from npcev_kb.cli import main
from npcev_kb.model.evidence import EvPreparation
from npcev_kb.model.file_kinds import FILE_KINDS, SCHEMA_COMMENT, FileKind, kind_of
from npcev_kb.render.export.schemas import schemas
from npcev_kb.store.formatting import written_by_people
from npcev_kb.store.project import Project

ROOT = toy.REPOSITORY
FOLDER = ROOT / "docs" / "schema"


class Loader(yaml.CSafeLoader):
    """Reads YAML as an editor does: days are texts, and so are `no` and `on`."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, shape) for tag, shape in found if not tag.endswith((":timestamp", ":bool"))]
    for sign, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
BOOL = re.compile(r"true|false")
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", BOOL, ["t", "f"])


@cache
def texts() -> dict[str, str]:
    kb = pipeline.validate(Project(ROOT)).kb
    assert kb is not None
    return dict(schemas(kb))


@cache
def checker(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(texts()[f"{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def complaints(kind: FileKind, text: str) -> list[str]:
    errors = checker(kind.name).iter_errors(yaml.load(text, Loader))
    return [f"{error.json_path}: {error.message}" for error in errors]


def test_the_schemas_in_the_docs_are_those_of_the_models_and_terms(
    pytestconfig: pytest.Config,
) -> None:
    if pytestconfig.getoption("--accept"):
        for name, text in texts().items():
            (FOLDER / name).write_text(text, encoding="utf-8")
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert written == texts(), "run: npcev schema --write"


def test_people_and_waivers_of_the_toys_fit_their_schemas() -> None:
    files = written_by_people(Project(toy.FOLDER))
    found = {path: kind for path, kind in files.items() if kind.name in ("people", "waiver")}
    assert {path.name for path in found} == {"people.yaml", "early-year.yaml"}
    for path, kind in found.items():
        assert complaints(kind, path.read_text(encoding="utf-8")) == [], path
        assert complaints(kind, "{a: {name: 7}, id: A b}") != []


def test_every_file_of_the_data_fits_its_schema_and_leads_to_it() -> None:
    files = written_by_people(Project(ROOT))
    none_yet = {"people", "waiver"}
    assert {kind.name for kind in files.values()} >= {kind.name for kind in FILE_KINDS} - none_yet
    for path, kind in files.items():
        text = path.read_text(encoding="utf-8")
        assert complaints(kind, text) == [], path
        first = text.partition("\n")[0]
        assert first.startswith(SCHEMA_COMMENT)
        leads_to = (path.parent / first.removeprefix(SCHEMA_COMMENT)).resolve()
        assert leads_to == FOLDER / f"{kind.name}.schema.json"


GOOD = """
id: toy
label: Toy
review_refs: [1]
identification: {status: unresolved}
reading_basis: title
claims:
  - {id: c1, family: mechanism, effect: promotes, outcome: angiogenesis, support: [e1]}
experiments:
  - {id: e1, design: cell_culture, manipulated: vesicles_given}
curation: {status: draft, updated: 2026-11-25}
"""


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("effect: promotes", "effect: promotse", "$.claims[0].effect"),
        ("outcome: angiogenesis", "outcome: angiogenesys", "$.claims[0].outcome"),
        ("label: Toy", "lable: Toy", "$"),
        ("review_refs: [1]", 'review_refs: ["1"]', "$.review_refs[0]"),
        ("support: [e1]", "support: [1]", "$.claims[0].support[0]"),
        ("status: unresolved", "status: unresolved, pmid: 12", "$.identification.pmid"),
        ("status: unresolved", 'status: unresolved, doi: "doi:10.1/x"', "$.identification.doi"),
        ("reading_basis: title", "reading_basis:", "$.reading_basis"),
        ("id: c1, ", "", "$.claims[0]"),
    ],
)
def test_what_a_schema_refuses_the_tool_refuses_too(
    right: str, wrong: str, place: str, tmp_path: Path
) -> None:
    kind = kind_of("studies/toy.yaml")
    assert kind is not None
    assert complaints(kind, GOOD) == []
    broken = GOOD.replace(right, wrong)
    assert broken != GOOD
    assert any(said.startswith(f"{place}:") for said in complaints(kind, broken))
    root = toy.copy_real(tmp_path / "kb")
    path = root / "data" / "studies" / "toy.yaml"
    path.write_text(broken.lstrip(), encoding="utf-8")
    verdict = pipeline.validate(Project(root))
    assert [problem for problem in verdict.errors if problem.path == "data/studies/toy.yaml"]


NAMES_OF_FIELDS = frozenset(EvPreparation.model_fields)
"""A list of what is not reported names fields, which are explained where they stand."""


def walk(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        return [part, *(found for each in part.values() for found in walk(each))]
    return [found for each in part for found in walk(each)] if isinstance(part, list) else []


@pytest.mark.parametrize("name", [kind.name for kind in FILE_KINDS])
def test_every_field_and_every_word_of_a_schema_is_explained(name: str) -> None:
    schema = json.loads(texts()[f"{name}.schema.json"])
    for part in walk(schema):
        for field, about in part.get("properties", {}).items():
            assert about.get("description") or "$ref" in about, field
        if not set(part.get("enum", ())) <= NAMES_OF_FIELDS:
            assert len(part["enum"]) == len(part["enumDescriptions"])


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--root", str(toy.FOLDER), "schema", *arguments])
    return result.exit_code, result.output


def test_a_schema_is_printed_and_the_kinds_are_listed() -> None:
    code, output = run("study")
    assert code == 0
    assert json.loads(output)["title"] == "npcev-kb: data/studies/*.yaml"
    code, output = run()
    assert code == 0
    assert "question   data/questions/*.yaml" in output


def test_an_unknown_kind_is_named_with_those_there_are() -> None:
    code, output = run("stdy")
    assert code == 2
    assert 'there is no kind "stdy"' in output
    assert "study, work, debate" in output


def test_schemas_are_written_for_editors(tmp_path: Path) -> None:
    root = toy.copy(tmp_path / "kb")
    result = CliRunner().invoke(main, ["--root", str(root), "schema", "--write"])
    assert result.exit_code == 0
    names = {path.name for path in (root / "docs" / "schema").iterdir()}
    assert names == {f"{kind.name}.schema.json" for kind in FILE_KINDS}
    CliRunner().invoke(main, ["--root", str(root), "fmt"])
    study = root / "data" / "studies" / "protein-a-vessels.yaml"
    first = study.read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"{SCHEMA_COMMENT}../../docs/schema/study.schema.json"
