"""Counts added up over months, then divided; and what may not be."""

import pytest

from dashboard.history import History, build_history
from dashboard.periods import Period, Window, period_from
from dashboard.results import Result, Status, check_results
from dashboard.stats.refusals import Reason
from tests.factories import (
    Count,
    make_caseload,
    make_count,
    make_counts,
    make_history,
    make_measure,
    make_rate,
    make_rate_history,
    months,
    period,
)
from tests.unit.dashboard.examples import FINANCIAL, QUARTERS, YEAR_2014


def yearly(history: History, code: str = "A", when: Period = YEAR_2014) -> Result:
    return history.result(code, when, Window.YEAR)


def test_a_year_is_its_months_added_up_and_then_divided() -> None:
    """The mean of the two monthly rates would be 50%."""
    result = yearly(make_history({"A": {201401: (90, 100), 201402: (1, 10)}}))
    assert (result.numerator, result.denominator) == (91, 110)
    assert result.value == pytest.approx(91 / 110)
    assert result.status == Status.PUBLISHED


def test_a_share_has_the_wilson_interval_of_its_summed_counts() -> None:
    """West Yorkshire in 2014: 20,929 of 25,358, 82.1% to 83.0%."""
    result = yearly(make_history({"A": {201401: (20_929, 25_358)}}))
    assert result.value == pytest.approx(0.8253411, abs=1e-7)
    assert result.lower == pytest.approx(0.8206189, abs=1e-7)
    assert result.upper == pytest.approx(0.8299648, abs=1e-7)


def test_a_year_with_months_missing_says_how_many_it_has() -> None:
    nine = dict.fromkeys(months(2014, 1, 9), (80.0, 100.0))
    result = yearly(make_history({"A": nine}))
    assert (result.months_present, result.months_expected) == (9, 12)
    assert result.is_partial
    assert result.denominator == 900


def test_a_rolling_year_over_a_missing_month_is_not_available() -> None:
    gap = {month: (80.0, 100.0) for month in months(2014) if month != 201406}
    history = make_history({"A": gap})
    result = history.result("A", YEAR_2014, Window.ROLLING_YEAR)
    assert result.status == Status.NOT_AVAILABLE
    assert result.reason == Reason.MISSING
    assert (result.months_present, result.months_expected) == (11, 12)
    check_results([result])


def test_a_whole_rolling_year_is_the_year() -> None:
    history = make_history({"A": dict.fromkeys(months(2014), (80.0, 100.0))})
    rolling = history.result("A", YEAR_2014, Window.ROLLING_YEAR)
    assert rolling == yearly(history)


def test_an_area_or_period_without_counts_is_not_available() -> None:
    history = make_history({"A": {201401: (8, 10)}})
    for result in (yearly(history, "B"), yearly(history, "A", period("2015"))):
        assert result.status == Status.NOT_AVAILABLE
        assert result.reason == Reason.MISSING
        assert result.months_present == 0
        assert not result.is_partial


def test_no_cases_is_not_the_same_as_nothing_published() -> None:
    result = yearly(make_history({"A": {201401: (0, 0)}}))
    assert result.status == Status.NOT_AVAILABLE
    assert result.reason == Reason.NO_CASES
    assert result.months_present == 1
    check_results([result])


def test_a_month_without_cases_adds_nothing_to_its_year() -> None:
    result = yearly(make_history({"A": {201401: (0, 0), 201402: (3, 4)}}))
    assert (result.value, result.months_present) == (0.75, 2)


def test_none_convicted_is_a_figure() -> None:
    result = yearly(make_history({"A": {201401: (0, 10)}}))
    assert (result.value, result.lower) == (0.0, 0.0)
    assert result.upper == pytest.approx(0.2775, abs=1e-4)


def test_counts_that_cannot_be_are_refused_by_name() -> None:
    more_than_all = make_history({"A": {201401: (11, 10)}})
    less_than_none = make_history({"A": {201401: (-1, 10)}})
    assert yearly(more_than_all).reason == Reason.NUMERATOR_EXCEEDS_DENOMINATOR
    assert yearly(less_than_none).reason == Reason.NEGATIVE_NUMERATOR
    check_results([yearly(more_than_all), yearly(less_than_none)])


def test_a_correction_below_zero_counts_in_the_sum() -> None:
    result = yearly(make_history({"A": {201401: (-2, 1), 201402: (12, 19)}}))
    assert (result.numerator, result.denominator, result.value) == (10, 20, 0.5)


def test_a_count_below_zero_is_refused() -> None:
    counts = make_counts({"convicted": {"A": {201401: -3.0}}})
    result = yearly(build_history(make_caseload(), counts))
    assert result.reason == Reason.NEGATIVE_NUMERATOR


def test_a_month_with_one_term_missing_is_missing() -> None:
    """Convictions without the other outcomes would be a rate of 100%."""
    history = build_history(
        make_measure(), make_counts({"convicted": {"A": {201401: 80.0}}})
    )
    assert yearly(history).status == Status.NOT_AVAILABLE


@pytest.mark.parametrize("status", ["not_collected", "unheard_of"])
def test_a_term_that_was_not_collected_makes_the_month_missing(status: str) -> None:
    counts = [
        make_count("A", 201401, None, status=status),
        make_count("A", 201401, 20.0, series="not_convicted"),
    ]
    result = yearly(build_history(make_measure(), counts))
    assert (result.status, result.months_present) == (Status.NOT_AVAILABLE, 0)


def test_a_number_that_is_lacking_is_missing_and_not_zero() -> None:
    counts = [
        make_count("A", 201401, None),
        make_count("A", 201401, 20.0, series="not_convicted"),
    ]
    assert yearly(build_history(make_measure(), counts)).value is None


def test_one_suppressed_month_hides_the_sums_it_is_in() -> None:
    counts = [
        make_count("A", 201401, None, status="suppressed"),
        make_count("A", 201401, 20.0, series="not_convicted"),
        make_count("A", 201402, 80.0),
        make_count("A", 201402, 20.0, series="not_convicted"),
    ]
    history = build_history(make_measure(), counts)
    for window in (Window.YEAR, Window.ROLLING_YEAR):
        hidden = history.result("A", YEAR_2014, window)
        assert hidden.status == Status.SUPPRESSED
        check_results([hidden])
    february = history.result("A", period("2014-02", Window.MONTH), Window.MONTH)
    assert february.value == pytest.approx(0.8)


def not_applicable(code: str, month: int) -> list[Count]:
    return [
        make_count(code, month, None, status="not_applicable"),
        make_count(code, month, None, status="not_applicable", series="not_convicted"),
    ]


def published(code: str, month: int) -> list[Count]:
    return [
        make_count(code, month, 80.0),
        make_count(code, month, 20.0, series="not_convicted"),
    ]


def test_what_does_not_apply_stays_apart_from_what_is_missing() -> None:
    history = build_history(make_measure(), not_applicable("A", 201401))
    result = yearly(history)
    assert result.status == Status.NOT_APPLICABLE
    assert not result.is_partial
    check_results([result])


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("published", "published"), Status.PUBLISHED),
        (("published", "revised"), Status.REVISED),
        (("provisional", "revised"), Status.PROVISIONAL),
    ],
)
def test_a_sum_is_as_provisional_as_its_parts(
    statuses: tuple[str, str], expected: Status
) -> None:
    counts = [
        make_count("A", month, 30.0, series=series, status=status)
        for month, status in zip((201401, 201402), statuses, strict=True)
        for series in ("convicted", "not_convicted")
    ]
    assert yearly(build_history(make_measure(), counts)).status == expected


@pytest.mark.parametrize("cases", [49, 50])
def test_a_share_of_few_cases_is_marked(cases: int) -> None:
    measure = make_measure(minimum_base=50)
    result = yearly(make_history({"A": {201401: (cases - 1, cases)}}, measure))
    weak = cases < 50
    assert (result.status == Status.LOW_RELIABILITY) == weak
    assert result.value is not None


def test_few_cases_are_the_stronger_caution_of_two() -> None:
    counts = [
        make_count("A", 201401, 5.0, status="provisional"),
        make_count("A", 201401, 5.0, series="not_convicted"),
    ]
    history = build_history(make_measure(minimum_base=50), counts)
    assert yearly(history).status == Status.LOW_RELIABILITY


def test_a_rate_of_few_events_is_marked_however_many_people_there_are() -> None:
    history = make_rate_history(
        {"A": {201704: 9.0}, "B": {201704: 10.0}},
        {"A": {201701: 1e6}, "B": {201701: 1e6}},
        make_rate(minimum_base=10),
    )
    assert yearly(history, "A", FINANCIAL).status == Status.LOW_RELIABILITY
    assert yearly(history, "B", FINANCIAL).status == Status.PUBLISHED


def test_a_rate_divides_a_years_events_by_its_people_once() -> None:
    history = make_rate_history(
        {"A": dict.fromkeys(QUARTERS, 50.0)}, {"A": {201701: 10_000.0}}
    )
    result = yearly(history, "A", FINANCIAL)
    assert (result.numerator, result.denominator) == (200, 10_000)
    assert result.value == pytest.approx(20.0)
    assert result.lower == pytest.approx(17.323, abs=1e-3)
    assert result.upper == pytest.approx(22.973, abs=1e-3)


def test_more_events_than_people_is_lawful_for_a_rate() -> None:
    history = make_rate_history({"A": {201704: 300.0}}, {"A": {201701: 100.0}})
    assert yearly(history, "A", FINANCIAL).value == pytest.approx(3000.0)


@pytest.mark.parametrize(
    ("when", "people"),
    [
        (period("2014"), 2014),
        (period("2017-18"), 2017),
        (period("2013-14"), 2014),
        (period("1999"), 2014),
        (period("2030"), 2018),
        (period("2015"), 2014),
        (period("2016"), 2017),
        (period_from(201407, 12), 2014),
        (period_from(201610, 12), 2017),
        (period_from(201801, 3), 2018),
    ],
)
def test_people_are_those_of_the_nearest_year(when: Period, people: int) -> None:
    """Known: 2014, 2017 and 2018. A financial year counts as the year it begins in.

    Of two years equally near the earlier is taken, and a rolling year is in the year
    that most of it is in.
    """
    known = {201401: 2014.0, 201701: 2017.0, 201801: 2018.0}
    events = dict.fromkeys(when.parts(make_rate().frequency), 5.0)
    history = make_rate_history({"A": events}, {"A": known})
    assert history.result("A", when, Window.YEAR).denominator == people


def test_a_rate_without_people_is_not_available() -> None:
    history = make_rate_history({"A": {201704: 5.0}, "B": {201704: 5.0}}, {"B": {}})
    result = yearly(history, "A", FINANCIAL)
    assert result.status == Status.NOT_AVAILABLE
    assert result.reason == Reason.MISSING_DENOMINATOR
    pooled = history.pooled(("A", "B"), FINANCIAL, Window.YEAR, name="both")
    assert pooled.value is None


def test_a_count_and_a_score_have_no_interval() -> None:
    counts = make_counts({"convicted": {"A": {201401: 8.0}}})
    result = yearly(build_history(make_caseload(), counts))
    assert (result.value, result.lower, result.upper) == (8, None, None)
    assert result.denominator is None


def test_counts_of_another_frequency_are_not_mixed_in() -> None:
    counts = [
        *published("A", 201401),
        make_count("A", 201401, 960.0, frequency="year"),
        make_count("A", 201401, 240.0, series="not_convicted", frequency="year"),
    ]
    assert yearly(build_history(make_measure(), counts)).denominator == 100


def test_only_the_category_a_measure_names_is_counted() -> None:
    burglary = {"breakdown": "offence_group", "category": "burglary"}
    measure = make_measure(
        numerator={
            "label": "Convicted of burglary",
            "label_cy": "Euog o fwrgleriaeth",
            "terms": [{"series": "convicted", **burglary}],
        }
    )
    counts = [
        *published("A", 201401),
        make_count("A", 201401, 7.0, category=("offence_group", "burglary")),
        make_count("A", 201401, 9.0, category=("offence_group", "robbery")),
    ]
    result = yearly(build_history(measure, counts))
    assert (result.numerator, result.denominator) == (7, 100)


def test_a_history_knows_its_periods_and_releases() -> None:
    counts = [
        *published("A", 201402),
        make_count("B", 201401, 1.0, release_id=7),
        make_count("B", 201401, 1.0, series="not_convicted", release_id=8),
    ]
    history = build_history(make_measure(), counts)
    assert history.present == (201401, 201402)
    assert history.releases == {1, 7, 8}
