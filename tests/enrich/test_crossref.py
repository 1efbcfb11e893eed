"""Replies of Crossref become published works."""

from __future__ import annotations

import json

import pytest

from npcev_kb.enrich.crossref import read_list, read_work
from npcev_kb.enrich.errors import (
    BadReplyError,
    FetchFailedError,
    NotFoundError,
    RateLimitedError,
    RefusedError,
    UnreachableError,
)
from shipped import crossref, reply, told


def test_everything_that_crossref_says_of_a_work_is_read() -> None:
    assert told(read_work(reply("crossref/work-found.json"))) == {
        "title": "Vesicles of Lampyris inventa carry 13lamp&wick RNA",
        "authors": [
            {"family": "Doe", "given": "Jane", "orcid": "0000-0000-0000-0001"},
            {"family": "van Invented", "given": "John", "suffix": "Jr"},
            {"family": "Mononym"},
            {"name": "Invented Lamp Consortium", "collective": True},
        ],
        "journal": "Journal of Invented Results",
        "published": "2024-03-07",
        "volume": "7",
        "issue": "2",
        "pages": "e17",
        "doi": "10.5555/lamp.2024.1",
        "kinds": ["journal-article"],
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "references": 31,
        "events": [
            {"found": "version_of_record", "source": "Crossref", "doi": "10.5555/preprint.lamp"}
        ],
        "abstract": "Aim Lamps and wicks glow at p<0.05.",
    }


def test_the_same_retraction_from_two_sources_stays_two_notices() -> None:
    retraction = {"found": "retraction", "day": "2023-05-02", "doi": "10.5555/notice.1"}
    assert told(read_work(reply("crossref/work-retracted.json")))["events"] == [
        {**retraction, "source": "retraction-watch", "cited": "Retraction"},
        {**retraction, "source": "publisher", "cited": "Retraction"},
    ]


def test_events_stay_in_their_order_and_a_new_version_is_none() -> None:
    work = read_work(reply("crossref/work-reinstated.json"))
    assert [(event.found.value, event.day, event.source) for event in work.events] == [
        ("expression_of_concern", "2021-06-01", "publisher"),
        ("retraction", "2021-09-01", "retraction-watch"),
        ("reinstatement", "2022-02-01", "retraction-watch"),
    ]


def test_a_preprint_stands_in_its_server_and_names_its_article() -> None:
    work = read_work(reply("crossref/work-preprint.json"))
    assert (work.journal, work.kinds) == ("inventRxiv", ("posted-content", "preprint"))
    assert told(work)["events"] == [
        {"found": "preprint_of", "source": "Crossref", "doi": "10.5555/lamp.2024.1"}
    ]


def test_a_list_gives_its_works_and_leaves_out_an_item_that_is_none() -> None:
    first, notice = read_list(reply("crossref/list.json"))
    assert first.title == "Vesicles of Lampyris inventa carry lamp RNA"
    assert (notice.published, notice.events) == (None, ())
    assert told(notice)["notice_of"] == [
        {
            "found": "retraction",
            "day": "2023-05-02",
            "source": "Crossref",
            "doi": "10.5555/lamp.2022.7",
            "cited": "Retraction",
        }
    ]


def test_a_notice_is_not_retracted_by_its_own_title() -> None:
    update = {"DOI": "10.5555/other", "type": "retraction"}
    work = read_work(crossref(title=["RETRACTED: A lamp"], update_to=[update]))
    assert (work.events, [other.doi for other in work.notice_of]) == ((), ["10.5555/other"])


def test_an_update_of_a_work_to_itself_is_an_event_and_no_notice() -> None:
    update = {"DOI": "10.5555/LAMP", "type": "withdrawal", "updated": {"date-parts": [[2020]]}}
    work = read_work(crossref(update_to=[update]))
    assert told(work)["events"] == [
        {"found": "retraction", "day": "2020", "source": "Crossref", "doi": "10.5555/lamp"}
    ]
    assert work.notice_of == ()


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("retraction", "retraction"),
        ("withdrawal", "retraction"),
        ("removal", "retraction"),
        ("partial_retraction", "expression_of_concern"),
        ("expression_of_concern", "expression_of_concern"),
        ("correction", "correction"),
        ("corrigendum", "correction"),
        ("erratum", "correction"),
        ("clarification", "correction"),
        ("addendum", "correction"),
        ("reinstatement", "reinstatement"),
        ("new_version", None),
        ("new_edition", None),
        ("an-unknown-type", None),
    ],
)
def test_each_type_of_update_is_the_event_that_the_table_says(kind: str, found: str | None) -> None:
    work = read_work(crossref(updated_by=[{"DOI": "10.5555/notice", "type": kind}]))
    assert [event.found.value for event in work.events] == ([found] if found else [])


@pytest.mark.parametrize(
    ("title", "retracted"),
    [
        ("RETRACTED: A lamp", True),
        ("Retracted: A lamp", True),
        ("RETRACTED ARTICLE: A lamp", True),
        ("[Retracted] A lamp", True),
        ("WITHDRAWN A lamp", True),
        ("WITHDRAWN LAMPS AND THEIR WICKS", False),
        ("Retracted publications on lamps", False),
        ("Retraction: A lamp", False),
        ("A lamp that was RETRACTED: why", False),
    ],
)
def test_an_old_title_tells_a_retraction_only_where_it_begins_with_it(
    title: str, retracted: bool
) -> None:
    events = told(read_work(crossref(title=[title]))).get("events", [])
    assert events == ([{"found": "retraction", "source": "title"}] if retracted else [])


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ('"Quoted lamp"', '"Quoted lamp"'),
        ("Lamps at p<0.05 and q>0.1", "Lamps at p<0.05 and q>0.1"),
        ("Lamp &amp;amp; wick &lt;i&gt;in vitro&lt;/i&gt;", "Lamp & wick in vitro"),
        ("H<sub>2</sub>O and Ca<sup>2+</sup>", "H2O and Ca2+"),
        ("Lamp (\n   <i>WICK</i>\n   )\n  of glass", "Lamp (WICK) of glass"),
        ("If a<b and b>c", "If a<b and b>c"),
        (
            '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msup><mml:mi>x</mml:mi>'
            "<mml:mn>2</mml:mn></mml:msup></mml:math> lamps",
            "x2 lamps",
        ),
        ("A <jats:tex-math>\\frac{1}{2}</jats:tex-math> lamp <!-- note -->", "A lamp"),
        ("Zero\u200bwidth \ud800lamp\u0000", "Zerowidth lamp"),
    ],
)
def test_titles_become_plain_text(written: str, plain: str) -> None:
    assert read_work(crossref(title=[written])).title == plain


def test_the_first_of_several_titles_is_taken_and_an_empty_one_is_passed_over() -> None:
    assert read_work(crossref(title=["", "Lampe", "Lamp"])).title == "Lampe"


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ({"issued": {"date-parts": [[None]]}}, None),
        ({"issued": {"date-parts": [[2014]]}, "published-online": {"date-parts": [[2014, 2]]}},
         "2014-02"),
        ({"issued": {"date-parts": [[2014, 4]]}, "posted": {"date-parts": [[2013, 12, 31]]}},
         "2013-12-31"),
        ({"issued": {"date-parts": [[2014, 2, 30]]}}, "2014-02"),
        ({"issued": {"date-parts": [["2014", "3"]]}}, "2014-03"),
        ({"issued": {"date-parts": [20140]}}, None),
        ({"issued": {"date-parts": [[None]]}, "approved": {"date-parts": [[1999, 1]]}}, "1999-01"),
    ],
)  # fmt: skip
def test_the_earliest_date_is_the_day_of_publication_as_far_as_it_is_known(
    dates: dict[str, object], published: str | None
) -> None:
    assert read_work(crossref(**dates)).published == published


def test_odd_values_cost_only_themselves() -> None:
    work = read_work(
        crossref(
            title="A title that is no list",
            author={"family": ["Doe"], "ORCID": "0000-0000-0000-0002"},
            issued=[{"date-parts": "2020"}],
            volume=7,
            page=True,
            license="none",
            reference_count=-3,
            relation={"has-preprint": None, "is-preprint-of": [{"id": 5}]},
            updated_by={"type": ["retraction"], "DOI": "not a DOI", "updated": None},
        )
    )
    assert told(work) == {
        "title": "A title that is no list",
        "authors": [{"family": "Doe"}],
        "published": "2020",
        "volume": "7",
        "doi": "10.5555/lamp",
        "events": [
            {"found": "retraction", "source": "Crossref"},
            {"found": "preprint_of", "source": "Crossref", "cited": "5"},
        ],
    }


def test_a_licence_for_text_mining_alone_is_no_licence() -> None:
    licences = [{"content-version": "tdm", "URL": "https://press.example/mining"}]
    assert read_work(crossref(license=licences)).licence is None
    licences.append({"content-version": "am", "URL": "https://press.example/manuscript"})
    assert read_work(crossref(license=licences)).licence == "https://press.example/manuscript"


def test_a_work_without_doi_keeps_its_address() -> None:
    work = read_work(crossref(DOI="none", title=["A lamp"], URL="https://press.example/lamp"))
    assert told(work) == {"title": "A lamp", "address": "https://press.example/lamp"}


@pytest.mark.parametrize(
    ("body", "error", "message"),
    [
        (b"Resource not found.", NotFoundError, "Crossref does not know the work"),
        (
            json.dumps(
                {
                    "status": "failed",
                    "message-type": "validation-failure",
                    "message": [{"message": "Rows is no number"}, {"message": "Nor is offset"}],
                }
            ).encode(),
            RefusedError,
            "Crossref does not accept the request: Rows is no number; Nor is offset",
        ),
        (
            b'{"status":"error","message-type":"exception","message":{"message":"Broken"}}',
            UnreachableError,
            "Crossref reports trouble of its own: Broken",
        ),
        (b"Too Many Requests", RateLimitedError, "Crossref got too many requests"),
        (
            b'{"status":"ok","message-type":"work-agency","message":{"DOI":"10.5555/lamp"}}',
            BadReplyError,
            "Crossref answered with work-agency instead of works",
        ),
        (b"{}", BadReplyError, "Crossref sent JSON that describes no work"),
        (b"[]", BadReplyError, "Crossref sent JSON that describes no work"),
    ],
)
def test_what_is_no_work_is_a_clear_error(
    body: bytes, error: type[FetchFailedError], message: str
) -> None:
    with pytest.raises(FetchFailedError) as raised:
        read_list(body)
    assert (type(raised.value), raised.value.message) == (error, message)


def test_a_list_where_one_work_was_asked_for_is_an_error() -> None:
    with pytest.raises(BadReplyError, match="described 2 works instead of one"):
        read_work(reply("crossref/list.json"))
