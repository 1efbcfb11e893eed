"""Nanopublications, unsigned: for each claim what it says, on what that rests, and who published it.

After the Nanopublication Guidelines: four graphs with IRIs of their own, at least one triple in
each, a licence and a date of publication. The date is the day of the record's last change; no time
of day is known and none is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rdflib import Literal, URIRef

from npcev_kb.render.export.rdf.graph import Node, Walk, literal
from npcev_kb.render.export.rdf.names import PREFIXES, written
from npcev_kb.render.export.rdf.things import CONTRIBUTORS, LICENCE, names_of
from npcev_kb.render.export.rdf.turtle import block, prefixes
from npcev_kb.render.export.rdf.vocabulary import Kind, properties, said_as
from npcev_kb.render.export.tables.table import Data, items, part
from npcev_kb.render.export.whole import Whole

SAID = frozenset((
    "family", "effect", "outcome", "cargo", "whole_vesicle", "subject", "recipients", "actor",
    "via", "matrix", "tumour_effect", "context", "metrics", "nature", "ref", "detail",
))  # fmt: skip
"""The fields of a claim that say what is claimed; all others tell on what it rests."""
