"""What the built site shows is in each of its downloads: claims, levels, flags and numbers."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from math import isclose
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from npcev_kb.render.export.tables.texts import plain_cell

pytestmark = pytest.mark.site

Row = Mapping[str, Any]
Tables = Callable[[str], list[Row]]
"""Gives the rows of a table by its name."""
KINDS = ("auc", "sensitivity", "specificity", "accuracy", "positive-rate")


def of_json(site: Path) -> Tables:
    """The tables as the JSON document has them."""
    whole = json.loads((site / "data/npcev-kb.json").read_text(encoding="utf-8"))
    claims = [(study, claim) for study in whole["studies"] for claim in study["claims"]]
    found: dict[str, list[Row]] = {
        "claims": [
            {**claim, "study": study["id"], "review_only": claim["level_basis"] == "review_only"}
            for study, claim in claims
        ],
        "claim_flags": [{"claim": c["ref"], **flag} for _, c in claims for flag in c["flags"]],
        "metrics": [{"claim": c["ref"], **metric} for _, c in claims for metric in c["metrics"]],
        "experiment_models": [
            {"experiment": f"{study['id']}.{each['id']}", "n": people["n"]}
            for study in whole["studies"]
            for each in study["experiments"]
            for people in each["patients"]
        ],
        "debate_claims": [
            {"debate": debate["id"], "claim": claim}
            for debate in whole["debates"]
            for side in debate["sides"]
            for claim in side["claims"]
        ],
        "question_claims": [
            {"question": each["id"], "claim": claim}
            for each in whole["questions"]
            for claim in each["blocks"]
        ],
        "records": [*whole["studies"], *whole["works"]],
        "debates": whole["debates"],
        "questions": whole["questions"],
        "entities": whole["entities"],
    }
    return found.__getitem__


def of_csv(site: Path) -> Tables:
    def table(name: str) -> list[Row]:
        text = (site / f"data/tables/{name}.csv").read_bytes().decode()
        rows = csv.DictReader(io.StringIO(text, newline=""))
        return [{key: plain_cell(value) for key, value in row.items()} for row in rows]

    return table


def of_tsv(site: Path) -> Tables:
    def table(name: str) -> list[Row]:
        head, *lines = (site / f"data/tables/{name}.tsv").read_bytes().decode().split("\n")[:-1]
        return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]

    return table


def of_json_lines(site: Path) -> Tables:
    def table(name: str) -> list[Row]:
        text = (site / f"data/tables/{name}.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.split("\n")[:-1]]

    return table


def of_parquet(site: Path) -> Tables:
    return lambda name: pq.read_table(site / f"data/tables/{name}.parquet").to_pylist()


def of_sqlite(site: Path) -> Tables:
    connection = sqlite3.connect(f"file:{site}/data/npcev-kb.sqlite?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row

    def table(name: str) -> list[Row]:
        return [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]

    return table


READERS = {
    "json": of_json,
    "csv": of_csv,
    "tsv": of_tsv,
    "jsonl": of_json_lines,
    "parquet": of_parquet,
    "sqlite": of_sqlite,
}
FORMS = pytest.mark.parametrize("form", READERS)


def text(fragment: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", fragment)).strip()


def plainly(said: str) -> str:
    """A sentence without its full stop, which the page adds."""
    return " ".join(said.split()).rstrip(".")


def parts(site: Path) -> Iterable[tuple[str, str]]:
    """Each claim that a study's page shows, with its part of the page."""
    for path in sorted(site.glob("studies/*/index.html")):
        page = path.read_text(encoding="utf-8")
        for part in re.split(r'<article class="claim" ', page)[1:]:
            (ref,) = re.findall(r'^data-claim="([^"]+)"', part)
            yield html.unescape(ref), part.partition("</article>")[0]


def shown(site: Path) -> dict[str, tuple[str, str, int]]:
    """Level (empty where the review alone speaks), trace and raised flags, by claim."""
    found = {}
    for ref, part in parts(site):
        why = part.partition('class="why"')[2]
        level = re.findall(r'class="level level-(e\d)"', why.partition("</summary>")[0])
        trace = text(why.partition("<p>")[2].partition("</p>")[0])
        raised = len(re.findall(r"</a>, raised: ", part))
        found[ref] = (level[0].upper() if level else "", trace, raised)
    return found


def as_number(value: object) -> float:
    return float(str(value))


@FORMS
def test_every_claim_with_its_level_trace_and_flags_is_in_the_download(
    form: str, real_site: Path
) -> None:
    tables, on_pages = READERS[form](real_site), shown(real_site)
    claims = {row["ref"]: row for row in tables("claims")}
    assert set(claims) == set(on_pages)
    raised: dict[str, int] = defaultdict(int)
    for flag in tables("claim_flags"):
        raised[flag["claim"]] += flag["state"] == "raised"
    for ref, (level, trace, flags) in on_pages.items():
        row = claims[ref]
        review = str(row["review_only"]).lower() in ("true", "1")
        assert review is (level == ""), ref
        assert level in ("", f"E{row['level_rank']}"), ref
        said = row["level_trace"].replace("\\\\", "\\") if form == "tsv" else row["level_trace"]
        assert plainly(said) == plainly(trace), ref
        assert raised[ref] == flags, ref


@FORMS
def test_every_number_of_the_markers_compared_is_in_the_download(
    form: str, real_site: Path
) -> None:
    page = (real_site / "explore/biomarkers/index.html").read_text(encoding="utf-8")
    metrics = defaultdict(list)
    for row in READERS[form](real_site)("metrics"):
        whole = 100 if row["unit"] == "percent" else 1  # a plot shows parts of one
        metrics[row["claim"]].append((row["name"], as_number(row["value"]) / whole))
    seen = 0
    for row in re.findall(r"<tr [^>]*data-claim-of=[^>]*>", page):
        told = dict(re.findall(r'data-([\w-]+)="([^"]*)"', row))
        for name in KINDS:
            if number := told[f"s-{name}"]:
                seen += 1
                kind = name.replace("-", "_")
                kept = [n for each, n in metrics[told["claim-of"]] if each == kind]
                assert any(isclose(n, as_number(number)) for n in kept), told
    assert seen >= 10


@FORMS
def test_every_number_of_people_on_a_study_page_is_in_the_download(
    form: str, real_site: Path
) -> None:
    kept = defaultdict(list)
    for row in READERS[form](real_site)("experiment_models"):
        if row["n"] not in (None, ""):
            kept[row["experiment"]].append(int(as_number(row["n"])))
    shown_: dict[str, list[int]] = {}
    for path in real_site.glob("studies/*/index.html"):
        page = path.read_text(encoding="utf-8")
        for id, part in re.findall(r'<tr><th scope="row" id="(e\d+)"(.*?)</tr>', page, re.DOTALL):
            numbers = [int(n.replace(",", "")) for n in re.findall(r"\bn = ([\d,]+\d|\d)", part)]
            if numbers:
                shown_[f"{path.parent.name}.{id}"] = sorted(numbers)
    assert shown_ == {ref: sorted(numbers) for ref, numbers in kept.items()}
    assert len(shown_) >= 10


@FORMS
def test_every_claim_named_by_a_debate_or_a_question_is_in_the_download(
    form: str, real_site: Path
) -> None:
    tables = READERS[form](real_site)
    for kind, folder in (("debate", "debates"), ("question", "questions")):
        kept = {(row[kind], row["claim"]) for row in tables(f"{kind}_claims")}
        on_pages = set()
        for path in real_site.glob(f"{folder}/*/index.html"):
            page = path.read_text(encoding="utf-8").partition('<div class="page-end')[0]
            body = page.partition("<h1")[2].partition('id="record"')[0]
            for study, claim in re.findall(r'href="\.\./\.\./studies/([^/"]+)/#(c\d+)"', body):
                on_pages.add((path.parent.name, f"{study}.{claim}"))
        assert kept <= on_pages
        assert {pair for pair in on_pages if pair[0] in {name for name, _ in kept}} == kept


@FORMS
def test_the_counts_of_the_first_page_are_those_of_the_download(form: str, real_site: Path) -> None:
    said = text((real_site / "index.html").read_text(encoding="utf-8"))
    tables = READERS[form](real_site)
    for name, table in (("claims", "claims"), ("debates", "debates"), ("questions", "questions")):
        count = len(tables(table))
        assert re.search(rf"\b{count} (?:open )?{name}\b", said), (name, count)


def test_every_claim_is_an_edge_of_the_graph_with_its_level_and_trace(real_site: Path) -> None:
    on_pages = shown(real_site)
    found = set()
    lines = (real_site / "data/kgx/npcev-kb_edges.jsonl").read_text(encoding="utf-8").splitlines()
    for edge in map(json.loads, lines):
        ref = edge["id"].removeprefix("npcev:").partition("/")[0]
        level, trace, raised = on_pages[ref]
        assert f"npcev:level/{level or 'review_only'}" in edge["has_attribute"]
        assert " ".join(edge["description"].split()).rstrip(".") == " ".join(trace.split()).rstrip(
            "."
        )
        flags = [each for each in edge["has_attribute"] if each.startswith("npcev:flag/")]
        assert sum(each.endswith("/raised") for each in flags) == raised
        found.add(ref)
    assert found == set(on_pages)
