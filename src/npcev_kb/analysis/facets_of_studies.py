"""Facets that a study answers for all of its claims."""

from __future__ import annotations

from npcev_kb.analysis.facet_register import Answers, Row, Value, facet, word

PLACE = "Where it stands"
OUTSIDE = Value("none", "outside the modules", "Only other parts of the review cite it.", 99)


@facet("Module", PLACE, "study")
def module(row: Row) -> Answers:
    """The module of the review in which the study stands."""
    order = {each.id: place for place, each in enumerate(row.places.review.modules)}
    found = row.places.modules(row.study)
    return [Value(m.id, m.title, m.question, order[m.id]) for m in found] or (OUTSIDE,)


@facet("Section", PLACE, "study")
def section(row: Row) -> Answers:
    """The sections of the review that cite the study."""
    titles = {each.id: (place, each) for place, each in enumerate(row.places.review.sections)}
    found = [titles[name] for name in row.places.sections(row.study)]
    return [Value(each.id, f"{each.id} {each.title}", rank=place) for place, each in found]


@facet("Year", PLACE, "study", scale="number")
def year(row: Row) -> Answers:
    """The year of publication."""
    found = row.study.identification.year
    return (Value(str(found), str(found), rank=-found),) if found else ()


@facet("Work identified", PLACE, "study")
def identification(row: Row) -> Answers:
    """How sure it is which work is meant."""
    return (word(row.study.identification.status),)
