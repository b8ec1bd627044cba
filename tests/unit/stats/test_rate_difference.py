"""The difference of two rates has the limits its two intervals give it."""

from math import sqrt

import numpy as np
import pytest

from dashboard.stats.intervals import Method
from dashboard.stats.rates import crude_rate, rate_difference
from dashboard.stats.refusals import Refused


def test_each_limit_joins_the_near_limits_of_the_two() -> None:
    found = rate_difference((60, 1000), (40, 2000), multiplier=1000)
    one = crude_rate(60, 1000, multiplier=1000)
    two = crude_rate(40, 2000, multiplier=1000)
    assert found.value == pytest.approx(40)
    assert found.lower == pytest.approx(
        40 - sqrt((60 - (one.lower or 0)) ** 2 + ((two.upper or 0) - 20) ** 2)
    )
    assert found.upper == pytest.approx(
        40 + sqrt(((one.upper or 0) - 60) ** 2 + (20 - (two.lower or 0)) ** 2)
    )
    assert found.method == Method.VARIANCE_RECOVERY


def test_the_other_way_round_it_is_the_same_with_its_sign_turned() -> None:
    forwards = rate_difference((60, 1000), (40, 2000))
    backwards = rate_difference((40, 2000), (60, 1000))
    assert forwards.value == pytest.approx(-(backwards.value or 0))
    assert forwards.lower == pytest.approx(-(backwards.upper or 0))
    assert forwards.upper == pytest.approx(-(backwards.lower or 0))


def test_a_rate_known_almost_exactly_leaves_the_other_its_own_interval() -> None:
    own = crude_rate(60, 1000)
    found = rate_difference((60, 1000), (5e9, 1e11))
    assert found.lower == pytest.approx((own.lower or 0) - 0.05, abs=1e-5)
    assert found.upper == pytest.approx((own.upper or 0) - 0.05, abs=1e-5)


def test_about_one_interval_in_twenty_misses_the_true_difference() -> None:
    chance = np.random.default_rng(20240501)
    true = 0.04 - 0.03
    draws = zip(chance.poisson(40, 2000), chance.poisson(90, 2000), strict=True)
    missed = 0
    for first, second in draws:
        found = rate_difference((float(first), 1000), (float(second), 3000))
        assert found.lower is not None
        assert found.upper is not None
        missed += not found.lower <= true <= found.upper
    assert 0.03 < missed / 2000 < 0.07


def test_missing_counts_give_no_difference() -> None:
    assert rate_difference((None, 1000), (40, 2000)).value is None
    assert rate_difference((60, 1000), (40, None)).lower is None


def test_without_people_there_is_no_rate_to_compare() -> None:
    with pytest.raises(Refused):
        rate_difference((60, 0), (40, 2000))
