from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import binom

from dashboard.stats.intervals import Interval, Method, normal_quantile
from dashboard.stats.proportions import (
    clopper_pearson_interval,
    newcombe_difference,
    proportion,
    ratios_of_sums,
    total,
    wilson_interval,
)
from dashboard.stats.refusals import Reason, Refused

counts = st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)).map(
    lambda pair: (min(pair), max(pair) or 1)
)


def test_no_cases_of_interest_give_a_lower_limit_of_exactly_nought() -> None:
    lower, upper = wilson_interval(0, 10)

    assert lower == 0
    assert upper == pytest.approx(0.2775, abs=5e-5)


def test_every_case_gives_an_upper_limit_of_exactly_one() -> None:
    for denominator in range(1, 400):
        lower, upper = wilson_interval(denominator, denominator)
        assert upper == 1
        assert lower is not None
        assert 0 < lower < 1


def test_certainty_spans_everything() -> None:
    assert wilson_interval(3, 7, confidence=1) == Interval(0, 1)


@pytest.mark.parametrize("counts", [(None, 5), (5, None), (None, None)])
def test_a_missing_count_gives_missing_limits(
    counts: tuple[float | None, float | None],
) -> None:
    assert wilson_interval(*counts) == Interval(None, None)
    assert clopper_pearson_interval(*counts) == Interval(None, None)
    assert proportion(*counts).value is None
    assert proportion(*counts).reason is Reason.MISSING


@pytest.mark.parametrize(
    ("numerator", "denominator", "reason"),
    [
        (0, 0, Reason.NO_CASES),
        (3, 0, Reason.NO_CASES),
        (3, -1, Reason.NEGATIVE_DENOMINATOR),
        (-1, 3, Reason.NEGATIVE_NUMERATOR),
        (4, 3, Reason.NUMERATOR_EXCEEDS_DENOMINATOR),
        (float("nan"), 3, Reason.NOT_A_NUMBER),
        (3, float("inf"), Reason.NOT_A_NUMBER),
    ],
)
def test_counts_that_cannot_be_true_are_refused_by_name(
    numerator: float, denominator: float, reason: Reason
) -> None:
    for interval in (wilson_interval, clopper_pearson_interval, proportion):
        with pytest.raises(Refused) as refusal:
            interval(numerator, denominator)
        assert refusal.value.reason is reason


@pytest.mark.parametrize("confidence", [0, -0.5, 1.1, 95, float("nan")])
def test_a_confidence_that_is_no_share_is_refused(confidence: float) -> None:
    with pytest.raises(Refused) as refusal:
        wilson_interval(1, 2, confidence=confidence)
    assert refusal.value.reason is Reason.UNUSABLE_SETTING


def test_the_quantiles_are_those_of_the_stated_confidence() -> None:
    assert normal_quantile(0.95) == pytest.approx(1.959963984540054, rel=1e-14)
    assert normal_quantile(0.998) == pytest.approx(3.090232306167813, rel=1e-14)


def test_a_weighted_numerator_need_not_be_whole() -> None:
    lower, upper = wilson_interval(0.445, 1)

    assert lower == pytest.approx(0.04381744772058822)
    assert upper == pytest.approx(0.9334621276979156)


@given(counts, st.sampled_from([0.8, 0.95, 0.998]))
def test_an_interval_lies_within_nought_and_one_and_holds_its_proportion(
    pair: tuple[int, int], confidence: float
) -> None:
    for interval in (wilson_interval, clopper_pearson_interval):
        lower, upper = interval(*pair, confidence=confidence)
        assert lower is not None
        assert upper is not None
        assert 0 <= lower <= pair[0] / pair[1] <= upper <= 1


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_limits_are_where_the_score_test_turns(pair: tuple[int, int]) -> None:
    numerator, denominator = pair
    z = normal_quantile(0.95)
    lower, upper = wilson_interval(numerator, denominator)
    assert lower is not None
    assert upper is not None

    for limit in (lower, upper):
        error = (limit * (1 - limit) / denominator) ** 0.5
        if error > 0:
            distance = abs(numerator / denominator - limit)
            assert isclose(distance / error, z, rel_tol=1e-6)


def test_clopper_pearson_limits_are_where_the_tails_are_spent() -> None:
    for numerator, denominator in ((1, 7), (5, 19), (40, 41)):
        lower, upper = clopper_pearson_interval(numerator, denominator)
        assert lower == pytest.approx(
            brentq(
                lambda p, x=numerator, n=denominator: binom.sf(x - 1, n, p) - 0.025,
                1e-9,
                1 - 1e-9,
            ),
            rel=1e-6,
        )
        assert upper == pytest.approx(
            brentq(
                lambda p, x=numerator, n=denominator: binom.cdf(x, n, p) - 0.025,
                1e-9,
                1 - 1e-9,
            ),
            rel=1e-6,
        )


def test_a_proportion_says_how_its_interval_was_formed() -> None:
    found = proportion(20, 100, multiplier=100)

    assert found.value == 20
    assert found.method is Method.WILSON
    assert found.confidence == 0.95
    assert found.interval == Interval(found.lower, found.upper)


def test_a_difference_of_proportions_matches_newcombes_published_example() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II example (a),
    # method 10: 56/70 less 48/80 is 0.2000 (0.0524 to 0.3339).
    found = newcombe_difference((56, 70), (48, 80))

    assert found.value == pytest.approx(0.2)
    assert found.lower == pytest.approx(0.0524, abs=5e-5)
    assert found.upper == pytest.approx(0.3339, abs=5e-5)
    assert newcombe_difference((None, 70), (48, 80)).reason is Reason.MISSING


@given(counts, counts)
def test_swapping_two_areas_turns_their_difference_round(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    there = newcombe_difference(first, second)
    back = newcombe_difference(second, first)

    assert there.lower is not None
    assert there.value is not None
    assert there.upper is not None
    assert back.value == -there.value
    assert there.lower == -(back.upper or 0)
    assert -1 <= there.lower <= there.value <= there.upper <= 1


def test_a_total_with_a_missing_part_is_missing_and_one_of_noughts_is_nought() -> None:
    assert total([1, None, 3]) is None
    assert total([0, 0]) == 0


def test_rates_are_added_up_before_they_are_divided() -> None:
    ratios = ratios_of_sums(
        [10, 10, 1, None, 2, -4],
        [100, 10, 2, 3, 0, 4],
        groups=["b", "b", "a", "gap", "none", "wrong"],
    )

    assert {group: found.value for group, found in ratios.items()} == {
        "b": 20 / 110,
        "a": 0.5,
        "gap": None,
        "none": None,
        "wrong": None,
    }
    assert list(ratios) == ["b", "a", "gap", "none", "wrong"]
    assert ratios["gap"].reason is Reason.MISSING
    assert ratios["none"].reason is Reason.NO_CASES
    assert ratios["wrong"].reason is Reason.NEGATIVE_NUMERATOR


def test_groups_of_another_length_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        ratios_of_sums([1, 2], [3], groups=["a", "a"])
    assert refusal.value.reason is Reason.LENGTHS_DIFFER
