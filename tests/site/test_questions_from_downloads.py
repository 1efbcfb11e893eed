"""The five questions of the site, each asked of any one download in a few lines."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from test_parity import READERS, Row

pytestmark = pytest.mark.site
FORMS = pytest.mark.parametrize("form", [form for form in READERS if form != "json"])
"""JSON is nested; the worked examples and the tests of Python ask it."""

RADIATION = {"radioresistance", "radiosensitivity"}


def in_field(claim: Row) -> bool:
    """As on the site: claims on other diseases are left out, those of unseen ones are kept."""
    return str(claim["in_field"]).lower() not in ("false", "0")


def view(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text(encoding="utf-8")


@FORMS
def test_which_cargos_act_in_animals_on_radiation(form: str, real_site: Path) -> None:
    table = READERS[form](real_site)
    animals = {r["experiment"] for r in table("experiment_models") if r["model_kind"] == "animal"}
    tests = {
        row["claim"]
        for row in table("claim_support")
        if row["stance"] == "supports" and row["experiment"] in animals
    }
    found = {
        claim["ref"]
        for claim in table("claims")
        if claim["outcome"] in RADIATION and claim["ref"] in tests and in_field(claim)
    }
    data = json.loads((real_site / "data" / "npcev-kb.json").read_text(encoding="utf-8"))
    wanted = {
        claim["ref"]
        for study in data["studies"]
        for claim in study["claims"]
        if claim["outcome"] in RADIATION and claim["in_field"] is not False
        and any(
            e["animals"] and s["experiment"] == e["id"] and s["stance"] == "supports"
            for s in claim["support"] for e in study["experiments"]
        )
    }  # fmt: skip
    assert found == wanted
    assert found


@FORMS
def test_which_markers_were_set_against_ebv_dna(form: str, real_site: Path) -> None:
    table = READERS[form](real_site)
    matrix = {row["ref"]: row["matrix"] for row in table("experiments")}
    beside = {r["experiment"] for r in table("reference_markers") if r["entity"] == "ebv-dna"}
    claims = {c["ref"]: c for c in table("claims") if c["effect"] == "distinguishes"}
    found = {
        row["claim"]
        for row in table("claim_support")
        if row["claim"] in claims and row["stance"] == "supports" and row["experiment"] in beside
        and matrix[row["experiment"]] == claims[row["claim"]]["matrix"]
        and in_field(claims[row["claim"]])
    }  # fmt: skip
    page = view(real_site, "explore/biomarkers")
    shown = {
        dict(re.findall(r'data-([\w-]+)="([^"]*)"', row))["claim-of"]
        for row in re.findall(r"<tr [^>]*data-claim-of=[^>]*>", page)
        if re.search(r'data-f-marker="[^"]*\bebv-dna\b', row)
    }
    assert found == shown
    assert found


@FORMS
def test_where_the_field_disagrees_on_pd_l1(form: str, real_site: Path) -> None:
    table = READERS[form](real_site)
    on_it = {row["claim"] for row in table("claim_terms") if row["entity"] == "pd-l1"}
    on_it |= {claim["ref"] for claim in table("claims") if claim["outcome"] == "pd-l1"}
    found = {row["debate"] for row in table("debate_claims") if row["claim"] in on_it}
    page = view(real_site, "entities/genes/pd-l1")
    part = page.partition('id="debates"')[2].partition("<h2")[0]
    shown = set(re.findall(r'href="\.\./\.\./\.\./debates/([^/"]+)/"', part))
    assert shown
    assert shown <= found


@FORMS
def test_which_cells_of_the_map_are_empty(form: str, real_site: Path) -> None:
    table = READERS[form](real_site)
    claims = {claim["ref"]: claim for claim in table("claims") if in_field(claim)}
    full = {
        (claims[row["claim"]]["outcome"], row["cargo_class"])
        for row in table("claim_cargo_classes")
        if row["claim"] in claims and row["cargo_class"] not in ("not_known", "not_applicable")
    }
    outcomes = {claim["outcome"] for claim in claims.values()}
    asked = len(outcomes) * len({kind for _, kind in full})
    said = re.search(r"(\d+) of (\d+) cells are empty", view(real_site, "explore/map"))
    assert said is not None
    assert said.groups() == (str(asked - len(full)), str(asked))


@FORMS
def test_how_many_claims_rest_on_disputed_lines_only(form: str, real_site: Path) -> None:
    table = READERS[form](real_site)
    found = Counter(claim["rests_on"] for claim in table("claims") if in_field(claim))
    page = view(real_site, "entities/cell-lines")
    shown = dict(re.findall(r'lines=(\w+)"><b>(\d+) claims?</b>', page))
    assert {"only_disputed", "not_named", "not_known"} <= set(shown)
    assert {kind: found[kind] for kind in shown} == {kind: int(n) for kind, n in shown.items()}
