"""All claims with the answers to every facet, coded by numbers: what the scripts of the views read.

A facet lists its values once; rows hold their numbers. Facets of a study are held once per study.
So the file grows with the rows alone, by a few bytes for each facet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from npcev_kb.analysis.evidence import Judged
from npcev_kb.analysis.facet_register import NO_CLAIM, Facet, Row, Value, facets, in_order
from npcev_kb.model.study import Study
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.signs import sign
from npcev_kb.render.site import Site


@dataclass(frozen=True)
class Table:
    """The claims of a site in the order of its studies; a study without claims has one row."""

    site: Site

    @cached_property
    def studies(self) -> tuple[Study, ...]:
        """The studies, by their first reference number."""
        return self.site.places.studies

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """One row for each claim, and one for each study without any."""
        return tuple(
            Row(self.site.evidence, self.site.places, study, judged)
            for study in self.studies
            for judged in (self.site.evidence.of_study(study) or (None,))
        )

    @cached_property
    def coded(self) -> Mapping[str, Coded]:
        """The answers of each facet, coded."""
        return {each.id: self._code(each) for each in facets().values()}

    def _code(self, asked: Facet) -> Coded:
        if asked.of == "study":
            rows: Iterable[Row] = (
                Row(self.site.evidence, self.site.places, study, None) for study in self.studies
            )
        else:
            rows = self.rows
        return Coded.of(asked, [asked.answers(row) for row in rows])

    def plain(self) -> dict[str, Plain]:
        """Return the table as plain data.

        `facets`: id, label, about, group, of (`claim` or `study`), scale (`ladder`, `number` or
        nothing), values, and codes: for each row, or each study, the number of its value or a
        list of them. A value has id and label, and what else it says: about, kind, also (other
        names), state (`not_known`, `not_applicable`), rung, sign, page (address below the root),
        listed (shown even where no row has it). `claims` and `studies`: lists of equal length,
        one item for each row or study. `study` is the number of the row's study; `id` is empty
        for a study without claims. `in_field` is true, false or null.
        """
        return {
            "updated": self.site.kb.updated.isoformat(),
            "facets": [coded.plain() for coded in self.coded.values()],
            "claims": dict(_columns(map(self._claim, self.rows))),
            "studies": dict(_columns(map(self._study, self.studies))),
        }

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {study.id: number for number, study in enumerate(self.studies)}

    def _claim(self, row: Row) -> dict[str, Plain]:
        judged = row.judged
        own = {"study": self._numbers[row.study.id]}
        return own | (_judged(judged) if judged else _NOTHING)

    def _study(self, study: Study) -> dict[str, Plain]:
        return {
            "id": study.id,
            "label": study.label,
            "refs": list(study.review_refs),
            "open": study.identification.status.value == "unresolved",
            "fallen": fallen.found.label if (fallen := self.site.fallen(study)) else "",
            "group": self.site.evidence.groups.of.get(study.id),
        }


def _judged(judged: Judged) -> dict[str, Plain]:
    grade = judged.grade
    return {
        "id": judged.case.claim.id,
        "level": grade.text,
        "marks": list(grade.marks),
        "seen": grade.seen.value,
        "review_only": grade.review_only,
        "in_field": judged.in_field,
        "peers": judged.peers.text,
    }


_NOTHING: dict[str, Plain] = {
    "id": "",
    "level": "",
    "marks": [],
    "seen": "",
    "review_only": False,
    "in_field": None,
    "peers": "",
}
"""What stands in the row of a study without claims."""


def _columns(items: Iterable[dict[str, Plain]]) -> Iterator[tuple[str, Plain]]:
    rows = list(items)
    for name in rows[0] if rows else ():
        yield name, [row[name] for row in rows]


@dataclass(frozen=True)
class Coded:
    """The answers of one facet: its values in order, and each row's values by number."""

    facet: Facet
    values: tuple[Value, ...]
    listed: frozenset[str]
    """Values that are shown even where no row has them."""
    rows: tuple[tuple[int, ...], ...] = field(repr=False)

    @classmethod
    def of(cls, asked: Facet, answers: list[tuple[Value, ...]]) -> Coded:
        """Code the answers of all rows; values stand by rank, then label."""
        listed = {value.id: value for value in asked.listed()}
        given = [value for answer in answers for value in answer]
        own = {value.id: value for value in given if value is not NO_CLAIM}
        found = listed | {value.id: value for value in given} | own
        values = in_order(found.values())
        number = {value.id: place for place, value in enumerate(values)}
        rows = tuple(tuple(sorted(number[v.id] for v in answer)) for answer in answers)
        return cls(asked, values, frozenset(listed), rows)

    def plain(self) -> dict[str, Plain]:
        """Return the facet as plain data; a row with one value holds its number alone."""
        return {
            "id": self.facet.id,
            "label": self.facet.label,
            "about": self.facet.about,
            "group": self.facet.group,
            "of": self.facet.of,
            "scale": self.facet.scale,
            "values": [self._value(value) for value in self.values],
            "codes": [row[0] if len(row) == 1 else list(row) for row in self.rows],
        }

    def _value(self, value: Value) -> dict[str, Plain]:
        """Return a value without what it does not say."""
        said: dict[str, Plain] = {
            "about": value.about,
            "kind": value.kind,
            "state": "" if value.state == "seen" else value.state,
            "sign": sign(value.id) if self.facet.id == "effect" else "",
            "page": _page(self.facet, value),
        }
        if value.also:
            said["also"] = list(value.also)
        if value.rung is not None:
            said["rung"] = value.rung
        if value.id in self.listed:
            said["listed"] = True
        return {"id": value.id, "label": value.label} | {k: v for k, v in said.items() if v != ""}


_PAGES = {
    "flag": "evidence/#{anchor}",
    "unseen": "evidence/#{anchor}",
    "module": "modules/{id}/",
    "section": "sections/{id}/",
}
"""Where the values of a facet are explained, besides terms, which have pages of their own."""


def _page(asked: Facet, value: Value) -> str:
    """Return the address below the root that tells more of a value, empty if none does."""
    if value.kind:
        return f"entities/{value.kind}/{value.id}/"
    if value.id in ("none", "not_known"):
        return ""
    return _PAGES.get(asked.id, "").format(id=value.id, anchor=value.id.replace("_", "-"))
