"""Tables of records: studies and works, debates, questions and terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from npcev_kb.model.curation import Curation
from npcev_kb.model.debate import Debate, Question, Side
from npcev_kb.model.entity import Entity
from npcev_kb.model.identification import Identification
from npcev_kb.model.person import Person
from npcev_kb.model.statement import Finding
from npcev_kb.model.study import Study
from npcev_kb.model.waiver import Waiver
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables.table import Column, Data, Kind, Table, fields, items, part

Rows = Iterator[Mapping[str, Plain]]


def _records(document: Data) -> Rows:
    for kind, folder in (("study", "studies"), ("work", "works")):
        for record in items(document, folder):
            finding = part(record, "finding") if kind == "study" else {}
            events = items(record, "source_events")
            yield {
                **record,
                **part(record, "identification"),
                "record_kind": kind,
                **_curation(record),
                "source_standing": events[-1]["found"] if events else None,
                "finding_text": finding.get("text"),
                "finding_voice": finding.get("voice"),
                "finding_at": finding.get("at"),
            }


def _curation(record: Data) -> Data:
    told = part(record, "curation")
    names = ("curator", "reviewer", "updated", "reviewed")
    return {"curation_status": told["status"], **{name: told[name] for name in names}}


def _places(document: Data) -> Rows:
    for folder in ("studies", "works"):
        for record in items(document, folder):
            for kind, name in (
                ("reference", "review_refs"), ("section", "sections"), ("module", "modules"),
            ):  # fmt: skip
                found = record[name]
                for value in found if isinstance(found, list) else ():
                    yield {"record": record["id"], "place_kind": kind, "place": str(value)}


def _debates(document: Data) -> Rows:
    for record in items(document, "debates"):
        yield {**record, **_curation(record)}


def _sides(document: Data) -> Rows:
    for record in items(document, "debates"):
        for number, side in enumerate(items(record, "sides"), 1):
            yield {**side, "debate": record["id"], "side": number}


def _side_claims(document: Data) -> Rows:
    for record in items(document, "debates"):
        for number, side in enumerate(items(record, "sides"), 1):
            claims = side["claims"]
            for ref in claims if isinstance(claims, list) else ():
                yield {"debate": record["id"], "side": number, "claim": ref}


def _questions(document: Data) -> Rows:
    for record in items(document, "questions"):
        rule = record["decision_rule"]
        told = rule.items() if isinstance(rule, dict) else ()
        ruled = {f"rule_{name}": value for name, value in told}
        yield {**record, **ruled, **_curation(record)}


def _question_claims(document: Data) -> Rows:
    for record in items(document, "questions"):
        blocks = record["blocks"]
        for ref in blocks if isinstance(blocks, list) else ():
            yield {"question": record["id"], "claim": ref}


def _entities(document: Data) -> Rows:
    for entity in items(document, "entities"):
        identity = entity["identity"]
        status = identity["status"] if isinstance(identity, dict) else None
        yield {**entity, "identity_status": status}


def _names(document: Data) -> Rows:
    for entity in items(document, "entities"):
        synonyms = entity["synonyms"]
        names = [entity["label"], entity["name"], *(synonyms if isinstance(synonyms, list) else ())]
        for name in dict.fromkeys(str(each) for each in names if each):
            yield {"entity": entity["key"], "name": name}


CURATED = (
    Column("curation_status", "How far curators are with the record."),
    *fields(Curation, "curator", "reviewer", updated=Kind.DAY, reviewed=Kind.DAY),
)
RECORD = Column("record", "The study or work.", refers="records.id")
TABLES = (
    Table(
        "records", "The studies and other works of the knowledge base.",
        (
            Column("id", "Name of the record; permanent."),
            Column("record_kind", "`study` for reviewed primary studies, `work` for other works."),
            *fields(Study, "label", "reading_basis"),
            Column("disease", "The disease studied, by key of a term.", refers="entities.key"),
            *fields(Study, "tumour_effect"),
            *fields(Identification, "status", "title", "authors", "journal", "volume", "issue",
                    "pages", "doi", "pmid", "pmcid", more_authors=Kind.BOOLEAN, year=Kind.INTEGER),
            Column("source_standing", "What was last found on retractions; empty: nobody looked."),
            *(Column(f"finding_{c.name}", c.about) for c in fields(Finding, "text", "voice", "at")),
            Column("group_partners", "Studies known to be of the same group, by id."),
            *CURATED,
            Column("curator_is_author", "Whether a curator is an author of the work: "
                   "`raised`, `cleared` or `not_assessable`."),
        ),
        ("id",), _records,
    ),
    Table(
        "record_places", "Where the review cites a record: references, sections, modules.",
        (RECORD, Column("place_kind", "`reference`, `section` or `module`."),
         Column("place", "Number of the reference or section, or name of the module.")),
        ("record", "place_kind", "place"), _places,
    ),
    Table(
        "debates", "Disagreements and tensions between claims.",
        (*fields(Debate, "id", "label", "question", "relation", "status", "settle", "voice", "at"),
         Column("review_refs", "References of all sides."),
         *CURATED),
        ("id",), _debates,
    ),
    Table(
        "debate_sides", "The sides of each debate.",
        (Column("debate", "The debate.", refers="debates.id"),
         Column("side", "Number of the side.", Kind.INTEGER), *fields(Side, "label", "says"),
         Column("review_refs", "References of this side.")),
        ("debate", "side"), _sides,
    ),
    Table(
        "debate_claims", "The claims on each side of a debate.",
        (Column("debate", "The debate.", refers="debates.id"),
         Column("side", "Number of the side.", Kind.INTEGER),
         Column("claim", "The claim.", refers="claims.ref")),
        ("debate", "side", "claim"), _side_claims,
    ),
    Table(
        "questions", "What nobody knows yet, with the work that would decide it.",
        (*fields(Question, "id", "label", "question", "kind", "status", "voice", "at"),
         *(Column(f"rule_{name}", f"The decision rule: {name}.") for name in
           ("design", "system", "readout", "comparator", "supports", "refutes")),
         Column("review_refs", "References of the studies involved."), *CURATED),
        ("id",), _questions,
    ),
    Table(
        "question_claims", "The claims that wait for an answer.",
        (Column("question", "The question.", refers="questions.id"),
         Column("claim", "The claim.", refers="claims.ref")),
        ("question", "claim"), _question_claims,
    ),
    Table(
        "people", "Who curates, and with which declared interests.",
        fields(Person, "key", "name", "orcid", "publishes_as", "interests"), ("key",),
        lambda document: iter(items(document, "people")),
    ),
    Table(
        "waivers", "Warnings that were judged and let stand until a day.",
        (*fields(Waiver, "id", "record", "code", "reason", until=Kind.DAY),
         *fields(Waiver, "by")), ("id",), lambda document: iter(items(document, "waivers")),
    ),
    Table(
        "entities", "The registry of terms.",
        (*fields(Entity, "key", "kind", "label", "name", "curie", "xrefs", "part_of", "note"),
         Column("identity_status", "For cell lines: what is reported of their identity."),
         *fields(Entity, checked=Kind.DAY)),
        ("key",), _entities,
    ),
    Table(
        "entity_names", "Every name of every term.",
        (Column("entity", "The term.", refers="entities.key"),
         Column("name", "One of its names.")),
        ("entity", "name"), _names,
    ),
)  # fmt: skip
