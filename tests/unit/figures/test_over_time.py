from datetime import date

from dashboard.figures.over_time import gaps, last_place, units_once, year_ticks
from dashboard.periods import Period


def months(first: date, *, step: int, span: int, count: int) -> list[Period]:
    start = first.year * 12 + first.month - 1
    at = [start + step * n for n in range(count)]
    return [Period(date(n // 12, n % 12 + 1, 1), span) for n in at]


def test_quarters_name_the_year_at_the_quarter_with_january() -> None:
    quarters = months(date(2014, 7, 1), step=3, span=3, count=8)
    assert year_ticks(quarters, room=300) == [(2, "2015"), (6, "2016")]


def test_years_are_named_by_their_own_label() -> None:
    years = months(date(2014, 4, 1), step=12, span=12, count=3)
    named = [(0, "2014/15"), (1, "2015/16"), (2, "2016/17")]
    assert year_ticks(years, room=300) == named


def test_rolling_years_are_named_by_the_month_they_end_in() -> None:
    rolling = months(date(2014, 1, 1), step=1, span=12, count=14)
    assert year_ticks(rolling, room=300) == [(1, "2015"), (13, "2016")]


def test_years_that_do_not_fit_are_thinned_evenly() -> None:
    years = months(date(2001, 1, 1), step=12, span=12, count=12)
    shown = year_ticks(years, room=160)
    assert [place for place, _ in shown] == [0, 3, 6, 9]


def test_one_period_is_named() -> None:
    assert year_ticks(months(date(2014, 1, 1), step=12, span=12, count=1), room=99) == [
        (0, "2014")
    ]
    assert year_ticks([], room=99) == []


def test_the_unit_stays_on_the_last_label_only() -> None:
    assert units_once(["80%", "82%", "84%"]) == ["80", "82", "84%"]


def test_gaps_are_where_there_is_no_value() -> None:
    assert gaps((None, 1.0, None, None, 0.0)) == [range(1), range(2, 4)]


def test_a_value_of_nought_is_a_value() -> None:
    assert last_place((1.0, 0.0, None)) == 1
    assert last_place((None, None)) is None
