"""Counts added up over months and areas, then divided; and what may not be."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.history import History, build_history, divide, estimate
from dashboard.measures import Measure
from dashboard.periods import Period, Window, period_from, shift
from dashboard.results import HIDDEN, Result, Status, check_results
from dashboard.stats.refusals import Reason, Refused
from tests.factories import (
    Count,
    make_caseload,
    make_count,
    make_counts,
    make_history,
    make_measure,
    make_rate,
    make_rate_history,
    make_score,
    months,
    period,
)

YEAR_2014 = period("2014")
FINANCIAL = period("2017-18")
QUARTERS = (201704, 201707, 201710, 201801)
AREAS = ("A", "B", "C")


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


def test_a_suppressed_area_hides_the_group_it_is_in() -> None:
    counts = [
        make_count("A", 201401, None, status="suppressed"),
        make_count("A", 201401, None, status="suppressed", series="not_convicted"),
        make_count("B", 201401, 80.0),
        make_count("B", 201401, 20.0, series="not_convicted"),
    ]
    history = build_history(make_measure(), counts)
    pooled = history.pooled(("A", "B"), YEAR_2014, Window.YEAR, name="both")
    assert pooled.status == Status.SUPPRESSED


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


def test_an_area_it_does_not_apply_to_adds_nothing_to_its_group() -> None:
    counts = [*not_applicable("A", 201401), *published("B", 201401)]
    pooled = build_history(make_measure(), counts).pooled(
        ("A", "B"), YEAR_2014, Window.YEAR, name="both"
    )
    assert (pooled.value, pooled.months_present) == (0.8, 1)


def test_people_are_left_out_where_a_rate_does_not_apply() -> None:
    offences = make_counts({"offences": {"B": {201704: 50.0}}}, frequency="quarter")
    nothing = make_count(
        "A", 201704, None, series="offences", frequency="quarter",
        status="not_applicable",
    )  # fmt: skip
    people = make_counts(
        {"people": {"A": {201701: 9000.0}, "B": {201701: 1000.0}}}, frequency="year"
    )
    history = build_history(make_rate(), [nothing, *offences], people)
    pooled = history.pooled(("A", "B"), FINANCIAL, Window.YEAR, name="both")
    assert pooled.denominator == 1000


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


def test_a_group_of_areas_has_only_the_months_that_all_of_them_have() -> None:
    """Otherwise the group's February would be area A alone."""
    history = make_history(
        {"A": {201401: (8, 10), 201402: (1, 10)}, "B": {201401: (6, 10)}}
    )
    pooled = history.pooled(("A", "B"), YEAR_2014, Window.YEAR, name="both")
    assert (pooled.numerator, pooled.denominator) == (14, 20)
    assert (pooled.months_present, pooled.months_expected) == (1, 12)
    assert pooled.area_code == "both"


def test_people_of_an_area_without_events_do_not_water_down_a_rate() -> None:
    history = make_rate_history(
        {"A": {201704: 50.0}}, {"A": {201701: 1000.0}, "B": {201701: 1000.0}}
    )
    pooled = history.pooled(("A", "B"), FINANCIAL, Window.YEAR, name="both")
    assert pooled.status == Status.NOT_AVAILABLE


def test_no_areas_have_no_figure() -> None:
    history = make_history({"A": {201401: (8, 10)}})
    pooled = history.pooled((), YEAR_2014, Window.YEAR, name="nobody")
    assert pooled.status == Status.NOT_AVAILABLE


def test_scores_are_passed_on_and_never_added_up() -> None:
    scores = make_counts({"convicted": {"A": {201704: 12.5, 201804: 13.5}, "B": {
        201704: 7.5}}}, frequency="year")  # fmt: skip
    history = build_history(make_score(), scores)
    assert yearly(history, "A", FINANCIAL).value == 12.5
    both = history.pooled(("A", "B"), FINANCIAL, Window.YEAR, name="both")
    assert both.status == Status.NOT_AVAILABLE
    two_years = history.result("A", period_from(201704, 24), Window.YEAR)
    assert two_years.status == Status.NOT_AVAILABLE


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


counts_of_month = st.tuples(st.integers(0, 40), st.integers(0, 40))
tables = st.dictionaries(
    st.sampled_from(AREAS),
    st.dictionaries(st.integers(0, 23), counts_of_month, max_size=24),
    max_size=3,
)


def slowly(
    table: dict[str, dict[int, tuple[int, int]]], codes: Iterable[str], when: Period
) -> tuple[int, int, int]:
    """Numerator, denominator and months of a group, with nothing but loops."""
    above = below = present = 0
    for ahead in range(when.months):
        month = shift(when.first, ahead)
        found = []
        for code in codes:
            for place, counts in table.get(code, {}).items():
                if shift(201401, place) == month:
                    found.append(counts)
        if found and len(found) == len(list(codes)):
            present += 1
            for numerator, others in found:
                above += numerator
                below += numerator + others
    return above, below, present


@given(
    table=tables,
    codes=st.lists(st.sampled_from(AREAS), min_size=1, max_size=3, unique=True),
    first=st.integers(0, 20),
    length=st.sampled_from([1, 3, 12]),
)
def test_a_pooled_share_is_what_a_slow_reader_would_add_up(
    table: dict[str, dict[int, tuple[int, int]]],
    codes: list[str],
    first: int,
    length: int,
) -> None:
    history = make_history(
        {
            code: {shift(201401, n): (x, x + y) for n, (x, y) in row.items()}
            for code, row in table.items()
        }
    )
    when = period_from(shift(201401, first), length)
    above, below, present = slowly(table, codes, when)
    window = {1: Window.MONTH, 3: Window.QUARTER, 12: Window.YEAR}[length]
    pooled = history.pooled(codes, when, window, name="group")
    assert (pooled.months_present, pooled.months_expected) == (present, length)
    if below == 0:
        assert pooled.value is None
    else:
        assert (pooled.numerator, pooled.denominator) == (above, below)
        assert pooled.value == above / below
    rolling = history.pooled(codes, when, Window.ROLLING_YEAR, name="group")
    assert rolling.value == (pooled.value if present == length else None)
    check_results([pooled, rolling])


statuses = st.sampled_from(
    [
        "published",
        "provisional",
        "revised",
        "suppressed",
        "not_collected",
        "not_applicable",
    ]
)
stored = st.builds(
    make_count,
    st.sampled_from(AREAS),
    st.sampled_from(months(2014, 1, 4)),
    st.none() | st.integers(-5, 60).map(float),
    series=st.sampled_from(["convicted", "not_convicted", "offences", "people"]),
    frequency=st.sampled_from(["month", "quarter", "year"]),
    status=statuses,
)
MEASURES = (
    make_measure(minimum_base=20),
    make_caseload(),
    make_rate(frequency="month"),
    make_score(),
)


@given(
    counts=st.lists(stored, max_size=40),
    measure=st.sampled_from(MEASURES),
    window=st.sampled_from(Window),
)
def test_no_hidden_row_holds_a_number_and_no_shown_row_lacks_one(
    counts: list[Count], measure: Measure, window: Window
) -> None:
    history = build_history(measure, counts, counts)
    for first in months(2014, 1, 4):
        when = period_from(first, window.months)
        rows = [history.result(code, when, window) for code in AREAS]
        rows.append(history.pooled(AREAS, when, window, name="all"))
        for row in check_results(rows):
            is_unavailable = row.status == Status.NOT_AVAILABLE
            assert is_unavailable or row.reason is None
            assert not is_unavailable or row.reason or not measure.is_additive
            alone = history.value(row.area_code, when, window)
            if row.area_code in AREAS and alone is not None:
                assert alone == row.value
            elif row.area_code in AREAS:
                part = measure.is_cumulative and row.is_partial
                assert part or row.status in HIDDEN


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from(MEASURES))
def test_a_value_alone_is_the_value_with_its_interval(
    above: int, below: int, measure: Measure
) -> None:
    denominator = None if measure.denominator is None else float(max(above, below))
    found = estimate(measure, float(above), denominator)
    assert found.value == divide(measure, float(above), denominator)
    if found.lower is not None and found.upper is not None and found.value is not None:
        assert found.lower <= found.value <= found.upper


def test_nothing_is_divided_by_an_unknown_number() -> None:
    for measure in (make_measure(), make_rate()):
        with pytest.raises(Refused, match="missing_denominator"):
            estimate(measure, 5.0, None)
