from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from dashboard.stats.funnel import (
    Funnel,
    FunnelKind,
    FunnelPoint,
    Position,
    funnel,
    funnel_limits,
    population_behind,
    rate_position,
)
from dashboard.stats.funnel_limits import (
    ControlLimits,
    expected_on_limits,
    is_outside,
    observed_on_limits,
    proportion_limits,
    proportion_limits_arcsine,
    ratio_limits_log,
)
from dashboard.stats.overdispersion import (
    Deviation,
    overdispersion,
    truncated,
    winsorised,
)
from dashboard.stats.proportions import wilson_interval
from dashboard.stats.refusals import Reason, Refused

areas = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 5000)).map(
        lambda pair: (min(pair), max(pair) or 1)
    ),
    min_size=1,
    max_size=45,
)


def shares(pairs: list[tuple[int, int]]) -> Funnel:
    return funnel(
        [FunnelPoint(str(key), *pair) for key, pair in enumerate(pairs)],
        kind=FunnelKind.PROPORTION,
    )


def test_the_average_is_of_the_added_counts_not_of_the_rates() -> None:
    assert shares([(1, 1), (0, 99)]).average == 0.01


def test_missing_and_impossible_areas_are_left_out_and_listed() -> None:
    plot = funnel(
        [
            FunnelPoint("sound", 5, 10),
            FunnelPoint("missing", None, 10),
            FunnelPoint("without cases", 0, 0),
            FunnelPoint("too many", 11, 10),
            FunnelPoint("negative", -1, 10),
        ],
        kind=FunnelKind.PROPORTION,
    )

    assert plot.average == 0.5
    assert plot.positions == {"sound": Position.INSIDE}
    assert plot.left_out == {
        "missing": Reason.MISSING,
        "without cases": Reason.NO_CASES,
        "too many": Reason.NUMERATOR_EXCEEDS_DENOMINATOR,
        "negative": Reason.NEGATIVE_NUMERATOR,
    }


def test_without_any_area_there_is_no_average_and_no_limit() -> None:
    plot = funnel([FunnelPoint("a", None, None)], kind=FunnelKind.RATE)

    assert plot.average is None
    assert funnel_limits(plot, [10, 20]) == []


def test_tiny_denominators_clip_at_nought_and_one() -> None:
    plot = shares([(8, 10), (1, 2)])
    smallest, largest = funnel_limits(plot, [1, 10_000])

    assert (smallest.lower_998, smallest.upper_998) == (0, 1)
    assert 0 < largest.lower_998 < largest.lower_95 < 0.75
    assert 0.75 < largest.upper_95 < largest.upper_998 < 1


def test_an_area_on_a_limit_is_inside() -> None:
    limits = ControlLimits(0.2, 0.3)

    assert not is_outside(0.1 + 0.2, limits)
    assert not is_outside(0.2, limits)
    assert is_outside(0.3001, limits)
    assert is_outside(0.1999, limits)


@given(areas)
@settings(max_examples=50)
def test_limits_hold_the_average_and_nest(pairs: list[tuple[int, int]]) -> None:
    plot = shares(pairs)
    assert plot.average is not None

    for is_adjusted in (False, True):
        for limits in funnel_limits(plot, [1, 10, 500, 10**6], is_adjusted=is_adjusted):
            _, lower_998, lower_95, upper_95, upper_998 = limits
            assert 0 <= lower_998 <= lower_95 <= plot.average + 1e-12
            assert plot.average - 1e-12 <= upper_95 <= upper_998 <= 1


@given(areas)
@settings(max_examples=50)
def test_an_area_outside_is_one_whose_wilson_interval_misses_the_average(
    pairs: list[tuple[int, int]],
) -> None:
    plot = shares(pairs)
    assert plot.average is not None

    for key, pair in enumerate(pairs):
        lower, upper = wilson_interval(*pair)
        assert lower is not None
        assert upper is not None
        margin = min(abs(lower - plot.average), abs(upper - plot.average))
        if margin > 1e-7:
            is_missed = not lower <= plot.average <= upper
            is_flagged = plot.positions[str(key)] is not Position.INSIDE
            assert is_flagged == is_missed


@given(st.floats(0.001, 0.999), st.integers(1, 10**6), st.floats(0, 0.1))
def test_adjusting_never_narrows_the_limits_on_its_own_scale(
    average: float, denominator: int, variance: float
) -> None:
    plain = proportion_limits_arcsine(
        average, denominator, between_variance=0, confidence=0.95
    )
    adjusted = proportion_limits_arcsine(
        average, denominator, between_variance=variance, confidence=0.95
    )

    assert adjusted.lower <= plain.lower <= average + 1e-12
    assert average - 1e-12 <= plain.upper <= adjusted.upper


def test_nine_areas_have_no_adjusted_limits_and_ten_have() -> None:
    assert shares([(50, 100)] * 9).phi is None
    assert shares([(50, 100)] * 9).adjusted_positions == {}
    assert funnel_limits(shares([(50, 100)] * 9), [10], is_adjusted=True) == []
    assert shares([(50, 100)] * 10).phi == pytest.approx(0)


def test_areas_that_differ_no_more_than_chance_keep_their_plain_limits() -> None:
    plot = shares([(50 + step, 100) for step in range(-5, 6)])

    assert plot.phi is not None
    assert plot.phi < 1
    assert plot.tau_squared == 0
    assert plot.adjusted_positions == plot.positions
    assert funnel_limits(plot, [7, 70]) == funnel_limits(
        plot, [7, 70], is_adjusted=True
    )


def test_large_areas_that_differ_come_back_inside_when_limits_are_adjusted() -> None:
    plot = shares([(80_000 + 500 * step, 100_000) for step in range(-10, 11)])

    assert plot.phi is not None
    assert plot.phi > 100
    outside = [key for key, at in plot.positions.items() if at is not Position.INSIDE]
    assert len(outside) > 15
    assert set(plot.adjusted_positions.values()) == {Position.INSIDE}


def test_an_outlying_area_is_named_on_its_side_at_its_level() -> None:
    plot = shares([(500, 1000)] * 20 + [(535, 1000), (440, 1000)])

    assert plot.positions["20"] is Position.ABOVE_95
    assert plot.positions["21"] is Position.BELOW_998
    assert plot.positions["0"] is Position.INSIDE


def test_a_given_average_replaces_the_areas_own() -> None:
    plot = funnel(
        [FunnelPoint("a", 600, 1000)], kind=FunnelKind.PROPORTION, average=0.5
    )

    assert plot.average == 0.5
    assert plot.positions["a"] is Position.ABOVE_998
    for average, kind in ((1.2, FunnelKind.PROPORTION), (-1, FunnelKind.RATE)):
        with pytest.raises(Refused):
            funnel([FunnelPoint("a", 6, 10)], kind=kind, average=average)


def test_areas_all_at_nought_or_all_at_one_are_inside() -> None:
    for pairs in ([(0, 50)] * 12, [(50, 50)] * 12):
        plot = shares(pairs)
        assert set(plot.positions.values()) == {Position.INSIDE}
        assert plot.tau_squared == 0
    nothing_happened = funnel(
        [FunnelPoint(str(key), 0, 1000) for key in range(12)], kind=FunnelKind.RATE
    )
    assert set(nothing_happened.positions.values()) == {Position.INSIDE}
    assert nothing_happened.phi is None
    assert funnel_limits(nothing_happened, [10]) == []


def test_a_rate_above_one_per_person_is_lawful() -> None:
    plot = funnel(
        [FunnelPoint("a", 300, 100), FunnelPoint("b", 100, 100)], kind=FunnelKind.RATE
    )

    assert plot.average == 2
    assert plot.positions == {"a": Position.ABOVE_998, "b": Position.BELOW_998}


def test_too_few_events_are_neither_averaged_nor_judged() -> None:
    plot = funnel(
        [FunnelPoint("small", 9, 10), FunnelPoint("large", 10, 100)],
        kind=FunnelKind.RATE,
        minimum_events=10,
    )

    assert plot.average == 0.1
    assert plot.left_out == {"small": Reason.TOO_FEW_EVENTS}


def test_overdispersed_rates_come_back_inside_when_limits_are_adjusted() -> None:
    plot = funnel(
        [FunnelPoint(str(step), 5000 + 200 * step, 100_000) for step in range(-8, 9)],
        kind=FunnelKind.RATE,
    )

    assert plot.positions["8"] is Position.ABOVE_998
    assert plot.adjusted_positions["8"] is Position.INSIDE
    (plain,) = funnel_limits(plot, [100_000])
    (adjusted,) = funnel_limits(plot, [100_000], is_adjusted=True)
    assert adjusted.lower_998 < adjusted.lower_95 < plain.lower_998
    assert plain.upper_998 < adjusted.upper_95 < adjusted.upper_998


def test_an_area_without_events_can_be_plotted_among_overdispersed_rates() -> None:
    plot = funnel(
        [FunnelPoint(str(step), 100 * step, 10_000) for step in range(12)],
        kind=FunnelKind.RATE,
    )

    assert plot.phi is not None
    assert plot.adjusted_positions["0"] is Position.BELOW_998


@given(st.integers(1, 3000), st.sampled_from([0.95, 0.998]))
def test_limits_by_observed_and_by_expected_count_are_one_curve(
    observed: int, confidence: float
) -> None:
    places = expected_on_limits(observed, confidence=confidence)
    assert places.on_upper_limit is not None

    upper = observed_on_limits(places.on_upper_limit, confidence=confidence).upper
    lower = observed_on_limits(places.on_lower_limit, confidence=confidence).lower

    assert upper == pytest.approx(observed, rel=1e-7)
    assert lower == pytest.approx(observed, rel=1e-7)


def test_a_whole_count_is_outside_when_chance_reaches_it_too_rarely() -> None:
    for expected in (0.5, 2.0, 7.3, 40.0):
        lower, upper = observed_on_limits(expected, confidence=0.95)
        for count in range(90):
            assert (count > upper) == (poisson.sf(count - 1, expected) < 0.025)
            assert (count < lower) == (poisson.cdf(count, expected) < 0.025)


def test_no_events_are_too_few_only_where_several_were_expected() -> None:
    assert observed_on_limits(3.6, confidence=0.95).lower == 0
    assert observed_on_limits(3.8, confidence=0.95).lower > 0
    assert rate_position(0, 360, average=0.01) is Position.INSIDE
    assert rate_position(0, 380, average=0.01) is Position.BELOW_95
    assert expected_on_limits(0, confidence=0.95).on_upper_limit is None


def test_a_published_rate_tells_its_population_unless_nothing_happened() -> None:
    assert population_behind(20, 50, multiplier=1000) == 400
    assert population_behind(0, 0, multiplier=1000, stated=77) == 77
    assert population_behind(0, 0, multiplier=1000) is None
    assert population_behind(5, None, multiplier=1000, stated=77) is None
    with pytest.raises(Refused):
        population_behind(5, 0, multiplier=1000)


@pytest.mark.parametrize(("average", "denominator"), [(0.5, 0), (1.5, 10), (0.5, -1)])
def test_limits_around_nothing_are_refused(average: float, denominator: float) -> None:
    with pytest.raises(Refused):
        proportion_limits(average, denominator, confidence=0.95)
    if denominator <= 0:
        with pytest.raises(Refused):
            ratio_limits_log(denominator, between_variance=0, confidence=0.95)
        with pytest.raises(Refused):
            observed_on_limits(denominator, confidence=0.95)


def test_winsorising_pulls_the_extremes_in_and_truncating_drops_them() -> None:
    found = [Deviation(float(z), 0.1) for z in (-50, *range(1, 20), 60)]

    assert [deviation.z for deviation in winsorised(found)][:3] == [2, 2, 2]
    assert len(winsorised(found)) == 21
    # Ranks 1 and 2 of 21 make floor(rank x 10 / 22) 0, ranks 20 and 21 make it 9.
    assert [deviation.z for deviation in truncated(found)] == list(range(2, 19))


def test_tau_squared_is_never_negative_and_one_area_is_refused() -> None:
    assert overdispersion([Deviation(0.1, 0.2)] * 12).tau_squared == 0
    with pytest.raises(Refused) as refusal:
        overdispersion([Deviation(0.1, 0.2)])
    assert refusal.value.reason is Reason.TOO_FEW_VALUES


def test_tau_recovers_a_spread_put_in_on_purpose() -> None:
    # Areas so large that chance is nil: what is left is the planted spread.
    spread = [0.02 * step for step in range(-20, 21)]
    size = 10**10
    deviations = [
        Deviation(gap / (1 / (2 * sqrt(size))), 1 / (2 * sqrt(size))) for gap in spread
    ]

    planted = sum(gap**2 for gap in spread) / (len(spread) - 1)

    assert overdispersion(deviations).tau_squared == pytest.approx(planted, rel=1e-6)
