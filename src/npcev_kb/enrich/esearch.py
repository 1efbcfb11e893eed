"""What PubMed's esearch sends: how many works a query finds, and the numbers of the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from npcev_kb.enrich import described
from npcev_kb.enrich.errors import BadReplyError
from npcev_kb.enrich.node import Node

_DROPPED = ("PhraseNotFound", "phrasesnotfound", "FieldNotFound", "fieldsnotfound")


@dataclass(frozen=True)
class Search:
    """The answer to a query."""

    count: int
    """How many works fit the query."""
    numbers: tuple[str, ...]
    """PubMed numbers of the first of them."""
    dropped: tuple[str, ...] = ()
    """Parts of the query that PubMed does not know and silently left out."""


def search_in(result: Node) -> Search:
    """Return the answer that an eSearchResult holds, as XML or JSON gave it.

    Raises:
        BadReplyError: it names no PubMed number although works were found: it only counts them,
            or it searched another database.
    """
    ids = [part.text for name in ("IdList", "idlist") for part in _ids(result.at(name))]
    numbers = tuple(dict.fromkeys(pmid for text in ids if (pmid := described.pmid(text))))
    count = next((n for name in ("Count", "count") if (n := result.at(name).number) is not None), 0)
    if not numbers and (ids or (count and not _asked_for_none(result))):
        what = "other numbers than PubMed's" if ids else f"{count} works but no number of any"
        raise BadReplyError(f"PubMed answered the search with {what}")
    errors = [result.at(name) for name in ("ErrorList", "errorlist")]
    said = (part.text for part in _parts(errors, _DROPPED))
    return Search(count, numbers, described.lines(said))


def _ids(listed: Node) -> Iterator[Node]:
    return listed.each("Id") if listed.has("Id") else listed.each()


def _asked_for_none(result: Node) -> bool:
    """Tell whether the numbers are missing because none was asked for, or the page is past them."""
    return any(result.at(name).number == 0 for name in ("RetMax", "retmax"))


def _parts(nodes: Iterable[Node], names: Iterable[str]) -> Iterator[Node]:
    names = tuple(names)
    for node in nodes:
        for name in names:
            yield from node.each(name)
