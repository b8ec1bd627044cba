"""Tests of whether shares differ between groups."""

from collections.abc import Sequence
from math import fsum, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from dashboard.stats.intervals import check_share
from dashboard.stats.refusals import Reason, Refused

#: Tables this close in probability count as equally likely, as in R.
EQUALLY_LIKELY = 1e-7


class ChiSquared(NamedTuple):
    """A chi-squared statistic; None, with the reason, where there is none."""

    statistic: float | None
    degrees_of_freedom: int
    p_value: float | None
    reason: Reason | None = None


def fisher_exact(table: Sequence[Sequence[int]]) -> float:
    """Two sided p value of a two by two table with its margins as they are.

    The sum over every table no more likely than this one. Raises Refused for counts
    that are negative or not whole, or a table that is not two by two. Fisher (1935).
    """
    if [len(row) for row in table] != [2, 2]:
        raise Refused(Reason.LENGTHS_DIFFER, "the table is not two by two")
    (a, b), (c, d) = table
    if any(count < 0 or count != int(count) for count in (a, b, c, d)):
        raise Refused(Reason.NOT_A_NON_NEGATIVE_INTEGER)
    if 0 in {a + b, c + d, a + c, b + d}:
        return 1.0
    corner, weights = _likelihoods(a + b, c + d, a + c)
    if not corner[0] <= a <= corner[-1]:
        return 0.0
    seen = weights[a - corner[0]]
    as_unlikely = weights[weights <= seen * (1 + EQUALLY_LIKELY)]
    return float(min(1.0, as_unlikely.sum() / weights.sum()))


def _likelihoods(
    first: int, second: int, column: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Each value of the upper left count, and its likelihood over the likeliest.

    Only within fifty standard deviations of the mean: beyond is nothing at all.
    """
    size = first + second
    mean = first * column / size
    deviation = sqrt(mean * second / size * (size - column) / max(size - 1, 1))
    reach = 50 * deviation + 2
    lowest = max(0, column - second, int(mean - reach))
    highest = min(first, column, int(mean + reach))
    corner = np.arange(lowest, highest + 1)
    before = corner[:-1].astype(float)
    steps = (
        np.log(first - before)
        + np.log(column - before)
        - np.log(before + 1)
        - np.log(second - column + before + 1)
    )
    logs = np.concatenate(([0.0], np.cumsum(steps)))
    return corner, np.exp(logs - logs.max())


def chi_squared_homogeneity(
    numerators: Sequence[float], denominators: Sequence[float]
) -> ChiSquared:
    """Whether the groups' shares differ at all: k - 1 degrees of freedom.

    Withheld for one group, or where everyone or nobody counts. Raises Refused unless
    0 <= numerator <= denominator and denominator > 0. Pearson (1900), no correction.
    """
    average = _average(numerators, denominators)
    freedom = len(numerators) - 1
    if freedom < 1:
        return ChiSquared(None, freedom, None, Reason.TOO_FEW_VALUES)
    if average in {0, 1}:
        return ChiSquared(None, freedom, None, Reason.NO_VARIATION)
    statistic = fsum(
        (above - below * average) ** 2 / (below * average * (1 - average))
        for above, below in zip(numerators, denominators, strict=True)
    )
    return ChiSquared(statistic, freedom, float(chdtrc(freedom, statistic)))


def chi_squared_trend(
    numerators: Sequence[float],
    denominators: Sequence[float],
    *,
    scores: Sequence[float] | None = None,
) -> ChiSquared:
    """Whether shares rise or fall along the scores (1, 2, 3 ... unless given).

    Withheld where everyone or nobody counts, or the scores do not differ. Raises
    Refused as `chi_squared_homogeneity` does. Cochran (1954) and Armitage (1955).
    """
    average = _average(numerators, denominators)
    marks = range(1, len(numerators) + 1) if scores is None else scores
    if len(marks) != len(numerators):
        raise Refused(Reason.LENGTHS_DIFFER, "scores and numerators")
    centre = fsum(
        mark * size for mark, size in zip(marks, denominators, strict=True)
    ) / fsum(denominators)
    spread = fsum(
        size * (mark - centre) ** 2
        for mark, size in zip(marks, denominators, strict=True)
    )
    if average in {0, 1} or spread == 0:
        return ChiSquared(None, 1, None, Reason.NO_VARIATION)
    lean = fsum(
        mark * (above - below * average)
        for mark, above, below in zip(marks, numerators, denominators, strict=True)
    )
    statistic = lean**2 / (average * (1 - average) * spread)
    return ChiSquared(statistic, 1, float(chdtrc(1, statistic)))


def _average(numerators: Sequence[float], denominators: Sequence[float]) -> float:
    if len(numerators) != len(denominators):
        raise Refused(Reason.LENGTHS_DIFFER, "numerators and denominators")
    if not numerators:
        raise Refused(Reason.TOO_FEW_VALUES, "there are no groups")
    for above, below in zip(numerators, denominators, strict=True):
        check_share(above, below)
    return fsum(numerators) / fsum(denominators)
