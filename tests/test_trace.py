"""What `npcev trace` says in the terminal."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

import toy
from npcev_kb.cli import main


def trace(target: str, root: Path = toy.FOLDER) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "trace", target])


def test_a_study_is_traced_claim_by_claim_with_level_reason_groups_and_flags() -> None:
    said = trace("protein-a-vessels").output
    for claim in toy.knowledge_base().studies["protein-a-vessels"].claims:
        assert f"\nprotein-a-vessels.{claim.id}  " in said
    assert "  level   E2 +P(tissue) (mechanism, causal; read: abstract)\n" in said
    assert "  why     E2: " in said
    assert "  groups  1 study, 1 group\n" in said
    assert "  flag    CELL_LINE_IDENTITY raised: " in said
    assert "  debate  vesicles-and-growth (opposite directions, explained by context)\n" in said
    assert "  waits   kinds-of-vesicle: " in said


def test_one_claim_can_be_asked_for() -> None:
    said = trace("protein-a-vessels.c2").output
    assert "protein-a-vessels.c2  " in said
    assert "protein-a-vessels.c1  " not in said


def test_a_study_may_be_named_by_its_number_in_the_review() -> None:
    assert trace("1").output == trace("protein-a-vessels").output


def test_a_claim_from_the_review_says_so() -> None:
    assert "as stated by the review" in trace("unnamed-cargo-cells").output


def test_a_study_that_does_not_exist_ends_with_2_and_the_nearest_name() -> None:
    result = trace("protein-a-vesels")
    assert result.exit_code == 2
    assert 'there is no study "protein-a-vesels"; did you mean "protein-a-vessels"?' in (
        result.output
    )


def test_a_claim_that_does_not_exist_ends_with_2_and_the_claims_there_are() -> None:
    result = trace("protein-a-vessels.c99")
    assert result.exit_code == 2
    assert 'protein-a-vessels makes no claim "c99"; its claims: c1, c2' in result.output


def test_a_broken_knowledge_base_is_not_traced_but_its_problems_are_said(tmp_path: Path) -> None:
    root = toy.copy(tmp_path / "kb")
    path = root / "data" / "studies" / "rna-b-drug.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "level: E5\n", encoding="utf-8")
    result = trace("protein-a-vessels", root)
    assert result.exit_code == 1
    assert "derived-value-typed" in result.output
