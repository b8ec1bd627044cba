"""Whether a series repeats with the calendar."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtrc

#: The chance of calling a series seasonal that is not. Strict, because the price of a
#: wrong yes is a chart of differences, which is harder to read.
SIGNIFICANCE = 0.001

#: Fewer whole cycles than this cannot show that anything repeats.
MINIMUM_CYCLES = 3


def seasonal_p_value(values: Sequence[float | None], *, cycle: int) -> float | None:
    """The chance of month effects this large in a series that has none.

    `values` are in calendar order, None where missing; `cycle` is the number of
    periods in a year. Effects of the place in the cycle are judged after those of the
    year and of a straight line, so that a step or a drift is not mistaken for a season:
    the F test of two-way analysis of covariance, without interaction. None with under
    three cycles, with a place that is never filled, or where nothing varies.
    """
    places = [index for index, value in enumerate(values) if value is not None]
    known = np.array([value for value in values if value is not None], dtype=float)
    seasons = sorted({place % cycle for place in places})
    years = sorted({place // cycle for place in places})
    freedom = len(places) - len(seasons) - len(years)
    if len(places) < MINIMUM_CYCLES * cycle or len(seasons) < cycle or freedom < 1:
        return None
    yearly, both = _bases(tuple(places), cycle)
    without, within = _left_over(yearly, known), _left_over(both, known)
    if without <= 1e-12 * max(1.0, float(known @ known)):
        return None
    if within <= 1e-12 * without:
        return 0.0
    effects = cycle - 1
    ratio = ((without - within) / effects) / (within / freedom)
    return float(fdtrc(effects, freedom, max(ratio, 0.0)))


def is_seasonal(values: Sequence[float | None], *, cycle: int) -> bool:
    """Whether the series clearly repeats with the calendar; False where untestable."""
    chance = seasonal_p_value(values, cycle=cycle)
    return chance is not None and chance < SIGNIFICANCE


def differences_on_a_year_earlier(
    values: Sequence[float | None], *, cycle: int
) -> list[float | None]:
    """Each value less the one a cycle before; None where either is missing."""
    earlier: list[float | None] = [None] * min(cycle, len(values))
    earlier += list(values[:-cycle] if cycle < len(values) else ())
    return [
        None if value is None or before is None else value - before
        for value, before in zip(values, earlier, strict=True)
    ]


@lru_cache(maxsize=128)
def _bases(
    places: tuple[int, ...], cycle: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Orthonormal bases of the years and the line, and of these with the seasons.

    Kept, because most series of a store have the same places filled.
    """
    years = sorted({place // cycle for place in places})
    seasons = sorted({place % cycle for place in places})
    drift = np.array(places, dtype=float)[:, None]
    yearly = np.hstack(
        [_indicators([place // cycle for place in places], years), drift]
    )
    seasonal = _indicators([place % cycle for place in places], seasons[1:])
    return _basis(yearly), _basis(np.hstack([yearly, seasonal]))


def _indicators(places: Sequence[int], levels: Sequence[int]) -> NDArray[np.float64]:
    matches: NDArray[np.float64] = np.zeros((len(places), len(levels)))
    for row, place in enumerate(places):
        if place in levels:
            matches[row, levels.index(place)] = 1.0
    return matches


def _basis(design: NDArray[np.float64]) -> NDArray[np.float64]:
    """Directions of the design that are not each other's."""
    vectors, sizes, _ = np.linalg.svd(design, full_matrices=False)
    return vectors[:, sizes > sizes[0] * max(design.shape) * np.finfo(float).eps]


def _left_over(basis: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    """The sum of squares that the basis does not explain."""
    left = values - basis @ (basis.T @ values)
    return float(left @ left)
