"""Every recorded reply of a service becomes works or one clear error, also one never seen before.

The replies are other people's files: they are read where NPCEV_RECORDED points, with the list in
INDEX.yaml that says of each what it is. A folder with other replies is run through the same test;
the table below holds for the set that was at hand when it was written.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from npcev_kb.enrich.errors import (
    BadReplyError,
    FetchFailedError,
    NotFoundError,
    RateLimitedError,
    RefusedError,
    UnreachableError,
)
from npcev_kb.enrich.replies import SERVICES, read_reply
from npcev_kb.model.published import PublishedWork


@dataclass(frozen=True)
class Works:
    """What is expected: how many works, and of the first one what tells it from others."""

    count: int
    title: str | None
    first_author: str | None
    year: int | None
    events: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """One entry of INDEX.yaml."""

    file: str
    service: str
    status: int | None


NOTHING = Works(0, None, None, None)
KNOWN: dict[str, Works | type[FetchFailedError]] = {
    "crossref/agency-crossref.json": BadReplyError,
    "crossref/error-400-integer-not-valid.json": RefusedError,
    "crossref/error-404-cursor-invalid.json": RefusedError,
    "crossref/error-404-resource-not-found.txt": NotFoundError,
    "crossref/error-429-too-many-requests.txt": RateLimitedError,
    "crossref/error-500-exception.json": UnreachableError,
    "crossref/list-collaboration-71-authors.json": Works(
        5, "Asymptotic homogenization in a", "Winkler", 2017
    ),
    "crossref/list-with-correction-notices.json": Works(
        30, "A multi-wavelength survey of", "Nakos", 2008
    ),
    "crossref/search-cursor-page.json": Works(20, "Widget Mania: Using a", None, None),
    "crossref/search-no-result.json": NOTHING,
    "crossref/search-retracted-paper-select-hides-it.json": Works(
        1, "The Dilemma and Countermeasures", "Han", None
    ),
    "crossref/search-select-fields.json": Works(20, "Communicating Ecology", None, None),
    "crossref/search-title-one-row.json": Works(1, "Effect of native oxide", "Skarlinski", 2015),
    "crossref/work-1943-article.json": Works(1, "THE INVESTIGATION OF RENAL", "Davis", 1943),
    "crossref/work-2016-schema-plos.json": Works(
        1, "Triose Phosphate Isomerase Deficiency", "Ralser", 2006
    ),
    "crossref/work-2026-schema-plos.json": Works(
        1, "Triose Phosphate Isomerase Deficiency", "Ralser", 2006
    ),
    "crossref/work-article-has-preprint-jmir.json": Works(
        1, "Investigating Patients’ Intention to", "Grenier Ouimet", 2020, ("version_of_record -",)
    ),
    "crossref/work-authors-with-one-name.json": Works(
        1, "Attention science: some people", "Sheherazade", 2020
    ),
    "crossref/work-book-chapter-quotes-in-title.json": Works(
        1, '"Racial Epithet"', "Hartlep", None
    ),
    "crossref/work-cancer-trial-no-abstract.json": Works(1, "Phase II study of", "Iwasa", 2020),
    "crossref/work-component-no-author.json": Works(1, None, None, None),
    "crossref/work-cord-blood-msc-has-review.json": Works(
        1, "Human umbilical cord blood-derived", "Lee", 2012
    ),
    "crossref/work-corrected-updated-by-plos-annotation.json": Works(
        1,
        "Methylphenidate Exposure Induces Dopamine",
        "Sadasivan",
        2012,
        ("correction 2012-05-08",),
    ),
    "crossref/work-ctdna-jats-abstract.json": Works(1, "Construction of a reference", "Xu", 2020),
    "crossref/work-dataset-pdb.json": Works(1, "THE CRYSTAL STRUCTURE OF", "Fermi", 1984),
    "crossref/work-dissertation.json": Works(
        1, "School truancy and financial", "Collingwood", 2020
    ),
    "crossref/work-elife-is-supplemented-by.json": Works(
        1, "Automated quantitative histology reveals", "Sankar", 2014
    ),
    "crossref/work-german-several-titles.json": Works(
        1, "Penisverletzung durch eine Moulinette", "Lehsnau", 2007
    ),
    "crossref/work-journal-doi-with-parentheses.json": Works(1, "Austral Ecology", None, None),
    "crossref/work-minimal-underscore-doi.json": Works(
        1, "Human bladder cancer cells", "Stravopodis", 2009
    ),
    "crossref/work-new-version-updates-itself.json": Works(
        1, "An RNA thermometer dictates", "Twittenhoff", 2020
    ),
    "crossref/work-peer-review-author-response.json": Works(
        1, "Author response: SpikeForest, reproducible", "Magland", 2020
    ),
    "crossref/work-pik3ca-jats-abstract.json": Works(
        1, "Insights into the mechanism", "Leontiadou", 2018
    ),
    "crossref/work-preprint-is-preprint-of.json": Works(
        1, "High-throughput screening of human", "Herger", 2024, ("preprint_of -",)
    ),
    "crossref/work-retracted-updated-by-two-sources.json": Works(
        1,
        "Retracted: Evil Genius? How",
        "Gino",
        2014,
        (
            "retraction 2023-07-06",
            "retraction 2023-07-06",
        ),
    ),
    "crossref/work-sici-doi.json": Works(1, "THE IMPACT OF PARASITE", "Fenton", 2006),
    "europepmc/citations-none.json": NOTHING,
    "europepmc/search-core.json": Works(3, "Object tracking algorithm based", "Liu", 2026),
    "europepmc/search-core.xml": Works(3, "First record of preserved", "Olempska", 2011),
    "europepmc/search-fulltext-none.json": NOTHING,
    "europepmc/search-lite-no-hit.json": NOTHING,
    "europepmc/search-lite-one-hit.json": Works(
        1, "Triose phosphate isomerase deficiency", "Ralser", 2006
    ),
    "idconv/error-404-idtype-mismatch.json": RefusedError,
    "idconv/found-doi.json": Works(1, None, None, None),
    "idconv/not-found-doi.json": NOTHING,
    "idconv/not-found-pmid.json": NOTHING,
    "openalex/error-404.txt": NotFoundError,
    "openalex/search-title.json": Works(
        1, "PaperQA: Retrieval-Augmented Generative Agent", "Lála", 2023
    ),
    "openalex/work-dataset.json": Works(1, "THE CRYSTAL STRUCTURE OF", "G. Fermi", 1984),
    "openalex/work-missing-contributor-name.json": Works(
        1, "A computational impact analysis", "Peter Wilson", 2022
    ),
    "openalex/work-original-language.json": Works(1, None, "宮地 元彦", 2007),
    "openalex/work-preprint.json": Works(1, "A Data Citation Roadmap", "Martin Fenner", 2016),
    "openalex/work-select-two-fields.json": Works(1, None, None, None),
    "pubmed/article-cochrane-update-in.xml": Works(
        1, "Parent-training programmes for improving", "Barlow", 2000
    ),
    "pubmed/article-erratum-republished-from.xml": Works(
        1, "Erratum: analysis of DNA", "Orten", 2000
    ),
    "pubmed/article-other-abstract-investigators.xml": Works(
        1, "Calcium messenger system in", "Poovaiah", 1987
    ),
    "pubmed/article-retracted-and-erratum.xml": Works(
        1,
        "Mechanism of extracellular ATP-induced",
        "Yu",
        1996,
        (
            "correction 1997-03",
            "retraction 1998-02",
        ),
    ),
    "pubmed/article-retraction-of-with-erratum.xml": Works(
        1,
        "Retraction: A rabbit model",
        "Dunkel",
        1998,
        (
            "correction 1998-08",
            "retraction of 8393056",
        ),
    ),
    "pubmed/efetch-book-chapter-genereviews.xml": Works(
        1, "CACNA1C-Related Disorders", "Napolitano", 2006
    ),
    "pubmed/efetch-book-whole.xml": Works(
        1,
        "Application of Modern Toxicology",
        "Committee on Predictive-Toxicology Approaches for Military Assessments of Acute Exposures",
        2015,
    ),
    "pubmed/efetch-cancer-2008-rettype-abstract.xml": Works(
        1, "IL-6 enhances the nuclear", "Last Name 0", 2007
    ),
    "pubmed/efetch-collective-author-only.xml": Works(
        1, "Nitrofen.", "National Toxicology Program", 2011
    ),
    "pubmed/efetch-collective-name-phase3-trial.xml": Works(
        1, "Randomized phase III trial", "Fossella", 2013
    ),
    "pubmed/efetch-comment-and-erratum-in.xml": Works(
        1, "Agreement of treatment effects", "Hemkens", 2016, ("correction 2018-08-17",)
    ),
    "pubmed/efetch-empty-set.xml": NOTHING,
    "pubmed/efetch-erratum-in.xml": Works(
        1, "Fatty acid oxidation protects", "Li", 2022, ("correction 2022-06-28",)
    ),
    "pubmed/efetch-error-empty-id.xml": RefusedError,
    "pubmed/efetch-exosome-like-nanovesicles.xml": Works(
        1, "Plant-Derived Exosome-Like Nanovesicles: Current", "Mu", 2023
    ),
    "pubmed/efetch-hundreds-of-authors.xml": Works(
        1, "First Observation of CP", "Abdesselam", 2015
    ),
    "pubmed/efetch-id-minus-one-answers-pmid-1.xml": Works(
        1, "Formate assay in body", "Makar", 1975
    ),
    "pubmed/efetch-letter-spanish.xml": Works(
        1, "[Hospitalized surgical patients comanaged", "Montero Ruiz", 2011
    ),
    "pubmed/efetch-mathml.xml": Works(1, "Development of a pulmonary", "Guo", 2018),
    "pubmed/efetch-medline-date-computing.xml": Works(
        1, "Zotero: harnessing the power", "Coar", 2010
    ),
    "pubmed/efetch-multicenter-investigators.xml": Works(
        1, "Low-dose aspirin for preventing", "Brighton", 2012
    ),
    "pubmed/efetch-preprint-update-in.xml": Works(
        1, "Dynamic mapping of proteome", "Xu", 2023, ("preprint_of 2023-07-20",)
    ),
    "pubmed/efetch-published-erratum.xml": Works(
        1, 'Corrigendum to "MageC2 protein', "Pascucci", 2024, ("correction of 33279609",)
    ),
    "pubmed/efetch-retracted-publication.xml": Works(
        1,
        "CREB-binding [corrected] protein interacts",
        "Last Name",
        1999,
        (
            "correction 1999-05-07",
            "retraction 2001-03-30",
        ),
    ),
    "pubmed/efetch-retraction-notice.xml": Works(
        1, "Retraction Notice.", None, 2016, ("retraction of 26435620",)
    ),
    "pubmed/efetch-structured-abstract-erratum-in.xml": Works(
        1, "Retrospective exposure estimation and", "Shin", 2011, ("correction 2013-04",)
    ),
    "pubmed/efetch-three-articles-batch-1.xml": Works(
        3, "Genomic loss of microRNA-101", "Varambally", 2008
    ),
    "pubmed/efetch-title-with-markup.xml": Works(
        1, "Phoenix dactylifera mediated green", "Amrani", 2016
    ),
    "pubmed/efetch-trial-databank.xml": Works(
        1, "Inhaled Combined Budesonide-Formoterol as", "O'Byrne", 2018
    ),
    "pubmed/efetch-tumor-educated-platelets.xml": Works(
        1, "Tumor-educated platelet SNORD55 as", "Dong", 2021
    ),
    "pubmed/efetch-two-articles-utf8.xml": Works(
        2, "Randomized clinical evaluation of", "Hajizadeh", 2013
    ),
    "pubmed/efetch-update-of-structured.xml": Works(
        1, "VMAP: Vaginal Microbiome Atlas", "Parraga-Leo", 2024, ("version_of_record 2023-04-05",)
    ),
    "pubmed/efetch-vernacular-norwegian.xml": Works(1, "Patients over 75 years", "Bruserud", 2023),
    "pubmed/error-429-rate-limit.json": RateLimitedError,
    "pubmed/esearch-by-article-id.json": Works(1, None, None, None),
    "pubmed/esearch-count-only.xml": BadReplyError,
    "pubmed/esearch-error-invalid-db.xml": RefusedError,
    "pubmed/esearch-id-list.xml": Works(6, None, None, None),
    "pubmed/esearch-no-result.xml": NOTHING,
    "pubmed/esearch-phrase-not-found.xml": BadReplyError,
    "pubmed/esearch-usehistory-webenv.xml": Works(5, None, None, None),
    "pubmed/esummary-error-no-id.xml": RefusedError,
    "pubmed/esummary-v1.xml": Works(2, "Zirconium granuloma following treatment", "LoPresti", 1965),
    "pubmed/esummary-v2.json": Works(1, "Unravelling the interplay of", "Nicholas", 2017),
    "pubmed/esummary-v2.xml": Works(2, "An assistive device for", "Goldberg", 1968),
}


def recorded() -> list[Recorded]:
    """Return the entries of the services that are asked; none if no folder is named."""
    folder = os.environ.get("NPCEV_RECORDED")
    if not folder:
        return []
    index = yaml.safe_load((Path(folder) / "INDEX.yaml").read_text("utf-8"))
    return [
        Recorded(entry["file"], entry["service"], entry.get("http_status"))
        for entry in index["entries"]
        if entry["service"] in SERVICES
    ]


RECORDED = recorded()
LISTED = {entry.file: entry for entry in RECORDED}
IS_KNOWN_SET = 2 * len(KNOWN.keys() & LISTED.keys()) > len(KNOWN)
pytestmark = pytest.mark.skipif(
    "NPCEV_RECORDED" not in os.environ,
    reason="NPCEV_RECORDED names no folder of recorded replies: they are not part of the project",
)
known_set = pytest.mark.skipif(
    not IS_KNOWN_SET,
    reason="NPCEV_RECORDED is unset, or names another set than the one of the table",
)


def body(file: str) -> bytes:
    """Return a recorded reply; one that is missing fails the test."""
    return (Path(os.environ["NPCEV_RECORDED"]) / file).read_bytes()


def works(file: str) -> tuple[PublishedWork, ...]:
    """Return the works of a recorded reply."""
    return read_reply(LISTED[file].service, body(file), status=LISTED[file].status)


@pytest.mark.parametrize("entry", RECORDED, ids=lambda entry: getattr(entry, "file", "none"))
def test_every_recorded_reply_is_works_or_one_clear_error(entry: Recorded) -> None:
    message = "works"
    found: tuple[PublishedWork, ...] = ()
    try:
        found = read_reply(entry.service, body(entry.file), status=entry.status)
    except FetchFailedError as error:
        message = error.message
    assert message
    assert message.isprintable()
    assert len(message) < 400
    for work in found:
        assert PublishedWork.model_validate(work.model_dump()) == work
        assert work.title or work.doi or work.pmid or work.pmcid


@known_set
@pytest.mark.parametrize("file", KNOWN)
def test_every_known_reply_tells_what_the_table_says(file: str) -> None:
    assert file in LISTED, "missing in INDEX.yaml"
    expected = KNOWN[file]
    if isinstance(expected, type):
        with pytest.raises(FetchFailedError) as raised:
            works(file)
        assert type(raised.value) is expected
        return
    found = works(file)
    first = found[0] if found else PublishedWork()
    assert (
        Works(
            len(found),
            " ".join(first.title.split()[:4]) if first.title else None,
            first.first_author,
            first.year,
            (
                *(f"{event.found.value} {event.day or '-'}" for event in first.events),
                *(f"{other.found.value} of {other.pmid or other.doi}" for other in first.notice_of),
            ),
        )
        == expected
    )


@known_set
def test_the_table_and_the_index_name_the_same_replies() -> None:
    assert LISTED.keys() == KNOWN.keys()


@known_set
def test_authors_are_counted_in_full_and_groups_told_from_persons() -> None:
    (physics,) = works("pubmed/efetch-hundreds-of-authors.xml")
    groups = [author.name for author in physics.authors if author.collective]
    assert (len(physics.authors), groups) == (474, ["BaBar Collaboration", "Belle Collaboration"])
    (trial,) = works("pubmed/efetch-multicenter-investigators.xml")
    assert [author.name for author in trial.authors if author.collective] == [
        "ASPIRE Investigators"
    ]
    long = max(works("crossref/list-collaboration-71-authors.json"), key=lambda w: len(w.authors))
    assert len(long.authors) == 71
    assert [author.collective for author in long.authors].count(True) == 1


@known_set
def test_identifiers_of_references_are_not_taken_for_those_of_the_article() -> None:
    (survey,) = works("pubmed/efetch-comment-and-erratum-in.xml")
    assert (survey.pmid, survey.doi, survey.pmcid, survey.references) == (
        "26858277",
        "10.1136/bmj.i493",
        "PMC4772787",
        69,
    )
    (without,) = works("pubmed/efetch-cancer-2008-rettype-abstract.xml")
    assert (without.pmid, without.doi, without.pmcid) == ("18204201", None, None)


@known_set
def test_a_correction_among_thirty_works_is_a_notice() -> None:
    notices = [w for w in works("crossref/list-with-correction-notices.json") if w.notice_of]
    assert [(w.title, [other.doi for other in w.notice_of]) for w in notices] == [
        ("Corrigendum", ["10.1111/ijal.12157"])
    ]


@known_set
def test_one_article_is_told_alike_by_crossref_in_ten_years_and_by_others() -> None:
    files = (
        "crossref/work-2016-schema-plos.json",
        "crossref/work-2026-schema-plos.json",
        "europepmc/search-lite-one-hit.json",
        "idconv/found-doi.json",
    )
    told = [works(file)[0] for file in files]
    assert {work.doi for work in told} == {"10.1371/journal.pone.0000030"}
    assert [work.published for work in told] == ["2006-12-20", "2006-12-20", "2006", None]
    assert [work.pmcid for work in told] == [None, None, "PMC1762313", "PMC1762313"]


@known_set
def test_a_retraction_of_two_sources_is_told_twice_and_preprints_name_their_twin() -> None:
    (retracted,) = works("crossref/work-retracted-updated-by-two-sources.json")
    assert [event.source for event in retracted.events] == ["retraction-watch", "publisher"]
    twins = {
        "crossref/work-preprint-is-preprint-of.json": "10.1016/j.xgen.2025.100814",
        "crossref/work-article-has-preprint-jmir.json": "10.2196/preprints.22081",
        "pubmed/efetch-preprint-update-in.xml": "10.1016/j.cell.2023.05.044",
        "pubmed/efetch-update-of-structured.xml": "10.1101/2023.03.21.23286947",
    }
    assert {file: works(file)[0].events[0].doi for file in twins} == twins
