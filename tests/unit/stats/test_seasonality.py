"""A season is told from a drift, a step and chance."""

import random
from math import pi, sin

import pytest

from dashboard.stats.seasonality import (
    differences_on_a_year_earlier,
    is_seasonal,
    seasonal_p_value,
)


def _noise(count: int, *, seed: int = 7) -> list[float]:
    chance = random.Random(seed)
    return [chance.gauss(0, 1) for _ in range(count)]


def _wave(count: int, *, height: float) -> list[float]:
    return [
        height * sin(2 * pi * (place % 12) / 12) + noise
        for place, noise in enumerate(_noise(count))
    ]


def test_a_yearly_wave_is_a_season() -> None:
    assert is_seasonal(_wave(60, height=3), cycle=12)


def test_a_wave_with_missing_months_is_still_a_season() -> None:
    values: list[float | None] = list(_wave(60, height=3))
    values[10] = values[25] = values[26] = None
    assert is_seasonal(values, cycle=12)


NOTHING = [0.0] * 60
DRIFT = [place * 0.2 for place in range(60)]
STEP = [5.0 if place >= 24 else 0.0 for place in range(60)]


@pytest.mark.parametrize("shape", [NOTHING, DRIFT, STEP])
def test_chance_drift_and_step_are_no_season(shape: list[float]) -> None:
    values = [level + noise for level, noise in zip(shape, _noise(60), strict=True)]
    assert not is_seasonal(values, cycle=12)


def test_stable_series_are_seldom_called_seasonal() -> None:
    called = sum(is_seasonal(_noise(60, seed=seed), cycle=12) for seed in range(400))
    assert called <= 4


def test_two_cycles_cannot_be_judged() -> None:
    assert seasonal_p_value(_wave(35, height=3), cycle=12) is None


def test_a_constant_series_cannot_be_judged() -> None:
    assert seasonal_p_value([4.0] * 48, cycle=12) is None


def test_a_perfect_repetition_is_certain() -> None:
    assert seasonal_p_value([1.0, 5.0, 2.0, 4.0] * 5, cycle=4) == 0.0


def test_differences_need_both_ends() -> None:
    values = [1.0, 2.0, None, 4.0, 6.0, 5.0, 7.0, None]
    assert differences_on_a_year_earlier(values, cycle=4) == [
        None, None, None, None, 5.0, 3.0, None, None
    ]  # fmt: skip


def test_a_series_shorter_than_a_cycle_has_no_differences() -> None:
    assert differences_on_a_year_earlier([1.0, 2.0], cycle=12) == [None, None]
