"""The comparison of biomarkers: its rows, columns, filters and table for downloading."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.analysis.marker_relations import MarkerRelation, Standing
from npcev_kb.analysis.measurements import SHARES, Measurement, measurements, share
from npcev_kb.model.claim import Metric
from npcev_kb.model.vocabulary import Comparator, EffectKind, Matrix, MatrixClass, MetricName
from npcev_kb.render.html import number
from npcev_kb.render.site import Site
from npcev_kb.render.views.comparison import (
    COMMON_HEAD,
    UNKNOWN,
    Choice,
    Column,
    Row,
    common_cells,
    common_choices,
    common_tokens,
    labels,
    occurring,
    ordered,
    terms,
    words,
)

COLUMNS = (
    Column(
        "marker",
        "Marker and claim",
        (("marker", "by marker"), ("year", "by year")),
        (("marker", "what was measured"),),
    ),
    Column("plot", "Plot", (("measure", "by value"),), (("number", "any number"),)),
    Column("numbers", "Numbers", (), (("interval", "interval of a number seen"),)),
    Column(
        "people",
        "People and comparison",
        (("n", "by number of people"),),
        (("n", "number of people"), ("comparator", "comparator")),
    ),
    Column(
        "matrix",
        "In what, by what",
        (),
        (("matrix", "matrix"), ("method", "method"), ("validation", "validation")),
    ),
    Column(
        "markers",
        "Beside established markers",
        (),
        (("relation", "compared or not"),),
    ),
    Column("trust", "How far to trust it", (("level", "by level"),), (("group", "group"),)),
)
HEAD = (
    *COMMON_HEAD, "measured", "matrix", "kind_of_matrix", "comparison", "comparators", "cohort",
    "n", "arms", *(f"{name.value}{end}" for name in SHARES for end in ("", "_low", "_high")),
    "other_numbers", "methods_of_the_study", "validation", "timing", "beside_established_markers",
    "established_markers", "how_they_stand",
)  # fmt: skip
_FIRST = (EffectKind.DISTINGUISHES, EffectKind.PREDICTS)


def marker_rows(site: Site) -> tuple[Row, ...]:
    """Return a row for each measurement: those with numbers first, then by reference."""
    place = {study.id: at for at, study in enumerate(site.places.studies)}
    rows = [_row(site, each) for each in measurements(site.evidence)]

    def order(row: Row) -> tuple[object, ...]:
        claim = row.judged.case.claim
        rank = _FIRST.index(claim.effect) if claim.effect in _FIRST else len(_FIRST)
        return "number" in row.unknown, rank, place[row.judged.case.study.id]

    return ordered(rows, order)


def marker_choices(site: Site, rows: Sequence[Row]) -> tuple[Choice, ...]:
    """Return the filters: kind of matrix, established marker, what every claim has, and more."""
    kinds = tuple((kind.value, kind.label) for kind in MatrixClass)
    standings = tuple((s.name.casefold(), f"{s.value}") for s in Standing if s is not Standing.SET)
    beside = tuple((key, f"set against {name}") for key, name in terms(site, rows, "marker"))
    any_marker = (("any", "set against any"),) if beside else ()
    comparators = tuple((each.value, each.label) for each in Comparator)
    return (
        Choice("matrix", "Measured in", occurring(rows, "matrix", kinds)),
        Choice(
            "beside",
            "Established marker",
            occurring(rows, "beside", (*beside, *any_marker, *standings)),
        ),
        *common_choices(site, rows),
        Choice("against", "Told from", occurring(rows, "against", comparators)),
    )


def measured(rows: Sequence[Row]) -> tuple[MetricName, ...]:
    """Return the measures from 0 to 1 that some row has."""
    found = {name for row in rows if isinstance(row.item, Measurement) for name in row.item.by_name}
    return tuple(name for name in SHARES if name in found)


def _row(site: Site, item: Measurement) -> Row:
    judged, study = item.judged, item.case.study
    against = tuple(comparator.value for comparator in item.comparators)
    set_against = item.relation.keys + (("any",) if item.relation.keys else ())
    tokens = common_tokens(site, judged) | {
        "matrix": (item.matrix.kind.value,),
        "marker": item.relation.keys,
        "beside": set_against or (item.relation.standing.name.casefold(),),
        "against": against,
        "interval": ("yes",) if item.has_interval else (),
        "number": ("yes",) if item.metrics else (),
    }
    order: dict[str, str | float | None] = {
        name.value: share(item.by_name[name], item.by_name[name].value)
        if name in item.by_name
        else None
        for name in SHARES
    }
    order |= {
        "marker": labels(site, item.analytes).casefold() or None,
        "n": item.n,
        "level": judged.grade.level.rank,
        "year": study.identification.year,
    }
    names = words(site, judged, *item.analytes, *item.relation.keys, *study.measured_by)
    return Row(
        judged, item.key, item, item.matrix.kind, tokens, order, _unknown(site, item), names,
        _cells(site, item),
    )  # fmt: skip


def _unknown(site: Site, item: Measurement) -> frozenset[str]:
    """Return which facts of a measurement were not seen."""
    missing = {
        "marker": not item.analytes,
        "number": not item.metrics,
        "interval": not item.has_interval and bool(item.metrics),
        "n": item.n is None,
        "comparator": not (item.comparators or item.comparison),
        "matrix": item.matrix is Matrix.NOT_STATED,
        "method": not item.case.study.measured_by,
        "validation": not item.validation,
        "relation": item.relation.standing is Standing.UNKNOWN,
        "group": item.case.study.id not in site.evidence.groups.of,
    }
    return frozenset(name for name, absent in missing.items() if absent)


def value(metric: Metric) -> str:
    """Return a number with its unit and interval as text."""
    unit = "" if metric.unit.value == "ratio" else f" {metric.unit.label}"
    ends = f" (95 % CI {number(metric.ci95[0])}–{number(metric.ci95[1])})" if metric.ci95 else ""
    return f"{number(metric.value)}{unit}{ends}"


def _numbers(item: Measurement) -> list[str]:
    cells: list[str] = []
    for name in SHARES:
        metric = item.by_name.get(name)
        if metric is None:
            cells += ["", "", ""]
            continue
        ends = metric.ci95 or ()
        cells.append(number(share(metric, metric.value)))
        cells += [number(share(metric, end)) for end in ends] or ["not stated", "not stated"]
    others = [f"{m.name.label} {value(m)}" for m in item.metrics if m.name not in SHARES]
    return [*cells, "; ".join(others)]


def _cells(site: Site, item: Measurement) -> tuple[str, ...]:
    study, people = item.case.study, item.people
    arms = (
        f"{arm.label} {arm.n or 'n not known'}" for group in people for arm in group.arms
    )  # fmt: skip
    return (
        *common_cells(site, item.key, item.judged),
        labels(site, item.analytes) or UNKNOWN,
        UNKNOWN if item.matrix is Matrix.NOT_STATED else item.matrix.label,
        item.matrix.kind.label,
        item.comparison or UNKNOWN,
        "; ".join(each.label for each in item.comparators) or UNKNOWN,
        item.cohort or UNKNOWN,
        str(item.n or UNKNOWN),
        "; ".join(arms) or UNKNOWN,
        *_numbers(item),
        labels(site, study.measured_by) or UNKNOWN,
        "; ".join(each.label for each in item.validation) or UNKNOWN,
        "; ".join(each.label for each in item.timing) or UNKNOWN,
        item.relation.standing.value,
        labels(site, item.relation.keys),
        _stand(site, item.relation),
    )


def _stand(site: Site, relation: MarkerRelation) -> str:
    said = []
    for entry in relation.entries:
        marker = entry.marker
        parts = [f"{marker.relation.label} {labels(site, (marker.entity,))}", marker.detail or ""]
        parts += [f"{m.name.label} {value(m)}, {m.comparison or UNKNOWN}" for m in entry.results]
        said.append(": ".join(part for part in parts if part))
    return "; ".join(said)
