"""What edges say of claims beside subject and outcome: attributes with a node for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables.table import Data, items, part

OURS = "npcev"
"""The prefix of what has no identifier elsewhere; it stands for no address."""
NOTHING, UNSEEN = "not_known_or_not_applicable", "not_known"
REVIEW = "review_only"
MODELS = {"cell_lines": "cell_line", "cells": "cell", "animals": "animal", "patients": "people"}


@dataclass
class Attributes:
    """The attributes that edges point to, as they are found."""

    ids: Mapping[str, str]
    """The node of each term, by key."""
    nodes: dict[str, dict[str, Plain]] = field(default_factory=dict)

    def token(self, kind: str, value: Plain, name: str = "", xref: str = "") -> str:
        """Return the id of an attribute and keep its node.

        None becomes `not_known_or_not_applicable`, which is what null means in the document.
        """
        said = value if isinstance(value, str) else NOTHING if value is None else str(value).lower()
        id = f"{OURS}:{kind}/{quote(said, safe='/')}"
        node: dict[str, Plain] = {
            "id": id,
            "category": ["biolink:Attribute"],
            "has_attribute_type": f"{OURS}:{kind}",
            "name": name or f"{kind.replace('-', ' ')}: {said.replace('_', ' ')}",
        }
        self.nodes[id] = node | ({"xref": [xref]} if xref else {})
        return id

    def context(self, study: Data, claim: Data) -> Iterator[str]:
        """Yield what a claim depends on: effect, actor, recipients, disease and the like."""
        for name in ("effect", "family", "actor", "matrix", "tumour_effect", "ladder"):
            yield self.token(name.replace("_", "-"), claim[name])
        context = part(claim, "context")
        for role, keys in (
            ("recipient", listed(claim["recipients"])),
            ("pathway", [each["entity"] for each in items(study, "pathways")]),
            ("disease", [context["disease"] or UNSEEN]),
        ):
            for key in keys or [None]:
                yield self._term(role, key)
        for name in ("ebv", "oxygen"):
            yield self.token(name, context[name])
        for kind in listed(claim["cargo_classes"]):
            yield self.token("cargo-class", kind)
        for module in listed(study["modules"]):
            yield self.token("module", module)

    def judgement(self, study: Data, claim: Data) -> Iterator[str]:
        """Yield how a claim is judged, each with what is not known said as such."""
        only = claim["level_basis"] == REVIEW  # reaches no filter by level
        field = UNSEEN if claim["in_field"] is None else claim["in_field"]
        told: Data = {
            "level": REVIEW if only else f"E{claim['level_rank']}",
            "level-text": claim["level"], "basis": claim["level_basis"],
            "level-without-problem-lines": claim["level_without_problem_lines"],
            "in-field": field, "rests-on": claim["rests_on"],
            "voice": claim["voice"], "at": claim["at"],
            "subjects-together": len(listed(claim["subject"])) or None,
            "identification": part(study, "identification")["status"],
            "curation": part(study, "curation")["status"],
        }  # fmt: skip
        for kind, value in told.items():
            yield self.token(kind, value)
        for flag in items(claim, "flags"):
            yield self.token(f"flag/{flag['code']}", flag["state"])
        for mark in listed(claim["level_marks"]):
            yield self.token("mark", mark)
        for event in items(study, "source_events")[-1:] or [{"found": UNSEEN}]:
            yield self.token("source", event["found"])
        for model in sorted(_models(study, claim)):
            yield self.token("tested-in", model)
        groups = part(claim, "independence")
        for name in ("studies", "groups", "not_known"):
            yield self.token(f"independence/{name}", groups[name])

    def _term(self, role: str, key: Plain) -> str:
        return self.token(role, key, xref=self.ids.get(str(key), ""))


def _models(study: Data, claim: Data) -> set[str]:
    """Return in what the experiments were made that support a claim."""
    told = {str(s["experiment"]) for s in items(claim, "support") if s["stance"] == "supports"}
    return {
        name
        for each in items(study, "experiments")
        if each["id"] in told
        for field, name in MODELS.items()
        if each[field]
    }


def listed(value: Plain) -> list[Plain]:
    """Return a list, which is empty where there is none."""
    return value if isinstance(value, list) else []
