from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.polarity import Polarity
from dashboard.results import Comparison
from dashboard.stats.comparison import (
    compare_with_benchmark,
    quantile,
    quantile_bands,
    rank_with_ties,
)
from dashboard.stats.intervals import Interval
from dashboard.stats.refusals import Reason, Refused

numbers = st.lists(
    st.one_of(st.none(), st.integers(-50, 50).map(lambda n: n / 4)), max_size=60
)


@pytest.mark.parametrize(
    ("polarity", "below_benchmark", "above_benchmark"),
    [
        (Polarity.HIGHER_IS_BETTER, Comparison.WORSE, Comparison.BETTER),
        (Polarity.LOWER_IS_BETTER, Comparison.BETTER, Comparison.WORSE),
        (Polarity.NEITHER, Comparison.LOWER, Comparison.HIGHER),
    ],
)
def test_polarity_gives_the_words(
    polarity: Polarity, below_benchmark: Comparison, above_benchmark: Comparison
) -> None:
    interval = Interval(0.4, 0.5)

    found = [
        compare_with_benchmark(interval, benchmark, polarity=polarity)
        for benchmark in (0.6, 0.3, 0.45)
    ]

    assert found == [below_benchmark, above_benchmark, Comparison.SIMILAR]


def test_a_benchmark_on_a_limit_is_similar() -> None:
    for benchmark in (0.1 + 0.2, 0.3, 0.7):
        assert (
            compare_with_benchmark(
                Interval(0.3, 0.7), benchmark, polarity=Polarity.NEITHER
            )
            is Comparison.SIMILAR
        )


@pytest.mark.parametrize(
    ("interval", "benchmark"),
    [
        (Interval(None, None), 0.5),
        (Interval(None, 0.4), 0.5),
        (Interval(0.1, 0.2), None),
    ],
)
def test_without_an_interval_or_a_benchmark_nothing_is_compared(
    interval: Interval, benchmark: float | None
) -> None:
    found = compare_with_benchmark(interval, benchmark, polarity=Polarity.NEITHER)

    assert found is Comparison.NOT_COMPARED


def test_ties_take_the_smallest_rank_and_missing_values_none() -> None:
    values = [0.3, None, 0.5, 0.1 + 0.2, 0.1]

    assert rank_with_ties(values) == [2, None, 1, 2, 4]
    assert rank_with_ties(values, is_highest_first=False) == [2, None, 4, 2, 1]


@given(numbers)
def test_a_rank_is_one_more_than_the_values_ahead(values: list[float | None]) -> None:
    ranks = rank_with_ties(values)

    for value, rank in zip(values, ranks, strict=True):
        if value is None:
            assert rank is None
        else:
            ahead = [other for other in values if other is not None and other > value]
            assert rank == len(ahead) + 1


def test_fewer_values_than_bands_have_none() -> None:
    assert quantile_bands([1, 2, None, 3], 4, is_highest_first=True) == [None] * 4


@given(numbers, st.integers(2, 10), st.sampled_from([1, -1]))
def test_bands_follow_the_ranks_and_ties_share_one(
    values: list[float | None], bands: int, sign: int
) -> None:
    found = quantile_bands(values, bands, is_highest_first=sign < 0)

    placed = sorted(
        (sign * value, band)
        for value, band in zip(values, found, strict=True)
        if value is not None and band is not None
    )
    assert all(1 <= band <= bands for _, band in placed)
    assert [band for _, band in placed] == sorted(band for _, band in placed)
    for (first, band), (second, other) in pairwise(placed):
        if first == second:
            assert band == other


def test_values_without_ties_fill_bands_as_evenly_as_they_can() -> None:
    for count in range(4, 60):
        bands = quantile_bands(list(range(count)), 4, is_highest_first=False)
        sizes = [bands.count(band) for band in range(1, 5)]
        assert max(sizes) - min(sizes) <= 1


def test_one_band_is_no_band() -> None:
    with pytest.raises(Refused) as refusal:
        quantile_bands([1, 2], 1, is_highest_first=True)
    assert refusal.value.reason is Reason.UNUSABLE_SETTING


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40),
    st.floats(0, 1),
)
def test_quantiles_interpolate_as_numpy_does(
    values: list[float], probability: float
) -> None:
    assert quantile(values, probability) == pytest.approx(
        float(np.quantile(values, probability)), rel=1e-9, abs=1e-9
    )


def test_quantiles_leave_missing_values_out_and_need_one_value() -> None:
    assert quantile([3, None, 1], 0.5) == 2
    assert quantile([None], 0.5) is None
    with pytest.raises(Refused):
        quantile([1], 1.5)
    with pytest.raises(Refused):
        quantile([float("nan")], 0.5)
