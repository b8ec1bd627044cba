"""Sums, means and ratios over the months up to each month, usually twelve.

Lists are one entry a month without gaps in the calendar (`complete_calendar` makes
them so); None is a missing month, and any missing month leaves its windows missing.
Windows overlap, so neighbours are alike: no control chart and no trend test.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum

from dashboard.stats.intervals import check_count, check_denominator
from dashboard.stats.refusals import Reason, Refused

YEAR = 12


def complete_calendar(
    months: Sequence[int], values: Sequence[float | None]
) -> list[float | None]:
    """The values from the first month to the last, None for each month not listed.

    `months` counts calendar months from any start, in order. Raises Refused for a
    month that is not after the one before it, and for lists of different lengths.
    """
    if len(months) != len(values):
        raise Refused(Reason.LENGTHS_DIFFER, "months and values")
    if any(later <= earlier for earlier, later in pairwise(months)):
        raise Refused(Reason.UNUSABLE_SETTING, "months are not in calendar order")
    if not months:
        return []
    known = dict(zip(months, values, strict=True))
    return [known.get(month) for month in range(months[0], months[-1] + 1)]


def rolling_sum(
    values: Sequence[float | None], window: int = YEAR
) -> list[float | None]:
    """The sum of the window ending at each month; None until it is full, or broken.

    Raises Refused for a window under 1.
    """
    if window < 1:
        raise Refused(Reason.UNUSABLE_SETTING, f"window of {window}")
    sums: list[float | None] = []
    since_gap = 0
    for place, value in enumerate(values):
        since_gap = 0 if value is None else since_gap + 1
        is_full = since_gap >= window
        part = values[place - window + 1 : place + 1] if is_full else ()
        sums.append(
            fsum(month for month in part if month is not None) if is_full else None
        )
    return sums


def rolling_mean(
    values: Sequence[float | None], window: int = YEAR
) -> list[float | None]:
    """The mean of the window ending at each month, for a stock counted each month."""
    return [
        None if part is None else part / window for part in rolling_sum(values, window)
    ]


def rolling_ratio(
    numerators: Sequence[float | None],
    denominators: Sequence[float | None],
    *,
    window: int = YEAR,
) -> list[float | None]:
    """Added numerators over added denominators of the window ending at each month.

    None where either has a gap or the denominators add up to nothing. Raises Refused
    for negative sums and for lists of different lengths.
    """
    if len(numerators) != len(denominators):
        raise Refused(Reason.LENGTHS_DIFFER, "numerators and denominators")
    ratios: list[float | None] = []
    for above, below in zip(
        rolling_sum(numerators, window), rolling_sum(denominators, window), strict=True
    ):
        if above is None or below is None or below == 0:
            ratios.append(None)
            continue
        check_count(above)
        check_denominator(below)
        ratios.append(above / below)
    return ratios


def percentage_change(value: float | None, base: float | None) -> float | None:
    """Change from the base in percent; None where either is missing or base is 0."""
    if value is None or base is None or base == 0:
        return None
    return 100 * (value - base) / abs(base)
