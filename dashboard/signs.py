"""Signs of special cause as stretches: when one could be seen, and whether it holds."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dashboard.charting import D2, ControlChart
from dashboard.measures import Polarity
from dashboard.results import Status
from dashboard.stats.spc import Phase, PointType, Rule, Signal
from dashboard.stats.spc_rules import RUN_LENGTH, Side

#: A sign that could first be seen in one of so many stored periods is new.
RECENT_PERIODS = 3

#: How many points of a stretch it takes to see each rule.
_POINTS_TO_SEE = {
    Rule.ASTRONOMICAL: 1,
    Rule.TREND: RUN_LENGTH,
    Rule.TWO_OF_THREE: 2,
    Rule.SHIFT: RUN_LENGTH,
}


class Sign(NamedTuple):
    """One rule that fired at one or more points on one side, as a stretch.

    `start`, `seen` and `last` are places in the chart: of its first point, of the point
    at which a reader could first have known, and of its latest one. `distance` is that
    of its furthest point from the mean, in standard deviations. `has_passed` where the
    latest point is no longer part of it, `is_weak` where most of its points rest on
    too few cases.
    """

    rule: Rule
    side: Side
    start: int
    seen: int
    last: int
    distance: float
    is_new: bool
    has_passed: bool
    is_weak: bool


def find_signs(chart: ControlChart, kind: PointType) -> tuple[Sign, ...]:
    """Signs of concern, or of improvement, that still hold, and new single points.

    A point beyond the limits is told while it is new, though the next ones are back; a
    run that has ended is not.
    New ones come before others, then by the order of rules. None while limits are on
    trial, without a better direction, or where the latest point says the opposite.
    """
    phase, side = chart.phase, _side(chart, kind)
    points = chart.chart.points
    filled = [place for place, point in enumerate(points) if point.value is not None]
    if phase is None or phase.is_trial or side is None or not filled:
        return ()
    if points[filled[-1]].type not in (kind, PointType.COMMON_CAUSE):
        return ()
    newest = len(points) - chart.unsettled
    found = []
    for rule in Rule:
        for places in _stretches(chart, phase, Signal(rule, side)):
            seen = places[min(_POINTS_TO_SEE[rule], len(places)) - 1]
            sign = Sign(
                rule=rule,
                side=side,
                start=places[0],
                seen=seen,
                last=places[-1],
                distance=_distance(chart, phase, places),
                is_new=seen >= newest - RECENT_PERIODS,
                has_passed=places[-1] != filled[-1],
                is_weak=_is_weak(chart, places),
            )
            is_told = points[sign.last].type == kind
            is_recent = sign.is_new and rule == Rule.ASTRONOMICAL
            if is_told and (is_recent or not sign.has_passed):
                found.append(sign)
    return tuple(sorted(found, key=lambda sign: not sign.is_new))


def longest(signs: Iterable[Sign]) -> Sign | None:
    """The sign that has held longest, of equals a run before a point; None for none.

    A run since last summer says more of what lasts than its latest point.
    """
    return max(
        signs,
        key=lambda sign: (sign.last - sign.start, list(Rule).index(sign.rule)),
        default=None,
    )


def _side(chart: ControlChart, kind: PointType) -> Side | None:
    """The side of the mean that is of this kind, where one is better."""
    if chart.measure.polarity == Polarity.NEITHER:
        return None
    is_high_better = chart.measure.polarity == Polarity.HIGHER_IS_BETTER
    return Side.HIGH if is_high_better == (kind == PointType.IMPROVEMENT) else Side.LOW


def _stretches(
    chart: ControlChart, phase: Phase, signal: Signal
) -> Iterator[tuple[int, ...]]:
    """Places of one signal that belong together.

    Points beyond two sigma may have one between them that is not: two of any three.
    """
    step = 2 if signal.rule == Rule.TWO_OF_THREE else 1
    together: list[int] = []
    for place in range(phase.start, phase.stop):
        if signal not in chart.chart.points[place].signals:
            continue
        if together and place - together[-1] > step:
            yield tuple(together)
            together = []
        together.append(place)
    if together:
        yield tuple(together)


def _distance(chart: ControlChart, phase: Phase, places: tuple[int, ...]) -> float:
    mean, spread = phase.limits.mean, phase.limits.mean_moving_range
    if mean is None or not spread:
        return 0.0
    values = [chart.chart.points[place].value for place in places]
    return max(abs(value - mean) for value in values if value is not None) / (
        spread / D2
    )


def _is_weak(chart: ControlChart, places: tuple[int, ...]) -> bool:
    weak = [chart.results[place].status == Status.LOW_RELIABILITY for place in places]
    return sum(weak) > len(weak) / 2
