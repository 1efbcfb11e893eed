"""The page of the network, its data, and the small pictures on pages of terms and studies."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import pytest

import toy
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.render.site import Site
from npcev_kb.render.views.network import MOST_ROWS, Network, network_json
from parsed import Parsed

LARGEST_PICTURE = 6_000


def site(kb: KnowledgeBase | None = None) -> Site:
    return Site(kb or toy.knowledge_base().published)


def data(kb: KnowledgeBase | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(network_json(site(kb)))
    return found


def times(number: int) -> KnowledgeBase:
    """Return the toy knowledge base with each study many times, under other names."""
    kb = toy.knowledge_base().published
    copies = {
        f"{name}-{n}": study.model_copy(update={"id": f"{name}-{n}"})
        for (name, study), n in product(kb.studies.items(), range(number))
    }
    return replace(kb, studies=copies, debates={})


def test_the_data_of_the_network_tell_each_claim_with_its_way_and_how_far_to_trust_it() -> None:
    told = data()
    claims = {f"{claim['study']}.{claim['id']}": claim for claim in told["claims"]}
    evidence = site().evidence
    assert claims
    for ref, claim in claims.items():
        judged = evidence.judged[ref]
        assert claim["says"] == judged.grade.text
        assert claim["review"] is judged.grade.review_only
        assert claim["effect"] == judged.case.claim.effect.value
        assert claim["peers"] == judged.peers.text
        ends = [told["nodes"][place]["id"] for place in claim["stops"]["outcome"]]
        assert ends == [f"outcome:{judged.case.claim.outcome}"]


def test_the_edges_that_the_script_can_make_of_the_data_are_those_that_were_computed() -> None:
    told, graph = data(), site().mechanism.graph
    made = set()
    for claim in told["claims"]:
        if claim["field"] is False:
            continue
        columns = [column for column in told["columns"] if column in claim["stops"]]
        for before, after in pairwise(columns):
            effect = claim["effect"] if after == "outcome" else ""
            for start, end in product(claim["stops"][before], claim["stops"][after]):
                made.add((told["nodes"][start]["id"], told["nodes"][end]["id"], effect))
    assert made == {
        (edge.start.id, edge.end.id, edge.effect.value if edge.effect else "")
        for edge in graph.edges
    }


def test_the_data_lead_to_pages_of_the_site_only() -> None:
    pages = [node["page"] for node in data()["nodes"] if "page" in node]
    assert pages
    assert all(page.startswith("entities/") for page in pages)


def test_the_page_tells_every_claim_of_the_network_with_level_and_link() -> None:
    page = Parsed(toy.html("explore/network", toy.knowledge_base().published))
    refs = page.values("data-ref")
    assert sorted(refs) == sorted(path.ref for path in site().mechanism.paths)
    links = page.values("href")
    for path in site().mechanism.paths:
        study, claim = path.ref.split(".")
        assert f"../../studies/{study}/#{claim}" in links


def test_what_is_not_known_is_counted_by_column() -> None:
    network = Network(site())
    text = toy.html("explore/network", toy.knowledge_base().published)
    for column in network.columns:
        unseen = [
            path
            for path in site().mechanism.paths
            if any(node.id == f"{column.value}:.unknown" for node in path.stops.get(column, ()))
        ]
        count = len(unseen)
        assert network.unknown_in(column) == count
        assert (f"{column.label} of {count} claim" in text) is bool(count)


def test_a_page_of_thousands_of_claims_tells_two_hundred_and_counts_the_others() -> None:
    kb = times(80)
    network = Network(site(kb))
    told = [path for group in network.groups for path in group.paths]
    all_of_them = len(network.mechanism.paths)
    assert all_of_them > 2 * MOST_ROWS
    assert len(told) == MOST_ROWS
    assert network.left_out == all_of_them - MOST_ROWS
    html = toy.html("explore/network", kb)
    assert html.count("data-ref=") == MOST_ROWS
    assert f"{network.left_out:,} more claims not told here" in html


def test_the_claims_told_are_those_that_reach_furthest_the_review_alone_last() -> None:
    network = Network(site())
    for group in network.groups:
        standing = [path.standing for path in group.paths]
        assert standing == sorted(standing, reverse=True)


@pytest.mark.parametrize(
    "path", ["entities/genes/protein-a", "studies/protein-a-vessels", "studies/rna-b-drug"]
)
def test_a_small_picture_is_small_and_its_boxes_lead_to_terms(path: str) -> None:
    html = toy.html(path, toy.knowledge_base().published)
    start, end = html.index('<figure class="near">'), html.index("</figure>")
    picture = html[start:end]
    assert len(picture.encode()) < LARGEST_PICTURE
    links = [link for link in Parsed(picture).values("href") if "/entities/" in link]
    assert links
    assert "<title id=" in picture
    assert "<desc id=" in picture


def test_a_term_that_no_claim_passes_has_no_picture() -> None:
    assert "<figure" not in toy.html("entities/genes/unused-protein")


def test_the_picture_of_many_claims_is_as_small_and_counts_them() -> None:
    kb = times(40)
    passing = len(site(kb).mechanism.passing["protein-a"])
    html = toy.html("entities/genes/protein-a", kb)
    picture = html[html.index('<figure class="near">') : html.index("</figure>")]
    assert len(picture.encode()) < LARGEST_PICTURE
    shown = int(picture.split("<figcaption>")[1].split(" ")[0])
    assert f"{passing - shown} more" in picture
