"""Replies of PubMed's E-utilities become published works."""

from __future__ import annotations

import pytest

from npcev_kb.enrich.errors import (
    BadReplyError,
    FetchFailedError,
    RateLimitedError,
    RefusedError,
    UnreachableError,
)
from npcev_kb.enrich.esearch import Search
from npcev_kb.enrich.pubmed import read_any, read_articles, read_search
from npcev_kb.model.published import PublishedWork
from shipped import reply, told

DIM = {
    "title": "Dim lamps of invented cells.",
    "authors": [{"family": "Doe", "given": "Jane"}],
    "journal": "Journal of invented results",
    "published": "2022-11",
    "volume": "5",
    "pages": "11-19",
    "doi": "10.5555/lamp.2022.7",
    "pmid": "99000002",
    "kinds": ["Journal Article", "Retracted Publication"],
}


def article(inside: str = "", *, after: str = "", kinds: tuple[str, ...] = ()) -> PublishedWork:
    """Return the one work of a reply with these elements in Article and behind it."""
    types = "".join(f"<PublicationType>{kind}</PublicationType>" for kind in kinds)
    (work,) = read_articles(
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>99000005</PMID><Article>"
        f"{inside}<PublicationTypeList>{types}</PublicationTypeList></Article>{after}"
        "</MedlineCitation></PubmedArticle></PubmedArticleSet>".encode()
    )
    return work


def relations(kind: str, cited: str = "J Invent Res. 2023 May 2;6(5):1") -> str:
    """Return a list with one entry of a kind."""
    return (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{kind}"><RefSource>{cited}'
        "</RefSource><PMID>99000010</PMID></CommentsCorrections></CommentsCorrectionsList>"
    )


def test_everything_that_pubmed_says_of_works_is_read() -> None:
    lamp, dim, corrected = read_articles(reply("pubmed/efetch-three.xml"))
    assert told(lamp) == {
        "title": "Vesicles of Lampyris inventa carry 13lamp RNA.",
        "authors": [
            {"family": "Doe", "given": "Jane", "orcid": "0000-0000-0000-0001"},
            {"family": "van Invented", "given": "John", "suffix": "Jr"},
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
        "kinds": ["Journal Article"],
        "references": 2,
        "events": [
            {
                "found": "version_of_record",
                "day": "2023-09-01",
                "source": "PubMed",
                "doi": "10.5555/preprint.lamp",
                "pmid": "99000008",
                "cited": "bioRxiv. 2023 Sep 01:2023.09.01.000001. doi: 10.5555/preprint.lamp.",
            }
        ],
        "abstract": "AIM: To light 2 lamps. RESULTS: They glow at p<0.05.",
    }
    retraction = {
        "found": "retraction",
        "day": "2023-05-02",
        "source": "PubMed",
        "doi": "10.5555/notice.1",
        "pmid": "99000010",
        "cited": "J Invent Res. 2023 May 2;6(5):101. doi: 10.5555/notice.1.",
    }
    assert told(dim) == {**DIM, "events": [retraction]}
    assert (corrected.title, corrected.published) == (
        "Korrigierte Lampen erfundener Zellen.",
        "2023",
    )
    assert [(event.found.value, event.day, event.pmid) for event in corrected.events] == [
        ("correction", "2023-07", "99000011"),
        ("correction", None, None),
    ]


@pytest.mark.parametrize(
    ("kind", "happened", "caused"),
    [
        ("RetractionIn", "retraction", None),
        ("RetractedandRepublishedIn", "retraction", None),
        ("PartialRetractionIn", "expression_of_concern", None),
        ("ExpressionOfConcernIn", "expression_of_concern", None),
        ("ErratumIn", "correction", None),
        ("CorrectedandRepublishedIn", "correction", None),
        ("RetractionOf", None, "retraction"),
        ("ErratumFor", None, "correction"),
        ("ExpressionOfConcernFor", None, "expression_of_concern"),
        ("CommentIn", None, None),
        ("RepublishedFrom", None, None),
        ("UpdateIn", None, None),
        ("UpdateOf", None, None),
        ("AnythingElse", None, None),
    ],
)
def test_each_kind_of_comment_or_correction_is_what_the_table_says(
    kind: str, happened: str | None, caused: str | None
) -> None:
    work = article(after=relations(kind))
    assert [event.found.value for event in work.events] == ([happened] if happened else [])
    assert [other.found.value for other in work.notice_of] == ([caused] if caused else [])


def test_an_update_is_an_event_between_a_preprint_and_its_article_only() -> None:
    preprint = article(after=relations("UpdateIn"), kinds=("Preprint",))
    later = article(after=relations("UpdateOf", "medRxiv. 2023 Apr 05:1"))
    version = article(after=relations("UpdateOf", "medRxiv. 2023 Apr 05:1"), kinds=("Preprint",))
    review = article(after=relations("UpdateOf", "Cochrane Database Syst Rev. 2001;(2):1"))
    assert [event.found.value for event in preprint.events] == ["preprint_of"]
    assert [(event.found.value, event.day) for event in later.events] == [
        ("version_of_record", "2023-04-05")
    ]
    assert (version.events, review.events) == ((), ())


def test_a_publication_type_alone_tells_a_retraction_without_a_day() -> None:
    work = article(kinds=("Journal Article", "Retracted Publication"))
    assert told(work)["events"] == [{"found": "retraction", "source": "PubMed"}]
    notice = article("<ArticleTitle>RETRACTED: x</ArticleTitle>", after=relations("RetractionOf"))
    assert notice.events == ()


@pytest.mark.parametrize(
    ("citation", "day"),
    [
        ("J Invent Res. 2023 May 2;6(5):101", "2023-05-02"),
        ("J Invent Res 1997 Mar;51(3):533", "1997-03"),
        ("J Invent Res.2013 Apr;121(4):A113", "2013-04"),
        ("J Invent Res. 2013 Jan-Feb;1(1):2", "2013-01"),
        ("J Invent Res. 2001;(2):CD1", "2001"),
        ("J Invent Res 2000 of 1999", None),
        ("J Invent Res. 2023 May 32;6(5):101", "2023-05"),
    ],
)
def test_the_day_of_a_notice_is_told_only_where_its_citation_is_clear(
    citation: str, day: str | None
) -> None:
    assert article(after=relations("ErratumIn", citation)).events[0].day == day


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12"),
        ("<MedlineDate>2000 Spring</MedlineDate>", "2000"),
        ("<MedlineDate>1979-1980</MedlineDate>", "1979"),
        ("<Year>2024</Year><Month>Feb</Month><Day>30</Day>", "2024-02"),
        ("<Year>2024</Year><Month>7</Month><Day>x</Day>", "2024-07"),
        ("<Year>soon</Year>", None),
    ],
)
def test_dates_are_read_as_far_as_they_are_known(date: str, published: str | None) -> None:
    issue = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
    assert article(issue).published == published


def test_math_and_markup_in_titles_become_plain_characters() -> None:
    title = (
        '<ArticleTitle><i>n</i>-lamps of size <mml:math xmlns:mml="http://www.w3.org/1998/Math/'
        'MathML"><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>.'
        "</ArticleTitle>"
    )
    assert article(title).title == "n-lamps of size x2."


def test_a_chapter_stands_in_its_book_and_a_whole_book_in_none() -> None:
    book = (
        "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>99000020</PMID>{}"
        "<Book><BookTitle>Lamps</BookTitle><PubDate><Year>2015</Year><Month>09</Month></PubDate>"
        '<AuthorList Type="editors"><Author><LastName>Editor</LastName></Author></AuthorList>'
        '<AuthorList Type="authors"><Author><CollectiveName>Lamp Board</CollectiveName></Author>'
        '</AuthorList><ELocationID EIdType="doi">10.5555/book</ELocationID></Book>'
        "<PublicationType>Review</PublicationType></BookDocument></PubmedBookArticle>"
        "</PubmedArticleSet>"
    )
    chapter = (
        "<ArticleTitle>Wicks</ArticleTitle><ContributionDate><Year>2016</Year></ContributionDate>"
        '<AuthorList Type="authors"><Author><LastName>Doe</LastName></Author></AuthorList>'
    )
    found = [
        *read_articles(book.format("").encode()),
        *read_articles(book.format(chapter).encode()),
    ]
    assert [told(work) for work in found] == [
        {
            "title": "Lamps",
            "authors": [{"name": "Lamp Board", "collective": True}],
            "published": "2015-09",
            "doi": "10.5555/book",
            "pmid": "99000020",
            "kinds": ["Review"],
        },
        {
            "title": "Wicks",
            "authors": [{"family": "Doe"}],
            "journal": "Lamps",
            "published": "2016",
            "pmid": "99000020",
            "kinds": ["Review"],
        },
    ]


def test_an_article_alone_and_an_empty_set_are_read_too() -> None:
    alone = b"<PubmedArticle><MedlineCitation><PMID>7</PMID></MedlineCitation></PubmedArticle>"
    assert [work.pmid for work in read_articles(alone)] == ["7"]
    assert read_articles(b"<PubmedArticleSet>\n</PubmedArticleSet>") == ()


def test_summaries_of_all_forms_tell_the_same() -> None:
    (of_json,) = read_articles(reply("pubmed/esummary.json"))
    (first_version,) = read_articles(reply("pubmed/esummary.xml"))
    (second_version,) = read_articles(
        b'<eSummaryResult><DocumentSummarySet><DocumentSummary uid="99000002">'
        b"<PubDate>2022 Nov-Dec</PubDate><Authors><Author><Name>Doe J</Name><AuthType>\nAuthor\n"
        b"</AuthType></Author><Author><Name>Invented Lamp Consortium</Name></Author></Authors>"
        b"<Title>Dim lamps of invented cells.</Title><Volume>5</Volume><Pages>11-9</Pages>"
        b"<PubType><flag>Journal Article</flag><flag>Retracted Publication</flag></PubType>"
        b"<ArticleIds><ArticleId><IdType>doi</IdType><Value>10.5555/lamp.2022.7</Value></ArticleId>"
        b"</ArticleIds><FullJournalName>Journal of invented results</FullJournalName>"
        b"</DocumentSummary></DocumentSummarySet></eSummaryResult>"
    )
    assert told(of_json) == {
        "title": "Vesicles of Lampyris inventa carry lamp RNA.",
        "authors": [
            {"family": "Doe", "given": "J"},
            {"family": "van Invented", "given": "J", "suffix": "Jr"},
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
        "kinds": ["Journal Article"],
    }
    assert first_version == second_version
    assert told(first_version) == {
        **DIM,
        "pages": "11-9",
        "authors": [{"family": "Doe", "given": "J"}, {"name": "Invented Lamp Consortium"}],
        "events": [{"found": "retraction", "source": "PubMed"}],
    }


def test_a_search_tells_numbers_and_what_was_dropped_from_the_query() -> None:
    xml = (
        b"<eSearchResult><Count>2</Count><RetMax>2</RetMax><IdList><Id>5</Id><Id>6</Id></IdList>"
        b"<ErrorList><PhraseNotFound>unlit wick</PhraseNotFound></ErrorList></eSearchResult>"
    )
    dropped = ('"unlit wick"[Title/Abstract]',)
    numbers = ("99000001", "99000002", "99000003")
    assert read_search(reply("pubmed/esearch.json")) == Search(3, numbers, dropped)
    assert read_search(xml) == Search(2, ("5", "6"), ("unlit wick",))
    assert read_search(b"<eSearchResult><Count>0</Count><IdList/></eSearchResult>") == Search(0, ())
    assert [told(work) for work in read_any(xml)] == [{"pmid": "5"}, {"pmid": "6"}]


@pytest.mark.parametrize(
    ("body", "error", "message"),
    [
        (
            b"<eFetchResult><ERROR>Supplied id is empty.</ERROR></eFetchResult>",
            RefusedError,
            "PubMed does not accept the request: Supplied id is empty.",
        ),
        (
            b'{"esearchresult":{"ERROR":"Invalid db name"}}',
            RefusedError,
            "PubMed does not accept the request: Invalid db name",
        ),
        (
            b'{"error":"API rate limit exceeded","api-key":"192.0.2.7","count":"4"}',
            RateLimitedError,
            "PubMed got too many requests",
        ),
        (
            b"<eSearchResult><ERROR>Search Backend failed</ERROR></eSearchResult>",
            UnreachableError,
            "PubMed reports trouble of its own: Search Backend failed",
        ),
        (
            b"<eSearchResult><Count>6</Count></eSearchResult>",
            BadReplyError,
            "PubMed answered the search with 6 works but no number of any",
        ),
        (
            b"<eSearchResult><Count>1</Count><IdList><Id>101595451</Id></IdList></eSearchResult>",
            BadReplyError,
            "PubMed answered the search with other numbers than PubMed's",
        ),
        (
            b"<eLinkResult><LinkSet/></eLinkResult>",
            BadReplyError,
            "PubMed answered with eLinkResult instead of works",
        ),
    ],
)
def test_what_is_no_work_is_a_clear_error(
    body: bytes, error: type[FetchFailedError], message: str
) -> None:
    with pytest.raises(FetchFailedError) as raised:
        read_any(body)
    assert (type(raised.value), raised.value.message) == (error, message)


def test_works_and_searches_are_not_taken_for_each_other() -> None:
    with pytest.raises(BadReplyError, match="the result of a search instead of works"):
        read_articles(reply("pubmed/esearch.json"))
    with pytest.raises(BadReplyError, match="works instead of the result of a search"):
        read_search(reply("pubmed/efetch-three.xml"))
