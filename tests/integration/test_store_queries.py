from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select, text

from data.export import COLUMNS, UnknownSeries, export_observations
from data.queries.areas import fetch_areas, fetch_members, fetch_peers
from data.queries.counts import CountsQuery, counts_statement, fetch_counts
from data.queries.dimensions import fetch_dimensions
from data.queries.releases import (
    fetch_coverage,
    fetch_data_version,
    fetch_refusals,
    fetch_releases,
)
from data.releases import roll_back
from data.tables import ALL_CATEGORY, facts
from tests.integration.stores import Store, load_into
from tests.integration.tallies import (
    CITY,
    ESSEX,
    KENT,
    METROPOLITAN,
    TALLIES,
    UNORDERED,
    Row,
    write_tallies,
)

FORCES = (CITY, ESSEX, KENT, METROPOLITAN)
MONTHS = [year * 100 + month for year in range(2010, 2015) for month in range(1, 13)]
COLOURS = ["all", *(f"colour_{number:02}" for number in range(20))]


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    """Four forces, five years of months, and twenty colours besides all."""
    rows: list[Row] = [
        (force, month, colour, place * 1000 + month % 100)
        for place, force in enumerate(FORCES)
        for month in MONTHS
        for colour in COLOURS
    ]
    load_into(store, TALLIES, write_tallies(tmp_path / "tallies_2014.csv", rows))
    return store


def plan(store: Store, sql: str) -> str:
    is_sqlite = store.reader.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
    with store.reader.connect() as connection:
        return "\n".join(
            str(row[-1]) for row in connection.exec_driver_sql(explain + sql)
        )


@pytest.mark.parametrize(
    "query",
    [
        CountsQuery(("tallies",), "criminal_justice_area", (), 201301, 201312),
        CountsQuery(("tallies",), "police_force", (KENT,), 201412, 201412),
        CountsQuery(
            ("tallies",), "police_force", (KENT, ESSEX), 201001, 201412,
            (("colour", "colour_01"), ("colour", "colour_02")),
        ),
    ],
)  # fmt: skip
def test_a_read_goes_by_the_key(filled: Store, query: CountsQuery) -> None:
    statement = counts_statement(query, fetch_dimensions(filled.reader))
    assert statement is not None
    compiled = statement.compile(filled.reader, compile_kwargs={"literal_binds": True})
    found = plan(filled, str(compiled))
    if filled.reader.dialect.name == "sqlite":
        assert found == (
            "SEARCH facts USING PRIMARY KEY (series_id=? AND category_id=? AND "
            "area_id=? AND frequency=? AND period>? AND period<?)"
        )
    else:
        assert "facts_key" in found or "facts_of_area" in found
        assert "Seq Scan on facts" not in found


def test_an_area_without_a_breakdown_goes_by_its_own_index(filled: Store) -> None:
    area_page = select(facts.c.series_id, facts.c.value).where(
        facts.c.area_id == fetch_dimensions(filled.reader).areas["police_force", KENT],
        facts.c.period == 201312,
        facts.c.category_id == ALL_CATEGORY,
        facts.c.superseded_by.is_(None),
    )
    compiled = area_page.compile(filled.reader, compile_kwargs={"literal_binds": True})
    found = plan(filled, str(compiled))
    assert "facts_of_area" in found


def test_counts_are_sorted_by_words(filled: Store) -> None:
    query = CountsQuery(
        ("tallies",), "police_force", (), 201311, 201402,
        (("colour", "colour_02"), ("all", "all")),
    )  # fmt: skip
    found = fetch_counts(filled.reader, query)
    assert len(found) == len(FORCES) * 4 * 2
    assert found == sorted(found)
    assert found[0][:6] == (
        "tallies", METROPOLITAN, 201311, "month", "all", "all"
    )  # fmt: skip


def test_only_the_areas_asked_for_come_back(filled: Store) -> None:
    query = CountsQuery(("tallies",), "police_force", (KENT, ESSEX), 201401, 201401)
    assert {row.area_code for row in fetch_counts(filled.reader, query)} == {
        KENT,
        ESSEX,
    }


@pytest.mark.parametrize(
    "query",
    [
        CountsQuery(("unheard_of",), "police_force", (), 201401, 201412),
        CountsQuery(("tallies",), "planet", (), 201401, 201412),
        CountsQuery(("tallies",), "police_force", ("E99",), 201401, 201412),
        CountsQuery(("tallies",), "police_force", (), 201401, 201412, (("a", "b"),)),
        CountsQuery(("tallies",), "police_force", (), 201412, 201401),
        CountsQuery((), "police_force", (), 201401, 201412),
    ],
)
def test_what_was_never_loaded_is_no_row(filled: Store, query: CountsQuery) -> None:
    assert fetch_counts(filled.reader, query) == []


def test_coverage_counts_the_areas_with_a_number(store: Store, tmp_path: Path) -> None:
    path = write_tallies(
        tmp_path / "tallies_2014-07.csv",
        [
            (KENT, 201407, "all", 70),
            (ESSEX, 201407, "all", "suppressed"),
            (KENT, 201408, "all", 71),
            (KENT, 201408, "red", 7),
        ],
    )
    load_into(store, TALLIES, path)
    expected = [
        ("tallies", breakdown, category, area_type, "month", period, 1)
        for breakdown, category, periods in (
            ("all", "all", (201407, 201408)), ("colour", "red", (201408,))
        )
        for area_type in ("criminal_justice_area", "police_force")
        for period in periods
    ]  # fmt: skip
    assert [tuple(row) for row in fetch_coverage(store.reader)] == expected


def test_areas_come_with_both_names_and_their_tile(store: Store) -> None:
    found = {(row.area_type, row.area_code): row for row in fetch_areas(store.reader)}
    london = found["criminal_justice_area", METROPOLITAN]
    assert (london.name_en, london.name_cy) == ("London", "Llundain")
    assert london.tile_column is not None
    force = found["police_force", METROPOLITAN]
    assert force.name_en.startswith("Metropolitan Police")
    assert force.tile_column is None


def test_members_say_what_is_part_of_what(store: Store) -> None:
    london = [
        row.part_code
        for row in fetch_members(store.reader)
        if (row.whole_type, row.whole_code) == ("criminal_justice_area", METROPOLITAN)
        and row.part_type == "police_force"
    ]
    assert london == [METROPOLITAN, CITY]


def test_peers_wait_for_something_to_compare(filled: Store) -> None:
    assert fetch_peers(filled.reader) == []


def test_releases_come_latest_first_and_refusals_with_them(
    store: Store, tmp_path: Path
) -> None:
    for month in (201407, 201408):
        path = tmp_path / f"tallies_{month // 100}-{month % 100:02}.csv"
        rows: list[Row] = [(KENT, month, "all", 1), (ESSEX, month, "all", "?")]
        load_into(store, TALLIES, write_tallies(path, rows))
    assert [row.release_id for row in fetch_releases(store.reader)] == [2, 1]
    assert [row.release_id for row in fetch_refusals(store.reader)] == [2, 1]
    assert [row.release_id for row in fetch_refusals(store.reader, 1)] == [1]
    assert len(fetch_refusals(store.reader, limit=1)) == 1


def test_a_reader_sees_a_load_at_its_next_read(store: Store, tmp_path: Path) -> None:
    query = CountsQuery(("tallies",), "police_force", (), 201401, 201412)
    assert fetch_counts(store.reader, query) == []
    path = write_tallies(tmp_path / "tallies_2014-07.csv", [(KENT, 201407, "all", 70)])
    load_into(store, TALLIES, path)
    assert [row.value for row in fetch_counts(store.reader, query)] == [70]


def exported(store: Store, *series: str) -> str:
    target = StringIO()
    export_observations(store.reader, target, series=series)
    return target.getvalue()


def test_an_export_has_a_line_for_each_current_figure(
    store: Store, tmp_path: Path
) -> None:
    path = write_tallies(
        tmp_path / "tallies_2014-07.csv",
        [(KENT, 201407, "all", 70.25), (CITY, 201407, "red", "suppressed")],
    )
    load_into(store, TALLIES, path)
    assert exported(store, "tallies").splitlines() == [
        ",".join(COLUMNS),
        f"tallies,criminal_justice_area,{KENT},2014-07-01,month,all,all,70.25,published",
        f"tallies,police_force,{KENT},2014-07-01,month,all,all,70.25,published",
        f"tallies,police_force,{CITY},2014-07-01,month,colour,red,,suppressed",
    ]


def test_an_unknown_series_cannot_be_exported(store: Store) -> None:
    with pytest.raises(UnknownSeries, match="unheard_of"):
        exported(store, "unheard_of")


def test_both_databases_say_the_same_of_the_same_loads(
    sqlite_store: Store, postgres_store: Store, tmp_path: Path
) -> None:
    rows: list[Row] = [
        (force, month, colour, month / 7 + place)
        for place, force in enumerate(FORCES)
        for month in MONTHS[:24]
        for colour in ("all", "red", "Blue", "b_lue", "blue-grey")
    ]
    for store in (sqlite_store, postgres_store):
        for name, chosen in (("a", rows), ("b", rows[:50]), ("c", rows[::-1])):
            moved = [(r[0], r[1], r[2], float(r[3]) + len(chosen)) for r in chosen]
            path = write_tallies(tmp_path / name / f"{name}_2014.csv", moved)
            load_into(store, UNORDERED, path)
        roll_back(store.writer, 2)
    assert exported(sqlite_store) == exported(postgres_store)
    assert fetch_data_version(sqlite_store.reader) == fetch_data_version(
        postgres_store.reader
    )
    assert fetch_coverage(sqlite_store.reader) == fetch_coverage(postgres_store.reader)
    assert fetch_areas(sqlite_store.reader) == fetch_areas(postgres_store.reader)
    query = CountsQuery(
        ("tallies",), "criminal_justice_area", (), 201001, 201412,
        (("all", "all"), ("colour", "Blue"), ("colour", "b_lue")),
    )  # fmt: skip
    assert fetch_counts(sqlite_store.reader, query) == fetch_counts(
        postgres_store.reader, query
    )


def test_the_contract_view_speaks_in_whole_words(store: Store, tmp_path: Path) -> None:
    path = write_tallies(
        tmp_path / "tallies_2014-07.csv", [(KENT, 201407, "all", "not_collected")]
    )
    load_into(store, TALLIES, path)
    with store.reader.connect() as connection:
        row = connection.execute(
            text(
                "SELECT series, area_code, CAST(period_start AS TEXT) AS period_start, "
                "frequency, breakdown, category, value, status, release_id "
                "FROM observations WHERE area_type = 'police_force'"
            )
        ).one()
    assert tuple(row) == (
        "tallies", KENT, "2014-07-01", "month", "all", "all", None, "not_collected", 1
    )  # fmt: skip
