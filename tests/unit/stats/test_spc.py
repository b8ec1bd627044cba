import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.polarity import Polarity
from dashboard.stats.control_charts import (
    c_chart_limits,
    p_chart_limits,
    u_chart_limits,
)
from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.spc import (
    Assurance,
    PointType,
    Rule,
    Signal,
    Variation,
    XmrLimits,
    assurance,
    point_type,
    variation,
    xmr_chart,
    xmr_limits,
)
from dashboard.stats.spc_rules import Side, shifts, trends, two_of_three

HIGH, LOW = Side.HIGH, Side.LOW
UP = Polarity.HIGHER_IS_BETTER
DOWN = Polarity.LOWER_IS_BETTER

series = st.lists(
    st.one_of(st.none(), st.integers(-20, 20).map(lambda n: n / 4)), max_size=45
)


def wobble(count: int, *, around: float = 10) -> list[float | None]:
    return [around + (1 if place % 2 else -1) for place in range(count)]


def test_limits_are_266_mean_moving_ranges_from_the_mean() -> None:
    limits = xmr_limits([1, 3, 2, 2])

    assert limits.mean == 2
    assert limits.mean_moving_range == 1
    assert (limits.lower, limits.upper) == (2 - 2.66, 2 + 2.66)
    assert limits.range_limit == 3.267


def test_one_point_has_a_mean_and_neither_limits_nor_rules() -> None:
    chart = xmr_chart([5], polarity=UP)

    assert chart.phases[0].limits == XmrLimits(5, None, None, None)
    assert chart.points[0].signals == ()
    assert chart.points[0].type is PointType.COMMON_CAUSE
    assert chart.variation is Variation.NOT_ENOUGH_DATA


def test_an_empty_series_has_no_phase() -> None:
    chart = xmr_chart([], polarity=UP, target=3)

    assert (chart.points, chart.phases) == ((), ())
    assert chart.variation is Variation.NOT_ENOUGH_DATA
    assert chart.assurance is Assurance.NOT_ENOUGH_DATA


def test_twelve_points_give_trial_limits_and_thirteen_give_icons() -> None:
    twelve = xmr_chart(wobble(12), polarity=UP, target=50)
    thirteen = xmr_chart(wobble(13), polarity=UP, target=50)

    assert twelve.phases[0].limits.upper is not None
    assert twelve.phases[0].is_trial
    assert twelve.variation is Variation.NOT_ENOUGH_DATA
    assert twelve.assurance is Assurance.NOT_ENOUGH_DATA
    assert not thirteen.phases[0].is_trial
    assert thirteen.variation is Variation.COMMON_CAUSE
    assert thirteen.assurance is Assurance.NOT_MET


def test_missing_months_do_not_count_towards_thirteen_points() -> None:
    chart = xmr_chart([*wobble(12), None, None], polarity=UP)

    assert chart.phases[0].points == 12
    assert chart.variation is Variation.NOT_ENOUGH_DATA


def test_icons_follow_the_latest_phase_alone() -> None:
    values = [*wobble(20), *wobble(12, around=90)]

    assert xmr_chart(values, polarity=UP, phase_starts=[20]).variation is (
        Variation.NOT_ENOUGH_DATA
    )
    assert xmr_chart(values, polarity=UP).variation is Variation.IMPROVEMENT_HIGH


def test_equal_values_have_limits_on_the_mean_and_no_signals() -> None:
    third = 0.1 + 0.2
    chart = xmr_chart([0.3, third] * 12, polarity=UP)

    limits = chart.phases[0].limits
    assert limits.lower == pytest.approx(limits.upper)
    assert {point.type for point in chart.points} == {PointType.COMMON_CAUSE}
    assert xmr_limits([4] * 20, is_screened=True).upper == 4


def test_no_moving_range_crosses_a_missing_month() -> None:
    assert xmr_limits([1, 2, None, 100, 101]).mean_moving_range == 1
    assert xmr_limits([1, None, 100]).lower is None
    assert xmr_limits([None, None]).mean is None


def test_a_missing_month_keeps_its_place_without_a_class() -> None:
    chart = xmr_chart([*wobble(7), None, *wobble(8)], polarity=UP)

    assert chart.points[7].value is None
    assert chart.points[7].type is None
    assert chart.points[7].signals == ()
    assert len(chart.points) == 16


def test_the_icon_follows_the_latest_month_that_has_a_value() -> None:
    values = [*wobble(20), 60.0]

    assert xmr_chart(values, polarity=DOWN).variation is Variation.CONCERN_HIGH
    assert xmr_chart([*values, None], polarity=DOWN).variation is (
        Variation.CONCERN_HIGH
    )


@pytest.mark.parametrize("breaker", [None, 5])
def test_a_gap_or_a_point_on_the_mean_ends_a_shift(breaker: float | None) -> None:
    six: list[float | None] = [6] * 6

    assert shifts([*six, 6], [5] * 7) == [HIGH] * 7
    assert shifts([*six, breaker, *six], [5] * 13) == [None] * 13


def test_a_mean_that_arithmetic_put_off_by_a_hair_still_breaks_a_run() -> None:
    values = [1, 1, 1, 0.1 + 0.2, 1, 1, 1]

    assert shifts(values, [0.3] * 7) == [None] * 7


@pytest.mark.parametrize("breaker", [None, 6])
def test_a_gap_or_an_equal_neighbour_ends_a_trend(breaker: float | None) -> None:
    assert trends([1, 2, 3, 4, 5, 6, 7]) == [HIGH] * 7
    assert trends([1, 2, 3, 4, 5, 6, breaker, 7, 8, 9]) == [None] * 10


def test_seven_points_make_a_trend_and_six_do_not() -> None:
    assert trends([7, 6, 5, 4, 3, 2]) == [None] * 6
    assert trends([7, 6, 5, 4, 3, 2, 1]) == [LOW] * 7


def test_a_turning_point_takes_the_later_direction() -> None:
    signs = trends([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1])

    assert signs == [HIGH] * 6 + [LOW] * 7


def test_two_of_three_needs_all_three_on_one_side_and_counts_points_beyond() -> None:
    def signs(values: list[float | None]) -> list[Side | None]:
        return two_of_three(values, mean=0, lower_limit=-3, upper_limit=3)

    assert signs([2.5, 1, 2.5]) == [HIGH, None, HIGH]
    assert signs([2.5, -1, 2.5]) == [None] * 3
    assert signs([2.5, 0, 2.5]) == [None] * 3
    assert signs([2.5, None, 2.5]) == [None] * 3
    assert signs([2, 2, 2]) == [None] * 3
    assert signs([-4, -1, -2.5]) == [LOW, None, LOW]


def test_a_phase_restarts_limits_ranges_and_runs() -> None:
    values: list[float | None] = [1, 2, 3, 4, 5, 6, 7, 8]

    whole = xmr_chart(values, polarity=UP)
    split = xmr_chart(values, polarity=UP, phase_starts=[4])

    assert Signal(Rule.TREND, HIGH) in whole.points[0].signals
    assert all(point.signals == () for point in split.points)
    assert [phase.limits.mean for phase in split.phases] == [2.5, 6.5]
    assert [(phase.start, phase.stop) for phase in split.phases] == [(0, 4), (4, 8)]
    assert [point.phase for point in split.points] == [0] * 4 + [1] * 4


def test_a_baseline_sets_the_limits_of_the_whole_phase() -> None:
    values: list[float | None] = [1, 3, None, 1, 3, 50, 60]

    assert xmr_limits(values, baseline_length=4) == xmr_limits([1, 3, None, 1, 3])
    assert xmr_limits(values, baseline_length=99) == xmr_limits(values)


def test_screening_drops_an_outlying_range_once() -> None:
    values: list[float | None] = [10, 11, 10, 11, 10, 11, 40, 11, 10, 11, 10, 11]

    unscreened, screened = xmr_limits(values), xmr_limits(values, is_screened=True)

    assert unscreened.mean_moving_range == pytest.approx(67 / 11)
    assert screened.mean_moving_range == 1
    assert screened.mean == unscreened.mean


def test_opposite_signals_at_a_point_show_improvement() -> None:
    both = (Signal(Rule.ASTRONOMICAL, LOW), Signal(Rule.TREND, HIGH))

    assert point_type(both, polarity=UP) is PointType.IMPROVEMENT
    assert point_type(both, polarity=DOWN) is PointType.IMPROVEMENT
    assert point_type(both, polarity=Polarity.NEITHER) is PointType.NEUTRAL_LOW
    assert point_type(both[::-1], polarity=Polarity.NEITHER) is PointType.NEUTRAL_LOW


def test_signals_are_listed_in_the_order_that_names_a_point() -> None:
    values = [*([10.0, 11.0] * 10), 20.0, 21.0, 22.0, 23.0, 24.0, 25.0, 26.0]
    latest = xmr_chart(values, polarity=UP).points[-1]

    assert [signal.label for signal in latest.signals] == [
        "astronomical_high",
        "trend_up",
        "two_of_three_high",
        "shift_high",
    ]
    assert Signal(Rule.TREND, LOW).label == "trend_down"


@pytest.mark.parametrize(
    ("kind", "polarity", "icon"),
    [
        (PointType.IMPROVEMENT, UP, Variation.IMPROVEMENT_HIGH),
        (PointType.IMPROVEMENT, DOWN, Variation.IMPROVEMENT_LOW),
        (PointType.CONCERN, UP, Variation.CONCERN_LOW),
        (PointType.CONCERN, DOWN, Variation.CONCERN_HIGH),
        (PointType.NEUTRAL_HIGH, Polarity.NEITHER, Variation.NEUTRAL_HIGH),
        (PointType.NEUTRAL_LOW, Polarity.NEITHER, Variation.NEUTRAL_LOW),
        (PointType.COMMON_CAUSE, UP, Variation.COMMON_CAUSE),
    ],
)
def test_the_icon_is_the_class_of_the_latest_point(
    kind: PointType, polarity: Polarity, icon: Variation
) -> None:
    assert variation(kind, polarity=polarity) is icon


@pytest.mark.parametrize(
    ("target", "higher_is_better", "lower_is_better"),
    [
        (11, Assurance.NOT_MET, Assurance.MET),
        (-1, Assurance.MET, Assurance.NOT_MET),
        (10, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (0, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (5, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (None, None, None),
    ],
)
def test_assurance_says_whether_limits_clear_the_target(
    target: float | None,
    higher_is_better: Assurance | None,
    lower_is_better: Assurance | None,
) -> None:
    assert assurance(target, lower=0, upper=10, polarity=UP) is higher_is_better
    assert assurance(target, lower=0, upper=10, polarity=DOWN) is lower_is_better
    assert assurance(target, lower=0, upper=10, polarity=Polarity.NEITHER) is None


@given(series, st.sampled_from(list(Polarity)))
def test_turning_a_series_and_its_polarity_over_changes_only_the_sides(
    values: list[float | None], polarity: Polarity
) -> None:
    swapped = {UP: DOWN, DOWN: UP, Polarity.NEITHER: Polarity.NEITHER}[polarity]
    there = xmr_chart(values, polarity=polarity)
    back = xmr_chart(
        [None if value is None else -value for value in values], polarity=swapped
    )

    opposite = {HIGH: LOW, LOW: HIGH}
    for point, mirrored in zip(there.points, back.points, strict=True):
        assert [
            Signal(signal.rule, opposite[signal.side]) for signal in point.signals
        ] == list(mirrored.signals)
        if polarity is not Polarity.NEITHER:
            assert point.type is mirrored.type


@given(series)
def test_no_signal_stands_on_a_missing_month_or_across_one(
    values: list[float | None],
) -> None:
    for rule in (trends, lambda part: shifts(part, [0.0] * len(part))):
        signs = rule(values)
        start = 0
        for place in range(len(values) + 1):
            if place == len(values) or values[place] is None:
                assert signs[start:place] == rule(values[start:place])
                assert place == len(values) or signs[place] is None
                start = place + 1


@pytest.mark.parametrize("starts", [[-1], [13], [5, 40]])
def test_a_phase_outside_the_series_is_refused(starts: list[int]) -> None:
    with pytest.raises(Refused) as refusal:
        xmr_chart(wobble(13), polarity=UP, phase_starts=starts)
    assert refusal.value.reason is Reason.UNUSABLE_SETTING
    with pytest.raises(Refused):
        c_chart_limits(wobble(13), phase_starts=starts)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(Refused):
        xmr_chart([1, float("nan")], polarity=UP)
    with pytest.raises(Refused):
        xmr_limits([1, 2], baseline_length=0)


def test_chance_limits_narrow_with_size_and_are_clipped() -> None:
    small, large, missing = p_chart_limits([5, 500, None], [10, 1000, 20])

    assert missing is None
    assert small is not None
    assert large is not None
    assert small.centre == large.centre == 0.5
    assert (small.lower_3_sigma, small.upper_3_sigma) == pytest.approx(
        (0.5 - 3 * 0.025**0.5, 0.5 + 3 * 0.025**0.5)
    )
    assert small.lower_3_sigma < large.lower_3_sigma < large.lower_2_sigma < 0.5
    (tiny,) = p_chart_limits([1], [2])
    assert tiny is not None
    assert (tiny.lower_3_sigma, tiny.upper_3_sigma) == (0, 1)
    (rare,) = u_chart_limits([2], [1])
    assert rare is not None
    assert rare.lower_3_sigma == 0
    assert rare.upper_3_sigma == pytest.approx(2 + 3 * 2**0.5)


def test_chance_limits_refuse_counts_that_cannot_be_true() -> None:
    with pytest.raises(Refused):
        p_chart_limits([3], [2])
    with pytest.raises(Refused):
        u_chart_limits([-1], [2])
    with pytest.raises(Refused):
        u_chart_limits([1], [2, 3])
    assert c_chart_limits([None, None]) == [None, None]
    assert c_chart_limits([]) == []
