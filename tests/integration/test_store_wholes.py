from pathlib import Path

import pytest
from sqlalchemy import text

from data.check import find_problems
from data.queries.counts import CountsQuery, fetch_counts
from data.releases import roll_back
from tests.integration.stores import Store, contents, current, load_into
from tests.integration.tallies import (
    CITY,
    KENT,
    METROPOLITAN,
    SCORES,
    TALLIES,
    UNORDERED,
    Row,
    write_tallies,
)

LONDON = METROPOLITAN
AREAS = "criminal_justice_area"


def load_rows(store: Store, path: Path, *rows: Row) -> None:
    load_into(store, UNORDERED, write_tallies(path, rows))


def areas(store: Store) -> dict[tuple[str, int], float | None]:
    return current(store, area_type=AREAS)


def london(store: Store) -> tuple[float | None, str]:
    query = CountsQuery(("tallies",), AREAS, (LONDON,), 201407, 201407)
    (row,) = fetch_counts(store.reader, query)
    return row.value, row.status


def test_an_area_of_one_force_has_its_figures(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path / "t_2014.csv", (KENT, 201407, "all", 70))
    assert areas(store) == {(KENT, 201407): 70}


def test_london_is_its_two_forces_added_up(store: Store, tmp_path: Path) -> None:
    load_rows(
        store,
        tmp_path / "t_2014.csv",
        (METROPOLITAN, 201407, "all", 100),
        (CITY, 201407, "all", 7),
        (METROPOLITAN, 201407, "red", 10),
        (CITY, 201407, "red", 1),
    )
    assert areas(store) == {(LONDON, 201407): 107}
    red = current(store, area_type=AREAS, category=("colour", "red"))
    assert red == {(LONDON, 201407): 11}
    assert current(store)[METROPOLITAN, 201407] == 100
    assert find_problems(store.reader) == []


def test_london_is_missing_while_one_of_its_forces_is(
    store: Store, tmp_path: Path
) -> None:
    load_rows(
        store,
        tmp_path / "t_2014.csv",
        (METROPOLITAN, 201407, "all", 100),
        (CITY, 201408, "all", 7),
    )
    assert areas(store) == {}


def test_a_force_loaded_later_completes_london(store: Store, tmp_path: Path) -> None:
    load_rows(store, tmp_path / "a_2014.csv", (METROPOLITAN, 201407, "all", 100))
    load_rows(store, tmp_path / "b_2014.csv", (CITY, 201407, "all", 7))
    assert areas(store) == {(LONDON, 201407): 107}


def test_a_revised_force_revises_london(store: Store, tmp_path: Path) -> None:
    load_rows(
        store,
        tmp_path / "a_2014.csv",
        (METROPOLITAN, 201407, "all", 100),
        (CITY, 201407, "all", 7),
    )
    load_rows(store, tmp_path / "b_2014.csv", (CITY, 201407, "all", 9))
    assert areas(store) == {(LONDON, 201407): 109}


def test_a_hidden_force_hides_london_and_says_why(store: Store, tmp_path: Path) -> None:
    load_rows(
        store,
        tmp_path / "a_2014.csv",
        (METROPOLITAN, 201407, "all", 100),
        (CITY, 201407, "all", 7),
    )
    load_rows(store, tmp_path / "b_2014.csv", (CITY, 201407, "all", "suppressed"))
    assert london(store) == (None, "suppressed")


def test_what_a_publication_says_of_an_area_itself_stands(
    store: Store, tmp_path: Path
) -> None:
    whole = write_tallies(
        tmp_path / "w_2014.csv", [(LONDON, 201407, "all", 110)], area_type=AREAS
    )
    load_into(store, UNORDERED, whole)
    load_rows(
        store,
        tmp_path / "p_2014.csv",
        (METROPOLITAN, 201407, "all", 100),
        (CITY, 201407, "all", 7),
        (KENT, 201407, "all", 70),
    )
    assert areas(store) == {(LONDON, 201407): 110, (KENT, 201407): 70}


def test_scores_are_not_added_up(store: Store, tmp_path: Path) -> None:
    path = write_tallies(
        tmp_path / "t_2014.csv",
        [
            (METROPOLITAN, 201407, "all", 12.5),
            (CITY, 201407, "all", 3.5),
            (KENT, 201407, "all", 9.5),
        ],
    )
    load_into(store, SCORES, path)
    assert areas(store) == {(KENT, 201407): 9.5}


def test_a_series_defined_as_a_score_is_not_added_up_whoever_loads_it(
    store: Store, tmp_path: Path
) -> None:
    with store.writer.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO series (series_id, series, kind) "
                "SELECT MAX(series_id) + 1, 'tallies', 'score' FROM series"
            )
        )
    load_rows(
        store,
        tmp_path / "t_2014.csv",
        (METROPOLITAN, 201407, "all", 12.5),
        (CITY, 201407, "all", 3.5),
    )
    assert areas(store) == {}


def test_a_force_counts_only_while_it_belongs(store: Store, tmp_path: Path) -> None:
    with store.writer.begin() as connection:
        connection.execute(
            text(
                "UPDATE area_members SET valid_to = '2014-07-31' "
                "WHERE whole_type = :whole AND part_code = :city"
            ),
            {"whole": AREAS, "city": CITY},
        )
    load_rows(
        store,
        tmp_path / "t_2014.csv",
        (METROPOLITAN, 201407, "all", 100),
        (METROPOLITAN, 201408, "all", 200),
        (CITY, 201407, "all", 7),
        (CITY, 201408, "all", 9),
    )
    assert areas(store) == {(LONDON, 201407): 107, (LONDON, 201408): 200}


def test_loading_again_changes_no_whole(store: Store, tmp_path: Path) -> None:
    path = write_tallies(
        tmp_path / "t_2014.csv",
        [(METROPOLITAN, 201407, "all", 100), (CITY, 201407, "all", 7)],
    )
    load_into(store, TALLIES, path)
    before = contents(store)
    load_into(store, TALLIES, path)
    assert contents(store) == before


@pytest.mark.parametrize(
    ("withdrawn", "expected"), [(1, 129), (2, 129), (3, 109), (4, 127)]
)
def test_london_is_put_right_when_a_release_behind_it_is_taken_back(
    store: Store, tmp_path: Path, withdrawn: int, expected: float
) -> None:
    load_rows(store, tmp_path / "a_2014.csv", (METROPOLITAN, 201407, "all", 100))
    load_rows(store, tmp_path / "b_2014.csv", (CITY, 201407, "all", 7))
    load_rows(store, tmp_path / "c_2014.csv", (METROPOLITAN, 201407, "all", 120))
    load_rows(store, tmp_path / "d_2014.csv", (CITY, 201407, "all", 9))
    roll_back(store.writer, withdrawn)
    assert areas(store) == {(LONDON, 201407): expected}
    assert find_problems(store.reader) == []


@pytest.mark.parametrize("withdrawn", [1, 2])
def test_london_goes_when_the_only_figure_of_a_force_is_taken_back(
    store: Store, tmp_path: Path, withdrawn: int
) -> None:
    load_rows(store, tmp_path / "a_2014.csv", (METROPOLITAN, 201407, "all", 100))
    load_rows(store, tmp_path / "b_2014.csv", (CITY, 201407, "all", 7))
    roll_back(store.writer, withdrawn)
    assert areas(store) == {}
    assert find_problems(store.reader) == []
