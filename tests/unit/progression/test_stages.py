from itertools import pairwise

import pytest

from dashboard.periods import Period
from dashboard.progression.course import LANES, load_course
from dashboard.progression.stages import Asked, StageView, build_stages, shown
from dashboard.progression.streams import Place, Streams
from dashboard.results import Status
from data.definitions import (
    read_categories,
    read_progression,
    read_series,
    read_trial_reasons,
)
from tests.factories import months, period
from tests.unit.progression.counts import (
    AREA,
    COURT,
    OWN,
    REGION,
    asked,
    catalogue,
    course,
    streams,
)

YEAR = period("2017-18")
QUARTERS = (201704, 201707, 201710, 201801)
#: CPS figures of the last six of nine months of 2017.
SIX = months(2017, 7, 12)


def every_quarter(value: float) -> dict[str, dict[int, float | None]]:
    return {OWN: dict.fromkeys(QUARTERS, value)}


def by_id(found: Streams, question: Asked) -> dict[str, StageView]:
    lanes = build_stages(course(), found, question)
    return {view.stage.id: view for lane in lanes for view in lane.stages}


CASES = streams(
    {
        "recorded_offences": every_quarter(1000),
        "outcomes_all": every_quarter(900),
        "outcomes_charged_or_summonsed": every_quarter(90),
        "outcomes_not_yet_assigned": every_quarter(45),
        "cps_convictions": {OWN: dict.fromkeys(SIX, 80)},
        "cps_unsuccessful": {OWN: dict.fromkeys(SIX, 15)},
        "cps_administratively_finalised": {OWN: dict.fromkeys(SIX, 5)},
        "crown_court_receipts": every_quarter(50),
        "crown_court_disposals": every_quarter(40),
        "crown_court_open_cases": {
            OWN: {201704: 110, 201707: 120, 201710: 130, 201801: 140}
        },
    }
)


def test_every_agency_has_its_lane_in_the_order_of_a_case() -> None:
    assert [lane.lane for lane in build_stages(course(), CASES, asked(YEAR))] == list(
        LANES
    )


def test_a_stage_adds_up_its_series_over_the_span() -> None:
    found = by_id(CASES, asked(YEAR))
    assert found["recorded"].result.value == 4000
    assert found["charged"].result.value == 360


def test_a_part_of_a_span_says_so_and_is_not_stretched_to_the_whole() -> None:
    finished = by_id(CASES, asked(YEAR))["prosecuted"].result
    assert finished.value == 6 * 100
    assert (finished.months_present, finished.months_expected) == (6, 12)


def test_open_cases_are_those_at_the_end_of_the_span_and_never_added_up() -> None:
    still_open = by_id(CASES, asked(YEAR))["crown_open"]
    assert still_open.result.value == 140
    assert still_open.clock.label == "2018-Q1"


def test_shares_stand_only_between_stages_of_one_unit_and_source() -> None:
    found = by_id(CASES, asked(YEAR))
    charged, convicted = found["charged"].share, found["convicted"].share
    assert charged is not None
    assert convicted is not None
    assert charged.value == pytest.approx(0.1)
    assert convicted.value == pytest.approx(0.8)
    assert [name for name, view in found.items() if view.share] == [
        "charged",
        "convicted",
    ]


def test_disposals_are_put_beside_receipts_by_the_hundred() -> None:
    assert by_id(CASES, asked(YEAR))["crown_disposed"].per_hundred == pytest.approx(80)


def test_a_break_stands_wherever_unit_or_source_changes_and_nowhere_else() -> None:
    found = by_id(CASES, asked(YEAR))
    breaks = {name: view.gap for name, view in found.items() if view.gap}
    assert set(breaks) == {"outcomes", "prosecuted", "crown_received", "convicted"}
    before = breaks["prosecuted"].unit_before
    assert before is not None
    assert before.unit == "outcomes"
    assert breaks["prosecuted"].is_other_source


def test_a_stage_that_is_not_loaded_breaks_nothing() -> None:
    views = [view for view in by_id(CASES, asked(YEAR)).values() if view.is_loaded]
    for one, other in pairwise(views):
        differs = (one.series.unit, one.series.publication) != (
            other.series.unit,
            other.series.publication,
        )
        assert bool(other.gap) == differs


def test_what_is_still_to_come_is_told_with_the_outcomes() -> None:
    still = by_id(CASES, asked(YEAR))["outcomes"].not_concluded
    assert still is not None
    assert still.value == pytest.approx(0.05)


def test_one_hidden_quarter_hides_the_stage_and_its_share() -> None:
    hidden: dict[int, float | None] = dict.fromkeys(QUARTERS, 90)
    hidden[201710] = None
    found = by_id(
        streams(
            {
                "outcomes_all": every_quarter(900),
                "outcomes_charged_or_summonsed": {OWN: hidden},
            }
        ),
        asked(YEAR),
    )["charged"]
    assert found.result.status == Status.SUPPRESSED
    assert found.result.value is None
    assert found.share is None


def test_a_hidden_stock_is_hidden_and_not_replaced_by_an_earlier_one() -> None:
    stock: dict[int, float | None] = {201710: 130, 201801: None}
    found = by_id(streams({"crown_court_open_cases": {OWN: stock}}), asked(YEAR))
    assert found["crown_open"].result.status == Status.SUPPRESSED


def test_a_figure_of_the_region_around_the_area_names_who_shares_it() -> None:
    found = by_id(
        streams({}, region={"crown_court_receipts": {"R": dict.fromkeys(QUARTERS, 9)}}),
        Asked(YEAR, (Place(AREA, OWN), Place(REGION, "R", ("E2", "E3")))),
    )["crown_received"]
    assert found.result.value == 36
    assert found.place.shared_with == ("E2", "E3")


def test_an_areas_own_figure_goes_before_that_of_its_region() -> None:
    found = by_id(
        streams(
            {"crown_court_receipts": every_quarter(50)},
            region={"crown_court_receipts": {"R": dict.fromkeys(QUARTERS, 9)}},
        ),
        Asked(YEAR, (Place(AREA, OWN), Place(REGION, "R", ("E2",)))),
    )["crown_received"]
    assert found.place == Place(AREA, OWN)


def test_a_chosen_court_stands_in_its_own_lane_alone() -> None:
    given = streams(
        {"recorded_offences": every_quarter(1000), "crown_court_receipts": {}},
        courts={"crown_court_receipts": {"C": dict.fromkeys(QUARTERS, 20)}},
    )
    found = by_id(given, asked(YEAR, court=Place(COURT, "C")))
    assert found["crown_received"].result.value == 80
    assert found["recorded"].place == Place(AREA, OWN)


def test_an_offence_group_is_counted_where_the_source_has_it() -> None:
    group = ("recorded_offences", "offence_group", "robbery")
    given = streams(
        {
            "recorded_offences": every_quarter(1000),
            group: every_quarter(10),
            "outcomes_all": every_quarter(900),
        }
    )
    found = by_id(given, asked(YEAR, offence="robbery"))
    assert found["recorded"].result.value == 40
    assert not found["recorded"].is_all_offences
    assert found["outcomes"].result.value == 3600
    assert found["outcomes"].is_all_offences


def test_a_span_without_figures_says_from_when_to_when_there_are_some() -> None:
    found = by_id(CASES, asked(period("2020")))["recorded"]
    assert found.result.status == Status.NOT_AVAILABLE
    assert found.reaches == (201704, 201803)


def test_only_stages_with_a_figure_are_shown() -> None:
    lanes = build_stages(course(), CASES, asked(YEAR))
    assert [view.stage.id for view in shown(lanes)][:3] == [
        "recorded",
        "outcomes",
        "charged",
    ]


def test_a_definition_that_divides_across_units_is_refused_by_name() -> None:
    tables = {name: list(rows) for name, rows in read_progression().items()}
    wrong = {**tables["stages"][-1], "of": "recorded"}
    tables["stages"] = [*tables["stages"][:-1], wrong]
    with pytest.raises(ValueError, match="convicted and recorded"):
        load_course(
            tables,
            series=read_series(),
            categories=read_categories(),
            reasons=read_trial_reasons(),
            measures=catalogue(),
        )


@pytest.mark.parametrize("span", [YEAR, period("2017"), period("2020")])
def test_a_stage_never_holds_a_number_that_is_hidden(span: Period) -> None:
    for view in by_id(CASES, asked(span)).values():
        if view.result.status in (Status.SUPPRESSED, Status.NOT_AVAILABLE):
            assert view.result.numerator is None
            assert view.share is None
