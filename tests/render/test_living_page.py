"""The page of the living search says what the ledger holds, and nothing where it holds nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

import toy
from npcev_kb.model.screening import Candidate, Ledger, Queries, SearchRun
from npcev_kb.render.page import headings
from npcev_kb.render.settings import Settings
from npcev_kb.render.site import Site
from parsed import Parsed

BLOCK = re.compile(r"</(?:dd|dt|li|p|td|th)>")
QUERIES = Queries.model_validate(
    {
        "words": {"vesicles": ["exosome", "vesicle"], "making": ["maker"]},
        "queries": [
            {
                "id": "toy-makers",
                "module": "makers",
                "title": "Vesicles and makers",
                "groups": ["vesicles", "making"],
            },
            {"id": "any-toys", "title": "Vesicles alone", "groups": ["vesicles"]},
        ],
    }
)
RUN = SearchRun.model_validate(
    {
        "day": "2026-01-07",
        "searches": [
            {
                "query": "toy-makers",
                "service": "europepmc",
                "since": "2025-12-01",
                "found": 1234,
                "known": 1231,
                "new": 3,
            }
        ],
    }
)


def candidate(name: str, *decisions: dict[str, str], **further: Any) -> Candidate:
    data: dict[str, Any] = {
        "id": name,
        "title": f"An invented title of {name}",
        "found": [{"query": "toy-makers", "service": "europepmc", "day": "2026-01-07"}],
        "score": 4,
        "decisions": decisions,
    }
    return Candidate.model_validate({**data, **further})


def decision(status: str, **further: str) -> dict[str, str]:
    return {"status": status, "by": "A curator", "day": "2026-01-08", **further}


def page(
    *candidates: Candidate, runs: tuple[SearchRun, ...] = (RUN,), queries: Queries | None = QUERIES
) -> str:
    ledger = Ledger(queries, runs, {each.id: each for each in candidates})
    return toy.html("living", replace(toy.knowledge_base(), ledger=ledger))


def words(html: str) -> str:
    """Return the text of a page with single spaces, also between cells and items."""
    return " ".join(Parsed(BLOCK.sub(r" \g<0>", html)).text.split())


def part(html: str, anchor: str) -> str:
    """Return the text of one part of a page, from its heading to the next of its level."""
    found = re.search(rf'<h2 id="{anchor}">(.*?)(?=<h2 |\Z)', html, re.DOTALL)
    assert found, f"there is no part {anchor}"
    return words(found[1])


def parts(html: str) -> list[str]:
    return [heading.anchor for heading in headings(html) if heading.level == 2]


def unknown(html: str) -> list[str]:
    """Return what is shown as not known, in order."""
    found = re.findall(r'<span class="unknown">(.*?)</span>', html, re.DOTALL)
    return [words(each) for each in found]


def test_without_a_ledger_the_page_says_that_no_search_has_been_run() -> None:
    html = page(runs=(), queries=None)
    assert parts(html) == ["flow", "queries", "review"]
    assert unknown(html)[:2] == ["No search has been run yet", "No query is saved"]
    assert part(html, "flow").startswith(
        "From search to record No search has been run yet, so nothing has been found, screened,"
    )
    assert re.findall(r"\d", part(html, "flow") + part(html, "queries")) == []
    assert "<script" not in html


def test_saved_queries_that_were_never_run_have_no_numbers() -> None:
    html = page(runs=())
    assert parts(html) == ["flow", "queries", "review"]
    assert part(html, "queries") == (
        "What is searched for Of each group of words that a query names, at least one must occur."
        " Words and queries are those of this knowledge base, not the review's own."
        " vesicles exosome, vesicle making maker"
        " Query Groups of words Module Found New Included"
        " Vesicles and makers vesicles and making Makers & <b>makers'</b> neighbours"
        " never run not known not known"
        " Vesicles alone vesicles none never run not known not known"
    )


def test_the_flow_tells_every_number_of_the_ledger() -> None:
    html = page(
        candidate("one"),
        candidate("two", decision("excluded", reason="other_disease")),
        candidate("three", decision("included"), record="rna-b-drug"),
    )
    assert parts(html) == [
        "flow", "queries", "searches", "waiting", "included", "excluded", "review",
    ]  # fmt: skip
    assert part(html, "flow") == (
        "From search to record"
        " last search 2026-01-07"
        " candidates waiting 1 of 3 included 1 of 3 excluded 1 of 3"
        " 1,234 found by searches 1,231 known before, as a record or a candidate"
        " 3 new 1 waiting: 1 nobody has looked at, 0 put off"
        " 2 screened 1 excluded: other disease 1"
        " 1 included"
        " Found, known and new count a work once for every query and service that found it."
        " Notices and works off the subject are not counted."
    )
    assert part(html, "searches") == (
        "Searches run Day Asked for works since Services that answered Queries Found Known New"
        " 2026-01-07 2025-12-01 Europe PMC 1 1,234 1,231 3"
    )


def test_a_ledger_that_does_not_add_up_is_shown_as_one_that_does_not() -> None:
    short = RUN.model_copy(
        update={"searches": (RUN.searches[0].model_copy(update={"known": 1230}),)}
    )
    html = page(candidate("one"), runs=(short,))
    flow = part(html, "flow")
    assert "1 neither known nor new: the ledger does not say why" in flow
    assert "the ledger holds 1 candidate: the difference is not explained" in flow
    assert unknown(html)[:2] == [
        "the ledger does not say why",
        "the difference is not explained",
    ]
    whole = part(page(candidate("a"), candidate("b"), candidate("c")), "flow")
    assert "neither" not in whole
    assert "difference" not in whole


def test_candidates_without_a_search_stand_there_without_numbers_of_searches() -> None:
    html = page(candidate("one"), runs=(), queries=None)
    assert "last search not known" in part(html, "flow")
    assert "no search is recorded for 1 candidate" in part(html, "flow")
    assert "found by searches" not in html
    assert "toy-makers not saved any more" in part(html, "queries")
    assert "<script" not in html


def test_nothing_waiting_included_and_excluded_is_said_in_words() -> None:
    html = page()
    assert part(html, "waiting") == "Waiting Nothing is waiting."
    assert part(html, "included") == "Included No candidate has been included."
    assert part(html, "excluded") == "Excluded, and why No candidate has been excluded."


def test_a_candidate_shows_what_is_known_of_it_and_what_is_not() -> None:
    html = page(
        candidate(
            "full",
            authors=[f"Doe {letter}" for letter in "ABCDEFGH"],
            journal="Journal of Toys",
            year=2025,
            doi="10.5555/toy.full",
            pmid="99000001",
            pmcid="PMC99000001",
            preprint="10.5555/toy.preprint",
            reasons=["The title names a vesicle.", "The abstract names a toy."],
        ),
        candidate("bare", decision("later", note="Only the title was seen."), score=9),
    )
    assert part(html, "waiting") == (
        "Waiting As services describe them, best guess first, what was put off last."
        " Nothing here is a finding of this knowledge base."
        " An invented title of full"
        " Doe A, Doe B, Doe C, Doe D, Doe E, Doe F and 2 more. Journal of Toys 2025"
        " · doi 10.5555/toy.full · PMID 99000001 · PMC99000001"
        " · other version doi 10.5555/toy.preprint"
        " Score 4 The title names a vesicle. The abstract names a toy."
        " Found by Europe PMC (toy-makers, 2026-01-07)"
        " An invented title of bare authors not told journal not told year not told"
        " Score 9 Found by Europe PMC (toy-makers, 2026-01-07)"
        " 2026-01-08 later: Only the title was seen. A curator"
    )
    assert [link for link in Parsed(html).values("href") if link.startswith("https://")][:4] == [
        "https://doi.org/10.5555/toy.full",
        "https://pubmed.ncbi.nlm.nih.gov/99000001",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC99000001",
        "https://doi.org/10.5555/toy.preprint",
    ]


def test_what_was_excluded_stands_under_its_reason_with_all_that_was_decided() -> None:
    html = page(
        candidate("a", decision("later"), decision("excluded", reason="other", note="A game.")),
        candidate("b", decision("excluded", reason="no_vesicles")),
    )
    assert part(html, "excluded") == (
        "Excluded, and why"
        " No vesicles: 1 It is not about extracellular vesicles."
        " An invented title of b authors not told journal not told year not told"
        " Score 4 Found by Europe PMC (toy-makers, 2026-01-07)"
        " 2026-01-08 excluded, no vesicles A curator"
        " Other: 1 Another reason, told in the note."
        " An invented title of a authors not told journal not told year not told"
        " Score 4 Found by Europe PMC (toy-makers, 2026-01-07)"
        " 2026-01-08 later A curator 2026-01-08 excluded, other: A game. A curator"
    )


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("rna-b-drug", "Record: RNA b and a drug, בדיקה"),
        ("overview-of-vesicles", "Record: "),
        ("a-draft", "Record: a-draft, not published yet"),
        (None, "Record: none was begun"),
    ],
)
def test_an_included_candidate_leads_to_its_record(record: str | None, said: str) -> None:
    html = page(candidate("a", decision("included"), record=record))
    assert said in part(html, "included")
    links = {link for link in Parsed(html).values("href") if "rna-b" in link or "overview" in link}
    expected = {"rna-b-drug": {"../studies/rna-b-drug/"}}
    expected["overview-of-vesicles"] = {"../works/overview-of-vesicles/"}
    assert links == expected.get(record or "", set())


def test_the_review_is_quoted_with_what_it_states_and_without_a_flow() -> None:
    assert part(page(), "review") == (
        "What the review says of its own search"
        " Searched: Toy Index, <x-evil>Other Index</x-evil>, 2020 to 2025."
        ' Search: Toys AND "vesicles" <script>evil("search")</script>, as the review says.'
        " Toys were taken in by relevance & mood."
        " Makers & <b>makers'</b> neighbours 3 articles included, as it states"
        " Takers count not stated"
        " It does not state the following, so no flow can be drawn for it:"
        ' The <b>query</b> itself & its "dates".'
        " Coverage counts the records beside the review's numbers; methods tells how it was made."
    )


def test_the_day_of_the_last_search_is_plain_and_marked_for_the_script_of_the_page() -> None:
    html = page()
    assert '<time datetime="2026-01-07" data-days-ago>2026-01-07</time>' in html
    assert '<script type="module" src="../assets/npcev/days-ago.js"></script>' in html
    script = toy.REPOSITORY / "templates" / "theme" / "assets" / "npcev" / "days-ago.js"
    assert "time[data-days-ago]" in script.read_text(encoding="utf-8")


def test_every_anchor_of_the_page_is_there_once() -> None:
    html = page(
        candidate("flow"),
        candidate("waiting", decision("excluded", reason="duplicate")),
        candidate("review", decision("included"), record="rna-b-drug"),
        queries=None,
    )
    anchors = re.findall(r' id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))
    within = {link[1:] for link in Parsed(html).values("href") if link.startswith("#")}
    assert within
    assert within <= set(anchors)


def test_candidates_are_kept_out_of_the_search_of_the_site() -> None:
    kb = replace(toy.knowledge_base(), ledger=Ledger(QUERIES, (RUN,), {"a": candidate("a")}))
    shown = toy.page("living", Site(kb))
    assert shown.indexed is False


def test_the_edit_link_leads_to_the_queries_if_there_are_any() -> None:
    code = Settings("https://code.example/toy-kb")
    for queries, source in ((QUERIES, "data/screening/queries.yaml"), (None, None)):
        site = Site(replace(toy.knowledge_base(), ledger=Ledger(queries)), code)
        assert toy.page("living", site).source == source
