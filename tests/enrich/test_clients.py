"""The clients ask each service in its own words, and make works of what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import pytest

from npcev_kb.enrich.access import Access
from npcev_kb.enrich.errors import BadReplyError, RefusedError
from npcev_kb.enrich.fetch import Fetcher
from npcev_kb.enrich.idconv import Identifiers
from npcev_kb.enrich.services import Services
from replay import Answer, Reply, Seen, Server, json_reply, serving, text_reply
from shipped import reply

WHO = {"mailto", "tool", "email"}
LAMP, DIM = "10.5555/lamp.2024.1", "10.5555/lamp.2022.7"


@contextmanager
def services(replies: Mapping[str, Answer]) -> Iterator[tuple[Services, Server]]:
    """Give the clients of a server that answers as it is told; nobody waits."""
    with serving(replies) as server:
        access = Access(
            contact="jane@lamp.example",
            tool="lamp-test",
            curator=None,
            ncbi_key=None,
            crossref_token=None,
            addresses=server.addresses,
        )
        with Fetcher(access, sleep=lambda seconds: None) as fetch:
            yield Services.of(access, fetch), server


def asked(seen: Seen) -> tuple[str, dict[str, str]]:
    """Return path and parameters of a request without those that say who asks."""
    return seen.path, {name: text for name, text in seen.query.items() if name not in WHO}


def shipped(path: str) -> Reply:
    """Return a shipped reply as the server sends it."""
    return Reply(200, {}, reply(path))


def test_crossref_is_asked_by_an_escaped_doi_and_by_words() -> None:
    sici = "10.5555/0012(2006)87[1:tiopma]2.0.co;2"
    replies = {
        f"/crossref/works/{sici}": shipped("crossref/work-found.json"),
        f"/crossref/works/{DIM}": text_reply("Resource not found.", 404),
        "/crossref/works": shipped("crossref/list.json"),
    }
    with services(replies) as (known, server):
        work = known.crossref.work(sici)
        assert (work and work.doi, known.crossref.work(DIM)) == (LAMP, None)
        found = known.crossref.search("lamp & wick", rows=1, since=date(2024, 1, 2))
        assert [each.doi for each in found] == [LAMP]
        assert len(known.crossref.search("lamp")) == 2
    assert [asked(seen) for seen in server.seen] == [
        ("/crossref/works/10.5555%2F0012%282006%2987%5B1%3Atiopma%5D2.0.co%3B2", {}),
        ("/crossref/works/10.5555%2Flamp.2022.7", {}),
        (
            "/crossref/works",
            {
                "query.bibliographic": "lamp & wick",
                "rows": "1",
                "filter": "from-created-date:2024-01-02",
            },
        ),
        ("/crossref/works", {"query.bibliographic": "lamp", "rows": "20"}),
    ]


def pubmed_answer(seen: Seen) -> Reply:
    """Answer efetch with one article for each id, and with PMID 1 for an id that is none."""
    ids = (
        text if text.isdigit() and text != "404" else "1" for text in seen.query["id"].split(",")
    )
    articles = "".join(
        f"<PubmedArticle><MedlineCitation><PMID>{text}</PMID></MedlineCitation></PubmedArticle>"
        for text in ids
    )
    return text_reply(f"<PubmedArticleSet>{articles}</PubmedArticleSet>", kind="text/xml")


def test_pubmed_is_asked_in_batches_and_a_record_nobody_asked_for_is_dropped() -> None:
    numbers = [str(number) for number in range(1000, 1401)]
    with services({"/eutils/efetch.fcgi": pubmed_answer}) as (known, server):
        works = known.pubmed.works([*numbers, "1000", "-1", "", "404"])
        assert known.pubmed.works([]) == {}
    assert list(works) == numbers
    assert [seen.query["id"].count(",") + 1 for seen in server.seen] == [200, 200, 2]
    assert server.seen[2].query["id"] == "1400,404"
    assert asked(server.seen[2])[1] == {"db": "pubmed", "id": "1400,404", "retmode": "xml"}


def test_pubmed_is_searched_by_relevance_or_since_a_day() -> None:
    with services({"/eutils/esearch.fcgi": shipped("pubmed/esearch.json")}) as (known, server):
        assert known.pubmed.search("lamp[ti]", rows=2) == ("99000001", "99000002")
        assert len(known.pubmed.search("lamp[ti]", since=date(2024, 1, 2))) == 3
    first, second = (asked(seen)[1] for seen in server.seen)
    query = {"db": "pubmed", "term": "lamp[ti]", "retmode": "json"}
    assert first == {**query, "retmax": "2", "sort": "relevance"}
    since = {"datetype": "edat", "mindate": "2024/01/02", "maxdate": "3000"}
    assert second == {**query, "retmax": "20", **since}


def test_identifiers_are_asked_for_kind_by_kind_and_told_by_what_was_asked() -> None:
    replies = {
        "/idconv/?idtype=doi": shipped("idconv/records.json"),
        "/idconv/?idtype=pmid": json_reply({"status": "error", "message": "no"}, 404),
        "/idconv/?idtype=pmcid": json_reply(
            {"status": "ok", "records": [{"pmcid": "PMC9900005", "pmid": 99000005}]}
        ),
    }
    wanted = [LAMP.upper(), "10.5555/unknown", "10.5555/with,comma", "99000007", "PMC9900005"]
    with services(replies) as (known, server):
        found = known.pubmed.identifiers(wanted)
        assert known.pubmed.identifiers([]) == {}
    assert found == {
        LAMP.upper(): Identifiers(LAMP, "99000001", "PMC9900001"),
        "PMC9900005": Identifiers(None, "99000005", "PMC9900005"),
    }
    assert [asked(seen)[1] for seen in server.seen] == [
        {"ids": f"{LAMP},10.5555/unknown", "idtype": "doi", "format": "json"},
        {"ids": "99000007", "idtype": "pmid", "format": "json"},
        {"ids": "PMC9900005", "idtype": "pmcid", "format": "json"},
    ]


def test_europe_pmc_gives_the_work_that_shares_most_identifiers() -> None:
    with services({"/europepmc/search": shipped("europepmc/search-core.json")}) as (known, server):
        one = known.europepmc.work(doi=DIM, pmid="99000002", pmcid="PMC9900001")
        other = known.europepmc.work(doi='10.5555/a"b')
        assert known.europepmc.work() is None
    assert (one and one.doi, other) == (DIM, None)
    assert [seen.query["query"] for seen in server.seen] == [
        f'(EXT_ID:99000002 AND SRC:MED) OR PMCID:PMC9900001 OR DOI:"{DIM}"',
        'DOI:"10.5555/a\\"b"',
    ]
    assert asked(server.seen[0])[1]["resultType"] == "core"


def page(number: int, mark: str | None) -> Reply:
    """Return a page with one work."""
    works = [{"title": f"Lamp {number}", "doi": f"10.5555/{number}"}]
    return json_reply({"hitCount": 9, "nextCursorMark": mark, "resultList": {"result": works}})


def test_europe_pmc_is_searched_page_by_page_until_there_is_enough_or_no_more() -> None:
    pages = {
        "/europepmc/search?cursorMark=*": page(1, "two"),
        "/europepmc/search?cursorMark=two": page(2, "three"),
        "/europepmc/search?cursorMark=three": page(3, "three"),
    }
    with services(pages) as (known, server):
        enough = known.europepmc.search("lamp", rows=2, since=date(2024, 1, 2))
        everything = known.europepmc.search("lamp")
    assert [work.title for work in enough] == ["Lamp 1", "Lamp 2"]
    assert [work.title for work in everything] == ["Lamp 1", "Lamp 2", "Lamp 3"]
    first = asked(server.seen[0])[1]
    assert first["query"] == "(lamp) AND CREATION_DATE:[2024-01-02 TO 3000-12-31]"
    assert (first["pageSize"], server.seen[2].query["pageSize"]) == ("2", "100")
    assert len(server.seen) == 5


def test_openalex_is_asked_by_doi() -> None:
    replies = {
        f"/openalex/works/doi:{DIM}": shipped("openalex/work.json"),
        f"/openalex/works/doi:{LAMP}": text_reply("<h1>Not Found</h1>", 404, "text/html"),
    }
    with services(replies) as (known, _):
        work = known.openalex.work(DIM)
        assert (work and work.pmid, known.openalex.work(LAMP)) == ("99000002", None)


def test_what_is_no_answer_is_not_taken_for_an_unknown_work() -> None:
    refusal = {"status": "failed", "message-type": "x", "message": [{"message": "No"}]}
    replies = {
        f"/crossref/works/{LAMP}": text_reply("<html>Log in</html>", kind="text/html"),
        "/crossref/works": json_reply(refusal),
    }
    with services(replies) as (known, _):
        with pytest.raises(BadReplyError, match="web page"):
            known.crossref.work(LAMP)
        with pytest.raises(RefusedError, match="No"):
            known.crossref.search("lamp")
