"""What a control chart charts, leaves out, proposes and promises."""

from collections.abc import Sequence
from datetime import date

import pytest

from dashboard.charting import Event, Target, build_control_chart
from dashboard.history import History, build_history
from dashboard.measures import Measure
from dashboard.periods import Window, shift
from dashboard.results import Status
from dashboard.stats.spc import PointType, Variation
from tests.factories import (
    make_count,
    make_history,
    make_measure,
    make_rate,
    make_rate_history,
    make_score,
    months,
    period,
)

START = 201401
STEADY = [80, 82, 79, 81, 80, 83, 78]


def steady(count: int, *, change: int = 0) -> list[int]:
    """Months that vary, but never in step with the calendar."""
    return [STEADY[place % len(STEADY)] + change for place in range(count)]


def history_of(
    convicted: Sequence[int | None], measure: Measure | None = None, *, cases: int = 100
) -> History:
    """Area A's months from January 2014, None where nothing was published."""
    cells = {
        shift(START, place): (float(count), float(cases))
        for place, count in enumerate(convicted)
        if count is not None
    }
    return make_history({"A": cells}, measure)


def agreed(day: date, *, rebases: bool = True) -> Event:
    return Event(day, "Limits start anew", "Terfynau newydd", "The chair", "", rebases)


def test_each_stored_month_has_a_place_and_a_gap_keeps_its_own() -> None:
    chart = build_control_chart(history_of([80, None, 82]), "A")
    assert [p.label for p in chart.periods] == ["2014-01", "2014-02", "2014-03"]
    assert chart.charted == (0.80, None, 0.82)
    assert chart.results[1].status == Status.NOT_AVAILABLE
    assert chart.chart.points[1].value is None


def test_an_area_without_figures_has_a_chart_without_limits() -> None:
    chart = build_control_chart(history_of([80, 81]), "B")
    assert chart.charted == (None, None)
    assert chart.latest is None
    assert chart.judged is None
    assert chart.phase is not None
    assert chart.phase.limits.mean is None


def test_without_any_period_there_is_no_phase() -> None:
    chart = build_control_chart(build_history(make_measure(), []), "A")
    assert chart.periods == ()
    assert chart.phase is None
    assert chart.proposal is None
    assert chart.chart.variation == Variation.NOT_ENOUGH_DATA


def test_a_hidden_month_is_a_gap_and_not_a_nought() -> None:
    counts = [make_count("A", month, 80.0) for month in months(2014)]
    counts += [
        make_count("A", month, 20.0, series="not_convicted") for month in months(2014)
    ]
    counts[4] = make_count("A", 201405, None, status="suppressed")
    chart = build_control_chart(build_history(make_measure(), counts), "A")
    assert chart.charted[4] is None
    assert chart.results[4].status == Status.SUPPRESSED


def test_a_rate_is_charted_by_the_quarter_and_a_score_by_the_year() -> None:
    quarters = {201401: 100.0, 201404: 120.0}
    rates = make_rate_history({"A": quarters}, {"A": {201401: 10_000.0}})
    scores = build_history(
        make_score(),
        [
            make_count("A", month, 9.0, frequency="year")
            for month in (201404, 201504, 201604)
        ],
    )
    assert build_control_chart(rates, "A").charted == (10.0, 12.0)
    by_year = build_control_chart(scores, "A")
    assert [p.label for p in by_year.periods] == ["2014-15", "2015-16", "2016-17"]
    assert not by_year.is_seasonal


def test_an_agreed_rebase_starts_a_phase_at_the_month_of_the_event() -> None:
    values = steady(24) + steady(24, change=-10)
    chart = build_control_chart(
        history_of(values), "A", events=[agreed(date(2016, 1, 15))]
    )
    assert [(p.start, p.stop) for p in chart.chart.phases] == [(0, 24), (24, 48)]
    assert chart.chart.variation == Variation.COMMON_CAUSE


@pytest.mark.parametrize(
    "event",
    [
        agreed(date(2014, 1, 1)),
        agreed(date(2013, 6, 1)),
        agreed(date(2030, 1, 1)),
        agreed(date(2015, 1, 1), rebases=False),
    ],
    ids=["at the first month", "before it", "after the last", "without a rebase"],
)
def test_other_events_start_no_phase(event: Event) -> None:
    chart = build_control_chart(history_of(steady(24)), "A", events=[event])
    assert len(chart.chart.phases) == 1
    assert chart.events == (event,)


def test_an_event_in_the_middle_of_a_quarter_rebases_from_the_next() -> None:
    quarters = {shift(201401, 3 * n): 100.0 + n % 2 for n in range(20)}
    history = make_rate_history({"A": quarters}, {"A": {201401: 10_000.0}})
    chart = build_control_chart(history, "A", events=[agreed(date(2015, 2, 3))])
    assert chart.periods[chart.chart.phases[1].start].label == "2015-Q2"


def test_a_series_that_repeats_with_the_calendar_is_charted_against_a_year_ago() -> (
    None
):
    season = [70, 72, 74, 76, 78, 80, 82, 84, 82, 80, 76, 72]
    values = [count + step for step in (0, 1, 0, 1, 0) for count in season]
    values[30] += 1
    chart = build_control_chart(history_of(values), "A", target=Target(0.9, "2020"))
    assert chart.is_seasonal
    assert chart.charted[:12] == (None,) * 12
    assert chart.charted[12] == pytest.approx(0.01)
    assert chart.results[12].value == pytest.approx(0.71)
    assert chart.capability is None
    assert chart.chart.assurance is None
    assert chart.proposal is None


def test_a_season_raises_no_alarm_that_the_plain_values_would() -> None:
    season = [70, 72, 74, 76, 78, 80, 82, 84, 82, 80, 76, 72]
    wobble = [0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0]
    values = [
        count + wobble[(year * 12 + place) % 11]
        for year in range(5)
        for place, count in enumerate(season)
    ]
    chart = build_control_chart(history_of(values), "A")
    kinds = {point.type for point in chart.chart.points if point.value is not None}
    assert chart.is_seasonal
    assert kinds == {PointType.COMMON_CAUSE}


def test_counts_still_coming_in_are_shown_but_not_judged() -> None:
    measure = make_measure(settles_after=2)
    chart = build_control_chart(history_of([*steady(18), 40, 30], measure), "A")
    plain = build_control_chart(history_of([*steady(18), 40, 30]), "A")
    assert plain.chart.variation == Variation.CONCERN_LOW
    assert chart.chart.variation == Variation.COMMON_CAUSE
    assert chart.charted[-2:] == (0.40, 0.30)
    assert [point.value for point in chart.chart.points[-2:]] == [None, None]
    assert [r.status for r in chart.results[-3:]] == [
        Status.PUBLISHED,
        Status.PROVISIONAL,
        Status.PROVISIONAL,
    ]
    assert chart.unsettled == 2
    assert chart.judged == period("2015-06", Window.MONTH)


def test_fewer_periods_than_it_takes_to_settle_leave_nothing_to_judge() -> None:
    measure = make_measure(settles_after=3)
    chart = build_control_chart(history_of([80, 81], measure), "A")
    assert chart.unsettled == 2
    assert chart.judged is None
    assert chart.latest is not None


def test_a_series_of_small_numbers_is_drawn_but_not_judged() -> None:
    measure = make_measure(minimum_base=50)
    values = [9, 8] * 8 + [2]
    weak = build_control_chart(history_of(values, measure, cases=10), "A")
    sound = build_control_chart(history_of(values, cases=10), "A")
    assert sound.chart.variation == Variation.CONCERN_LOW
    assert weak.is_weak
    assert weak.chart.variation == Variation.NOT_ENOUGH_DATA
    assert weak.charted == sound.charted
    assert weak.proposal is None


def test_a_few_small_months_leave_the_series_to_be_judged() -> None:
    cells = {m: (80.0 + m % 2, 100.0) for m in months(2014) + months(2015)}
    cells |= dict.fromkeys(months(2014, 1, 6), (8.0, 10.0))
    history = make_history({"A": cells}, make_measure(minimum_base=50))
    assert not build_control_chart(history, "A").is_weak


def test_capability_is_the_share_of_months_expected_to_meet_the_target() -> None:
    values = [78, 82] * 12
    # The mean is 80 and every moving range is 4, so sigma is 4 / 1.128 points.
    chart = build_control_chart(history_of(values), "A", target=Target(0.8, "2017"))
    above = build_control_chart(
        history_of(values), "A", target=Target(0.8 + 0.04 / 1.128, "2017")
    )
    assert chart.capability is not None
    assert chart.capability.share == pytest.approx(0.5)
    assert chart.capability.shift_needed == pytest.approx(2.66 * 0.04)
    assert above.capability is not None
    assert above.capability.share == pytest.approx(0.158655, abs=1e-6)


def test_a_target_that_is_always_met_needs_no_shift() -> None:
    chart = build_control_chart(
        history_of([78, 82] * 12), "A", target=Target(0.5, "2017")
    )
    assert chart.capability is not None
    assert chart.capability.share == pytest.approx(1.0)
    assert chart.capability.shift_needed is None


def test_where_lower_is_better_the_target_is_met_from_below() -> None:
    measure = make_measure(polarity="lower_is_better")
    chart = build_control_chart(
        history_of([18, 22] * 12, measure), "A", target=Target(0.1, "2017")
    )
    assert chart.capability is not None
    assert chart.capability.share < 0.01
    assert chart.capability.shift_needed == pytest.approx(0.1 + 2.66 * 0.04)


@pytest.mark.parametrize(
    ("measure", "count"),
    [(make_measure(), 12), (make_measure(polarity="neither"), 24)],
    ids=["limits on trial", "no better direction"],
)
def test_nothing_is_promised_where_it_cannot_be(measure: Measure, count: int) -> None:
    history = history_of([78, 82] * (count // 2), measure)
    chart = build_control_chart(history, "A", target=Target(0.8, "2017"))
    assert chart.capability is None


def test_values_that_never_vary_meet_their_target_always_or_never() -> None:
    met = build_control_chart(history_of([80] * 20), "A", target=Target(0.8, "2017"))
    missed = build_control_chart(
        history_of([80] * 20), "A", target=Target(0.81, "2017")
    )
    assert met.capability is not None
    assert missed.capability is not None
    assert (met.capability.share, missed.capability.share) == (1.0, 0.0)


def test_a_shift_that_has_held_for_a_year_is_proposed_as_a_step() -> None:
    values = steady(28) + steady(14, change=-10)
    chart = build_control_chart(history_of(values), "A")
    assert chart.proposal is not None
    assert chart.proposal.since.label == "2016-05"
    assert chart.proposal.points == 14
    assert chart.proposal.before == pytest.approx(sum(STEADY) / 700)
    assert chart.proposal.after == pytest.approx(sum(STEADY) / 700 - 0.1)


def test_a_shift_of_eleven_months_is_not_yet_a_step() -> None:
    values = steady(30) + steady(11, change=-10)
    chart = build_control_chart(history_of(values), "A")
    assert chart.chart.variation == Variation.CONCERN_LOW
    assert chart.proposal is None


def test_a_shift_that_has_ended_is_not_a_step() -> None:
    values = steady(30) + steady(12, change=-10) + steady(6)
    assert build_control_chart(history_of(values), "A").proposal is None


def test_a_step_once_agreed_is_proposed_no_more() -> None:
    values = steady(30) + steady(18, change=-10)
    chart = build_control_chart(
        history_of(values), "A", events=[agreed(date(2016, 7, 1))]
    )
    assert chart.proposal is None


def test_the_latest_months_gap_leaves_the_step_proposed() -> None:
    values = [*steady(30), *steady(12, change=-10), None, None]
    cells = history_of(values).cells["A"]
    others = dict.fromkeys((201707, 201708), (50.0, 100.0))
    known = {m: (c.numerator, c.denominator or 0.0) for m, c in cells.items()}
    history = make_history({"A": known, "B": others})
    chart = build_control_chart(history, "A")
    assert chart.charted[-2:] == (None, None)
    assert chart.proposal is not None


def test_rates_may_rest_on_few_people_and_many_offences() -> None:
    quarters = {shift(201401, 3 * n): 5.0 for n in range(16)}
    history = make_rate_history(
        {"A": quarters}, {"A": {201401: 10_000.0}}, make_rate(minimum_base=10)
    )
    assert build_control_chart(history, "A").is_weak
