"""Which period is shown: the one asked for where it can be, else the latest."""

import pytest

from dashboard.choosing import can_show, choose_period
from dashboard.measures import Measure
from dashboard.periods import Window
from dashboard.view_state import Note
from tests.factories import (
    make_measure,
    make_rate,
    make_score,
    make_state,
    months,
    period,
)

TWO_YEARS = (*months(2014), *months(2015, 1, 11))
QUARTERS = (201704, 201707, 201710, 201801, 201804, 201807, 201810, 201901)


def chosen(
    measure: Measure, present: tuple[int, ...], window: str = "", text: str = ""
) -> tuple[str, str, list[Note]]:
    """The window and period shown, and the notes."""
    state = make_state(window=window, period=text)
    _, shown, found, notes = choose_period(measure, state, present=present)
    return shown.value, found.label if found else "", notes


def test_the_latest_year_is_shown_when_nothing_is_chosen() -> None:
    assert chosen(make_measure(), TWO_YEARS) == ("year", "2015", [])
    assert chosen(make_rate(), QUARTERS) == ("year", "2018-19", [])


@pytest.mark.parametrize(
    ("window", "text"),
    [
        ("year", "2014"),
        ("month", "2014-07"),
        ("quarter", "2015-Q4"),
        ("rolling_year", "2014-12/2015-11"),
    ],
)
def test_a_period_that_is_there_is_shown(window: str, text: str) -> None:
    assert chosen(make_measure(), TWO_YEARS, window, text) == (window, text, [])


@pytest.mark.parametrize(
    ("window", "text", "instead"),
    [
        ("year", "1999", "2015"),
        ("year", "2014-07", "2015"),
        ("month", "2015-12", "2015-11"),
        ("rolling_year", "2015", "2014-12/2015-11"),
        ("year", "soon", "2015"),
    ],
)
def test_a_period_that_is_not_there_falls_back_with_a_note(
    window: str, text: str, instead: str
) -> None:
    shown, found, notes = chosen(make_measure(), TWO_YEARS, window, text)
    assert (shown, found) == (window, instead)
    assert notes == [Note("bad_value", "period", text)]


def test_a_window_the_measure_does_not_have_falls_back_with_a_note() -> None:
    shown, _, notes = chosen(make_rate(), QUARTERS, "month")
    assert shown == "year"
    assert notes == [Note("bad_value", "window", "month")]


def test_nothing_loaded_shows_nothing_and_blames_no_link() -> None:
    assert chosen(make_measure(), (), "month", "2014-07") == ("year", "", [])


def test_a_calendar_year_can_be_made_of_quarters_though_it_is_not_usual() -> None:
    """A link from a monthly measure keeps its year; it comes last among the choices."""
    state = make_state(window="year", period="2017")
    choices, _, found, notes = choose_period(make_rate(), state, present=QUARTERS)
    assert found == period("2017")
    assert notes == []
    assert [(c.period.label, c.present, c.expected) for c in choices.periods] == [
        ("2018-19", 4, 4),
        ("2017-18", 4, 4),
        ("2017", 3, 4),
    ]


def test_a_score_cannot_be_made_of_another_year() -> None:
    _, found, notes = chosen(make_score(), (201704, 201804), "year", "2018")
    assert found == "2018-19"
    assert notes == [Note("bad_value", "period", "2018")]


def test_only_windows_that_something_fills_are_offered() -> None:
    state = make_state()
    choices, *_ = choose_period(make_measure(), state, present=months(2014, 1, 3))
    assert choices.windows == (Window.MONTH, Window.QUARTER, Window.YEAR)


def test_a_rolling_year_can_be_shown_only_whole() -> None:
    year = period("2015")
    measure = make_measure()
    assert can_show(year, measure, Window.YEAR, present=TWO_YEARS)
    assert not can_show(year, measure, Window.ROLLING_YEAR, present=TWO_YEARS)
    assert not can_show(year, make_score(), Window.MONTH, present=TWO_YEARS)
