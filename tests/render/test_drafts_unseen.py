"""Drafts are checked like every record, and nowhere shown but among the work lists."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

import toy
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.quality import WorkList
from npcev_kb.cli import main
from npcev_kb.model.curation import Curation
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.model.metadata import Asked, Metadata
from npcev_kb.render.downloads import Downloads
from npcev_kb.render.export.whole import Whole
from npcev_kb.render.pages import pages
from npcev_kb.render.show import Showroom
from npcev_kb.render.site import Site
from parsed import Parsed

DRAFT = Curation.model_validate({"status": "draft", "updated": "2026-02-02"})
RECORDS = (*toy.knowledge_base().studies, *toy.knowledge_base().works)


def with_drafts(*names: str) -> KnowledgeBase:
    """The toy knowledge base with these records as further drafts, changed last of all."""
    kb, update = toy.knowledge_base(), {"curation": DRAFT}
    return replace(
        kb,
        studies={
            n: s.model_copy(update=update if n in names else {}) for n, s in kb.studies.items()
        },
        works={n: w.model_copy(update=update if n in names else {}) for n, w in kb.works.items()},
    )


def rendered(kb: KnowledgeBase) -> dict[str, str]:
    """Every page of a knowledge base by its address."""
    site = Site(kb)
    room = Showroom(site, toy.templates())
    return {page.path: room.show(page).html for page in pages(site)}


def test_what_is_published_has_no_drafts_but_still_names_them() -> None:
    kb = with_drafts("guideline-of-naming")
    published = kb.published
    assert [record.id for record in kb.drafts] == ["guideline-of-naming", "unnamed-cargo-cells"]
    assert published.drafts == kb.drafts
    assert kb.studies.keys() - published.studies.keys() == {"unnamed-cargo-cells"}
    assert kb.works.keys() - published.works.keys() == {"guideline-of-naming"}
    assert published.debates == kb.debates
    assert published.questions == kb.questions
    assert published.published is published


def test_what_services_said_of_drafts_is_not_published_either() -> None:
    said = Metadata(asked=Asked(), answers={})
    both = {"protein-a-vessels": said, "unnamed-cargo-cells": said}
    kb = replace(toy.knowledge_base(), metadata=both)
    assert kb.published.metadata == {"protein-a-vessels": said}


def test_a_waiver_of_a_draft_is_not_published_either() -> None:
    assert toy.knowledge_base().published.waivers.keys() == {"early-year"}
    assert with_drafts("rna-b-drug").published.waivers == {}


def test_a_knowledge_base_without_drafts_is_published_as_it_is() -> None:
    kb = with_drafts().published
    whole = replace(kb, held_back=())
    assert whole.published is whole


def test_a_change_in_a_draft_is_no_change_of_what_is_published() -> None:
    kb = with_drafts("guideline-of-naming")
    assert kb.updated == DRAFT.updated
    assert kb.published.updated < DRAFT.updated


@pytest.mark.parametrize("names", [*((name,) for name in RECORDS), RECORDS], ids=str)
def test_every_page_can_be_shown_whichever_record_is_a_draft(names: tuple[str, ...]) -> None:
    found = rendered(with_drafts(*names).published)
    there = {*found, ""}
    for path, html in found.items():
        assert path.partition("/")[2] not in names, path
        up = "../" * (path.count("/") + 1) if path else ""
        for target in Parsed(html).values("href"):
            if target.startswith((f"{up}studies/", f"{up}works/")):
                address = target.removeprefix(up).partition("#")[0].rstrip("/")
                assert address in there or address.endswith(".json"), (path, target)


def test_a_debate_of_drafts_alone_is_kept_and_names_the_claims_that_it_waits_for() -> None:
    kb = with_drafts("protein-a-vessels", "rna-b-drug").published
    text = Parsed(toy.html("debates/vesicles-and-growth", kb)).text
    for claim in ("protein-a-vessels.c1", "unnamed-cargo-cells.c1", "rna-b-drug.c1"):
        assert f"claim left out of this build: {claim}" in text


def drafts(kb: KnowledgeBase) -> WorkList:
    return {each.id: each for each in Site(kb).work_lists}["records-draft"]


def test_drafts_are_a_work_list_of_all_records_and_have_no_link_there() -> None:
    kb = with_drafts("guideline-of-naming")
    for each in (kb, kb.published):
        found = drafts(each)
        assert (found.count, found.of) == (2, len(RECORDS))
        parsed = Parsed(toy.html("quality/records-draft", each))
        assert "data/works/guideline-of-naming.yaml" in parsed.text
        assert "data/studies/unnamed-cargo-cells.yaml" in parsed.text
        assert all("unnamed-cargo-cells" not in target for target in parsed.values("href"))


def test_downloads_hold_no_draft() -> None:
    kb = with_drafts("guideline-of-naming").published
    offer = Downloads(Whole(kb, Evidence(kb)))
    names = [name for name, _ in offer.of_records()]
    for file in offer.files:
        if "debates" not in file.path and "claims" not in file.path:
            content = b"" if file.form in ("sqlite", "parquet") else file.file.content
            assert b"guideline-of-naming" not in content, file.path
    assert "studies/protein-a-vessels.json" in names
    assert "studies/unnamed-cargo-cells.json" not in names
    assert "works/guideline-of-naming.json" not in names


def test_the_export_holds_no_draft_and_the_trace_does() -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["--root", str(toy.FOLDER), *arguments])
        assert result.exit_code == 0
        return result.stdout

    exported = [study["id"] for study in json.loads(run("export", "--format", "json"))["studies"]]
    assert exported == sorted(toy.knowledge_base().studies.keys() - {"unnamed-cargo-cells"})
    assert "unnamed-cargo-cells.c1" in run("trace", "unnamed-cargo-cells")
