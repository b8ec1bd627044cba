"""When a sign of special cause could be seen, and whether it still holds."""

from collections.abc import Sequence

import pytest

from dashboard.charting import ControlChart, build_control_chart
from dashboard.measures import Measure
from dashboard.periods import shift
from dashboard.signs import Sign, find_signs
from dashboard.stats.spc import PointType, Rule
from dashboard.stats.spc_rules import Side
from tests.factories import make_history, make_measure

CONCERN, IMPROVEMENT = PointType.CONCERN, PointType.IMPROVEMENT
#: Neighbours far apart, so that the limits are wide and only the rules under test fire.
WIDE = [
    790, 810, 790, 810, 800, 792, 808, 794, 806, 790,
    810, 792, 808, 800, 790, 810, 792, 808, 790, 810,
]  # fmt: skip


def chart_of(
    values: Sequence[int | None], measure: Measure | None = None
) -> ControlChart:
    cells = {
        shift(201401, place): (float(value), 1000.0)
        for place, value in enumerate(values)
        if value is not None
    }
    return build_control_chart(make_history({"A": cells}, measure), "A")


def only(signs: tuple[Sign, ...]) -> Sign:
    (sign,) = signs
    return sign


def test_a_stable_series_shows_no_sign() -> None:
    assert find_signs(chart_of(WIDE), CONCERN) == ()
    assert find_signs(chart_of(WIDE), IMPROVEMENT) == ()


def test_a_point_below_the_limits_is_new_at_once() -> None:
    sign = only(find_signs(chart_of([*WIDE, 400]), CONCERN))
    assert (sign.rule, sign.side) == (Rule.ASTRONOMICAL, Side.LOW)
    assert (sign.start, sign.seen, sign.last) == (20, 20, 20)
    assert sign.is_new
    assert not sign.has_passed
    assert sign.distance > 2.66 / 1.128


@pytest.mark.parametrize(("later", "told"), [(1, 1), (2, 1), (3, 0)])
def test_a_single_point_is_told_for_three_periods(later: int, told: int) -> None:
    chart = chart_of([*WIDE, 400, *[802, 796, 805][:later]])
    signs = find_signs(chart, CONCERN)
    assert len(signs) == told
    assert all(sign.has_passed for sign in signs)


@pytest.mark.parametrize("run", [7, 8, 9, 10])
def test_a_run_counts_as_new_from_its_seventh_point(run: int) -> None:
    low = [796, 794, 796, 792, 796, 794, 792, 796, 794, 796][:run]
    chart = chart_of([*WIDE, *WIDE, 820, *low])
    sign = only(tuple(s for s in find_signs(chart, CONCERN) if s.rule == Rule.SHIFT))
    assert sign.start == 41
    assert sign.seen == 47
    assert sign.is_new == (run < 10)
    assert not sign.has_passed


def test_a_run_that_has_ended_is_told_no_more() -> None:
    low = [796, 794, 796, 792, 796, 794, 792]
    assert find_signs(chart_of([*WIDE, *WIDE, 820, *low, 808]), CONCERN) == ()


def test_new_signs_come_before_lasting_ones_whatever_their_rule() -> None:
    values = [*WIDE, *WIDE, *[700] * 7, 720]
    signs = find_signs(chart_of(values), CONCERN)
    newness = [sign.is_new for sign in signs]
    assert newness == sorted(newness, reverse=True)
    assert {True, False} <= set(newness)


def test_two_far_points_with_one_between_them_are_one_sign() -> None:
    values = [*WIDE, *WIDE, 766, 792, 766]
    signs = find_signs(chart_of(values), CONCERN)
    sign = next(s for s in signs if s.rule == Rule.TWO_OF_THREE)
    assert (sign.start, sign.seen, sign.last) == (40, 42, 42)


def test_the_right_direction_is_no_concern() -> None:
    chart = chart_of([*WIDE, 990])
    assert find_signs(chart, CONCERN) == ()
    assert only(find_signs(chart, IMPROVEMENT)).side == Side.HIGH


def test_lower_may_be_better() -> None:
    measure = make_measure(polarity="lower_is_better")
    chart = chart_of([*WIDE, 400], measure)
    assert find_signs(chart, CONCERN) == ()
    assert only(find_signs(chart, IMPROVEMENT)).side == Side.LOW


def test_without_a_better_direction_there_is_neither() -> None:
    chart = chart_of([*WIDE, 400], make_measure(polarity="neither"))
    assert find_signs(chart, CONCERN) == ()
    assert find_signs(chart, IMPROVEMENT) == ()


def test_a_concern_that_has_turned_into_an_improvement_is_told_no_more() -> None:
    assert find_signs(chart_of([*WIDE, 500, 990]), CONCERN) == ()


def test_limits_on_trial_give_no_sign() -> None:
    assert find_signs(chart_of([*WIDE[:10], 200]), CONCERN) == ()


def test_a_sign_on_few_cases_is_marked_as_weak() -> None:
    cells = {shift(201401, n): (float(v), 1000.0) for n, v in enumerate(WIDE)}
    cells[shift(201401, 20)] = (4.0, 10.0)
    history = make_history({"A": cells}, make_measure(minimum_base=50))
    sign = only(find_signs(build_control_chart(history, "A"), CONCERN))
    assert sign.is_weak


def test_newness_counts_back_from_the_last_settled_period() -> None:
    chart = chart_of([*WIDE, 400, 810, 790, 820], make_measure(settles_after=2))
    sign = only(find_signs(chart, CONCERN))
    assert sign.is_new
    assert sign.has_passed


def test_an_old_sign_of_an_area_that_stopped_publishing_is_not_new() -> None:
    cells = {shift(201401, n): (float(v), 1000.0) for n, v in enumerate([*WIDE, 400])}
    others = {shift(201401, n): (800.0, 1000.0) for n in range(27)}
    history = make_history({"A": cells, "B": others})
    sign = only(find_signs(build_control_chart(history, "A"), CONCERN))
    assert not sign.is_new
    assert not sign.has_passed
