"""The page on linked data: its queries answer as the site does, its table is that of the code."""

from __future__ import annotations

import re
from functools import cache

import pytest

import toy
import triples
from npcev_kb.analysis.evidence import Judged
from npcev_kb.analysis.facet_register import Row, facets
from npcev_kb.analysis.marker_relations import answers
from npcev_kb.render.export.rdf.computed import COMPUTED
from npcev_kb.render.export.rdf.names import PREFIXES
from npcev_kb.render.export.rdf.vocabulary import Kind, Property, models, properties, said_as
from npcev_kb.render.site import Site
from npcev_kb.render.views.lines import rests
from npcev_kb.render.views.term import TermView

PAGE = toy.REPOSITORY / "docs" / "about" / "linked-data.md"
MARK = "<!-- Made from the models: run `make accept` after a change. -->\n"


def queries() -> list[str]:
    return re.findall(r"```sparql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@cache
def site() -> Site:
    return Site(triples.whole("real").kb)


def answer(number: int) -> list[tuple[object, ...]]:
    """Return what the query of this number on the page answers on the real data."""
    return triples.ask(triples.turtle("real"), queries()[number])


def facet(name: str, judged: Judged) -> set[str]:
    row = Row(site().evidence, site().places, judged.case.study, judged)
    return {value.id for value in facets()[name].answers(row)}


def in_field() -> list[Judged]:
    return [each for each in site().evidence.judged.values() if each.in_field is not False]


def test_which_cargos_act_on_radiation_in_animals() -> None:
    claims = [
        each
        for each in in_field()
        if each.case.claim.outcome in ("radioresistance", "radiosensitivity")
        and "animal" in facet("model", each)
    ]
    labels = {key: entity.label for key, entity in site().kb.entities.items()}
    expected = {
        (each.ref, each.case.claim.effect.value, labels[key] if key else None,
         None if each.grade.review_only else each.grade.text)
        for each in claims
        for key in each.case.cargo or (None,)
    }  # fmt: skip
    assert set(answer(0)) == expected
    assert any(row[3] for row in expected)


def test_which_markers_were_compared_with_ebv_dna() -> None:
    (told,) = (a for a in answers(site().evidence.judged.values()).by_marker if a.key == "ebv-dna")
    assert {row[0] for row in answer(1)} == {judged.ref for judged, _ in told.claims}
    assert {row[1] for row in answer(1)} == {
        entry.marker.relation.value
        for _, relation in told.claims
        for entry in relation.entries
        if entry.marker.entity == "ebv-dna"
    }


def test_where_the_field_disagrees_on_pd_l1() -> None:
    expected = TermView(site(), site().kb.entities["pd-l1"]).debates
    assert set(answer(2)) == {(debate.id, debate.relation.value) for debate in expected}
    assert expected


def test_which_claims_rest_on_disputed_lines_only_and_for_how_many_nobody_knows() -> None:
    parts = rests(site(), site().kb.kinds["cell-lines"])
    told = {part.value.id: len(part.claims) for part in parts}
    rows = dict(answer(3))
    assert rows == {name: count for name, count in told.items() if count}
    assert rows["not_known"] + rows["not_named"] > 0


def test_every_query_of_the_page_is_run_here() -> None:
    assert len(queries()) == 4


def holds(each: Property) -> str:
    if each.kind is Kind.WORD:
        return "a word of " + " or ".join(f"`{name}`" for name in each.of.split())
    if each.kind in (Kind.POINTER, Kind.PART):
        return f"{'' if each.kind is Kind.POINTER else 'part: '}`{each.of}`"
    what = "`Trait`s" if each.kind is Kind.TRAITS else each.kind.value
    return f"{what}, in order" if each.in_order else what


def table() -> str:
    found: dict[str, dict[str, list[str]]] = {}
    for model in sorted({*models(), *COMPUTED}):
        for field, each in properties(model).items():
            for name in said_as(model, field):
                found.setdefault(name, {}).setdefault(holds(each), []).append(f"`{model}`")
    lines = ["| Property | On | Holds |", "|---|---|---|"]
    for name, told in sorted(found.items()):
        on = ", ".join(dict.fromkeys(model for models_ in told.values() for model in models_))
        lines.append(f"| `{name}` | {on} | {'; '.join(told)} |")
    return "\n".join(lines) + "\n"


def test_the_table_of_properties_is_that_of_the_code(pytestconfig: pytest.Config) -> None:
    before, mark, after = PAGE.read_text(encoding="utf-8").partition(MARK)
    assert mark
    if pytestconfig.getoption("--accept"):
        PAGE.write_text(f"{before}{mark}\n{table()}", encoding="utf-8")
        after = f"\n{table()}"
    assert after == f"\n{table()}", "run: make accept"


def test_every_prefix_that_the_page_names_is_in_the_files() -> None:
    text = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+):[A-Za-z]", text)) - {"urn"}
    assert named <= PREFIXES.keys()
    for name in re.findall(r"`(npcev:[A-Za-z_-]+)`", text):
        assert f"{PREFIXES['npcev']}{name.partition(':')[2]}" in {
            str(node) for node in triples.turtle("real").subjects()
        }, name
