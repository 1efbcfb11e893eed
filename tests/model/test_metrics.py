from __future__ import annotations

import pytest
from pydantic import ValidationError

from npcev_kb.model.claim import UNITS, Metric
from npcev_kb.model.vocabulary import MetricName, Unit
from npcev_kb.problems import Loc

SMALL = {Unit.RATIO: 0.5, Unit.PERCENT: 50, Unit.PARTICLES_PER_ML: 1e6, Unit.MICROLITRE: 5}
SHARES = ("sensitivity", "specificity", "accuracy", "positive_rate")


def metric(name: str, value: object, unit: str, **more: object) -> Metric:
    fields = {"name": name, "value": value, "unit": unit, "matrix": "serum", **more}
    return Metric.model_validate(fields)


def broken(name: str, value: object, unit: str, **more: object) -> list[tuple[Loc, str]]:
    """Return the address and code of every rule that a number breaks."""
    with pytest.raises(ValidationError) as caught:
        metric(name, value, unit, **more)
    (error,) = caught.value.errors()
    return [(breach.loc, breach.wording.code) for breach in error["ctx"]["breaches"]]


def test_every_measure_knows_its_units_and_every_unit_serves_some_measure() -> None:
    assert set(UNITS) == set(MetricName)
    assert {unit for units in UNITS.values() for unit in units} == set(Unit)


@pytest.mark.parametrize("name", MetricName)
def test_a_measure_is_accepted_in_each_of_its_units(name: MetricName) -> None:
    for unit in UNITS[name]:
        assert metric(name, SMALL[unit], unit).unit is unit


@pytest.mark.parametrize("name", MetricName)
def test_a_measure_is_refused_in_every_other_unit(name: MetricName) -> None:
    for unit in set(Unit) - set(UNITS[name]):
        assert broken(name, SMALL[unit], unit) == [(("unit",), "unit-does-not-fit")]


@pytest.mark.parametrize("name", SHARES)
def test_a_share_in_percent_ends_at_a_hundred(name: str) -> None:
    assert metric(name, 100, "percent").value == 100
    assert metric(name, 0, "percent").value == 0
    assert broken(name, 100.01, "percent") == [(("value",), "percentage-above-100")]
    assert broken(name, -0.01, "percent") == [(("value",), "out-of-range")]


@pytest.mark.parametrize("name", [*SHARES, "auc", "p_value_below"])
def test_a_ratio_ends_at_nothing_and_at_one(name: str) -> None:
    assert metric(name, 0, "ratio").value == 0
    assert metric(name, 1, "ratio").value == 1
    assert broken(name, 1.01, "ratio") == [(("value",), "ratio-outside-0-to-1")]
    assert broken(name, -0.01, "ratio") == [(("value",), "ratio-outside-0-to-1")]


def test_a_hazard_ratio_may_be_above_one_and_a_reclassification_below_nothing() -> None:
    assert metric("hazard_ratio", 3.4, "ratio").value == 3.4
    assert metric("net_reclassification_improvement", -0.2, "ratio").value == -0.2
    assert metric("net_reclassification_improvement", -20, "percent").value == -20


@pytest.mark.parametrize(
    ("name", "unit"), [("limit_of_detection", "particles_per_ml"), ("sample_volume", "microlitre")]
)
def test_an_amount_is_not_negative(name: str, unit: str) -> None:
    assert metric(name, 0, unit).value == 0
    assert broken(name, -1, unit) == [(("value",), "out-of-range")]


@pytest.mark.parametrize("interval", [[0.8, 0.9], [0.7, 0.8], [0.8, 0.8]])
def test_an_interval_holds_its_value_and_may_end_at_it(interval: list[float]) -> None:
    assert metric("auc", 0.8, "ratio", ci95=interval).ci95 == tuple(interval)


@pytest.mark.parametrize("interval", [[0.81, 0.9], [0.7, 0.79], [0.9, 0.7], [-1.0, -0.5]])
def test_an_interval_that_is_upside_down_or_misses_its_value_is_refused(
    interval: list[float],
) -> None:
    assert broken("auc", 0.8, "ratio", ci95=interval) == [(("ci95",), "interval-misses-value")]


def test_every_rule_that_a_number_breaks_is_said() -> None:
    assert broken("auc", 120, "percent", ci95=[0.8, 0.9]) == [
        (("unit",), "unit-does-not-fit"),
        (("value",), "percentage-above-100"),
        (("ci95",), "interval-misses-value"),
    ]


@pytest.mark.parametrize("value", ["0.8", True, None, [0.8], float("nan"), float("inf")])
def test_a_number_is_a_finite_number_and_nothing_like_one(value: object) -> None:
    with pytest.raises(ValidationError):
        metric("hazard_ratio", value, "ratio")


@pytest.mark.parametrize("field", ["name", "value", "unit", "matrix"])
def test_a_number_stands_only_with_its_name_unit_and_matrix(field: str) -> None:
    fields = {"name": "auc", "value": 0.8, "unit": "ratio", "matrix": "serum"}
    del fields[field]
    with pytest.raises(ValidationError) as caught:
        Metric.model_validate(fields)
    assert [(error["type"], error["loc"]) for error in caught.value.errors()] == [
        ("missing", (field,))
    ]
