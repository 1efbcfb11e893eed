"""The comparison of treatments with vesicles: its rows, columns, filters and table."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.analysis.treatments import Biodistribution, Treatment, treatments
from npcev_kb.model.vocabulary import ImmuneCompetence, TherapyRung
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
    label,
    labels,
    occurring,
    words,
)

COLUMNS = (
    Column("carrier", "Carrier", (("carrier", "by carrier"),), (("carrier", "carrier"),)),
    Column("load", "Load", (("load", "by load"),), (("load", "load"), ("dose", "dose"))),
    Column("outcome", "What it does", (("outcome", "by outcome"), ("year", "by year"))),
    Column(
        "host",
        "Tried in",
        (),
        (("host", "animal or cells"), ("immune", "immune system of the animal")),
    ),
    Column("where", "Where it goes", (), (("biodistribution", "biodistribution"),)),
    Column("trust", "How far to trust it", (("level", "by level"),), (("group", "group"),)),
)
HEAD = (
    *COMMON_HEAD, "carrier", "operational_term", "load", "by_way_of", "cells", "hosts",
    "immune_system", "what_was_changed", "dose", "biodistribution",
)  # fmt: skip


def treatment_rows(site: Site) -> tuple[Row, ...]:
    """Return a row for each claim, those that came furthest first, then by reference."""
    return furthest_first(site, (_row(site, each) for each in treatments(site.evidence)))


def treatment_choices(site: Site, rows: Sequence[Row]) -> tuple[Choice, ...]:
    """Return the filters."""
    rungs = tuple((rung.name.casefold(), rung.label) for rung in TherapyRung)
    where = tuple((b.name.casefold(), b.value) for b in Biodistribution)
    immune = tuple((each.value, each.label) for each in ImmuneCompetence)
    return (
        Choice("tried", "How far it has come", occurring(rows, "tried", rungs)),
        Choice("where", "Biodistribution", occurring(rows, "where", where)),
        Choice("immune", "Immune system of the host", occurring(rows, "immune", immune)),
        *common_choices(site, rows),
    )


def carrier(site: Site, item: Treatment) -> str:
    """Return what carries the load, in words."""
    said = [
        ", ".join(
            part
            for part in (
                label(site, source.cell) if source.cell else source.kind.label,
                source.condition,
            )
            if part
        )
        for source in item.carrier.sources
    ]
    return "; ".join(said)


def _row(site: Site, item: Treatment) -> Row:
    judged, study = item.judged, item.case.study
    rung = judged.ladder if isinstance(judged.ladder, TherapyRung) else TherapyRung.NONE
    tokens = common_tokens(site, judged) | {
        "tried": (rung.name.casefold(),),
        "where": (item.biodistribution.name.casefold(),),
        "immune": tuple(dict.fromkeys(host.immune_competence.value for host in item.hosts)),
    }
    order: dict[str, str | float | None] = {
        "carrier": carrier(site, item).casefold() or None,
        "load": labels(site, item.case.cargo).casefold() or None,
        "outcome": label(site, item.case.claim.outcome).casefold(),
        "level": judged.grade.level.rank,
        "year": study.identification.year,
    }
    cells = tuple(source.cell for source in item.carrier.sources if source.cell)
    return Row(
        judged, item.key, item, rung, tokens, order, _unknown(site, item),
        words(site, judged, *item.case.cargo, *cells), _cells(site, item),
    )  # fmt: skip


def _unknown(site: Site, item: Treatment) -> frozenset[str]:
    missing = {
        "carrier": not item.carrier.sources,
        "load": not (item.case.cargo or item.case.claim.whole_vesicle or item.case.subject),
        "dose": True,  # no record has a place for it
        "host": not (item.hosts or item.tried_in_cells),
        "immune": not item.immune_known,
        "biodistribution": item.biodistribution is Biodistribution.UNKNOWN,
        "group": item.case.study.id not in site.evidence.groups.of,
    }
    return frozenset(name for name, absent in missing.items() if absent)


def _cells(site: Site, item: Treatment) -> tuple[str, ...]:
    claim, term = item.case.claim, item.carrier.term_operational
    loads = "; ".join(f"{label(site, c.entity)} ({c.form.label})" for c in item.load)
    whole = "the vesicles as a whole" if claim.whole_vesicle else ""
    hosts = (label(site, h.species) if h.species else "species not known" for h in item.hosts)
    return (
        *common_cells(site, item.key, item.judged),
        carrier(site, item) or UNKNOWN,
        term.label if term else UNKNOWN,
        loads or whole or labels(site, item.case.subject) or UNKNOWN,
        labels(site, (step.entity for step in claim.via)) or "none named",
        labels(site, (used.entity for used in item.cells))
        or ("cells not named" if item.tried_in_cells else UNKNOWN),
        "; ".join(hosts) or UNKNOWN,
        "; ".join(
            UNKNOWN if h.immune_competence.value == "not_stated" else h.immune_competence.label
            for h in item.hosts
        )
        or UNKNOWN,
        "; ".join(each.label for each in item.manipulated) or UNKNOWN,
        UNKNOWN,
        item.biodistribution.value,
    )
