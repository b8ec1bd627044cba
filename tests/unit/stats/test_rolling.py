import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.rolling import (
    complete_calendar,
    percentage_change,
    rolling_mean,
    rolling_ratio,
    rolling_sum,
)

months = st.lists(st.one_of(st.none(), st.integers(0, 1000)), max_size=40)


def test_the_first_eleven_months_have_no_rolling_figure() -> None:
    assert rolling_sum([1] * 13) == [None] * 11 + [12, 12]


def test_a_missing_month_breaks_every_window_that_holds_it() -> None:
    values = [*[1.0] * 12, None, *[1.0] * 12]

    sums = rolling_sum(values)

    assert sums[11] == 12
    assert sums[12:24] == [None] * 12
    assert sums[24] == 12


@given(months, st.integers(1, 14))
def test_a_rolling_sum_adds_its_window_or_is_missing(
    values: list[float | None], window: int
) -> None:
    for place, found in enumerate(rolling_sum(values, window)):
        part = values[max(0, place - window + 1) : place + 1]
        known = [month for month in part if month is not None]
        is_full = len(known) == window
        assert found == (sum(known) if is_full else None)


def test_numerators_and_denominators_are_added_before_dividing() -> None:
    ratios = rolling_ratio([1, 9, 0], [1, 99, 0], window=2)

    assert ratios == [None, 0.1, pytest.approx(9 / 99)]


def test_a_window_without_cases_has_no_ratio() -> None:
    assert rolling_ratio([0, 0], [0, 0], window=2) == [None, None]


def test_a_gap_in_either_count_leaves_the_ratio_missing() -> None:
    assert rolling_ratio([1, None], [2, 2], window=1) == [0.5, None]
    assert rolling_ratio([1, 1], [2, None], window=1) == [0.5, None]


def test_a_stock_takes_the_mean_of_its_months() -> None:
    assert rolling_mean([3, 4, 8], 2) == [None, 3.5, 6]


def test_a_month_that_is_not_listed_becomes_a_gap() -> None:
    assert complete_calendar([5, 6, 9], [1, 2, 3]) == [1, 2, None, None, 3]
    assert complete_calendar([], []) == []


@pytest.mark.parametrize("order", [[2, 1], [1, 1]])
def test_months_out_of_order_are_refused(order: list[int]) -> None:
    with pytest.raises(Refused):
        complete_calendar(order, [1, 2])


def test_unusable_windows_and_lengths_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        rolling_sum([1], 0)
    assert refusal.value.reason is Reason.UNUSABLE_SETTING
    with pytest.raises(Refused):
        rolling_ratio([1], [1, 2])
    with pytest.raises(Refused):
        complete_calendar([1], [])


def test_change_from_nothing_is_not_available() -> None:
    assert percentage_change(3, 0) is None
    assert percentage_change(None, 4) is None
    assert percentage_change(3, 4) == -25
