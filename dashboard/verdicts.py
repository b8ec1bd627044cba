"""The verdict on one figure: changing, different from others, enough to say.

Three tests, each answered by its own statistic, joined in one frozen value that every
page, table, sentence and download reads. Polarity decides words, never a test.
"""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.benchmarks import Benchmark
from dashboard.charting import ControlChart
from dashboard.results import HIDDEN, Comparison, Result, Status
from dashboard.stats.funnel import Position
from dashboard.stats.spc import Assurance, Signal, Variation


class Change(StrEnum):
    """Changing over time? The class of the latest point of the control chart."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    CHANGED = "changed"
    NO_CLEAR_CHANGE = "no_clear_change"
    NOT_ENOUGH_DATA = "not_enough_data"


class Direction(StrEnum):
    """Which way the value has moved; a matter of fact, not of merit."""

    UP = "up"
    DOWN = "down"


class Outlook(StrEnum):
    """Will the target be met as things are?

    NOT_ENOUGH_DATA also stands for a target that cannot be judged: of a series that
    repeats with the calendar, or of a measure without a better direction.
    """

    WILL_MEET = "will_meet"
    WILL_MISS = "will_miss"
    HIT_AND_MISS = "hit_and_miss"
    NOT_ENOUGH_DATA = "not_enough_data"
    NO_TARGET = "no_target"


class Basis(StrEnum):
    """Enough data to say? The first of these that applies."""

    NOT_PUBLISHED = "not_published"
    SUPPRESSED = "suppressed"
    SMALL_NUMBERS = "small_numbers"
    PARTIAL = "partial"
    PROVISIONAL = "provisional"
    SOUND = "sound"


_CHANGES = {
    Variation.COMMON_CAUSE: (Change.NO_CLEAR_CHANGE, None),
    Variation.IMPROVEMENT_HIGH: (Change.IMPROVING, Direction.UP),
    Variation.IMPROVEMENT_LOW: (Change.IMPROVING, Direction.DOWN),
    Variation.CONCERN_HIGH: (Change.WORSENING, Direction.UP),
    Variation.CONCERN_LOW: (Change.WORSENING, Direction.DOWN),
    Variation.NEUTRAL_HIGH: (Change.CHANGED, Direction.UP),
    Variation.NEUTRAL_LOW: (Change.CHANGED, Direction.DOWN),
    Variation.NOT_ENOUGH_DATA: (Change.NOT_ENOUGH_DATA, None),
}
_OUTLOOKS = {
    None: Outlook.NO_TARGET,
    Assurance.MET: Outlook.WILL_MEET,
    Assurance.NOT_MET: Outlook.WILL_MISS,
    Assurance.HIT_AND_MISS: Outlook.HIT_AND_MISS,
    Assurance.NOT_ENOUGH_DATA: Outlook.NOT_ENOUGH_DATA,
}


@dataclass(frozen=True)
class Verdict:
    """What can be said of one area's figure.

    `side` says whether the value lies above or below the benchmark, where it differs
    from it; `position` is its place in the funnel of all areas, whatever the benchmark
    is, and None without one. `signals` are the control chart's signs at the latest
    point; none where the chart cannot be judged.
    """

    change: Change
    direction: Direction | None
    signals: tuple[Signal, ...]
    comparison: Comparison
    side: Direction | None
    position: Position | None
    outlook: Outlook
    basis: Basis

    @property
    def is_unusual(self) -> bool:
        """Beyond the funnel's 99.8% limits."""
        return self.unusual_side is not None

    @property
    def unusual_side(self) -> Direction | None:
        """The way it lies beyond the funnel's 99.8% limits; None where it does not."""
        if self.position == Position.ABOVE_998:
            return Direction.UP
        return Direction.DOWN if self.position == Position.BELOW_998 else None

    @property
    def is_concern(self) -> bool:
        """Getting worse, or worse than the benchmark, on figures that can be judged."""
        can_judge = self.basis not in (Basis.NOT_PUBLISHED, Basis.SUPPRESSED)
        is_bad = self.change == Change.WORSENING or self.comparison == Comparison.WORSE
        return can_judge and is_bad


def judge(
    result: Result,
    *,
    chart: ControlChart | None,
    comparison: Comparison,
    benchmark: Benchmark,
    position: Position | None = None,
) -> Verdict:
    """Join the three tests for one area's result.

    Without a chart the change is NOT_ENOUGH_DATA. A hidden result is judged by
    nothing, whatever else is known of the area. `position` is one in the funnel of
    the same period.
    """
    basis = _basis(result, chart)
    if result.status in HIDDEN:
        return Verdict(
            change=Change.NOT_ENOUGH_DATA,
            direction=None,
            signals=(),
            comparison=Comparison.NOT_COMPARED,
            side=None,
            position=None,
            outlook=Outlook.NO_TARGET,
            basis=basis,
        )
    variation = chart.chart.variation if chart else Variation.NOT_ENOUGH_DATA
    change, direction = _CHANGES[variation]
    return Verdict(
        change=change,
        direction=direction,
        signals=_latest_signals(chart) if direction else (),
        comparison=comparison,
        side=_side(result, comparison, benchmark),
        position=position,
        outlook=_outlook(chart),
        basis=basis,
    )


def basis_of(result: Result) -> Basis:
    """Whether a result is enough to say anything, and if not quite, why."""
    if result.status == Status.SUPPRESSED:
        return Basis.SUPPRESSED
    if result.status in HIDDEN:
        return Basis.NOT_PUBLISHED
    if result.status == Status.LOW_RELIABILITY:
        return Basis.SMALL_NUMBERS
    if result.is_partial:
        return Basis.PARTIAL
    if result.status == Status.PROVISIONAL:
        return Basis.PROVISIONAL
    return Basis.SOUND


def _basis(result: Result, chart: ControlChart | None) -> Basis:
    """As of the result alone, and provisional where the chart knows it is."""
    basis = basis_of(result)
    if chart is None or basis != Basis.SOUND:
        return basis
    same = (charted for charted in chart.results if charted.period == result.period)
    charted = next(same, None)
    return basis if charted is None else basis_of(charted)


def _outlook(chart: ControlChart | None) -> Outlook:
    if chart is None:
        return Outlook.NO_TARGET
    if chart.target is not None and chart.chart.assurance is None:
        return Outlook.NOT_ENOUGH_DATA
    return _OUTLOOKS[chart.chart.assurance]


def _side(
    result: Result, comparison: Comparison, benchmark: Benchmark
) -> Direction | None:
    alike = (Comparison.SIMILAR, Comparison.NOT_COMPARED)
    if comparison in alike or result.value is None or benchmark.value is None:
        return None
    return Direction.UP if result.value > benchmark.value else Direction.DOWN


def _latest_signals(chart: ControlChart | None) -> tuple[Signal, ...]:
    points = reversed(chart.chart.points) if chart else ()
    found = (point.signals for point in points if point.value is not None)
    return next(found, ())
