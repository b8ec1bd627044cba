from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from dashboard.polarity import Polarity
from dashboard.stats.control_charts import (
    ChartLimits,
    c_chart_limits,
    p_chart_limits,
    u_chart_limits,
)
from dashboard.stats.proportions import ratios_of_sums
from dashboard.stats.rolling import (
    complete_calendar,
    percentage_change,
    rolling_mean,
    rolling_sum,
)
from dashboard.stats.spc import (
    PointType,
    Rule,
    Signal,
    XmrChart,
    assurance,
    point_type,
    variation,
    xmr_chart,
    xmr_limits,
)
from dashboard.stats.spc_rules import (
    Side,
    astronomical_points,
    shifts,
    trends,
    two_of_three,
)

Results = Mapping[str, Any]
Values = Sequence[float | None]

DIRECTIONS = {
    "increase": Polarity.HIGHER_IS_BETTER,
    "decrease": Polarity.LOWER_IS_BETTER,
    "neutral": Polarity.NEITHER,
}
SIDES = {"upper": Side.HIGH, "lower": Side.LOW}
SIDE_NAMES = {Side.HIGH: "upper", Side.LOW: "lower", None: "none"}

#: The published chart code shows icons of short series, with a warning beside them.
ICONS_FROM = 1


def flags(signs: Sequence[Side | None]) -> Results:
    return {"flags": [SIDE_NAMES[side] for side in signs]}


def rule_astronomical_point(
    *,
    values: Values,
    lower_process_limits: Sequence[float],
    upper_process_limits: Sequence[float],
) -> Results:
    return flags(
        astronomical_points(
            values, lower_limits=lower_process_limits, upper_limits=upper_process_limits
        )
    )


def rule_shift(
    *, values: Values, centre_line: Sequence[float], run_length: int
) -> Results:
    return flags(shifts(values, centre_line, run_length=run_length))


def rule_trend(*, values: Values, run_length: int) -> Results:
    return flags(trends(values, run_length=run_length))


def rule_two_of_three(
    *,
    values: Values,
    mean: float,
    lower_process_limit: float,
    upper_process_limit: float,
) -> Results:
    return flags(
        two_of_three(
            values,
            mean=mean,
            lower_limit=lower_process_limit,
            upper_limit=upper_process_limit,
        )
    )


def point_type_by_direction(*, signal_side: str, improvement_direction: str) -> Results:
    # The class of a point does not depend on which rule gave it its side.
    signals = (
        [] if signal_side == "none" else [Signal(Rule.ASTRONOMICAL, SIDES[signal_side])]
    )
    kind = point_type(signals, polarity=DIRECTIONS[improvement_direction])
    return {"point_type": kind}


FLAG_TYPES = {
    "improvement": PointType.IMPROVEMENT,
    "concern": PointType.CONCERN,
    "deterioration": PointType.CONCERN,
    "neutral_high": PointType.NEUTRAL_HIGH,
    "neutral_low": PointType.NEUTRAL_LOW,
}


def variation_icon(
    *,
    latest_point_flags: Mapping[str, str],
    earlier_points_flagged: bool,
    improvement_direction: str,
) -> Results:
    assert isinstance(earlier_points_flagged, bool)
    quiet = {"none", "common_cause"}
    raised = set(latest_point_flags.values()) - quiet
    if len(raised) > 1:
        raise TypeError("flags that differ: no single class to draw")
    latest = FLAG_TYPES[raised.pop()] if raised else PointType.COMMON_CAUSE
    icon = variation(latest, polarity=DIRECTIONS[improvement_direction])
    return {"icon": icon}


def assurance_icon(
    *,
    target: float | None,
    improvement_direction: str,
    lower_process_limit: float | None = None,
    upper_process_limit: float | None = None,
    phases: Sequence[Mapping[str, float | None]] | None = None,
) -> Results:
    if phases is not None:
        lower_process_limit = phases[-1]["lower_process_limit"]
        upper_process_limit = phases[-1]["upper_process_limit"]
    icon = assurance(
        target,
        lower=lower_process_limit,
        upper=upper_process_limit,
        polarity=DIRECTIONS[improvement_direction],
    )
    return {"assurance": icon}


def calendar_places(dates: Sequence[str]) -> list[int]:
    """Month numbers of first days of months, else steps of the smallest gap."""
    days = [date.fromisoformat(day) for day in dates]
    if all(day.day == 1 for day in days):
        return [12 * day.year + day.month for day in days]
    step = min((after - before).days for before, after in pairwise(days))
    places = [divmod((day - days[0]).days, step) for day in days]
    if any(rest for _, rest in places):
        raise TypeError("dates are not equally spaced")
    return [place for place, _ in places]


def chart(
    *,
    dates: Sequence[str],
    values: Values,
    improvement_direction: str,
    screen_moving_ranges: bool,
    target: float | None = None,
    limits_from_first_points: int | None = None,
    phase_starts: Sequence[str] = (),
) -> Results:
    months = calendar_places(dates)
    places = [month - months[0] for month in months]
    drawn = xmr_chart(
        complete_calendar(months, values),
        polarity=DIRECTIONS[improvement_direction],
        target=target,
        phase_starts=[places[dates.index(start)] for start in phase_starts],
        baseline_length=limits_from_first_points,
        is_screened=screen_moving_ranges,
        minimum_points=ICONS_FROM,
    )
    return {
        "phases": [
            {
                "start_index": places.index(phase.start),
                "mean": phase.limits.mean,
                "lower_process_limit": phase.limits.lower,
                "upper_process_limit": phase.limits.upper,
            }
            for phase in drawn.phases
        ],
        "special_causes": labels(drawn, places),
        "point_types": [drawn.points[place].type for place in places],
        "latest_variation": drawn.variation,
        "assurance": drawn.assurance,
    }


def labels(drawn: XmrChart, places: Sequence[int]) -> list[list[str]]:
    return [
        [signal.label for signal in drawn.points[place].signals] or ["common_cause"]
        for place in places
    ]


def limits_only(
    *,
    screen_moving_ranges: bool,
    values: Values | None = None,
    numerators: Values | None = None,
    denominators: Values | None = None,
    limits_from_first_points: int | None = None,
) -> Results:
    if values is None:
        months = [str(place) for place in range(len(numerators or ()))]
        ratios = ratios_of_sums(numerators or (), denominators or (), groups=months)
        values = [found.value for found in ratios.values()]
    limits = xmr_limits(
        values,
        baseline_length=limits_from_first_points,
        is_screened=screen_moving_ranges,
    )
    return {
        "mean": limits.mean,
        "lower_process_limit": limits.lower,
        "upper_process_limit": limits.upper,
    }


def moving_range_limit(
    *, values: Values, limits_from_first_points: int | None = None
) -> Results:
    limits = xmr_limits(values, baseline_length=limits_from_first_points)
    return {
        "mean_moving_range": limits.mean_moving_range,
        "upper_range_limit": limits.range_limit,
    }


def chance_limits(found: Sequence[ChartLimits | None], multiplier: float) -> Results:
    lines = {
        name: [None if at is None else getattr(at, name) * multiplier for at in found]
        for name in ChartLimits._fields
    }
    (centre,) = {value for value in lines["centre"] if value is not None} or {None}
    return {**lines, "centre": centre}


def p_chart(*, numerators: Values, denominators: Values, multiplier: float) -> Results:
    return chance_limits(p_chart_limits(numerators, denominators), multiplier)


def u_chart(*, numerators: Values, denominators: Values, multiplier: float) -> Results:
    return chance_limits(u_chart_limits(numerators, denominators), multiplier)


def c_chart(*, counts: Values, phases: Sequence[int]) -> Results:
    starts = [
        place + 1 for place, (one, other) in enumerate(pairwise(phases)) if one != other
    ]
    found = c_chart_limits(counts, phase_starts=starts)
    return {
        name: [None if limits is None else getattr(limits, name) for limits in found]
        for name in ChartLimits._fields
    }


def month_number(month: str) -> int:
    year, number = month.split("-")
    return 12 * int(year) + int(number)


def mean_by_month(months: Sequence[str], values: Values) -> dict[str, float | None]:
    numbers = [month_number(month) for month in months]
    means = rolling_mean(complete_calendar(numbers, values))
    return {
        month: means[number - numbers[0]]
        for month, number in zip(months, numbers, strict=True)
    }


def rolling_12_month_mean(*, months: Sequence[str], values: Values) -> Results:
    return {"rolling_mean": list(mean_by_month(months, values).values())}


def rolling_12_month_sum(*, values: Values) -> Results:
    return {"rolling_sum": rolling_sum(values)}


def rolling_12_month_baseline_change(
    *,
    months: Sequence[str],
    values: Values,
    baseline_month: str,
    comparison_month: str,
    target_fraction: float,
) -> Results:
    means = mean_by_month(months, values)
    baseline, latest = means[baseline_month], means[months[-1]]
    return {
        "baseline": baseline,
        "target": None if baseline is None else baseline * target_fraction,
        "latest_rolling_mean": latest,
        "change_from_baseline_percent": percentage_change(latest, baseline),
        "change_to_comparison_month_percent": percentage_change(
            means[comparison_month], baseline
        ),
    }


ADAPTERS: dict[str, Callable[..., Results]] = {
    "spc_rule_astronomical_point": rule_astronomical_point,
    "spc_rule_shift": rule_shift,
    "spc_rule_trend": rule_trend,
    "spc_rule_two_of_three": rule_two_of_three,
    "spc_point_type_by_direction": point_type_by_direction,
    "spc_variation_icon": variation_icon,
    "spc_assurance": assurance_icon,
    "spc_xmr_chart": chart,
    "spc_xmr_rebased": chart,
    "spc_xmr_limits": limits_only,
    "spc_moving_range_limit": moving_range_limit,
    "spc_p_chart_limits": p_chart,
    "spc_u_chart_limits": u_chart,
    "spc_c_chart_limits_rebased": c_chart,
    "rolling_12_month_mean": rolling_12_month_mean,
    "rolling_12_month_sum": rolling_12_month_sum,
    "rolling_12_month_baseline_change": rolling_12_month_baseline_change,
}
