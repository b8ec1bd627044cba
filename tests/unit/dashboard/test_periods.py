"""Spans of time in links, in words, and put together from what is stored."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import (
    Frequency,
    Period,
    Window,
    count_present,
    offered_periods,
    parse_period,
    period_from,
    shift,
)
from tests.factories import ENGLISH, months, period

QUARTERS_2017_18 = [201704, 201707, 201710, 201801]


def firsts(periods: list[Period]) -> list[int]:
    return [found.first for found in periods]


@pytest.mark.parametrize(
    ("text", "window", "first", "length", "words"),
    [
        ("2014-07", Window.MONTH, 201407, 1, "July 2014"),
        ("2014-Q3", Window.QUARTER, 201407, 3, "July to September 2014"),
        ("2014", Window.YEAR, 201401, 12, "2014"),
        ("2017-18", Window.YEAR, 201704, 12, "2017/18"),
        ("1999-00", Window.YEAR, 199904, 12, "1999/00"),
        (
            "2013-12/2014-11",
            Window.ROLLING_YEAR,
            201312,
            12,
            "the 12 months to November 2014",
        ),
        ("2014", Window.ROLLING_YEAR, 201401, 12, "2014"),
        ("2010-11", Window.ROLLING_YEAR, 201004, 12, "2010/11"),
    ],
)
def test_a_period_is_read_from_a_link_and_written_back(
    text: str, window: Window, first: int, length: int, words: str
) -> None:
    found = parse_period(text, window)
    assert found is not None
    assert (found.first, found.months) == (first, length)
    assert found.label == text
    assert found.words(ENGLISH) == words
    is_year = found.months == 12 and found.start.month in (1, 4)
    assert found.short == (words if is_year else text)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("2014-13", Window.MONTH),
        ("2014-00", Window.MONTH),
        ("2014-07-01", Window.MONTH),
        ("2014", Window.MONTH),
        ("2014-Q5", Window.QUARTER),
        ("2014-07", Window.QUARTER),
        ("2014-07", Window.YEAR),
        ("2017-19", Window.YEAR),
        ("2014-11", Window.ROLLING_YEAR),
        ("2013-12/2014-10", Window.ROLLING_YEAR),
        ("2014-01/2014-12", Window.ROLLING_YEAR),
        ("0000", Window.YEAR),
        ("9999", Window.YEAR),
        ("٢٠١٤", Window.YEAR),
        (" 2014", Window.YEAR),
        ("2014\n", Window.YEAR),
        ("", Window.YEAR),
    ],
)
def test_what_names_no_period_of_the_window_is_none(text: str, window: Window) -> None:
    assert parse_period(text, window) is None


@given(
    year=st.integers(1801, 2199),
    month=st.integers(1, 12),
    window=st.sampled_from(Window),
)
def test_every_period_that_can_be_offered_is_read_back(
    year: int, month: int, window: Window
) -> None:
    """Also the rolling year to March 2011, whose label might have been a month."""
    starts = {Window.QUARTER: (month - 1) // 3 * 3 + 1, Window.YEAR: 1}
    first = year * 100 + starts.get(window, month)
    found = period_from(first, window.months)
    assert parse_period(found.label, window) == found


@given(st.text(max_size=20), st.sampled_from(Window))
def test_reading_a_period_never_raises(text: str, window: Window) -> None:
    found = parse_period(text, window)
    assert found is None or found.label == text


@given(st.integers(1, 9000), st.integers(1, 12), st.integers(-5000, 5000))
def test_shifting_months_there_and_back_changes_nothing(
    year: int, month: int, ahead: int
) -> None:
    start = year * 100 + month
    moved = shift(start, ahead)
    assert 1 <= moved % 100 <= 12
    assert shift(moved, -ahead) == start


def test_a_period_that_crosses_a_new_year_names_both_years() -> None:
    assert period_from(201712, 3).words(ENGLISH) == "December 2017 to February 2018"


def test_a_year_is_made_of_the_periods_that_are_stored() -> None:
    assert period("2014").parts(Frequency.MONTH) == tuple(months(2014))
    assert period("2017-18").parts(Frequency.QUARTER) == tuple(QUARTERS_2017_18)
    assert period("2014").parts(Frequency.YEAR) == (201401,)


def test_periods_are_offered_latest_first() -> None:
    offered = offered_periods(
        [*months(2014), *months(2015)],
        Frequency.MONTH,
        window=Window.YEAR,
        year_start=1,
    )
    assert [p.label for p in offered] == ["2015", "2014"]


def test_a_year_with_months_missing_is_offered() -> None:
    offered = offered_periods(
        months(2017, 7), Frequency.MONTH, window=Window.YEAR, year_start=1
    )
    assert [p.label for p in offered] == ["2017"]
    assert count_present(offered[0], months(2017, 7), Frequency.MONTH) == (6, 12)


def test_a_rolling_year_is_offered_only_whole() -> None:
    gap = [m for m in [*months(2014), *months(2015)] if m != 201411]
    offered = offered_periods(
        gap, Frequency.MONTH, window=Window.ROLLING_YEAR, year_start=1
    )
    assert firsts(offered) == [201501, 201412]


def test_a_rolling_year_of_quarters_is_four_of_them() -> None:
    offered = offered_periods(
        [*QUARTERS_2017_18, 201804],
        Frequency.QUARTER,
        window=Window.ROLLING_YEAR,
        year_start=4,
    )
    assert [p.label for p in offered] == ["2017-07/2018-06", "2017-18"]


def test_quarters_join_the_financial_year_they_are_in() -> None:
    offered = offered_periods(
        QUARTERS_2017_18, Frequency.QUARTER, window=Window.YEAR, year_start=4
    )
    assert [p.label for p in offered] == ["2017-18"]


def test_months_join_the_quarter_they_are_in() -> None:
    offered = offered_periods(
        [201412, 201501, 201503], Frequency.MONTH, window=Window.QUARTER, year_start=1
    )
    assert [p.label for p in offered] == ["2015-Q1", "2014-Q4"]


def test_a_yearly_series_keeps_the_years_it_is_published_in() -> None:
    """Calendar years of one series and financial ones of another are both whole."""
    for first, label in ((201704, "2017-18"), (201701, "2017")):
        offered = offered_periods(
            [first], Frequency.YEAR, window=Window.YEAR, year_start=1
        )
        assert [p.label for p in offered] == [label]


@pytest.mark.parametrize("window", [Window.MONTH, Window.QUARTER, Window.ROLLING_YEAR])
def test_a_yearly_series_offers_nothing_but_years(window: Window) -> None:
    present = [201701, 201801]
    assert not offered_periods(present, Frequency.YEAR, window=window, year_start=1)


def test_nothing_stored_offers_nothing() -> None:
    for window in Window:
        assert not offered_periods([], Frequency.MONTH, window=window, year_start=1)


@given(
    st.sets(st.integers(0, 60), max_size=30),
    st.sampled_from([Window.QUARTER, Window.YEAR]),
    st.sampled_from([1, 4]),
)
def test_each_stored_month_is_in_exactly_one_offered_period(
    places: set[int], window: Window, year_start: int
) -> None:
    present = {shift(201401, place) for place in places}
    offered = offered_periods(
        present, Frequency.MONTH, window=window, year_start=year_start
    )
    held = [m for p in offered for m in p.parts(Frequency.MONTH) if m in present]
    assert sorted(held) == sorted(present)


def test_an_earlier_period_sorts_before_a_later_one() -> None:
    assert period("2013") < period("2014") < Period(date(2014, 1, 1), 13)
