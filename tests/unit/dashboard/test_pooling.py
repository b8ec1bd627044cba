"""Several areas as one, and what holds whatever is stored."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.history import History, build_history, divide, estimate
from dashboard.measures import Measure
from dashboard.periods import Period, Window, period_from, shift
from dashboard.results import HIDDEN, Result, Status, check_results
from dashboard.stats.refusals import Refused
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
)
from tests.unit.dashboard.examples import FINANCIAL, YEAR_2014

AREAS = ("A", "B", "C")


def yearly(history: History, code: str = "A", when: Period = YEAR_2014) -> Result:
    return history.result(code, when, Window.YEAR)


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
