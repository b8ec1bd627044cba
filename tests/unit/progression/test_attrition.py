import pytest

from dashboard.measures import Kind
from dashboard.polarity import Polarity
from dashboard.progression.attrition import Attrition, build_attrition, find_focus
from dashboard.progression.cohorts import MONTHS, build_cohorts
from dashboard.progression.course import COURTS, TRIAL_OUTCOMES, Lane, load_course
from dashboard.progression.maturity import TOO_OPEN
from dashboard.progression.stages import Asked
from dashboard.progression.streams import Streams
from dashboard.progression.trials import outcome_share
from dashboard.results import Comparison, Status
from dashboard.view_state import ViewState
from data.definitions import read_progression, read_series
from tests.factories import period
from tests.unit.progression.counts import (
    AREA,
    OTHER,
    OWN,
    PEER,
    asked,
    catalogue,
    course,
    geography,
    streams,
)

YEAR = period("2017-18")
QUARTERS = (201704, 201707, 201710, 201801)


def every_area(own: float | None, others: float) -> dict[str, dict[int, float | None]]:
    values = {OWN: own, PEER: others, OTHER: others}
    return {code: dict.fromkeys(QUARTERS, value) for code, value in values.items()}


def outcomes(*, own: float | None, others: float, still_open: float) -> Streams:
    return streams(
        {
            "outcomes_all": every_area(1000, 1000),
            "outcomes_victim_does_not_support": every_area(own, others),
            "outcomes_not_yet_assigned": every_area(still_open, still_open),
        }
    )


def attrition(
    found: Streams, question: Asked | None = None, state: ViewState | None = None
) -> Attrition:
    return build_attrition(
        course(),
        found,
        question or asked(YEAR),
        state or ViewState(area=OWN),
        geography(),
    )


def test_more_that_leave_than_in_similar_areas_is_worse_where_it_should_not_be() -> (
    None
):
    (only,) = attrition(outcomes(own=300, others=200, still_open=20)).exits
    assert only.found.own.value == pytest.approx(0.3)
    assert only.found.benchmark.value == pytest.approx(0.2)
    assert only.found.comparison == Comparison.WORSE


def test_a_span_with_much_still_to_come_is_judged_by_no_verdict() -> None:
    found = attrition(outcomes(own=300, others=200, still_open=100))
    (only,) = found.exits
    assert only.found.comparison == Comparison.NOT_COMPARED
    assert only.settled.outstanding == pytest.approx(TOO_OPEN)
    assert not only.settled.is_settled


def test_the_quarters_with_much_still_to_come_are_marked_with_how_much() -> None:
    still_open: dict[int, float | None] = {
        201704: 10, 201707: 20, 201710: 99, 201801: 160,
    }  # fmt: skip
    found = attrition(
        streams(
            {
                "outcomes_all": every_area(1000, 1000),
                "outcomes_victim_does_not_support": every_area(300, 200),
                "outcomes_not_yet_assigned": {OWN: still_open},
            }
        )
    )
    assert found.maturity is not None
    marked = {p.label: part for p, part in found.maturity.unsettled.items()}
    assert marked == {"2018-Q1": pytest.approx(0.16)}


def test_a_hidden_count_hides_its_share_and_is_compared_with_nothing() -> None:
    (only,) = attrition(outcomes(own=None, others=200, still_open=20)).exits
    assert only.found.own.status == Status.SUPPRESSED
    assert only.found.own.value is None
    assert only.found.comparison == Comparison.NOT_COMPARED


def test_points_that_nothing_is_loaded_for_are_named() -> None:
    found = attrition(outcomes(own=300, others=200, still_open=20))
    assert "crown_cracked" in [leaving.id for leaving in found.missing]
    assert "victim_does_not_support" not in [each.id for each in found.missing]


def test_one_point_is_shown_by_group_of_offences_the_highest_first() -> None:
    groups = {"robbery": (40, 60), "burglary": (20, 80)}
    given = {
        "cps_unsuccessful": {OWN: {201707: 60.0}},
        "cps_convictions": {OWN: {201707: 140.0}},
        "cps_administratively_finalised": {OWN: {201707: 0.0}},
    } | {
        (series, "offence_group", group): {OWN: {201707: float(counts[place])}}
        for group, counts in groups.items()
        for place, series in enumerate(("cps_unsuccessful", "cps_convictions"))
    }
    found = attrition(streams(given), state=ViewState(area=OWN, reason="unsuccessful"))
    assert [view.offence for view in found.by_offence] == ["robbery", "burglary"]
    shares = [view.found.own.value for view in found.by_offence]
    assert shares == pytest.approx([0.4, 0.2])


def test_the_point_a_link_names_is_the_one_in_detail() -> None:
    exits = course().exits
    state = ViewState(reason="out_of_court")
    chosen = find_focus(course(), state, exits)
    assert chosen is not None
    assert chosen.id == "out_of_court"


def test_a_chosen_stage_decides_the_point_in_detail() -> None:
    chosen = find_focus(course(), ViewState(stage="crown_court"), course().exits)
    assert chosen is not None
    assert chosen.lane == "crown_court"


def cohort(known: dict[str, int]) -> Streams:
    """Ten thousand offences a quarter; by quarter, to how many months it is known."""
    firsts = dict(zip(("1", "2", "3", "4"), QUARTERS, strict=True))
    given: dict[object, dict[str, dict[int, float | None]]] = {
        "cohort_recorded": {OWN: dict.fromkeys(QUARTERS, 10_000)}
    }
    for place, months in enumerate(MONTHS, start=1):
        given["cohort_charged", "elapsed_months", f"months_{months}"] = {
            OWN: {
                first: 100.0 * place
                for name, first in firsts.items()
                if known.get(name, 36) >= months
            }
        }
    return streams(given)


def test_linked_records_show_how_far_the_same_cases_had_come() -> None:
    found = build_cohorts(course(), cohort({}), OWN, YEAR)
    assert found is not None
    assert found.own.entered.value == 40_000
    (line,) = [x for x in found.own.lines if x.stage.series == "cohort_charged"]
    shares = [point.share for point in line.points]
    assert shares == pytest.approx([0.01, 0.02, 0.03, 0.04, 0.05, 0.06])
    assert not any(point.is_censored for point in line.points)


def test_months_that_have_not_gone_by_for_all_are_censored_and_not_counted() -> None:
    found = build_cohorts(course(), cohort({"4": 6}), OWN, YEAR)
    assert found is not None
    (line,) = [x for x in found.own.lines if x.stage.series == "cohort_charged"]
    assert [point.share for point in line.points][:2] == pytest.approx([0.01, 0.02])
    later = line.points[2:]
    assert all(point.is_censored and point.share is None for point in later)
    assert found.own.known_months == 6


def test_without_linked_records_there_is_no_cohort() -> None:
    assert build_cohorts(course(), streams({}), OWN, YEAR) is None


def test_a_point_is_judged_as_the_measure_of_the_same_share_is() -> None:
    judged = {each.id: each.polarity for each in course().exits}
    assert all(
        judged[each.id] == catalogue()[each.measure].polarity
        for each in course().exits
        if each.measure
    )
    assert judged["no_suspect"] == Polarity.LOWER_IS_BETTER
    assert judged["crown_cracked"] == judged["dropped"] == Polarity.NEITHER
    assert judged["unsuccessful"] == Polarity.LOWER_IS_BETTER


def test_every_point_that_a_measure_has_the_share_of_names_it() -> None:
    shares = {
        (
            frozenset(term.series for term in each.numerator.terms),
            frozenset(term.series for term in each.denominator.terms),
        )
        for each in catalogue().values()
        if each.denominator and each.kind == Kind.PROPORTION
    }
    assert not [
        each.id
        for each in course().exits
        if not each.measure and (frozenset(each.series), frozenset(each.of)) in shares
    ]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"polarity": "neither"}, "either a measure or a polarity"),
        ({"measure": ""}, "either a measure or a polarity"),
        ({"measure": "heaven"}, "not defined"),
        ({"measure": "out_of_court_share"}, "different shares"),
    ],
)
def test_a_point_with_another_measure_than_its_own_is_refused(
    changes: dict[str, str], wrong: str
) -> None:
    tables = {name: list(rows) for name, rows in read_progression().items()}
    tables["exits"][0] = {**tables["exits"][0], **changes}
    with pytest.raises(ValueError, match=wrong):
        load_course(
            tables, series=read_series(), categories=(), reasons=(),
            measures=catalogue(),
        )  # fmt: skip


def test_a_share_that_is_neither_better_nor_worse_is_more_and_no_verdict() -> None:
    found = attrition(
        streams(
            {
                "cps_prosecutions_finalised": every_area(1000, 1000),
                "cps_prosecutions_dropped": every_area(300, 200),
            }
        )
    )
    (only,) = found.exits
    assert only.found.comparison == Comparison.HIGHER


@pytest.mark.parametrize("outcome", TRIAL_OUTCOMES)
@pytest.mark.parametrize("lane", COURTS)
def test_how_trials_end_is_judged_as_its_measure_is(lane: Lane, outcome: str) -> None:
    measure = catalogue()[f"{lane}_{outcome}_trials"]
    assert outcome_share(course(), lane, outcome, place=AREA).polarity == (
        measure.polarity
    )
