"""The progression page of whole stores: the made-up one and the published figures."""

import csv
import gzip
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.areas import AreaType
from dashboard.language import read_language
from dashboard.measures import load_catalogue
from dashboard.progression.course import COURTS, LANES, Lane, load_course
from dashboard.progression.flow import Flow, build_flow
from dashboard.progression.flows import flow_series, flows_of
from dashboard.progression.stages import StageView
from dashboard.progression.streams import terms_of
from dashboard.progression.view import Built, ProgressionView
from dashboard.progression.wanted import Read
from dashboard.progression.words import progression_finding
from dashboard.reading import read_streams
from dashboard.results import Comparison, Status
from dashboard.view_state import ViewState
from dashboard.views import Views
from data.definitions import (
    read_categories,
    read_measures,
    read_progression,
    read_series,
    read_sources,
    read_trial_reasons,
)
from data.engine import make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from data.schema import upgrade
from tests.factories import period

WEST_YORKSHIRE, GREATER_MANCHESTER, DERBYSHIRE = "E23000010", "E23000005", "E23000018"
GWENT = "W15000002"
#: The planted quarter whose balance is out, and by how many cases.
UNBALANCED, UNBALANCED_BY = "2024-Q2", 60
NUMBERS = """
select a.area_type, a.area_code, s.series, f.period, f.value
from facts f join series s on s.series_id = f.series_id
join areas a on a.area_id = f.area_id
join categories c on c.category_id = f.category_id
where s.series in (?, ?, ?) and c.breakdown = 'all' and c.category = 'all'
"""


def open_views(url: str) -> Views:
    catalogue = load_catalogue(read_measures(), read_sources())
    return Views(make_engine(url), catalogue, home_area=WEST_YORKSHIRE)


@pytest.fixture(scope="module")
def views(demonstration_store: str) -> Iterator[Views]:
    found = open_views(demonstration_store)
    yield found
    found.engine.dispose()


def built(view: ProgressionView) -> Built:
    assert view.built is not None
    return view.built


def stages(view: ProgressionView) -> dict[str, StageView]:
    return {s.stage.id: s for lane in built(view).lanes for s in lane.stages}


def flow_of_every_area(views: Views, court: Lane) -> dict[str, Flow]:
    """The balance of each area, from one read for all of them."""
    course = load_course(
        read_progression(),
        series=read_series(),
        categories=read_categories(),
        reasons=read_trial_reasons(),
        measures=views.catalogue,
    )
    kind = AreaType.CRIMINAL_JUSTICE_AREA
    read = Read(kind, frozenset(terms_of(flow_series(court))))
    flows = flows_of(course, read_streams(views.engine, [read], as_of=""), court, kind)
    assert flows is not None
    found = {}
    for code in views.geography().of_type(kind):
        flow = build_flow(flows, code, period("2025"), ViewState())
        assert flow is not None, code
        found[code] = flow
    return found


@pytest.mark.parametrize("court", COURTS)
def test_the_balance_holds_in_every_area_and_quarter_or_its_difference_is_shown(
    court: Lane, views: Views
) -> None:
    out: dict[str, list[tuple[str, float]]] = defaultdict(list)
    quarters = 0
    for code, flow in flow_of_every_area(views, court).items():
        for quarter in flow.quarters[1:]:
            before, received, disposed = (
                quarter.before, quarter.received, quarter.disposed,
            )  # fmt: skip
            assert before is not None
            assert received is not None
            assert disposed is not None
            assert quarter.open is not None
            told = quarter.open - (before + received - disposed)
            assert quarter.difference == told
            quarters += 1
            if told:
                out[code].append((quarter.period.label, told))
    assert quarters == 42 * 19
    planted = {DERBYSHIRE: [(UNBALANCED, UNBALANCED_BY)]}
    assert out == (planted if court == "crown_court" else {})


def test_the_quarters_that_hold_are_what_the_store_holds(
    demonstration_store: str, views: Views
) -> None:
    """A second way to the same numbers, straight from the tables."""
    names = [f"crown_court_{part}" for part in ("receipts", "disposals", "open_cases")]
    path = demonstration_store.removeprefix("sqlite:///")
    with sqlite3.connect(path) as store:
        rows = store.execute(NUMBERS, names).fetchall()
    stored = {
        (name, period): value
        for kind, code, name, period, value in rows
        if (kind, code) == ("criminal_justice_area", WEST_YORKSHIRE)
    }
    found = built(views.progression("")).flow
    assert found is not None
    for quarter in found[1].quarters:
        told = (quarter.received, quarter.disposed, quarter.open)
        first = quarter.period.first
        assert told == tuple(stored[name, first] for name in names)


def test_the_flow_of_a_past_year_is_of_that_year_throughout(views: Views) -> None:
    found = built(views.progression("period=2022"))
    assert found.flow is not None
    flow = found.flow[1]
    assert flow.span is not None
    assert flow.pace is not None
    assert flow.pace.period == period("2022")
    assert flow.pace.open == flow.span.open
    assert flow.pace.disposed == (flow.span.disposed or 0) / 12
    for row in found.courts:
        assert row.pace is not None
        assert row.pace.period == period("2022")
        assert row.pace.open == row.open.value


def test_the_growing_caseload_and_the_trials_are_what_the_page_says_first(
    views: Views,
) -> None:
    finding = progression_finding(views.progression(""), read_language("en"))
    assert finding.heading == (
        "More cases wait in West Yorkshire, and fewer trials go ahead than in "
        "similar areas"
    )


def test_absent_witnesses_of_one_court_are_found_by_drilling_to_it(
    views: Views,
) -> None:
    query = "stage=crown_court&reason=ineffective&court="
    worst = built(views.progression(f"{query}CROWN-BRADFORD"))
    other = built(views.progression(f"{query}CROWN-LEEDS"))
    shares = []
    for each in (worst, other):
        (found,) = [r for r in each.reasons if r.outcome == "ineffective"]
        party = {view.party: view for view in found.parties}["witness"]
        assert party.found.own.value is not None
        shares.append(party.found.own.value)
        if each is worst:
            assert party.found.comparison == Comparison.WORSE
    assert shares[0] > 3 * shares[1]


def test_an_area_without_a_centre_says_so_and_keeps_its_figures(views: Views) -> None:
    found = built(views.progression(f"area={GWENT}"))
    assert found.courts == ()
    assert found.flow is not None
    assert found.trials is not None


def test_linked_records_make_a_cohort_and_others_have_none(views: Views) -> None:
    linked = built(views.progression(f"area={GREATER_MANCHESTER}"))
    assert linked.cohorts is not None
    points = linked.cohorts.own.lines[0].points
    assert [point.is_censored for point in points[:2]] == [False, False]
    assert points[-1].is_censored
    assert built(views.progression("")).cohorts is None


def test_recent_quarters_with_much_outstanding_are_judged_by_no_verdict(
    views: Views,
) -> None:
    found = built(views.progression("period=2025-Q2&stage=police")).attrition
    (exits,) = [e for e in found.exits if e.leaving.id == "victim_does_not_support"]
    assert exits.found.comparison == Comparison.NOT_COMPARED
    assert exits.settled.outstanding == pytest.approx(0.16, abs=0.02)


@pytest.mark.parametrize(
    ("lane", "area"), [*((lane, WEST_YORKSHIRE) for lane in LANES), (LANES[3], GWENT)]
)
def test_every_stage_of_every_kind_of_area_can_be_looked_at(
    lane: str, area: str, views: Views
) -> None:
    view = views.progression(f"area={area}&stage={lane}&offence=robbery")
    assert view.notes == ()
    for stage in stages(view).values():
        hidden = stage.result.status in (Status.SUPPRESSED, Status.NOT_AVAILABLE)
        assert hidden == (stage.result.value is None)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("stage=heaven", "stage"),
        ("court=CROWN-CARDIFF", "court"),
        ("offence=jaywalking", "offence"),
        ("reason=boredom", "reason"),
        ("aim=few&by=2027-03", "aim"),
        ("aim=10&by=soon", "by"),
        ("period=2031", "period"),
    ],
)
def test_what_a_link_gets_wrong_is_noted_and_passed_over(
    query: str, wrong: str, views: Views
) -> None:
    view = views.progression(query)
    assert [note.parameter for note in view.notes] == [wrong]
    assert view.built is not None


def test_a_stage_of_another_page_is_passed_over_without_a_note(views: Views) -> None:
    view = views.progression("stage=arrested")
    assert view.state.stage == ""
    assert view.notes == ()


@pytest.fixture(scope="module")
def published(
    real_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Views]:
    """A store of the real publications of 2017/18."""
    url = f"sqlite:///{tmp_path_factory.mktemp('progression')}/real.db"
    writer = make_engine(url, read_only=False)
    upgrade(writer)
    for name, folder in (
        ("cps_case_outcomes", "cps_case_outcomes"),
        ("recorded_crime", "police_outcomes"),
        ("police_outcomes", "police_outcomes"),
    ):
        load(writer, PUBLICATIONS[name], (real_data / folder,), loaded_by="a test")
    writer.dispose()
    found = open_views(url)
    yield found
    found.engine.dispose()


@pytest.mark.real_data
def test_the_published_figures_of_one_area_match_sums_made_by_hand(
    published: Views, real_data: Path
) -> None:
    found = stages(published.progression("period=2017-18"))
    outcomes = _outcomes_by_hand(real_data)
    assert found["outcomes"].result.value == outcomes["all"]
    assert found["charged"].result.value == outcomes["charged"]
    assert found["recorded"].result.value == _offences_by_hand(real_data)
    units = {name: found[name].series.unit for name in found}
    assert units["recorded"] == "offences"
    assert units["outcomes"] == "outcomes"
    assert units["prosecuted"] == units["convicted"] == "defendants"


@pytest.mark.real_data
def test_six_of_twelve_months_are_shown_as_six_and_not_as_a_year(
    published: Views, real_data: Path
) -> None:
    found = stages(published.progression("period=2017-18"))
    finished, convicted = found["prosecuted"].result, found["convicted"].result
    convictions, finalised = _cps_by_hand(real_data)
    assert (finished.months_present, finished.months_expected) == (6, 12)
    assert convicted.value == convictions
    assert finished.value == finalised


def _offences_by_hand(folder: Path) -> int:
    path = folder / "police_outcomes" / "prc-pfa-mar2013-onwards-tables201718.csv.gz"
    return sum(
        int(row["Number of Offences"])
        for row in _rows(path)
        if (row["Financial Year"], row["Force Name"]) == ("2017/18", "West Yorkshire")
    )


def _outcomes_by_hand(folder: Path) -> dict[str, int]:
    path = folder / "police_outcomes" / "outcomes-open-data-2017-18.csv.gz"
    sums = {"all": 0, "charged": 0}
    for row in _rows(path):
        if row["force_name"] == "West Yorkshire":
            number = int(row["offences"])
            sums["all"] += number
            if row["outcome_group"] == "Charged/Summonsed":
                sums["charged"] += number
    return sums


def _cps_by_hand(folder: Path) -> tuple[int, int]:
    """Convictions, and all that finished, of July to December 2017."""
    convictions = finished = 0
    for month in ("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"):
        name = f"Principal_Offence_Category_{month}.csv"
        path = folder / "cps_case_outcomes" / "2017" / name
        with path.open(encoding="utf-8-sig", newline="") as text:
            headings, *rows = csv.reader(text)
        (own,) = [row for row in rows if row[0].strip() == "West Yorkshire"]
        for heading, cell in zip(headings, own, strict=True):
            if heading.startswith("Number of"):
                number = int(cell.replace(",", ""))
                finished += number
                convictions += number if heading.endswith("Convictions") else 0
    return convictions, finished


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as text:
        yield from csv.DictReader(text)
