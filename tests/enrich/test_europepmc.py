"""Replies of Europe PMC become published works."""

from __future__ import annotations

import json

import pytest

from npcev_kb.enrich.errors import BadReplyError, NotFoundError, RefusedError, UnreachableError
from npcev_kb.enrich.europepmc import read_list, read_page
from shipped import reply, told

ARTICLE = {
    "title": "Vesicles of Lampyris inventa carry lamp RNA.",
    "authors": [
        {"family": "Doe", "given": "Jane", "orcid": "0000-0000-0000-0001"},
        {"family": "van Invented", "given": "John"},
        {"name": "Invented Lamp Consortium", "collective": True},
    ],
    "journal": "Journal of invented results",
    "published": "2024-03-07",
    "volume": "7",
    "issue": "2",
    "pages": "e17",
    "doi": "10.5555/lamp.2024.1",
    "pmid": "99000001",
    "pmcid": "PMC9900001",
    "kinds": ["Journal Article", "research-article"],
    "licence": "cc by",
    "events": [{"found": "version_of_record", "source": "Europe PMC", "cited": "PPR990001"}],
    "abstract": "Aim To light lamps. Results They glow at p<0.05.",
}


def test_everything_that_europe_pmc_says_of_works_is_read() -> None:
    page = read_page(reply("europepmc/search-core.json"))
    article, retracted, preprint = page.works
    assert page.next == "AoIIinvented"
    assert told(article) == ARTICLE
    assert (retracted.published, told(retracted)["authors"]) == (
        "2022-11",
        [{"family": "Doe", "given": "J"}],
    )
    assert told(retracted)["events"] == [
        {
            "found": "retraction",
            "day": "2023-05-02",
            "source": "Europe PMC",
            "doi": "10.5555/notice.1",
            "pmid": "99000010",
            "cited": "J Invent Res. 2023 May 2;6(5):101. doi: 10.5555/notice.1.",
        }
    ]
    assert (preprint.journal, told(preprint)["events"]) == (
        "inventRxiv",
        [{"found": "preprint_of", "source": "Europe PMC", "pmid": "99000001"}],
    )


def as_xml(value: object) -> str:
    """Return JSON of Europe PMC as the service writes the same in XML."""
    if isinstance(value, dict):
        return "".join(
            "".join(f"<{name}>{as_xml(part)}</{name}>" for part in parts)
            if isinstance(parts, list)
            else f"<{name}>{as_xml(parts)}</{name}>"
            for name, parts in value.items()
        )
    return str(value).replace("&", "&amp;").replace("<", "&lt;")


def test_xml_tells_the_same_as_json() -> None:
    body = reply("europepmc/search-core.json")
    orcid = "<authorId><type>ORCID</type><value>0000-0000-0000-0001</value></authorId>"
    xml = as_xml({"responseWrapper": json.loads(body)}).replace(
        orcid, '<authorId type="ORCID">0000-0000-0000-0001</authorId>'
    )
    assert 'type="ORCID"' in xml
    assert read_page(xml.encode()) == read_page(body)


def test_the_short_form_gives_its_types_and_authors_as_one_text() -> None:
    short = {
        "id": "PMC9900009",
        "source": "PMC",
        "title": "A lamp.",
        "authorString": "Doe JA, Invented Lamp Group.",
        "journalTitle": "J Invent Res",
        "journalVolume": "3",
        "pubYear": "2019",
        "pubType": "journal article; retracted publication",
    }
    body = json.dumps({"hitCount": 1, "resultList": {"result": [short]}}).encode()
    assert [told(work) for work in read_list(body)] == [
        {
            "title": "A lamp.",
            "authors": [{"family": "Doe", "given": "JA"}, {"name": "Invented Lamp Group"}],
            "journal": "J Invent Res",
            "published": "2019",
            "volume": "3",
            "pmcid": "PMC9900009",
            "kinds": ["journal article", "retracted publication"],
            "events": [{"found": "retraction", "source": "Europe PMC"}],
        }
    ]


def test_a_notice_tells_what_it_corrects_and_is_not_retracted_by_its_title() -> None:
    entries = [
        {"id": "99000002", "source": "MED", "type": "Retraction of"},
        {"id": "99000003", "source": "MED", "type": "Erratum for"},
        {"id": "99000004", "source": "MED", "type": "Update in"},
    ]
    notice = {"title": "RETRACTED: Lamps", "commentCorrectionList": {"commentCorrection": entries}}
    (work,) = read_list(json.dumps({"resultList": {"result": [notice]}}).encode())
    assert work.events == ()
    assert [(other.found.value, other.pmid) for other in work.notice_of] == [
        ("retraction", "99000002"),
        ("correction", "99000003"),
    ]


def test_an_answer_without_a_hit_is_no_work_and_no_error() -> None:
    assert read_list(b'{"hitCount":0,"resultList":{"result":[]}}') == ()
    assert read_list(b'{"hitCount":0,"resultList":null}') == ()
    assert read_list(b'{"hitCount":0,"citationList":{"citation":[]}}') == ()


def test_what_is_no_work_is_a_clear_error() -> None:
    with pytest.raises(NotFoundError, match="does not know the work"):
        read_list(b'{"errCode":404,"errMsg":"No such thing"}')
    with pytest.raises(RefusedError, match="does not accept the request: Bad query"):
        read_list(b"<error><errCode>400</errCode><errMsg>Bad query</errMsg></error>")
    with pytest.raises(UnreachableError, match="trouble of its own: Broken"):
        read_list(b'{"errCode":"503","errMsg":"Broken"}')
    with pytest.raises(BadReplyError, match="describes no work"):
        read_list(b'{"hitCount":1,"resultList":{"result":[{"source":"MED"}]}}')
