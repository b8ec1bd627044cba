from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.language import read_language
from dashboard.periods import Period, Window, shift
from dashboard.progression.flow import (
    Flow,
    Pace,
    balance,
    build_flow,
    ends_offered,
    find_pace,
    needed,
    parse_aim,
    parse_month,
)
from dashboard.progression.flows import flows_of
from dashboard.progression.words import balance_sentence, what_if_sentence
from dashboard.results import Status
from dashboard.view_state import ViewState
from tests.factories import period
from tests.unit.progression.counts import AREA, OWN, course, streams

YEAR = period("2017-18")
FIRST = 201704
LATEST = balance(period("2018-Q1", Window.QUARTER), (None, None, None, 240))
Numbers = list[float | None]


def flow(
    received: Numbers,
    disposed: Numbers,
    still_open: Numbers,
    *,
    state: ViewState | None = None,
    span: Period = YEAR,
) -> Flow:
    def by_quarter(values: Numbers) -> dict[str, dict[int, float | None]]:
        return {OWN: {shift(FIRST, 3 * n): v for n, v in enumerate(values)}}

    found = streams(
        {
            "crown_court_receipts": by_quarter(received),
            "crown_court_disposals": by_quarter(disposed),
            "crown_court_open_cases": by_quarter(still_open),
        }
    )
    flows = flows_of(course(), found, "crown_court", AREA)
    assert flows is not None
    built = build_flow(flows, OWN, span, state or ViewState())
    assert built is not None
    return built


def asking(aim: str, by: str) -> ViewState:
    return ViewState(aim=aim, by=by)


def test_open_is_before_plus_received_less_disposed() -> None:
    quarters = flow([50, 60], [40, 70], [100, 90]).quarters
    assert quarters[0].difference is None
    assert (quarters[1].before, quarters[1].expected) == (100, 90)
    assert quarters[1].difference == 0


def test_a_balance_that_is_out_shows_by_how_much() -> None:
    assert flow([50, 60], [40, 70], [100, 97]).quarters[1].difference == 7


def test_the_balance_of_a_span_is_that_of_its_quarters_together() -> None:
    numbers: tuple[Numbers, Numbers, Numbers] = (
        [9, 50, 60, 50, 40],
        [9, 40, 70, 40, 50],
        [100, 110, 100, 113, 103],
    )
    span = flow(*numbers, span=period("2017-07/2018-06", Window.ROLLING_YEAR)).span
    assert span is not None
    assert (span.before, span.received, span.disposed) == (100, 200, 200)
    assert (span.expected, span.open, span.difference) == (100, 103, 3)


def test_a_hidden_number_leaves_all_that_rests_on_it_empty() -> None:
    quarter = flow([50, None], [40, 70], [100, 90]).quarters[1]
    assert quarter.received is None
    assert quarter.expected is None
    assert quarter.difference is None
    assert quarter.status == Status.SUPPRESSED


def test_a_hidden_quarter_hides_the_sum_of_the_span() -> None:
    span = flow([50, 60, None, 40], [40, 70, 40, 50], [110, 100, 110, 100]).span
    assert span is not None
    assert span.received is None
    assert span.difference is None


def test_a_span_with_a_quarter_missing_has_no_balance() -> None:
    assert flow([50, 60], [40, 70], [100, 90]).span is None


@given(
    st.integers(0, 9999),
    st.lists(st.tuples(*[st.integers(0, 500)] * 2), min_size=2, max_size=12),
    st.lists(st.integers(-20, 20), min_size=12, max_size=12),
)
def test_the_identity_holds_or_the_difference_is_what_was_put_in(
    start: int, moved: list[tuple[int, int]], jumps: list[int]
) -> None:
    net = [received - disposed for received, disposed in moved]
    jumped = jumps[: len(moved)]
    steps = [n + j for n, j in zip(net, jumped, strict=True)]
    opened = list(accumulate(steps, initial=start + 500 * 12 + 20 * 12))[1:]
    found = flow([r for r, _ in moved], [d for _, d in moved], list(opened))
    for quarter, jump in list(zip(found.quarters, jumped, strict=True))[1:]:
        assert quarter.difference == jump
        assert quarter.open == (quarter.expected or 0) + jump


FIVE: tuple[Numbers, Numbers, Numbers] = (
    [90, 30, 30, 30, 30], [90, 60, 60, 60, 60], [900, 5, 5, 350, 240],
)  # fmt: skip


def test_the_pace_is_of_the_last_four_quarters() -> None:
    pace = flow(*FIVE, span=period("2017-07/2018-06", Window.ROLLING_YEAR)).pace
    assert pace is not None
    assert (pace.received, pace.disposed) == (10, 20)
    assert (pace.open, pace.months_to_clear) == (240, 12)
    assert pace.period == period("2017-07/2018-06", Window.ROLLING_YEAR)


def test_the_pace_and_the_stock_are_of_the_end_of_the_span() -> None:
    built = flow(*FIVE)
    pace = built.pace
    assert pace is not None
    assert (pace.received, pace.disposed) == (15, 22.5)
    assert (pace.open, pace.period) == (350, YEAR)
    assert pace.months_to_clear == pytest.approx(350 / 22.5)
    assert built.recent is not None
    assert built.recent.open == 240


def test_a_span_that_ends_after_the_figures_has_the_pace_of_the_latest() -> None:
    built = flow(*FIVE, span=period("2017-10/2018-09", Window.ROLLING_YEAR))
    assert built.pace == built.recent


def test_a_span_before_or_after_all_paces_has_none() -> None:
    assert flow(*FIVE, span=period("2017-Q4", Window.QUARTER)).pace is None
    assert flow(*FIVE, span=period("2018-Q3", Window.QUARTER)).pace is None


def test_the_sentence_names_what_the_months_are_worked_out_from() -> None:
    said = balance_sentence(flow(*FIVE), read_language("en"))
    assert "At the end of March 2018 350 cases were open." in said
    assert f"At the pace of {YEAR.words(read_language('en'))}, 22.5 disposed of" in said


def test_a_what_if_starts_from_the_latest_whatever_span_is_shown() -> None:
    built = flow(*FIVE, state=asking("120", "2019-06"))
    assert built.what_if is not None
    assert (built.what_if.open, built.what_if.since) == (240, 201806)
    assert built.what_if.per_month == 20
    said = what_if_sentence(built, read_language("en"))
    assert "240 cases open at the end of June 2018" in said


def test_without_four_whole_quarters_there_is_no_pace() -> None:
    assert flow([30, 30, 30], [60, 60, 60], [5, 5, 240]).pace is None
    assert flow([30, 30, None, 30], [60] * 4, [5, 5, 5, 240]).pace is None


def test_nothing_disposed_of_never_clears() -> None:
    pace = flow([30] * 4, [0] * 4, [10, 40, 70, 100]).pace
    assert pace is not None
    assert pace.months_to_clear is None


def test_a_what_if_says_how_many_a_month_it_takes() -> None:
    pace = Pace(10, 20, 240, 12, YEAR)
    found = needed(LATEST, pace, aim=120, by=201903, months=12)
    assert found.per_month == 20
    assert found.more == 0


def test_a_what_if_never_asks_for_fewer_than_none() -> None:
    pace = Pace(1, 20, 240, 12, YEAR)
    found = needed(LATEST, pace, aim=900, by=201903, months=12)
    assert found.per_month == 0
    assert found.more == -20


def test_a_link_asks_for_a_what_if() -> None:
    built = flow([30] * 4, [60] * 4, [5, 5, 5, 240], state=asking("120", "2019-03"))
    assert built.what_if is not None
    assert built.what_if.months == 12
    assert built.what_if.per_month == 20
    assert built.notes == ()


@pytest.mark.parametrize(
    ("aim", "by", "wrong"),
    [
        ("-5", "2019-03", ["aim"]),
        ("12.5", "2019-03", ["aim"]),
        ("many", "2019-03", ["aim"]),
        ("99999999", "2019-03", ["aim"]),
        ("120", "2019-3", ["by"]),
        ("120", "2018-03", ["by"]),
        ("120", "2017-01", ["by"]),
        ("120", "2099-12", ["by"]),
        ("x", "y", ["aim", "by"]),
    ],
)
def test_a_what_if_that_cannot_be_worked_out_is_noted(
    aim: str, by: str, wrong: list[str]
) -> None:
    built = flow([30] * 4, [60] * 4, [5, 5, 5, 240], state=asking(aim, by))
    assert built.what_if is None
    assert [note.parameter for note in built.notes] == wrong


def test_half_a_what_if_is_not_worked_out_and_is_no_slip() -> None:
    built = flow([30] * 4, [60] * 4, [5, 5, 5, 240], state=asking("120", ""))
    assert built.what_if is None
    assert built.notes == ()


@given(st.text(max_size=12))
def test_any_text_is_a_month_or_is_not(text: str) -> None:
    found = parse_month(text)
    assert found is None or f"{found // 100:04d}-{found % 100:02d}" == text


@given(st.text(max_size=12))
def test_any_text_is_a_number_of_cases_or_is_not(text: str) -> None:
    found = parse_aim(text)
    assert found is None or (found >= 0 and text.isdigit())


def test_ends_are_offered_for_three_years_of_quarters() -> None:
    latest = flow([30] * 4, [60] * 4, [5, 5, 5, 240]).latest
    assert latest is not None
    assert ends_offered(latest)[0] == 201806
    assert ends_offered(latest)[-1] == 202103


def test_the_pace_needs_quarters_in_a_row() -> None:
    found = flow([30] * 4, [60] * 4, [5, 5, 5, 240]).quarters
    assert find_pace((found[0], found[1], found[3])) is None
