from pathlib import Path

import pytest

from data.check import find_problems
from data.queries.releases import fetch_releases
from tests.integration.stores import Store, contents, count, current, load_into
from tests.integration.tallies import (
    ESSEX,
    KENT,
    SERIES,
    TALLIES,
    UNORDERED,
    Row,
    write_tallies,
)

JULY: list[Row] = [(KENT, 201407, "all", 70), (ESSEX, 201407, "all", 50)]


def many_rows(month: int) -> list[Row]:
    """Enough figures that two files of them are not alike by chance."""
    return [(KENT, month, f"colour_{number}", number * 3) for number in range(1, 61)]


def test_a_newer_edition_supersedes_and_the_old_numbers_stay(
    store: Store, tmp_path: Path
) -> None:
    rows: list[Row] = [(KENT, 201407, "all", 70), (ESSEX, 201407, "all", 50)]
    load_into(store, TALLIES, write_tallies(tmp_path / "tallies_2014.csv", rows))
    rows[0] = (KENT, 201407, "all", 75)
    outcome = load_into(
        store, TALLIES, write_tallies(tmp_path / "tallies_2015.csv", rows)
    )
    assert outcome.change == (0, 1, 1)
    assert current(store) == {(KENT, 201407): 75, (ESSEX, 201407): 50}
    states = {row.edition: row.state for row in fetch_releases(store.reader)}
    assert states == {"2014": "superseded", "2015": "current"}
    # Two forces and their two areas, in each of two releases.
    assert count(store, "facts") == 8
    assert find_problems(store.reader) == []


def test_an_older_edition_loaded_later_does_not_bring_old_numbers_back(
    store: Store, tmp_path: Path
) -> None:
    newer = write_tallies(tmp_path / "tallies_2015.csv", [(KENT, 201407, "all", 75)])
    older = write_tallies(tmp_path / "tallies_2014.csv", JULY)
    load_into(store, TALLIES, newer)
    outcome = load_into(store, TALLIES, older)
    assert outcome.files[0].older == 1
    assert current(store) == {(KENT, 201407): 75, (ESSEX, 201407): 50}
    assert load_into(store, TALLIES, older).release_id is None


def test_in_one_load_the_newer_edition_counts(store: Store, tmp_path: Path) -> None:
    write_tallies(tmp_path / "in" / "a_2015.csv", [(KENT, 201407, "all", 75)])
    write_tallies(tmp_path / "in" / "b_2014.csv", [(KENT, 201407, "all", 70)])
    load_into(store, TALLIES, tmp_path / "in")
    assert current(store) == {(KENT, 201407): 75}
    assert find_problems(store.reader) == []


def test_the_same_edition_corrected_counts_from_when_it_is_loaded(
    store: Store, tmp_path: Path
) -> None:
    load_into(store, TALLIES, write_tallies(tmp_path / "tallies_2014-07.csv", JULY))
    corrected = write_tallies(
        tmp_path / "new" / "tallies_2014-07.csv", [(KENT, 201407, "all", 7)]
    )
    load_into(store, TALLIES, corrected)
    assert current(store)[KENT, 201407] == 7


def test_two_files_of_one_edition_that_disagree_are_not_both_loaded(
    store: Store, tmp_path: Path
) -> None:
    write_tallies(tmp_path / "in" / "a_2014-07.csv", JULY)
    write_tallies(tmp_path / "in" / "b_2014-07.csv", [(KENT, 201407, "all", 7)])
    outcome = load_into(store, TALLIES, tmp_path / "in")
    (refused,) = outcome.refused_files
    assert str(refused) == (
        f"b_2014-07.csv: gives {SERIES} of {KENT} in 201407 otherwise than "
        "in/a_2014-07.csv does"
    )
    assert current(store)[KENT, 201407] == 70


def test_a_figure_given_twice_in_a_file_is_refused(
    store: Store, tmp_path: Path
) -> None:
    rows: list[Row] = [*JULY, (KENT, 201407, "all", 70)]
    path = write_tallies(tmp_path / "tallies_2014-07.csv", rows)
    (refused,) = load_into(store, TALLIES, path).refused_files
    assert refused.reason == f"gives {SERIES} of {KENT} in 201407 twice"


def test_a_file_loaded_as_another_edition_is_refused_naming_both(
    store: Store, tmp_path: Path
) -> None:
    july = write_tallies(tmp_path / "2017" / "tallies_2017-07.csv", JULY)
    load_into(store, TALLIES, july)
    before = contents(store)
    renamed = tmp_path / "2018" / "tallies_2018-07.csv"
    renamed.parent.mkdir()
    renamed.write_bytes(july.read_bytes())
    outcome = load_into(store, TALLIES, renamed)
    assert outcome.is_refused
    assert str(outcome.refused_files[0]) == (
        "tallies_2018-07.csv: filed as 2018-07, holds the same as 2017-07 "
        "(2017/tallies_2017-07.csv, which is loaded): one of the two is not what its "
        "name says"
    )
    assert contents(store) == before


def test_of_two_editions_alike_in_one_load_the_later_is_refused(
    store: Store, tmp_path: Path
) -> None:
    write_tallies(tmp_path / "in" / "tallies_2018-07.csv", JULY)
    write_tallies(tmp_path / "in" / "tallies_2017-07.csv", JULY)
    outcome = load_into(store, TALLIES, tmp_path / "in")
    assert outcome.edition == "2017-07"
    (refused,) = outcome.refused_files
    assert refused.path.name == "tallies_2018-07.csv"
    assert "in/tallies_2017-07.csv" in refused.reason


@pytest.mark.parametrize("is_stored", [True, False])
def test_the_same_figures_for_another_month_are_refused_whatever_the_bytes(
    store: Store, tmp_path: Path, *, is_stored: bool
) -> None:
    write_tallies(tmp_path / "in" / "tallies_2017-07.csv", many_rows(201707))
    if is_stored:
        load_into(store, TALLIES, tmp_path / "in")
    write_tallies(tmp_path / "in" / "tallies_2018-07.csv", many_rows(201807))
    outcome = load_into(store, TALLIES, tmp_path / "in")
    (refused,) = outcome.refused_files
    assert refused.reason.startswith("filed as 2018-07, holds the same as 2017-07")


def test_a_label_that_says_nothing_of_age_lets_the_last_load_count(
    store: Store, tmp_path: Path
) -> None:
    first = write_tallies(tmp_path / "b_2015.csv", [(KENT, 201407, "all", 75)])
    second = write_tallies(tmp_path / "a_2014.csv", [(KENT, 201407, "all", 70)])
    load_into(store, UNORDERED, first)
    load_into(store, UNORDERED, second)
    assert current(store) == {(KENT, 201407): 70}
    copy = tmp_path / "c_2016.csv"
    copy.write_bytes(second.read_bytes())
    assert load_into(store, UNORDERED, copy).is_nothing_new
