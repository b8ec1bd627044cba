import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from dashboard.stats.intervals import Interval, Method
from dashboard.stats.rates import (
    byar_interval,
    crude_rate,
    exact_poisson_interval,
    rate_interval,
)
from dashboard.stats.refusals import Reason, Refused
from dashboard.stats.standardisation import (
    directly_standardised_rate,
    indirectly_standardised_rate,
    repeat_event_rate,
)


def test_exact_limits_are_half_chi_squared_quantiles() -> None:
    for count in (1, 2, 9, 10, 250):
        lower, upper = exact_poisson_interval(count, confidence=0.998)
        assert lower == pytest.approx(chi2.ppf(0.001, 2 * count) / 2, rel=1e-10)
        assert upper == pytest.approx(chi2.ppf(0.999, 2 * count + 2) / 2, rel=1e-10)


def test_no_events_leave_nought_to_the_rule_of_three_and_a_bit() -> None:
    lower, upper = rate_interval(0)

    assert lower == 0
    assert upper == pytest.approx(3.688879, abs=1e-6)


def test_limits_are_exact_under_ten_events_and_byars_from_ten() -> None:
    assert rate_interval(9) == exact_poisson_interval(9)
    assert rate_interval(9) != byar_interval(9)
    assert rate_interval(10) == byar_interval(10)
    assert crude_rate(9, 100).method is Method.EXACT_POISSON
    assert crude_rate(10, 100).method is Method.BYAR


def test_byars_lower_limit_is_missing_where_it_would_be_negative() -> None:
    assert byar_interval(1, confidence=0.95).lower is not None
    assert byar_interval(1, confidence=0.998).lower is None
    assert byar_interval(0).lower is None


def test_more_events_than_people_is_lawful() -> None:
    found = crude_rate(150, 100, multiplier=1000)

    assert found.value == 1500


def test_missing_is_not_nought() -> None:
    assert rate_interval(None) == Interval(None, None)
    assert crude_rate(None, 10).value is None
    assert crude_rate(0, 10).value == 0
    assert crude_rate(3, None).reason is Reason.MISSING


@pytest.mark.parametrize(
    ("count", "population", "reason"),
    [
        (-1, 10, Reason.NEGATIVE_NUMERATOR),
        (1, 0, Reason.NO_CASES),
        (1, -3, Reason.NEGATIVE_DENOMINATOR),
        (float("nan"), 3, Reason.NOT_A_NUMBER),
    ],
)
def test_counts_that_cannot_be_true_are_refused(
    count: float, population: float, reason: Reason
) -> None:
    with pytest.raises(Refused) as refusal:
        crude_rate(count, population)
    assert refusal.value.reason is reason


def test_an_infinite_limit_is_refused_before_it_reaches_a_page() -> None:
    with pytest.raises(Refused):
        rate_interval(5, confidence=1)


@given(st.integers(0, 10**8), st.sampled_from([0.8, 0.95, 0.998]))
def test_an_interval_holds_its_count(count: int, confidence: float) -> None:
    lower, upper = rate_interval(count, confidence=confidence)

    assert lower is not None
    assert upper is not None
    assert 0 <= lower <= count <= upper


@given(st.integers(10, 5000))
def test_byar_stays_within_half_a_percent_of_the_exact_limits(count: int) -> None:
    for byar, exact in zip(
        byar_interval(count), exact_poisson_interval(count), strict=True
    ):
        assert byar == pytest.approx(exact, rel=5e-3)


def test_ten_events_are_standardised_and_nine_are_withheld() -> None:
    populations, standard = [100, 200], [1, 1]

    withheld = directly_standardised_rate(
        [4, 5], populations, standard_population=standard
    )
    shown = directly_standardised_rate(
        [5, 5], populations, standard_population=standard, multiplier=1000
    )

    assert (withheld.value, withheld.lower, withheld.upper) == (None, None, None)
    assert withheld.reason is Reason.TOO_FEW_EVENTS
    assert withheld.total_count == 9
    assert shown.value == pytest.approx(37.5)
    assert shown.reason is None


def test_the_standards_own_mix_leaves_the_crude_rate() -> None:
    found = directly_standardised_rate(
        [40, 60], [1000, 3000], standard_population=[10, 30], multiplier=1000
    )

    assert found.value == pytest.approx(found.crude_rate)


def test_a_missing_band_count_is_nought_but_a_missing_population_is_refused() -> None:
    with_gap = directly_standardised_rate(
        [None, 20], [10, 10], standard_population=[1, 1]
    )

    assert with_gap.value == pytest.approx(1.0)
    for populations in ([None, 10], [0, 10], [-1, 10]):
        with pytest.raises(Refused):
            directly_standardised_rate([5, 20], populations, standard_population=[1, 1])
    with pytest.raises(Refused) as refusal:
        directly_standardised_rate([5, 20], [10, 10], standard_population=[-1, 1])
    assert refusal.value.reason is Reason.NEGATIVE_WEIGHT
    with pytest.raises(Refused) as refusal:
        directly_standardised_rate([5, 20], [10, 10], standard_population=[0, 0])
    assert refusal.value.reason is Reason.NO_WEIGHT
    with pytest.raises(Refused) as refusal:
        directly_standardised_rate([5], [10, 10], standard_population=[1, 1])
    assert refusal.value.reason is Reason.LENGTHS_DIFFER


def test_repeat_events_widen_the_interval_and_leave_the_rate() -> None:
    once = directly_standardised_rate([20, 40], [100, 100], standard_population=[1, 1])
    twice = repeat_event_rate({2: [10, 20]}, [100, 100], standard_population=[1, 1])

    assert twice.value == pytest.approx(once.value)
    assert once.upper is not None
    assert twice.upper is not None
    assert twice.upper > once.upper


def test_an_area_with_the_reference_rates_has_a_ratio_of_one() -> None:
    found = indirectly_standardised_rate(
        [20, 30],
        [200, 100],
        reference_counts=[100, 300],
        reference_populations=[1000, 1000],
        multiplier=100,
    )

    assert found.ratio == pytest.approx(100)
    assert found.rate == pytest.approx(found.reference_rate)


def test_nothing_expected_gives_no_ratio_and_says_why() -> None:
    found = indirectly_standardised_rate(
        [3], [10], reference_counts=[0], reference_populations=[10]
    )

    assert (found.ratio, found.rate, found.rate_upper) == (None, None, None)
    assert found.reason is Reason.NO_REFERENCE_EVENTS
