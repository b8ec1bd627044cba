"""Control limits of counts and shares that follow from chance alone: p, u and c charts.

For areas of criminal justice, whose denominators are large, these limits are too
narrow for most series; an XmR chart is the usual choice.
"""

from collections.abc import Callable, Sequence
from math import fsum, sqrt
from typing import NamedTuple

from dashboard.stats.intervals import check_count, check_denominator, check_share
from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.spc import phase_bounds


class ChartLimits(NamedTuple):
    """Centre line and limits at two and three sigma at one point, clipped at 0."""

    centre: float
    lower_3_sigma: float
    lower_2_sigma: float
    upper_2_sigma: float
    upper_3_sigma: float


def p_chart_limits(
    numerators: Sequence[float | None], denominators: Sequence[float | None]
) -> list[ChartLimits | None]:
    """Binomial limits of a proportion at each point, 0 to 1; None where missing.

    Raises Refused unless 0 <= numerator <= denominator and denominator > 0.
    """
    return _ratio_limits(
        numerators,
        denominators,
        check=check_share,
        error=lambda centre, size: sqrt(centre * (1 - centre) / size),
        highest=1.0,
    )


def u_chart_limits(
    numerators: Sequence[float | None], denominators: Sequence[float | None]
) -> list[ChartLimits | None]:
    """Poisson limits of events per exposure at each point; None where missing.

    Raises Refused for a negative count or an exposure of zero or less.
    """
    return _ratio_limits(
        numerators,
        denominators,
        check=_check_rate,
        error=lambda centre, size: sqrt(centre / size),
        highest=float("inf"),
    )


def c_chart_limits(
    counts: Sequence[float | None], *, phase_starts: Sequence[int] = ()
) -> list[ChartLimits | None]:
    """Poisson limits of a count at each point, restarting a phase; None where missing.

    Raises Refused for a negative count or a phase start outside the series.
    """
    limits: list[ChartLimits | None] = []
    for start, stop in phase_bounds(len(counts), phase_starts):
        part = counts[start:stop]
        limits += u_chart_limits(part, [None if count is None else 1 for count in part])
    return limits


def _check_rate(numerator: float, denominator: float) -> None:
    check_count(numerator)
    check_denominator(denominator)


def _ratio_limits(
    numerators: Sequence[float | None],
    denominators: Sequence[float | None],
    *,
    check: Callable[[float, float], None],
    error: Callable[[float, float], float],
    highest: float,
) -> list[ChartLimits | None]:
    if len(numerators) != len(denominators):
        raise Refused(Reason.LENGTHS_DIFFER, "numerators and denominators")
    pairs = list(zip(numerators, denominators, strict=True))
    known = [
        (above, below)
        for above, below in pairs
        if above is not None and below is not None
    ]
    for count, size in known:
        check(count, size)
    if not known:
        return [None] * len(pairs)
    centre = fsum(count for count, _ in known) / fsum(size for _, size in known)
    limits: list[ChartLimits | None] = []
    for above, below in pairs:
        if above is None or below is None:
            limits.append(None)
            continue
        sigma = error(centre, below)
        limits.append(
            ChartLimits(
                centre,
                max(0.0, centre - 3 * sigma),
                max(0.0, centre - 2 * sigma),
                min(highest, centre + 2 * sigma),
                min(highest, centre + 3 * sigma),
            )
        )
    return limits
