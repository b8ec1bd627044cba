"""Each planted finding as the pages say it, and what they say without it."""

import shutil
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from dashboard.areas import AreaType
from dashboard.attention import Line, Reason
from dashboard.charting import ControlChart
from dashboard.measure_page import Weight
from dashboard.measures import load_catalogue
from dashboard.pages import OverviewView
from dashboard.scorecard import ScoreRow
from dashboard.verdicts import Change, Outlook
from dashboard.views import Views
from data.check import find_problems
from data.definitions import read_measures, read_sources
from data.engine import make_engine
from data.ingest.demonstration import PUBLICATION, write
from data.ingest.demonstration_plants import Finding
from data.load import load
from data.queries.partnership import fetch_events, fetch_targets

WEST_YORKSHIRE, SOUTH_YORKSHIRE = "E23000010", "E23000011"
SURREY, HUMBERSIDE, WEST_MIDLANDS = "E23000031", "E23000012", "E23000014"
LANCASHIRE, GREATER_MANCHESTER = "E23000003", "E23000005"
KENT, ESSEX, CHESHIRE, LONDON = "E23000032", "E23000028", "E23000006", "E23000001"
TODAY = date(2026, 11, 21)

CONVICTIONS = "cps_conviction_rate"
VICTIMS = "victim_does_not_support_rate"
CHARGES = "charge_or_summons_rate"
NO_SUSPECT = "no_suspect_identified_rate"
#: What the board of the home area is told, in this order, and what was planted for it.
LINES = {
    Finding.NEW_CONCERN: (Reason.NEW_CONCERN, CONVICTIONS),
    Finding.OUTSIDE_LIMITS: (Reason.OUTSIDE_LIMITS, VICTIMS),
    Finding.TARGET_OUT_OF_REACH: (Reason.TARGET_MISSED, CHARGES),
    Finding.LASTING_CONCERN: (Reason.LASTING_CONCERN, NO_SUSPECT),
    Finding.LATE_OUTCOMES: (Reason.LATE, ""),
}


def open_views(url: str) -> Views:
    catalogue = load_catalogue(read_measures(), read_sources())
    return Views(make_engine(url), catalogue, home_area=WEST_YORKSHIRE)


@pytest.fixture(scope="module")
def views(demonstration_store: str) -> Views:
    return open_views(demonstration_store)


def without(
    demonstration_store: str, folder: Path, findings: Collection[Finding]
) -> Views:
    """The demonstration after its files were loaded again without some findings."""
    store = folder / "without.db"
    shutil.copyfile(demonstration_store.removeprefix("sqlite:///"), store)
    whole = {path.name: path.read_bytes() for path in write(folder / "whole")}
    left = write(folder / "left", without=findings)
    changed = [path for path in left if path.read_bytes() != whole[path.name]]
    writer = make_engine(f"sqlite:///{store}", read_only=False)
    load(writer, PUBLICATION, changed, loaded_by="a test")
    return open_views(f"sqlite:///{store}")


def overview(views: Views, area: str = WEST_YORKSHIRE) -> OverviewView:
    return views.overview(f"area={area}", today=TODAY)


def told(lines: Collection[Line]) -> list[tuple[Reason, str]]:
    return [(x.reason, x.row.measure.id if x.row else "") for x in lines]


def row(views: Views, measure: str, area: str = WEST_YORKSHIRE) -> ScoreRow:
    found = views.measure_page(measure, f"area={area}", today=TODAY).row
    assert found is not None
    return found


def step(chart: ControlChart) -> tuple[str, int]:
    assert chart.proposal is not None
    return chart.proposal.since.label, chart.proposal.points


def test_the_home_areas_list_has_every_reason_in_the_stated_order(
    views: Views,
) -> None:
    attention = overview(views).attention
    assert told(attention.lines) == list(LINES.values())
    assert attention.others == 0


@pytest.mark.parametrize("finding", LINES)
def test_without_a_planted_finding_its_line_is_gone_and_the_others_stay(
    finding: Finding, demonstration_store: str, tmp_path: Path
) -> None:
    left = without(demonstration_store, tmp_path, [finding])
    lines = told(overview(left).attention.lines)
    # Outcomes that come in time are judged sooner: a lasting sign may then be new.
    assert LINES[finding] not in lines
    assert {measure for _, measure in lines} == {
        measure for planted, (_, measure) in LINES.items() if planted != finding
    }
    assert find_problems(left.engine) == []


def test_without_all_of_them_nothing_stands_out(
    demonstration_store: str, tmp_path: Path
) -> None:
    left = without(demonstration_store, tmp_path, list(LINES))
    for area in (WEST_YORKSHIRE, KENT):
        attention = overview(left, area).attention
        assert (attention.lines, attention.others) == ((), 0)
    assert told(overview(left).attention.improved) != []


@pytest.mark.parametrize("area", [KENT, ESSEX, CHESHIRE, LONDON])
def test_several_areas_have_nothing_wrong_of_their_own(area: str, views: Views) -> None:
    assert told(overview(views, area).attention.lines) == [(Reason.LATE, "")]


def test_chance_alone_gives_few_areas_a_line(views: Views) -> None:
    planted = {WEST_YORKSHIRE, HUMBERSIDE, SURREY}
    areas = set(views.geography().of_type(AreaType.CRIMINAL_JUSTICE_AREA)) - planted
    listed = [
        area
        for area in areas
        if any(line.row for line in overview(views, area).attention.lines)
    ]
    assert len(listed) <= 4


def test_the_new_concern_is_two_months_below_limits(views: Views) -> None:
    (first, *_) = overview(views).attention.lines
    assert first.sign is not None
    assert first.row is not None
    periods = [period.label for period in first.row.chart.periods]
    assert (periods[first.sign.start], periods[first.sign.last]) == (
        "2025-11",
        "2025-12",
    )
    violence = row(views, "cps_conviction_rate_offences_against_the_person")
    assert violence.verdict.change == Change.WORSENING


def test_one_target_is_missed_one_met_by_chance_and_one_met_always(
    views: Views,
) -> None:
    expected = {
        CHARGES: (Outlook.WILL_MISS, 0.09),
        CONVICTIONS: (Outlook.HIT_AND_MISS, 0.85),
        "cps_administratively_finalised_share": (Outlook.WILL_MEET, 0.03),
    }
    for measure, (outlook, level) in expected.items():
        found = row(views, measure)
        assert found.verdict.outlook == outlook
        assert found.chart.target is not None
        assert found.chart.target.value == level
    capability = row(views, CONVICTIONS).chart.capability
    assert capability is not None
    assert 0.3 < capability.share < 0.7


def test_charges_improve_while_their_counterweight_worsens(views: Views) -> None:
    page = views.measure_page(CHARGES, f"area={WEST_YORKSHIRE}", today=TODAY)
    assert page.row is not None
    assert page.row.verdict.change == Change.IMPROVING
    warned = {
        each.row.measure.id for each in page.balancing if each.weight == Weight.WORSENS
    }
    assert warned == {CONVICTIONS}


def test_an_agreed_step_starts_the_limits_anew(views: Views) -> None:
    chart = row(views, CONVICTIONS).chart
    before, after = chart.chart.phases
    assert chart.periods[after.start].label == "2023-01"
    assert after.points == 36
    assert before.limits.mean is not None
    assert after.limits.mean is not None
    assert after.limits.mean - before.limits.mean > 0.02
    assert chart.proposal is None
    (event,) = chart.events
    assert event.rebases
    assert "Chair" in event.decided_by
    assert event.reason


def test_a_step_that_nobody_agreed_is_proposed_and_changes_no_limits(
    views: Views,
) -> None:
    chart = row(views, "cps_conviction_rate_criminal_damage").chart
    assert step(chart) == ("2024-07", 18)
    assert len(chart.chart.phases) == 1
    assert [event.rebases for event in chart.events] == [False]


def test_shifts_elsewhere_are_proposed_with_their_month(views: Views) -> None:
    worse = row(views, CONVICTIONS, HUMBERSIDE)
    assert step(worse.chart) == ("2024-10", 15)
    assert worse.verdict.change == Change.WORSENING
    better = row(views, CONVICTIONS, WEST_MIDLANDS)
    assert step(better.chart)[1] >= 12
    assert better.verdict.change == Change.IMPROVING


def test_what_repeats_with_the_calendar_is_not_alarmed_on(views: Views) -> None:
    for measure in ("cps_finalised_caseload", "recorded_offences_rate"):
        found = row(views, measure)
        assert found.chart.is_seasonal
        assert found.verdict.change == Change.NO_CLEAR_CHANGE


def test_similar_areas_that_do_better_are_there_to_ask(views: Views) -> None:
    asked = {
        (spot.concern.row.measure.id, spot.area_code)
        for spot in overview(views).bright
        if spot.concern.row
    }
    assert {
        (CONVICTIONS, SOUTH_YORKSHIRE),
        (VICTIMS, GREATER_MANCHESTER),
        (CHARGES, LANCASHIRE),
    } <= asked


def test_surrey_is_outside_the_limits(views: Views) -> None:
    assert (Reason.OUTSIDE_LIMITS, CONVICTIONS) in told(
        overview(views, SURREY).attention.lines
    )


def test_events_and_targets_come_with_the_demonstration_release(views: Views) -> None:
    # What the partnership agreed came with the first edition, and has not changed.
    release = min(
        each.release_id
        for each in views.releases()
        if each.publication == "demonstration"
    )
    events, targets = fetch_events(views.engine), fetch_targets(views.engine)
    assert (len(events), len(targets)) == (6, 4)
    assert {event.release_id for event in events} == {release}
    assert {target.release_id for target in targets} == {release}
    assert views.is_demonstration()
