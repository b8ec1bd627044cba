from datetime import date

import pytest

from dashboard.charting import Target
from dashboard.measures import Polarity
from dashboard.periods import Period
from dashboard.plan.model import Level, PlannedMeasure
from dashboard.plan.trajectory import (
    Track,
    build_trajectory,
    last_month,
    planned_levels,
    track,
)
from tests.factories import make_measure
from tests.unit.figures.charts import STEADY, make_chart

TARGET = Target(0.9, "2026-03")


def planned(
    trajectory: str,
    *points: tuple[str, float],
    baseline: tuple[str, float] | None = ("2025-03", 0.8),
) -> PlannedMeasure:
    return PlannedMeasure(
        "conviction_rate",
        is_balancing=False,
        baseline=Level(*baseline) if baseline else None,
        trajectory=trajectory,
        points=tuple(Level(*point) for point in points),
    )


@pytest.mark.parametrize(
    ("label", "month"),
    [
        ("2026-03", 202603),
        ("2026-Q1", 202603),
        ("2026", 202612),
        ("2025-26", 202603),
        ("2011-12", 201112),
        ("soon", None),
    ],
)
def test_a_period_ends_with_a_month(label: str, month: int | None) -> None:
    assert last_month(label) == month


def test_a_straight_way_rises_evenly_and_stays_at_the_target() -> None:
    way = build_trajectory(planned("straight"), TARGET)
    assert way is not None
    assert way.level(202502) is None
    assert way.level(202503) == pytest.approx(0.8)
    assert way.level(202509) == pytest.approx(0.85)
    assert way.level(202603) == pytest.approx(0.9)
    assert way.level(203001) == pytest.approx(0.9)
    assert way.due == 202603


def test_dated_levels_are_joined_by_straight_lines() -> None:
    way = build_trajectory(planned("points", ("2025-09", 0.89)), TARGET)
    assert way is not None
    assert way.level(202506) == pytest.approx(0.845)
    assert way.level(202512) == pytest.approx(0.895)


def test_a_step_keeps_the_baseline_until_it_is_due() -> None:
    way = build_trajectory(planned("step"), TARGET)
    assert way is not None
    assert way.level(202602) == 0.8
    assert way.level(202603) == 0.9


def test_there_is_no_way_without_a_target_or_a_plan() -> None:
    assert build_trajectory(planned("straight"), None) is None
    assert build_trajectory(planned(""), TARGET) is None
    assert build_trajectory(planned("straight"), Target(0.9, "soon")) is None


def test_a_level_is_that_of_the_end_of_a_period() -> None:
    way = build_trajectory(planned("straight"), TARGET)
    assert way is not None
    quarter = Period(date(2025, 7, 1), 3)
    assert list(planned_levels(way, [quarter])) == pytest.approx([0.85])


@pytest.mark.parametrize(
    ("level", "polarity", "found"),
    [
        (0.99, Polarity.HIGHER_IS_BETTER, Track.BEHIND),
        (0.5, Polarity.HIGHER_IS_BETTER, Track.AHEAD),
        (0.99, Polarity.LOWER_IS_BETTER, Track.AHEAD),
        (0.5, Polarity.LOWER_IS_BETTER, Track.BEHIND),
        (sum(STEADY) / len(STEADY), Polarity.HIGHER_IS_BETTER, Track.AS_PLANNED),
    ],
)
def test_the_usual_range_is_held_against_the_planned_level(
    level: float, polarity: Polarity, found: Track
) -> None:
    chart = make_chart(STEADY, measure=make_measure(polarity=polarity.value))
    way = build_trajectory(
        planned("straight", baseline=("2010-01", level)), Target(level, "2040")
    )
    assert track(way, chart) == found


def test_a_step_expects_nothing_before_its_day() -> None:
    chart = make_chart(STEADY)
    way = build_trajectory(
        planned("step", baseline=("2010-01", 0.1)), Target(0.99, "2040")
    )
    assert track(way, chart) == Track.NOT_YET


def test_nothing_is_said_of_trial_limits_or_without_a_way() -> None:
    way = build_trajectory(planned("straight"), TARGET)
    assert track(way, make_chart(STEADY[:5])) == Track.UNKNOWN
    assert track(None, make_chart(STEADY)) == Track.UNKNOWN
    assert track(way, None) == Track.UNKNOWN
