"""The findings of docs/findings.md come out of the real publications as told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.attention import Reason
from dashboard.attention_words import line_heading, line_sentence, sign_heading
from dashboard.benchmarks import Benchmark
from dashboard.charting import ControlChart, build_control_chart
from dashboard.history import History
from dashboard.language import read_language
from dashboard.measure_words import gap_sentence, step_sentence
from dashboard.measures import load_catalogue
from dashboard.pages import MeasureView
from dashboard.reading import EVER, read_histories
from dashboard.results import Comparison
from dashboard.signs import find_signs
from dashboard.stats.spc import PointType, Rule, Variation
from dashboard.verdict_words import change_clause, versus_clause
from dashboard.verdicts import judge
from dashboard.views import Views
from data.definitions import read_measures, read_sources
from data.engine import Engine, make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from data.schema import upgrade

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "findings.md"
TODAY = date(2018, 3, 1)
ENGLISH = read_language("en")
CATALOGUE = load_catalogue(read_measures(), read_sources())

HAMPSHIRE, LONDON, WEST_YORKSHIRE = "E23000030", "E23000001", "E23000010"
GREATER_MANCHESTER, KENT = "E23000005", "E23000032"
CONVICTIONS = "cps_conviction_rate"
AGAINST_THE_PERSON = "cps_conviction_rate_offences_against_the_person"

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def engine(
    real_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A store with the two publications the findings are in."""
    url = f"sqlite:///{tmp_path_factory.mktemp('findings')}/real.db"
    writer = make_engine(url, read_only=False)
    upgrade(writer)
    for name, path in (
        ("cps_case_outcomes", real_data / "cps_case_outcomes"),
        (
            "police_outcomes",
            real_data / "police_outcomes" / "outcomes-open-data-2018-19.csv.gz",
        ),
    ):
        load(writer, PUBLICATIONS[name], (path,), loaded_by="a test")
    reader = make_engine(url)
    yield reader
    reader.dispose()
    writer.dispose()


@pytest.fixture(scope="module")
def views(engine: Engine) -> Views:
    return Views(engine, CATALOGUE, home_area=LONDON)


@pytest.fixture(scope="module")
def document() -> str:
    return " ".join(DOCUMENT.read_text("utf-8").split())


def chart_until(
    engine: Engine, measure_id: str, area_code: str, last: int
) -> ControlChart:
    """The chart as it stood when this month was the last one published."""
    measure = CATALOGUE[measure_id]
    (history,) = read_histories(engine, (measure,), span=EVER, as_of="")
    cells = {
        code: {first: cell for first, cell in row.items() if first <= last}
        for code, row in history.cells.items()
    }
    return build_control_chart(History(measure, cells, {}), area_code)


def sums(chart: ControlChart, first: str, last: str) -> tuple[float, float, int]:
    """Numerators and denominators of published months, added up; how many there are."""
    results = [
        result
        for result in chart.results
        if first <= result.period <= last and result.value is not None
    ]
    return (
        sum(result.numerator or 0.0 for result in results),
        sum(result.denominator or 0.0 for result in results),
        len(results),
    )


def shift_headings(chart: ControlChart, area: str) -> list[str]:
    found = (
        *find_signs(chart, PointType.IMPROVEMENT),
        *find_signs(chart, PointType.CONCERN),
    )
    return [
        sign_heading(chart, sign, ENGLISH).format(
            area=area, measure=chart.measure.in_sentence(ENGLISH)
        )
        for sign in found
    ]


def limits(chart: ControlChart) -> tuple[float, float, float, float]:
    assert chart.phase is not None
    mean, spread, lower, upper = chart.phase.limits
    assert mean is not None
    assert spread is not None
    assert lower is not None
    assert upper is not None
    return mean, spread, lower, upper


def page(views: Views, measure_id: str, query: str) -> MeasureView:
    return views.measure_page(measure_id, query, today=TODAY)


def test_hampshires_conviction_rate_rose_and_the_rise_lasted(
    engine: Engine, document: str
) -> None:
    everything = chart_until(engine, CONVICTIONS, HAMPSHIRE, 201712)
    assert sums(everything, "2014-01", "2015-04") == (20931, 25295, 16)
    assert sums(everything, "2015-05", "2017-12") == (26253, 30253, 26)
    assert sums(everything, "2016-04", "2017-03") == (11381, 12877, 12)
    assert limits(everything) == pytest.approx(
        (0.853566, 0.011019, 0.824255, 0.882878), abs=1e-6
    )
    for point in everything.chart.points[:16]:
        assert Rule.SHIFT in {signal.rule for signal in point.signals}
    assert everything.chart.variation == Variation.COMMON_CAUSE

    then = chart_until(engine, CONVICTIONS, HAMPSHIRE, 201703)
    told = "Hampshire’s conviction rate has been above its average since April 2016"
    assert told in shift_headings(then, "Hampshire")
    assert told in document
    step = "Since April 2016 the average has been 88.4% rather than 83.6%, 12 periods"
    assert step_sentence(then, ENGLISH).startswith(step)
    assert step in document


def test_most_of_it_was_in_offences_against_the_person(
    engine: Engine, document: str
) -> None:
    then = chart_until(engine, AGAINST_THE_PERSON, HAMPSHIRE, 201703)
    assert sums(then, "2014-01", "2015-03") == (4451, 5968, 15)
    assert sums(then, "2016-04", "2017-03") == (3135, 3668, 12)
    told = (
        "Hampshire’s conviction rate for offences against the person has been above "
        "its average since April 2016"
    )
    assert told in shift_headings(then, "Hampshire")
    assert told in document
    assert then.proposal is not None
    assert then.proposal.after == pytest.approx(0.85482, abs=5e-6)
    assert then.proposal.before == pytest.approx(0.767, abs=5e-4)


def test_west_yorkshire_had_one_month_outside_its_usual_range(
    engine: Engine, document: str
) -> None:
    then = chart_until(engine, CONVICTIONS, WEST_YORKSHIRE, 201710)
    assert sums(then, "2017-10", "2017-10") == (1390, 1574, 1)
    told = "West Yorkshire’s conviction rate was above its usual range in October 2017"
    assert shift_headings(then, "West Yorkshire") == [told]
    assert told in document

    later = chart_until(engine, CONVICTIONS, WEST_YORKSHIRE, 201712)
    (sign,) = find_signs(later, PointType.IMPROVEMENT)
    assert sign.has_passed
    assert later.chart.variation == Variation.COMMON_CAUSE
    mean, spread, _, upper = limits(later)
    assert (mean, spread) == pytest.approx((0.833525, 0.016398), abs=1e-6)
    assert upper == pytest.approx(0.877, abs=5e-4)


def test_londons_administrative_share_reached_its_upper_limit(
    views: Views, document: str
) -> None:
    overview = views.overview(f"area={LONDON}", today=TODAY)
    line = overview.attention.lines[0]
    assert line.reason == Reason.NEW_CONCERN
    heading = line_heading(line, overview.geography, ENGLISH)
    assert heading == (
        "London’s share of cases finalised administratively was above its usual range "
        "in December 2017"
    )
    assert heading in document
    told = "December 2017: 3.6%; the usual range is 1.6% to 3.5%."
    assert line_sentence(line, overview.geography, ENGLISH).startswith(told)
    assert told in document

    shown = page(
        views,
        "cps_administratively_finalised_share",
        f"area={LONDON}&window=month&period=2017-12",
    )
    assert shown.row is not None
    assert (shown.row.result.numerator, shown.row.result.denominator) == (213, 5995)
    gap = gap_sentence(shown.gap, shown.row, shown.geography, ENGLISH)
    assert "about 73 (45 to 105) fewer" in gap
    assert "about 73 (45 to 105) fewer" in document


def test_greater_manchester_finished_fewer_cases_from_2016(
    engine: Engine, document: str
) -> None:
    measure_id = "cps_finalised_caseload"
    everything = chart_until(engine, measure_id, GREATER_MANCHESTER, 201712)
    assert sums(everything, "2014-01", "2014-11")[0] == 33265
    assert sums(everything, "2016-04", "2017-03")[0] == 25379
    assert limits(everything)[0] == pytest.approx(2469, abs=0.5)

    then = chart_until(engine, measure_id, GREATER_MANCHESTER, 201703)
    latest = then.latest
    assert latest is not None
    verdict = judge(
        latest,
        chart=then,
        comparison=Comparison.NOT_COMPARED,
        benchmark=Benchmark("england_and_wales", None, None),
    )
    assert change_clause(verdict, ENGLISH) == "Lower than usual"
    step = "Since April 2016 the average has been 2,115 rather than 2,837, 12 periods"
    assert step_sentence(then, ENGLISH).startswith(step)
    assert step in document


def test_kent_charged_few_sexual_offences(views: Views, document: str) -> None:
    shown = page(
        views,
        "charge_or_summons_rate_sexual_offences",
        f"area={KENT}&window=year&period=2018-19",
    )
    assert shown.row is not None
    assert shown.distribution is not None
    assert (shown.row.result.numerator, shown.row.result.denominator) == (123, 7159)
    national = shown.distribution.national
    assert (national.numerator, national.denominator) == (7534, 161841)
    clause = versus_clause(shown.row.verdict, ENGLISH)
    assert clause.endswith("and unusually low among all areas")
    assert shown.gap is not None
    told = tuple(round(value) for value in shown.gap)
    assert told == (220, 195, 241)
    assert "about 220 more (195 to 241)" in document
