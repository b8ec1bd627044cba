"""Late by the rhythm of the past and a stated allowance, never by a clock."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from dashboard.freshness import Freshness, find_freshness, reading_day
from dashboard.measures import Catalogue, Measure, Source
from dashboard.overview_words import recency_text
from dashboard.periods import Window
from dashboard.releases import Release
from tests.factories import ENGLISH, make_measure, make_rate, months, period

TODAY = date(2026, 1, 1)


def source(name: str) -> Source:
    return Source(id=name, title=name, title_cy=name, publisher="", licence="")


def release(number: int, publication: str, state: str = "current") -> Release:
    loaded = datetime(2026, 1, number, tzinfo=UTC)
    return Release(number, publication, "", None, loaded, 1, state, "")


def fresh(
    firsts: Iterable[int],
    *,
    measure: Measure | None = None,
    today: date = TODAY,
    releases: tuple[Release, ...] = (),
) -> Freshness:
    measure = measure or make_measure()
    catalogue = Catalogue([measure], {"case_outcomes": source("case_outcomes")})
    present = {measure.id: tuple(firsts)}
    (found,) = find_freshness(catalogue, present, releases, today=today)
    return found


@pytest.mark.parametrize(
    ("today", "late"), [(date(2025, 7, 31), False), (date(2025, 8, 1), True)]
)
def test_months_are_late_six_months_after_the_end_of_the_next(
    today: date, *, late: bool
) -> None:
    found = fresh(months(2024), today=today)
    assert found.latest == period("2024-12", Window.MONTH)
    assert found.expected == period("2025-01", Window.MONTH)
    assert found.due_on == date(2025, 7, 31)
    assert found.is_late == late


def test_quarters_are_late_five_months_after_the_end_of_the_next() -> None:
    found = fresh([202401, 202404], measure=make_rate())
    assert found.expected == period("2024-Q3", Window.QUARTER)
    assert found.due_on == date(2025, 2, 28)


def test_years_are_late_a_year_after_the_end_of_the_next() -> None:
    yearly = make_rate(frequency="year")
    found = fresh([202304, 202404], measure=yearly)
    assert found.expected == period("2025-26")
    assert found.due_on == date(2027, 3, 31)


def test_a_publication_that_comes_every_other_year_is_expected_so() -> None:
    biennial = make_rate(frequency="year")
    found = fresh([201804, 202004, 202204], measure=biennial)
    assert found.expected == period("2024-25")


def test_a_gap_in_the_past_changes_neither_rhythm_nor_what_is_due() -> None:
    gappy = [month for month in months(2024) if month not in (202403, 202404)]
    found = fresh(gappy)
    assert found.expected == period("2025-01", Window.MONTH)
    assert [p.label for p in found.missing] == ["2024-03", "2024-04"]


def test_with_nothing_loaded_nothing_is_late() -> None:
    found = fresh([])
    assert found.latest is None
    assert not found.is_late
    assert recency_text(found, ENGLISH) == "nothing loaded"


def test_measures_of_one_publication_are_one_entry() -> None:
    first, second = make_measure(), make_measure(id="other_rate")
    catalogue = Catalogue([first, second], {"case_outcomes": source("case_outcomes")})
    present = {"conviction_rate": months(2023), "other_rate": months(2024)}
    (found,) = find_freshness(catalogue, present, (), today=TODAY)
    assert found.latest == period("2024-12", Window.MONTH)
    assert {measure.id for measure in found.measures} == {first.id, second.id}


def test_it_names_the_newest_load_that_stands() -> None:
    loads = (
        release(4, "case_outcomes", "withdrawn"),
        release(3, "other"),
        release(2, "case_outcomes"),
        release(1, "case_outcomes"),
    )
    found = fresh(months(2024), releases=loads)
    assert found.release == loads[2]
    assert found.loaded_at == datetime(2026, 1, 2, tzinfo=UTC)


def test_a_demonstration_stands_for_every_publication() -> None:
    found = fresh(months(2024), releases=(release(1, "demonstration"),))
    assert found.release is not None
    assert found.release.publication == "demonstration"
    assert fresh(months(2024)).loaded_at is None


def test_real_figures_are_read_today() -> None:
    latest = [period("2025-12", Window.MONTH)]
    assert reading_day(date(2031, 5, 1), latest, is_demonstration=False) == date(
        2031, 5, 1
    )


def test_a_demonstration_is_read_in_its_own_calendar() -> None:
    latest = [period("2025-12", Window.MONTH), period("2025-Q2", Window.QUARTER)]
    day = reading_day(date(2031, 5, 1), latest, is_demonstration=True)
    assert day == date(2026, 3, 31)


def test_a_demonstration_is_never_read_in_the_future() -> None:
    latest = [period("2025-12", Window.MONTH)]
    day = reading_day(date(2026, 1, 9), latest, is_demonstration=True)
    assert day == date(2026, 1, 9)


def test_an_empty_demonstration_is_read_today() -> None:
    assert reading_day(TODAY, [], is_demonstration=True) == TODAY


def test_the_strip_says_how_far_figures_reach_and_what_never_came() -> None:
    gappy = [month for month in months(2024) if month != 202403]
    assert recency_text(fresh(months(2024)), ENGLISH) == "to December 2024"
    assert recency_text(fresh(gappy), ENGLISH) == (
        "to December 2024; 1 period was never published"
    )
