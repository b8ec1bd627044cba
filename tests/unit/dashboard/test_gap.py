"""A gap is the difference's interval times what the area divides by."""

import pytest

from dashboard.benchmarks import Benchmark
from dashboard.gap import Gap, find_gap
from dashboard.results import Status
from dashboard.stats.proportions import newcombe_difference
from dashboard.stats.rates import rate_difference
from tests.factories import make_caseload, make_measure, make_rate, make_result

OWN = make_result("A", 700.0, 1000.0)
PEERS = make_result("similar", 2400.0, 3000.0)
SIMILAR = Benchmark("similar", 0.8, PEERS, ("B", "C"))


def test_matching_a_higher_share_means_so_many_more_cases() -> None:
    gap = find_gap(make_measure(), OWN, SIMILAR)
    assert gap is not None
    difference = newcombe_difference((700, 1000), (2400, 3000))
    assert gap.cases == pytest.approx(100)
    assert gap.lower == pytest.approx(-1000 * (difference.upper or 0))
    assert gap.upper == pytest.approx(-1000 * (difference.lower or 0))
    assert 60 < gap.lower < 100 < gap.upper < 140
    assert gap.is_clear


def test_matching_a_lower_share_means_fewer() -> None:
    gap = find_gap(make_measure(), make_result("A", 900.0, 1000.0), SIMILAR)
    assert gap is not None
    assert gap.cases == pytest.approx(-100)
    assert gap.lower < gap.cases < gap.upper < 0


def test_a_difference_that_could_be_chance_is_no_clear_gap() -> None:
    gap = find_gap(make_measure(), make_result("A", 79.0, 100.0), SIMILAR)
    assert gap is not None
    assert gap.lower < 0 < gap.upper
    assert not gap.is_clear


def test_the_nation_is_taken_without_the_area_itself() -> None:
    nation = Benchmark(
        "england_and_wales", 0.775, make_result("K04000001", 3100.0, 4000.0)
    )
    assert find_gap(make_measure(), OWN, nation) == find_gap(
        make_measure(), OWN, SIMILAR
    )


def test_so_is_a_group_that_the_area_belongs_to() -> None:
    group = Benchmark(
        "region", 0.775, make_result("region", 3100.0, 4000.0), ("A", "B")
    )
    assert find_gap(make_measure(), OWN, group) == find_gap(
        make_measure(), OWN, SIMILAR
    )


def test_a_rate_counts_events_among_the_areas_people() -> None:
    own = make_result("A", 600.0, 10_000.0, value=60.0)
    peers = Benchmark("similar", 50.0, make_result("similar", 1500.0, 30_000.0))
    gap = find_gap(make_rate(), own, peers)
    difference = rate_difference((600, 10_000), (1500, 30_000))
    assert gap is not None
    assert gap.cases == pytest.approx(-100)
    assert gap.lower == pytest.approx(-10_000 * (difference.upper or 0))
    assert gap.upper == pytest.approx(-10_000 * (difference.lower or 0))


def test_a_target_has_no_interval_so_the_areas_own_is_used() -> None:
    own = make_result("A", 700.0, 1000.0, lower=0.67, upper=0.73)
    gap = find_gap(make_measure(), own, Benchmark("target", 0.8, None))
    assert gap is not None
    assert (gap.cases, gap.lower, gap.upper) == pytest.approx((100, 70, 130))


@pytest.mark.parametrize(
    "benchmark",
    [
        Benchmark("similar", None, None),
        Benchmark("target", None, None),
        Benchmark("area:A", 0.7, OWN, ("A",)),
        Benchmark("england_and_wales", 0.7, OWN._replace(months_present=9)),
    ],
    ids=["no value", "no target", "itself", "a part of the time"],
)
def test_there_is_no_gap_to_what_cannot_be_matched(benchmark: Benchmark) -> None:
    assert find_gap(make_measure(), OWN, benchmark) is None


def test_counts_and_hidden_figures_have_none() -> None:
    hidden = make_result("A", None, None, status=Status.SUPPRESSED)
    assert find_gap(make_measure(), hidden, SIMILAR) is None
    assert find_gap(make_caseload(), OWN, SIMILAR) is None


def test_a_rate_over_part_of_the_time_has_none() -> None:
    own = make_result("A", 600.0, 10_000.0, months_present=2)
    peers = Benchmark("similar", 50.0, make_result("similar", 1500.0, 30_000.0))
    assert find_gap(make_rate(), own, peers) is None


def test_a_gap_that_ends_at_nought_is_not_clear() -> None:
    assert not Gap(5, 0, 10).is_clear
    assert not Gap(-5, -10, 0).is_clear
