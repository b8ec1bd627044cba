"""A pair shows two measures over the same span, one mark an area and one path."""

from collections.abc import Mapping

from dashboard.history import History, build_history
from dashboard.pairs import Pair, build_pair, pair_periods
from dashboard.periods import Window
from tests.factories import (
    make_count,
    make_geography,
    make_history,
    make_measure,
    make_rate,
    make_score,
    months,
    period,
)

MONTHLY = make_measure()
QUARTERLY = make_measure(id="charged", frequency="quarter", year="financial",
                         phrase="charge rate")  # fmt: skip
GEOGRAPHY = make_geography("AB")
QUARTERS_2024 = [202401, 202404, 202407, 202410]


def found(
    *, asked: str = "", monthly: list[int], quarterly: list[int]
) -> tuple[Window, list[str]] | None:
    both = pair_periods(MONTHLY, QUARTERLY, asked=asked, present=(monthly, quarterly))
    return None if both is None else (both[0], [p.label for p in both[1]])


def test_months_are_put_together_into_the_quarters_of_the_other() -> None:
    assert found(monthly=months(2024), quarterly=QUARTERS_2024) == (
        Window.QUARTER,
        ["2024-Q4", "2024-Q3", "2024-Q2", "2024-Q1"],
    )


def test_only_periods_that_both_cover_in_full_are_taken() -> None:
    gappy = [month for month in months(2024) if month != 202405]
    assert found(monthly=gappy, quarterly=QUARTERS_2024[:3]) == (
        Window.QUARTER,
        ["2024-Q3", "2024-Q1"],
    )


def test_the_window_asked_for_is_taken_where_both_have_it() -> None:
    monthly = months(2024) + months(2025, 1, 3)
    quarterly = [*QUARTERS_2024, 202501]
    by_year = found(asked="year", monthly=monthly, quarterly=quarterly)
    # The year is the financial one of the measure that comes by the quarter.
    assert by_year == (Window.YEAR, ["2024-25"])
    assert found(asked="month", monthly=monthly, quarterly=quarterly) is not None


def test_a_window_without_a_whole_period_gives_way_to_the_shortest() -> None:
    shown = found(asked="year", monthly=months(2024), quarterly=QUARTERS_2024[:2])
    assert shown == (Window.QUARTER, ["2024-Q2", "2024-Q1"])


def test_measures_that_never_meet_make_no_pair() -> None:
    assert found(monthly=months(2023), quarterly=QUARTERS_2024) is None
    score, rate = make_score(), make_rate(frequency="month")
    meeting = pair_periods(score, rate, asked="", present=([202404], months(2024)))
    assert meeting is None


def quarterly_history(areas: Mapping[str, Mapping[int, float]]) -> History:
    counts = [
        make_count(code, month, value, series=series, frequency="quarter")
        for code, row in areas.items()
        for month, charged in row.items()
        for series, value in (("convicted", charged), ("not_convicted", 100 - charged))
    ]
    return build_history(QUARTERLY, counts)


def pair_of(own: Mapping[int, float]) -> Pair:
    monthly = make_history(
        {
            code: dict.fromkeys(months(2024), (80.0 + place, 100.0))
            for place, code in enumerate("AB")
        }
    )
    quarterly = quarterly_history({"A": own, "B": {202410: 9.0}})
    both = pair_periods(
        MONTHLY, QUARTERLY, asked="", present=(months(2024), QUARTERS_2024)
    )
    assert both is not None
    return build_pair(
        (monthly, quarterly), GEOGRAPHY, "A", window=both[0], periods=both[1]
    )


def test_every_area_has_a_place_in_the_latest_period() -> None:
    pair = pair_of({202401: 6.0, 202407: 7.0, 202410: 8.0})
    assert pair.period == period("2024-Q4", Window.QUARTER)
    assert {
        code: (place.first.value, place.second.value)
        for code, place in pair.places.items()
    } == {"A": (0.8, 0.08), "B": (0.81, 0.09)}


def test_the_path_runs_from_the_oldest_and_keeps_its_gaps() -> None:
    pair = pair_of({202401: 6.0, 202407: 7.0, 202410: 8.0})
    assert [place.period.label for place in pair.path] == [
        "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4",
    ]  # fmt: skip
    assert [place.is_whole for place in pair.path] == [True, False, True, True]
