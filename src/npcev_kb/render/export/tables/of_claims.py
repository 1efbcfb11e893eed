"""Tables of claims with what is computed on them, and of experiments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from npcev_kb.model.claim import Claim, Metric, Support
from npcev_kb.model.experiment import Experiment, Host, Patients
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables.table import Column, Data, Kind, Table, fields, items, part

Rows = Iterator[Mapping[str, Plain]]
CLAIM = Column("claim", "The claim.", refers="claims.ref")


def _every(document: Data, name: str) -> Iterator[tuple[Data, Data]]:
    """Yield each claim or experiment with its study."""
    for study in items(document, "studies"):
        for each in items(study, name):
            yield study, each


def _claims(document: Data) -> Rows:
    for study, claim in _every(document, "claims"):
        context, peers = part(claim, "context"), part(claim, "independence")
        yield {
            **claim, **{f"context_{name}": value for name, value in context.items()},
            "study": study["id"], "claim_id": claim["id"], "peer_studies": peers["studies"],
            "peer_groups": peers["groups"], "peers_not_known": peers["not_known"],
            "review_only": claim["level_basis"] == "review_only",
        }  # fmt: skip


def _terms(document: Data) -> Rows:
    for _, claim in _every(document, "claims"):
        for role, name in (("subject", "subject"), ("cargo", "cargo"), ("recipient", "recipients")):
            keys = claim[name]
            for key in dict.fromkeys(map(str, keys)) if isinstance(keys, list) else ():
                yield {"claim": claim["ref"], "role": role, "entity": key}
        for step in items(claim, "via"):
            tested = "step, tested" if step["tested"] else "step, proposed"
            yield {"claim": claim["ref"], "role": tested, "entity": step["entity"]}


def _classes(document: Data) -> Rows:
    for _, claim in _every(document, "claims"):
        found = claim["cargo_classes"]
        for each in found if isinstance(found, list) else ():
            yield {"claim": claim["ref"], "cargo_class": each}


def _support(document: Data) -> Rows:
    for study, claim in _every(document, "claims"):
        for each in items(claim, "support"):
            experiment = f"{study['id']}.{each['experiment']}"
            yield {**each, "claim": claim["ref"], "experiment": experiment}


def _flags(document: Data) -> Rows:
    for _, claim in _every(document, "claims"):
        for flag in items(claim, "flags"):
            yield {**flag, "claim": claim["ref"]}


def _metrics(document: Data) -> Rows:
    for _, claim in _every(document, "claims"):
        for number, metric in enumerate(items(claim, "metrics"), 1):
            interval = metric["ci95"]
            low, high = interval if isinstance(interval, list) else (None, None)
            ends = {"ci95_low": low, "ci95_high": high}
            yield {**metric, **ends, "claim": claim["ref"], "number": number}


def _experiments(document: Data) -> Rows:
    for study, each in _every(document, "experiments"):
        ref = f"{study['id']}.{each['id']}"
        yield {**each, "ref": ref, "study": study["id"], "experiment_id": each["id"]}


def _models(document: Data) -> Rows:
    kinds = (("cell line", "cell_lines"), ("cell", "cells"), ("animal", "animals"),
             ("people", "patients"))  # fmt: skip
    for study, each in _every(document, "experiments"):
        ref, number = f"{study['id']}.{each['id']}", 0
        for kind, name in kinds:
            for model in items(each, name):
                number += 1
                entity = model.get("entity") or model.get("species")
                told: Data = {
                    "experiment": ref,
                    "number": number,
                    "model_kind": kind,
                    "entity": entity,
                }
                yield {**model, **told}


TABLES = (
    Table(
        "claims", "What studies say, one effect on one outcome each, with how far it was tested.",
        (
            Column("ref", "Address of the claim: study, a dot, and its id; permanent."),
            Column("study", "The study that makes it.", refers="records.id"),
            Column("claim_id", "Id of the claim within its study."),
            *fields(Claim, "family", "effect"),
            Column("outcome", "The process or outcome, by key.", refers="entities.key"),
            *fields(Claim, "actor", "matrix", whole_vesicle=Kind.BOOLEAN),
            Column("nature", "`causal`, `associational` and the like, from family and effect."),
            Column("tumour_effect", "For or against the tumour."),
            Column("context_disease", "The disease, by key; empty: not seen.",
                   refers="entities.key"),
            Column("in_field", "Whether it is on the disease of the review; empty: not known.",
                   Kind.BOOLEAN),
            Column("context_ebv", "EBV status on which it depends."),
            Column("context_oxygen", "Oxygen on which it depends."),
            Column("level", "Evidence level with its suffixes, as the site shows it."),
            Column("level_rank", "The level as a number from 0 to 5, for comparing.", Kind.INTEGER),
            Column("level_basis", "How much was read of what the level rests on."),
            Column("review_only", "Whether only the review speaks; reaches no level filter.",
                   Kind.BOOLEAN),
            Column("level_seen", "The level by what was read of the study itself."),
            Column("level_marks", "`in vivo indirect`, `contested`."),
            Column("level_trace", "Why this level."),
            Column("level_without_problem_lines",
                   "The level without problematic cell lines; `not_assessable` without a line."),
            Column("rests_on", "What is known of the cell lines behind it: `only_disputed`, "
                   "`some_disputed`, and so on; `not_named`: tested, but no line was seen; "
                   "`not_known`: no test was seen."),
            Column("ladder", "How far a marker, therapy or technology is on its way to use."),
            Column("peer_studies", "Studies that make this claim.", Kind.INTEGER),
            Column("peer_groups", "Independent groups behind them.", Kind.INTEGER),
            Column("peers_not_known", "Studies of these whose group is not known.", Kind.INTEGER),
            *fields(Claim, "voice", "at", "detail"),
        ),
        ("ref",), _claims,
    ),
    Table(
        "claim_terms", "The terms of each claim but its outcome, with their roles.",
        (CLAIM, Column("role", "subject, cargo, recipient, or a step tested or proposed."),
         Column("entity", "The term.", refers="entities.key")),
        ("claim", "role", "entity"), _terms,
    ),
    Table(
        "claim_cargo_classes", "The classes of each claim's cargo, by which the gap map counts.",
        (CLAIM,
         Column("cargo_class", "A form of cargo, `whole_vesicle`, `not_known`, or `not_applicable` "
                "where something else than the cargo acts or is measured.")),
        ("claim", "cargo_class"), _classes,
    ),
    Table(
        "claim_support", "The experiments on which each claim rests, for it or against it.",
        (CLAIM, Column("experiment", "The experiment.", refers="experiments.ref"),
         *fields(Support, "role", "stance")),
        ("claim", "experiment"), _support,
    ),
    Table(
        "claim_flags", "Every flag of every claim with its state.",
        (CLAIM, Column("code", "The flag."),
         Column("state", "`raised`, `cleared`, or `not_assessable`: the fact was not seen."),
         Column("reason", "Why it has this state.")),
        ("claim", "code"), _flags,
    ),
    Table(
        "metrics", "Every number that a claim rests on.",
        (CLAIM, Column("number", "Place among the numbers of the claim.", Kind.INTEGER),
         *fields(Metric, "name"),
         Column("value", "The number.", Kind.NUMBER, unit="column unit"), *fields(Metric, "unit"),
         Column("ci95_low", "Lower end of the 95 % interval.", Kind.NUMBER, unit="column unit"),
         Column("ci95_high", "Upper end of the 95 % interval.", Kind.NUMBER, unit="column unit"),
         *fields(Metric, "matrix", "analytes", "comparison", "cohort", "voice", "at", "detail")),
        ("claim", "number"), _metrics,
    ),
    Table(
        "experiments", "What was done in each study.",
        (Column("ref", "Address of the experiment: study, a dot, and its id."),
         Column("study", "The study.", refers="records.id"),
         Column("experiment_id", "Id of the experiment within its study."),
         *fields(Experiment, "design", "manipulated", "matrix", "measured", "readout",
                 "comparators", "validation", "timing", "adjustment", "resistance_model", "result",
                 "voice", "at", "detail", rescue=Kind.BOOLEAN, per_centre=Kind.BOOLEAN,
                 biodistribution=Kind.BOOLEAN)),
        ("ref",), _experiments,
    ),
    Table(
        "experiment_models", "In which cells, animals and people each experiment was done.",
        (Column("experiment", "The experiment.", refers="experiments.ref"),
         Column("number", "Place among its models.", Kind.INTEGER),
         Column("model_kind", "cell line, cell, animal or people."),
         Column("entity", "The line, cell or species.", refers="entities.key"),
         Column("role", "Whether cells shed or received the vesicles."),
         *fields(Host, "immune_competence", "model"),
         *fields(Patients, "cohort", n=Kind.INTEGER, centres=Kind.INTEGER),
         *fields(Patients, "voice", "at", "detail")),
        ("experiment", "number"), _models,
    ),
)  # fmt: skip
