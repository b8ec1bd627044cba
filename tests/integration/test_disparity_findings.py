"""What real publications say of groups: on the page, in its sentences, in its files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.disparity.disparities import Disparity, Verdict
from dashboard.disparity.exports import disproportionality_extract
from dashboard.disparity.findings import finding
from dashboard.disparity.sentences import sentence
from dashboard.disparity.view import DisproportionalityView
from dashboard.exports import write_csv
from dashboard.language import read_language
from dashboard.measures import load_catalogue
from dashboard.results import Status
from dashboard.views import Views
from data.definitions import read_measures, read_sources
from data.engine import make_engine
from data.ingest import PUBLICATIONS
from data.load import load
from data.queries.counts import CountsQuery, fetch_counts
from data.schema import upgrade

pytestmark = pytest.mark.real_data

ENGLISH = read_language("en")
BOTH = "K04000001"
LANCASHIRE, WEST_MERCIA, WEST_YORKSHIRE = "E23000003", "E23000016", "E23000010"
GROUPS = ("asian", "black", "mixed", "other", "white")


@pytest.fixture(scope="module")
def views(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """A store with the publications that count people by group."""
    url = f"sqlite:///{tmp_path_factory.mktemp('groups')}/real.db"
    writer = make_engine(url, read_only=False)
    upgrade(writer)
    for name, folder in (
        ("population", "population"),
        ("arrests", "police_powers"),
        ("stop_and_search", "police_powers"),
        ("court_outcomes", "court_outcomes_ethnicity"),
        ("use_of_force", "use_of_force"),
    ):
        load(writer, PUBLICATIONS[name], (real_data / folder,), loaded_by="a test")
    writer.dispose()
    reader = make_engine(url)
    catalogue = load_catalogue(read_measures(), read_sources())
    yield Views(reader, catalogue, home_area=WEST_YORKSHIRE)
    reader.dispose()


def national(view: DisproportionalityView) -> Disparity:
    assert view.closer is not None
    assert view.closer.nation is not None
    return view.closer.nation


def csv(view: DisproportionalityView, panel: str) -> str:
    return write_csv(disproportionality_extract(panel, view, ENGLISH)).decode()


def test_black_people_were_arrested_more_than_three_times_as_often(
    views: Views,
) -> None:
    view = views.disproportionality("stage=arrested&group=black&period=2017-18")
    found = national(view)
    assert found.ratio == pytest.approx(3.356, abs=5e-4)
    assert found.rate == pytest.approx(34.78, abs=0.01)
    assert found.reference_rate == pytest.approx(10.36, abs=0.01)
    assert (found.census, found.without) == (2011, (LANCASHIRE,))
    told = sentence("areas", view, ENGLISH)
    assert (
        "In England and Wales, 2017/18: Black people were arrested 3.4 times as often "
        "as White people: 34.8 against 10.4 per 1,000 residents."
    ) in told
    assert "Lancashire gave no figures and is left out." in told
    assert "Over all residents, those included, it would be 3.44." in told
    row = f"arrested,{BOTH},England and Wales,2017-18,1,ethnic_group_5,black,white,"
    assert row + "64670,1859513,34.7" in csv(view, "areas")


def test_open_data_without_the_bulletin_give_the_same_to_a_tenth(
    real_data: Path, tmp_path: Path
) -> None:
    """Its own count of that year is 698,737; the bulletin's is a revised one."""
    writer = make_engine(f"sqlite:///{tmp_path}/real.db", read_only=False)
    upgrade(writer)
    powers = real_data / "police_powers"
    for name, path in (
        ("population", real_data / "population"),
        ("arrests", powers / "arrests-open-data-2006-07-to-2017-18.csv.gz"),
    ):
        load(writer, PUBLICATIONS[name], (path,), loaded_by="a test")
    catalogue = load_catalogue(read_measures(), read_sources())
    found = Views(writer, catalogue, home_area=WEST_YORKSHIRE).disproportionality(
        "stage=arrested&group=black&period=2017-18"
    )
    closer = found.closer
    assert closer is not None
    assert closer.nation_events.value == 698_737
    assert closer.nation_over_all is not None
    assert closer.nation_over_all.ratio == pytest.approx(3.37, abs=0.005)
    assert closer.nation_over_all.rate == pytest.approx(35.3, abs=0.1)
    assert closer.nation_over_all.reference_rate == pytest.approx(10.5, abs=0.1)
    writer.dispose()


def test_the_searches_of_2018_19_are_all_there(views: Views) -> None:
    view = views.disproportionality("stage=stop_and_search&group=black")
    assert "383,629 searches in all." in sentence("areas", view, ENGLISH)
    assert "56,236 of 383,629 searches (14.7%)" in sentence("recording", view, ENGLISH)
    row = f"stop_and_search,police,{BOTH},England and Wales,2018-19,"
    assert row + "ethnic_group_5,not_stated,56236,383629," in csv(view, "recording")


def test_the_workbook_of_arrests_adds_up_and_lancashire_is_not_available(
    views: Views,
) -> None:
    view = views.disproportionality(
        f"area={LANCASHIRE}&stage=arrested&group=black&period=2018-19"
    )
    assert "671,126 arrests in all." in sentence("areas", view, ENGLISH)
    assert view.closer is not None
    own = view.closer.areas[LANCASHIRE]
    assert (own.status, own.ratio) == (Status.NOT_AVAILABLE, None)
    row = f"arrested,police,{BOTH},England and Wales,2018-19,ethnic_group_5,not_stated,"
    assert row + "82838,671126," in csv(view, "recording")
    lancashire = [
        line
        for line in csv(view, "areas").splitlines()
        if line.startswith(f"arrested,{LANCASHIRE},")
    ]
    assert len(lancashire) == 1
    assert lancashire[0].endswith(",arrests,not_available,x")


def test_where_four_in_five_arrests_say_nothing_there_is_no_verdict(
    views: Views,
) -> None:
    view = views.disproportionality(
        f"area={WEST_MERCIA}&stage=arrested&group=asian&period=2018-19"
    )
    assert view.closer is not None
    own = view.closer.areas[WEST_MERCIA]
    assert own.recording.share == pytest.approx(0.794, abs=5e-4)
    assert own.verdict == Verdict.NO_VERDICT
    assert own.ratio is not None
    assert "West Mercia (79%), Warwickshire (68%)" in sentence("areas", view, ENGLISH)
    told = sentence("recording", view, ENGLISH)
    assert "8,291 of 10,446 arrests (79.4%)" in told
    assert "Recording could reverse this." in told


def test_prosecutions_of_the_areas_add_up_to_all_of_them_in_every_year(
    views: Views,
) -> None:
    categories = tuple(("ethnic_group_5", group) for group in GROUPS)

    def counts(area_type: str, codes: tuple[str, ...]) -> dict[tuple[int, str], float]:
        query = CountsQuery(
            ("court_prosecutions",), area_type, codes, 200901, 201712, categories
        )
        sums: dict[tuple[int, str], float] = {}
        for row in fetch_counts(views.engine, query):
            key = (row.period, row.category)
            sums[key] = sums.get(key, 0.0) + (row.value or 0.0)
        return sums

    whole = counts("nation", (BOTH,))
    assert len(whole) == 9 * len(GROUPS)
    assert counts("criminal_justice_area", ()) == whole
    assert whole[201701, "black"] == 23_374
    view = views.disproportionality("stage=prosecuted&group=black&period=2017-18")
    assert "211,237 prosecutions in all." in sentence("areas", view, ENGLISH)
    assert ",211237,,,," in csv(view, "recording")


def test_west_yorkshires_page_of_2017_18_says_what_was_worked_out_by_hand(
    views: Views,
) -> None:
    view = views.disproportionality("period=2017-18")
    ratios = {
        (each.point.id, each.group): each
        for row in view.rows
        for each in row.groups
        if each.ratio is not None
    }
    expected = {
        ("stop_and_search", "black"): (2.49, 2.21, 2.81),
        ("search_arrest", "black"): (1.50, 1.23, 1.84),
        ("arrested", "asian"): (1.23, 1.19, 1.27),
        ("arrested", "black"): (2.37, 2.25, 2.49),
        ("convicted", "mixed"): (0.94, 0.89, 0.99),
    }
    for key, numbers in expected.items():
        each = ratios[key]
        got = (each.ratio, each.lower, each.upper)
        assert got == pytest.approx(numbers, abs=0.005)
    told = finding(view, ENGLISH)
    assert told.heading == (
        "Differences are widest at search and arrest, and reverse at prosecution and "
        "conviction"
    )
    assert told.lead.startswith(
        "Black people were searched 2.5 times and were arrested 2.4 times as often as "
        "White people."
    )


def test_custody_is_of_england_and_wales_alone(views: Views) -> None:
    view = views.disproportionality("stage=custody&group=black")
    row = next(row for row in view.rows if row.point.id == "custody")
    assert row.is_of_nation_alone
    assert national(view).ratio == pytest.approx(1.009, abs=5e-4)
    whole = views.disproportionality("scope=england_and_wales&stage=custody")
    assert whole.area == BOTH
    assert any(row.point.id == "custody" and row.is_shown for row in whole.rows)
