"""Control charts of a measure: what changed, what may be expected, what to rebase."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from scipy.special import ndtr

from dashboard.history import History
from dashboard.measures import Measure, Polarity
from dashboard.periods import Period, Window, period_from, shift
from dashboard.results import Result, Status
from dashboard.stats.seasonality import differences_on_a_year_earlier, is_seasonal
from dashboard.stats.spc import MINIMUM_POINTS, Phase, Rule, XmrChart, xmr_chart
from dashboard.stats.spc_rules import Side

#: Mean moving range to standard deviation for neighbours two at a time (d2).
D2 = 1.128

#: A run this long is proposed as a step: a year of months on one side.
STEP_LENGTH = 12

#: With more than this share of its values resting on too few cases, a series jumps
#: about in steps of one case, and the rules would read those steps as signs.
MOST_WEAK = 0.25


class Event(NamedTuple):
    """Something that happened; `rebases` where limits were agreed to start anew."""

    happened_on: date
    title: str
    title_cy: str
    decided_by: str
    reason: str
    rebases: bool


class Target(NamedTuple):
    """A level to reach, in the unit of the measure's value, and by when."""

    value: float
    due_period: str


class Capability(NamedTuple):
    """What the process would give if nothing changes.

    `share` is the expected share of periods that meet the target; `shift_needed` how
    far the mean must move for nearly all to meet it, None where they already do.
    """

    share: float
    shift_needed: float | None


class Step(NamedTuple):
    """A lasting shift that could start a new phase, once a person has agreed."""

    since: Period
    points: int
    before: float
    after: float


@dataclass(frozen=True)
class ControlChart:
    """One measure of one area over time, as charted.

    `results` has one entry a stored period, gaps included; `charted` what is drawn:
    the values themselves or, where `is_seasonal`, their difference from the same
    period a year earlier. Counts of the last `unsettled` periods are still coming in:
    their results are provisional, and in `chart` they are missing. `is_weak` where too
    many values rest on too few cases to judge the series.
    """

    measure: Measure
    area_code: str
    periods: tuple[Period, ...]
    results: tuple[Result, ...]
    charted: tuple[float | None, ...]
    is_seasonal: bool
    is_weak: bool
    unsettled: int
    chart: XmrChart
    events: tuple[Event, ...]
    target: Target | None
    capability: Capability | None
    proposal: Step | None

    @property
    def phase(self) -> Phase | None:
        """The latest phase; None for a series without any period."""
        return self.chart.phases[-1] if self.chart.phases else None

    @property
    def latest(self) -> Result | None:
        """The latest result with a value; None where there is none."""
        known = (r for r in reversed(self.results) if r.value is not None)
        return next(known, None)

    @property
    def judged(self) -> Period | None:
        """The period that the latest point's class is about; None without a point."""
        found = (
            period
            for period, point in zip(
                reversed(self.periods), reversed(self.chart.points), strict=True
            )
            if point.value is not None
        )
        return next(found, None)


def build_control_chart(
    history: History,
    area_code: str,
    *,
    events: Sequence[Event] = (),
    target: Target | None = None,
) -> ControlChart:
    """The chart of the stored periods themselves; never of rolling figures.

    Rolling windows overlap, which makes neighbours alike and every chart signal: there
    is no way to ask for one here.
    """
    measure = history.measure
    periods = _stored_periods(history)
    window = Window(measure.frequency.value)
    settled = max(0, len(periods) - measure.settles_after)
    results = tuple(
        _marked(history.result(area_code, period, window), is_settled=place < settled)
        for place, period in enumerate(periods)
    )
    values = [result.value for result in results]
    cycle = 12 // measure.frequency.months
    seasonal = cycle > 1 and is_seasonal(values[:settled], cycle=cycle)
    charted = differences_on_a_year_earlier(values, cycle=cycle) if seasonal else values
    # A target is a level, and so says nothing about differences.
    level = None if seasonal or target is None else target.value
    weak = _is_weak(results[:settled])
    chart = xmr_chart(
        [*charted[:settled], *([None] * (len(charted) - settled))],
        polarity=measure.polarity,
        target=level,
        phase_starts=_phase_starts(periods, events),
        minimum_points=len(charted) + 1 if weak else MINIMUM_POINTS,
    )
    return ControlChart(
        measure=measure,
        area_code=area_code,
        periods=tuple(periods),
        results=results,
        charted=tuple(charted),
        is_seasonal=seasonal,
        is_weak=weak,
        unsettled=len(periods) - settled,
        chart=chart,
        events=tuple(events),
        target=target,
        capability=_capability(chart, level, measure),
        proposal=None if seasonal or weak else _proposal(chart, periods),
    )


def _marked(result: Result, *, is_settled: bool) -> Result:
    """The result, provisional while its counts are still coming in."""
    if is_settled or result.status not in (Status.PUBLISHED, Status.REVISED):
        return result
    return result._replace(status=Status.PROVISIONAL)


def _is_weak(results: Sequence[Result]) -> bool:
    known = [result for result in results if result.value is not None]
    weak = sum(result.status == Status.LOW_RELIABILITY for result in known)
    return weak > MOST_WEAK * len(known)


def _stored_periods(history: History) -> list[Period]:
    if not history.present:
        return []
    months = history.frequency.months
    periods, first = [], history.present[0]
    while first <= history.present[-1]:
        periods.append(period_from(first, months))
        first = shift(first, months)
    return periods


def _phase_starts(periods: Sequence[Period], events: Sequence[Event]) -> list[int]:
    """Places where a rebase agreed by a person begins a phase.

    One before the first period, or after the last, begins none.
    """
    starts = []
    for event in events:
        month = event.happened_on.year * 100 + event.happened_on.month
        inside = [n for n, period in enumerate(periods) if period.first >= month]
        if event.rebases and inside and inside[0] > 0:
            starts.append(inside[0])
    return sorted(set(starts))


def _capability(
    chart: XmrChart, target: float | None, measure: Measure
) -> Capability | None:
    """From the latest phase's mean and moving range, taken as a normal process."""
    phase = chart.phases[-1] if chart.phases else None
    if target is None or phase is None or phase.is_trial:
        return None
    limits = phase.limits
    if measure.polarity == Polarity.NEITHER or limits.mean is None:
        return None
    if limits.mean_moving_range is None or limits.lower is None or limits.upper is None:
        return None
    is_high_better = measure.polarity == Polarity.HIGHER_IS_BETTER
    clear = limits.mean - target if is_high_better else target - limits.mean
    spread = limits.mean_moving_range / D2
    share = float(ndtr(clear / spread)) if spread > 0 else float(clear >= 0)
    short = target - limits.lower if is_high_better else limits.upper - target
    return Capability(share, short if short > 0 else None)


def _proposal(chart: XmrChart, periods: Sequence[Period]) -> Step | None:
    """A shift of at least a year's points that still holds in the latest phase."""
    if not chart.phases:
        return None
    phase = chart.phases[-1]
    last = phase.stop
    while last > phase.start and chart.points[last - 1].value is None:
        last -= 1
    side = _shift_side(chart, last - 1) if last > phase.start else None
    if side is None:
        return None
    first = last
    while first > phase.start and _shift_side(chart, first - 1) == side:
        first -= 1
    before = [p.value for p in chart.points[phase.start : first] if p.value is not None]
    after = [p.value for p in chart.points[first:last] if p.value is not None]
    if len(after) < STEP_LENGTH or not before:
        return None
    return Step(
        since=periods[first],
        points=len(after),
        before=sum(before) / len(before),
        after=sum(after) / len(after),
    )


def _shift_side(chart: XmrChart, place: int) -> Side | None:
    signals = chart.points[place].signals
    return next((s.side for s in signals if s.rule == Rule.SHIFT), None)
