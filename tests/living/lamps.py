"""Records on invented lamps in a copy of the toy knowledge base, and services that know them.

The services answer with the small replies of tests/replies, which are ours and invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import toy
from npcev_kb.enrich.access import Access
from npcev_kb.enrich.fetch import Fetcher
from npcev_kb.enrich.services import Services
from npcev_kb.model.knowledge_base import KnowledgeBase
from npcev_kb.pipeline import validate
from npcev_kb.store.project import Project
from replay import Answer, Reply, Server, serving

REPLIES = Path(__file__).parents[1] / "replies"
DAY = date(2026, 11, 24)
LATER = date(2026, 12, 24)
DOI = {"lamp-vesicles": "10.5555/lamp.2024.1", "dim-lamps": "10.5555/lamp.2022.7"}
PMID = {"lamp-vesicles": "99000001", "dim-lamps": "99000002"}
STUDY = """\
id: {id}
label: Lamps and {id}
sections: ["4"]
identification: # seen in a catalogue of toys
  status: confirmed
  title: {title}
  year: {year}
  doi: {doi}
  pmid: "{pmid}"
  seen_at: [https://mirror.example/{id}]
reading_basis: title
disease: toy-disease
cargo: [{{entity: protein-a, form: protein}}]
experiments: [{{id: e1, design: cell_culture, manipulated: vesicles_given}}]
claims:
  - {{id: c1, family: mechanism, effect: promotes, outcome: toy-growth, support: [e1]}}
curation: {{status: unreviewed, updated: 2026-01-06}}
"""
TITLES = {
    "lamp-vesicles": ("Vesicles of Lampyris inventa carry lamp RNA", 2024),
    "dim-lamps": ("Dim lamps of invented cells", 2022),
}


def lay_out(folder: Path) -> Project:
    """Copy the toy knowledge base and add the two studies on lamps."""
    project = Project(toy.copy(folder))
    for name, (title, year) in TITLES.items():
        text = STUDY.format(id=name, title=title, year=year, doi=DOI[name], pmid=PMID[name])
        (project.data / "studies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return project


def kb(project: Project) -> KnowledgeBase:
    """Return what validates of a knowledge base."""
    found = validate(project).kb
    assert found is not None
    return found


def reply(name: str, kind: str = "application/json") -> Reply:
    """Return one of the shipped replies; its headers allow many requests a second."""
    headers = {
        "Content-Type": kind,
        "x-rate-limit-limit": "1000",
        "x-rate-limit-interval": "1s",
    }
    return Reply(200, headers, (REPLIES / name).read_bytes())


def answers() -> dict[str, Answer]:
    """Return what the services answer about the two studies."""
    return {
        f"/crossref/works/{DOI['lamp-vesicles']}": reply("crossref/work-found.json"),
        f"/crossref/works/{DOI['dim-lamps']}": reply("crossref/work-retracted.json"),
        "/crossref/works": reply("crossref/list.json"),
        "/eutils/efetch.fcgi": reply("pubmed/efetch-three.xml", "text/xml"),
        "/eutils/esearch.fcgi": reply("pubmed/esearch.json"),
        "/idconv/": reply("idconv/records.json"),
        "/europepmc/search": reply("europepmc/search-core.json"),
    }


@contextmanager
def asked(
    replies: Mapping[str, Answer], slept: list[float] | None = None
) -> Iterator[tuple[Services, Server]]:
    """Serve replies and give the clients that ask for them; pauses are noted and not made."""
    with serving(replies) as server:
        who = Access("curator@toys.example", "npcev-tests", addresses=server.addresses)
        pauses = slept if slept is not None else []
        with Fetcher(who, sleep=pauses.append) as fetch:
            yield Services.of(who, fetch), server


def configuration(folder: Path, server: Server) -> dict[str, str]:
    """Write a configuration that leads to the server; return the environment that names it."""
    path = folder / "npcev.toml"
    who = 'contact = "curator@toys.example"\ntool = "npcev-tests"\ncurator = "A curator"\n'
    path.write_text(who + server.configuration, encoding="utf-8")
    return {"NPCEV_CONFIG": str(path), "NPCEV_CONTACT": "", "NPCEV_TOOL": "", "NPCEV_CURATOR": ""}
