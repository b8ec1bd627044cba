"""What areas are compared with, and how: areas, groups, the nation, parts of years."""

from typing import Any

import pytest

from dashboard.areas import ENGLAND_AND_WALES, Geography
from dashboard.benchmarks import (
    Benchmark,
    choose_benchmark,
    compare_results,
    england_and_wales,
)
from dashboard.comparing import (
    build_heat_row,
)
from dashboard.history import History, build_history
from dashboard.measures import Measure
from dashboard.periods import Period, Window
from dashboard.results import Comparison, Result, Status
from dashboard.view_state import ViewState
from tests.factories import (
    make_caseload,
    make_counts,
    make_geography,
    make_history,
    make_measure,
    make_rate,
    make_rate_history,
    make_result,
    make_score,
    make_state,
    months,
    period,
)
from tests.unit.dashboard.examples import (
    FINANCIAL,
    JANUARY,
    QUARTERS,
    YEAR_2014,
    january,
)

MANY = 10_000.0


def against(value: float, **changes: Any) -> Benchmark:
    """A benchmark of 12 months, with the value given."""
    result = make_result("benchmark", value * MANY, MANY)
    return Benchmark("england_and_wales", value, result, **changes)


def compared(measure: Measure, result: Result, benchmark: Benchmark) -> Comparison:
    return compare_results(measure, {result.area_code: result}, benchmark)[
        result.area_code
    ]


def chosen(
    history: History,
    geography: Geography,
    state: ViewState,
    *,
    when: Period = JANUARY,
    window: Window = Window.MONTH,
) -> Benchmark:
    return choose_benchmark(history, state, geography, period=when, window=window)


@pytest.mark.parametrize(
    ("polarity", "high", "low"),
    [
        ("higher_is_better", Comparison.BETTER, Comparison.WORSE),
        ("lower_is_better", Comparison.WORSE, Comparison.BETTER),
        ("neither", Comparison.HIGHER, Comparison.LOWER),
    ],
)
def test_an_interval_clear_of_the_benchmark_is_named_by_polarity(
    polarity: str, high: Comparison, low: Comparison
) -> None:
    measure = make_measure(polarity=polarity)
    result = make_result(value=0.8, lower=0.75, upper=0.85)
    assert compared(measure, result, against(0.7)) == high
    assert compared(measure, result, against(0.9)) == low
    assert compared(measure, result, against(0.8)) == Comparison.SIMILAR


@pytest.mark.parametrize("benchmark", [0.75, 0.85])
def test_a_benchmark_on_a_limit_is_similar(benchmark: float) -> None:
    result = make_result(value=0.8, lower=0.75, upper=0.85)
    assert compared(make_measure(), result, against(benchmark)) == Comparison.SIMILAR


def test_nothing_is_compared_without_an_interval_or_a_benchmark() -> None:
    measure, sound = make_measure(), make_result()
    no_interval = make_result(lower=None, upper=None)
    assert compared(measure, no_interval, against(0.1)) == Comparison.NOT_COMPARED
    nothing = Benchmark("similar", None, None)
    assert compared(measure, sound, nothing) == Comparison.NOT_COMPARED


def test_two_areas_are_compared_by_the_interval_of_their_difference() -> None:
    """Their intervals overlap, and yet they differ: 80% and 77.4% of 2,000."""
    history = january({"A": (1600, 2000), "B": (1548, 2000)})
    benchmark = chosen(history, make_geography("AB"), make_state(against="area:B"))
    own = history.result("A", JANUARY, Window.MONTH)
    other = history.result("B", JANUARY, Window.MONTH)
    assert own.lower is not None
    assert other.upper is not None
    assert own.lower < other.upper
    assert compared(make_measure(), own, benchmark) == Comparison.BETTER


def test_two_areas_that_might_be_alike_are_similar() -> None:
    """A lies outside B's value taken as sure, but not outside B's own interval."""
    history = january({"A": (1600, 2000), "B": (78, 100)})
    benchmark = chosen(history, make_geography("AB"), make_state(against="area:B"))
    own = history.result("A", JANUARY, Window.MONTH)
    assert own.lower is not None
    assert own.lower > 0.78
    assert compared(make_measure(), own, benchmark) == Comparison.SIMILAR


@pytest.mark.parametrize(
    ("other", "expected"),
    [(150.0, Comparison.HIGHER), (190.0, Comparison.SIMILAR)],
)
def test_two_areas_rates_are_compared_given_their_events(
    other: float, expected: Comparison
) -> None:
    """scipy.stats.binomtest(200, 350) has p = 0.009, and (200, 390) p = 0.65."""
    history = make_rate_history(
        {"A": {201704: 200.0}, "B": {201704: other}},
        {"A": {201701: 1000.0}, "B": {201701: 1000.0}},
    )
    when, window = period("2017-Q2", Window.QUARTER), Window.QUARTER
    state = make_state(against="area:B")
    benchmark = chosen(history, make_geography("AB"), state, when=when, window=window)
    own = history.result("A", when, window)
    assert compared(make_rate(), own, benchmark) == expected


def test_two_areas_without_events_are_not_compared() -> None:
    history = make_rate_history(
        {"A": {201704: 0.0}, "B": {201704: 0.0}},
        {"A": {201701: 1000.0}, "B": {201701: 1000.0}},
    )
    when, window = period("2017-Q2", Window.QUARTER), Window.QUARTER
    state = make_state(against="area:B")
    benchmark = chosen(history, make_geography("AB"), state, when=when, window=window)
    own = history.result("A", when, window)
    assert compared(make_rate(), own, benchmark) == Comparison.NOT_COMPARED


def test_an_area_is_never_compared_with_itself() -> None:
    history = january({"A": (80, 100), "B": (10, 100)})
    benchmark = chosen(history, make_geography("AB"), make_state(against="area:B"))
    results = {c: history.result(c, JANUARY, Window.MONTH) for c in "AB"}
    found = compare_results(make_measure(), results, benchmark)
    assert found == {"A": Comparison.BETTER, "B": Comparison.NOT_COMPARED}


def test_an_area_without_a_figure_is_no_benchmark() -> None:
    history = january({"A": (80, 100)})
    benchmark = chosen(history, make_geography("AB"), make_state(against="area:B"))
    assert benchmark.value is None
    own = history.result("A", JANUARY, Window.MONTH)
    assert compared(make_measure(), own, benchmark) == Comparison.NOT_COMPARED


def test_similar_areas_are_added_up_without_the_readers_own() -> None:
    history = january({"A": (10, 100), "B": (80, 100), "C": (300, 500)})
    geography = make_geography("ABC", peers={"A": "BC"})
    benchmark = chosen(history, geography, make_state(against="similar"))
    assert benchmark.members == ("B", "C")
    assert benchmark.value == pytest.approx(380 / 600)


def test_a_region_leaves_the_readers_own_area_out() -> None:
    history = january({"A": (10, 100), "B": (80, 100), "C": (90, 100)})
    geography = make_geography("ABC", regions={"North": "ABC"})
    benchmark = chosen(history, geography, make_state(against="region"))
    assert benchmark.members == ("B", "C")
    assert benchmark.value == pytest.approx(0.85)
    assert benchmark.whole is not None
    assert benchmark.whole.code == "North"


def test_an_area_alone_in_its_region_has_no_region_to_compare_with() -> None:
    """As London is: there is no rest of the region."""
    history = january({"A": (10, 100), "B": (80, 100)})
    geography = make_geography("AB", regions={"Capital": "A"})
    benchmark = chosen(history, geography, make_state(against="region"))
    assert (benchmark.value, benchmark.members) == (None, ())


@pytest.mark.parametrize("key", ["similar", "region", "target"])
def test_without_a_group_region_or_target_there_is_no_benchmark(key: str) -> None:
    history = january({"A": (10, 100)})
    benchmark = chosen(history, make_geography("A"), make_state(against=key))
    assert benchmark == Benchmark(key, None, None)


def test_a_member_of_a_small_group_is_compared_with_the_others_in_it() -> None:
    """B is a quarter of its group: with itself left out it is similar to the rest."""
    history = january(
        {"A": (60, 100), "B": (70, 100), "C": (190, 200), "D": (9500, 10_000)}
    )
    geography = make_geography("ABCD", peers={"A": "BC"})
    benchmark = chosen(history, geography, make_state(against="similar"))
    assert benchmark.value == pytest.approx(260 / 300)
    results = {c: history.result(c, JANUARY, Window.MONTH) for c in "ABCD"}
    found = compare_results(make_measure(), results, benchmark)
    alone = compare_results(
        make_measure(),
        {"B": results["B"]},
        Benchmark("similar", 0.95, results["C"]),
    )
    assert found["B"] == alone["B"] == Comparison.WORSE
    assert found["A"] == Comparison.WORSE
    assert found["D"] == Comparison.BETTER


def test_the_only_member_of_a_group_is_not_compared_with_it() -> None:
    history = january({"A": (60, 100), "B": (70, 100)})
    geography = make_geography("AB", regions={"North": "AB"})
    benchmark = chosen(history, geography, make_state(against="region"))
    results = {c: history.result(c, JANUARY, Window.MONTH) for c in "AB"}
    found = compare_results(make_measure(), results, benchmark)
    assert found["B"] == Comparison.NOT_COMPARED


def test_a_member_with_other_months_than_its_group_is_not_compared_with_it() -> None:
    """Its months cannot be taken out of a sum that does not hold them."""
    full = dict.fromkeys(months(2014), (80.0, 100.0))
    history = make_history({"A": full, "B": full, "C": {201401: (10.0, 100.0)}})
    geography = make_geography("ABC", peers={"A": "BC"})
    benchmark = chosen(
        history,
        geography,
        make_state(against="similar"),
        when=YEAR_2014,
        window=Window.YEAR,
    )
    own = history.result("B", YEAR_2014, Window.YEAR)
    assert benchmark.result is not None
    assert benchmark.result.months_present == 1
    assert compared(make_measure(), own, benchmark) == Comparison.NOT_COMPARED


def test_in_a_large_group_each_area_may_be_counted_in() -> None:
    shares = dict.fromkeys("BCDEFG", (800.0, 1000.0))
    history = january({"A": (1.0, 10.0), **shares})
    geography = make_geography("ABCDEFG", peers={"A": "BCDEFG"})
    benchmark = chosen(history, geography, make_state(against="similar"))
    own = history.result("B", JANUARY, Window.MONTH)
    assert compared(make_measure(), own, benchmark) == Comparison.SIMILAR


@pytest.mark.parametrize(
    "key", ["england_and_wales", "similar", "region", "target", "area:B"]
)
def test_a_count_has_no_benchmark(key: str) -> None:
    counts = make_counts({"convicted": {"A": {201401: 5.0}, "B": {201401: 9.0}}})
    history = build_history(make_caseload(), counts)
    geography = make_geography("AB", regions={"North": "AB"}, peers={"A": "B"})
    assert chosen(history, geography, make_state(against=key)).value is None


def test_a_score_has_the_published_national_figure_and_no_group() -> None:
    scores = {"A": {201704: 12.0}, "B": {201704: 8.0}, ENGLAND_AND_WALES: {201704: 9.0}}
    history = build_history(
        make_score(), make_counts({"convicted": scores}, frequency="year")
    )
    geography = make_geography("AB", regions={"North": "AB"}, peers={"A": "B"})
    national = chosen(
        history, geography, make_state(), when=FINANCIAL, window=Window.YEAR
    )
    assert national.value == 9.0
    for key in ("similar", "region"):
        group = chosen(
            history,
            geography,
            make_state(against=key),
            when=FINANCIAL,
            window=Window.YEAR,
        )
        assert group.value is None
    own = history.result("A", FINANCIAL, Window.YEAR)
    assert compared(make_score(), own, national) == Comparison.NOT_COMPARED


def test_england_and_wales_is_as_published() -> None:
    history = january({"A": (8, 10), "B": (6, 10), ENGLAND_AND_WALES: (15, 21)})
    found = england_and_wales(
        history, make_geography("AB"), period=JANUARY, window=Window.MONTH
    )
    assert (found.numerator, found.denominator) == (15, 21)


def test_england_and_wales_is_the_sum_of_its_areas_where_it_is_not_published() -> None:
    history = january({"A": (8, 10), "B": (6, 10)})
    found = england_and_wales(
        history, make_geography("AB"), period=JANUARY, window=Window.MONTH
    )
    assert (found.numerator, found.denominator) == (14, 20)
    assert found.area_code == ENGLAND_AND_WALES


def test_england_and_wales_is_not_the_sum_of_some_of_its_areas() -> None:
    history = january({"A": (8, 10)})
    found = england_and_wales(
        history, make_geography("AB"), period=JANUARY, window=Window.MONTH
    )
    assert found.status == Status.NOT_AVAILABLE


def test_the_published_nation_is_kept_for_a_year_with_months_missing() -> None:
    areas = dict.fromkeys(months(2014, 1, 9), (8.0, 10.0))
    nation = dict.fromkeys(months(2014, 1, 9), (16.0, 21.0))
    history = make_history({"A": areas, "B": areas, ENGLAND_AND_WALES: nation})
    found = england_and_wales(
        history, make_geography("AB"), period=YEAR_2014, window=Window.YEAR
    )
    assert (found.denominator, found.months_present) == (189, 9)


def test_areas_with_more_months_than_the_published_nation_stand_for_it() -> None:
    areas = dict.fromkeys(months(2014), (8.0, 10.0))
    history = make_history({"A": areas, ENGLAND_AND_WALES: {201401: (8.0, 10.0)}})
    found = england_and_wales(
        history, make_geography("A"), period=YEAR_2014, window=Window.YEAR
    )
    assert found.months_present == 12


@pytest.mark.parametrize("measure", [make_rate(), make_caseload()])
def test_a_total_of_part_of_a_year_is_not_compared_with_a_whole_one(
    measure: Measure,
) -> None:
    part = make_result(months_present=9)
    assert compared(measure, part, against(0.1)) == Comparison.NOT_COMPARED


def test_rates_of_the_same_part_of_a_year_are_compared() -> None:
    half = dict.fromkeys(QUARTERS[:2], 50.0)
    history = make_rate_history(
        {"A": dict.fromkeys(QUARTERS[:2], 500.0), "B": half, "C": half},
        {code: {201701: 10_000.0} for code in "ABC"},
    )
    row = build_heat_row(
        history, make_geography("ABC"), period=FINANCIAL, window=Window.YEAR
    )
    assert row.national.is_partial
    assert row.comparisons["A"] == Comparison.HIGHER
    assert row.comparisons["B"] == Comparison.LOWER


def test_a_share_of_part_of_a_year_is_compared_because_it_does_not_grow() -> None:
    part = make_result(months_present=9, lower=0.75, upper=0.85)
    assert compared(make_measure(), part, against(0.1)) == Comparison.BETTER
