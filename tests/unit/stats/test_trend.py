import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, theilslopes

from dashboard.polarity import Polarity
from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.trend import (
    Trend,
    TrendPoint,
    mann_kendall,
    recent_trend,
    sen_slope,
    trend_label,
)


def points(values: list[float], *, half_width: float = 1) -> list[TrendPoint]:
    return [
        TrendPoint(value, value - half_width, value + half_width) for value in values
    ]


def test_a_steady_rise_is_increasing_and_its_mirror_decreasing() -> None:
    assert recent_trend(points([1, 3, 5, 7, 9]), kind="rate") is Trend.INCREASING
    assert recent_trend(points([9, 7, 5, 3, 1]), kind="rate") is Trend.DECREASING


def test_only_the_last_five_points_count() -> None:
    values = [90.0, 80.0, 1.0, 3.0, 5.0, 7.0, 9.0]

    assert recent_trend(points(values), kind="proportion") is Trend.INCREASING


def test_a_rise_within_its_intervals_is_no_significant_change() -> None:
    wide = points([1, 3, 5, 7, 9], half_width=20)

    assert recent_trend(wide, kind="rate") is Trend.NO_SIGNIFICANT_CHANGE


def test_a_trend_that_hangs_on_one_point_is_no_significant_change() -> None:
    spike = points([5, 4.9, 4.8, 4.7, 9], half_width=0.3)

    assert recent_trend(spike, kind="rate") is Trend.NO_SIGNIFICANT_CHANGE


@pytest.mark.parametrize(
    ("series", "kind"),
    [
        (points([1, 3, 5, 7]), "rate"),
        (points([1, 3, 5, 7, 9], half_width=0), "rate"),
        (points([1, 3, 5, 7, 9]), "duration"),
        ([*points([1, 3, 5, 7]), TrendPoint(9, None, 10)], "rate"),
        ([*points([0, 1, 3, 5, 7]), TrendPoint(None, None, None)], "rate"),
    ],
)
def test_too_little_to_go_on_cannot_be_calculated(
    series: list[TrendPoint], kind: str
) -> None:
    assert recent_trend(series, kind=kind) is Trend.CANNOT_BE_CALCULATED


@pytest.mark.parametrize(
    ("trend", "polarity", "label"),
    [
        (Trend.INCREASING, Polarity.HIGHER_IS_BETTER, "_and_getting_better"),
        (Trend.INCREASING, Polarity.LOWER_IS_BETTER, "_and_getting_worse"),
        (Trend.DECREASING, Polarity.HIGHER_IS_BETTER, "_and_getting_worse"),
        (Trend.DECREASING, Polarity.LOWER_IS_BETTER, "_and_getting_better"),
        (Trend.DECREASING, Polarity.NEITHER, ""),
        (Trend.NO_SIGNIFICANT_CHANGE, Polarity.LOWER_IS_BETTER, ""),
        (Trend.CANNOT_BE_CALCULATED, Polarity.HIGHER_IS_BETTER, ""),
    ],
)
def test_polarity_says_whether_a_trend_is_better(
    trend: Trend, polarity: Polarity, label: str
) -> None:
    assert trend_label(trend, polarity=polarity) == f"{trend}{label}"


def test_equal_values_have_no_trend_and_p_one() -> None:
    found = mann_kendall([3] * 10)

    assert (found.s, found.variance, found.z, found.p_value) == (0, 0, 0, 1)
    assert found.trend is Trend.NO_SIGNIFICANT_CHANGE


def test_seven_values_are_too_few_to_show_and_missing_ones_do_not_count() -> None:
    rising = [float(place) for place in range(7)]

    assert mann_kendall(rising).reason is Reason.TOO_FEW_VALUES
    assert mann_kendall([*rising, None]).z is None
    assert mann_kendall([*rising, 7]).trend is Trend.INCREASING
    assert mann_kendall(rising, minimum_values=2).s == 21


@given(st.lists(st.integers(-5, 5), min_size=8, max_size=40))
def test_s_is_kendalls_count_of_pairs(values: list[int]) -> None:
    found = mann_kendall(values)
    pairs = sum(
        (later > earlier) - (later < earlier)
        for place, earlier in enumerate(values)
        for later in values[place + 1 :]
    )

    assert found.s == pairs
    tau = float(kendalltau(range(len(values)), values).statistic)
    if pairs:
        assert (tau > 0) == (pairs > 0)


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=30))
def test_sens_slope_is_scipys(values: list[int]) -> None:
    assert sen_slope(values) == pytest.approx(
        float(theilslopes(values).slope), abs=1e-12
    )


def test_a_gap_keeps_its_width() -> None:
    assert sen_slope([0, None, None, 3]) == 1
    assert sen_slope([0, 3]) == 3
    assert sen_slope([4, None]) is None


def test_what_is_no_number_is_refused() -> None:
    for test in (mann_kendall, sen_slope):
        with pytest.raises(Refused):
            test([1.0, float("inf")] * 5)
