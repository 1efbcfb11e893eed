"""What can be found, as the index takes it: texts with weights, and what a result shows."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("term", "study", "claim", "debate", "question", "work", "page")
"""Kinds of results, in the order in which their groups stand."""
TITLE, ALIAS, NAMED, SAID, BODY = 10.0, 8.0, 3.0, 4.0, 1.0
"""Weights of the fields: a name weighs most, the aliases of terms that are only named less."""
SPOKEN = (TITLE, SAID, BODY)
"""Fields that hold what somebody wrote; the others hold names that were added to be found."""


@dataclass(frozen=True)
class Document:
    """One thing that can be found."""

    kind: str
    title: str
    about: str
    """One line on it."""
    url: str
    """Its address below the site's root."""
    fields: tuple[tuple[float, str], ...]
    """Texts with their weights; the title is one of them."""
    names: tuple[str, ...] = ()
    """Whole names under which it is known: who types one of them means it."""
    level: str = ""
    """Level as text; `review` for a claim that only the review states."""
    modules: tuple[str, ...] = ()
    """Ids of its modules."""
    sign: str = ""
    """The sign of a claim's direction; the word stands in the title."""
    marks: tuple[tuple[str, str], ...] = ()
    """What has to be seen beside it, each with its kind: flag, unseen, elsewhere, fallen, open."""
    elsewhere: bool = False
    """True for a claim on another disease than the review's."""
