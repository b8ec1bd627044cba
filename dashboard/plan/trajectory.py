"""How a target is to be reached, and whether a measure is where the plan has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dashboard.charting import ControlChart, Target
from dashboard.measures import Polarity
from dashboard.periods import Period, Window, parse_period
from dashboard.plan.model import PlannedMeasure


class Track(StrEnum):
    """Where the usual range of a measure lies against the level planned by now.

    NOT_YET where the plan expects nothing before the target is due; UNKNOWN where
    there is no plan, or too little data to hold against it.
    """

    AHEAD = "ahead"
    AS_PLANNED = "as_planned"
    BEHIND = "behind"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


class Waypoint(NamedTuple):
    """A level to have reached by the end of a month such as 202603."""

    month: int
    value: float


@dataclass(frozen=True)
class Trajectory:
    """The levels on the way to a target, the first and the target's own among them."""

    is_step: bool
    waypoints: tuple[Waypoint, ...]

    @property
    def due(self) -> int:
        """The month by whose end the target is to be met."""
        return self.waypoints[-1].month

    def level(self, month: int) -> float | None:
        """The level planned for the end of a month; None before the first."""
        first, last = self.waypoints[0], self.waypoints[-1]
        if month >= last.month:
            return last.value
        if month < first.month or len(self.waypoints) == 1:
            return None
        if self.is_step:
            return first.value
        for here, there in zip(self.waypoints, self.waypoints[1:], strict=False):
            if here.month <= month < there.month:
                way = (_months(month) - _months(here.month)) / (
                    _months(there.month) - _months(here.month)
                )
                return here.value + way * (there.value - here.value)
        return None


def build_trajectory(
    planned: PlannedMeasure, target: Target | None
) -> Trajectory | None:
    """The planned way to a target; None without a target, a way, or dates."""
    due = last_month(target.due_period) if target else None
    if target is None or due is None or not planned.trajectory:
        return None
    found = [
        Waypoint(month, level.value)
        for level in (planned.baseline, *planned.points)
        if level is not None
        and (month := last_month(level.period)) is not None
        and month < due
    ]
    waypoints = (*sorted(found), Waypoint(due, target.value))
    return Trajectory(planned.trajectory == "step", waypoints)


def last_month(label: str) -> int | None:
    """The last month of a period as plans write it; None where it is none.

    2011-12 is a month, as in the partnership's workbook.
    """
    for window in (Window.MONTH, Window.QUARTER, Window.YEAR):
        period = parse_period(label, window)
        if period is not None:
            return period.last
    return None


def track(trajectory: Trajectory | None, chart: ControlChart | None) -> Track:
    """The usual range of the latest phase against the level planned by then.

    By the range and not by the latest figure, which is high or low by chance.
    """
    judged = chart.judged if chart else None
    phase = chart.phase if chart else None
    if trajectory is None or chart is None or judged is None or phase is None:
        return Track.UNKNOWN
    limits = phase.limits
    if phase.is_trial or chart.is_seasonal or limits.lower is None:
        return Track.UNKNOWN
    level = trajectory.level(judged.last)
    if level is None or (trajectory.is_step and judged.last < trajectory.due):
        return Track.NOT_YET
    upper, lower = limits.upper, limits.lower
    is_high_better = chart.measure.polarity == Polarity.HIGHER_IS_BETTER
    if upper is not None and upper < level:
        return Track.BEHIND if is_high_better else Track.AHEAD
    if lower > level:
        return Track.AHEAD if is_high_better else Track.BEHIND
    return Track.AS_PLANNED


def planned_levels(
    trajectory: Trajectory, periods: Sequence[Period]
) -> tuple[float | None, ...]:
    """The level planned for the end of each period."""
    return tuple(trajectory.level(period.last) for period in periods)


def _months(yyyymm: int) -> int:
    return yyyymm // 100 * 12 + yyyymm % 100
