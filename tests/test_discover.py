"""Searching for new studies: what is new becomes a candidate once, what is known never comes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from npcev_kb.enrich.errors import BadReplyError, FetchFailedError, RefusedError, UnreachableError
from npcev_kb.living.candidates import together
from npcev_kb.living.discover import since_of
from npcev_kb.living.queries import (
    InCrossref,
    InEuropePmc,
    InPubMed,
    crossref_words,
    europepmc_query,
    pubmed_query,
)
from npcev_kb.living.ranking import rank
from npcev_kb.model.metadata import Answer, Asked, Metadata
from npcev_kb.model.published import Author, Hit, Notice, PublishedWork
from npcev_kb.model.screening import Queries, Query, Search, SearchRun
from npcev_kb.model.vocabulary import Service, SourceEventKind
from npcev_kb.store.metadata import as_json
from npcev_kb.store.project import Project
from npcev_kb.store.screening import read_candidate
from replay import Server, json_reply, serving
from searching import DAY, NEXT_DAY, SINCE, Says, discover, kb, lay_out, ledger

LAMPS = PublishedWork(
    title="Exosomes of glowing lamps in moor fever",
    authors=(Author(family="Doe", given="Jane"), Author(name="The lamp group", collective=True)),
    journal="Journal of Toys",
    published="2026-02",
    doi="10.5555/lamps.1",
    pmid="99000011",
    kinds=("Journal Article",),
    abstract="There is no shade.",
)
SHADE = PublishedWork(title="An exosome and its shade in moor fever", doi="10.5555/shade.2")


def pubmed(**answers: Sequence[PublishedWork] | FetchFailedError) -> Says:
    return Says(Service.PUBMED, answers)


def europepmc(**answers: Sequence[PublishedWork] | FetchFailedError) -> Says:
    return Says(Service.EUROPEPMC, answers)


def crossref(**answers: Sequence[PublishedWork] | FetchFailedError) -> Says:
    return Says(Service.CROSSREF, answers)


def counts(project: Project, day: date = DAY) -> list[tuple[str, str, int, int, int]]:
    """Query, service, found, known and new of each search of a day."""
    (run,) = (run for run in kb(project).ledger.runs if run.day == day)
    return [(s.query, s.service.value, s.found, s.known, s.new) for s in run.searches]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return lay_out(tmp_path / "kb")


def queries(project: Project) -> Queries:
    found = kb(project).ledger.queries
    assert found is not None
    return found


def test_a_new_work_becomes_a_candidate_and_the_search_is_counted(project: Project) -> None:
    discover(project, pubmed(glow=[LAMPS]), crossref())
    assert ledger(project) == {
        "candidates/doi-10-5555-lamps-1.yaml": """\
id: doi-10-5555-lamps-1
title: Exosomes of glowing lamps in moor fever
authors:
- Doe J
- The lamp group
journal: Journal of Toys
year: 2026
doi: 10.5555/lamps.1
pmid: "99000011"
found:
- query: glow
  service: pubmed
  day: '2026-11-24'
score: 55
reasons:
- 'vesicles: "exosomes" in the title (+20)'
- 'fever: "moor fever" in the title (+20)'
- 'glow: "lamps" in the title (+10)'
- 'shade: "no" in the abstract (+5)'
""",
        "searches/2026-11-24.yaml": """\
day: '2026-11-24'
searches:
- query: glow
  service: crossref
  since: '2026-01-01'
  found: 0
  known: 0
  new: 0
- query: glow
  service: pubmed
  since: '2026-01-01'
  found: 1
  known: 0
  new: 1
- query: shade
  service: crossref
  since: '2026-01-01'
  found: 0
  known: 0
  new: 0
- query: shade
  service: pubmed
  since: '2026-01-01'
  found: 0
  known: 0
  new: 0
""",
    }


def test_what_several_services_and_queries_find_is_one_candidate_and_new_once(
    project: Project,
) -> None:
    without_numbers = LAMPS.model_copy(update={"doi": None, "pmid": None})
    other_case = PublishedWork(title="Lamps", doi="10.5555/lamps.1", pmcid="PMC99000011")
    discover(
        project,
        pubmed(glow=[without_numbers], shade=[LAMPS]),
        europepmc(glow=[other_case, LAMPS]),
    )
    (candidate,) = kb(project).ledger.candidates.values()
    assert (candidate.doi, candidate.pmid, candidate.pmcid) == (
        "10.5555/lamps.1",
        "99000011",
        "PMC99000011",
    )
    assert [(f.query, f.service) for f in candidate.found] == [
        ("glow", "pubmed"),
        ("glow", "europepmc"),
        ("shade", "pubmed"),
    ]
    assert counts(project) == [
        ("glow", "pubmed", 1, 0, 1),
        ("glow", "europepmc", 1, 1, 0),
        ("shade", "pubmed", 1, 1, 0),
        ("shade", "europepmc", 0, 0, 0),
    ]


@pytest.mark.parametrize(
    "known",
    [
        PublishedWork(title="Something else by now", doi="10.5555/toy.later"),
        PublishedWork(title="Something else by now", pmid="33333333"),
        PublishedWork(title="Something else by now", pmcid="PMC1111111"),
        PublishedWork(title="RNA B and an <invented> drug!", doi="10.5555/not.seen.before"),
        PublishedWork(
            title="A preprint under another name",
            doi="10.5555/preprint.of.later",
            events=(
                Notice(
                    found=SourceEventKind.PREPRINT_OF, source="Crossref", doi="10.5555/toy.later"
                ),
            ),
        ),
        PublishedWork(
            title="A version of record under another name",
            events=(Notice(found=SourceEventKind.VERSION_OF_RECORD, source="x", pmid="33333333"),),
        ),
    ],
    ids=["doi", "pmid", "pmcid", "title", "preprint", "version of record"],
)
def test_a_work_that_is_a_record_does_not_come(project: Project, known: PublishedWork) -> None:
    discover(project, pubmed(glow=[known, SHADE]), only="glow")
    assert list(kb(project).ledger.candidates) == ["doi-10-5555-shade-2"]
    assert counts(project) == [("glow", "pubmed", 2, 1, 1)]


def test_what_services_said_of_a_record_is_known_too(project: Project) -> None:
    preprint = Notice(found=SourceEventKind.VERSION_OF_RECORD, source="x", doi="10.5555/early")
    said = PublishedWork(
        title="Later", pmid="99000040", doi="10.5555/toy.later", events=(preprint,)
    )
    metadata = Metadata(
        asked=Asked(doi="10.5555/toy.later"), answers={Service.CROSSREF: Answer.of(said, DAY)}
    )
    path = project.data / "metadata" / "later-protein-a-test.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(as_json(metadata), encoding="utf-8")
    by_number = PublishedWork(title="Known by its number", pmid="99000040")
    early = PublishedWork(title="Known by its preprint", doi="10.5555/early")
    discover(project, pubmed(glow=[by_number, early]), only="glow")
    assert counts(project) == [("glow", "pubmed", 2, 2, 0)]


def test_a_work_that_a_record_only_notes_as_possible_may_be_found(project: Project) -> None:
    hint = PublishedWork(title="A work that may be meant", doi="10.5555/toy.other")
    discover(project, pubmed(glow=[hint]), only="glow")
    assert list(kb(project).ledger.candidates) == ["doi-10-5555-toy-other"]


def test_a_correction_of_a_record_is_no_twin_of_it_and_a_notice_is_no_candidate(
    project: Project,
) -> None:
    corrected = Notice(found=SourceEventKind.CORRECTION, source="Crossref", doi="10.5555/toy.later")
    follows = PublishedWork(title="A study with a correction", pmid="99000020", events=(corrected,))
    notice = PublishedWork(title="Correction to a study", pmid="99000021", notice_of=(corrected,))
    untitled, signs = PublishedWork(pmid="99000022"), PublishedWork(title="???")
    discover(project, pubmed(glow=[follows, notice, untitled, signs]), only="glow")
    assert list(kb(project).ledger.candidates) == ["pmid-99000020"]
    assert counts(project) == [("glow", "pubmed", 1, 0, 1)]


def test_what_was_turned_down_does_not_come_back_and_no_file_but_the_search_is_written(
    project: Project,
) -> None:
    discover(project, pubmed(glow=[LAMPS], shade=[SHADE]))
    path = project.data / "screening" / "candidates" / "doi-10-5555-lamps-1.yaml"
    decided = "decisions: [{status: excluded, reason: duplicate, by: Jane Doe, day: 2026-11-24}]\n"
    path.write_text(path.read_text(encoding="utf-8") + decided, encoding="utf-8")
    before = ledger(project)
    discover(project, europepmc(glow=[LAMPS], shade=[SHADE]), day=NEXT_DAY, since=DAY)
    after = ledger(project)
    assert after.keys() - before.keys() == {"searches/2026-11-25.yaml"}
    assert {name: after[name] for name in before} == before
    assert counts(project, NEXT_DAY) == [
        ("glow", "europepmc", 1, 1, 0),
        ("shade", "europepmc", 1, 1, 0),
    ]


def test_the_same_search_again_on_the_same_day_writes_the_same_bytes(project: Project) -> None:
    short = PublishedWork(title="Lamps?")
    services = (
        pubmed(glow=[LAMPS, short], shade=[SHADE, LAMPS]),
        crossref(glow=[short, SHADE], shade=[SHADE]),
    )
    discover(project, *services)
    first = ledger(project)
    (again, more) = discover(project, *services)
    assert ledger(project) == first
    assert (again.fresh, again.again, more.fresh, more.again) == ((), (), (), ())
    assert len(kb(project).ledger.candidates) == 3
    discover(project, *services, since=None)
    assert ledger(project) == first


def test_a_candidate_that_became_a_record_the_same_day_still_counts_as_new(
    project: Project,
) -> None:
    later = PublishedWork(title="A work that was included at once", doi="10.5555/at.once")
    discover(project, pubmed(glow=[later]), only="glow")
    study = project.data / "studies" / "later-protein-a-test.yaml"
    text = study.read_text(encoding="utf-8").replace("10.5555/toy.later", "10.5555/at.once")
    study.write_text(text, encoding="utf-8")
    before = ledger(project)
    discover(project, pubmed(glow=[later]), only="glow")
    assert ledger(project) == before


def test_a_preprint_and_its_article_are_one_candidate_under_the_article(project: Project) -> None:
    preprint = PublishedWork(
        title="Exosomes that glow, a first look",
        doi="10.5555/preprint.3",
        pmid="99000003",
        kinds=("posted-content",),
        abstract="On moor fever.",
        events=(
            Notice(found=SourceEventKind.PREPRINT_OF, source="Crossref", doi="10.5555/article.3"),
        ),
    )
    article = PublishedWork(
        title="Exosomes that glow", doi="10.5555/article.3", published="2026", kinds=("review",)
    )
    discover(project, pubmed(glow=[preprint]), crossref(glow=[article]), only="glow")
    (candidate,) = kb(project).ledger.candidates.values()
    assert (candidate.title, candidate.doi, candidate.preprint, candidate.pmid) == (
        "Exosomes that glow",
        "10.5555/article.3",
        "10.5555/preprint.3",
        None,
    )
    assert candidate.reasons == (
        'vesicles: "exosomes" in the title (+20)',
        'fever: "moor fever" in the abstract (+10)',
        "published as review (-30)",
    )
    assert candidate.score == 0


def test_an_article_without_a_doi_does_not_get_the_one_of_its_preprint(project: Project) -> None:
    title = "Exosomes that glow in moor fever"
    article = PublishedWork(title=title, pmid="99000004", published="2026")
    preprint = PublishedWork(title=title, doi="10.5555/preprint.4", kinds=("Preprint",))
    discover(project, pubmed(glow=[article]), europepmc(glow=[preprint]), only="glow")
    (candidate,) = kb(project).ledger.candidates.values()
    assert (candidate.id, candidate.doi, candidate.preprint) == (
        "pmid-99000004",
        None,
        "10.5555/preprint.4",
    )


def test_a_work_that_joins_two_others_puts_all_three_together() -> None:
    works = [
        PublishedWork(title="One", doi="10.5555/a"),
        PublishedWork(title="Two", pmid="99000001"),
        PublishedWork(title="Apart", pmid="99000002"),
        PublishedWork(title="Three", doi="10.5555/a", pmid="99000001"),
    ]
    groups = together(Hit(service=Service.PUBMED, work=work) for work in works)
    assert [[hit.work.title for hit in group] for group in groups] == [
        ["One", "Two", "Three"],
        ["Apart"],
    ]


def test_a_retracted_work_ranks_low_and_says_so(project: Project) -> None:
    retracted = Notice(found=SourceEventKind.RETRACTION, source="retraction-watch")
    found = rank([LAMPS, LAMPS.model_copy(update={"events": (retracted,)})], queries(project))
    assert found.score == 5
    assert found.reasons[-1] == "a service tells that it was retracted (-50)"


def test_a_word_counts_as_a_whole_word_only(project: Project) -> None:
    work = PublishedWork(title="Exosomelike lampshades: nothing on moor-fever")
    assert rank([work], queries(project)).reasons == ('fever: "moor fever" in the title (+20)',)


def test_services_and_queries_that_fail_do_not_stop_the_others(project: Project) -> None:
    down = UnreachableError("PubMed is down")
    services = (
        pubmed(glow=down, shade=[SHADE]),
        europepmc(glow=RefusedError("the query is too long"), shade=[SHADE]),
        crossref(glow=[LAMPS], shade=BadReplyError("a web page came")),
    )
    glow, shade = discover(project, *services)
    assert glow.failures == ("PubMed: PubMed is down", "Europe PMC: the query is too long")
    assert shade.failures == (
        "PubMed: not asked again: PubMed is down",
        "Crossref: a web page came",
    )
    assert [asked for asked, _ in services[0].asked] == ["glow"]
    assert [asked for asked, _ in services[1].asked] == ["glow", "shade"]
    assert counts(project) == [("glow", "crossref", 1, 0, 1), ("shade", "europepmc", 1, 0, 1)]
    assert len(kb(project).ledger.candidates) == 2


def test_nothing_is_written_if_nobody_answers(project: Project) -> None:
    down = UnreachableError("down")
    discover(project, pubmed(glow=down), crossref(glow=down))
    assert ledger(project) == {}


@dataclass(frozen=True)
class Looks:
    """A service that looks which files there are when it is asked."""

    project: Project
    seen: list[tuple[str, list[str]]]
    service: Service = Service.CROSSREF
    most: int | None = None

    def find(self, queries: Queries, query: Query, since: date) -> Sequence[PublishedWork]:
        self.seen.append((query.id, list(ledger(self.project))))
        return ()


def test_nothing_of_a_query_is_written_before_all_its_answers_are_in(project: Project) -> None:
    last = Looks(project, [])
    discover(project, pubmed(glow=[LAMPS], shade=[SHADE]), last)
    written = ["candidates/doi-10-5555-lamps-1.yaml", "searches/2026-11-24.yaml"]
    assert last.seen == [("glow", []), ("shade", written)]


def test_a_decision_that_was_made_meanwhile_is_kept(project: Project) -> None:
    discover(project, pubmed(glow=[LAMPS]), only="glow")
    path = project.data / "screening" / "candidates" / "doi-10-5555-lamps-1.yaml"

    @dataclass(frozen=True)
    class Slow(Says):
        def find(self, queries: Queries, query: Query, since: date) -> Sequence[PublishedWork]:
            text = path.read_text(encoding="utf-8")
            decided = "decisions: [{status: later, by: Jane Doe, day: 2026-11-24}]\n"
            path.write_text(text + decided, encoding="utf-8")
            return super().find(queries, query, since)

    discover(project, Slow(Service.CROSSREF, {"shade": [LAMPS]}), only="shade")
    candidate = read_candidate(project, path.stem)
    assert candidate is not None
    assert [found.query for found in candidate.found] == ["glow", "shade"]
    assert [decision.by for decision in candidate.decisions] == ["Jane Doe"]


def test_as_many_works_as_were_asked_for_are_told(project: Project) -> None:
    few = Says(Service.PUBMED, {"glow": [LAMPS, SHADE]}, most=2)
    (glow, shade) = discover(project, few)
    assert (glow.cut, shade.cut) == (("PubMed gave 2 works",), ())


def test_two_works_whose_names_would_be_one_get_two_files(project: Project) -> None:
    one = PublishedWork(title="First of two works", doi="10.5555/a-b")
    two = PublishedWork(title="Second of two works", doi="10.5555/a.b")
    far = PublishedWork(title="Third work of them all", doi="10.5555/" + "long/" * 30)
    plain = PublishedWork(title="../../\u0441\u043b\u043e\u0432\u043e")
    discover(project, pubmed(glow=[one, two, far, plain]), only="glow")
    names = sorted(kb(project).ledger.candidates)
    assert names == [
        "doi-10-5555-a-b",
        "doi-10-5555-a-b-de217d05",
        "doi-10-5555-long-long-long-long-long-long-long-long-long-long-lo-42b19ce8",
        "title-e8e49c45",
    ]


def run_of(day: date, *searches: tuple[str, Service, date]) -> SearchRun:
    return SearchRun.model_construct(
        day=day,
        searches=tuple(
            Search.model_construct(query=q, service=s, since=since, found=0, known=0, new=0)
            for q, s, since in searches
        ),
    )


def test_a_service_is_asked_since_it_last_answered_that_query(project: Project) -> None:
    base = kb(project).ledger
    glow, shade = queries(project).queries
    first = date(2026, 11, 1)
    runs = (
        run_of(
            first, ("glow", Service.PUBMED, SINCE), ("glow", Service.CROSSREF, date(2026, 2, 2))
        ),
        run_of(DAY, ("glow", Service.PUBMED, first)),
    )
    held = type(base)(base.queries, runs)
    assert since_of(held, glow, Service.PUBMED, NEXT_DAY) == DAY
    assert since_of(held, glow, Service.PUBMED, DAY) == first
    assert since_of(held, glow, Service.CROSSREF, NEXT_DAY) == first
    assert since_of(held, shade, Service.CROSSREF, NEXT_DAY) == SINCE
    assert since_of(type(base)(base.queries), glow, Service.PUBMED, DAY) is None


def test_a_narrower_search_of_the_same_day_does_not_replace_the_wider_one(
    project: Project,
) -> None:
    discover(project, pubmed(glow=[LAMPS, SHADE]), only="glow")
    discover(project, pubmed(glow=[SHADE]), only="glow", since=DAY)
    assert counts(project) == [("glow", "pubmed", 2, 0, 2)]


def test_a_query_is_written_as_each_service_reads_it(project: Project) -> None:
    saved = Queries(
        words={"vesicles": ("exosome", 'EV "small" [a*]'), "fever": ("moor fever",)},
        queries=(Query(id="x", title="X", groups=("vesicles", "fever")),),
    )
    query = saved.queries[0]
    assert pubmed_query(saved, query) == (
        '("exosome"[tiab] OR "EV small a"[tiab]) AND ("moor fever"[tiab])'
    )
    assert europepmc_query(saved, query) == (
        '(TITLE_ABS:"exosome" OR TITLE_ABS:"EV small a") AND (TITLE_ABS:"moor fever")'
    )
    assert crossref_words(saved, query) == "exosome moor fever"


class OnePubMed:
    """A client as PubMed's: it knows two of three numbers."""

    def search(self, query: str, *, rows: int = 20, since: date | None = None) -> tuple[str, ...]:
        return ("3", "2", "1") if "lamps" in query and rows == 500 and since == SINCE else ()

    def works(self, pmids: Sequence[str]) -> dict[str, PublishedWork]:
        return {n: PublishedWork(title=n, pmid=n) for n in sorted(pmids) if n != "2"}


def test_each_client_is_asked_in_its_own_way(project: Project) -> None:
    saved = queries(project)
    glow, shade = saved.queries
    off = PublishedWork(title="Lamps without fever", abstract="Exosomes alone.")
    on = PublishedWork(title="Exosome", abstract="In moor fever nothing shines.")

    def search(words: str, rows: int, since: date) -> Sequence[PublishedWork]:
        return (off, on, LAMPS) if since == SINCE else ()

    assert [w.pmid for w in InPubMed(OnePubMed()).find(saved, glow, SINCE)] == ["3", "1"]
    assert InPubMed(OnePubMed()).find(saved, shade, SINCE) == []
    assert InEuropePmc(search).find(saved, glow, SINCE) == (off, on, LAMPS)
    assert InCrossref(search).find(saved, glow, SINCE) == [on, LAMPS]


def test_queries_that_share_no_group_are_each_held_to_their_own_in_crossref() -> None:
    saved = Queries(
        words={"lamps": ("lamps",), "shade": ("shade",)},
        queries=(
            Query(id="a", title="A", groups=("lamps",)),
            Query(id="b", title="B", groups=("shade",)),
        ),
    )
    found = InCrossref(lambda words, rows, since: (LAMPS, SHADE)).find(
        saved, saved.queries[1], SINCE
    )
    assert found == [LAMPS, SHADE]
    title_only = LAMPS.model_copy(update={"abstract": None})
    found = InCrossref(lambda words, rows, since: (title_only, SHADE)).find(
        saved, saved.queries[1], SINCE
    )
    assert found == [SHADE]


# The command


def npcev(
    project: Project, *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program; nothing of the surroundings says who asks."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NPCEV_", "NCBI_"))}
    kept |= {"HOME": str(project.root), "NO_COLOR": "1", **(environment or {})}
    command = [sys.executable, "-m", "npcev_kb", "--root", str(project.root), *arguments]
    return subprocess.run(command, env=kept, capture_output=True, text=True, check=False)


def configured(project: Project, server: Server) -> dict[str, str]:
    path = project.root / "npcev.toml"
    who = 'contact = "jane.doe@institute.example"\ntool = "npcev-tests"\n'
    path.write_text(who + server.configuration, encoding="utf-8")
    return {"NPCEV_CONFIG": str(path)}


def test_without_a_contact_nothing_is_asked_and_the_message_says_what_to_do(
    project: Project,
) -> None:
    done = npcev(project, "discover", "--since", "2026-01-01")
    assert done.returncode == 2
    assert "contact is missing" in done.stderr
    assert "export NPCEV_TOOL=" in done.stderr
    assert done.stdout == ""
    assert ledger(project) == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no search has been run yet: say from which day, as in --since 2025-01-01"),
        (("--since", "2999-01-01"), "--since 2999-01-01 is in the future"),
        (("--since", "soon"), "does not match the format"),
        (("--query", "glw"), 'there is no query "glw"; did you mean "glow"?'),
        (("--query", "x"), 'there is no query "x"; there are: glow, shade'),
    ],
)
def test_a_command_that_cannot_begin_says_why(
    project: Project, arguments: tuple[str, ...], said: str
) -> None:
    done = npcev(project, "discover", *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_without_saved_queries_the_file_is_named(project: Project) -> None:
    (project.data / "screening" / "queries.yaml").unlink()
    done = npcev(project, "discover", "--since", "2026-01-01")
    assert (done.returncode, done.stderr) == (
        2,
        "Error: no query is saved: write data/screening/queries.yaml\n",
    )


def test_with_a_broken_candidate_nothing_is_asked_since_what_is_known_cannot_be_told(
    project: Project,
) -> None:
    broken = project.data / "screening" / "candidates" / "x.yaml"
    broken.parent.mkdir()
    broken.write_text("id: y\nscore: high\n", encoding="utf-8")
    done = npcev(project, "discover", "--since", "2026-01-01")
    assert done.returncode == 1
    assert "data/screening/candidates/x.yaml:2:8 wrong-type" in done.stderr
    assert broken.read_text(encoding="utf-8") == "id: y\nscore: high\n"


ANSWERS = {
    "/eutils/esearch.fcgi": json_reply({"esearchresult": {"count": "0", "idlist": []}}),
    "/europepmc/search": json_reply(
        {
            "hitCount": 1,
            "nextCursorMark": "*",
            "resultList": {
                "result": [
                    {
                        "id": "99000031",
                        "source": "MED",
                        "pmid": "99000031",
                        "title": "Exosomes and <i>lamps</i> in moor fever.",
                        "pubYear": "2026",
                    }
                ]
            },
        }
    ),
    "/crossref/works": json_reply({"message": "no"}, 400),
}


def test_the_command_keeps_what_answered_names_what_did_not_and_ends_with_1(
    project: Project,
) -> None:
    with serving(ANSWERS) as server:
        environment = configured(project, server)
        options = ("discover", "--since", "2026-01-01", "--query", "glow")
        tried = npcev(project, *options, "--dry-run", environment=environment)
        assert ledger(project) == {}
        done = npcev(project, *options, environment=environment)
    assert (tried.returncode, done.returncode) == (1, 1)
    assert done.stdout == (
        "glow: PubMed since 2026-01-01: 0 found, 0 known, 0 new\n"
        "glow: Europe PMC since 2026-01-01: 1 found, 0 known, 1 new\n"
        "  +   50  pmid-99000031: Exosomes and lamps in moor fever. (2026)\n"
    )
    assert tried.stdout == done.stdout.replace("+", "?")
    assert "glow: Crossref: " in done.stderr
    assert "1 new candidate added; npcev screen shows it" in done.stderr
    assert list(kb(project).ledger.candidates) == ["pmid-99000031"]
    asked = [seen.query.get("query") or seen.query.get("term") for seen in server.seen]
    assert '(TITLE_ABS:"exosome" OR TITLE_ABS:"exosomes")' in " ".join(filter(None, asked))
