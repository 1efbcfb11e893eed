"""Vocabularies of the mechanism network: its columns and what its nodes stand for. Never typed."""

from __future__ import annotations

from npcev_kb.model.vocabulary.base import Vocabulary


class Column(Vocabulary):
    """A column of the network, in the order in which a way passes them."""

    SOURCE = "source", "What the vesicles come from.", "EV source"
    CARGO = "cargo", "What acts: the cargo, the vesicles as a whole, or another molecule."
    RECIPIENT = "recipient", "Who takes the vesicles up or is acted upon."
    STEP = "step", "A molecule or pathway on the way, tested or proposed.", "pathway or target"
    OUTCOME = "outcome", "What is said to follow."


class NodeKind(Vocabulary):
    """What a node stands for."""

    TERM = "term", "A term of the registry."
    WHOLE = "whole", "The vesicles, without any cargo in particular."
    SOURCE_KIND = "kind", "A kind of source of which no cell is named."
    UNKNOWN = "unknown", "What a claim does not say, as far as it was seen."
