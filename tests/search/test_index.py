"""The files of the index hold what was put in, and stay small."""

from __future__ import annotations

import gzip
import json
from itertools import accumulate
from pathlib import Path

import pytest

import toy
from npcev_kb.render.search.document import Document
from npcev_kb.render.search.documents import documents
from npcev_kb.render.search.index import CARDS, Index
from npcev_kb.render.search.prose import prose
from npcev_kb.render.site import Site

LARGEST_FIRST_QUERY = 150_000
"""Bytes, compressed: the promise of the project for its present size."""


def document(title: str, body: str = "", *names: str) -> Document:
    fields = ((10.0, title), (1.0, body))
    return Document("page", title, body, f"{title}/", fields, (title, *names))


def found(files: dict[str, str], token: str) -> dict[int, int]:
    """Return the documents of a token with their weights, read as a browser reads them."""
    head = json.loads(files["search/tokens.json"])
    if token not in head["tokens"]:
        return {}
    place = head["tokens"].index(token)
    shard = max(n for n, start in enumerate(head["starts"]) if start <= place)
    coded = json.loads(files[f"search/postings-{shard}.json"])[place - head["starts"][shard]]
    return dict(zip(accumulate(coded[::2]), coded[1::2], strict=True))


def test_a_token_leads_to_the_documents_that_have_it() -> None:
    files = dict(Index([document("lamp"), document("fog", "a lamp in fog")]).files())
    assert set(found(files, "lamp")) == {0, 1}
    assert set(found(files, "fog")) == {1}
    assert found(files, "in") == {}


def test_a_title_weighs_more_than_a_text() -> None:
    weights = found(dict(Index([document("fog", "the lamp"), document("lamp")]).files()), "lamp")
    assert weights[1] > weights[0]


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    others = [document(f"fog {n}") for n in range(20)]
    files = dict(Index([document("fog lamp"), *others]).files())
    assert found(files, "lamp")[0] > found(files, "fog")[0]


def test_a_whole_name_leads_to_what_it_names_and_the_own_name_before_others() -> None:
    files = dict(Index([document("lamp", "", "glow-β"), document("fog", "", "lamp")]).files())
    assert found(files, "=glowbeta") == {0: 225}
    assert found(files, "=lamp") == {0: 255, 1: 225}


def test_the_shards_hold_every_token_once_and_every_card() -> None:
    many = [document(f"lamp{n}", f"word{n} of a fog{n}") for n in range(900)]
    files = dict(Index(many).files())
    head = json.loads(files["search/tokens.json"])
    shards = [n for n in files if n.startswith("search/postings-")]
    assert len(shards) == len(head["starts"]) > 2
    assert sum(len(json.loads(files[name])) for name in shards) == len(head["tokens"])
    assert head["tokens"] == sorted(set(head["tokens"]))
    assert all(found(files, f"fog{n}").keys() == {n} for n in range(0, 900, 90))
    cards = [json.loads(files[f"search/cards-{n}.json"]) for n in range(-(-900 // CARDS))]
    assert [card["title"] for part in cards for card in part] == [each.title for each in many]


def test_an_empty_site_has_an_empty_index() -> None:
    files = dict(Index([]).files())
    assert json.loads(files["search/tokens.json"])["tokens"] == []


def test_the_same_documents_give_the_same_bytes() -> None:
    first, second = (list(Index(list(documents(Site(toy.knowledge_base())))).files()) for _ in "ab")
    assert first == second


def test_prose_is_cut_at_its_headings_and_read_as_text() -> None:
    html = (
        '<h1>T</h1><p>a &amp; b</p><h2 id="x">X<a class="headerlink" href="#x">¶</a></h2><p>c</p>'
    )
    page, part = prose("curate/", "T", html)
    assert (page.title, page.about, page.url) == ("T", "a & b", "curate/")
    assert (part.title, part.about, part.url) == ("X", "T: c", "curate/#x")


def test_scripts_and_pictures_are_not_read() -> None:
    (page,) = prose("", "T", "<script>evil</script><svg><text>drawn</text></svg><p>said</p>")
    assert page.about == "said"


def test_what_only_the_review_states_has_no_level() -> None:
    levels = {each.url: each.level for each in documents(Site(toy.knowledge_base().published))}
    assert "review" in levels.values()
    assert not any(
        "review" in level and "E" in level for level in levels.values() if "/ " not in level
    )


@pytest.mark.site
def test_the_first_query_is_small_whatever_is_asked(real_site: Path) -> None:
    sizes = {
        path.name: len(gzip.compress(path.read_bytes()))
        for path in (real_site / "search").glob("*.json")
    }
    scripts = (real_site / "assets" / "npcev").glob("search-*.js")
    fixed = sizes["tokens.json"] + sum(len(gzip.compress(path.read_bytes())) for path in scripts)
    postings = sorted((s for name, s in sizes.items() if name.startswith("postings")), reverse=True)
    cards = sorted((s for name, s in sizes.items() if name.startswith("cards")), reverse=True)
    assert fixed + sum(postings[:6]) + sum(cards[:12]) < LARGEST_FIRST_QUERY
