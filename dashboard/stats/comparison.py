"""An area against a benchmark, and areas against one another: ranks and bands."""

from collections.abc import Sequence
from math import floor, isfinite

from dashboard.polarity import Polarity
from dashboard.results import Comparison
from dashboard.stats.intervals import Interval
from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.rounding import is_above, is_below, nearly_equal


def compare_with_benchmark(
    interval: Interval, benchmark: float | None, *, polarity: Polarity
) -> Comparison:
    """Where the benchmark lies against the interval, in the words of the polarity.

    The benchmark has no interval of its own; on a limit is SIMILAR. Without a
    benchmark, or without both limits, NOT_COMPARED.
    """
    lower, upper = interval
    if benchmark is None or lower is None or upper is None:
        return Comparison.NOT_COMPARED
    if is_above(lower, benchmark):
        return _in_words(polarity, is_high=True)
    if is_below(upper, benchmark):
        return _in_words(polarity, is_high=False)
    return Comparison.SIMILAR


def rank_with_ties(
    values: Sequence[float | None], *, is_highest_first: bool = True
) -> list[int | None]:
    """Each value's rank from 1, ties taking the smallest; None for a missing value."""
    present = _present(values)
    order = sorted(present, reverse=is_highest_first)
    ranks: dict[float, int] = {}
    leader, leader_rank = 0.0, 0
    for position, value in enumerate(order, start=1):
        if leader_rank == 0 or not nearly_equal(value, leader):
            leader, leader_rank = value, position
        ranks.setdefault(value, leader_rank)
    return [None if value is None else ranks[value] for value in values]


def quantile_bands(
    values: Sequence[float | None], bands: int, *, is_highest_first: bool
) -> list[int | None]:
    """Each value's band, 1 to `bands`; ties share one, so sizes may be uneven.

    Band 1 holds the highest values when `is_highest_first`. None for a missing value,
    and for every value when there are fewer of them than bands. Raises Refused for
    under two bands. The rule of the Office for Health Improvement's deciles.
    """
    if bands < 2:
        raise Refused(Reason.UNUSABLE_SETTING, f"{bands} bands")
    count = len(_present(values))
    if count < bands:
        return [None] * len(values)
    ranks = rank_with_ties(values, is_highest_first=is_highest_first)
    # Whole numbers throughout: n / k in floating point misplaces a value that sits
    # exactly on the edge of a band.
    return [
        None if rank is None else bands + 1 + (-(count + 1 - rank) * bands // count)
        for rank in ranks
    ]


def quantile(values: Sequence[float | None], probability: float) -> float | None:
    """The sample quantile by linear interpolation at (n - 1)p; None without values.

    Missing values are left out. Hyndman and Fan's type 7, as in R and Excel. Raises
    Refused for a probability outside 0 to 1.
    """
    if not 0 <= probability <= 1:
        raise Refused(Reason.UNUSABLE_SETTING, f"probability of {probability}")
    ordered = sorted(_present(values))
    if not ordered:
        return None
    position = (len(ordered) - 1) * probability
    below = floor(position)
    above = min(below + 1, len(ordered) - 1)
    share = position - below
    return ordered[below] + share * (ordered[above] - ordered[below])


def _in_words(polarity: Polarity, *, is_high: bool) -> Comparison:
    if polarity is Polarity.NEITHER:
        return Comparison.HIGHER if is_high else Comparison.LOWER
    is_good = is_high == (polarity is Polarity.HIGHER_IS_BETTER)
    return Comparison.BETTER if is_good else Comparison.WORSE


def _present(values: Sequence[float | None]) -> list[float]:
    present = [value for value in values if value is not None]
    if not all(isfinite(value) for value in present):
        raise Refused(Reason.NOT_A_NUMBER, "a value must be finite")
    return present
