"""The collections of the interface: what is in each, one file for a member, pages that list them.

Members are made one after another and written at once, so that no collection stands in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from npcev_kb.render.export.api.brief import PAGES
from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables.table import items
from npcev_kb.render.export.whole import Whole

SIZE = 50
"""Members on a page; fixed, so that addresses hold no settings."""
UP = "../../../"
"""From a file of a collection to the root of the site."""
Member = tuple[str, dict[str, Plain]]
"""The name of a file, without its ending, and what it holds."""


@dataclass(frozen=True, slots=True)
class Collection:
    """One folder of the interface."""

    name: str
    about: str
    schema: str
    """The name under which its files are described."""
    members: Callable[[Whole], Iterator[Member]]

    def total(self, whole: Whole) -> int:
        """Return how many members it has."""
        if self.name == "claims":
            return sum(len(items(study, "claims")) for study in items(whole.document, "studies"))
        return len(items(whole.document, self.name))

    def pages(self, whole: Whole) -> int:
        """Return how many pages list them, at least one."""
        return max(1, -(-self.total(whole) // SIZE))

    def files(self, whole: Whole) -> Iterator[tuple[str, str]]:
        """Yield the file of each member and the pages, by name below the interface's root."""
        total, pages = self.total(whole), self.pages(whole)
        members, fields = self.members(whole), tuple(PAGES[self.name].model_fields)
        for page in range(1, pages + 1):
            brief: list[Plain] = []
            for name, data in islice(members, SIZE):
                yield f"{self.name}/{name}.json", dumps(data) + "\n"
                brief.append(_brief(data, fields, f"{name}.json"))
            listed: dict[str, Plain] = {
                "items": brief,
                "total": total,
                "page": page,
                "pages": pages,
                "next": f"page-{page + 1}.json" if page < pages else None,
                "previous": f"page-{page - 1}.json" if page > 1 else None,
            }
            yield f"{self.name}/page-{page}.json", dumps(listed) + "\n"


def _brief(data: dict[str, Plain], fields: tuple[str, ...], link: str) -> Plain:
    """Return what a list says of a member; what identifies a work stands one step deeper."""
    who = data.get("identification")
    told = {**who, **data} if isinstance(who, dict) else data
    return {name: told.get(name) for name in fields} | {"link": link}


def _records(folder: str) -> Callable[[Whole], Iterator[Member]]:
    def members(whole: Whole) -> Iterator[Member]:
        for record in items(whole.document, folder):
            name = str(record["id"])
            links: dict[str, Plain] = {"page": f"{UP}{folder}/{name}/"}
            if folder == "studies":
                links["claims"] = [f"../claims/{c['ref']}.json" for c in items(record, "claims")]
            yield name, {**record, "links": links}

    return members


def _claims(whole: Whole) -> Iterator[Member]:
    for study in items(whole.document, "studies"):
        for claim in items(study, "claims"):
            links: dict[str, Plain] = {
                "page": f"{UP}studies/{study['id']}/#{claim['id']}",
                "study": f"../studies/{study['id']}.json",
            }
            yield str(claim["ref"]), {**claim, "study": study["id"], "links": links}


def _entities(whole: Whole) -> Iterator[Member]:
    for entity in items(whole.document, "entities"):
        key = str(entity["key"])
        naming = sorted(judged.ref for judged in whole.evidence.naming.get(key, ()))
        links: dict[str, Plain] = {
            "page": f"{UP}entities/{entity['kind']}/{key}/",
            "claims": [f"../claims/{ref}.json" for ref in naming],
        }
        yield key, {**entity, "links": links}


COLLECTIONS = (
    Collection("studies", "Reviewed primary studies.", "Study", _records("studies")),
    Collection("works", "Other works that the review cites.", "Work", _records("works")),
    Collection("claims", "What studies say, one effect on one outcome each.", "ClaimFile", _claims),
    Collection("debates", "Where studies disagree.", "Debate", _records("debates")),
    Collection("questions", "What nobody knows yet.", "Question", _records("questions")),
    Collection("entities", "Terms that records name.", "Entity", _entities),
)
"""In the order in which they are told."""
