"""How long replies take to become works: python -m bench.parsing [--rounds 15].

Each is set against the fastest reader of the same bytes, which makes a tree and checks nothing:
lxml for PubMed's XML, orjson for Crossref's JSON. Candidates run in turn in one process; the ratio
is that of the medians of the rounds. All content is invented.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from collections.abc import Callable, Mapping

import orjson
from lxml import etree

from npcev_kb.enrich.crossref import read_list
from npcev_kb.enrich.pubmed import read_articles

ARTICLES = 200
_WORDS = ("lamp", "wick", "glow", "dim", "vesicle", "invented", "cell", "oil", "glass", "spark")


def sentence(seed: int, length: int) -> str:
    """Return words in an order that says nothing."""
    return " ".join(
        _WORDS[(seed * 7 + place * (seed % 5 + 3)) % len(_WORDS)] for place in range(length)
    )


def pubmed_body(count: int = ARTICLES) -> bytes:
    """Return an efetch reply with articles as PubMed has them: authors, abstract, references."""
    return (
        '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, '
        '1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
        f"<PubmedArticleSet>{''.join(map(_article, range(count)))}</PubmedArticleSet>"
    ).encode()


def crossref_body(count: int = ARTICLES) -> bytes:
    """Return a list of works as Crossref has them: authors, abstract, references."""
    message = {"total-results": count, "items": [_item(number) for number in range(count)]}
    reply = {"status": "ok", "message-type": "work-list", "message": message}
    return json.dumps(reply).encode()


def measure(candidates: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median seconds of each candidate; the first of the rounds is thrown away."""
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds + 1):
        for name in candidates if number % 2 else reversed(candidates):
            gc.collect()
            start = time.perf_counter()
            candidates[name]()
            if number:
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(prog="python -m bench.parsing")
    options.add_argument("--rounds", type=int, default=15)
    rounds = options.parse_args().rounds
    xml, works = pubmed_body(), crossref_body()
    assert len(read_articles(xml)) == len(read_list(works)) == ARTICLES
    pairs: list[tuple[str, bytes, Callable[[], object], str, Callable[[], object]]] = [
        ("PubMed XML", xml, lambda: read_articles(xml), "lxml", lambda: etree.fromstring(xml)),
        ("Crossref JSON", works, lambda: read_list(works), "orjson", lambda: orjson.loads(works)),
    ]  # fmt: skip
    print(f"| What | {ARTICLES} works | Median | MB/s | Against | Median | Ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for what, body, ours, other, theirs in pairs:
        found = measure({"ours": ours, "theirs": theirs}, rounds)
        size, mine, bare = len(body) / 1e6, found["ours"], found["theirs"]
        print(
            f"| {what} | {size:.1f} MB | {mine * 1e3:.1f} ms | {size / mine:.0f} | {other} alone | "
            f"{bare * 1e3:.1f} ms | {mine / bare:.1f} |"
        )


def _article(number: int) -> str:
    authors = "".join(
        f'<Author ValidYN="Y"><LastName>Doe{place}</LastName><ForeName>Jane</ForeName><Initials>J'
        "</Initials><AffiliationInfo><Affiliation>Invented Institute of Lamps</Affiliation>"
        "</AffiliationInfo></Author>"
        for place in range(8)
    )
    sections = "".join(
        f'<AbstractText Label="{label}">{sentence(number + place, 45)} <i>in vitro</i>.'
        "</AbstractText>"
        for place, label in enumerate(("AIM", "METHODS", "RESULTS", "CONCLUSION"))
    )
    terms = "".join(
        f'<MeshHeading><DescriptorName UI="D{place}" MajorTopicYN="N">{sentence(place, 2)}'
        "</DescriptorName></MeshHeading>"
        for place in range(12)
    )
    references = "".join(
        f"<Reference><Citation>Doe J. J Invent Res. 2020;{place}:1.</Citation><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{99100000 + place}</ArticleId></ArticleIdList></Reference>'
        for place in range(40)
    )
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID>{99000000 + number}</PMID>'
        "<Article><Journal><JournalIssue><Volume>7</Volume><Issue>2</Issue><PubDate><Year>2024"
        "</Year><Month>Apr</Month></PubDate></JournalIssue><Title>Journal of invented results"
        f"</Title></Journal><ArticleTitle>{sentence(number, 14)} <i>x</i>.</ArticleTitle>"
        f'<ELocationID EIdType="doi">10.5555/lamp.{number}</ELocationID><Abstract>{sections}'
        f"</Abstract><AuthorList>{authors}</AuthorList><PublicationTypeList><PublicationType>"
        "Journal Article</PublicationType></PublicationTypeList></Article><MeshHeadingList>"
        f"{terms}</MeshHeadingList></MedlineCitation><PubmedData><ArticleIdList><ArticleId "
        f'IdType="pmc">PMC{9900000 + number}</ArticleId></ArticleIdList><ReferenceList>{references}'
        "</ReferenceList></PubmedData></PubmedArticle>"
    )


def _item(number: int) -> dict[str, object]:
    day = {"date-parts": [[2024, 3, 7]], "timestamp": 1709769600000}
    abstract = f"<jats:p>{sentence(number, 180)} <jats:italic>in vitro</jats:italic>.</jats:p>"
    return {
        "DOI": f"10.5555/lamp.{number}",
        "type": "journal-article",
        "title": [f"{sentence(number, 14)} <i>x</i>"],
        "container-title": ["Journal of Invented Results"],
        "author": [
            {"given": "Jane", "family": f"Doe{place}", "affiliation": [{"name": "Lamps"}]}
            for place in range(8)
        ],
        "issued": day,
        "published-print": day,
        "published-online": day,
        "reference-count": 40,
        "reference": [
            {"key": f"ref{place}", "DOI": f"10.5555/cited.{place}", "volume-title": "Lamps"}
            for place in range(40)
        ],
        "abstract": abstract,
        "license": [{"content-version": "vor", "URL": "https://press.example/licence"}],
    }


if __name__ == "__main__":
    main()
