import pytest

from dashboard.areas import Area, AreaType, Geography
from dashboard.periods import Window
from dashboard.progression.courts import build_courts, courts_of
from dashboard.progression.stages import Asked
from dashboard.progression.streams import Place
from dashboard.progression.timeliness import build_timeliness
from dashboard.progression.trials import build_trials
from dashboard.results import Comparison, Status
from dashboard.view_state import ViewState
from tests.factories import make_geography, period
from tests.unit.progression.counts import (
    AREA,
    COURT,
    OTHER,
    OWN,
    PEER,
    REGION,
    Values,
    asked,
    course,
    geography,
    streams,
)

YEAR = period("2017-18")
QUARTER = period("2017-Q3", Window.QUARTER)
WHEN = 201707
MEDIAN = "crown_court_days_offence_to_completion_median"
MEAN = "crown_court_days_offence_to_completion_mean"


def test_days_of_a_span_are_those_of_its_last_quarter_and_never_added_up() -> None:
    given = streams({MEDIAN: {OWN: {201704: 300, WHEN: 340}}})
    (step,) = build_timeliness(
        course(), given, asked(YEAR), geography(), lane="crown_court"
    ).steps
    assert step.result.value == 340
    assert step.clock.label == "2017-Q3"


def test_the_mean_stands_beside_the_median_where_the_source_has_both() -> None:
    given = streams({MEDIAN: {OWN: {WHEN: 340}}, MEAN: {OWN: {WHEN: 460}}})
    (step,) = build_timeliness(
        course(), given, asked(YEAR), geography(), lane="crown_court"
    ).steps
    assert step.mean is not None
    assert (step.result.value, step.mean.value) == (340, 460)


def test_steps_of_the_other_courts_are_not_shown() -> None:
    given = streams({MEDIAN: {OWN: {WHEN: 340}}})
    found = build_timeliness(
        course(), given, asked(YEAR), geography(), lane="magistrates"
    )
    assert found.steps == ()
    assert "police_decision" in [step.id for step in found.missing]


def test_days_of_the_region_around_an_area_name_who_shares_them() -> None:
    given = streams({}, region={MEDIAN: {"R": {WHEN: 233}}})
    places = (Place(AREA, OWN), Place(REGION, "R", (PEER,)))
    (step,) = build_timeliness(
        course(), given, Asked(YEAR, places), geography(), lane="crown_court"
    ).steps
    assert step.place.shared_with == (PEER,)
    assert step.result.value == 233


def trials(own: tuple[float, float, float]) -> Values:
    found: dict[str, dict[str, dict[int, float | None]]] = {}
    for place, outcome in enumerate(("effective", "cracked", "ineffective")):
        others = (500.0, 300.0, 200.0)[place]
        found[f"crown_court_trials_{outcome}"] = {
            OWN: {WHEN: own[place]},
            PEER: {WHEN: others},
            OTHER: {WHEN: others},
        }
    found["crown_court_trials_vacated"] = {OWN: {WHEN: 250.0}}
    return found


def test_vacated_trials_are_counted_apart_from_those_listed() -> None:
    found = build_trials(
        course(), streams(trials((400, 300, 300))), asked(QUARTER),
        ViewState(area=OWN), geography(), lane="crown_court",
    )  # fmt: skip
    assert found is not None
    effective = found.outcomes[0].found
    assert effective.own.denominator == 1000
    assert effective.own.value == pytest.approx(0.4)
    assert effective.benchmark.value == pytest.approx(0.5)
    assert effective.comparison == Comparison.WORSE
    assert found.vacated.value == 250


def test_without_trials_in_the_span_there_is_nothing_to_show() -> None:
    assert build_trials(
        course(), streams(trials((4, 3, 3))), asked(period("2019")),
        ViewState(area=OWN), geography(), lane="crown_court",
    ) is None  # fmt: skip


def with_courts() -> Geography:
    found = make_geography((OWN, PEER, OTHER))
    courts = {
        (COURT, code): Area(code, COURT, f"Court {code}", f"Llys {code}")
        for code in ("C2", "C1")
    }
    members = {(AreaType.CRIMINAL_JUSTICE_AREA, OWN): tuple(courts)}
    return Geography({**found.areas, **courts}, members, {}, {})


def test_the_courts_of_an_area_come_by_name_and_then_the_area_itself() -> None:
    given = streams(
        trials((400, 300, 300)),
        courts={
            "crown_court_open_cases": {"C1": {WHEN: 120}, "C2": {WHEN: 80}},
            "crown_court_trials_effective": {"C1": {WHEN: 50}},
            "crown_court_trials_cracked": {"C1": {WHEN: 30}},
            "crown_court_trials_ineffective": {"C1": {WHEN: None}},
        },
    )
    rows = build_courts(
        course(), given, OWN, with_courts(), QUARTER, ViewState(area=OWN)
    )
    assert [row.code for row in rows] == ["C1", "C2", OWN]
    assert [row.open.value for row in rows[:2]] == [120, 80]
    # One hidden outcome hides every share of the trials listed.
    assert rows[0].effective.status == Status.SUPPRESSED
    assert rows[0].effective.value is None
    assert rows[1].effective.value is None


def test_an_area_without_a_court_has_none() -> None:
    assert courts_of(PEER, with_courts()) == ()
