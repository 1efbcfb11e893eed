from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import toy
from npcev_kb.model.claim import Claim
from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.describe import models_under
from npcev_kb.model.entity import Entity
from npcev_kb.model.record import Record
from npcev_kb.model.review import Review
from npcev_kb.model.study import Study, Work
from npcev_kb.pipeline import validate
from npcev_kb.problems.formats import as_text
from npcev_kb.render.export.document import document
from npcev_kb.store.project import Project
from npcev_kb.store.wording import DERIVED, describe, owner_name

BASE = Path(__file__).parents[1] / "stories" / "base"


def said_of(folder: Path, name: str, old: str, new: str) -> list[str]:
    """Change one place of the base of all stories and return what is then said."""
    root = folder / "kb"
    shutil.copytree(BASE, root)
    content = (root / name).read_text(encoding="utf-8")
    assert content.count(old) == 1
    (root / name).write_text(content.replace(old, new), encoding="utf-8")
    return [as_text(problem) for problem in validate(Project.find(root, root)).problems]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/prefixes.yaml", "lamps/{id}", "lamps"),
        ("data/prefixes.yaml", "https://example.org", "ftp://example.org"),
        ("data/review.yaml", 'id: "3"', 'id: "three"'),
        ("data/entities/genes.yaml", "label: BROL2", "traits: {a: 1, b: {c: d}}"),
        ("data/entities/genes.yaml", "label: BROL2", f"traits: {{{'g' * 41}: long}}"),
        ("data/entities/kinds.yaml", "roles: [host]", "roles: host"),
    ],
)
def test_no_message_speaks_the_language_of_the_library_behind_it(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    said = said_of(tmp_path, name, old, new)
    assert any(line.startswith(name) for line in said)
    for foreign in ("should", "Input", "Value error", "pydantic", "^https", r"\d"):
        assert [line for line in said if foreign in line] == []


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b[31m", "\u2028", "\x85", "\x00"])
def test_a_message_is_one_line_of_visible_signs_whatever_the_file_holds(
    tmp_path: Path, sign: str
) -> None:
    escaped = "".join(f"\\u{ord(char):04x}" for char in sign)
    said = said_of(
        tmp_path,
        "data/studies/glim1-glowing.yaml",
        "reading_basis: abstract",
        f'reading_basis: "abs{escaped}::error::x"',
    )
    assert len(said) == 1
    assert said[0].isprintable()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, "nothing"),
        (True, "the truth value true"),
        (80, "the number 80"),
        (0.5, "the number 0.5"),
        ("80", 'the text "80"'),
        ("g" * 60, f'the text "{"g" * 60}"'),
        ("g" * 61, f'the text "{"g" * 57}..."'),
        ([1], "a list"),
        ({"a": 1}, "a mapping"),
    ],
)
def test_a_value_is_named_in_a_few_words(found: object, words: str) -> None:
    assert describe(found) == words


def test_a_part_of_a_record_is_named_by_its_way_from_the_top() -> None:
    assert owner_name(()) == "the record"
    assert owner_name(("claims", 0)) == "claims[0]"
    assert owner_name(("claims", 1, "context")) == "claims[1].context"
    assert owner_name(("experiments", 0, "patients", 1)) == "experiments[0].patients[1]"


@pytest.mark.parametrize("name", sorted(DERIVED))
@pytest.mark.parametrize("old", ["reading_basis: abstract", "{id: e1, ", "{id: c1, ", "{entity: "])
def test_a_computed_value_is_refused_as_such_wherever_it_is_typed(
    tmp_path: Path, old: str, name: str
) -> None:
    typed = f"{{{name}: E2, {old[1:]}" if old[0] == "{" else f"{name}: E2\n{old}"
    said = said_of(tmp_path, "data/studies/glim1-glowing.yaml", old, typed)
    assert len(said) == 1
    assert f'"{name}" is computed, not typed' in said[0]


@pytest.mark.parametrize("top", [Study, Work, Debate, Question, Review, Entity])
def test_no_field_of_a_record_has_the_name_of_a_computed_value(top: type[Record]) -> None:
    for model in models_under(top):
        assert DERIVED.isdisjoint(model.model_fields), model


def test_everything_that_is_computed_on_a_claim_is_refused_where_it_is_typed(
    tmp_path: Path,
) -> None:
    kb = toy.knowledge_base()
    claims = [claim for study in document(kb)["studies"] for claim in study["claims"]]
    computed = set().union(*claims) - set(Claim.model_fields)
    assert computed
    for name in sorted(computed):
        said = said_of(
            tmp_path / name, "data/studies/glim1-glowing.yaml", "{id: c1,", f"{{{name}: E2, id: c1,"
        )
        assert [f'"{name}"' in line for line in said] == [True], name
