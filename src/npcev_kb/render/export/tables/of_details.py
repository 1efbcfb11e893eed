"""Tables of what stands inside records: their terms, vesicles, statements and notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from npcev_kb.model.evidence import Cargo, EvPreparation, EvSource, Recipient
from npcev_kb.model.experiment import ReferenceMarker
from npcev_kb.model.identification import SourceEvent
from npcev_kb.model.statement import Appraisal
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables.table import Column, Data, Kind, Table, fields, items, part

Rows = Iterator[Mapping[str, Plain]]
FACTS = (("cargo", "cargo"), ("recipient", "recipients"), ("target", "targets"),
         ("pathway", "pathways"))  # fmt: skip
METHODS = ("separation", "characterisation", "negative_markers")


def _terms(document: Data) -> Rows:
    """Yield what a study names as a whole; a claim's own terms have a table of their own."""
    for study in items(document, "studies"):
        number, ev = 0, part(study, "ev")
        found = [(role, fact) for role, name in FACTS for fact in items(study, name)]
        keyed = [("measured by", study["measured_by"])]
        keyed += [(name.replace("_markers", " marker"), ev.get(name)) for name in METHODS]
        for role, keys in keyed:
            found += [(role, {"entity": key}) for key in keys] if isinstance(keys, list) else []
        for number, (role, fact) in enumerate(found, 1):
            yield {**fact, "study": study["id"], "number": number, "role": role}


def _vesicles(document: Data) -> Rows:
    for study in items(document, "studies"):
        yield {**part(study, "ev"), "study": study["id"]}


def _sources(document: Data) -> Rows:
    for study in items(document, "studies"):
        for number, source in enumerate(_items(part(study, "ev"), "sources"), 1):
            yield {**source, "study": study["id"], "number": number}


def _markers(document: Data) -> Rows:
    for study in items(document, "studies"):
        for each in items(study, "experiments"):
            for number, marker in enumerate(items(each, "reference_markers"), 1):
                yield {**marker, "experiment": f"{study['id']}.{each['id']}", "number": number}


def _events(document: Data) -> Rows:
    for record in (*items(document, "studies"), *items(document, "works")):
        for number, event in enumerate(items(record, "source_events"), 1):
            yield {**event, "record": record["id"], "number": number}


def _statements(document: Data) -> Rows:
    for record in (*items(document, "studies"), *items(document, "works")):
        for number, said in enumerate(_said(record), 1):
            yield {**said, "record": record["id"], "number": number}


def _said(record: Data) -> Rows:
    """Yield what is said of a record in sentences, each with its kind and who says it."""
    for kind, name in (("detail", "details"), ("appraisal", "appraisals"), ("note", "notes")):
        for each in _items(record, name):
            yield {**each, "statement_kind": kind, "appraisal_kind": each.get("kind")}
    for kind, name in (("review says", "review_says"), ("cited for", "cited_for")):
        for each in _items(record, name):
            yield {**each, "statement_kind": kind, **_of_review(each)}
    for each in _items(record, "differences"):
        review, paper = {"text": each["review"]}, {"text": each["paper"], "voice": "study"}
        yield {"statement_kind": "differs in the review", **_of_review(each), **review}
        section = {"section": each["section"]}
        yield {"statement_kind": "differs in the paper", **section, **paper}


def _of_review(each: Data) -> Data:
    return {"voice": "review", "at": f"review {each['section']}", "section": each["section"]}


def _items(record: Data, name: str) -> list[Data]:
    """Return a list that not every kind of record has."""
    return items(record, name) if name in record else []


STUDY = Column("study", "The study.", refers="records.id")
RECORD = Column("record", "The study or work.", refers="records.id")
NUMBER = Column("number", "Place among those of the record.", Kind.INTEGER)
TABLES = (
    Table(
        "study_terms", "The terms of each study as a whole, with what happens to them.",
        (STUDY, NUMBER,
         Column("role", "cargo, recipient, target, pathway, measured by, separation, "
                "characterisation, or negative marker."),
         Column("entity", "The term.", refers="entities.key"),
         *fields(Cargo, "form"),
         Column("change", "What happens to a cargo, target or pathway."),
         *fields(Recipient, indirect=Kind.BOOLEAN),
         *fields(Cargo, "voice", "at", "detail")),
        ("study", "number"), _terms,
    ),
    Table(
        "vesicles", "How each study calls its vesicles, and what it does not report of them.",
        (STUDY, *fields(EvPreparation, "term_used", "term_operational", "not_reported")),
        ("study",), _vesicles,
    ),
    Table(
        "vesicle_sources", "From what the vesicles of each study come.",
        (STUDY, NUMBER, *fields(EvSource, "kind"),
         Column("cell", "The cells or line that shed them.", refers="entities.key"),
         *fields(EvSource, "condition", "voice", "at", "detail")),
        ("study", "number"), _sources,
    ),
    Table(
        "reference_markers", "Established markers beside those of an experiment.",
        (Column("experiment", "The experiment.", refers="experiments.ref"),
         Column("number", "Place among those of the experiment.", Kind.INTEGER),
         Column("entity", "The established marker.", refers="entities.key"),
         *fields(ReferenceMarker, "relation", "voice", "at", "detail")),
        ("experiment", "number"), _markers,
    ),
    Table(
        "source_events", "What was found when somebody looked whether a work still stands.",
        (RECORD, NUMBER, *fields(SourceEvent, "found", "source", day=Kind.DAY)),
        ("record", "number"), _events,
    ),
    Table(
        "statements", "What is said of each record in sentences, by whom, and where.",
        (RECORD, NUMBER,
         Column("statement_kind", "detail, appraisal, note, review says, cited for, or one side of "
                "a difference between review and paper."),
         Column("appraisal_kind", "What an appraisal is about."),
         Column("section", "The section of the review."),
         *fields(Appraisal, "voice", "at", "text")),
        ("record", "number"), _statements,
    ),
)  # fmt: skip
