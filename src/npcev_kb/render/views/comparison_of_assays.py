"""The comparison of detection technologies: its rows, columns, filters and table."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.analysis.assays import STEPS, Assay, assays
from npcev_kb.analysis.marker_relations import Standing
from npcev_kb.model.vocabulary import MetricName, TechnologyRung
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
    furthest_first,
    labels,
    occurring,
    terms,
    words,
)
from npcev_kb.render.views.comparison_of_markers import value

LIMITS = (
    MetricName.LIMIT_OF_DETECTION,
    MetricName.RANGE_LOW,
    MetricName.RANGE_HIGH,
    MetricName.SAMPLE_VOLUME,
)
"""The numbers that tell how little is enough."""
COLUMNS = (
    Column(
        "assay",
        "Assay and claim",
        (("assay", "by assay"), ("year", "by year")),
        (("method", "technique"),),
    ),
    Column(
        "signal",
        "How the signal is made",
        (),
        (("amplification", "amplification"), ("nanomaterial", "nanomaterial"),
         ("readout", "readout")),
    ),
    Column(
        "limits",
        "How little is enough",
        (("limit_of_detection", "by limit of detection"), ("sample_volume", "by sample volume")),
        (("limit_of_detection", "limit of detection"), ("range", "linear range"),
         ("sample_volume", "sample volume")),
    ),
    Column("samples", "Tried on", (), (("samples", "samples"), ("n", "number of people"))),
    Column("reference", "Beside an established method", (), (("reference", "compared or not"),)),
    Column("trust", "How far to trust it", (("level", "by level"),), (("group", "group"),)),
)  # fmt: skip
HEAD = (
    *COMMON_HEAD, "analytes", "techniques", *(topic.value for topic in STEPS),
    *(name.value for name in LIMITS), "tried_on", "n", "beside_an_established_method",
    "established_markers",
)  # fmt: skip


def assay_rows(site: Site) -> tuple[Row, ...]:
    """Return a row for each claim, those that came furthest first, then by reference."""
    return furthest_first(site, (_row(site, each) for each in assays(site.evidence)))


def assay_choices(site: Site, rows: Sequence[Row]) -> tuple[Choice, ...]:
    """Return the filters."""
    rungs = tuple((rung.name.casefold(), rung.label) for rung in TechnologyRung)
    standings = tuple((s.name.casefold(), s.value) for s in Standing)
    return (
        Choice("tried", "How far it has come", occurring(rows, "tried", rungs)),
        Choice(
            "reference", "Beside an established method", occurring(rows, "reference", standings)
        ),
        *(Choice(t.value, t.label.capitalize(), terms(site, rows, t.value)) for t in STEPS),
        *common_choices(site, rows),
    )


def _row(site: Site, item: Assay) -> Row:
    judged, study = item.judged, item.case.study
    rung = judged.ladder if isinstance(judged.ladder, TechnologyRung) else TechnologyRung.NONE
    tokens = common_tokens(site, judged) | {
        "tried": (rung.name.casefold(),),
        "reference": (item.reference.name.casefold(),),
        **{topic.value: item.of_topic(topic) for topic in STEPS},
    }
    order: dict[str, str | float | None] = {
        name.value: metric.value if (metric := item.number(name)) else None for name in LIMITS
    }
    order |= {
        "assay": labels(site, item.methods).casefold() or None,
        "level": judged.grade.level.rank,
        "year": study.identification.year,
    }
    return Row(
        judged, item.key, item, rung, tokens, order, _unknown(site, item),
        words(site, judged, *item.methods, *item.relation.keys), _cells(site, item),
    )  # fmt: skip


def _unknown(site: Site, item: Assay) -> frozenset[str]:
    missing = {
        "method": not item.methods,
        **{topic.value: not item.of_topic(topic) for topic in STEPS},
        **{name.value: item.number(name) is None for name in LIMITS},
        "range": item.number(MetricName.RANGE_LOW) is None,
        "samples": not item.samples,
        "n": not any(group.n for group in item.people),
        "reference": item.reference is Standing.UNKNOWN,
        "group": item.case.study.id not in site.evidence.groups.of,
    }
    return frozenset(name for name, absent in missing.items() if absent)


def _cells(site: Site, item: Assay) -> tuple[str, ...]:
    numbers = (item.number(name) for name in LIMITS)
    people = max((group.n for group in item.people if group.n), default=None)
    return (
        *common_cells(site, item.key, item.judged),
        labels(site, item.case.subject) or "the vesicles as a whole",
        labels(site, item.methods) or UNKNOWN,
        *(labels(site, item.of_topic(topic)) or UNKNOWN for topic in STEPS),
        *(value(metric) if metric else UNKNOWN for metric in numbers),
        "; ".join(matrix.label for matrix in item.samples) or UNKNOWN,
        str(people or UNKNOWN),
        item.reference.value,
        labels(site, item.relation.keys),
    )
