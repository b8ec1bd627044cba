"""Figures as they were known on a day, on the real files of 2017, in both databases."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dashboard.language import read_language
from dashboard.measures import load_catalogue
from dashboard.results import Result
from dashboard.since import Scope, Since
from dashboard.since_words import since_sentence, size_text
from dashboard.views import Views
from data.definitions import read_measures, read_sources
from data.engine import make_engine
from data.ingest import cps_case_outcomes
from data.load import load
from data.queries.releases import fetch_coverage
from data.releases import roll_back
from tests.integration.stores import Store
from tests.integration.test_views import views_of
from tests.integration.web.sent_statements import Sent, noted

ENGLISH = read_language("en")
AVON, WEST_YORKSHIRE = "E23000036", "E23000010"
MEASURE = "cps_conviction_rate"
FIRST, CORRECTED = date(2018, 3, 1), date(2018, 9, 1)
BEFORE, BETWEEN = date(2018, 1, 1), date(2018, 6, 30)
DECEMBER = "Principal_Offence_Category_Dec.csv"
OFFENCE = "Offences Against The Person"
#: Defendants whom the corrected file no longer has as convicted.
MOVED = 10
ENDINGS = ("Convictions", "Unsuccessful")
CORRECTED_ROWS = ("Avon and Somerset", "National")


def load_on(store: Store, day: date, folder: Path) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    load(
        store.writer,
        cps_case_outcomes.PUBLICATION,
        [folder],
        loaded_by="a test",
        loaded_at=noon,
    )


def correct(published: Path, folder: Path) -> None:
    """Copies of the year's files, one number of December's put right."""
    folder.mkdir(parents=True)
    for path in published.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    written = (folder / DECEMBER).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(written)))
    for row in rows:
        if row[0] in CORRECTED_ROWS:
            move(row, rows[0])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    (folder / DECEMBER).write_text(text.getvalue(), encoding="utf-8")


def move(row: list[str], headings: list[str]) -> None:
    """Ten convictions become unsuccessful, and the percentages follow."""
    counts, shares = (
        [headings.index(f"{kind} of {OFFENCE} {ending}") for ending in ENDINGS]
        for kind in ("Number", "Percentage")
    )
    convicted, failed = (int(row[place].replace(",", "")) for place in counts)
    moved = (convicted - MOVED, failed + MOVED)
    for place, share, count in zip(counts, shares, moved, strict=True):
        row[place] = f"{count:,}"
        row[share] = f"{100 * count / sum(moved):.1f}%"


@pytest.fixture
def revised(store: Store, real_data: Path, tmp_path: Path) -> Store:
    """The files of 2017 as first published, then corrected copies of them."""
    published = real_data / "cps_case_outcomes" / "2017"
    load_on(store, FIRST, published)
    correct(published, tmp_path / "corrected" / "2017")
    load_on(store, CORRECTED, tmp_path / "corrected" / "2017")
    return store


def december(views: Views, as_of: str = "") -> Result:
    query = f"area={AVON}&window=month&period=2017-12&as_of={as_of}"
    view = views.compare(query)
    assert view.data is not None
    return view.data.own


def since(views: Views, day: date, scope: Scope) -> Since:
    state, _ = views.parse(f"area={AVON}&as_of={day.isoformat()}")
    found = views.since(state, scope)
    assert found is not None
    return found


def test_both_views_are_right_and_the_revision_is_listed_with_its_size(
    revised: Store,
) -> None:
    views = views_of(revised)
    then, now = december(views, BETWEEN.isoformat()), december(views)
    assert then.numerator is not None
    assert now.numerator == then.numerator - MOVED
    assert now.denominator == then.denominator
    found = since(views, BETWEEN, Scope(measures=(MEASURE,)))
    assert found.figures == 1
    (listed,) = found.named
    assert (listed.then.area_code, listed.period.label) == (AVON, "2017-12")
    assert (listed.then, listed.now) == (then, now)
    assert then.value is not None
    assert now.value is not None
    assert listed.size == now.value - then.value
    assert size_text(listed, ENGLISH) == (
        f"\N{MINUS SIGN}{abs(now.value - then.value) * 100:.2f} points"
    )
    assert since_sentence(found, ENGLISH) == (
        "1 release has been loaded since. 1 figure of this page was revised."
    )


def test_every_measure_the_number_is_part_of_is_listed(revised: Store) -> None:
    found = since(views_of(revised), BETWEEN, Scope(areas=(AVON,)))
    names = {each.measure.id for each in found.named}
    assert names >= {MEASURE, f"{MEASURE}_offences_against_the_person"}
    assert "cps_conviction_rate_burglary" not in names
    assert {each.then.area_code for each in found.named} == {AVON}


def test_nothing_is_listed_where_nothing_was_revised(revised: Store) -> None:
    views = views_of(revised)
    elsewhere = since(views, BETWEEN, Scope(areas=(WEST_YORKSHIRE,)))
    assert (elsewhere.figures, elsewhere.named) == (0, ())
    assert since_sentence(elsewhere, ENGLISH) == (
        "1 release has been loaded since. No figure of the areas in view was revised."
    )
    after = since(views, CORRECTED, Scope())
    assert after.figures == 0
    assert "Nothing has been loaded since" in since_sentence(after, ENGLISH)


def test_before_the_first_load_there_was_nothing(revised: Store) -> None:
    views = views_of(revised)
    assert views.compare(f"as_of={BEFORE.isoformat()}").data is None
    assert fetch_coverage(revised.reader, as_of=BEFORE.isoformat()) == []
    said = since_sentence(since(views, BEFORE, Scope()), ENGLISH)
    assert said == (
        "Nothing had been loaded by then: the first load was on 1 March 2018."
    )


def test_a_later_month_was_not_offered_before_it_was_loaded(
    store: Store, real_data: Path, tmp_path: Path
) -> None:
    early, late = tmp_path / "early" / "2017", tmp_path / "late" / "2017"
    early.mkdir(parents=True)
    late.mkdir(parents=True)
    for path in (real_data / "cps_case_outcomes" / "2017").glob("*.csv"):
        folder = late if path.name == DECEMBER else early
        (folder / path.name).write_bytes(path.read_bytes())
    load_on(store, FIRST, early)
    load_on(store, CORRECTED, late)
    views = views_of(store)
    by_month = f"area={AVON}&window=month"
    then = views.compare(f"{by_month}&as_of={BETWEEN.isoformat()}")
    now = views.compare(by_month)
    assert then.data is not None
    assert now.data is not None
    assert (then.data.period.label, now.data.period.label) == ("2017-11", "2017-12")
    assert since(views, BETWEEN, Scope()).figures == 0


def test_a_day_has_the_releases_loaded_by_then_in_the_state_of_then(
    store: Store, real_data: Path, tmp_path: Path
) -> None:
    published = tmp_path / "published" / "2017"
    published.mkdir(parents=True)
    source = real_data / "cps_case_outcomes" / "2017" / DECEMBER
    (published / DECEMBER).write_bytes(source.read_bytes())
    correct(published, tmp_path / "corrected" / "2017")
    load_on(store, FIRST, published)
    load_on(store, CORRECTED, tmp_path / "corrected" / "2017")
    views = views_of(store)

    def states(day: str = "") -> dict[int, str]:
        return {r.release_id: r.state for r in views.releases(day)}

    assert states(CORRECTED.isoformat()) == states()
    assert states(BETWEEN.isoformat()) == {1: "current"}
    assert states(BEFORE.isoformat()) == {}


def test_coverage_on_the_last_day_is_that_of_now(revised: Store) -> None:
    last = CORRECTED.isoformat()
    assert fetch_coverage(revised.reader, as_of=last) == fetch_coverage(revised.reader)


def test_a_correction_taken_back_was_never_known(revised: Store) -> None:
    before = december(views_of(revised), BETWEEN.isoformat())
    roll_back(revised.writer, 2)
    views = views_of(revised)
    assert december(views) == before
    assert december(views, CORRECTED.isoformat()) == before
    assert since(views, BETWEEN, Scope()).figures == 0


#: Of the demonstration: between its loads of 12 January and 31 March 2026.
BETWEEN_LOADS = ("2026-01-30", "2026-02-14")


@pytest.fixture(scope="module")
def demonstrated(demonstration_store: str) -> Iterator[Views]:
    engine = make_engine(demonstration_store)
    catalogue = load_catalogue(read_measures(), read_sources())
    yield Views(engine, catalogue, home_area=WEST_YORKSHIRE)
    engine.dispose()


Reads = Callable[[Views, str], Any]
TODAY = date(2026, 4, 10)
READERS: dict[str, Reads] = {
    "compare": lambda views, query: views.compare(query),
    "disproportionality": lambda views, query: views.disproportionality(query),
    "inspection": lambda views, query: views.inspection(query),
    "plan": lambda views, query: views.plan(query, today=TODAY),
    "progression": lambda views, query: views.progression(query),
}


def statements(views: Views, read: Callable[[], Any]) -> tuple[list[Sent], Any]:
    """What is asked of the store meanwhile, but for its version; and what is read."""
    with noted(views.engine) as sent:
        found = read()
    return [each for each in sent if "store_state" not in each.statement], found


@pytest.mark.parametrize("name", READERS)
def test_the_days_between_two_loads_share_what_is_read(
    name: str, demonstrated: Views
) -> None:
    first, second = BETWEEN_LOADS
    read = partial(READERS[name], demonstrated)
    read(f"as_of={first}")
    sent, view = statements(demonstrated, lambda: read(f"as_of={second}"))
    assert sent == []
    # The view is still of the day that was chosen.
    assert view.state.as_of == second
    sent, _ = statements(demonstrated, lambda: read("as_of=2026-03-31"))
    assert sent


def test_what_was_revised_is_read_once_for_all_days_between_two_loads(
    demonstrated: Views,
) -> None:
    scope = Scope(areas=(WEST_YORKSHIRE,))
    first, second = (
        partial(since, demonstrated, date.fromisoformat(day), scope)
        for day in BETWEEN_LOADS
    )
    before = first()
    sent, found = statements(demonstrated, second)
    assert sent == []
    assert found.day.isoformat() == BETWEEN_LOADS[1]
    assert found == before._replace(day=found.day)
    assert found.figures


@pytest.mark.parametrize("day", ["2026-01-11", "0001-01-01"])
def test_before_the_first_load_nothing_was_known(demonstrated: Views, day: str) -> None:
    assert demonstrated.compare(f"as_of={day}").data is None
    assert demonstrated.inspection(f"as_of={day}").sheet is None
    assert demonstrated.releases(day) == ()
    assert demonstrated.compare("as_of=2026-01-12").data is not None
