import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dashboard.stats.contingency import (
    chi_squared_homogeneity,
    chi_squared_trend,
    fisher_exact,
)
from dashboard.stats.disparity import (
    Group,
    Stratum,
    impact_ratios,
    is_clear,
    is_within_parity,
    log_standard_error,
    mantel_haenszel_odds_ratio,
    odds_ratio,
    rate_ratio,
    rate_ratio_exact,
    relative_rate,
    risk_ratio,
)
from dashboard.stats.inequality import Transform, slope_index_of_inequality
from dashboard.stats.intervals import Estimate, Method
from dashboard.stats.refusals import Reason, Refused

RATIOS = (risk_ratio, rate_ratio, rate_ratio_exact, odds_ratio)


def test_no_events_in_the_group_give_an_index_of_nought_and_no_log_interval() -> None:
    group, reference = Group(0, 100), Group(20, 100)

    for ratio in (risk_ratio, rate_ratio, odds_ratio):
        assert ratio(group, reference) == Estimate(0)
    exact = rate_ratio_exact(group, reference)
    assert (exact.value, exact.lower) == (0, 0)
    assert exact.upper is not None
    assert 0 < exact.upper < 1


@pytest.mark.parametrize(
    ("events", "reason"), [(3, Reason.NO_REFERENCE_EVENTS), (0, Reason.NO_EVENTS)]
)
def test_no_events_in_the_reference_give_no_index_and_say_why(
    events: float, reason: Reason
) -> None:
    for ratio in RATIOS:
        found = ratio(Group(events, 50), Group(0, 50))
        assert (found.value, found.lower, found.upper) == (None, None, None)
        assert found.reason is reason


@pytest.mark.parametrize("missing", [Group(None, 10), Group(1, None)])
def test_a_missing_count_gives_a_missing_index(missing: Group) -> None:
    for ratio in RATIOS:
        assert ratio(missing, Group(5, 10)).reason is Reason.MISSING
        assert ratio(Group(5, 10), missing).reason is Reason.MISSING
    found = relative_rate(missing, Group(50, 100), is_part_of_total=True)
    assert found.reason is Reason.MISSING


def test_more_events_than_people_are_refused_at_a_decision_and_not_for_a_rate() -> None:
    with pytest.raises(Refused) as refusal:
        risk_ratio(Group(11, 10), Group(5, 10))
    assert refusal.value.reason is Reason.NUMERATOR_EXCEEDS_DENOMINATOR
    with pytest.raises(Refused):
        relative_rate(Group(11, 10), Group(5, 10), is_part_of_total=True)
    assert rate_ratio(Group(20, 10), Group(10, 10)).value == 2


def test_nobody_in_a_group_is_refused() -> None:
    for ratio in RATIOS:
        with pytest.raises(Refused) as refusal:
            ratio(Group(0, 0), Group(5, 10))
        assert refusal.value.reason is Reason.NO_CASES


def test_under_ten_events_in_either_group_the_interval_is_exact() -> None:
    for events, reference, method in (
        (9, 10, Method.EXACT_CONDITIONAL),
        (10, 9, Method.EXACT_CONDITIONAL),
        (10, 10, Method.LOG),
    ):
        found = relative_rate(
            Group(events, 1000), Group(reference, 1000), is_part_of_total=True
        )
        assert found.method is method


def test_people_at_a_decision_have_a_narrower_interval_than_a_population() -> None:
    group, reference = Group(60, 100), Group(50, 100)
    decided = relative_rate(group, reference, is_part_of_total=True)
    counted = relative_rate(group, reference, is_part_of_total=False)

    assert decided.value == counted.value
    assert decided.lower is not None
    assert counted.lower is not None
    assert decided.lower > counted.lower


events = st.integers(1, 4000)


@given(events, events, st.sampled_from([0.8, 0.95, 0.998]))
def test_a_ratio_lies_in_its_interval_and_turns_over_with_its_groups(
    first: int, second: int, confidence: float
) -> None:
    one, other = Group(first, 5000), Group(second, 7000)
    for ratio in RATIOS:
        there = ratio(one, other, confidence=confidence)
        back = ratio(other, one, confidence=confidence)
        assert there.value is not None
        assert there.lower is not None
        assert there.upper is not None
        assert back.upper is not None
        assert there.lower <= there.value <= there.upper
        assert there.lower == pytest.approx(1 / back.upper, rel=1e-6)


def test_the_exact_interval_is_where_the_binomial_tails_are_spent() -> None:
    found = rate_ratio_exact(Group(7, 103), Group(218, 3667))
    assert found.lower is not None
    assert found.upper is not None

    at_lower, at_upper = (
        limit * 103 / (limit * 103 + 3667) for limit in (found.lower, found.upper)
    )
    assert stats.binom.sf(6, 225, at_lower) == pytest.approx(0.025, rel=1e-6)
    assert stats.binom.cdf(7, 225, at_upper) == pytest.approx(0.025, rel=1e-6)


def test_a_standard_error_needs_events_on_both_sides() -> None:
    assert log_standard_error(Group(30, 300), Group(30, 300)) == pytest.approx(
        0.06**0.5
    )
    assert log_standard_error(Group(0, 300), Group(30, 300)) is None
    assert log_standard_error(Group(None, 300), Group(30, 300)) is None


def test_one_stratum_pooled_is_its_own_odds_ratio() -> None:
    pooled = mantel_haenszel_odds_ratio([Stratum(20, 14, 10, 24)])
    alone = odds_ratio(Group(20, 34), Group(10, 34))

    assert pooled.value == pytest.approx(alone.value)
    assert pooled.lower == pytest.approx(alone.lower)


def test_a_stratum_with_an_empty_margin_changes_nothing() -> None:
    strata = [Stratum(20, 14, 10, 24), Stratum(15, 12, 3, 15)]
    empty = [Stratum(0, 0, 5, 9), Stratum(0, 7, 0, 9), Stratum(4, 0, 3, 0)]

    assert mantel_haenszel_odds_ratio(strata + empty) == mantel_haenszel_odds_ratio(
        strata
    )
    assert mantel_haenszel_odds_ratio(empty).reason is Reason.NO_EVENTS
    with pytest.raises(Refused):
        mantel_haenszel_odds_ratio([Stratum(-1, 1, 1, 1)])


def test_exactly_four_fifths_is_not_below_it() -> None:
    found = impact_ratios({"a": 0.6, "b": 0.48, "c": 0.4799, "d": None})

    assert found["a"].ratio == 1
    assert not found["b"].is_below_threshold
    assert found["c"].is_below_threshold
    assert found["d"].ratio is None
    assert not found["d"].is_below_threshold
    assert impact_ratios({"a": 0, "b": 0})["a"].ratio is None
    with pytest.raises(Refused):
        impact_ratios({"a": -0.1})


def test_both_edges_of_the_parity_band_are_inside() -> None:
    assert is_within_parity(0.48 / 0.6)
    assert is_within_parity(0.6 / 0.48)
    assert not is_within_parity(0.799)
    assert not is_within_parity(1.251)


def test_a_ratio_is_clear_when_its_interval_leaves_one_out() -> None:
    assert is_clear(Estimate(2, 1.2, 3))
    assert is_clear(Estimate(0.5, 0.3, 0.9))
    assert not is_clear(Estimate(2, 0.9, 3))
    assert not is_clear(Estimate(2, 1, 3))
    assert not is_clear(Estimate(2))


@given(st.tuples(*[st.integers(0, 60)] * 4))
@settings(max_examples=60)
def test_fisher_agrees_with_scipy(cells: tuple[int, int, int, int]) -> None:
    a, b, c, d = cells
    table = np.array([[a, b], [c, d]])

    assert fisher_exact(table.tolist()) == pytest.approx(
        float(stats.fisher_exact(table).pvalue), rel=1e-9
    )


def test_fisher_takes_tables_of_millions_in_its_stride() -> None:
    # Exact sums of whole binomial coefficients give 3.5536916732e-07.
    assert fisher_exact([[1, 2], [9, 84_419_233]]) == pytest.approx(
        3.55369167e-07, rel=1e-8
    )
    assert fisher_exact([[5_829_225, 5_692_693], [5_760_959, 5_760_959]]) < 1e-170
    assert fisher_exact([[5_760_959, 5_760_960], [5_760_960, 5_760_959]]) == 1


@pytest.mark.parametrize("table", [[[1, 2]], [[1, 2], [3, -1]], [[1.5, 2], [3, 4]]])
def test_fisher_refuses_what_is_no_two_by_two_table_of_counts(
    table: list[list[int]],
) -> None:
    with pytest.raises(Refused):
        fisher_exact(table)


def test_homogeneity_agrees_with_the_chi_squared_of_the_table() -> None:
    numerators, denominators = [83, 90, 129, 70], [86, 93, 136, 82]
    misses = [
        size - count for count, size in zip(numerators, denominators, strict=True)
    ]

    found = chi_squared_homogeneity(numerators, denominators)
    expected = stats.chi2_contingency(np.array([numerators, misses]), correction=False)

    assert found.statistic == pytest.approx(expected.statistic)
    assert found.p_value == pytest.approx(expected.pvalue)


@pytest.mark.parametrize(("count", "size"), [(0, 10), (10, 10)])
def test_without_variation_there_is_no_chi_squared(count: int, size: int) -> None:
    for test in (chi_squared_homogeneity, chi_squared_trend):
        found = test([count] * 3, [size] * 3)
        assert (found.statistic, found.p_value) == (None, None)
        assert found.reason is Reason.NO_VARIATION


def test_trends_need_scores_that_differ_and_groups_that_match() -> None:
    assert chi_squared_trend([1, 2], [10, 10], scores=[3, 3]).reason is (
        Reason.NO_VARIATION
    )
    assert chi_squared_homogeneity([1], [10]).reason is Reason.TOO_FEW_VALUES
    for numerators, denominators, scores in (
        ([1, 2], [10], None),
        ([1, 2], [10, 10], [1]),
        ([], [], None),
        ([11, 2], [10, 10], None),
    ):
        with pytest.raises(Refused):
            chi_squared_trend(numerators, denominators, scores=scores)


def test_doubling_the_scores_leaves_the_trend_alone() -> None:
    counts, sizes = [5, 9, 14], [40, 41, 42]

    plain = chi_squared_trend(counts, sizes)
    doubled = chi_squared_trend(counts, sizes, scores=[2, 4, 6])

    assert plain.statistic == pytest.approx(doubled.statistic)


def test_a_straight_line_has_its_own_rise_as_slope_index() -> None:
    # Four equal groups stand at 1/8, 3/8, 5/8 and 7/8 of the population.
    found = slope_index_of_inequality([11, 13, 15, 17], [5, 5, 5, 5])

    assert found.slope_index == pytest.approx(8)
    assert found.intercept == pytest.approx(10)
    assert found.relative_index == pytest.approx(1.8)


def test_a_negative_multiplier_turns_both_indices_round() -> None:
    plain = slope_index_of_inequality([11, 13, 15, 17], [5, 5, 5, 5])
    turned = slope_index_of_inequality([11, 13, 15, 17], [5, 5, 5, 5], multiplier=-100)

    assert turned.slope_index == pytest.approx(-100 * plain.slope_index)
    assert plain.relative_index is not None
    assert turned.relative_index == pytest.approx(1 / plain.relative_index)


@pytest.mark.parametrize(
    ("values", "populations"),
    [
        ([1, None], [5, 5]),
        ([1], [5]),
        ([1, 2], [5, 0]),
        ([1, 2], [5, None]),
        ([1, 2], [5]),
    ],
)
def test_inequality_refuses_what_no_line_can_be_drawn_through(
    values: list[float | None], populations: list[float | None]
) -> None:
    with pytest.raises(Refused):
        slope_index_of_inequality(values, populations)


@pytest.mark.parametrize(
    ("transform", "value"), [(Transform.LOG, 0), (Transform.LOGIT, 1)]
)
def test_a_value_that_its_scale_cannot_hold_is_refused(
    transform: Transform, value: float
) -> None:
    with pytest.raises(Refused):
        slope_index_of_inequality([0.5, value], [5, 5], transform=transform)
