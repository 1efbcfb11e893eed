"""What would change if a work were retracted: the same as when the retraction is typed in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from making import cells, debate, knowledge_base, looked, standing, study, written_by

import toy
from npcev_kb import pipeline
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.impact import ClaimChange, Impact, if_retracted, impact
from npcev_kb.cli import main
from npcev_kb.living.impact import ChangedPage, PageState, as_text, impact_of
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.study import Study, Work
from npcev_kb.render.pages import pages
from npcev_kb.render.show import Showroom
from npcev_kb.render.site import Site
from npcev_kb.store.project import Project

DAY = date(2026, 3, 4)
GLOWS = {"id": "c1", "family": "mechanism", "effect": "promotes", "outcome": "glowing"}


def glowing(name: str, author: str, outcome: str = "glowing") -> Study:
    """A study that shows in cells that protein A promotes something."""
    claim = {**GLOWS, "outcome": outcome, "support": ["e1"]}
    given = {"id": "e1", **cells("sound-line", manipulated="vesicles_given")}
    return written_by(name, author, experiments=[given], claims=[claim], review_refs=[])


def three_studies() -> KnowledgeBase:
    """Two studies of two groups make one claim, a third makes another."""
    return knowledge_base(
        glowing("amber", "Doe J"),
        glowing("birch", "Roe R"),
        glowing("cedar", "Poe P", outcome="survival"),
        debates=(debate(["birch.c1"], ["cedar.c1"]),),
    )


def of(kb: KnowledgeBase, name: str) -> Impact:
    record = kb.studies[name]
    return impact(Evidence(kb), Evidence(if_retracted(kb, record, DAY)), record)


def levels(changes: tuple[ClaimChange, ...]) -> dict[str, tuple[str, str]]:
    return {each.ref: (each.now.grade.text, each.then.grade.text) for each in changes}


def test_the_claims_of_the_study_lose_their_level() -> None:
    assert levels(of(three_studies(), "amber").own) == {"amber.c1": ("E1", "E0")}


def test_a_claim_that_only_one_group_would_still_make_is_told_with_its_flag() -> None:
    (change,) = of(three_studies(), "amber").others
    assert change.ref == "birch.c1"
    assert (change.now.peers.text, change.then.peers.text) == (
        "2 studies, 2 groups",
        "1 study, 1 group",
    )
    assert [(now.code, now.state, then.state, then.reason) for now, then in change.flags] == [
        ("SINGLE_GROUP", "cleared", "raised", "only this study makes the claim")
    ]


def test_a_claim_that_is_made_by_nobody_else_changes_no_other() -> None:
    found = of(three_studies(), "cedar")
    assert found.others == ()
    assert levels(found.own) == {"cedar.c1": ("E1", "E0")}


def test_debates_are_told_of_own_claims_and_of_those_that_change_elsewhere() -> None:
    kb = three_studies()
    assert [each.id for each in of(kb, "cedar").debates] == ["glim-debate"]
    assert [each.id for each in of(kb, "amber").debates] == ["glim-debate"]
    alone = knowledge_base(glowing("amber", "Doe J"), debates=tuple(kb.debates.values()))
    assert of(alone, "amber").debates == ()


def test_a_work_that_was_reinstated_would_be_retracted_again() -> None:
    events = standing(looked("retraction", "2025-01-01"), looked("reinstatement", "2026-03-04"))
    claim = {**GLOWS, "support": ["e1"]}
    made = study(cells("sound-line", manipulated="vesicles_given"), claims=[claim], **events)
    assert levels(of(knowledge_base(made), "glim").own) == {"glim.c1": ("E1", "E0")}


def test_only_the_one_record_bears_the_retraction_and_the_original_stays_as_it_was() -> None:
    kb = toy.knowledge_base()
    before = kb.studies["protein-a-vessels"]
    changed = if_retracted(kb, before, DAY)
    record = changed.studies["protein-a-vessels"]
    assert kb.studies["protein-a-vessels"] is before
    assert record.identification.source_status[:-1] == before.identification.source_status
    assert record.model_copy(update={"identification": before.identification}) == before
    assert {**changed.studies, record.id: before} == kb.studies
    assert changed.works == kb.works


def test_a_retracted_study_has_nothing_more_to_lose() -> None:
    kb = three_studies()
    gone = if_retracted(kb, kb.studies["amber"], DAY)
    assert levels(of(gone, "amber").own) == {"amber.c1": ("E0", "E0")}
    assert of(gone, "amber").others == ()


def rendered(kb: KnowledgeBase) -> dict[str, str]:
    """Every page of a knowledge base by its address."""
    site = Site(kb.published)
    room = Showroom(site, toy.templates())
    return {page.path: room.show(page).html for page in pages(site)}


def read(root: Path) -> KnowledgeBase:
    verdict = pipeline.validate(Project(root))
    assert verdict.errors == ()
    assert verdict.kb is not None
    return verdict.kb


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "studies/protein-a-vessels.yaml",
            "  source_status:\n",
            "  source_status:\n    - {found: retraction, day: 2026-03-03, source: A notice}\n",
        ),
        (
            "studies/rna-b-drug.yaml",
            "  note: Two works",
            "  source_status: [{found: retraction, day: 2020-01-01, source: Another notice}]\n"
            "  note: Two works",
        ),
        (
            "works/overview-of-vesicles.yaml",
            "identification:\n",
            "identification:\n"
            "  source_status: [{found: retraction, day: 2026-03-03, source: A notice}]\n",
        ),
    ],
)
def test_the_pages_told_are_those_that_a_typed_retraction_changes(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    before = read(toy.copy(tmp_path / "kb"))
    path = tmp_path / "kb" / "data" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    now, then = rendered(before), rendered(read(tmp_path / "kb"))
    really = {name for name in now | then if now.get(name) != then.get(name)}

    records: dict[str, Study | Work] = {**before.studies, **before.works}
    told = impact_of(before.published, records[path.stem], DAY, toy.templates()).pages

    assert {page.path for page in told} == really
    assert {page.path for page in told if page.state is PageState.NEW} == then.keys() - now.keys()
    assert {page.path for page in told if page.state is PageState.GONE} == now.keys() - then.keys()
    assert file.removesuffix(".yaml") in really
    assert len(really) < len(now) / 2


def test_a_page_that_would_go_is_told_as_gone() -> None:
    kb = toy.knowledge_base().published
    told = impact_of(kb, kb.studies["protein-a-vessels"], DAY, toy.templates()).pages
    cleared = "quality/flag-source-status-cleared"
    assert ChangedPage(cleared, "source status: cleared", PageState.GONE) in told


def test_the_report_says_every_part_with_its_number() -> None:
    kb = three_studies()
    report = impact_of(kb, kb.studies["amber"], DAY, toy.templates())
    lines = list(as_text(report))
    assert lines[: lines.index("questions to look at: 0")] == [
        "If amber (amber) were retracted:",
        "",
        "its own claims: 1",
        "  amber.c1  E1 -> E0",
        "    groups  2 studies, 2 groups -> 1 study, 1 group",
        "    flag    SINGLE_GROUP cleared -> raised: the work was retracted; others that make the "
        "claim: 1 study, 1 group",
        "    flag    SOURCE_STATUS not assessable -> raised: retraction: supposed here, 2026-03-04",
        "",
        "claims of other studies: 1",
        "  birch.c1  E1, unchanged",
        "    groups  2 studies, 2 groups -> 1 study, 1 group",
        "    flag    SINGLE_GROUP cleared -> raised: only this study makes the claim",
        "",
        "debates to look at: 1",
        "  glim-debate  Glim",
        "",
    ]
    assert "  changed  studies/birch" in lines


def run(*arguments: str, root: Path = toy.FOLDER) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "impact", *arguments])


def test_a_study_is_named_by_id_or_by_its_number_in_the_review() -> None:
    by_id = run("protein-a-vessels")
    assert by_id.exit_code == 0
    assert "  protein-a-vessels.c1  E2 +P(tissue) -> E0\n" in by_id.output
    assert "  detection-in-blood  Detection in blood\n" in by_id.output
    assert "  kinds-of-vesicle  " in by_id.output
    assert "  changed  (home)\n" in by_id.output
    assert run("1").output == by_id.output


def test_json_says_the_same() -> None:
    said = json.loads(run("protein-a-vessels", "--format", "json").output)
    assert said["record"] == "protein-a-vessels"
    assert said["claims"][0]["ref"] == "protein-a-vessels.c1"
    assert said["claims"][0]["level"] == {"now": "E2 +P(tissue)", "then": "E0"}
    assert [flag["code"] for flag in said["claims"][0]["flags"]] == [
        "SINGLE_GROUP",
        "SOURCE_STATUS",
    ]
    assert said["debates"] == ["detection-in-blood", "vesicles-and-growth"]
    assert said["questions"] == ["kinds-of-vesicle"]
    assert {"path": "", "state": "changed", "title": "Home"} in said["pages"]


def test_a_work_makes_no_claims_but_its_pages_and_debates_are_told() -> None:
    kb = toy.knowledge_base()
    work = next(each for each in kb.works.values() if 7 in each.review_refs)
    said = json.loads(run(work.id, "--format", "json").output)
    assert (said["claims"], said["claims_of_other_studies"]) == ([], [])
    assert said["debates"] == ["vesicles-and-growth"]
    assert said["questions"] == ["kinds-of-vesicle"]
    assert f"works/{work.id}" in [page["path"] for page in said["pages"]]


def test_a_record_that_does_not_exist_ends_with_2_and_the_nearest_name() -> None:
    result = run("overview-of-vesicle")
    assert result.exit_code == 2
    assert (
        'there is no study or work "overview-of-vesicle"; did you mean "overview-of-vesicles"?'
        in result.output
    )


def test_a_draft_has_no_impact_since_nothing_published_rests_on_it() -> None:
    result = run("unnamed-cargo-cells")
    assert result.exit_code == 2
    assert "unnamed-cargo-cells is a draft" in result.output


def test_a_broken_knowledge_base_is_refused_with_its_problems(tmp_path: Path) -> None:
    root = toy.copy(tmp_path / "kb")
    path = root / "data" / "studies" / "rna-b-drug.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "level: E5\n", encoding="utf-8")
    result = run("protein-a-vessels", root=root)
    assert result.exit_code == 1
    assert "derived-value-typed" in result.output


def test_nothing_is_written(tmp_path: Path) -> None:
    root = toy.copy(tmp_path / "kb")
    before = toy.files(root)
    assert run("protein-a-vessels", root=root).exit_code == 0
    assert toy.files(root) == before
