"""The site map: which pages there are, in which order, and what each shows."""

from __future__ import annotations

from collections.abc import Iterator

from npcev_kb.model.debate import Debate, Question
from npcev_kb.model.describe import fields_of, models_under
from npcev_kb.model.entity import Entity, EntityKind, Prefix
from npcev_kb.model.history import HistoryEntry
from npcev_kb.model.metadata import Metadata
from npcev_kb.model.review import Review
from npcev_kb.model.screening import Candidate, Queries, SearchRun
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import VOCABULARIES
from npcev_kb.render.page import Page
from npcev_kb.render.pages_of_evidence import debate_pages, evidence_pages
from npcev_kb.render.pages_of_living import living_pages
from npcev_kb.render.pages_of_views import view_pages
from npcev_kb.render.site import Site
from npcev_kb.render.views.gap_map import small_map
from npcev_kb.render.views.lines import rests
from npcev_kb.render.views.matters import matters_of
from npcev_kb.render.views.new_study import NewStudyForm
from npcev_kb.render.views.overview import overview
from npcev_kb.render.views.term import TermView


def pages(site: Site) -> Iterator[Page]:
    """Yield every page that is made from the knowledge base."""
    home = {"overview": overview(site), "small": small_map(site)}
    yield Page("", "Home", "home", home)
    yield from _modules(site)
    yield from _records(site)
    yield from _entities(site)
    yield from debate_pages(site)
    yield from evidence_pages(site)
    yield from living_pages(site)
    yield from view_pages(site)
    yield from _whole(site)
    yield from _guides(site)


def _modules(site: Site) -> Iterator[Page]:
    about = "The modules by which the review sorts its studies, each with its question."
    yield Page("modules", "Modules", "modules", {}, description=about)
    for module in site.kb.review.modules:
        path = f"modules/{module.id}"
        yield Page(
            path,
            module.title,
            "module",
            {"module": module, "matters": matters_of(site, module)},
            "modules",
            "modules",
            "data/review.yaml",
        )
    about = "The review's sections with the studies and works that each discusses."
    title = "The review, section by section"
    yield Page("sections", title, "sections", {}, "modules", description=about)
    for section in site.kb.review.sections:
        module_ = site.places.module_of_section.get(section.id)
        parent = f"modules/{module_.id}" if module_ else "sections"
        title = f"{section.id} {section.title}"
        view: dict[str, object] = {"section": section, "module": module_}
        path = f"sections/{section.id}"
        yield Page(path, title, "section", view, parent, "sections", "data/review.yaml")


def _records(site: Site) -> Iterator[Page]:
    about = "Every primary study that the review discusses, with its best tested claims."
    yield Page("studies", "Studies", "studies", {}, description=about, indexed=False)
    for module, studies in site.places.studies_by_module:
        series, name = (f"modules/{module.id}", module.title) if module else ("studies", "")
        for study in studies:
            path, source = f"studies/{study.id}", f"data/studies/{study.id}.yaml"
            title, said = _warned(site, study, study.finding.text if study.finding else "")
            view = {"study": study}
            yield Page(path, title, "study", view, "studies", series, source, said,
                       series_title=name)  # fmt: skip
    about = "Guidelines, reviews and research on other subjects that the review cites."
    yield Page(
        "works", "Other works cited", "works", {}, "references", indexed=False, description=about
    )
    for work in site.places.works:
        path, source = f"works/{work.id}", f"data/works/{work.id}.yaml"
        title, said = _warned(site, work, "")
        yield Page(path, title, "work", {"work": work}, "works", "works", source, said)


def _warned(site: Site, record: Study | Work, said: str) -> tuple[str, str]:
    """Return title and description of a record's page; both say first if the work has fallen."""
    event = site.fallen(record)
    if event is None:
        return record.label, said
    word = event.found.label.capitalize()
    return f"{word}: {record.label}", f"{word}, {event.day.isoformat()}. {said}".strip()


def _entities(site: Site) -> Iterator[Page]:
    about = "Cargo, cells, pathways, methods: every term that records name, with its identifiers."
    yield Page("entities", "Terms", "entities", {}, description=about)
    for kind in site.kb.kinds.values():
        path, source = f"entities/{kind.id}", f"data/entities/{kind.id}.yaml"
        members = {"kind": kind, "rests": rests(site, kind)}
        yield Page(path, kind.title, "kind", members, "entities", "kinds", source, indexed=False)
        for entity in site.entities_of(kind):
            view = {"entity": entity, "kind": kind, "about": TermView(site, entity)}
            yield Page(f"{path}/{entity.key}", entity.label, "entity", view, path, path, source)


def _whole(site: Site) -> Iterator[Page]:
    yield Page(
        "references",
        "References of the review",
        "references",
        {},
        source="data/review.yaml",
        description="Every reference of the review by number, with its record and how sure it is.",
        indexed=False,
    )
    about = "What of the review is covered, what was read of it, and what is not known."
    yield Page("coverage", "Coverage", "coverage", {}, "references", description=about)
    about = "What vesicles are called here, how they are separated, and every word of the records."
    view = {"vocabularies": VOCABULARIES}
    yield Page("methods", "Nomenclature and methods", "methods", view, description=about)
    about = "Everything that the site shows, in files, with licence and registers."
    yield Page("data", "Data", "data", {}, description=about)
    about = (
        f"What {site.settings.name} is, how to cite it, how to report an error, and what it is not."
    )
    yield Page("about", "About", "about", {}, description=about)


def _guides(site: Site) -> Iterator[Page]:
    about = "Fill in the record of a study in the browser, have it checked, and take the file."
    form = {"form": NewStudyForm(site)}
    path, title = "contribute/new-study", "New study form"
    yield Page(path, title, "new_study", form, "curate", description=about)
    models = dict.fromkeys(
        model
        for root in (
            *(Study, Work, Review, Debate, Question, Entity, EntityKind, Prefix),
            *(Queries, SearchRun, Candidate, HistoryEntry, Metadata),
        )
        for model in models_under(root)
    )
    view = {"models": tuple(models), "fields_of": fields_of, "vocabularies": VOCABULARIES}
    about, title = "Every field of a record: what goes in, and its values.", "Fields of a record"
    yield Page("curate/records", title, "record_format", view, "curate", description=about)
    about = "Every code that validation may print, with its cause and what to do."
    yield Page("problems", "Problem codes", "problems", {}, "curate", description=about)
    for explanation in site.problems.values():
        path = f"problems/{explanation.code}"
        view = {"explanation": explanation}
        title = explanation.code
        yield Page(path, title, "problem", view, "problems", "problems", None, explanation.summary)
