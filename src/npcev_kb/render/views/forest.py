"""A number and its interval as a mark on an axis that all rows share."""

from __future__ import annotations

from dataclasses import dataclass

from npcev_kb.analysis.measurements import share
from npcev_kb.model.claim import Metric
from npcev_kb.model.vocabulary import MetricName

WIDTH = 168
"""Width of a plot in its own units."""
EDGE = 10
"""Room beside the axis at either end."""


@dataclass(frozen=True)
class Axis:
    """The ends of an axis; the same for every row of one measure."""

    low: float
    high: float = 1.0

    @property
    def ticks(self) -> tuple[tuple[float, float], ...]:
        """Five places along the axis: x and value."""
        step = (self.high - self.low) / 4
        values = (round(self.low + step * number, 4) for number in range(5))
        return tuple((self.x(value), value) for value in values)

    def x(self, value: float) -> float:
        """Return where a value stands; what lies outside stands at the end."""
        inside = min(max(value, self.low), self.high)
        part = (inside - self.low) / (self.high - self.low)
        return round(EDGE + part * (WIDTH - 2 * EDGE), 1)


@dataclass(frozen=True)
class Mark:
    """One row of a forest plot."""

    axis: Axis
    x: float
    below: bool
    """True if the value lies left of the axis."""
    interval: tuple[float, float] | None
    """Where the interval begins and ends; None where none was stated."""
    cut: bool
    """True if the interval goes on left of the axis."""


def axis_of(name: MetricName) -> Axis:
    """Return the axis of a measure: half to one for an AUC, where half is chance."""
    return Axis(0.5) if name is MetricName.AUC else Axis(0.0)


def mark(metric: Metric) -> Mark:
    """Return where a share of one and its interval stand."""
    axis, value = axis_of(metric.name), share(metric, metric.value)
    if metric.ci95 is None:
        return Mark(axis, axis.x(value), value < axis.low, None, cut=False)
    low, high = (share(metric, end) for end in metric.ci95)
    interval = (axis.x(low), axis.x(high))
    return Mark(axis, axis.x(value), value < axis.low, interval, cut=low < axis.low)
