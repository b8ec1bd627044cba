"""Numbers, intervals, statuses and benchmarks in words."""

from typing import Any

import pytest

from dashboard.areas import AreaType
from dashboard.benchmarks import Benchmark
from dashboard.formats import (
    absence_text,
    benchmark_text,
    comparison_text,
    count_text,
    interval_text,
    partial_text,
    side_text,
    status_mark,
    status_text,
    value_text,
)
from dashboard.measures import Measure
from dashboard.results import HIDDEN, Comparison, Status
from dashboard.stats.refusals import Reason
from tests.factories import (
    ENGLISH,
    WELSH,
    make_caseload,
    make_geography,
    make_measure,
    make_rate,
    make_result,
    make_score,
)

BENCHMARK = Benchmark("england_and_wales", 0.7, None)
NO_NUMBERS = make_result(
    "A", None, None, status=Status.NOT_AVAILABLE, lower=None, upper=None
)


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        (make_measure(), 0.8253, "82.5%"),
        (make_measure(), 0.0, "0.0%"),
        (make_rate(), 63.249, "63.2"),
        (make_rate(), 1234.05, "1,234.1"),
        (make_rate(decimals=2), 0.9797, "0.98"),
        (make_caseload(), 545_703.0, "545,703"),
        (make_caseload(), 0.0, "0"),
        (make_score(), 12.25, "12.3"),
        (make_score(kind="duration"), 101.5, "102"),
    ],
)
def test_a_value_is_printed_in_its_unit(
    measure: Measure, value: float, expected: str
) -> None:
    assert value_text(measure, value, ENGLISH) == expected


def test_no_value_is_a_dash_and_not_a_zero() -> None:
    assert value_text(make_measure(), None, ENGLISH) == "–"
    assert count_text(None, ENGLISH) == "–"
    assert count_text(0.0, ENGLISH) == "0"


def test_an_interval_is_two_values_in_words() -> None:
    result = make_result(lower=0.82061, upper=0.82997)
    assert interval_text(make_measure(), result, ENGLISH) == "82.1% to 83.0%"


@pytest.mark.parametrize("missing", ["lower", "upper"])
def test_half_an_interval_is_none(missing: str) -> None:
    changes: dict[str, Any] = {missing: None}
    result = make_result(**changes)
    assert interval_text(make_measure(), result, ENGLISH) == "–"


def test_every_status_but_the_plain_one_has_words_and_a_mark() -> None:
    for status in Status:
        is_plain = status == Status.PUBLISHED
        assert bool(status_text(status, ENGLISH)) != is_plain
        assert bool(status_mark(status)) != is_plain
    assert status_mark(Status.PROVISIONAL) == "[p]"


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        ("month", "9 of 12 months"),
        ("quarter", "9 of 12 quarters"),
        ("year", "9 of 12 years"),
    ],
)
def test_a_partial_result_says_what_it_covers(frequency: str, expected: str) -> None:
    measure = make_measure(frequency=frequency)
    part = make_result(months_present=9, months_expected=12)
    assert partial_text(part, measure, ENGLISH) == expected


def test_a_whole_or_empty_result_is_not_partial() -> None:
    for present in (0, 12):
        whole = make_result(months_present=present)
        assert partial_text(whole, make_measure(), ENGLISH) == ""


@pytest.mark.parametrize(
    ("reason", "present", "expected"),
    [
        (Reason.MISSING, 0, "not published"),
        (Reason.MISSING, 11, "only 11 of 12 months published"),
        (Reason.NO_CASES, 12, "no cases"),
        (Reason.MISSING_DENOMINATOR, 12, "no population"),
        (Reason.NUMERATOR_EXCEEDS_DENOMINATOR, 12, "counts cannot be right"),
        (Reason.NEGATIVE_NUMERATOR, 12, "counts cannot be right"),
        (None, 2, "cannot be added up"),
    ],
)
def test_the_reason_for_no_number_is_named(
    reason: Reason | None, present: int, expected: str
) -> None:
    result = NO_NUMBERS._replace(reason=reason, months_present=present)
    assert absence_text(result, make_measure(), ENGLISH) == expected


def test_a_hidden_number_says_why_and_a_shown_one_nothing() -> None:
    for status in HIDDEN - {Status.NOT_AVAILABLE}:
        result = NO_NUMBERS._replace(status=status)
        found = absence_text(result, make_measure(), ENGLISH)
        assert found == status_text(status, ENGLISH)
    provisional = make_result(status=Status.PROVISIONAL)
    assert absence_text(provisional, make_measure(), ENGLISH) == ""


@pytest.mark.parametrize(
    ("comparison", "value", "side", "whole"),
    [
        (Comparison.BETTER, 0.8, "Higher", "Higher, which is better"),
        (Comparison.BETTER, 0.6, "Lower", "Lower, which is better"),
        (Comparison.WORSE, 0.8, "Higher", "Higher, which is worse"),
        (Comparison.WORSE, 0.6, "Lower", "Lower, which is worse"),
        (Comparison.HIGHER, 0.8, "Higher", "Higher"),
        (Comparison.LOWER, 0.6, "Lower", "Lower"),
        (Comparison.SIMILAR, 0.8, "Similar", "Similar"),
        (Comparison.NOT_COMPARED, 0.8, "Not compared", "Not compared"),
    ],
)
def test_a_comparison_names_its_side_and_whether_that_is_better(
    comparison: Comparison, value: float, side: str, whole: str
) -> None:
    result = make_result(value=value)
    assert side_text(comparison, result, BENCHMARK, ENGLISH) == side
    assert comparison_text(comparison, result, BENCHMARK, ENGLISH) == whole


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("england_and_wales", "England and Wales"),
        ("similar", "similar areas"),
        ("region", "the rest of Region North"),
        ("target", "the target"),
        ("area:B", "Area B"),
    ],
)
def test_a_benchmark_is_named_as_it_stands_in_a_sentence(
    key: str, expected: str
) -> None:
    geography = make_geography("AB", regions={"North": "AB"})
    own = geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, "A"]
    assert benchmark_text(key, geography, own, ENGLISH) == expected


def test_an_area_in_no_region_still_has_a_name_for_it() -> None:
    geography = make_geography("A")
    own = geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, "A"]
    assert benchmark_text("region", geography, own, ENGLISH) == "the rest of the region"


def test_an_area_as_benchmark_has_its_welsh_name_in_welsh() -> None:
    geography = make_geography("AB")
    own = geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, "A"]
    assert benchmark_text("area:B", geography, own, WELSH) == "Ardal B"
