"""XmR charts as NHS England's Making Data Count draws and reads them.

Values are the monthly figures themselves, in calendar order, each month weighing the
same; None keeps a missing month's place, so that nothing is measured across it. Never
rolling figures, whose overlapping windows make every chart signal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import fsum, isfinite
from typing import NamedTuple

from dashboard.polarity import Polarity
from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.rounding import is_above, is_below
from dashboard.stats.spc_rules import (
    Side,
    astronomical_points,
    shifts,
    trends,
    two_of_three,
)

#: Making Data Count's constants, not 3 / 1.128 and its kin.
LIMIT_FACTOR = 2.66
RANGE_LIMIT_FACTOR = 3.267

#: From this many points in the latest phase the workbook shows limits and icons.
MINIMUM_POINTS = 13


class Rule(StrEnum):
    """A sign of special cause, in the order that names a point with several."""

    ASTRONOMICAL = "astronomical"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


class Signal(NamedTuple):
    """A rule that fired at a point, and the way it points."""

    rule: Rule
    side: Side

    @property
    def label(self) -> str:
        """The rule and its direction in one word: shift_low, trend_up."""
        if self.rule is Rule.TREND:
            return "trend_up" if self.side is Side.HIGH else "trend_down"
        return f"{self.rule}_{self.side}"


class PointType(StrEnum):
    """How a point is coloured."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Variation(StrEnum):
    """The variation icon: what the latest point says."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    NOT_ENOUGH_DATA = "not_enough_data"


class Assurance(StrEnum):
    """The assurance icon: whether the target will be met as things are."""

    MET = "consistent_pass"
    NOT_MET = "consistent_fail"
    HIT_AND_MISS = "inconsistent"
    NOT_ENOUGH_DATA = "not_enough_data"


class XmrLimits(NamedTuple):
    """Mean, mean moving range and process limits, not clipped; None where too few."""

    mean: float | None
    mean_moving_range: float | None
    lower: float | None
    upper: float | None

    @property
    def range_limit(self) -> float | None:
        """The moving range that would itself be a signal."""
        if self.mean_moving_range is None:
            return None
        return RANGE_LIMIT_FACTOR * self.mean_moving_range


@dataclass(frozen=True)
class Phase:
    """A stretch with limits of its own: entries `start` up to, not including, `stop`.

    `points` counts those with a value; `is_trial` when they are too few for icons.
    """

    start: int
    stop: int
    points: int
    limits: XmrLimits
    is_trial: bool


@dataclass(frozen=True)
class Point:
    """One month: its value (None if missing), phase, every rule that fired, class."""

    value: float | None
    phase: int
    signals: tuple[Signal, ...]
    type: PointType | None


@dataclass(frozen=True)
class XmrChart:
    """A whole chart; `assurance` is None without a target or a better direction."""

    points: tuple[Point, ...]
    phases: tuple[Phase, ...]
    variation: Variation
    assurance: Assurance | None


def xmr_chart(
    values: Sequence[float | None],
    *,
    polarity: Polarity,
    target: float | None = None,
    phase_starts: Sequence[int] = (),
    baseline_length: int | None = None,
    is_screened: bool = False,
    minimum_points: int = MINIMUM_POINTS,
) -> XmrChart:
    """Limits, signals and icons of a monthly series; limits and rules restart a phase.

    `phase_starts` are places in `values`; `baseline_length` takes the limits from the
    first so many values of each phase; `is_screened` as in `xmr_limits`. Below
    `minimum_points` values in the latest phase both icons are NOT_ENOUGH_DATA. Raises
    Refused for a value that is not finite or a start outside the series.
    """
    if not all(value is None or isfinite(value) for value in values):
        raise Refused(Reason.NOT_A_NUMBER, "a value must be finite")
    phases: list[Phase] = []
    points: list[Point] = []
    for start, stop in phase_bounds(len(values), phase_starts):
        part = values[start:stop]
        limits = xmr_limits(
            part, baseline_length=baseline_length, is_screened=is_screened
        )
        count = sum(value is not None for value in part)
        for value, signals in zip(part, _signals(part, limits), strict=True):
            kind = None if value is None else point_type(signals, polarity=polarity)
            points.append(Point(value, len(phases), signals, kind))
        phases.append(Phase(start, stop, count, limits, count < minimum_points))
    is_enough = bool(phases) and not phases[-1].is_trial
    latest = next(
        (point.type for point in reversed(points) if point.type is not None), None
    )
    icon = Variation.NOT_ENOUGH_DATA
    if is_enough and latest is not None:
        icon = variation(latest, polarity=polarity)
    limits = phases[-1].limits if is_enough else XmrLimits(None, None, None, None)
    return XmrChart(
        points=tuple(points),
        phases=tuple(phases),
        variation=icon,
        assurance=assurance(
            target, lower=limits.lower, upper=limits.upper, polarity=polarity
        ),
    )


def xmr_limits(
    values: Sequence[float | None],
    *,
    baseline_length: int | None = None,
    is_screened: bool = False,
) -> XmrLimits:
    """Mean and mean plus or minus 2.66 mean moving ranges of one phase.

    Moving ranges join neighbours only, so none crosses a missing month. Screening
    drops the ranges of 3.267 means or more, once. Without two neighbours there are no
    limits, without a value no mean. Raises Refused for a baseline under 1.
    """
    baseline = _baseline(values, baseline_length)
    known = [value for value in baseline if value is not None]
    if not known:
        return XmrLimits(None, None, None, None)
    mean = fsum(known) / len(known)
    ranges = [
        abs(after - before)
        for before, after in pairwise(baseline)
        if before is not None and after is not None
    ]
    if not ranges:
        return XmrLimits(mean, None, None, None)
    mean_range = fsum(ranges) / len(ranges)
    if is_screened:
        kept = [size for size in ranges if size < RANGE_LIMIT_FACTOR * mean_range]
        # Ranges that are all 0 are none of them under a limit of 0.
        mean_range = fsum(kept) / len(kept) if kept else mean_range
    distance = LIMIT_FACTOR * mean_range
    return XmrLimits(mean, mean_range, mean - distance, mean + distance)


def point_type(signals: Sequence[Signal], *, polarity: Polarity) -> PointType:
    """The class of a point with these signals.

    Where signals of opposite direction meet, improvement shows, as in NHS England's
    workbook; without a better direction the first in the order of rules decides.
    """
    if not signals:
        return PointType.COMMON_CAUSE
    if polarity is Polarity.NEITHER:
        leading = min(signals, key=lambda signal: list(Rule).index(signal.rule))
        is_high = leading.side is Side.HIGH
        return PointType.NEUTRAL_HIGH if is_high else PointType.NEUTRAL_LOW
    better = Side.HIGH if polarity is Polarity.HIGHER_IS_BETTER else Side.LOW
    is_better = any(signal.side is better for signal in signals)
    return PointType.IMPROVEMENT if is_better else PointType.CONCERN


def variation(latest: PointType, *, polarity: Polarity) -> Variation:
    """The icon of a series whose latest point is of this class."""
    is_high_better = polarity is Polarity.HIGHER_IS_BETTER
    match latest:
        case PointType.COMMON_CAUSE:
            return Variation.COMMON_CAUSE
        case PointType.NEUTRAL_HIGH:
            return Variation.NEUTRAL_HIGH
        case PointType.NEUTRAL_LOW:
            return Variation.NEUTRAL_LOW
        case PointType.IMPROVEMENT:
            return (
                Variation.IMPROVEMENT_HIGH
                if is_high_better
                else Variation.IMPROVEMENT_LOW
            )
        case PointType.CONCERN:
            return Variation.CONCERN_LOW if is_high_better else Variation.CONCERN_HIGH


def assurance(
    target: float | None,
    *,
    lower: float | None,
    upper: float | None,
    polarity: Polarity,
) -> Assurance | None:
    """Whether limits lie wholly on one side of the target; on a limit is neither.

    None without a target or a better direction; NOT_ENOUGH_DATA without limits.
    """
    if target is None or polarity is Polarity.NEITHER:
        return None
    if lower is None or upper is None:
        return Assurance.NOT_ENOUGH_DATA
    is_high_better = polarity is Polarity.HIGHER_IS_BETTER
    if is_above(target, upper):
        is_met = not is_high_better
    elif is_below(target, lower):
        is_met = is_high_better
    else:
        return Assurance.HIT_AND_MISS
    return Assurance.MET if is_met else Assurance.NOT_MET


def phase_bounds(length: int, phase_starts: Sequence[int]) -> list[tuple[int, int]]:
    """Where each phase starts and stops (not in it) in a series of that length.

    Raises Refused for a start outside the series.
    """
    if any(not 0 <= start < length for start in phase_starts):
        raise Refused(Reason.UNUSABLE_SETTING, f"phase starts {list(phase_starts)}")
    starts = sorted({0, *phase_starts})
    return list(zip(starts, [*starts[1:], length], strict=True)) if length else []


def _baseline(
    values: Sequence[float | None], baseline_length: int | None
) -> Sequence[float | None]:
    if baseline_length is None:
        return values
    if baseline_length < 1:
        raise Refused(Reason.UNUSABLE_SETTING, f"baseline of {baseline_length}")
    seen = 0
    for place, value in enumerate(values):
        seen += value is not None
        if seen == baseline_length:
            return values[: place + 1]
    return values


def _signals(
    values: Sequence[float | None], limits: XmrLimits
) -> list[tuple[Signal, ...]]:
    if limits.mean is None or limits.lower is None or limits.upper is None:
        return [()] * len(values)
    count = len(values)
    found = {
        Rule.ASTRONOMICAL: astronomical_points(
            values,
            lower_limits=[limits.lower] * count,
            upper_limits=[limits.upper] * count,
        ),
        Rule.TREND: trends(values),
        Rule.TWO_OF_THREE: two_of_three(
            values,
            mean=limits.mean,
            lower_limit=limits.lower,
            upper_limit=limits.upper,
        ),
        Rule.SHIFT: shifts(values, [limits.mean] * count),
    }
    return [
        tuple(
            Signal(rule, side)
            for rule, sides in found.items()
            if (side := sides[place]) is not None
        )
        for place in range(count)
    ]
